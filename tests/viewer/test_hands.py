"""Mouse, fingers and keys move the camera; buttons and keys do the same things."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from packages.fakes import FAKES

from neural_render.package.folder import write

pytestmark = pytest.mark.extras

CAMERA = "viewer.camera.viewmat"


def center(viewmat: list[list[float]]) -> np.ndarray:
    """Where the camera is, [3]."""
    rows = np.array(viewmat)
    return -rows[:3, :3].T @ rows[:3, 3]


def rest(viewed: Any) -> np.ndarray:
    """The camera [4, 4] when nothing moves any more."""
    viewed.rest()
    return np.array(viewed.get(CAMERA))


def drag(viewed: Any, x: int, y: int, button: str = "left") -> None:
    mouse = viewed.page.mouse
    mouse.move(150, 100)
    mouse.down(button=button)
    mouse.move(150 + x // 2, 100 + y // 2)
    mouse.move(150 + x, 100 + y)
    viewed.page.wait_for_timeout(150)  # no glide
    mouse.up(button=button)


def test_a_drag_orbits_and_another_button_shifts(viewed: Any) -> None:
    viewed.open("mesh_under_splats")
    start = rest(viewed)
    drag(viewed, 40, 0)
    orbited = rest(viewed)
    assert not np.allclose(orbited[:3, :3], start[:3, :3]) and not np.allclose(center(orbited), center(start))
    drag(viewed, -30, 20, "right")
    shifted = rest(viewed)
    np.testing.assert_allclose(shifted[:3, :3], orbited[:3, :3], atol=1e-12)
    moved = shifted[:3, 3] - orbited[:3, 3]  # of the scene, in camera axes: with the pointer
    assert moved[0] < 0 < moved[1] and abs(moved[2]) < 1e-9


def test_the_wheel_zooms_and_never_leaves_the_scene(viewed: Any) -> None:
    viewed.open("mesh_under_splats")
    viewed.page.mouse.move(150, 100)
    distances = []
    for wheel in (5, 100_000, -100_000):
        for _ in range(12):
            viewed.page.mouse.wheel(0, wheel)
        distances.append(np.linalg.norm(center(rest(viewed)) - np.array([0, 0, 3])))
    assert distances[1] > distances[0]
    assert distances[1] < 30 and distances[2] < 30


def hold(viewed: Any, key: str) -> None:
    """Holds a key until the camera has moved, however slow the pictures come."""
    viewed.page.keyboard.down(key)
    viewed.page.wait_for_function(
        """([before, frames]) => view.viewer.stats.frames > frames + 2
        && view.viewer.camera.viewmat.flat().some((x, i) => Math.abs(x - before.flat()[i]) > 0.02)""",
        arg=[viewed.get(CAMERA), viewed.get("viewer.stats.frames")],
    )
    viewed.page.keyboard.up(key)


def test_keys_fly_turn_and_go_home(viewed: Any) -> None:
    viewed.open("mesh_under_splats")
    start = rest(viewed)
    for key, axis, sign in (("w", 2, 1), ("s", 2, -1), ("d", 0, 1), ("a", 0, -1)):
        before = rest(viewed)
        hold(viewed, key)
        after = rest(viewed)
        moved = before[:3, :3] @ (center(after) - center(before))
        assert sign * moved[axis] > 0.01, key
        np.testing.assert_allclose(after[:3, :3], before[:3, :3], atol=1e-12)
    viewed.page.keyboard.press("f")
    assert viewed.get("viewer.mode") == "fly"
    before = rest(viewed)
    hold(viewed, "ArrowRight")
    turned = rest(viewed)
    np.testing.assert_allclose(center(turned), center(before), atol=1e-9)
    assert turned[2, :3] @ before[0, :3] > 0.01, "the camera turns to the right"
    viewed.page.keyboard.press("h")
    np.testing.assert_allclose(rest(viewed), start, atol=1e-6)


def test_keys_in_a_list_belong_to_the_list(viewed: Any) -> None:
    viewed.open("mesh_under_splats")
    start = rest(viewed)
    viewed.page.locator("#view-list").focus()
    viewed.page.keyboard.press("w")
    viewed.page.keyboard.press("f")
    np.testing.assert_array_equal(rest(viewed), start)
    assert viewed.get("viewer.mode") == "orbit"


def test_in_a_room_a_drag_turns_the_camera(viewed: Any, packages: Path) -> None:
    package = FAKES["mesh_under_splats"]().package
    rows = np.array(package.manifest.views[0].viewmat)
    rows[[0, 2]] *= -1  # the first view's other side: away from the scene
    outwards = dataclasses.replace(package.manifest.views[0], viewmat=tuple(map(tuple, rows.tolist())))
    manifest = dataclasses.replace(package.manifest, views=(outwards,))
    write(dataclasses.replace(package, manifest=manifest), packages / "room")
    viewed.open("room")
    start = rest(viewed)
    np.testing.assert_allclose(start, rows, atol=1e-6)
    assert viewed.page.get_by_role("button", name="Fly").get_attribute("aria-pressed") == "true"
    drag(viewed, 40, 0)
    turned = rest(viewed)
    np.testing.assert_allclose(center(turned), center(start), atol=1e-6)
    assert not np.allclose(turned[:3, :3], start[:3, :3])
    viewed.page.evaluate("view.viewer.load('/packages/mesh_under_splats')")
    assert viewed.get("viewer.mode") == "orbit"


def test_views_of_the_capture(viewed: Any) -> None:
    viewed.open("mesh_under_splats")
    views = [np.array(view) for view in viewed.get("viewer.manifest.views.map(view => view.viewmat)")]
    np.testing.assert_allclose(rest(viewed), views[0], atol=1e-6)
    viewed.page.get_by_role("button", name="Next view").click()
    np.testing.assert_allclose(rest(viewed), views[1], atol=1e-6)
    # The view's own field of view in height, in a picture of another shape.
    view = viewed.get("viewer.manifest.views[1]")
    camera = viewed.get("viewer.camera")
    assert camera["intrinsics"][1] / camera["height"] == pytest.approx(view["intrinsics"][1] / view["height"])
    viewed.page.get_by_role("button", name="Home").click()
    np.testing.assert_allclose(rest(viewed), views[0], atol=1e-6)


def test_reduced_motion_means_no_motion_of_its_own(viewed: Any) -> None:
    viewed.page.emulate_media(reduced_motion="reduce")
    viewed.open("mesh_under_splats")
    before = viewed.rest()
    viewed.get("viewer.goTo(viewer.manifest.views[1])")
    assert viewed.rest() - before <= 3  # the picture, and the same with its own order


def test_fingers_orbit_shift_and_pinch(phone: Any) -> None:
    phone.open("mesh_under_splats", dpr="1")
    session = phone.page.context.new_cdp_session(phone.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    start = rest(phone)
    touch("touchStart", (200, 300))
    for step in range(1, 5):
        touch("touchMove", (200 + 20 * step, 300))
    phone.page.wait_for_timeout(150)
    touch("touchEnd")
    orbited = rest(phone)
    assert not np.allclose(orbited[:3, :3], start[:3, :3])

    touch("touchStart", (180, 300), (220, 300))
    for step in range(1, 5):
        touch("touchMove", (180 - 15 * step, 300), (220 + 15 * step, 300))
    touch("touchEnd")
    pinched = rest(phone)
    np.testing.assert_allclose(pinched[:3, :3], orbited[:3, :3], atol=1e-12)
    ahead = orbited[2, :3] @ (center(pinched) - center(orbited))
    assert ahead > 0.1, "fingers that part come nearer"

    touch("touchStart", (180, 300), (220, 300))
    for step in range(1, 5):
        touch("touchMove", (180, 300 + 20 * step), (220, 300 + 20 * step))
    touch("touchEnd")
    shifted = rest(phone)
    np.testing.assert_allclose(shifted[:3, :3], pinched[:3, :3], atol=1e-12)
    assert (shifted[:3, 3] - pinched[:3, 3])[1] > 0.05


def test_everything_can_be_reached_by_keyboard_and_has_a_name(viewed: Any) -> None:
    viewed.open("mesh_under_splats")
    names = viewed.page.evaluate(
        """[...document.querySelectorAll('nav button, nav select')].filter(item => item.checkVisibility())
        .map(item => item.getAttribute('aria-label'))"""
    )
    assert len(names) >= 7 and all(names)
    reached = set()
    for _ in range(len(names) + 2):
        viewed.page.keyboard.press("Tab")
        reached.add(viewed.page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert set(names) - {"Full screen"} <= reached
    content = viewed.page.locator("meta[name=viewport]").get_attribute("content")
    assert "user-scalable" not in content and "maximum-scale" not in content


def test_the_figures(viewed: Any) -> None:
    viewed.open("decoded_splats")
    figures = viewed.page.locator("#stats")
    assert not figures.is_visible()  # a small window
    viewed.page.keyboard.press("i")
    viewed.rest()
    text = figures.inner_text()
    assert str(viewed.get("viewer.stats.splats")) in text and "sorted" in text and "MB" in text
    viewed.page.get_by_role("button", name="Figures").click()
    assert not figures.is_visible()
