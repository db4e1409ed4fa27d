"""Evaluation of made-up scenes whose right numbers are known, and the commands around it."""

import dataclasses
import json
import math

import numpy as np
import pytest
import torch
from PIL import Image

from neural_render import pictures
from neural_render.cameras import Cameras
from neural_render.errors import UserError
from neural_render.evaluate import check_measurable, evaluate, evaluate_into
from neural_render.export import FileInfo, export, ply, possible_formats
from neural_render.metrics import measure
from neural_render.scene import Scene
from neural_render.splatting.splats import Splats
from neural_render.types import Bounds, Capture, Frame, Rendered, View

WIDTH, HEIGHT = 36, 24
BACKGROUND = (1.0, 0.5, 0.25)


class Painting(torch.nn.Module):
    """A scene that renders one image per camera, looked up by the camera's x position."""

    num_primitives = 3

    def __init__(self, images):
        super().__init__()
        self.images = images
        self.sorted_splats = self.ray_network = lambda: None

    def forward(self, cameras, maps=frozenset()):
        rgba = self.images[round(float(cameras.viewmats[0, 0, 3]))]  # [H, W, 4] premultiplied
        return Rendered(rgb=rgba[None, ..., :3], alpha=rgba[None, ..., 3])


def a_view(index, photo, mask=None, name=None):
    viewmats, Ks = torch.eye(4)[None].clone(), torch.eye(3)[None]
    viewmats[0, 0, 3] = index
    maps = {"rgb": photo} | ({} if mask is None else {"mask": mask})
    cameras = Cameras(viewmats, Ks, WIDTH, HEIGHT)
    return View(name or f"test/{index}.png", cameras, frozenset(maps) - {"rgb"}, lambda key: maps[key])


def a_capture(views, test):
    train = [index for index in range(len(views)) if index not in test]
    bounds = Bounds((0.0, 0.0, 0.0), 1.0, 1.0, is_open=False)
    return Capture(
        "made-up", views, train, test, torch.zeros(0, 3), torch.zeros(0, 3), bounds, Frame((0.0, 0.0, 1.0), None), None,
        "as the test says",
    )  # fmt: skip


def a_scene(images, **changes):
    scene = Scene(
        method="painting",
        representation=Painting(images),
        frame=Frame((0.0, 0.0, 1.0), 2.0),
        bounds=Bounds((0.0, 0.0, 0.0), 1.0, 1.0, is_open=False),
        background=BACKGROUND,
        provenance={"steps": 7, "seed": 5, "train_s": 1.5, "commit": "abc"},
    )
    return dataclasses.replace(scene, **changes)


def a_photo(seed):
    return torch.randint(0, 256, (HEIGHT, WIDTH, 3), generator=torch.Generator().manual_seed(seed), dtype=torch.uint8)


def opaque(rgb):
    return torch.cat([rgb, torch.ones(HEIGHT, WIDTH, 1)], dim=-1)


@pytest.fixture
def three_views():
    """Photos 0 to 2; the renders of 1 and 2 are off by 0.1 and 0.01, before clamping none."""
    photos = [(20 + a_photo(seed).float() * 0.8).to(torch.uint8) for seed in range(3)]
    images = [opaque(photo.float() / 255 - error) for photo, error in zip(photos, (0.0, 0.05, 0.01), strict=True)]
    return a_scene(images), a_capture([a_view(i, photo) for i, photo in enumerate(photos)], test=[1, 2])


def test_the_numbers_are_those_of_the_test_views(three_views):
    scene, capture = three_views
    evaluation = evaluate(scene, capture)
    assert [view.name for view in evaluation.views] == ["test/1.png", "test/2.png"]
    assert evaluation.views[0].metrics.psnr == pytest.approx(-20 * math.log10(0.05), abs=1e-3)
    assert evaluation.views[1].metrics.psnr == pytest.approx(40, abs=1e-3)
    assert evaluation.psnr == pytest.approx((40 - 20 * math.log10(0.05)) / 2, abs=1e-3)
    assert (evaluation.worst.name, evaluation.best.name) == ("test/1.png", "test/2.png")
    assert evaluation.lpips is None and evaluation.render_ms > 0


