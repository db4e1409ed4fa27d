"""Another program that reads and writes files of splats: PlayCanvas's splat-transform, pinned in package-lock.json.

2.7.1 gives SPZ files the axes that their description asks for. 3.2 and 3.7 write PLY's axes into them and expect them
there, turned against the description by 180 degrees about x.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules/@playcanvas/splat-transform/bin/cli.mjs"
INSTALL = f"npm ci --ignore-scripts --prefix {HERE.relative_to(HERE.parents[1])}"


def convert(source: Path, target: Path, *options: str) -> None:
    """Writes `source` in the format of the name `target`; raises CalledProcessError with what the program said."""
    command = ["node", str(PROGRAM), "--overwrite", "--quiet", str(source), *options, str(target)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
