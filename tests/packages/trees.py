"""Random trees of Gaussians with random nets, as a package: what compact-gaussians bakes, but untrained."""

from __future__ import annotations

from types import SimpleNamespace

import torch

from neural_render.bake import bake
from neural_render.compress.budgets import Budget
from neural_render.fields.hash_grid import HashGridLayout
from neural_render.package.folder import Package
from neural_render.representations.compact_gaussians.bake import Blending, pack
from neural_render.representations.compact_gaussians.trees import GRID_STEP, MAX_STEPS, Nets, Region, Shape, Trees
from neural_render.scene import Scene
from neural_render.types import Bounds, Frame

BACKGROUND = (0.2, 0.4, 0.6)
GRID = HashGridLayout(num_levels=4, num_features=4, log2_table_size=9, base_resolution=5, finest_resolution=40)
SHAPE = Shape(2, 1, GRID, width=32, attention=16, is_contracted=True)
# Of steps that are alike, as those that ship, nothing would tell which a kernel or a shader took.
STEPS_THAT_DIFFER = {"SIZE_STEP": 0.11, "TURN_STEPS": (0.08, 0.05, 0.06), "HARMONIC_STEP": 0.04}


def random_trees(num_trees: int, shape: Shape, seed: int = 0) -> tuple[Trees, Nets, Region]:
    """Trees about the origin, some of them beyond the region."""
    generator = torch.Generator().manual_seed(seed)

    def randn(*size: int) -> torch.Tensor:
        return torch.randn(*size, generator=generator)

    nodes, rest = (num_trees, 1 + shape.num_children), shape.num_bases - 1
    trees = Trees(
        means=0.7 * randn(num_trees, 3),
        log_scales=0.3 * randn(num_trees, 3) - 0.5 * torch.tensor(float(num_trees)).log() - 0.2,
        residuals=(0.7 * randn(*nodes, 4, 4)).round(),
        harmonics=(0.7 * randn(*nodes, rest, 4)).round(),
        grid=20 * GRID_STEP * randn(shape.grid.num_entries, 4),
    )
    # Far from each other in the grid, the nodes of a tree look at each other with different eyes.
    trees.residuals[..., 0, :3] = (40 * randn(*nodes, 3)).round().clamp(-MAX_STEPS, MAX_STEPS)
    trees.residuals[:, 0, 0, :3] = 0  # a parent is where it is stored, with the size that is stored
    trees.residuals[:, 0, 2] = 0
    nets = Nets(shape)
    nets.start(generator)
    # No needles across the picture: one code of their rotation turns their ends by several pixels.
    nets.attributes.weight.data[:3] *= 0.2
    nets.place.weight.data[3::4] *= 0.2
    if shape.attention:
        nets.attend.weight.data *= 3
    return trees, nets, Region(torch.tensor([0.1, 0.0, -0.1]), torch.tensor(1.2))


def some_blending(variant: str) -> Blending:
    return Blending(variant, torch.tensor(1.5), torch.tensor(2.0), torch.tensor(0.1))


def package_of(num_trees: int = 200, shape: Shape = SHAPE, blending: Blending | None = None) -> Package:
    """The package of random trees."""
    trees, nets, region = random_trees(num_trees, shape)
    baked = pack(trees, nets, shape, region, blending, BACKGROUND)
    model = SimpleNamespace(bake=lambda background, budget, weights: baked)
    frame, bounds = Frame((0.0, 0.0, 1.0), None), Bounds((0.0, 0.0, 0.0), 1.5, 3.0, is_open=True)
    scene = Scene("compact-gaussians", model, frame, bounds, BACKGROUND, {})
    return bake(scene, "trees", [], Budget())
