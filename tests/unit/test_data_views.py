"""From files to batches: alpha, masks, undistortion, downscaling and maps at the working size."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
import written_captures as written
from PIL import Image

from neural_render.cameras import Cameras
from neural_render.data import DataConfig, load_batch, load_capture
from neural_render.data.capture import read_parts
from neural_render.data.distortion import source_pixels
from neural_render.data.views import together
from neural_render.errors import UserError
from neural_render.types import Batch, Capture

SIZE = (written.HEIGHT, written.WIDTH)


def noise(*shape: int, seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


def with_frames(folder: Path, model: written.Model = written.SQUARE, **files: str) -> None:
    """A capture whose every frame names the given files, such as mask_path."""
    table = written.write_transforms(folder, model, num_views=3)
    for frame in table["frames"]:
        frame |= files
    (folder / "transforms.json").write_text(json.dumps(table))


def load(folder: Path, **options: object) -> Capture:
    return load_capture(DataConfig(folder, num_random_points=10, **options))


def test_alpha_is_composited_in_floating_point(tmp_path: Path) -> None:
    with_frames(tmp_path)
    rgba = noise(*SIZE, 4)
    Image.fromarray(rgba).save(tmp_path / "images/00.png")
    view = load(tmp_path).views[0]
    color = torch.tensor([0.2, 0.5, 0.9])
    alpha = torch.from_numpy(rgba[..., 3:]).double() / 255
    expected = torch.from_numpy(rgba[..., :3]).double() / 255 * alpha + (1 - alpha) * color
    for background in (color, tuple(color.tolist())):
        batch = load_batch(view, background)
        torch.testing.assert_close(batch.rgb[0].double(), expected, atol=1e-6, rtol=0)
        torch.testing.assert_close(batch.background, color)
        assert batch.mask is None and batch.rgb.dtype == torch.float32


def test_a_batch_is_not_the_cache(tmp_path: Path) -> None:
    with_frames(tmp_path)
    view = load(tmp_path).views[0]
    first = load_batch(view, (0.0, 0.0, 0.0))
    first.rgb.fill_(7)
    torch.testing.assert_close(load_batch(view, (0.0, 0.0, 0.0)).rgb[0] * 255, view.read("rgb").float())


def test_alpha_as_a_mask_hides_and_composites_nothing(tmp_path: Path) -> None:
    with_frames(tmp_path)
    rgba = noise(*SIZE, 4)
    Image.fromarray(rgba).save(tmp_path / "images/00.png")
    view = load(tmp_path, alpha="mask").views[0]
    assert "alpha" not in view.maps
    batch = load_batch(view, (1.0, 0.0, 0.0))
    np.testing.assert_array_equal(batch.mask[0].numpy(), rgba[..., 3] >= 128)
    torch.testing.assert_close(batch.rgb[0], torch.from_numpy(rgba[..., :3]).float() / 255)


def test_downscaling_mixes_light_and_not_hidden_colours(tmp_path: Path) -> None:
    """The mean of 2x2 pixels in premultiplied alpha, by a loop."""
    with_frames(tmp_path)
    rgba = noise(*SIZE, 4)
    rgba[:20, :20, 3] = 0
    Image.fromarray(rgba).save(tmp_path / "images/00.png")
    view = load(tmp_path, downscale=2).views[0]
    rgb, alpha = view.read("rgb").numpy(), view.read("alpha").numpy()
    assert rgb.shape == (36, 48, 3) and view.cameras.width == 48
    for row, column in np.ndindex(36, 48):
        block = rgba[2 * row : 2 * row + 2, 2 * column : 2 * column + 2].astype(float)
        mean_alpha = block[..., 3].mean()
        assert abs(alpha[row, column] - mean_alpha) <= 0.5001
        if mean_alpha > 0:
            light = (block[..., :3] * block[..., 3:]).mean((0, 1)) / mean_alpha
            assert np.abs(rgb[row, column] - light).max() <= 0.5001


def test_downscaled_cameras_see_the_marks_where_the_photos_show_them(tmp_path: Path) -> None:
    written.write_transforms(tmp_path, written.OPENCV)
    for downscale in (2, 3, 5):  # 72 / 5 is no whole number
        for view in load(tmp_path, downscale=downscale).views:
            written.assert_marks_are_seen(view)


def test_a_mask_counts_where_half_of_a_pixel_does(tmp_path: Path) -> None:
    with_frames(tmp_path, mask_path="m.png")
    stored = np.where(noise(*SIZE) < 128, 0, 255).astype(np.uint8)
    Image.fromarray(stored).save(tmp_path / "m.png")
    capture = load(tmp_path, downscale=2)
    mask = load_batch(capture.views[0], capture.background).mask[0].numpy()
    means = stored.reshape(36, 2, 48, 2).mean((1, 3))
    np.testing.assert_array_equal(mask, means >= 127.5)
    assert not capture.views[0].maps - {"mask"}
    assert "mask" not in load(tmp_path, masks=False).views[0].maps
    Image.fromarray(np.full(SIZE, 255, dtype=np.uint8)).save(tmp_path / "m.png")
    assert load_batch(load(tmp_path).views[0], (0.0, 0.0, 0.0)).mask is None


def test_undistortion_hides_what_the_photo_does_not_show(tmp_path: Path) -> None:
    model = written.Model("OPENCV", (60.0, 60.0, 50.0, 34.0, 0.2, 0.1, 0.0, 0.0))
    with_frames(tmp_path, model, mask_path="m.png")
    stored = np.full(SIZE, 255, dtype=np.uint8)
    stored[:, 40:60] = 0
    Image.fromarray(stored).save(tmp_path / "m.png")
    lens = read_parts(DataConfig(tmp_path)).photos[0].lens
    _, _, is_valid = source_pixels(lens)
    assert 0.5 < is_valid.mean() < 0.95
    without = load_batch(load(tmp_path, masks=False).views[0], (0.0, 0.0, 0.0)).mask[0].numpy()
    np.testing.assert_array_equal(without, is_valid)
    both = load_batch(load(tmp_path).views[0], (0.0, 0.0, 0.0)).mask[0].numpy()
    assert not both[~is_valid].any() and both.mean() < is_valid.mean()
    assert (both[:, 52] == 0).all()  # x = 50 is the axis, which stays where it is


def test_depth_is_scaled_and_never_mixed(tmp_path: Path) -> None:
    with_frames(tmp_path, depth_file_path="d.png")
    stored = np.random.default_rng(5).integers(0, 9000, (36, 48), dtype=np.uint16)  # half the photo's size
    stored[:, :5] = 0
    Image.fromarray(stored).save(tmp_path / "d.png")
    capture = load(tmp_path)
    batch = load_batch(capture.views[1], capture.background, maps=["depth"])
    expected = np.repeat(np.repeat(stored, 2, axis=0), 2, axis=1) * np.float32(0.001)
    np.testing.assert_allclose(batch.maps["depth"][0].numpy(), expected, rtol=1e-6)
    assert capture.frame.meters_per_unit == 1.0
    assert load_batch(capture.views[1], capture.background).maps == {}
    with pytest.raises(KeyError, match="normals"):
        load_batch(capture.views[1], capture.background, maps=["normals"])


def test_depth_may_be_an_array_with_its_own_unit(tmp_path: Path) -> None:
    with_frames(tmp_path, depth_file_path="d.npy")
    stored = np.full(SIZE, 2.5, dtype=np.float32)
    stored[0, 0], stored[0, 1], stored[0, 2] = np.nan, np.inf, -1
    np.save(tmp_path / "d.npy", stored)
    table = json.loads((tmp_path / "transforms.json").read_text()) | {"depth_unit_scale_factor": 2.0}
    (tmp_path / "transforms.json").write_text(json.dumps(table))
    depth = load(tmp_path).views[0].read("depth")
    assert depth[0, :4].tolist() == [0.0, 0.0, 0.0, 5.0]


def test_normals_and_planes(tmp_path: Path) -> None:
    with_frames(tmp_path, normal_file_path="n.png", plane_file_path="p.png")
    normals = np.random.default_rng(6).normal(size=(*SIZE, 3))
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    stored = np.rint((normals * 0.5 + 0.5) * 255).astype(np.uint8)
    stored[0, 0], stored[0, 1] = 0, 128  # two ways to say that nothing is known
    Image.fromarray(stored).save(tmp_path / "n.png")
    Image.fromarray(noise(*SIZE)).save(tmp_path / "p.png")
    view = load(tmp_path, capture_normals=True).views[0]
    found = view.read("normals").numpy()
    np.testing.assert_array_equal(found[0, :2], 0)
    np.testing.assert_allclose(found[1:], normals[1:], atol=0.008)
    np.testing.assert_allclose(np.linalg.norm(found[1:], axis=-1), 1, atol=1e-6)
    np.testing.assert_array_equal(view.read("planes").numpy(), noise(*SIZE))
    assert view.read("planes").dtype == torch.int32


def test_maps_are_read_at_pixel_centres(tmp_path: Path) -> None:
    with_frames(tmp_path, plane_file_path="p.png")
    Image.fromarray(noise(*SIZE)).save(tmp_path / "p.png")
    found = load(tmp_path, downscale=3).views[0].read("planes").numpy()
    np.testing.assert_array_equal(found, noise(*SIZE)[1::3, 1::3])


def test_maps_are_undistorted_like_their_photo(tmp_path: Path) -> None:
    table = written.write_transforms(tmp_path, written.OPENCV, num_views=3)
    for frame in table["frames"]:
        frame["plane_file_path"] = frame["file_path"].replace("images", "planes")
        (tmp_path / "planes").mkdir(exist_ok=True)
        red = np.array(Image.open(tmp_path / frame["file_path"]))[..., 0]
        Image.fromarray(red).save(tmp_path / frame["plane_file_path"])
    (tmp_path / "transforms.json").write_text(json.dumps(table))
    for view in load(tmp_path).views:
        planes = view.read("planes").numpy()
        found = written.centroids(np.repeat(planes[..., None], 3, axis=-1))[0]
        np.testing.assert_allclose(found, written.seen_at(view, written.MARKS)[0], atol=0.1)  # nearest pixels


def test_a_map_of_the_wrong_kind_is_an_error(tmp_path: Path) -> None:
    with_frames(tmp_path, normal_file_path="n.png", depth_file_path="n.png")
    Image.fromarray(noise(*SIZE)).save(tmp_path / "n.png")
    load(tmp_path).views[0].read("depth")
    with pytest.raises(UserError, match=r"n\.png"):
        load(tmp_path, capture_normals=True)
    Image.fromarray(noise(*SIZE, 3)).save(tmp_path / "n.png")
    with pytest.raises(UserError, match=r"n\.png"):
        load(tmp_path)  # the depth of a scene is looked up in its depth maps
    table = json.loads((tmp_path / "transforms.json").read_text()) | {"depth_unit_scale_factor": 0}
    (tmp_path / "transforms.json").write_text(json.dumps(table))
    with pytest.raises(UserError, match="depth_unit_scale_factor"):
        load(tmp_path)


def test_a_photo_is_decoded_once_while_the_cache_holds_it(tmp_path: Path) -> None:
    written.write_transforms(tmp_path, written.SQUARE)
    num_bytes = written.WIDTH * written.HEIGHT * 3
    capture = load_capture(DataConfig(tmp_path, cache_bytes=2 * num_bytes), with_points=False)
    first, second, third = capture.views[:3]
    before = first.read("rgb").clone()
    (tmp_path / first.name).unlink()
    second.read("rgb")
    torch.testing.assert_close(first.read("rgb"), before)
    second.read("rgb"), third.read("rgb")
    with pytest.raises(UserError, match=first.name):
        first.read("rgb")


def test_a_photo_that_changes_its_size_is_an_error(tmp_path: Path) -> None:
    written.write_transforms(tmp_path, written.SQUARE)
    view = load_capture(DataConfig(tmp_path), with_points=False).views[0]
    Image.fromarray(noise(5, 6, 3)).save(tmp_path / view.name)
    with pytest.raises(UserError, match="changed"):
        view.read("rgb")


def some_batch(value: float, size: int = 4, mask: float | None = None, is_photo: bool = True) -> Batch:
    K = torch.tensor([[5.0, 0.0, 2.0], [0.0, 5.0, 2.0], [0.0, 0.0, 1.0]])
    cameras = Cameras(value * torch.eye(4)[None], K[None], size, 3)
    masks = None if mask is None else torch.full((1, 3, size), mask)
    return Batch(cameras, torch.full((1, 3, size, 3), value), masks, torch.zeros(3), is_photo=is_photo)


def test_pictures_of_a_step_are_one_batch() -> None:
    both = together([some_batch(0.2), some_batch(0.7, mask=0.0, is_photo=False)])
    assert both.rgb[:, 0, 0, 0].tolist() == pytest.approx([0.2, 0.7]) and len(both.cameras) == 2
    assert both.cameras.viewmats[:, 0, 0].tolist() == pytest.approx([0.2, 0.7])
    assert both.mask.mean(dim=(1, 2)).tolist() == [1, 0] and not both.is_photo  # without a mask every pixel counts
    assert together([some_batch(0.2), some_batch(0.3)]).mask is None
    with pytest.raises(UserError, match="4x3 and 6x3"):
        together([some_batch(0.2), some_batch(0.7, size=6)])
