"""Milliseconds of looking up a picture's rays in plane grids: `python -m tools.bench.plane_grid [--no-log]`.

The rays of 100 x 100 pixels, as a light field for phones takes them, in levels of 64, 128 and 256 corners with 4
features: the kernel and torch's grid_sample, forward and backward, alternately and with as many threads. Medians of CPU
time, and of wall time beside its 90th percentile. One line of JSON is appended to benchmarks/plane_grid.jsonl.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from datetime import datetime, timezone

import torch
from torch import Tensor
from torch.nn.functional import grid_sample

from neural_render import native
from neural_render.fields.plane_grid import PAIRS, PlaneGridLayout, encode
from neural_render.runs import commit
from tools.bench.__main__ import LOGS, summary, timed
from tools.bench.trainer import Times
from tools.machine import machine

LAYOUT = PlaneGridLayout((64, 128, 256), 4)
SIZE = 100  # px
REPEATS = 60


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools.bench.plane_grid", description=__doc__.splitlines()[0])
    parser.add_argument("--isa", choices=native.isas(), help="instruction set (default: the best of this machine)")
    parser.add_argument("--threads", type=int, default=native.num_threads(), help="threads (all cores)")
    parser.add_argument("--no-log", action="store_true", help="do not append to the file in benchmarks/")
    options = parser.parse_args()
    if options.isa:
        native.set_isa(options.isa)
    native.set_num_threads(options.threads)
    torch.set_num_threads(options.threads)
    time = datetime.now(timezone.utc).isoformat(timespec="seconds")
    row = {"time": time, "commit": commit(), "machine": machine(), "isa": native.isa(), "threads": options.threads}
    row |= {"load": round(os.getloadavg()[0], 1)} | measure()
    if not options.no_log:
        with (LOGS / "plane_grid.jsonl").open("a") as file:
            file.write(json.dumps(row) + "\n")
    print(json.dumps(row, indent=2))


def make_passes() -> dict[str, tuple[Callable[[], list[Tensor]], list[Tensor]]]:
    """Functions that look the same rays up in the same numbers, and the tensors that get gradients."""
    coordinates, generator = rays(), torch.Generator().manual_seed(0)
    table = torch.randn(LAYOUT.num_entries, LAYOUT.num_features, generator=generator)  # [T, F]
    # As grid_sample takes them, so that neither has to turn anything: [6, F, R, R] per level, places [6, 1, M, 2].
    levels = [
        level.reshape(6, size, size, -1).permute(0, 3, 1, 2).contiguous().requires_grad_()
        for level, size in zip(table.split([6 * r**2 for r in LAYOUT.resolutions]), LAYOUT.resolutions, strict=True)
    ]
    places = (2 * coordinates[:, PAIRS] - 1).movedim(1, 0)[:, None].contiguous()
    table.requires_grad_()
    return {
        "kernel": (lambda: [encode(table, coordinates, LAYOUT)], [table]),
        "grid_sample": (lambda: [sample(level, places) for level in levels], levels),
    }


def measure() -> dict:
    """Times by function and pass."""
    passes = make_passes()
    times: dict[str, dict[str, list[Times]]] = {name: {"forward": [], "backward": []} for name in passes}
    for _ in range(REPEATS):
        for name, (function, leaves) in passes.items():
            for step, spent in both_passes(function, leaves).items():
                times[name][step].append(spent)
    return {name: {step: summary(spent[5:]) for step, spent in steps.items()} for name, steps in times.items()}


def rays() -> Tensor:
    """Where the rays of a picture meet both planes, [M, 4]: row by row, seen from beside the middle."""
    v, u = torch.meshgrid(*2 * [(torch.arange(SIZE) + 0.5) / SIZE], indexing="ij")  # [H, W]
    far = torch.stack([u, v], dim=-1).reshape(-1, 2)  # [M, 2]
    eye = torch.tensor([0.45, 0.6])
    return torch.cat([eye + 0.6 * (far - eye), far], dim=-1)


def sample(level: Tensor, places: Tensor) -> Tensor:  # [6, F, R, R], [6, 1, M, 2] -> [6, F, 1, M]
    return grid_sample(level, places, padding_mode="border", align_corners=True)


def both_passes(function: Callable[[], list[Tensor]], leaves: list[Tensor]) -> dict[str, Times]:
    outputs: list[Tensor] = []
    forward = timed(lambda: outputs.extend(function()))
    gradients = [torch.ones_like(output) for output in outputs]
    return {"forward": forward, "backward": timed(lambda: torch.autograd.grad(outputs, leaves, gradients))}


if __name__ == "__main__":
    main()
