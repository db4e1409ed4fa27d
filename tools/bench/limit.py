"""How much a rasterization has to compute at least, and how long a core takes for that.

Work. The kernels cut the picture into blocks of as many pixels as a vector has lanes W. A block takes the splats whose
ellipse alpha >= ALPHA_MIN meets it, front to back, until all its pixels have stopped, and looks whether they have after
every STOP_EVERY splats. Each (splat, block) that is taken is an entry: W evaluated lanes, some of which lie inside the
ellipse. `count_entries` finds them by itself, in float64, from the projected splats.

Limit. An entry costs a fixed number of vector operations, counted here from native/rasterize.h and
native/rasterize_backward.h: multiplications and fused multiply-adds, which only some of a core's units can do, and all
arithmetic (additions, comparisons, minima, the integer steps of the exponential function), for which there may be more.
Loads, stores, shuffles, loops and everything that finds entries (sorting, lists) are left out: the limit is what no
program with these formulas and these blocks can go below. With the measured peaks of this core, `peak.cpp`,

    limit = entries max(multiplications / peak of fused multiply-adds, all / peak of a mix of them and additions)

and a kernel's share of the limit is that over its CPU time. Peaks contain the clock. They are the best of many short
runs; the kernels are measured on whatever the shared machine leaves them.

Letters: N splats, V visible ones, E entries, W lanes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor

from neural_render.splatting.splats import ALPHA_MAX, ALPHA_MIN, TRANSMITTANCE_MIN, Projected

BLOCKS = {"avx512": (4, 4), "avx2": (4, 2), "portable": (2, 2)}  # width, height in pixels
STOP_EVERY = 4
ENTRIES_AT_ONCE = 1 << 18  # bounds memory

# Vector operations of an entry: (multiplications and fused multiply-adds, all).
ALPHA = (9, 18)  # offsets 2, quadratic form 5, exponential 9 of which 4 fused, comparison, minimum
COMPOSITE = (5, 8 + 1 / STOP_EVERY)  # weight and transmittance 4, colour 3, alpha 1, now and then a look who is alive
REPLAY = (10, 16)  # alpha / (1 - alpha) 5, worth 3, weight and transmittance 4, gradient 4


def flush_operations(lanes: int) -> tuple[float, float]:
    """Of an entry's share in adding W gathered entries to their gradient rows, without the transpositions."""
    rows = lanes // 4
    moments = (4 * rows + 3 * rows, 9 * rows + 3 * rows + 3 * (rows - 1))
    shift = (11, 13)
    colors = (3 * lanes, 3 * lanes + 3)
    added = (0, -(-9 // lanes) * lanes)
    parts = (moments, shift, colors, added)
    return sum(part[0] for part in parts) / lanes, sum(part[1] for part in parts) / lanes


def operations(lanes: int) -> dict[str, tuple[float, float]]:
    """Vector operations per entry of both passes."""
    flush = flush_operations(lanes)
    return {
        "forward": (ALPHA[0] + COMPOSITE[0], ALPHA[1] + COMPOSITE[1]),
        "backward": (ALPHA[0] + REPLAY[0] + flush[0], ALPHA[1] + REPLAY[1] + flush[1]),
    }


@dataclass(frozen=True)
class Work:
    """What one rasterization evaluates."""

    entries: int  # (splat, block)
    lanes: int  # per entry
    inside: int  # lanes with alpha >= ALPHA_MIN

    @property
    def pairs(self) -> int:
        return self.entries * self.lanes


def measure_peak(isa: str) -> dict[str, float] | None:
    """Clock in GHz and vectors per nanosecond of one core; None without a compiler or for the portable kernels."""
    compiler = shutil.which("c++") or shutil.which("g++")
    if compiler is None or isa == "portable":
        return None
    width, height = BLOCKS[isa]
    source = Path(__file__).with_name("peak.cpp")
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "peak"
        flags = ["-O2", "-std=c++17", "-march=native", "-ffp-contract=fast", f"-DW={width * height}"]
        subprocess.run([compiler, *flags, source, "-o", program], check=True)
        return json.loads(subprocess.run([program], check=True, capture_output=True, text=True).stdout)


def limits_ms(work: Work, peak: dict[str, float]) -> dict[str, float]:
    """Milliseconds of one core below which neither pass can go."""
    return {
        name: 1e-6 * work.entries * max(multiply / peak["fma_per_ns"], everything / peak["mixed_per_ns"])
        for name, (multiply, everything) in operations(work.lanes).items()
    }


@torch.no_grad()
def count_entries(projected: Projected, width: int, height: int, isa: str, *, is_sorted: bool = True) -> Work:
    """The entries of a picture of `width` x `height` pixels with the blocks of an instruction set; slow.

    Without an order no pixel ever stops.
    """
    block_width, block_height = BLOCKS[isa]
    columns, rows = -(-width // block_width), -(-height // block_height)
    drawn = ((projected.radii > 0).all(dim=-1) & (projected.opacities >= ALPHA_MIN)).nonzero()[:, 0]  # [V]
    drawn = drawn[projected.depths[drawn].argsort(stable=True)]  # [V] front to back
    means, conics = projected.means2d[drawn].double(), projected.conics[drawn].double()  # [V, 2], [V, 3]
    opacities = projected.opacities[drawn].double()  # [V]
    reach = 2 * torch.log(opacities / ALPHA_MIN)  # [V] of a dx^2 + 2 b dx dy + c dy^2
    splats, blocks = _boxes(means, conics, reach, (columns, rows), (block_width, block_height))  # [E] each
    met = torch.cat(
        [
            _is_met(means[s], conics[s], reach[s], b % columns * block_width, b // columns * block_height, isa)
            for s, b in zip(splats.split(ENTRIES_AT_ONCE), blocks.split(ENTRIES_AT_ONCE), strict=True)
        ]
    )  # [E]
    splats, blocks = splats[met], blocks[met]
    order = blocks.argsort(stable=True)  # [E] by block, front to back within it
    splats, blocks = splats[order], blocks[order]

    lane = torch.arange(block_width * block_height)  # [W]
    entries = inside = 0
    sizes = torch.bincount(blocks, minlength=columns * rows)  # entries of each block
    for part in _parts(sizes):
        s, b = splats[part], blocks[part]
        x = (b % columns * block_width)[:, None] + lane % block_width + 0.5 - means[s, :1]  # [E, W]
        y = (b // columns * block_height)[:, None] + lane // block_width + 0.5 - means[s, 1:]  # [E, W]
        form = conics[s, :1] * x * x + 2 * conics[s, 1:2] * x * y + conics[s, 2:] * y * y  # [E, W]
        alpha = (opacities[s, None] * torch.exp(-0.5 * form)).clamp(max=ALPHA_MAX)  # [E, W]
        is_inside = alpha >= ALPHA_MIN  # [E, W]
        fall = torch.log1p(-alpha * is_inside).cumsum(0)  # [E, W] over all blocks; what was before a block is taken off
        first = torch.searchsorted(b, b)  # [E] where the entry's block begins
        before = torch.where((first > 0)[:, None], fall[(first - 1).clamp(min=0)], 0.0)  # [E, W]
        has_pixel = (b % columns * block_width)[:, None] + lane % block_width < width  # [E, W]
        has_pixel &= (b // columns * block_height)[:, None] + lane // block_width < height
        is_alive = ((fall - before).exp() > TRANSMITTANCE_MIN) & has_pixel  # [E, W] after the entry
        place = torch.arange(len(b)) - first  # [E]
        # The first entry after which no pixel of its block is alive; the block goes on to the next look.
        ends = torch.where(is_alive.any(dim=1), len(b), place)  # [E]
        last = torch.full((columns * rows,), len(b)).scatter_reduce(0, b, ends, "amin")  # [blocks]
        is_taken = place <= last[b] // STOP_EVERY * STOP_EVERY + STOP_EVERY - 1  # [E]
        is_taken |= not is_sorted
        entries += int(is_taken.sum())
        inside += int((is_inside & has_pixel)[is_taken].sum())
    return Work(entries, block_width * block_height, inside)


def _boxes(
    means: Tensor,  # [V, 2]
    conics: Tensor,  # [V, 3]
    reach: Tensor,  # [V]
    grid: tuple[int, int],
    block: tuple[int, int],
) -> tuple[Tensor, Tensor]:
    """Splats and the blocks in the boxes around their ellipses, [E] each, splats in order."""
    a, b, c = conics.unbind(-1)  # [V] each
    det = (a * c - b * b).clamp(min=1e-30)  # [V]
    half = torch.stack([c, a], dim=-1) * (reach / det)[:, None]  # [V, 2]
    half = half.sqrt()
    low, high = ((means - half - 0.5).ceil(), (means + half - 0.5).floor())  # [V, 2] pixels whose centres are inside
    size, last = torch.tensor(block), torch.tensor(grid) - 1  # [2]
    first_block = torch.minimum((low / size).floor().clamp(min=0), last + 1.0).long()  # [V, 2]
    last_block = torch.minimum((high / size).floor().clamp(min=-1), last.double()).long()  # [V, 2]
    spans = (last_block - first_block + 1).clamp(min=0) * (low <= high)  # [V, 2]
    counts = spans.prod(dim=-1)  # [V]
    splats = torch.repeat_interleave(counts)  # [E]
    number = torch.arange(len(splats)) - (counts.cumsum(0) - counts)[splats]  # [E]
    column = first_block[splats, 0] + number % spans[splats, 0]  # [E]
    row = first_block[splats, 1] + number // spans[splats, 0]  # [E]
    return splats, row * grid[0] + column


def _is_met(
    means: Tensor,  # [E, 2]
    conics: Tensor,  # [E, 3]
    reach: Tensor,  # [E]
    x: Tensor,  # [E] first column of the block
    y: Tensor,  # [E]
    isa: str,
) -> Tensor:
    """Whether an ellipse meets the box between the outer pixel centres of a block, [E]."""
    a, b, c = conics.unbind(-1)  # [E] each
    left, top = x + 0.5 - means[:, 0], y + 0.5 - means[:, 1]  # [E]
    right, bottom = left + BLOCKS[isa][0] - 1, top + BLOCKS[isa][1] - 1  # [E]
    zero = torch.zeros_like(left)
    near_x, near_y = zero.clamp(left, right), zero.clamp(top, bottom)  # [E]
    best_y, best_x = (-b / c * near_x).clamp(top, bottom), (-b / a * near_y).clamp(left, right)  # [E]

    def form(dx: Tensor, dy: Tensor) -> Tensor:
        return a * dx * dx + 2 * b * dx * dy + c * dy * dy

    return torch.minimum(form(near_x, best_y), form(best_x, near_y)) <= reach


def _parts(
    sizes: Tensor,  # [blocks]
) -> list[slice]:
    """Consecutive entries of whole blocks, about ENTRIES_AT_ONCE each."""
    cuts = [0]
    for end in sizes.cumsum(0).tolist():
        if end - cuts[-1] >= ENTRIES_AT_ONCE:
            cuts.append(end)
    if (total := int(sizes.sum())) > cuts[-1]:
        cuts.append(total)
    return [slice(begin, end) for begin, end in pairwise(cuts)]
