"""Numbers of many frames as few, and as rows of docs/viewer.md."""

from __future__ import annotations

import math
import statistics
from pathlib import Path
from typing import Any

from tools.viewers.bundles import KINDS

BEGIN, END = "<!-- results: python -m tools.viewers -->", "<!-- /results -->"
BASE = "sorted"  # whose frames are 1


def summary(values: list[float]) -> dict[str, float]:
    """Median and 90th percentile (the nearest rank); raises ValueError without values."""
    if not values:
        raise ValueError("summary: no values given; pass one at least")
    ordered = sorted(values)
    return {"median": round(statistics.median(ordered), 2), "p90": round(ordered[math.ceil(0.9 * len(ordered)) - 1], 2)}


def rows(results: dict[str, Any]) -> list[str]:
    """A table in Markdown, its frames as multiples of those of our sorted package."""
    sizes = list(results["frames"])
    head = ["viewer", "scripts, gzip", "scene", "first picture", "JS heap", "PSNR", "splats"]
    head += [f"CPU time of a frame, {size}" for size in sizes]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for name, kind in KINDS.items():
        one = results["viewers"][name]
        cells = [kind.title, f"{one['bundle_gzip_bytes'] / 1e3:.0f} kB", f"{one['scene_bytes'] / 1e6:.1f} MB"]
        cells += [f"{one['first_picture_ms']['median']:.0f} ms", f"{one['heap_mb']:.0f} MB", f"{one['psnr']:.1f} dB"]
        cells += [f"{one['splats']:,}"]
        for size in sizes:
            frames = results["frames"][size]
            ratio = frames[name]["cpu_ms"]["median"] / frames[BASE]["cpu_ms"]["median"]
            cells.append(f"{frames[name]['cpu_ms']['median']:.0f} ms ({ratio:.2f}x)")
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def put(file: Path, lines: list[str]) -> None:
    """Puts lines between the two markers of a file; raises ValueError when they are not there."""
    before, rest = file.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END, 1)
    file.write_text(f"{before}{BEGIN}\n" + "\n".join(lines) + f"\n{END}{after}", encoding="utf-8")
