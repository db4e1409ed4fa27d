"""The C++ kernels as functions on torch tensors: Adam, loss, statistics of growth, and what raster/cpu.py builds on.

Every function takes contiguous float32 tensors on the CPU and raises ValueError for anything else. The kernels exist
once per instruction set; the best that the machine has is chosen at import, or the one that the environment variable
NEURAL_RENDER_ISA names. Results do not depend on the number of threads.

Letters: C cameras, N splats or positions, M rays, H, W pixels, P numbers of a parameter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from torch import Tensor, float32, int32

try:
    from neural_render.native import _kernels
except ImportError as error:
    raise ImportError(
        f"neural_render's compiled kernels cannot be loaded ({error}).\n"
        "  given: an installation without them, or built for another Python or machine\n"
        "  do: reinstall with a C++17 compiler (GCC or Clang) at hand: pip install --force-reinstall --no-deps ."
    ) from error

from neural_render.native._kernels import isa, isas, num_threads, set_isa, set_num_threads

__all__ = [
    "adam",
    "add_statistics",
    "all_finite",
    "empty",
    "hash_grid",
    "hash_grid_backward",
    "isa",
    "isas",
    "l1_dssim",
    "num_threads",
    "plane_grid",
    "plane_grid_backward",
    "set_isa",
    "set_num_threads",
]


def address(name: str, tensor: Tensor | None, *shape: int) -> int:
    """Where a tensor's numbers begin, for a kernel; 0 for None. ValueError unless it is float32 [shape] on the CPU."""
    if tensor is None:
        return 0
    if tensor.shape != shape or tensor.dtype != float32 or tensor.device.type != "cpu" or not tensor.is_contiguous():
        kind = "" if tensor.is_contiguous() else "non-contiguous "
        raise ValueError(
            f"{name}: {kind}{tensor.dtype} {tuple(tensor.shape)} on {tensor.device} given; "
            f"pass contiguous float32 {shape} on the CPU"
        )
    return tensor.data_ptr()


def empty(*shape: int) -> Tensor:
    """A float32 tensor [shape] of undefined contents in memory that the kernels keep for the next one.

    Fresh memory from the system costs a page fault per 4 KB, which is more than most kernels do with it.
    """
    return _kernels.empty(shape)


def adam(
    updates: Sequence[tuple[Tensor, Tensor, Tensor, Tensor, float]],  # parameter, gradient, moments [P...]; rate
    beta1: float,
    beta2: float,
    eps: float,
    num_updates: int,
) -> None:
    """One Adam step in place with bias correction for update `num_updates` (from 1); Kingma and Ba 2015, alg. 1."""
    names = ("parameter", "gradient", "exp_avg", "exp_avg_sq")
    native_updates = []
    for *tensors, rate in updates:
        shape = tensors[0].shape
        addresses = (address(name, tensor, *shape) for name, tensor in zip(names, tensors, strict=True))
        native_updates.append(_kernels.AdamUpdate(tensors[0].numel(), *addresses, rate))
    _kernels.adam(native_updates, beta1, beta2, eps, num_updates)


def all_finite(tensors: Sequence[Tensor]) -> bool:
    """True when no entry of any of them is NaN or infinite."""
    addresses = [address("tensor", tensor, *tensor.shape) for tensor in tensors]
    return _kernels.all_finite(addresses, [tensor.numel() for tensor in tensors])


def add_statistics(
    gradients: Tensor,  # [N, 2]
    radii: Tensor,  # [N, 2] int32
    size: tuple[int, int],
    gradient_sums: Tensor,  # [N], added to
    seen_counts: Tensor,  # [N], added to
    counted_counts: Tensor,  # [N], added to
    needs_gradient: bool,
) -> None:
    """`growth.reference_add_statistics` in one pass."""
    n = len(gradients)
    if radii.shape != (n, 2) or radii.dtype != int32 or not radii.is_contiguous():
        raise ValueError(f"radii: {radii.dtype} {tuple(radii.shape)} given; pass contiguous int32 {(n, 2)}")
    _kernels.add_statistics(
        n,
        size[0] / 2,
        size[1] / 2,
        needs_gradient,
        address("gradients", gradients, n, 2),
        radii.data_ptr(),
        address("gradient_sums", gradient_sums, n),
        address("seen_counts", seen_counts, n),
        address("counted_counts", counted_counts, n),
    )


