"""Numbers of many frames as few, and as rows of docs/viewer.md."""

from __future__ import annotations

import statistics
from typing import Any

from tools.viewers.bundles import KINDS

BASE = "sorted"  # whose frames are 1


def summary(values: list[float]) -> dict[str, float]:
    """Median and 90th percentile; raises ValueError without values."""
    if not values:
        raise ValueError("summary: no values given; pass one at least")
    ordered = sorted(values)
    return {"median": round(statistics.median(ordered), 2), "p90": round(ordered[int(0.9 * (len(ordered) - 1))], 2)}


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
