"""Writes the viewer's types: `python tools/generate_types` makes webviewer/src/manifest.ts of the dataclasses in
neural_render/package/manifest.py; `--check` only compares, and fails where they differ."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
TARGET = ROOT / "webviewer" / "src" / "manifest.ts"


def main() -> None:
    from tools.generate_types.typescript import generate

    parser = argparse.ArgumentParser(prog="tools/generate_types", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    arguments = parser.parse_args()
    text = generate()
    if not arguments.check:
        TARGET.write_text(text, encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
        sys.exit(f"{TARGET.relative_to(ROOT)} is not what the dataclasses say: run python tools/generate_types")


main()
