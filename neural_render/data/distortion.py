"""Camera models with distortion, and the way from a distorted photo to a pinhole picture.

A lens maps normalised pinhole coordinates (x, y) = (X / Z, Y / Z) to distorted ones (x', y'); pixels are
u = fx x' + cx, v = fy y' + cy, and the centre of pixel (0, 0) is (0.5, 0.5). Models, names, numbers and the order of
parameters are COLMAP's (https://colmap.github.io/cameras.html). With r² = x² + y² and theta = atan(r):

  radial, OpenCV   Brown 1966, "Decentering distortion of lenses"; FULL_OPENCV adds a denominator
  ..._FISHEYE      Kannala and Brandt 2006, eq. 6: a polynomial of theta in place of one of r; THIN_PRISM_FISHEYE and
                   RAD_TAN_THIN_PRISM_FISHEYE add tangential and thin-prism terms
  FOV              Devernay and Faugeras 2001, eq. 14
  DIVISION         Fitzgibbon 2001, eq. 5
  EUCM             Khomutenko, Garcia and Martinet 2016, eq. 6

Letters: P points. Everything is float64 numpy.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

NEWTON_STEPS = 50
NEWTON_TOLERANCE = 1e-12  # of normalised coordinates: far below a millionth of a pixel
DERIVATIVE_STEP = 1e-6
# Where the injective part of a lens is looked for: this many directions around the axis, radii along each.
NUM_DIRECTIONS, NUM_RADII = 64, 2048

Coefs = tuple[float, ...]
Points = tuple[np.ndarray, np.ndarray]  # x [P] and y [P]


@dataclass(frozen=True)
class Lens:
    """The intrinsics of a photo: pinhole part in pixels, and how the light is bent before."""

    width: int
    height: int
    fx: float
    fy: float
    cx: float
    cy: float
    model: str = "PINHOLE"
    coefs: Coefs = ()  # what follows focal lengths and principal point in COLMAP's list of parameters

    @property
    def is_distorted(self) -> bool:
        """False where the pinhole part says everything."""
        return MODELS[self.model].is_bent_without_coefs or self.coefs != self.neutral

    @property
    def neutral(self) -> Coefs:
        return (0.0, 1.0) if self.model == "EUCM" else (0.0,) * len(self.coefs)

    @property
    def K(self) -> np.ndarray:
        """The pinhole part, [3, 3]."""
        return np.array([[self.fx, 0, self.cx], [0, self.fy, self.cy], [0, 0, 1]], dtype=np.float64)

    def resized(self, width: int, height: int) -> Lens:
        """The lens of the same photo with another number of pixels."""
        sx, sy = width / self.width, height / self.height
        return dataclasses.replace(
            self, width=width, height=height, fx=self.fx * sx, fy=self.fy * sy, cx=self.cx * sx, cy=self.cy * sy
        )


@dataclass(frozen=True)
class Model:
    """One of COLMAP's camera models."""

    number: int  # in binary files
    num_focals: int  # 1: fx = fy
    num_coefs: int
    distort: Callable[[Coefs, np.ndarray, np.ndarray], Points]
    is_bent_without_coefs: bool = False  # a fisheye model with zero coefficients is still no pinhole


def lens_from_params(model: str, width: int, height: int, params: Coefs) -> Lens:
    """A lens from COLMAP's list of parameters; raises ValueError when their number is wrong."""
    kind = MODELS[model]
    if len(params) != kind.num_focals + 2 + kind.num_coefs:
        raise ValueError(f"{model} takes {kind.num_focals + 2 + kind.num_coefs} parameters, {len(params)} given")
    fx, fy = params[0], params[kind.num_focals - 1]
    cx, cy, *coefs = params[kind.num_focals :]
    return Lens(width, height, fx, fy, cx, cy, model, tuple(coefs))


def distort(lens: Lens, x: np.ndarray, y: np.ndarray) -> Points:
    """Distorted normalised coordinates (x', y') of pinhole coordinates (x, y), all [P]."""
    return MODELS[lens.model].distort(lens.coefs, x, y)


