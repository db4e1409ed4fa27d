"""Every layout puts the photos' marks where its cameras see them; names, splits, intrinsics and problems per layout."""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path

import numpy as np
import pytest
import torch
import written_captures as written
from PIL import Image

from neural_render.data import DataConfig, load_capture
from neural_render.data.capture import read_parts
from neural_render.errors import UserError


def edit(folder: Path, **changes: object) -> None:
    path = folder / "transforms.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def edit_frame(folder: Path, index: int, **changes: object) -> None:
    table = json.loads((folder / "transforms.json").read_text())
    table["frames"][index] |= changes
    edit(folder, frames=table["frames"])


def errors_of(folder: Path, **options: object) -> list[UserError]:
    return read_parts(DataConfig(folder, **options)).errors


def warnings_of(folder: Path) -> list[tuple[str, str]]:
    return read_parts(DataConfig(folder)).warnings


@pytest.mark.parametrize("layout", written.LAYOUTS)
def test_cameras_see_the_marks_where_the_photos_show_them(tmp_path: Path, layout: str) -> None:
    written.LAYOUTS[layout](tmp_path)
    capture = load_capture(DataConfig(tmp_path))
    assert len(capture.views) == 9
    for view in capture.views:
        written.assert_marks_are_seen(view)


@pytest.mark.parametrize("layout", written.LAYOUTS)
def test_all_layouts_give_the_cameras_that_were_written(tmp_path: Path, layout: str) -> None:
    written.LAYOUTS[layout](tmp_path)
    views = load_capture(DataConfig(tmp_path)).views
    fx, fy, cx, cy = written.MODELS[layout].params[:4]
    order = list(range(9))
    if layout == "blender":
        order = [6, 7, 8, 0, 1, 2, 3, 4, 5]  # test/ comes before train/
    elif layout.startswith("colmap"):
        order = [0, 2, 4, 6, 8, 1, 3, 5, 7]  # left/ comes after the rest
    for view, viewmat in zip(views, written.viewmats()[order], strict=True):
        torch.testing.assert_close(view.cameras.viewmats[0], torch.from_numpy(viewmat).float(), atol=1e-6, rtol=0)
        expected = torch.tensor([[fx, 0, cx], [0, fy, cy], [0, 0, 1]])
        torch.testing.assert_close(view.cameras.Ks[0], expected, atol=1e-4, rtol=0)
    assert [view.name for view in views] == sorted(view.name for view in views)


@pytest.mark.parametrize("model", [written.FISHEYE, written.Model()], ids=lambda model: model.name)
@pytest.mark.parametrize("write", [written.write_transforms, written.write_colmap])
def test_camera_models_undistort(tmp_path: Path, write, model: written.Model) -> None:
    write(tmp_path, model)
    for view in load_capture(DataConfig(tmp_path)).views:
        written.assert_marks_are_seen(view)


def test_every_nth_photo_by_name_is_for_testing(tmp_path: Path) -> None:
    written.write_transforms(tmp_path, num_views=17)
    edit(tmp_path, frames=json.loads((tmp_path / "transforms.json").read_text())["frames"][::-1])
    capture = load_capture(DataConfig(tmp_path))
    assert [capture.views[i].name for i in capture.test] == [f"images/{i:02d}.png" for i in (0, 8, 16)]
    assert sorted(capture.train + capture.test) == list(range(17))
    assert "8th" in capture.split
    assert load_capture(DataConfig(tmp_path, test_every=5)).test == [0, 5, 10, 15]


def test_a_capture_may_name_its_photos(tmp_path: Path) -> None:
    table = written.write_transforms(tmp_path)
    names = [frame["file_path"] for frame in table["frames"]]
    edit(tmp_path, test_filenames=names[1:3])
    capture = load_capture(DataConfig(tmp_path))
    assert capture.test == [1, 2] and capture.train == [0, 3, 4, 5, 6, 7, 8]
    edit(tmp_path, train_filenames=names[4:6], val_filenames=names[7:8])
    capture = load_capture(DataConfig(tmp_path))
    assert capture.test == [1, 2] and capture.train == [4, 5]
    edit(tmp_path, test_filenames=None)
    assert load_capture(DataConfig(tmp_path)).test == [7]


