"""Image quality: PSNR, SSIM, and `measure` for all metrics of one view; `popping` for the frames of a camera path.

Images are [H, W, 3] in [0, 1]. A mask [H, W] says which pixels count (above 0.5). Everything is summed in float64,
because a variance is a small difference of large numbers.

SSIM: Wang et al., "Image quality assessment: from error visibility to structural similarity", 2004, equations 13 to 17.

Popping is a change of one pixel between two frames of a path that no motion explains. As in StopThePop (Radl et al.
2024, which warps by optical flow over 1 and 7 frames and compares by FLIP) one frame is warped into the next; here the
rendered depth says where a pixel was. With f_i a frame and W_j f_j frame j sampled (bilinearly) where frame i's pixels
were in it,

    change_i = f_i - W_{i-1} f_{i-1}
    jump_i   = min(|change_i - W_{i-1} change_{i-1}|, |change_i - W_{i+1} change_{i+1}|).

Smooth motion alone gives a change that is far from 0: resampling blurs, colours depend on the view, a mean depth is no
surface's. Most of it is alike in neighbouring pairs and cancels in either difference; where a steady change begins or
ends, in one of them. What appears within one pair is in both, once, at its full size. What remains is not subtracted:
compare with the jumps of another renderer on the same path, warped by the same depths. Its size falls with the step
between frames; a pop's does not. What pops at one pixel in more than two pairs in a row is taken for motion.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.losses import C1, C2, WINDOW_SIGMA, WINDOW_SIZE
from neural_render.lpips import MIN_SIDE_PX, Lpips
from neural_render.types import Metrics, Rendered

# PSNR of equal images is infinite, which JSON cannot hold; 8-bit images differ by at most 96.3 dB when not equal.
MAX_PSNR = 100.0

# A depth wrong by this share moves a pixel by 0.1 px when frames are 2 px apart. Less would count only half of a real
# picture, and not the parts that are composited from many layers.
DEPTH_TOLERANCE = 0.05
# Below it most of a pixel's colour is the background's, which has no depth.
MIN_ALPHA = 0.5
PERCENTILE = 0.99  # pops cover few pixels


def psnr(
    rgb: Tensor,  # [H, W, 3]
    truth: Tensor,  # [H, W, 3]
    mask: Tensor | None = None,  # [H, W]
) -> float:
    """Peak signal-to-noise ratio in dB over counted pixels and channels, at most 100.

    Raises ValueError when shapes differ, a value is not finite, or no pixel counts.
    """
    counted = _counted(rgb, truth, mask)  # [H, W]
    mse = float((rgb.double() - truth.double())[counted].square().mean())
    return MAX_PSNR if mse == 0 else min(MAX_PSNR, -10 * math.log10(mse))


def ssim(
    rgb: Tensor,  # [H, W, 3]
    truth: Tensor,  # [H, W, 3]
    mask: Tensor | None = None,  # [H, W]
) -> float:
    """Mean structural similarity over the windows that lie inside the image and are centred on a counted pixel.

    Pixels that do not count are black in both images. Raises ValueError when shapes differ, a value is not finite,
    no window counts, or the image is smaller than a window.
    """
    counted = _counted(rgb, truth, mask)  # [H, W]
    if min(counted.shape) < WINDOW_SIZE:
        raise ValueError(f"SSIM of a {counted.shape[1]}x{counted.shape[0]} image: give {WINDOW_SIZE} px a side or more")
    half = WINDOW_SIZE // 2
    centres = counted[half:-half, half:-half]  # [H - 10, W - 10]
    if not centres.any():
        raise ValueError("SSIM with a mask that counts no window: its pixels lie within 5 px of the image's edge")
    inside = counted[..., None]  # [H, W, 1]
    x = (rgb.double() * inside).permute(2, 0, 1)  # [3, H, W]
    y = (truth.double() * inside).permute(2, 0, 1)  # [3, H, W]
    means = (_windowed(image) for image in (x, y, x * x, y * y, x * y))
    mean_x, mean_y, mean_xx, mean_yy, mean_xy = means  # [3, H - 10, W - 10] each
    variance_x = mean_xx - mean_x**2  # [3, H - 10, W - 10]
    variance_y = mean_yy - mean_y**2  # [3, H - 10, W - 10]
    covariance = mean_xy - mean_x * mean_y  # [3, H - 10, W - 10]
    luminance = (2 * mean_x * mean_y + C1) / (mean_x**2 + mean_y**2 + C1)  # [3, H - 10, W - 10]
    structure = (2 * covariance + C2) / (variance_x + variance_y + C2)  # [3, H - 10, W - 10]
    return float((luminance * structure)[:, centres].mean())


def measure(
    rgb: Tensor,  # [H, W, 3]
    truth: Tensor,  # [H, W, 3]
    mask: Tensor | None = None,  # [H, W]
    lpips: Lpips | None = None,
) -> Metrics:
    """All metrics of one view; LPIPS is None without `lpips`, and for images too small for its network.

    Pixels that do not count are black in both images for SSIM and LPIPS, as in `psnr` they are left out.
    """
    perceptual = None
    if lpips is not None and min(rgb.shape[:2]) >= MIN_SIDE_PX:
        inside = 1.0 if mask is None else (mask > 0.5)[..., None].to(rgb.dtype)  # [H, W, 1]
        perceptual = lpips(rgb * inside, truth * inside)
    return Metrics(psnr=psnr(rgb, truth, mask), ssim=ssim(rgb, truth, mask), lpips=perceptual)


@dataclass(frozen=True)
class Popping:
    """What happens between frames i - 1 and i of a path, i = 2 to F - 2; means over channels, in units of rgb."""

    change: list[float]  # mean over the pixels that count: |change_i|
    change_p99: list[float]  # 99th percentile of the same
    jump: list[float]  # mean of jump_i
    jump_p99: list[float]  # 99th percentile of jump_i
    motion_px: list[float]  # mean distance that the pixels moved
    share: list[float]  # of the pixels that count; where none does, all of the above are 0

    def summary(self) -> dict[str, float]:
        """The mean over the frames of each list, and the largest of `jump_p99`."""
        lists = {name: values for name, values in vars(self).items()}
        return {name: sum(v) / len(v) for name, v in lists.items()} | {"worst_jump_p99": max(self.jump_p99)}


def popping(frames: Iterable[Rendered], cameras: Cameras) -> Popping:
    """Frame-to-frame change after warping by depth, of one rendered frame per camera of a path in steps of 1 or 2 px.

    A pixel counts where its alpha is at least 0.5 (without alpha everywhere), its place lies inside the neighbouring
    frames and was not hidden there (depths agree within 5 %). To compare renderers give the frames of all the depth and
    alpha of one. `frames` may be a generator: two are held at a time. Raises ValueError for fewer than 4 frames, a
    number of them that is not the cameras', or a frame without depth.
    """
    result = Popping([], [], [], [], [], [])
    here, num_frames = None, 0
    for rendered in frames:
        if num_frames == len(cameras) or rendered.depth is None:
            what = "without depth" if rendered.depth is None else "more than cameras"
            raise ValueError(f"popping: frame {num_frames} is {what}; pass one with depth for each of {len(cameras)}")
        there = _frame(rendered, cameras[num_frames])
        num_frames += 1
        if here is not None:
            _follow(there, here)
            if here.bend is not None:
                _append(result, here, there)
        here = there
    if num_frames != len(cameras) or num_frames < 4:
        raise ValueError(f"popping: {num_frames} frames for {len(cameras)} cameras given; pass one each, 4 at least")
    return result


@dataclass
class _Frame:
    """Frame i of a path in float64, and what frames i - 1 and i - 2 say about it once they are known."""

    rgb: Tensor  # [H, W, 3]
    depth: Tensor  # [H, W]
    is_solid: Tensor  # [H, W] bool
    K: Tensor  # [3, 3]
    viewmat: Tensor  # [4, 4]
    change: Tensor | None = None  # [H, W, 3] change_i
    has_change: Tensor | None = None  # [H, W] bool
    bend: Tensor | None = None  # [H, W] |change_i - W_{i-1} change_{i-1}|
    has_bend: Tensor | None = None  # [H, W] bool
    motion_px: Tensor | None = None  # [H, W]


def _frame(rendered: Rendered, camera: Cameras) -> _Frame:
    rgb, depth = rendered.rgb[0].detach().double(), rendered.depth[0].detach().double()  # [H, W, 3], [H, W]
    is_solid = depth > 0 if rendered.alpha is None else (depth > 0) & (rendered.alpha[0] >= MIN_ALPHA)  # [H, W]
    return _Frame(rgb, depth, is_solid, camera.Ks[0].to(rgb), camera.viewmats[0].to(rgb))


def _follow(frame: _Frame, previous: _Frame) -> None:
    """Fills in what the frame before says."""
    maps = [previous.rgb] if previous.change is None else [previous.rgb, _change_map(previous)]  # [H, W, D] each
    warped, is_seen, frame.motion_px = _warped(torch.cat(maps, dim=-1), previous, frame)
    frame.change, frame.has_change = frame.rgb - warped[..., :3], is_seen  # [H, W, 3], [H, W]
    if previous.change is not None:
        frame.bend = (frame.change - warped[..., 3:6]).abs().mean(dim=-1)  # [H, W]
        frame.has_bend = is_seen & _is_whole(warped[..., 6])  # [H, W]


def _change_map(frame: _Frame) -> Tensor:
    """The change and where there is one, [H, W, 4]."""
    return torch.cat([frame.change, frame.has_change[..., None].to(frame.change)], dim=-1)


def _append(result: Popping, frame: _Frame, following: _Frame) -> None:
    """Measures a frame that knows the two before it and the one after it."""
    warped, is_seen, _ = _warped(_change_map(following), following, frame)
    next_bend = (frame.change - warped[..., :3]).abs().mean(dim=-1)  # [H, W]
    counts = frame.has_bend & is_seen & _is_whole(warped[..., 3])  # [H, W]
    change = frame.change.abs().mean(dim=-1)[counts]  # [P]
    jump = torch.minimum(frame.bend, next_bend)[counts]  # [P]
    for values, mean, peak in ((change, result.change, result.change_p99), (jump, result.jump, result.jump_p99)):
        mean.append(float(values.mean()) if len(values) else 0.0)
        peak.append(float(torch.quantile(values, PERCENTILE)) if len(values) else 0.0)
    result.motion_px.append(float(frame.motion_px[counts].mean()) if len(change) else 0.0)
    result.share.append(float(counts.double().mean()))


def _warped(
    image: Tensor,  # [H, W, D] in the pixels of `source`
    source: _Frame,
    target: _Frame,
) -> tuple[Tensor, Tensor, Tensor]:
    """The image where the pixels of `target` were in `source` [H, W, D], which solid ones it saw [H, W] bool, and how
    far they moved [H, W] in px."""
    height, width = target.depth.shape
    like = {"dtype": image.dtype, "device": image.device}
    v, u = torch.meshgrid(torch.arange(height, **like) + 0.5, torch.arange(width, **like) + 0.5, indexing="ij")
    pixels = torch.stack([u, v, torch.ones_like(u)], dim=-1)  # [H, W, 3]
    between = source.viewmat @ torch.linalg.inv(target.viewmat)  # [4, 4] target's camera to source's
    points = pixels @ torch.linalg.inv(target.K).T * target.depth[..., None]  # [H, W, 3]
    points = points @ between[:3, :3].T + between[:3, 3]  # [H, W, 3]
    z = points[..., 2]  # [H, W]
    is_before = z > 0  # [H, W]
    places = (points @ source.K.T)[..., :2] / torch.where(is_before, z, 1.0)[..., None]  # [H, W, 2] px
    size = torch.tensor([width, height], **like)  # [2]
    is_inside = ((places >= 0.5) & (places <= size - 0.5)).all(dim=-1)  # [H, W] between pixel centres
    maps = torch.cat([image, source.depth[..., None], source.is_solid[..., None].to(image)], dim=-1)  # [H, W, D + 2]
    grid = (2 * places / size - 1)[None]  # [1, H, W, 2]
    sampled = torch.nn.functional.grid_sample(maps.permute(2, 0, 1)[None], grid, align_corners=False)[0]
    sampled = sampled.permute(1, 2, 0)  # [H, W, D + 2]
    is_same = (sampled[..., -2] - z).abs() <= DEPTH_TOLERANCE * z  # [H, W]
    is_seen = target.is_solid & is_before & is_inside & is_same & _is_whole(sampled[..., -1])  # [H, W]
    return sampled[..., :-2], is_seen, (places - pixels[..., :2]).norm(dim=-1)


def _is_whole(
    sampled: Tensor,  # [H, W] of a mask of 0 and 1
) -> Tensor:
    """Where all pixels that a sample was mixed from are in the mask, [H, W] bool."""
    return sampled > 1 - 1e-6


def _counted(
    rgb: Tensor,  # [H, W, 3]
    truth: Tensor,  # [H, W, 3]
    mask: Tensor | None,  # [H, W]
) -> Tensor:
    """Which pixels count, [H, W] bool; raises ValueError for images that cannot be compared."""
    if rgb.dim() != 3 or rgb.shape[-1] != 3 or rgb.shape != truth.shape:
        raise ValueError(f"images {tuple(rgb.shape)} and {tuple(truth.shape)} given; pass two of [H, W, 3]")
    if not (torch.isfinite(rgb).all() and torch.isfinite(truth).all()):
        raise ValueError("an image holds values that are not finite")
    if mask is None:
        return torch.ones(rgb.shape[:2], dtype=torch.bool, device=rgb.device)
    if mask.shape != rgb.shape[:2]:
        raise ValueError(f"mask {tuple(mask.shape)} for an image {tuple(rgb.shape)}; pass [H, W]")
    counted = mask > 0.5  # [H, W]
    if not counted.any():
        raise ValueError("the mask counts no pixel")
    return counted


def _windowed(
    images: Tensor,  # [3, H, W]
) -> Tensor:
    """Gaussian-weighted mean over each full window: [3, H, W] -> [3, H - 10, W - 10]."""
    # Shifted sums over one channel at a time stay in the cache: 10 to 40 times faster than conv2d on a CPU.
    return torch.stack([_weighted_sum(_weighted_sum(image.contiguous(), dim=1), dim=0) for image in images])


def _weighted_sum(
    image: Tensor,  # [H, W]
    dim: int,
) -> Tensor:
    """Gaussian-weighted mean of each full window along `dim` of an image [H, W]."""
    offsets = torch.arange(WINDOW_SIZE) - WINDOW_SIZE // 2  # [11]
    weights = torch.softmax(-0.5 * (offsets.double() / WINDOW_SIGMA) ** 2, dim=0).tolist()
    length = image.shape[dim] - WINDOW_SIZE + 1
    total = image.narrow(dim, 0, length) * weights[0]  # [H, W - 10] or [H - 10, W]
    for start, weight in enumerate(weights[1:], start=1):
        total.add_(image.narrow(dim, start, length), alpha=weight)
    return total