def test_the_picture_is_over_the_background_and_clamped():
    alpha = torch.linspace(0, 1, WIDTH).expand(HEIGHT, WIDTH)[..., None]
    color = torch.tensor([0.25, 0.5, 1.5])
    expected = (alpha * color + (1 - alpha) * torch.tensor(BACKGROUND)).clamp(0, 1)
    photo = (expected * 255).round().to(torch.uint8)
    scene = a_scene([torch.cat([alpha * color, alpha], dim=-1)])
    metrics = evaluate(scene, a_capture([a_view(0, photo)], [0])).views[0].metrics
    assert metrics == measure(expected, photo * (1 / 255))
    assert metrics.psnr > 50


def test_masked_pixels_do_not_count():
    photo, mask = a_photo(0), torch.zeros(HEIGHT, WIDTH, dtype=torch.uint8)
    mask[4:20, 6:30] = 255
    image = torch.where(mask[..., None] > 0, photo.float() / 255, torch.rand(HEIGHT, WIDTH, 3))
    view = evaluate(a_scene([opaque(image)]), a_capture([a_view(0, photo, mask)], [0])).views[0]
    assert view.metrics.psnr == 100
    assert view.metrics.ssim == pytest.approx(1)


def test_what_cannot_be_measured_is_named():
    photo = a_photo(0)
    scene = a_scene([opaque(photo.float() / 255)])
    with pytest.raises(UserError, match="nothing to measure in made-up"):
        evaluate(scene, a_capture([a_view(0, photo)], []))
    with pytest.raises(UserError, match=r"cannot measure test/0\.png"):
        evaluate(scene, a_capture([a_view(0, photo, torch.zeros(HEIGHT, WIDTH, dtype=torch.uint8))], [0]))
    with pytest.raises(UserError, match=r"test/0\.png renders to values that are not finite"):
        evaluate(a_scene([opaque(torch.full((HEIGHT, WIDTH, 3), float("nan")))]), a_capture([a_view(0, photo)], [0]))


def test_files_hold_the_numbers_and_a_sheet_per_view(tmp_path, three_views):
    scene, capture = three_views
    seen = []
    numbers = evaluate_into(tmp_path, scene, capture, num_bytes=1234, on_view=lambda *count: seen.append(count))
    assert seen == [(1, 2), (2, 2)]
    assert json.loads((tmp_path / "eval.json").read_text()) == numbers
    known = {
        "method": "painting", "capture": "made-up", "split": "as the test says", "num_views": 2, "lpips": None,
        "lpips_network": None, "bytes": 1234, "num_primitives": 3, "train_s": 1.5, "steps": 7, "seed": 5,
        "device": "cpu", "commit": "abc", "width": WIDTH, "height": HEIGHT, "worst": "test/1.png", "best": "test/2.png",
    }  # fmt: skip
    assert {key: numbers[key] for key in known} == known
    assert set(numbers) - set(known) == {"psnr", "ssim", "render_ms", "storage", "views"}
    assert numbers["storage"] == {}  # of packages only
    assert [view["name"] for view in numbers["views"]] == ["test/1.png", "test/2.png"]
    names = sorted(file.name for file in (tmp_path / "eval").iterdir())
    assert names == ["000_test_1.png", "001_test_2.png", "worst_and_best.png"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["eval", "eval.json"]


def test_a_sheet_shows_truth_render_and_error(tmp_path, three_views):
    scene, capture = three_views
    evaluate_into(tmp_path, scene, capture, num_bytes=0)
    sheet = np.asarray(Image.open(tmp_path / "eval" / "000_test_1.png"))
    truth = capture.views[1].read("rgb").numpy()
    render = pictures.to_uint8(scene.representation.images[1][..., :3])
    error = pictures.error_map(scene.representation.images[1][..., :3], capture.views[1].read("rgb") / 255, None)
    bottom = sheet.shape[0] - pictures.GAP_PX
    for column, panel in enumerate((truth, render, error)):
        left = pictures.GAP_PX + column * (WIDTH + pictures.GAP_PX)
        np.testing.assert_array_equal(sheet[bottom - HEIGHT : bottom, left : left + WIDTH], panel)


def test_an_interrupted_evaluation_leaves_the_last_one_alone(tmp_path, three_views):
    scene, capture = three_views
    evaluate_into(tmp_path, scene, capture, num_bytes=0)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate_into(tmp_path, scene, capture, num_bytes=1, on_view=stop)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()} == before