def test_blender_names_its_split_and_is_white_behind_alpha(tmp_path: Path) -> None:
    written.write_blender(tmp_path)
    capture = load_capture(DataConfig(tmp_path))
    assert {capture.views[i].name.split("/")[0] for i in capture.test} == {"test"}
    assert (len(capture.train), len(capture.test)) == (6, 3)
    assert capture.background == (1.0, 1.0, 1.0) and capture.frame.up == (0.0, 0.0, 1.0)
    assert load_capture(DataConfig(tmp_path, background="black")).background == (0.0, 0.0, 0.0)
    assert load_capture(DataConfig(tmp_path, alpha="mask")).background == (0.0, 0.0, 0.0)


def test_intrinsics_of_a_frame_stand_over_those_of_the_file(tmp_path: Path) -> None:
    written.write_transforms(tmp_path, written.Model())
    edit_frame(tmp_path, 2, fl_x=123.0, cx=40.0)
    views = load_capture(DataConfig(tmp_path)).views
    assert views[2].cameras.Ks[0, 0].tolist() == [123.0, 0.0, 40.0]
    assert views[3].cameras.Ks[0, 0].tolist() == [110.0, 0.0, 50.0]


def test_an_angle_of_view_is_a_focal_length(tmp_path: Path) -> None:
    table = written.write_transforms(tmp_path, written.SQUARE)
    table = {key: table[key] for key in ("frames",)} | {"camera_angle_x": 2 * math.atan(written.WIDTH / 2 / 110.0)}
    (tmp_path / "transforms.json").write_text(json.dumps(table))
    torch.testing.assert_close(
        load_capture(DataConfig(tmp_path)).views[0].cameras.Ks[0],
        torch.tensor([[110.0, 0, 48], [0, 110.0, 36], [0, 0, 1]]),
    )


def test_coefficients_count_whatever_the_model_is_called(tmp_path: Path) -> None:
    written.write_transforms(tmp_path, written.OPENCV)
    edit(tmp_path, camera_model="PINHOLE")
    assert read_parts(DataConfig(tmp_path)).photos[0].lens.model == "OPENCV"
    edit(tmp_path, k3=0.01)
    assert read_parts(DataConfig(tmp_path)).photos[0].lens.coefs == (-0.15, 0.05, 0.004, -0.003, 0.01, 0.0, 0.0, 0.0)
    edit(tmp_path, k4=0.01)
    (error,) = errors_of(tmp_path)
    assert "k4" in error.what


def test_extensions_may_be_left_out_or_be_others(tmp_path: Path) -> None:
    written.write_transforms(tmp_path)
    edit_frame(tmp_path, 0, file_path="images/00")
    edit_frame(tmp_path, 1, file_path="./images/01.jpg")
    edit_frame(tmp_path, 2, file_path="images\\02.png")
    parts = read_parts(DataConfig(tmp_path))
    assert [photo.name for photo in parts.photos[:3]] == ["images/00.png", "images/01.png", "images/02.png"]
    assert not parts.errors and not parts.warnings


@pytest.mark.parametrize("layout", ["transforms", "blender", "colmap_binary", "colmap_text"])
def test_missing_photos_are_reported_and_left_out(tmp_path: Path, layout: str) -> None:
    written.LAYOUTS[layout](tmp_path)
    missing = sorted(tmp_path.rglob("*3.png"))[0]
    missing.unlink()
    capture = load_capture(DataConfig(tmp_path))
    assert len(capture.views) == 8
    ((name, reason),) = warnings_of(tmp_path)
    assert missing.stem in name and "no such image" in reason
    for file in tmp_path.rglob("*.png"):
        file.unlink()
    with pytest.raises(UserError, match="no photos"):
        load_capture(DataConfig(tmp_path))


def test_llff_wants_one_photo_per_pose(tmp_path: Path) -> None:
    written.write_llff(tmp_path)
    (tmp_path / "images/03.png").unlink()
    with pytest.raises(UserError, match=r"does not fit.*\n.*9 poses, 8 photos"):
        load_capture(DataConfig(tmp_path))


def test_llff_bounds_say_where_the_scene_is(tmp_path: Path) -> None:
    written.write_llff(tmp_path)
    assert {photo.near_far for photo in read_parts(DataConfig(tmp_path)).photos} == {(1.5, 5.0)}


