"""Camera paths: an orbit around what a capture looks at, a flight through its cameras, or a path from a file.

Notation: OpenCV cameras, `viewmats` world to camera. The azimuth of a camera is its angle around the up axis as seen
from the scene's centre; its elevation is the angle above the horizontal plane through that centre.
Letters: C cameras of a capture, F frames of a path.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from neural_render.cameras import Cameras, look_at
from neural_render.errors import UserError
from neural_render.splatting.splats import quat_to_rotmat
from neural_render.types import Bounds

# A wider gap between the azimuths of neighbouring cameras is a side that nobody photographed.
MAX_GAP = math.radians(75)
# Nearer to the pole than this a small step turns the picture wildly.
MAX_ELEVATION = math.radians(80)
# Where no camera says from where to look: from a little above, far enough to see a sphere of the bounds' radius.
DEFAULT_ELEVATION = math.radians(20)
DEFAULT_FOV_Y = math.radians(50)
# Median cosine between axes and the direction of the middle: cameras that look inwards. Those around an object or a
# facade have above 0.96 and those in rooms below 0.7.
LOOKS_AT_MIDDLE = 0.9
MAX_FRAMES = 100_000
MAX_SIDE_PX = 16_384


def look_inwards(cameras: list[Cameras], center: tuple[float, float, float]) -> bool:
    """Whether cameras look at the middle of the scene, so that a path may go around it; True without cameras.

    Cameras in a room look past its middle, and an orbit would cross its walls.
    """
    if not cameras:
        return True
    offsets = torch.tensor(center, dtype=torch.float64) - torch.cat([c.centers for c in cameras]).double()  # [C, 3]
    axes = torch.cat([c.viewmats[:, 2, :3] for c in cameras]).double()  # [C, 3]
    cosines = (axes * torch.nn.functional.normalize(offsets, dim=1)).sum(dim=1)  # [C]
    return float(cosines.median()) > LOOKS_AT_MIDDLE


def orbit(
    bounds: Bounds,
    up: tuple[float, float, float],
    cameras: list[Cameras],
    num_frames: int,
    width: int,
    height: int,
) -> Cameras:
    """A circle around the centre of the bounds, at the median distance and elevation of `cameras`; F cameras.

    Where the cameras leave a side unseen, the path swings over the seen arc and back. Both forms close on themselves.
    Without cameras the circle lies a little above, far enough to see the whole sphere.
    """
    center = torch.tensor(bounds.center, dtype=torch.float64)  # [3]
    axes = _axes_around(up)  # [3, 3] rows: two horizontal axes, up
    turns = torch.arange(num_frames, dtype=torch.float64) / num_frames  # [F]
    if cameras:
        K = _fitted(cameras, width, height)
        offsets = (torch.cat([c.centers for c in cameras]).double() - center) @ axes.T  # [C, 3]
        distance = float(offsets.norm(dim=1).median())
        elevation = float(torch.atan2(offsets[:, 2], offsets[:, :2].norm(dim=1)).median())
        elevation = max(-MAX_ELEVATION, min(MAX_ELEVATION, elevation))
        azimuths = _azimuths(torch.atan2(offsets[:, 1], offsets[:, 0]), turns)  # [F]
    else:
        focal = 0.5 * min(width, height) / math.tan(DEFAULT_FOV_Y / 2)
        K = torch.tensor([[focal, 0, width / 2], [0, focal, height / 2], [0, 0, 1]], dtype=torch.float64)  # [3, 3]
        distance, elevation = bounds.radius / math.sin(DEFAULT_FOV_Y / 2), DEFAULT_ELEVATION
        azimuths = 2 * math.pi * turns  # [F]
    horizontal = torch.stack([azimuths.cos(), azimuths.sin()], dim=1) * math.cos(elevation)  # [F, 2]
    directions = torch.cat([horizontal, torch.full((num_frames, 1), math.sin(elevation))], dim=1) @ axes  # [F, 3]
    viewmats = torch.stack([look_at(center + distance * d, center, axes[2]) for d in directions])  # [F, 4, 4]
    return _cameras(viewmats, K, width, height)


def through(cameras: list[Cameras], num_frames: int, width: int, height: int) -> Cameras:
    """A smooth flight through all `cameras` in their order, at a steady pace; F cameras.

    Positions and rotations are cubic Hermite curves over the travelled length (Catmull-Rom with unequal intervals); the
    lens is the median of theirs. Raises ValueError without cameras.
    """
    if not cameras:
        raise ValueError("through: no cameras given; pass one at least")
    viewmats = torch.cat([c.viewmats for c in cameras]).double()  # [C, 4, 4]
    centers = torch.cat([c.centers for c in cameras]).double()  # [C, 3]
    quats = _aligned(torch.stack([_quat(viewmat[:3, :3].T) for viewmat in viewmats]))  # [C, 4] camera to world
    # Turning counts as travelling too: one radian is as long as the median step between two cameras.
    steps = (centers[1:] - centers[:-1]).norm(dim=1)  # [C - 1]
    turns = 2 * (quats[1:] * quats[:-1]).sum(dim=1).abs().clamp(max=1).acos()  # [C - 1]
    unit = float(steps.median()) if len(steps) else 1.0
    lengths = steps + max(unit, 1e-9) * (turns + 1e-3)  # [C - 1] above 0 also between equal cameras
    knots = torch.cat([torch.zeros(1, dtype=torch.float64), lengths.cumsum(0)])  # [C]
    times = torch.linspace(0, 1, num_frames, dtype=torch.float64) * knots[-1]  # [F]
    curve = _hermite(knots, torch.cat([centers, quats], dim=1), times)  # [F, 7]
    result = torch.eye(4, dtype=torch.float64).repeat(num_frames, 1, 1)  # [F, 4, 4]
    rotations = quat_to_rotmat(curve[:, 3:]).transpose(1, 2)  # [F, 3, 3] world to camera
    result[:, :3, :3] = rotations
    result[:, :3, 3] = -(rotations @ curve[:, :3, None])[..., 0]
    return _cameras(result, _fitted(cameras, width, height), width, height)


def read(path: Path) -> Cameras:
    """A path from a JSON file:

        {"width": 1280, "height": 720, "viewmats": [[[4x4]], ...], "Ks": [[[3x3]], ...]}

    `viewmats` are world to camera in OpenCV axes; `Ks` are in pixels of the given size, one for all frames or one each.
    Raises UserError when the file does not hold such a path.
    """
    try:
        description = json.loads(Path(path).read_text(encoding="utf-8"))
        width, height = (_side(description[key], key) for key in ("width", "height"))
        viewmats = _matrices(description["viewmats"], "viewmats", 4)  # [F, 4, 4]
        Ks = _matrices(description["Ks"], "Ks", 3)  # [F or 1, 3, 3]
        rotations = viewmats[:, :3, :3]  # [F, 3, 3]
        errors = (rotations @ rotations.transpose(1, 2) - torch.eye(3)).abs().amax(dim=(1, 2))  # [F]
        last_row = torch.tensor([0.0, 0.0, 0.0, 1.0], dtype=torch.float64)
        for frame in range(len(viewmats)):
            if errors[frame] > 1e-3 or torch.det(rotations[frame]) < 0 or (viewmats[frame, 3] != last_row).any():
                raise ValueError(f"viewmats[{frame}] is not a rotation and a translation")
        if len(Ks) not in (1, len(viewmats)):
            raise ValueError(f"{len(Ks)} Ks for {len(viewmats)} viewmats")
        if (Ks[:, [0, 1], [0, 1]] <= 0).any():
            raise ValueError("a focal length in Ks is not above 0")
    except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError, RecursionError) as error:
        given = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise UserError(
            f"cannot read the camera path {path}",
            given,
            'give a JSON file with "width", "height", "viewmats" (world to camera, OpenCV) and "Ks"',
        ) from error
    return _cameras(viewmats, Ks, width, height)


def _cameras(
    viewmats: Tensor,  # [F, 4, 4]
    Ks: Tensor,  # [F, 3, 3], [1, 3, 3] or [3, 3]
    width: int,
    height: int,
) -> Cameras:
    """F cameras of one size, in float32."""
    return Cameras(viewmats.float(), Ks.float().expand(len(viewmats), 3, 3).contiguous(), width, height)


def _fitted(cameras: list[Cameras], width: int, height: int) -> Tensor:
    """Intrinsics [3, 3] of an image that shows at least what the median camera sees, centred."""
    scales = [min(width / c.width, height / c.height) for c in cameras]
    focals = [c.Ks[0, [0, 1], [0, 1]].double() * scale for c, scale in zip(cameras, scales, strict=True)]  # [2] each
    focals = torch.stack(focals)  # [C, 2]
    fx, fy = focals.median(dim=0).values.tolist()
    return torch.tensor([[fx, 0, width / 2], [0, fy, height / 2], [0, 0, 1]], dtype=torch.float64)


def _axes_around(up: tuple[float, float, float]) -> Tensor:
    """Right-handed axes [3, 3] as rows, the last one along `up`."""
    z = torch.nn.functional.normalize(torch.tensor(up, dtype=torch.float64), dim=0)  # [3]
    aside = torch.eye(3, dtype=torch.float64)[z.abs().argmin()]  # [3]
    x = torch.nn.functional.normalize(torch.linalg.cross(aside, z), dim=0)  # [3]
    return torch.stack([x, torch.linalg.cross(z, x), z])  # [3, 3]


def _azimuths(
    seen: Tensor,  # [C]
    turns: Tensor,  # [F] in [0, 1)
) -> Tensor:
    """Azimuths [F] of the path at `turns` where the cameras stand at the azimuths `seen`."""
    ordered = seen.sort().values  # [C]
    gaps = torch.diff(ordered, append=ordered[:1] + 2 * math.pi)  # [C]
    widest = int(gaps.argmax())
    if gaps[widest] <= MAX_GAP:
        return ordered[0] + 2 * math.pi * turns
    first, arc = ordered[(widest + 1) % len(ordered)], 2 * math.pi - gaps[widest]
    return first + arc * (0.5 - 0.5 * torch.cos(2 * math.pi * turns))


def _hermite(
    knots: Tensor,  # [C]
    values: Tensor,  # [C, D]
    times: Tensor,  # [F]
) -> Tensor:
    """A C1 curve through `values` at `knots`, at `times`; tangents from both neighbours: [F, D]."""
    if len(knots) == 1:
        return values.expand(len(times), -1)
    slopes = torch.diff(values, dim=0) / torch.diff(knots)[:, None]  # [C - 1, D]
    before, after = torch.diff(knots)[:-1, None], torch.diff(knots)[1:, None]  # [C - 2, 1]
    inner = (slopes[:-1] * after + slopes[1:] * before) / (before + after)  # [C - 2, D]
    tangents = torch.cat([slopes[:1], inner, slopes[-1:]])  # [C, D]
    left = (torch.searchsorted(knots, times, right=True) - 1).clamp(0, len(knots) - 2)  # [F]
    length = (knots[left + 1] - knots[left])[:, None]  # [F, 1]
    t = (times - knots[left])[:, None] / length  # [F, 1] in [0, 1]
    start, end = values[left], values[left + 1]  # [F, D]
    return (
        (2 * t**3 - 3 * t**2 + 1) * start
        + (t**3 - 2 * t**2 + t) * length * tangents[left]
        + (3 * t**2 - 2 * t**3) * end
        + (t**3 - t**2) * length * tangents[left + 1]
    )


def _aligned(
    quats: Tensor,  # [C, 4]
) -> Tensor:
    """Quaternions [C, 4] with signs chosen so that neighbours are near: q and -q are one rotation."""
    signs = torch.where((quats[1:] * quats[:-1]).sum(dim=1) < 0, -1.0, 1.0).cumprod(0)  # [C - 1]
    return torch.cat([quats[:1], quats[1:] * signs[:, None]])


def _quat(
    rotation: Tensor,  # [3, 3]
) -> Tensor:
    """The unit quaternion [4] (wxyz) of a rotation."""
    r = rotation.tolist()
    # The row of q q^T with the largest diagonal is q up to its length: no division by a small number.
    products = torch.tensor(
        [
            [1 + r[0][0] + r[1][1] + r[2][2], r[2][1] - r[1][2], r[0][2] - r[2][0], r[1][0] - r[0][1]],
            [r[2][1] - r[1][2], 1 + r[0][0] - r[1][1] - r[2][2], r[0][1] + r[1][0], r[0][2] + r[2][0]],
            [r[0][2] - r[2][0], r[0][1] + r[1][0], 1 - r[0][0] + r[1][1] - r[2][2], r[1][2] + r[2][1]],
            [r[1][0] - r[0][1], r[0][2] + r[2][0], r[1][2] + r[2][1], 1 - r[0][0] - r[1][1] + r[2][2]],
        ],
        dtype=torch.float64,
    )  # [4, 4]
    return torch.nn.functional.normalize(products[products.diagonal().argmax()], dim=0)


def _matrices(values: Any, key: str, size: int) -> Tensor:
    try:
        matrices = torch.tensor(values, dtype=torch.float64)  # [F, size, size]
    except (TypeError, ValueError, OverflowError, RuntimeError) as error:
        raise ValueError(f"{key} is no list of {size}x{size} matrices") from error
    if matrices.dim() != 3 or matrices.shape[1:] != (size, size) or not 1 <= len(matrices) <= MAX_FRAMES:
        raise ValueError(f"{key} is {list(matrices.shape)}; give 1 to {MAX_FRAMES:,} frames of [{size}, {size}]")
    if not torch.isfinite(matrices).all():
        raise ValueError(f"{key} holds values that are not finite")
    return matrices


def _side(value: Any, key: str) -> int:
    if type(value) is not int or not 1 <= value <= MAX_SIDE_PX:
        raise ValueError(f"{key} = {value!r} is not a number of pixels up to {MAX_SIDE_PX}")
    return value
