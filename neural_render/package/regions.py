"""Which regions of a package a camera is drawn from, and how their pictures are mixed.

A camera is at the distance d_k from the centre of region k, and at d from the nearest one's. The region's share of the
picture is

    s_k = v_k / (v_1 + ... + v_K),    v_k = max(0, 1 - r_k) / (1 + r_k),    r_k = (d_k / d - 1) / overlap

which changes continuously with the camera's place: 1 well inside a region, (1 - r_k) / 2 where another is nearer, 1/2
where both are equally near, and 0 where d_k is (1 + overlap) d or more. Nearly everywhere one region has a share; two
have where they meet, and three where three meet. Without an overlap the nearest has all.

Letters: C cameras, K regions.
"""

from __future__ import annotations

from torch import Tensor

LEAST_REACH = 1e-12  # in the place of overlap d where that is 0


def shares(places: Tensor, centers: Tensor, overlap: float) -> Tensor:  # [C, 3], [K, 3]
    """Of the picture of each camera what each region gives, [C, K]."""
    distances = (places[:, None] - centers).norm(dim=-1)  # [C, K]; cdist is not exact for many cameras
    nearest = distances.amin(dim=1, keepdim=True)  # [C, 1]
    beyond = (distances - nearest) / (overlap * nearest).clamp(min=LEAST_REACH)  # [C, K]
    values = (1 - beyond).clamp(min=0) / (1 + beyond)  # [C, K]
    return values / values.sum(dim=1, keepdim=True)


def mixing(shares: Tensor) -> Tensor:  # [C, K]
    """By how much each region's picture replaces that of the regions before it, [C, K], so that all have their share.

    0 for regions without one, and 1 for the first with one.
    """
    return shares / shares.cumsum(dim=1).clamp(min=LEAST_REACH)
