"""Damaged captures: whatever happens to a file, a reader gives a valid capture or one UserError, and soon.

Memory is bounded by the size of the files: an allocation that a damaged count asks for fails the test.
"""

from __future__ import annotations

import json
import resource
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
import written_captures as written
from hypothesis import given, settings
from hypothesis import strategies as st

from neural_render.data import DataConfig, load_batch, load_capture
from neural_render.data.capture import make_views, read_parts
from neural_render.data.report import find_problems
from neural_render.errors import UserError
from neural_render.types import Capture

# Above what the test process and a small capture need; a count of 2**40 needs more.
MAX_MORE_BYTES = 2 * 2**30
FUZZ = settings(max_examples=60, deadline=None, derandomize=True)
NUM_VIEWS = 4


@pytest.fixture(scope="module", autouse=True)
def bounded_memory() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MAX_MORE_BYTES, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One valid capture per layout."""
    root = tmp_path_factory.mktemp("captures")
    written.write_transforms(root / "transforms", num_views=NUM_VIEWS)
    written.write_blender(root / "blender", num_views=NUM_VIEWS)
    written.write_colmap(root / "colmap_binary", num_views=NUM_VIEWS)
    written.write_colmap(root / "colmap_text", num_views=NUM_VIEWS, text=True)
    written.write_llff(root / "llff", num_views=NUM_VIEWS)
    return {layout: root / layout for layout in written.LAYOUTS}


def check(capture: Capture) -> None:
    """A capture that was accepted can be used: all of it is finite, and its views are as large as they say."""
    assert capture.train
    assert torch.isfinite(capture.points).all() and torch.isfinite(capture.points_rgb).all()
    assert all(abs(value) < float("inf") for value in (*capture.bounds.center, capture.bounds.radius))
    assert capture.bounds.radius > 0 and capture.bounds.camera_extent > 0
    for view in capture.views:
        rotation = view.cameras.viewmats[0, :3, :3]
        torch.testing.assert_close(rotation @ rotation.T, torch.eye(3), atol=1e-4, rtol=0)
        assert torch.isfinite(view.cameras.viewmats).all() and torch.isfinite(view.cameras.Ks).all()
        batch = load_batch(view, capture.background)
        assert batch.rgb.shape == (1, view.cameras.height, view.cameras.width, 3)


def try_to_use(folder: Path) -> None:
    config = DataConfig(folder, num_random_points=50)
    try:
        check(load_capture(config))
    except UserError as error:
        assert error.what and error.given and error.remedy
    try:
        parts = read_parts(config)
    except UserError:
        return
    # nr-info looks at what is left even where training would refuse.
    if parts.photos:
        list(find_problems(parts, make_views(parts, config)))


def damaged(capture: Path, file: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "capture"
        shutil.copytree(capture, copy)
        (copy / file).write_bytes(data)
        try_to_use(copy)


FILES = [
    ("colmap_binary", "sparse/0/cameras.bin"),
    ("colmap_binary", "sparse/0/images.bin"),
    ("colmap_binary", "sparse/0/points3D.bin"),
    ("colmap_text", "sparse/0/cameras.txt"),
    ("colmap_text", "sparse/0/images.txt"),
    ("colmap_text", "sparse/0/points3D.txt"),
    ("llff", "poses_bounds.npy"),
    ("transforms", "transforms.json"),
    ("blender", "transforms_train.json"),
    ("llff", "images/01.png"),
]


@pytest.mark.parametrize(("layout", "file"), FILES)
@FUZZ
@given(data=st.data())
def test_cut_files(captures: dict[str, Path], layout: str, file: str, data: st.DataObject) -> None:
    whole = (captures[layout] / file).read_bytes()
    damaged(captures[layout], file, whole[: data.draw(st.integers(0, len(whole) - 1))])


PATCHES = st.sampled_from([b"\xff" * 8, b"\0" * 8, b"9", b"-", b"e999", b"nan ", b"\n"]) | st.binary(max_size=8)


@pytest.mark.parametrize(("layout", "file"), FILES)
@FUZZ
@given(data=st.data())
def test_overwritten_bytes(captures: dict[str, Path], layout: str, file: str, data: st.DataObject) -> None:
    content = bytearray((captures[layout] / file).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content) - 1))
        patch = data.draw(
            st.sampled_from([b"\xff" * 8, b"\0" * 8, b"9", b"-", b"e999", b"nan ", b"\n"]) | st.binary(max_size=8)
        )
        content[start : start + len(patch)] = patch
    damaged(captures[layout], file, bytes(content))


ODD_VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10**20)
    | st.floats()
    | st.sampled_from(
        [0, -1, 1e308, 10**400, "", "..", "x" * 5000, "images/00.png", "FULL_OPENCV", [], {}, [[0] * 4] * 4]
    )
    | st.lists(st.lists(st.floats(), min_size=4, max_size=4), min_size=4, max_size=4)
)
KEYS = [
    *("w", "h", "fl_x", "fl_y", "cx", "cy", "k1", "k2", "k3", "k4", "p1", "p2", "camera_model", "camera_angle_x"),
    *("file_path", "transform_matrix", "mask_path", "depth_file_path", "normal_file_path", "plane_file_path"),
    *("depth_unit_scale_factor", "frames", "ply_file_path", "train_filenames", "test_filenames", "is_fisheye"),
]


@settings(FUZZ, max_examples=300)
@given(
    changes=st.dictionaries(st.sampled_from(KEYS), ODD_VALUES, min_size=1, max_size=3),
    frame=st.none() | st.integers(0, NUM_VIEWS - 1),
)
def test_odd_values_in_transforms_json(captures: dict[str, Path], changes: dict, frame: int | None) -> None:
    table = json.loads((captures["transforms"] / "transforms.json").read_text())
    (table if frame is None else table["frames"][frame]).update(changes)
    damaged(captures["transforms"], "transforms.json", json.dumps(table).encode())


@FUZZ
@given(text=st.text(alphabet='{}[]",:0123456789.eE+-truefalsn \n', max_size=200))
def test_texts_that_are_hardly_json(captures: dict[str, Path], text: str) -> None:
    damaged(captures["transforms"], "transforms.json", text.encode())


def test_deeply_nested_json(captures: dict[str, Path]) -> None:
    damaged(captures["transforms"], "transforms.json", b'{"frames":' + b"[" * 100_000)
