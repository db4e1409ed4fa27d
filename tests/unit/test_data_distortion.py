"""Camera models: inverses, limits, a second implementation, and the way back to a pinhole picture."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from neural_render.data.distortion import (
    MODELS,
    Lens,
    distort,
    lens_from_params,
    max_radius,
    source_pixels,
    undistort,
)

COEFS = {
    "SIMPLE_RADIAL": [0.05],
    "RADIAL": [0.05, -0.08],
    "OPENCV": [0.05, -0.08, 0.01, -0.02],
    "OPENCV_FISHEYE": [0.05, -0.08, 0.01, 0.02],
    "FULL_OPENCV": [0.05, -0.08, 0.01, -0.02, 0.01, 0.03, 0.02, 0.01],
    "FOV": [0.9],
    "SIMPLE_RADIAL_FISHEYE": [0.05],
    "RADIAL_FISHEYE": [0.05, -0.03],
    "THIN_PRISM_FISHEYE": [0.05, -0.03, 0.01, 0.02, 0.01, 0.005, 0.003, -0.002],
    "RAD_TAN_THIN_PRISM_FISHEYE": [0.05, -0.03, 0.01, 0.02, 0.005, 0.001, 0.01, 0.02, 0.003, 0.004, -0.002, 0.001],
    "SIMPLE_DIVISION": [-0.2],
    "DIVISION": [-0.1],
    "EUCM": [0.5, 1.1],
}


def lens_of(model: str) -> Lens:
    focals = [500.0] if MODELS[model].num_focals == 1 else [500.0, 510.0]
    return lens_from_params(model, 640, 480, (*focals, 320.0, 240.0, *COEFS.get(model, [])))


def some_points(num: int = 500) -> np.ndarray:
    return np.random.default_rng(0).uniform(-0.6, 0.6, (2, num))


@pytest.mark.parametrize("model", MODELS)
def test_undistort_is_the_inverse(model: str) -> None:
    x, y = some_points()
    lens = lens_of(model)
    np.testing.assert_allclose(undistort(lens, *distort(lens, x, y)), (x, y), atol=1e-9)
    np.testing.assert_allclose(distort(lens, *undistort(lens, x, y)), (x, y), atol=1e-9)


@pytest.mark.parametrize("model", MODELS)
def test_the_axis_stays_and_its_surroundings_are_smooth(model: str) -> None:
    """Series and exact formula meet at the axis: a step there would show as a jump of the derivative."""
    lens = lens_of(model)
    np.testing.assert_array_equal(distort(lens, np.zeros(1), np.zeros(1)), np.zeros((2, 1)))
    radii = np.array([1e-12, 1e-10, 1e-8, 1e-6, 1e-4])
    scale = distort(lens, radii, np.zeros(5))[0] / radii
    np.testing.assert_allclose(scale, scale[-1], rtol=1e-4 * 10)


@pytest.mark.parametrize("model", ["FOV", "EUCM", *[m for m in MODELS if "FISHEYE" in m or "DIVISION" in m]])
def test_neutral_coefficients_bend_as_the_ideal_lens_does(model: str) -> None:
    lens = lens_of(model)
    lens = dataclasses.replace(lens, coefs=lens.neutral)
    x, y = some_points()
    r = np.hypot(x, y)
    factor = np.arctan(r) / r if "FISHEYE" in model else 1.0
    np.testing.assert_allclose(distort(lens, x, y), (x * factor, y * factor), atol=1e-12)
    assert lens.is_distorted == ("FISHEYE" in model)


def test_opencv_is_its_manual_s_formula() -> None:
    """Written out as in OpenCV's calib3d documentation, with all eight coefficients."""
    k1, k2, p1, p2, k3, k4, k5, k6 = COEFS["FULL_OPENCV"]
    for x, y in some_points(20).T:
        r = (x**2 + y**2) ** 0.5
        f = (1 + k1 * r**2 + k2 * r**4 + k3 * r**6) / (1 + k4 * r**2 + k5 * r**4 + k6 * r**6)
        expected = (
            x * f + 2 * p1 * x * y + p2 * (r**2 + 2 * x**2),
            y * f + p1 * (r**2 + 2 * y**2) + 2 * p2 * x * y,
        )
        found = distort(lens_of("FULL_OPENCV"), np.array([x]), np.array([y]))
        np.testing.assert_allclose(np.ravel(found), expected, rtol=1e-13)


