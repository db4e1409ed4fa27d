"""The bare kernels: a training iteration without the trainer, whole and stage by stage.

An iteration is what a training step has to do: project, rasterize, loss, backward through autograd, a finiteness check,
and Adam over all six parameters. Splats are blended sorted, or by a weighted sum with transmittance, with weights that
are given here and come from view directions and depths in training: (1 - T) (sum_i a_i w_i c_i) / (sum_i a_i w_i).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from neural_render import native
from neural_render.losses import l1_dssim
from neural_render.optim import Update, adam_update, all_finite
from neural_render.splatting.raster import cpu
from neural_render.splatting.splats import PARAMETERS
from neural_render.splatting.weighted_sum import MIN_WEIGHT
from tools.bench.case import BACKGROUND, SH_DEGREE, Case

# A rate of 0 keeps the scene, and so the work of the next repeat, as it is.
RATE = 0.0
BLENDS = {"sorted": cpu.Blend.SORTED, "weighted-sum": cpu.Blend.SUM_AND_TRANSMITTANCE}


class Kernels:
    """Training iterations on one case; `mode` is one of BLENDS."""

    def __init__(self, case: Case, mode: str) -> None:
        self.case = case
        self.blend = BLENDS[mode]
        self.is_sorted = mode == "sorted"
        self.weights = None if self.is_sorted else torch.ones(len(case.splats)).requires_grad_()  # [N]
        self.background = torch.tensor(BACKGROUND)  # [3]
        self.leaves = [getattr(case.splats, name) for name in PARAMETERS]
        self.moments = [(torch.zeros_like(leaf.data), torch.zeros_like(leaf.data)) for leaf in self.leaves]
        self.num_updates = 0

    def iterate(self) -> None:
        """One whole iteration."""
        rgb, alpha = self._picture()
        truth = self.case.truth[None]
        loss = l1_dssim(rgb[None], truth, alpha=alpha[None], background=self.background, mask=None)
        loss.backward()
        if math.isfinite(loss.item()) and all_finite([leaf.grad for leaf in self.leaves]):
            self.num_updates += 1
            adam_update(self._updates([leaf.grad for leaf in self.leaves]), num_updates=self.num_updates)
        for leaf in self.leaves if self.is_sorted else (*self.leaves, self.weights):
            leaf.grad = None

    def _picture(self) -> tuple[Tensor, Tensor]:
        """Colours [H, W, 3] over black and alpha [H, W]."""
        seen = cpu.project(self.case.splats, *self.case.view, SH_DEGREE)
        size = self.case.view[2:]
        if self.is_sorted:
            return cpu.rasterize(seen, seen.colors, *size)
        sums, total, left = cpu.rasterize_sum(seen, seen.colors, self.weights, *size, needs_transmittance=True)
        return sums / total.clamp(min=MIN_WEIGHT)[..., None] * (1 - left)[..., None], 1 - left

    def _updates(self, gradients: Sequence[Tensor]) -> list[Update]:
        parts = zip(self.leaves, gradients, self.moments, strict=True)
        return [Update(leaf.data, gradient, *moments, RATE) for leaf, gradient, moments in parts]

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
        image, *planes = native.empty(height, width, 3), native.empty(height, width), native.empty(height, width)
        alpha, left = (tensor.data_ptr() for tensor in planes)
        has_left = 0 if self.is_sorted else left
        weights = None if self.is_sorted else self.weights.detach()  # [N]
        raster = timed("sort+bin", lambda: cpu.bin_splats(self.blend, *inputs, weights, width, height))
        timed("forward", lambda: raster.forward(True, 0, image.data_ptr(), alpha, has_left))
        loss_of = (image[None], self.case.truth[None], planes[0][None], self.background, None, 0.2, True)
        _, to_image, to_alpha = timed("loss", lambda: native.l1_dssim(*loss_of))
        to_left = 0 if self.is_sorted else to_alpha.data_ptr()
        means2d, _, conics, opacities, _, colors = (native.empty(*tensor.shape) for tensor in inputs)
        to_weights = native.empty(len(colors))  # [N]
        gradients = (means2d, conics, opacities, colors)
        addresses = [t.data_ptr() for t in gradients] + [0 if self.is_sorted else to_weights.data_ptr()]
        pictures = (to_image.data_ptr(), to_alpha.data_ptr(), to_left)
        timed("backward", lambda: raster.backward(*pictures, *addresses))
        outputs = (seen.means2d, seen.conics, seen.opacities, seen.colors)
        found = timed("project backward", lambda: torch.autograd.grad(outputs, self.leaves, gradients))
        timed("finite", lambda: all_finite(list(found)))
        timed("adam", lambda: adam_update(self._updates(found), num_updates=10))
        return spent
