"""The bare kernels: a training iteration without the trainer, whole and stage by stage.

An iteration is what a training step has to do: project, rasterize, loss, backward through autograd, a finiteness check,
and Adam over all six parameters.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import torch

from neural_render import native
from neural_render.losses import l1_dssim
from neural_render.optim import adam_update, all_finite
from neural_render.splatting.raster import cpu
from neural_render.splatting.splats import PARAMETERS
from tools.bench.case import BACKGROUND, SH_DEGREE, Case

# A rate of 0 keeps the scene, and so the work of the next repeat, as it is.
RATE = 0.0


class Kernels:
    """Training iterations on one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.background = torch.tensor(BACKGROUND)  # [3]
        self.leaves = [getattr(case.splats, name) for name in PARAMETERS]
        self.moments = [(torch.zeros_like(leaf.data), torch.zeros_like(leaf.data)) for leaf in self.leaves]
        self.num_updates = 0

    def iterate(self) -> None:
        """One whole iteration."""
        seen = cpu.project(self.case.splats, *self.case.view, SH_DEGREE)
        rgb, alpha = cpu.rasterize(seen, seen.colors, *self.case.view[2:])
        truth = self.case.truth[None]
        loss = l1_dssim(rgb[None], truth, alpha=alpha[None], background=self.background, mask=None)
        loss.backward()
        if math.isfinite(loss.item()) and all(all_finite(leaf.grad) for leaf in self.leaves):
            self.num_updates += 1
            for leaf, moments in zip(self.leaves, self.moments, strict=True):
                adam_update(leaf.data, leaf.grad, *moments, rate=RATE, num_updates=self.num_updates)
        for leaf in self.leaves:
            leaf.grad = None

    def stages(self) -> dict[str, float]:
        """CPU milliseconds of each stage of one iteration."""
        splats, (_, _, width, height) = self.case.splats, self.case.view
        spent: dict[str, float] = {}

        def timed(name: str, function: Callable[[], object]) -> object:
            started = time.process_time()
            result = function()
            spent[name] = 1e3 * (time.process_time() - started)
            return result

        seen = timed("project", lambda: cpu.project(splats, *self.case.view, SH_DEGREE))
        inputs = [t.detach() for t in (seen.means2d, seen.depths, seen.conics, seen.opacities, seen.radii, seen.colors)]
        image, alpha = native.empty(height, width, 3), native.empty(height, width)
        raster = timed("sort+bin", lambda: cpu.bin_splats(*inputs, width, height))
        timed("forward", lambda: raster.forward(True, image.data_ptr(), alpha.data_ptr()))
        loss_of = (image[None], self.case.truth[None], alpha[None], self.background, None, 0.2, True)
        _, to_image, to_alpha = timed("loss", lambda: native.l1_dssim(*loss_of))
        means2d, _, conics, opacities, _, colors = (native.empty(*tensor.shape) for tensor in inputs)
        gradients = (means2d, conics, opacities, colors)
        addresses = [t.data_ptr() for t in (to_image, to_alpha, *gradients)]
        timed("backward", lambda: raster.backward(*addresses))
        outputs = (seen.means2d, seen.conics, seen.opacities, seen.colors)
        found = timed("project backward", lambda: torch.autograd.grad(outputs, self.leaves, gradients))
        timed("finite", lambda: [all_finite(gradient) for gradient in found])

        def adam() -> None:
            for leaf, gradient, moments in zip(self.leaves, found, self.moments, strict=True):
                adam_update(leaf.data, gradient, *moments, rate=RATE, num_updates=10)

        timed("adam", adam)
        return spent
