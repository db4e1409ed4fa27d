"""Regenerates published figures: `python tools/show 1 --captures DIR` writes benchmarks/show_1.json and its plots.

`--captures` is a folder that holds the captures by the names used here; what is not there is listed and left out.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def main() -> None:
    from neural_render.runs import commit
    from tools.machine import machine

    parser = argparse.ArgumentParser(prog="tools/show", description=__doc__)
    parser.add_argument("number", choices=["1", "2", "3", "4", "5", "6"], help="which set of figures")
    parser.add_argument("--captures", type=Path, required=True, help="folder with the captures")
    parser.add_argument("--only", nargs="*", help="names of figures; all unless given")
    arguments = parser.parse_args()
    figures = importlib.import_module(f"tools.show.show_{arguments.number}").FIGURES
    target = ROOT / "benchmarks" / f"show_{arguments.number}.json"
    results = json.loads(target.read_text()) if target.exists() else {}
    if unknown := set(arguments.only or []) - set(figures):
        parser.error(f"no figure {sorted(unknown)}; there are {', '.join(figures)}")
    for name in arguments.only or figures:
        print(f"== {name}", flush=True)
        results[name] = {"commit": commit(), "machine": machine(), "result": figures[name](arguments.captures, ROOT)}
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(results, indent=1) + "\n")
    print(f"written: {target}")


main()