def l1_dssim(
    rgb: Tensor,  # [C, H, W, 3] premultiplied by alpha
    truth: Tensor,  # [C, H, W, 3]
    alpha: Tensor | None,  # [C, H, W]; None means opaque
    background: Tensor,  # [3]
    mask: Tensor | None,  # [C, H, W]; None counts all pixels
    dssim_weight: float,
    needs_gradient: bool,
) -> tuple[float, Tensor | None, Tensor | None]:
    """`losses.l1_dssim` and its gradients to `rgb` [C, H, W, 3] and `alpha` [C, H, W] (None where not there)."""
    num_cameras, height, width, _ = rgb.shape
    pixels = (num_cameras, height, width)
    to_rgb = empty(*pixels, 3) if needs_gradient else None
    to_alpha = empty(*pixels) if needs_gradient and alpha is not None else None
    value = _kernels.l1_dssim(
        *pixels,
        dssim_weight,
        address("rgb", rgb, *pixels, 3),
        address("truth", truth, *pixels, 3),
        address("alpha", alpha, *pixels),
        address("background", background, 3),
        address("mask", mask, *pixels),
        address("rgb's gradient", to_rgb, *pixels, 3),
        address("alpha's gradient", to_alpha, *pixels),
    )
    return value, to_rgb, to_alpha


class HashGridLevel(Protocol):
    """What the kernel asks of `fields.hash_grid.Level`."""

    scale: float
    resolution: int
    begin: int
    size: int


def hash_grid(
    levels: Sequence[HashGridLevel],
    grid: Tensor,  # [T, F]
    positions: Tensor,  # [N, 3]
) -> Tensor:
    """`fields.hash_grid.reference_encode` [N, L F]."""
    outputs = empty(len(positions), len(levels) * grid.shape[1])
    _hash_grid(levels, grid, positions).forward(outputs.data_ptr())
    return outputs


def hash_grid_backward(
    levels: Sequence[HashGridLevel],
    grid: Tensor,  # [T, F]
    positions: Tensor,  # [N, 3]
    gradient: Tensor,  # [N, L F]
    needs_grid: bool,
    needs_positions: bool,
) -> tuple[Tensor | None, Tensor | None]:
    """Gradients of `hash_grid` to `grid` [T, F] and `positions` [N, 3]; None where not wanted."""
    to_grid = empty(*grid.shape) if needs_grid else None
    to_positions = empty(*positions.shape) if needs_positions else None
    _hash_grid(levels, grid, positions).backward(
        address("gradient", gradient, len(positions), len(levels) * grid.shape[1]),
        address("grid's gradient", to_grid, *grid.shape),
        address("positions' gradient", to_positions, *positions.shape),
    )
    return to_grid, to_positions


def _hash_grid(levels: Sequence[HashGridLevel], grid: Tensor, positions: Tensor) -> _kernels.HashGrid:
    num_entries, num_features = levels[-1].begin + levels[-1].size, grid.shape[1]
    return _kernels.HashGrid(
        [(level.scale, level.resolution, level.begin, level.size) for level in levels],
        len(positions),
        num_features,
        address("grid", grid, num_entries, num_features),
        address("positions", positions, len(positions), 3),
    )


def plane_grid(
    resolutions: Sequence[int],
    table: Tensor,  # [T, F]
    coordinates: Tensor,  # [M, 4]
) -> Tensor:
    """`fields.plane_grid.reference_encode` [M, 6 L F]."""
    num_rays, (num_entries, num_features) = len(coordinates), table.shape
    outputs = empty(num_rays, 6 * len(resolutions) * num_features)
    grid = _plane_grid(resolutions, coordinates, num_features, address("table", table, num_entries, num_features))
    grid.forward(outputs.data_ptr())
    return outputs


def plane_grid_backward(
    resolutions: Sequence[int],
    coordinates: Tensor,  # [M, 4]
    gradient: Tensor,  # [M, 6 L F]
) -> Tensor:
    """The gradient of `plane_grid` to its table [T, F]."""
    num_features = gradient.shape[1] // (6 * len(resolutions))
    to_table = empty(6 * sum(resolution**2 for resolution in resolutions), num_features)
    grid = _plane_grid(resolutions, coordinates, num_features, table=0)
    width = 6 * len(resolutions) * num_features
    grid.backward(address("gradient", gradient, len(coordinates), width), to_table.data_ptr())
    return to_table


def _plane_grid(
    resolutions: Sequence[int],
    coordinates: Tensor,  # [M, 4]
    num_features: int,
    table: int,  # the address of [T, F]
) -> _kernels.PlaneGrid:
    num_rays = len(coordinates)
    return _kernels.PlaneGrid(
        resolutions, num_rays, num_features, table, address("coordinates", coordinates, num_rays, 4)
    )