@pytest.mark.parametrize("place", ["sparse", "colmap/sparse/0", "."])
def test_colmap_models_lie_in_several_places(tmp_path: Path, place: str) -> None:
    written.write_colmap(tmp_path, place=place)
    assert len(load_capture(DataConfig(tmp_path)).views) == 9


@pytest.mark.parametrize("text", [False, True])
def test_colmap_points_keep_position_and_colour(tmp_path: Path, text: bool) -> None:
    written.write_colmap(tmp_path, text=text)
    capture = load_capture(DataConfig(tmp_path))
    torch.testing.assert_close(capture.points, torch.from_numpy(written.POINTS).float())
    torch.testing.assert_close(capture.points_rgb, torch.from_numpy(written.COLORS / 255).float())


def test_a_smaller_photo_scales_its_intrinsics_and_a_cropped_one_is_refused(tmp_path: Path) -> None:
    written.write_transforms(tmp_path, written.Model())
    file = tmp_path / "images/04.png"
    Image.open(file).resize((48, 36)).save(file)
    view = load_capture(DataConfig(tmp_path)).views[4]
    assert (view.cameras.width, view.cameras.Ks[0, 0, 0].item(), view.cameras.Ks[0, 1, 2].item()) == (48, 55.0, 17.0)
    assert "48x36" in warnings_of(tmp_path)[0][1]
    Image.open(file).crop((0, 0, 30, 36)).save(file)
    (error,) = errors_of(tmp_path)
    assert "images/04.png" in error.what and "30x36" in error.given


def test_poses_that_are_no_rigid_motion_are_refused_by_name(tmp_path: Path) -> None:
    table = written.write_transforms(tmp_path)
    pose = np.array(table["frames"][5]["transform_matrix"])
    wrong = {
        "not finite": np.where(np.eye(4) > 0, np.nan, pose),
        "mirrored": pose @ np.diag([-1.0, 1, 1, 1]),
        "no rigid": pose @ np.diag([2.0, 2, 2, 1]),
        "4x4": pose[:2],
    }
    for reason, matrix in wrong.items():
        edit_frame(tmp_path, 5, transform_matrix=matrix.tolist())
        (error,) = errors_of(tmp_path)
        assert "transforms.json, frames[5]: 'transform_matrix'" in error.what and reason in error.what
        assert len(read_parts(DataConfig(tmp_path)).photos) == 8


@pytest.mark.parametrize("path", ["../secret.png", "/etc/passwd", "images/../../x.png", "C:/x.png", "", 3, "a\0b"])
def test_paths_stay_inside_the_capture(tmp_path: Path, path: object) -> None:
    folder = tmp_path / "capture"
    written.write_transforms(folder)
    Image.new("RGB", (written.WIDTH, written.HEIGHT)).save(tmp_path / "secret.png")
    for key in ("file_path", "mask_path", "depth_file_path"):
        written.write_transforms(folder)
        edit_frame(folder, 1, **{key: path})
        (error,) = errors_of(folder)
        assert f"frames[1]: '{key}'" in error.what


def test_names_in_a_colmap_model_stay_inside_the_capture(tmp_path: Path) -> None:
    written.write_colmap(tmp_path / "capture")
    file = tmp_path / "capture/sparse/0/images.bin"
    file.write_bytes(file.read_bytes().replace(b"02.png", b"../2.p"))
    Image.new("RGB", (written.WIDTH, written.HEIGHT)).save(tmp_path / "capture/2.p", format="png")
    (error,) = errors_of(tmp_path / "capture")
    assert "outside" in error.what and "../2.p" in error.what


@pytest.mark.parametrize("name", ["cameras", "images", "points3D"])
@pytest.mark.parametrize("damage", ["cut", "longer", "count"])
def test_a_colmap_file_that_lies_about_its_length_is_refused(tmp_path: Path, name: str, damage: str) -> None:
    written.write_colmap(tmp_path)
    file = tmp_path / f"sparse/0/{name}.bin"
    data = file.read_bytes()
    damaged = {"cut": data[:-3], "longer": data + b"\0", "count": struct.pack("<Q", 2**60) + data[8:]}
    file.write_bytes(damaged[damage])
    with pytest.raises(UserError, match=f"{name}.bin"):
        load_capture(DataConfig(tmp_path))