def undistort(lens: Lens, x: np.ndarray, y: np.ndarray) -> Points:
    """The inverse of `distort` by Newton's method, all [P]; NaN where it does not converge."""
    px, py = np.array(x, dtype=np.float64), np.array(y, dtype=np.float64)
    h = DERIVATIVE_STEP
    with np.errstate(all="ignore"):
        for _ in range(NEWTON_STEPS):
            dx, dy = distort(lens, px, py)
            ex, ey = dx - x, dy - y
            if np.nanmax(np.hypot(ex, ey), initial=0.0) < NEWTON_TOLERANCE:
                break
            (ax, ay), (bx, by) = distort(lens, px + h, py), distort(lens, px - h, py)
            (cx, cy), (ex2, ey2) = distort(lens, px, py + h), distort(lens, px, py - h)
            xx, yx, xy, yy = (ax - bx) / (2 * h), (ay - by) / (2 * h), (cx - ex2) / (2 * h), (cy - ey2) / (2 * h)
            det = xx * yy - xy * yx
            px, py = px - (yy * ex - xy * ey) / det, py - (xx * ey - yx * ex) / det
        dx, dy = distort(lens, px, py)
        failed = ~(np.hypot(dx - x, dy - y) < 1e-9)
    px[failed], py[failed] = np.nan, np.nan
    return px, py


def max_radius(lens: Lens, needed: float) -> float:
    """The radius of pinhole coordinates up to which the lens maps no two points to one, at most `needed`.

    Polynomials turn back somewhere: beyond, a photo's pixels would appear a second time.
    """
    angles = np.linspace(0, 2 * np.pi, NUM_DIRECTIONS, endpoint=False)[:, None]  # [64, 1]
    radii = np.linspace(0, needed, NUM_RADII)[None]  # [1, 2048]
    cos, sin = np.cos(angles), np.sin(angles)
    with np.errstate(all="ignore"):
        x, y = distort(lens, cos * radii, sin * radii)  # [64, 2048]
        grows = np.diff(x * cos + y * sin, axis=1) > 0  # [64, 2047], False for NaN
    first_fold = np.where(grows.all(axis=0), NUM_RADII, np.arange(NUM_RADII - 1)).min()
    return float(radii[0, min(first_fold, NUM_RADII - 1)])