def test_numbers_that_cannot_be_written_leave_the_last_pictures(tmp_path, three_views):
    scene, capture = three_views
    evaluate_into(tmp_path, scene, capture, num_bytes=0)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    changed = a_scene([image * 0.5 for image in scene.representation.images], provenance={"train_s": float("nan")})
    with pytest.raises(ValueError):
        evaluate_into(tmp_path, changed, capture, num_bytes=0)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()} == before


def test_photos_smaller_than_a_window_are_refused_before_anything_is_rendered(three_views):
    _, capture = three_views
    check_measurable(capture)
    small = dataclasses.replace(capture.views[2], cameras=dataclasses.replace(capture.views[2].cameras, height=10))
    capture.views[2] = small
    with pytest.raises(UserError, match=rf"test/2\.png in made-up is too small.*\n.*{WIDTH}x10 .*\n.*--downscale"):
        evaluate(a_scene([]), capture)


def test_a_folder_with_other_things_is_not_replaced(tmp_path, three_views):
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "thesis.txt").write_text("years of work")
    with pytest.raises(UserError, match="will not replace"):
        evaluate_into(tmp_path, *three_views, num_bytes=0)
    assert (tmp_path / "eval" / "thesis.txt").exists()


def test_colours_of_the_error_grow_brighter_and_end_in_white():
    steps = torch.linspace(0, pictures.ERROR_WHITE, 40).expand(3, 1, 40).permute(1, 2, 0)
    colors = pictures.error_map(steps, torch.zeros_like(steps), None).astype(float)
    brightness = colors @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(brightness[0]) > 0).all()
    assert colors[0, -1].tolist() == [255, 255, 255]
    hidden = pictures.error_map(steps, torch.zeros_like(steps), torch.zeros(1, 40))
    assert (hidden == pictures.UNCOUNTED).all()


# Export of scenes.


def some_splats(count=5):
    generator = torch.Generator().manual_seed(0)
    shapes = [(count, 3), (count, 4), (count, 3), (count,), (count, 3), (count, 3, 3)]
    return Splats(*(torch.randn(shape, generator=generator) for shape in shapes))


def test_a_scene_leaves_with_what_it_knows(tmp_path):
    scene = a_scene([])
    scene.representation.sorted_splats = some_splats
    export(scene, "ply", tmp_path / "scene.ply")
    splats, info = ply.read(tmp_path / "scene.ply")
    assert torch.equal(splats.means, some_splats().means)
    assert info == FileInfo(up=(0.0, 0.0, 1.0), meters_per_unit=2.0, background=BACKGROUND)


def test_a_scene_without_splats_says_what_it_can_give(tmp_path):
    scene = a_scene([])
    assert possible_formats(scene.representation) == []
    with pytest.raises(UserError, match=r"cannot be exported as 'ply'(.*\n)*.*no file format .* without an order"):
        export(scene, "ply", tmp_path / "scene.ply")
    scene.representation.sorted_splats = some_splats
    with pytest.raises(UserError, match=r"did you mean 'ply'.*\n.*\n  do: choose one of: ply"):
        export(scene, "plx", tmp_path / "scene.plx")
    assert list(tmp_path.iterdir()) == []