def test_a_value_that_is_wrong_for_all_photos_is_one_error(tmp_path: Path) -> None:
    written.write_transforms(tmp_path)
    for value in (0.0, -5, "wide", None, float("nan"), 10**400, True):
        edit(tmp_path, fl_x=value)
        (error,) = errors_of(tmp_path)
        assert "transforms.json" in error.what and "frames" not in error.what


def test_masks_are_found_by_key_and_by_colmap_name(tmp_path: Path) -> None:
    written.write_transforms(tmp_path / "a")
    mask = Image.new("L", (written.WIDTH, written.HEIGHT), 255)
    for name in ("m.png", "masks/01.png.png", "masks/02.png"):
        (tmp_path / "a/masks").mkdir(exist_ok=True)
        mask.save(tmp_path / "a" / name)
    edit_frame(tmp_path / "a", 0, mask_path="m.png")
    photos = read_parts(DataConfig(tmp_path / "a")).photos
    assert [photo.mask and photo.mask.name for photo in photos[:4]] == ["m.png", "01.png.png", "02.png", None]
    assert not any(photo.mask for photo in read_parts(DataConfig(tmp_path / "a", masks=False)).photos)
    mask.resize((20, 15)).save(tmp_path / "a/m.png")
    (error,) = errors_of(tmp_path / "a")
    assert "m.png" in error.what and "20x15" in error.given


def test_a_photo_that_is_listed_twice_is_used_once(tmp_path: Path) -> None:
    written.write_transforms(tmp_path)
    edit_frame(tmp_path, 3, file_path="images/02.png")
    assert len(load_capture(DataConfig(tmp_path)).views) == 8
    assert warnings_of(tmp_path) == [("images/02.png", "is listed more than once; the first entry is used")]


def test_a_folder_without_a_layout_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"transforms.json.*COLMAP.*poses_bounds.npy"):
        load_capture(DataConfig(tmp_path))
    with pytest.raises(UserError, match="does not exist"):
        load_capture(DataConfig(tmp_path / "nothing"))


def test_several_problems_are_counted_in_the_error(tmp_path: Path) -> None:
    written.write_transforms(tmp_path)
    for index in (1, 4, 6):
        edit_frame(tmp_path, index, transform_matrix=None)
    with pytest.raises(UserError, match=r"frames\[1\](.|\n)*2 more problems(.|\n)*nr-info"):
        load_capture(DataConfig(tmp_path))


@pytest.mark.extras
@pytest.mark.parametrize("text", [False, True])
def test_models_that_colmap_writes(tmp_path: Path, text: bool) -> None:
    import pycolmap

    model = pycolmap.Reconstruction()
    camera = pycolmap.Camera(model="OPENCV", width=written.WIDTH, height=written.HEIGHT, params=written.OPENCV.params)
    camera.camera_id = 7
    model.add_camera_with_trivial_rig(camera)
    names = [f"{i:02d}.png" for i in range(5)]
    poses = written.save_photos(tmp_path, written.OPENCV, [f"images/{name}" for name in names])
    for i, pose in enumerate(poses):
        image = pycolmap.Image(name=names[i], camera_id=7, image_id=i + 1)
        model.add_image_with_trivial_frame(image, pycolmap.Rigid3d(pose[:3]))
    for point, color in zip(written.POINTS, written.COLORS, strict=True):
        model.add_point3D(point, pycolmap.Track(), color.astype(np.uint8))
    (tmp_path / "sparse/0").mkdir(parents=True)
    (model.write_text if text else model.write_binary)(str(tmp_path / "sparse/0"))
    capture = load_capture(DataConfig(tmp_path))
    for view, pose in zip(capture.views, poses, strict=True):
        torch.testing.assert_close(view.cameras.viewmats[0], torch.from_numpy(pose).float(), atol=1e-6, rtol=0)
        written.assert_marks_are_seen(view)
    order = capture.points_rgb.argmax(dim=1)[:3]
    torch.testing.assert_close(capture.points[:3], torch.from_numpy(written.MARKS).float()[order])