def source_pixels(lens: Lens) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where each pixel centre of the pinhole picture lies in the distorted photo: u, v and validity, all [H, W].

    The pinhole picture has the photo's size, focal lengths and principal point. A pixel is valid when its source lies
    inside the photo and on the lens's injective part; others lead to the photo's edge.
    """
    u, v = np.meshgrid(np.arange(lens.width) + 0.5, np.arange(lens.height) + 0.5)  # [H, W]
    x, y = (u - lens.cx) / lens.fx, (v - lens.cy) / lens.fy
    radius = np.hypot(x, y)
    with np.errstate(all="ignore"):
        dx, dy = distort(lens, x, y)
        u, v = lens.fx * dx + lens.cx, lens.fy * dy + lens.cy
        is_inside = (u >= 0) & (u <= lens.width) & (v >= 0) & (v <= lens.height)  # False for NaN
    is_inside &= radius <= max_radius(lens, float(radius.max()))
    return np.clip(np.nan_to_num(u), 0, lens.width), np.clip(np.nan_to_num(v), 0, lens.height), is_inside


def _polynomial(coefs: Coefs, t: np.ndarray) -> np.ndarray:
    """1 + c0 t + c1 t² + ..."""
    total = np.zeros_like(t)
    for c in reversed(coefs):
        total = (total + c) * t
    return total + 1


def _tangential(p1: float, p2: float, x: np.ndarray, y: np.ndarray) -> Points:
    r2 = x * x + y * y
    return 2 * p1 * x * y + p2 * (r2 + 2 * x * x), 2 * p2 * x * y + p1 * (r2 + 2 * y * y)


def _pinhole(coefs: Coefs, x: np.ndarray, y: np.ndarray) -> Points:
    return x, y


def _radial(coefs: Coefs, x: np.ndarray, y: np.ndarray) -> Points:
    factor = _polynomial(coefs, x * x + y * y)
    return x * factor, y * factor


def _opencv(coefs: Coefs, x: np.ndarray, y: np.ndarray) -> Points:
    k1, k2, p1, p2, *more = coefs
    k3, denominator = (more[0], tuple(more[1:])) if more else (0.0, ())
    r2 = x * x + y * y
    factor = _polynomial((k1, k2, k3), r2) / _polynomial(denominator, r2)
    tx, ty = _tangential(p1, p2, x, y)
    return x * factor + tx, y * factor + ty


def _on_the_sphere(bend: Callable[..., Points], coefs: Coefs, x: np.ndarray, y: np.ndarray) -> Points:
    """`bend` of coordinates whose length is the angle to the axis, in place of its tangent."""
    r = np.hypot(x, y)
    factor = np.where(r > 1e-9, np.arctan(r) / np.maximum(r, 1e-9), 1.0)
    return bend(coefs, x * factor, y * factor)


def _thin_prism(coefs: Coefs, x: np.ndarray, y: np.ndarray) -> Points:
    k1, k2, p1, p2, k3, k4, sx1, sy1 = coefs
    r2 = x * x + y * y
    factor = _polynomial((k1, k2, k3, k4), r2)
    tx, ty = _tangential(p1, p2, x, y)
    return x * factor + tx + sx1 * r2, y * factor + ty + sy1 * r2


def _rad_tan_thin_prism(coefs: Coefs, x: np.ndarray, y: np.ndarray) -> Points:
    # Unlike above, tangential and thin-prism terms act on the point that the radial term has moved.
    x, y = _radial(coefs[:6], x, y)
    p0, p1, s0, s1, s2, s3 = coefs[6:]
    r2 = x * x + y * y
    tx, ty = _tangential(p1, p0, x, y)
    return x + tx + (s0 + s1 * r2) * r2, y + ty + (s2 + s3 * r2) * r2


def _fov(coefs: Coefs, x: np.ndarray, y: np.ndarray) -> Points:
    (omega,) = coefs
    r = np.hypot(x, y)
    if abs(omega) < 1e-6:
        return x, y
    slope = 2 * np.tan(omega / 2)
    factor = np.where(r > 1e-9, np.arctan(r * slope) / np.maximum(r, 1e-9), slope) / omega
    return x * factor, y * factor


def _division(coefs: Coefs, x: np.ndarray, y: np.ndarray) -> Points:
    factor = 2 / (1 + np.sqrt(1 - 4 * coefs[0] * (x * x + y * y)))
    return x * factor, y * factor


def _eucm(coefs: Coefs, x: np.ndarray, y: np.ndarray) -> Points:
    alpha, beta = coefs
    denominator = alpha * np.sqrt(beta * (x * x + y * y) + 1) + 1 - alpha
    return x / denominator, y / denominator


MODELS = {
    "SIMPLE_PINHOLE": Model(0, 1, 0, _pinhole),
    "PINHOLE": Model(1, 2, 0, _pinhole),
    "SIMPLE_RADIAL": Model(2, 1, 1, _radial),
    "RADIAL": Model(3, 1, 2, _radial),
    "OPENCV": Model(4, 2, 4, _opencv),
    "OPENCV_FISHEYE": Model(5, 2, 4, partial(_on_the_sphere, _radial), True),
    "FULL_OPENCV": Model(6, 2, 8, _opencv),
    "FOV": Model(7, 2, 1, _fov),
    "SIMPLE_RADIAL_FISHEYE": Model(8, 1, 1, partial(_on_the_sphere, _radial), True),
    "RADIAL_FISHEYE": Model(9, 1, 2, partial(_on_the_sphere, _radial), True),
    "THIN_PRISM_FISHEYE": Model(10, 2, 8, partial(_on_the_sphere, _thin_prism), True),
    "RAD_TAN_THIN_PRISM_FISHEYE": Model(11, 2, 12, partial(_on_the_sphere, _rad_tan_thin_prism), True),
    "SIMPLE_DIVISION": Model(12, 1, 1, _division),
    "DIVISION": Model(13, 2, 1, _division),
    "SIMPLE_FISHEYE": Model(14, 1, 0, partial(_on_the_sphere, _pinhole), True),
    "FISHEYE": Model(15, 2, 0, partial(_on_the_sphere, _pinhole), True),
    "EUCM": Model(16, 2, 2, _eucm),
}
