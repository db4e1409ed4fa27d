"""Whether a light field shows where one of its regions takes over from another.

A camera circles the scene. The PSNR of two successive frames says how much the picture changed; where it falls
suddenly, the picture jumped. The drop of a frame is by how much that PSNR is below the one before it: the teacher has
no regions, but drops as well, where the path passes what occludes much.
"""

from __future__ import annotations

import itertools
from typing import Any

import torch

from neural_render.cameras import Cameras
from neural_render.metrics import psnr
from neural_render.package.regions import shares
from neural_render.scene import Renderable

MAX_RATIO = 1.5  # of the light field's largest drop to the teacher's


def switching(
    light_field: Renderable,
    teacher: Renderable,
    centers: torch.Tensor,  # [K, 3] of the regions
    overlap: float,
    path: Cameras,
) -> dict[str, Any]:
    """Both along one path of F cameras.

    Frames are named by the second of a pair; `switches` are those that regions have other shares in than in the one
    before, and `at_switches` is the largest drop of these.
    """
    own = shares(path.centers, centers, overlap)  # [F, K]
    changes = (own[1:] - own[:-1]).abs().amax(dim=1).tolist()  # [F - 1]
    switches = [frame for frame, change in enumerate(changes, start=1) if change > 0]
    results: dict[str, Any] = {"frames": len(path), "of_several_regions": int((own.count_nonzero(dim=1) > 1).sum())}
    results["switches"] = switches
    for name, scene in (("teacher", teacher), ("light_field", light_field)):
        values = successive(scene, path)
        drops = [before - after for before, after in itertools.pairwise(values)]  # of frames 2, 3, ...
        worst = max(range(len(drops)), key=lambda index: drops[index])
        results[name] = {"psnr": values, "largest_drop_db": drops[worst], "largest_drop_at": worst + 2}
        results[name]["at_switches"] = max((drops[frame - 2] for frame in switches if frame >= 2), default=None)
    largest = results["teacher"]["largest_drop_db"]
    results["ratio"] = results["light_field"]["largest_drop_db"] / largest
    results["ratio_at_switches"] = (results["light_field"]["at_switches"] or 0.0) / largest
    results["is_smooth"] = results["ratio"] <= MAX_RATIO
    return results


def successive(scene: Renderable, path: Cameras) -> list[float]:
    """PSNR of every two successive pictures, F - 1."""
    values, before = [], None
    for camera in path:
        picture = scene.render(camera)[0].clamp(0, 1)  # [1, H, W, 3]
        if before is not None:
            values.append(psnr(picture[0], before[0]))
        before = picture
    return values
