"""Whether cameras agree on where surfaces are: what tells good depth from bad where no truth is known.

A point that one camera sees at depth z of another, which sees d there, is off by |z - d| / d. What hides the point from
the other camera counts as well: the median over all points does not mind it. Letters: P points, V views.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from neural_render.planes.clouds import DepthView, unprojected
from neural_render.planes.plane import Floats

# All values are ours: they say which pairs of cameras can tell, and how many are asked, not what counts as good.
NUM_OTHERS = 3  # cameras that each one is compared with, the nearest ones
# From about the same place all depth looks the same: others stand at least this share of the median depth apart.
MIN_APART = 0.05
# And look about the same way: cosine of their axes.
MIN_COSINE = 0.6
STRIDE = 4  # between pixels, along both sides


def disagreement(views: Sequence[DepthView]) -> float:
    """The median of |z - d| / d over what several views see; infinite where no two of them see the same."""
    if not views:
        return np.inf
    viewmats = np.stack([view.cameras.viewmats[0].double().cpu().numpy() for view in views])  # [V, 4, 4]
    axes, centers = viewmats[:, 2, :3], -np.einsum("vji,vj->vi", viewmats[:, :3, :3], viewmats[:, :3, 3])  # [V, 3]
    found = [np.zeros(0)]
    for index, view in enumerate(views):
        is_there = view.depth[::STRIDE, ::STRIDE] > 0
        points = unprojected(view.cameras, view.depth)[::STRIDE, ::STRIDE][is_there]  # [P, 3]
        if not len(points):
            continue
        apart = np.linalg.norm(centers - centers[index], axis=1)  # [V]
        is_other = (axes @ axes[index] > MIN_COSINE) & (apart > MIN_APART * np.median(view.depth[view.depth > 0]))
        others = np.flatnonzero(is_other)
        others = others[np.argsort(apart[others], kind="stable")][:NUM_OTHERS]
        found += [_differences(points, views[other], viewmats[other]) for other in others]
    differences = np.concatenate(found)
    return float(np.median(differences)) if len(differences) else np.inf


def _differences(points: Floats, view: DepthView, viewmat: NDArray) -> Floats:  # [P, 3], [4, 4]
    """|z - d| / d of the points that fall into a view and onto a surface there, in any order."""
    in_camera = points @ viewmat[:3, :3].T + viewmat[:3, 3]
    in_camera = in_camera[in_camera[:, 2] > 0]
    z = in_camera[:, 2]
    columns, rows = np.floor((in_camera @ view.cameras.Ks[0].double().cpu().numpy().T)[:, :2] / z[:, None]).T
    is_inside = (columns >= 0) & (columns < view.cameras.width) & (rows >= 0) & (rows < view.cameras.height)
    depth = view.depth[rows[is_inside].astype(int), columns[is_inside].astype(int)]
    is_known = depth > 0
    return np.abs(z[is_inside][is_known] - depth[is_known]) / depth[is_known]
