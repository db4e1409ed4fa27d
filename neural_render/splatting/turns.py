"""One splat has 24 rotations: turned by a symmetry of the cube, its axes are others, and so are its scales.

The least of these rotations needs three small numbers instead of four. Letters: N splats.
"""

from __future__ import annotations

import itertools

import torch
from torch import Tensor

from neural_render.splatting.splats import quat_product, quat_to_rotmat

# The unit quaternions along (1, 0, 0, 0), (1, 1, 0, 0) and (1, 1, 1, 1) with all places and signs, one of q and -q.
CUBE = torch.nn.functional.normalize(
    torch.tensor(
        [
            numbers
            for numbers in itertools.product((-1.0, 0.0, 1.0), repeat=4)
            if sum(map(abs, numbers)) in (1, 2, 4) and next(filter(None, numbers)) > 0
        ]
    ),
    dim=1,
)  # [24, 4]


def least_turned(quats: Tensor, log_scales: Tensor) -> tuple[Tensor, Tensor]:  # [N, 4], [N, 3]
    """The same splats by the least rotation [N, 4] that gives them, of length 1 and w > 0.85, and its scales [N, 3]."""
    unit = torch.nn.functional.normalize(quats, dim=1)  # [N, 4]
    cube = CUBE.to(unit)
    cosines = unit @ (cube * cube.new_tensor([1.0, -1.0, -1.0, -1.0])).T  # [N, 24]: w of unit * cube
    best = cosines.abs().argmax(dim=1)  # [N]
    turned = quat_product(unit, cube[best])  # [N, 4]
    places = quat_to_rotmat(cube).abs().argmax(dim=1)[best]  # [N, 3]: which old axis each new one is
    return torch.where(turned[:, :1] < 0, -turned, turned), log_scales.gather(1, places)


def with_w(xyz: Tensor) -> Tensor:  # [N, 3]
    """Quaternions [N, 4] of length 1 and w >= 0."""
    w = (1 - xyz.square().sum(dim=1, keepdim=True)).clamp(min=0).sqrt()  # [N, 1]
    return torch.cat([w, xyz], dim=1)
