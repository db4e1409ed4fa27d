"""Removes what sampling noise is left, without touching texture.

Colour is divided by the noise-free albedo first, so that only illumination is filtered, and multiplied back after.
The filter is non-local means with two half buffers (Rousselle, Knaus, Zwicker: Adaptive Rendering with Non-Local
Means Filtering, 2012): each half is averaged with weights measured in the other half, a difference counts only as far
as it exceeds the variance measured between passes, and normals and distances bound the average at edges.
"""

from __future__ import annotations

import numpy as np

RADIUS_PX = 7  # offsets up to this far are averaged
STRENGTH = 0.6  # differences are scaled by this times the standard deviation; smaller keeps more
NORMAL_SCALE = 0.12  # change of the unit normal that makes two pixels strangers
DISTANCE_SCALE = 0.02  # likewise, relative change of distance beyond the local slope
DARK = 0.03  # added to albedo before dividing, so that black surfaces keep their reflections


def denoise(passes: np.ndarray) -> np.ndarray:
    """Returns linear radiance [H, W, 3] from passes [K, H, W, 10]: radiance, albedo, normal, distance."""
    albedo = passes[..., 3:6] + DARK
    light = passes[..., :3] / albedo
    variance = _blurred(light.var(axis=0, ddof=1).mean(axis=-1), 1)[..., None]  # [H, W, 1] of one pass, channels alike
    half = len(passes) // 2
    halves = [light[:half].mean(axis=0), light[half:].mean(axis=0)]
    noise = variance / half
    normals, distance = passes[..., 6:9].mean(axis=0), passes[..., 9].mean(axis=0)
    slope = np.maximum(np.abs(np.gradient(distance, axis=0)), np.abs(np.gradient(distance, axis=1)))
    sums = [np.zeros_like(halves[0]), np.zeros_like(halves[1])]
    totals = [np.zeros_like(noise), np.zeros_like(noise)]
    for dy in range(-RADIUS_PX, RADIUS_PX + 1):
        for dx in range(-RADIUS_PX, RADIUS_PX + 1):

            def moved(a: np.ndarray, dy: int = dy, dx: int = dx) -> np.ndarray:
                return np.roll(a, (dy, dx), axis=(0, 1))

            apart = np.sum((normals - moved(normals)) ** 2, axis=-1) / NORMAL_SCALE**2
            step = np.abs(distance - moved(distance)) - np.hypot(dy, dx) * slope
            apart += np.maximum(step / (DISTANCE_SCALE * np.maximum(distance, 1e-3)), 0) ** 2
            for a, b in ((0, 1), (1, 0)):
                other = moved(halves[a])
                expected = noise + np.minimum(noise, moved(noise))
                excess = ((halves[a] - other) ** 2 - expected) / (1e-6 + STRENGTH**2 * (noise + moved(noise)))
                patch = _blurred(excess.mean(axis=-1), 1)
                weight = np.exp(-np.maximum(patch, 0) - apart)[..., None]
                sums[b] += weight * moved(halves[b])
                totals[b] += weight
    clean = (sums[0] / totals[0] + sums[1] / totals[1]) / 2
    return clean * albedo.mean(axis=0)


def _blurred(image: np.ndarray, radius: int) -> np.ndarray:
    """Returns the mean over a square of 2 * radius + 1 pixels, [H, W]."""
    for axis in (0, 1):
        image = np.mean([np.roll(image, shift, axis) for shift in range(-radius, radius + 1)], axis=0)
    return image
