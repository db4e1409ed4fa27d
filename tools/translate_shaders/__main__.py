"""Translates all shaders: `python -m tools.translate_shaders [--check]`."""

from __future__ import annotations

import argparse
import sys

from neural_render.errors import UserError
from tools.translate_shaders import ROOT, programs, translate


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools.translate_shaders", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is not up to date")
    is_check = parser.parse_args().check
    files = programs()
    generated = translate(files)
    stale = {file for file, content in generated.items() if not file.exists() or file.read_bytes() != content}
    stale |= {file for folder in {f.parent / "generated" for f in files} for file in folder.glob("*")} - set(generated)
    for file in sorted(stale):
        print(f"{'stale' if is_check else 'written'}: {file.relative_to(ROOT)}")
        if not is_check and file in generated:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(generated[file])
        elif not is_check:
            file.unlink()
    sys.exit(1 if is_check and stale else 0)


if __name__ == "__main__":
    try:
        main()
    except UserError as error:
        sys.exit(f"error: {error}")
