"""Segments and normals that a user names: which file is whose, at which size, in which axes, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
import written_captures as written
from PIL import Image

from neural_render.data import DataConfig, load_batch, load_capture
from neural_render.data.networks import NormalEstimator, Segmenter
from neural_render.data.views import crop, together
from neural_render.errors import UserError
from neural_render.types import Capture

SIZE = (written.HEIGHT, written.WIDTH)
RANDOM = np.random.default_rng(4)
IDS = RANDOM.integers(0, 256, SIZE).astype(np.uint8)
TRAIN = (1, 2)  # of three photos the first is for testing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A capture of three photos, and an empty folder `given` beside them."""
    written.write_transforms(tmp_path, written.SQUARE, num_views=3)
    (tmp_path / "given").mkdir()
    return tmp_path


def load(folder: Path, **options: object) -> Capture:
    return load_capture(DataConfig(folder, num_random_points=10, **options))


def save(folder: Path, values: np.ndarray, suffix: str = ".png", indices: tuple[int, ...] = TRAIN) -> None:
    for index in indices:
        file = folder / "given" / f"{index:02d}{suffix}"
        np.save(file, values) if suffix == ".npy" else Image.fromarray(values).save(file)


def refused(folder: Path, **options: object) -> UserError:
    with pytest.raises(UserError) as caught:
        load(folder, **options)
    assert caught.value.what and caught.value.given and caught.value.remedy
    return caught.value


@pytest.mark.parametrize("kind", ["8 bits", "16 bits", "palette"])
def test_ids_of_any_png_belong_to_training_photos(folder: Path, kind: str) -> None:
    ids = IDS.astype(np.uint16) * 250 if kind == "16 bits" else IDS
    save(folder, ids)
    if kind == "palette":
        for file in (folder / "given").glob("*.png"):
            image = Image.fromarray(ids)
            image.putpalette(RANDOM.integers(0, 256, 768).astype(np.uint8).tobytes())
            image.save(file)
            assert Image.open(file).mode == "P"
    capture = load(folder, segments=folder / "given")
    assert (
        [index for index, view in enumerate(capture.views) if "segments" in view.maps] == list(TRAIN) == capture.train
    )
    found = load_batch(capture.views[1], (0.0, 0.0, 0.0), maps=["segments"]).maps["segments"]
    np.testing.assert_array_equal(found[0].numpy(), ids)
    assert found.dtype == torch.int32


def test_segments_of_another_size_are_read_at_pixel_centres(folder: Path) -> None:
    """A third of the photo's size on disk, half of it in training."""
    small = RANDOM.integers(0, 9, (24, 32)).astype(np.uint8)
    save(folder, small)
    found = load(folder, segments=folder / "given", downscale=2).views[1].read("segments").numpy()
    rows, columns = (np.arange(36) + 0.5) * 24 / 36, (np.arange(48) + 0.5) * 32 / 48
    np.testing.assert_array_equal(found, small[rows.astype(int)][:, columns.astype(int)])


def test_sams_masks_are_read_where_there_is_no_png(folder: Path) -> None:
    runs = [SIZE[0] * 10, SIZE[0] * 20, SIZE[0] * 66]  # columns 10 to 30
    masks = [{"segmentation": {"size": list(SIZE), "counts": runs}}]
    for index in TRAIN:
        (folder / f"given/{index:02d}.json").write_text(json.dumps(masks))
    found = load(folder, segments=folder / "given").views[2].read("segments").numpy()
    assert (found[:, 10:30] == 1).all() and found.sum() == SIZE[0] * 20
    (folder / "given/01.json").write_text("[{]")
    assert "01.json" in refused(folder, segments=folder / "given").what


