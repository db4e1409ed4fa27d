"""Planes over the picture: those that a package has, in the colours and places of Python's pictures, with a legend."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from packages.fakes import FAKES

from neural_render.package.cameras import camera_of
from neural_render.package.folder import Package, write
from neural_render.package.manifest import PlanesFile
from neural_render.planes.file import to_bytes
from neural_render.planes.plane import Plane, Planes, Polygon
from neural_render.planes.shown import ids_seen, tinted

pytestmark = pytest.mark.extras

NAMES = ("mesh_under_splats", "decoded_splats")  # with a depth buffer and a screen of its own, and without
L_SHAPE = np.array([[-2.0, -2], [2, -2], [2, 0], [0, 0], [0, 2], [-2, 2]])
HOLE = np.array([[-1.5, -1.5], [-1.5, -0.5], [-0.5, -0.5], [-0.5, -1.5]])


def planes() -> Planes:
    """An L with a hole at z = 4, a square that cuts through it, and one that shows its back; a unit is 2 m."""

    def plane(normal: tuple[float, float, float], offset: float, ring: np.ndarray, *holes: np.ndarray) -> Plane:
        unit = np.array(normal) / np.linalg.norm(normal)
        return Plane(unit, offset, (Polygon(ring, holes),), (0.5, 0.5, 0.5), 1.0)

    square = 0.6 * np.array([[-1.0, -1], [1, -1], [1, 1], [-1, 1]])
    slanted = plane((0.3, 0.2, -1.0), -3.7, square)
    return Planes((plane((0, 0, -1.0), -4.0, L_SHAPE, HOLE), slanted, plane((0, 0, 1.0), 2.5, square)), 2.0)


def with_planes(package: Package) -> Package:
    data = to_bytes(planes())
    manifest = dataclasses.replace(package.manifest, planes=PlanesFile("planes.json.gz", len(data)))
    return dataclasses.replace(package, manifest=manifest, planes=data)


@pytest.fixture(scope="module", autouse=True)
def written(packages: Path) -> None:
    for name in NAMES:
        write(with_planes(FAKES[name]().package), packages / f"{name}_with_planes")


@pytest.mark.parametrize("name", NAMES)
def test_planes_are_tinted_as_in_python(viewed: Any, name: str) -> None:
    viewed.open(f"{name}_with_planes")
    views = FAKES[name]().package.manifest.views
    seen = set()
    for camera in views:
        plain = viewed.picture(camera)
        viewed.get("viewer.showsPlanes = true")
        colored = viewed.picture(camera)
        again = viewed.picture(camera)
        viewed.get("viewer.showsPlanes = false")
        assert np.array_equal(viewed.picture(camera), plain) and np.array_equal(again, colored)
        cameras = camera_of(camera)
        wanted = tinted(torch.from_numpy(plain[..., :3] / 255.0), planes(), cameras).numpy()
        error = np.abs(colored[..., :3] - 255 * wanted).max(axis=-1)
        # Along edges a pixel's centre may fall on either side.
        assert (error > 2).mean() < 0.01 and (colored[..., 3] == 255).all()
        seen |= set(np.unique(ids_seen(planes(), cameras)).tolist())
    assert {0, 1, 2} <= seen and 3 not in seen


def test_the_button_the_key_and_the_legend(viewed: Any) -> None:
    viewed.open("decoded_splats")
    button, legend = viewed.page.get_by_role("button", name="Planes"), viewed.page.locator("#legend")
    assert not button.is_visible()
    viewed.page.keyboard.press("p")
    assert not viewed.get("viewer.showsPlanes")
    viewed.open("decoded_splats_with_planes")
    assert button.get_attribute("aria-pressed") == "false" and not legend.is_visible()
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    rows = legend.inner_text().split("\n")
    # 12 - 1 square units of the L are 44 m².
    assert rows[:2] == ["Plane 1", "44.0 m²"] and rows[-2] == "All"
    assert rows[-1] == f"{4 * sum(plane.area for plane in planes().planes):.1f} m²"
    viewed.page.keyboard.press("p")
    assert not legend.is_visible()


def test_planes_come_back_after_the_context_was_lost(viewed: Any) -> None:
    viewed.open("mesh_under_splats_with_planes")
    viewed.get("viewer.showsPlanes = true")
    viewed.rest()
    before = viewed.picture()
    viewed.page.evaluate(
        """window.lose = view.getContext('webgl2').getExtension('WEBGL_lose_context');
new Promise((resolve) => { view.addEventListener('webglcontextlost', resolve); lose.loseContext(); })"""
    )
    viewed.page.evaluate("lose.restoreContext()")
    viewed.page.wait_for_function("view.viewer.state === 'ready'")
    assert np.array_equal(viewed.picture(), before)


def test_a_broken_file_of_planes_is_named(viewed: Any, packages: Path) -> None:
    package = with_planes(FAKES["decoded_splats"]().package)
    data = package.planes.replace(b'"id":2', b'"id":9')
    write(dataclasses.replace(package, planes=data), packages / "broken_planes")
    viewed.open("broken_planes")
    assert viewed.get("viewer.error.where") == "planes.json.gz, planes[1]"
