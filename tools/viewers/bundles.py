"""The scripts of the viewers' pages: other people's packages from npm, bundled with a small page each that drives them.

They lie in the folder node_modules here, which git ignores; package-lock.json pins them.
"""

from __future__ import annotations

import gzip
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from neural_render.viewer.server import WEB

HERE = Path(__file__).parent
OWN = "/viewer.js"  # our viewer is measured as it is shipped
OPTIONS = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=none", "--log-level=error"]


@dataclass(frozen=True)
class Kind:
    """One way to show a scene."""

    title: str
    page: str  # in pages/
    package: str | None  # in npm; None where it is ours
    scene: str  # what it is given: sorted, sort-free, or ply


KINDS = {
    "sorted": Kind("ours, sorted", "ours", None, "sorted"),
    "sort-free": Kind("ours, sort-free", "ours", None, "sort-free"),
    "spark": Kind("Spark", "spark", "@sparkjsdev/spark", "ply"),
    "playcanvas": Kind("PlayCanvas", "playcanvas", "playcanvas", "ply"),
    "gaussian-splats-3d": Kind("GaussianSplats3D", "gaussian_splats_3d", "@mkkellogg/gaussian-splats-3d", "ply"),
}


def install() -> dict[str, str]:
    """Installs what package-lock.json pins, where that is not there yet; the versions by package."""
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]
    if versions(wanted) != wanted:
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=HERE, check=True)
    return versions(wanted)


def versions(packages: dict[str, str]) -> dict[str, str]:
    """The versions of those packages that are installed."""
    files = {name: HERE / "node_modules" / name / "package.json" for name in packages}
    return {name: json.loads(file.read_text())["version"] for name, file in files.items() if file.exists()}


def bundle(page: str) -> dict[str, bytes]:
    """All scripts of a page by their addresses."""
    command = [HERE / "node_modules/.bin/esbuild", f"pages/{page}.ts", *OPTIONS, f"--external:{OWN}"]
    script = subprocess.run(command, cwd=HERE, check=True, capture_output=True).stdout
    own = {OWN: (WEB / OWN.lstrip("/")).read_bytes()} if page == "ours" else {}
    return {"/page.js": script} | own


def sizes(scripts: dict[str, bytes]) -> dict[str, int]:
    """Bytes as they are, and in gzip."""
    compressed = [gzip.compress(script, 9) for script in scripts.values()]
    return {"bundle_bytes": sum(map(len, scripts.values())), "bundle_gzip_bytes": sum(map(len, compressed))}