def test_photos_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    written.write_colmap(tmp_path, written.Model(), num_views=3)
    (tmp_path / "images/left/00.png").write_bytes((tmp_path / "images/00.png").read_bytes())
    text = (tmp_path / "sparse/0/images.bin").read_bytes().replace(b"left/01.png", b"left/00.png")
    (tmp_path / "sparse/0/images.bin").write_bytes(text)
    given = tmp_path / "given"
    (given / "left").mkdir(parents=True)
    Image.fromarray(IDS).save(given / "00.png")
    Image.fromarray(IDS).save(given / "02.png")
    assert "left/00.png" in refused(tmp_path, segments=given).given
    Image.fromarray(IDS // 2).save(given / "left/00.png")
    views = {view.name: view for view in load(tmp_path, segments=given).views}
    np.testing.assert_array_equal(views["images/left/00.png"].read("segments").numpy(), IDS // 2)


def facing(viewmat: np.ndarray) -> np.ndarray:
    """Normals [H, W, 3] in OpenCV camera axes: of a wall that faces the camera, a little turned."""
    normals = np.broadcast_to(np.array([0.2, -0.4, -1.0]), (*SIZE, 3)) + RANDOM.normal(0, 0.1, (*SIZE, 3))
    return normals / np.linalg.norm(normals, axis=-1, keepdims=True)


@pytest.mark.parametrize("axes", ["opencv", "opengl"])
@pytest.mark.parametrize("suffix", [".png", ".npy"])
def test_normals_of_cameras_become_those_of_the_world(folder: Path, axes: str, suffix: str) -> None:
    viewmat = written.viewmats(3)[1]
    normals = facing(viewmat)
    in_world = normals @ viewmat[:3, :3]
    stored = normals * (1 if axes == "opencv" else np.array([1, -1, -1]))
    stored[0, 0] = 0.0
    save(folder, np.rint((stored * 0.5 + 0.5) * 255).astype(np.uint8) if suffix == ".png" else stored, suffix)
    options = {"normals": folder / "given", "normal_axes": axes}
    found = load(folder, **options).views[1].read("normals").numpy()
    assert (found[0, 0] == 0).all()
    np.testing.assert_allclose(found[1:], in_world[1:], atol=0.01 if suffix == ".png" else 1e-5)
    np.testing.assert_allclose(np.linalg.norm(found[1:], axis=-1), 1, atol=1e-6)
    other = {"opencv": "opengl", "opengl": "opencv"}[axes]
    error = refused(folder, **options | {"normal_axes": other})
    assert "look away" in error.what and f"--normal-axes {axes}" in error.remedy


def test_a_captures_own_normals_have_to_be_asked_for(folder: Path) -> None:
    table = json.loads((folder / "transforms.json").read_text())
    for frame in table["frames"]:
        frame["normal_file_path"] = "given/01.npy"
    (folder / "transforms.json").write_text(json.dumps(table))
    save(folder, np.broadcast_to(np.float32([0, 0, 1]), (*SIZE, 3)), ".npy")
    assert "normals" not in load(folder).views[1].maps
    found = load(folder, capture_normals=True).views[1].read("normals")
    np.testing.assert_array_equal(found[5, 5], [0, 0, 1])  # in world axes
    (folder / "transforms.json").write_text(json.dumps(written.write_transforms(folder, written.SQUARE, num_views=3)))
    assert "--capture-normals" in refused(folder, capture_normals=True).given


def test_maps_follow_crops_and_are_unknown_where_a_picture_has_none(folder: Path) -> None:
    save(folder, IDS)
    view = load(folder, segments=folder / "given").views[1]
    with_ids, without = (load_batch(view, (0.0, 0.0, 0.0), maps=maps) for maps in (["segments"], []))
    part = crop(with_ids, 10, 20, 30, 25)
    np.testing.assert_array_equal(part.maps["segments"][0], IDS[20:45, 10:40])
    both = together([without, with_ids]).maps["segments"]
    assert both.shape == (2, *SIZE) and (both[0] == 0).all()
    np.testing.assert_array_equal(both[1], IDS)
    assert together([without, without]).maps == {}


def test_what_is_missing_or_no_map_is_said(folder: Path) -> None:
    given = folder / "given"
    error = refused(folder, segments=given)
    assert "images/01.png" in error.what and "01.png or 01.json, nor those of 1 more photos" in error.given
    assert "does not exist" in refused(folder, normals=folder / "nowhere").given
    save(folder, IDS, indices=(1,))
    assert "images/02.png" in refused(folder, segments=given).what
    save(folder, IDS[:, :50])
    error = refused(folder, segments=given)
    assert "does not show the photo images/01.png" in error.what and "50x72" in error.given
    save(folder, np.repeat(IDS[..., None], 3, axis=-1))
    assert "(72, 96, 3)" in refused(folder, segments=given).given
    (given / "01.png").write_bytes(b"no image")
    assert "01.png" in refused(folder, segments=given).what
    np.save(given / "02.npy", IDS)
    (given / "01.png").unlink()
    np.save(given / "01.npy", IDS.astype(np.float32))
    assert "[height, width, 3]" in refused(folder, normals=given).remedy


@pytest.fixture
def onnx():
    pytest.importorskip("onnxruntime", reason="make test-extras")
    return pytest.importorskip("onnx", reason="make test-extras")


def network(onnx, file: Path, nodes: list, outputs: dict[str, tuple[str, list]], size: list, numbers: dict) -> Path:
    """Writes a graph from `photo` [1, 3, *size] to the outputs."""
    helper, kinds = onnx.helper, onnx.TensorProto
    photo = helper.make_tensor_value_info("photo", kinds.FLOAT, [1, 3, *size])
    results = [
        helper.make_tensor_value_info(name, getattr(kinds, kind), shape) for name, (kind, shape) in outputs.items()
    ]
    tensors = [onnx.numpy_helper.from_array(np.asarray(value), name) for name, value in numbers.items()]
    graph = helper.make_graph(
        [helper.make_node(*node[:3], **node[3]) for node in nodes], "g", [photo], results, tensors
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(file))
    return file


# Three classes, red, green and blue, of whichever there is most.
IDENTITY = [("Identity", ["photo"], ["scores"], {})]
NORMAL = {"segmenter_mean": (0.0, 0.0, 0.0), "segmenter_std": (1.0, 1.0, 1.0)}


def paint(folder: Path) -> np.ndarray:
    """Makes the photos of four coloured quarters, and returns which class each pixel is."""
    classes = np.ones(SIZE, int)
    classes[:36, 48:], classes[36:, :48], classes[36:, 48:] = 2, 3, 1
    photo = (np.eye(3)[classes - 1] * 200).astype(np.uint8)
    for file in (folder / "images").glob("*.png"):
        Image.fromarray(photo).save(file)
    return classes


@pytest.mark.extras
@pytest.mark.parametrize("size", [["h", "w"], [72, 96], [32, 32]])
def test_a_network_of_class_scores(folder: Path, onnx, size: list) -> None:
    classes = paint(folder)
    file = network(onnx, folder / "net.onnx", IDENTITY, {"scores": ("FLOAT", [1, 3, *size])}, size, {})
    capture = load(folder, segments=file, **NORMAL)
    assert ["segments" in view.maps for view in capture.views] == [False, True, True]
    found = capture.views[1].read("segments").numpy()
    is_inside = np.ones(SIZE, bool)
    is_inside[33:39], is_inside[:, 45:51] = False, False  # edges are blurred where the photo is resized
    np.testing.assert_array_equal(found[is_inside], classes[is_inside])
    shifted = load(folder, segments=file, segmenter_mean=(2.0, 0.0, 0.0), segmenter_std=(1.0, 1.0, 1.0))
    assert not (shifted.views[1].read("segments") == 1).any()


@pytest.mark.extras
def test_a_network_of_ids_and_one_of_masks(folder: Path, onnx) -> None:
    classes = paint(folder)
    ids = [("ArgMax", ["photo"], ["ids"], {"axis": 1, "keepdims": 0})]  # from 0: red is no segment
    file = network(onnx, folder / "ids.onnx", ids, {"ids": ("INT64", [1, 72, 96])}, [72, 96], {})
    found = load(folder, segments=file, **NORMAL).views[2].read("segments").numpy()
    np.testing.assert_array_equal(found, classes - 1)

    outputs = {"masks": ("FLOAT", [1, 3, 72, 96]), "marks": ("FLOAT", [1, 3])}
    masks = [("Identity", ["photo"], ["masks"], {}), ("Identity", ["fixed"], ["marks"], {})]
    file = network(onnx, folder / "masks.onnx", masks, outputs, [72, 96], {"fixed": np.float32([[0.9, 0.4, 0.8]])})
    found = load(folder, segments=file, **NORMAL).views[2].read("segments").numpy()
    np.testing.assert_array_equal(found, np.array([0, 1, 0, 2])[classes])  # green scores too little
    more = load(folder, segments=file, segmenter_score=0.1, segmenter_cut=0.9, **NORMAL).views[2]
    assert (more.read("segments") == 0).all()  # 200 of 255 is not above the cut


@pytest.mark.extras
def test_networks_that_are_none_are_refused(folder: Path, onnx) -> None:
    paint(folder)
    assert "nowhere.onnx" in refused(folder, segments=folder / "nowhere.onnx").what
    (folder / "no.onnx").write_bytes(b"no network")
    assert "no.onnx" in refused(folder, segments=folder / "no.onnx").what
    one = network(onnx, folder / "one.onnx", IDENTITY, {"scores": ("FLOAT", [1, 3, 9])}, [9], {})
    assert "takes no photo" in refused(folder, segments=one).what
    pick = [("Gather", ["photo", "first"], ["scores"], {"axis": 1})]
    single = network(
        onnx, folder / "single.onnx", pick, {"scores": ("FLOAT", [1, 1, 72, 96])}, [72, 96], {"first": np.int64([0])}
    )
    error = refused(folder, segments=single)
    assert "gives no segments" in error.what and "(1, 1, 72, 96)" in error.given and "classes" in error.remedy


# From colours (x + 1) / 2 to vectors twice as long as unit ones, and those as they are.
VECTORS = [("Mul", ["photo", "four"], ["more"], {}), ("Sub", ["more", "two"], ["normals"], {})]
COLORS = [("Identity", ["photo"], ["normals"], {})]
NUMBERS = {"four": np.float32(4.0), "two": np.float32(2.0)}
PLAIN = {"normals_mean": (0.0, 0.0, 0.0), "normals_std": (1.0, 1.0, 1.0)}


@pytest.mark.extras
@pytest.mark.parametrize("axes", ["opencv", "opengl"])
@pytest.mark.parametrize("size", [["h", "w"], [72, 96]])
def test_a_network_of_normals(folder: Path, onnx, size: list, axes: str) -> None:
    """Photos that show what the network says of them: colours of normals, left another wall than right."""
    viewmats = written.viewmats(3)
    normals = np.where(np.arange(96)[None, :, None] < 48, [0.48, -0.36, -0.8], [-0.6, 0.0, -0.8]) * np.ones((72, 1, 1))
    stored = normals * (1 if axes == "opencv" else np.array([1, -1, -1]))
    for file in (folder / "images").glob("*.png"):
        Image.fromarray(np.rint((stored * 0.5 + 0.5) * 255).astype(np.uint8)).save(file)
    outputs = {"normals": ("FLOAT", [1, 3, *size])}
    file = network(onnx, folder / "net.onnx", VECTORS, outputs, size, NUMBERS)
    options = {"normals": file, "normal_axes": axes, **PLAIN}
    capture = load(folder, **options)
    assert ["normals" in view.maps for view in capture.views] == [False, True, True]
    is_inside = np.abs(np.arange(96) - 47.5) > 3  # the edge is blurred where the photo is resized
    for index in TRAIN:
        found = capture.views[index].read("normals").numpy()
        np.testing.assert_allclose(np.linalg.norm(found, axis=-1), 1, atol=1e-6)
        in_world = normals @ viewmats[index][:3, :3]
        np.testing.assert_allclose(found[:, is_inside], in_world[:, is_inside], atol=0.01)
    other = {"opencv": "opengl", "opengl": "opencv"}[axes]
    error = refused(folder, **options | {"normal_axes": other})
    assert "images/01.png look away" in error.what and f"--normal-axes {axes}" in error.remedy
    assert not np.allclose(load(folder, **options | {"normals_std": (1.0, 1.0, 0.5)}).views[1].read("normals"), found)
    colors = network(onnx, folder / "colors.onnx", COLORS, outputs, size, {})
    error = refused(folder, **options | {"normals": colors})
    assert "gives no normals" in error.what and "colours" in error.given and "2 x - 1" in error.remedy


@pytest.mark.extras
def test_a_network_may_know_no_normal(folder: Path, onnx) -> None:
    """0 and NaN: x / x of a photo with a black half is 1 or NaN, times a vector that has to be."""
    photo = np.full((*SIZE, 3), 255, np.uint8)
    photo[:, :48] = 0
    for file in (folder / "images").glob("*.png"):
        Image.fromarray(photo).save(file)
    toward = {"toward": np.float32([0, 0, -3]).reshape(1, 3, 1, 1)}
    nodes = [("Div", ["photo", "photo"], ["is_there"], {}), ("Mul", ["is_there", "toward"], ["normals"], {})]
    for name, graph in (("nan", nodes), ("zero", [("Mul", ["photo", "toward"], ["normals"], {})])):
        outputs = {"normals": ("FLOAT", [1, 3, 72, 96])}
        file = network(onnx, folder / f"{name}.onnx", graph, outputs, [72, 96], toward)
        found = load(folder, normals=file, **PLAIN).views[1].read("normals").numpy()
        assert (found[:, :48] == 0).all()
        np.testing.assert_allclose(np.linalg.norm(found[:, 48:], axis=-1), 1, atol=1e-6)


@pytest.mark.extras
def test_networks_of_no_normals_are_refused(folder: Path, onnx) -> None:
    assert "nowhere.onnx" in refused(folder, normals=folder / "nowhere.onnx").what
    (folder / "no.onnx").write_bytes(b"no network")
    assert "network of normals" in refused(folder, normals=folder / "no.onnx").what
    one = network(onnx, folder / "one.onnx", COLORS, {"normals": ("FLOAT", [1, 3, 9])}, [9], {})
    assert "takes no photo" in refused(folder, normals=one).what
    pick = [("Gather", ["photo", "first"], ["normals"], {"axis": 1})]
    two = network(
        onnx, folder / "two.onnx", pick, {"normals": ("FLOAT", [1, 2, 72, 96])}, [72, 96], {"first": np.int64([0, 1])}
    )
    error = refused(folder, normals=two)
    assert "gives no normals" in error.what and "(1, 2, 72, 96)" in error.given and "[1, 3, h, w]" in error.remedy


@pytest.mark.parametrize(("of", "option"), [(Segmenter, "segments"), (NormalEstimator, "normals")])
def test_a_network_without_onnxruntime_names_the_extra(
    folder: Path, monkeypatch: pytest.MonkeyPatch, of: type, option: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    with pytest.raises(UserError, match=r"neural-render\[onnx\]"):
        of(DataConfig(folder, **{option: folder / "net.onnx"}))