def test_special_cases_agree_with_general_models() -> None:
    x, y = some_points()
    pairs = [
        ("SIMPLE_RADIAL", (0.1,), "RADIAL", (0.1, 0)),
        ("RADIAL", (0.1, -0.2), "OPENCV", (0.1, -0.2, 0, 0)),
        ("OPENCV", (0.1, -0.2, 0.01, 0.02), "FULL_OPENCV", (0.1, -0.2, 0.01, 0.02, 0, 0, 0, 0)),
        ("RADIAL_FISHEYE", (0.1, -0.2), "OPENCV_FISHEYE", (0.1, -0.2, 0, 0)),
        ("OPENCV_FISHEYE", (0.1, -0.2, 0.3, 0.1), "THIN_PRISM_FISHEYE", (0.1, -0.2, 0, 0, 0.3, 0.1, 0, 0)),
        ("FISHEYE", (), "RADIAL_FISHEYE", (0, 0)),
    ]
    for special, a, general, b in pairs:
        lenses = [Lens(640, 480, 500, 500, 320, 240, model, coefs) for model, coefs in ((special, a), (general, b))]
        np.testing.assert_allclose(distort(lenses[0], x, y), distort(lenses[1], x, y), rtol=1e-13)


def test_a_lens_ends_where_its_polynomial_turns_back() -> None:
    """r (1 + k r²) with k = -0.1 has its maximum at r² = 1 / 0.3."""
    lens = Lens(100, 100, 50, 50, 50, 50, "SIMPLE_RADIAL", (-0.1,))
    assert max_radius(lens, 4.0) == pytest.approx((1 / 0.3) ** 0.5, abs=4 / 2047 * 1.01)
    assert max_radius(lens, 1.0) == 1.0
    (x,), _ = undistort(lens, np.array([5.0]), np.array([0.0]))  # no point is bent so far to this side
    assert np.isnan(x) or x < 0


def test_source_pixels_are_those_of_a_loop() -> None:
    lens = Lens(16, 12, 9.0, 10.0, 7.0, 6.5, "OPENCV", (-0.25, 0.02, 0.01, -0.02))
    u, v, is_valid = source_pixels(lens)
    assert 0 < is_valid.mean() <= 1
    for row in range(12):
        for column in range(16):
            x, y = (column + 0.5 - 7.0) / 9.0, (row + 0.5 - 6.5) / 10.0
            dx, dy = distort(lens, np.array([x]), np.array([y]))
            su, sv = 9.0 * dx[0] + 7.0, 10.0 * dy[0] + 6.5
            inside = 0 <= su <= 16 and 0 <= sv <= 12
            assert is_valid[row, column] == inside
            np.testing.assert_allclose((u[row, column], v[row, column]), np.clip((su, sv), 0, (16, 12)), atol=1e-12)


def test_pixels_beyond_the_turning_point_do_not_count() -> None:
    lens = Lens(64, 64, 16, 16, 32, 32, "SIMPLE_RADIAL", (-0.15,))
    u, v, is_valid = source_pixels(lens)
    radius = np.hypot(*(np.mgrid[0:64, 0:64] + 0.5 - 32)) / 16
    limit = (1 / 0.45) ** 0.5
    assert is_valid[radius < limit - 0.01].all() and not is_valid[radius > limit + 0.01].any()
    assert ((u >= 0) & (u <= 64) & (v >= 0) & (v <= 64)).all()


def test_the_number_of_parameters_is_checked() -> None:
    with pytest.raises(ValueError, match="OPENCV takes 8 parameters, 4 given"):
        lens_from_params("OPENCV", 640, 480, (1.0, 1.0, 1.0, 1.0))


@pytest.mark.extras
@pytest.mark.parametrize("model", MODELS)
def test_every_model_projects_as_colmap_does(model: str) -> None:
    import pycolmap

    x, y = some_points()
    lens = lens_of(model)
    focals = [lens.fx] if MODELS[model].num_focals == 1 else [lens.fx, lens.fy]
    params = [*focals, lens.cx, lens.cy, *lens.coefs]
    camera = pycolmap.Camera(model=model, width=640, height=480, params=params)
    assert int(camera.model) == MODELS[model].number
    dx, dy = distort(lens, x, y)
    found = np.stack([lens.fx * dx + lens.cx, lens.fy * dy + lens.cy], axis=-1)
    np.testing.assert_allclose(found, camera.img_from_cam(np.stack([x, y, np.ones_like(x)], axis=-1)), atol=1e-9)
