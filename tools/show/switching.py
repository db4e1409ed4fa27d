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
from neural_render.scene import Renderable

MAX_RATIO = 1.5  # of the light field's largest drop to the teacher's


def switching(light_field: Renderable, teacher: Renderable, centers: torch.Tensor, path: Cameras) -> dict[str, Any]:
    """Both along one path of F cameras; `centers` [K, 3] are the regions'.

    Frames are named by the second of a pair; `at_switches` is the largest drop of frames that another region drew than
    the one before.
    """
    regions = torch.cdist(path.centers, centers).argmin(dim=1).tolist()  # [F]
    switches = [frame for frame in range(1, len(path)) if regions[frame] != regions[frame - 1]]
    results: dict[str, Any] = {"frames": len(path), "switches": switches}
    for name, scene in (("teacher", teacher), ("light_field", light_field)):
        values = successive(scene, path)
        drops = [before - after for before, after in itertools.pairwise(values)]  # of frames 2, 3, ...
        worst = max(range(len(drops)), key=lambda index: drops[index])
        results[name] = {"psnr": values, "largest_drop_db": drops[worst], "largest_drop_at": worst + 2}
        results[name]["at_switches"] = max((drops[frame - 2] for frame in switches if frame >= 2), default=None)
    results["ratio"] = results["light_field"]["largest_drop_db"] / results["teacher"]["largest_drop_db"]
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
