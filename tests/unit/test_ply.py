"""PLY files: what is written is read back bit for bit, what other tools write is read, what is wrong is named."""

import dataclasses

import numpy as np
import pytest
import torch

from neural_render.errors import UserError
from neural_render.export import FileInfo, ply
from neural_render.export.splat_files import LOGIT_OPACITY_LIMIT, MIN_LOG_SCALE, presentable
from neural_render.splatting.splats import Splats
from neural_render.splatting.weighted_sum import WeightedSum

TENSORS = ["means", "quats", "log_scales", "logit_opacities", "sh0", "shN"]


def some_splats(count=7, degree=3, seed=0, **flags):
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape):
        return torch.randn(*shape, generator=generator)

    return Splats(
        normal(count, 3), normal(count, 4), normal(count, 3) - 4, normal(count), normal(count, 3),
        normal(count, (degree + 1) ** 2 - 1, 3), **flags,
    )  # fmt: skip


def assert_same_bits(ours, theirs):
    for name in TENSORS:
        a, b = getattr(ours, name), getattr(theirs, name)
        assert a.shape == b.shape and torch.equal(a.view(torch.int32), b.view(torch.int32)), name


@pytest.mark.parametrize("degree", [0, 1, 2, 3])
@pytest.mark.parametrize("antialias", [False, True])
def test_what_is_written_is_read_back(tmp_path, degree, antialias):
    splats = some_splats(degree=degree, antialias=antialias)
    info = FileInfo(up=(0.0, 0.6, -0.8), meters_per_unit=2.5, background=(1.0, 0.25, 0.0))
    ply.write(tmp_path / "a.ply", splats, info)
    back, back_info = ply.read(tmp_path / "a.ply")
    assert_same_bits(splats, back)
    assert back.antialias == antialias
    assert back_info == info


def test_rows_are_written_in_several_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(ply, "ROWS_AT_ONCE", 3)
    splats = some_splats(7)
    ply.write(tmp_path / "a.ply", splats, FileInfo())
    assert_same_bits(splats, ply.read(tmp_path / "a.ply")[0])


def test_the_layout_is_inrias(tmp_path):
    """Offsets as every other reader expects them: normals after positions, f_rest red first, then green, then blue."""
    splats = some_splats(2, degree=1)
    ply.write(tmp_path / "a.ply", splats, FileInfo())
    header, _, body = (tmp_path / "a.ply").read_bytes().partition(b"end_header\n")
    names = [line.split()[2].decode() for line in header.split(b"\n") if line.startswith(b"property float ")]
    rest = [f"f_rest_{i}" for i in range(9)]
    dc, scale, rot = ([f"{name}_{i}" for i in range(n)] for name, n in (("f_dc", 3), ("scale", 3), ("rot", 4)))
    assert names == ["x", "y", "z", "nx", "ny", "nz", *dc, *rest, "opacity", *scale, *rot]
    rows = np.frombuffer(body, "<f4").reshape(2, len(names))
    np.testing.assert_array_equal(rows[:, 9:18], torch.cat([splats.shN[..., c] for c in range(3)], dim=1).numpy())
    np.testing.assert_array_equal(rows[:, 3:6], np.zeros((2, 3)))
    np.testing.assert_array_equal(rows[:, -4:], splats.quats.numpy())


def spoil(splats, name, row, value):
    tensor = getattr(splats, name).clone()
    tensor[row] = value
    return dataclasses.replace(splats, **{name: tensor})


@pytest.mark.parametrize("name", TENSORS)
@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e30])
def test_splats_that_cannot_be_drawn_are_left_out(tmp_path, name, value):
    splats = some_splats()
    keeps = name == "logit_opacities" and value == value  # limited instead
    keeps = keeps or (name in ("quats", "sh0", "shN") and value == 1e30)
    spoiled = spoil(splats, name, 2, value)
    ply.write(tmp_path / "a.ply", spoiled, FileInfo())
    back, _ = ply.read(tmp_path / "a.ply")
    assert len(back) == (7 if keeps else 6)
    assert_same_bits(presentable(spoiled), back)


def test_a_splat_without_rotation_is_left_out():
    assert len(presentable(spoil(some_splats(), "quats", 0, 0.0))) == 6


def test_infinite_opacity_and_flatness_are_limited():
    splats = spoil(some_splats(), "logit_opacities", 1, float("inf"))
    splats = presentable(spoil(splats, "log_scales", 1, -float("inf")))
    assert splats.logit_opacities[1] == LOGIT_OPACITY_LIMIT
    assert (splats.log_scales[1] == MIN_LOG_SCALE).all()
    assert_same_bits(splats, presentable(splats))


def test_nothing_is_written_where_nothing_is_left(tmp_path):
    with pytest.raises(UserError, match="nothing to write"):
        ply.write(tmp_path / "a.ply", spoil(some_splats(), "means", slice(None), float("nan")), FileInfo())
    assert list(tmp_path.iterdir()) == []


def test_order_independent_splats_are_refused(tmp_path):
    with pytest.raises(ValueError, match="order-independent"):
        splats = some_splats()
        one = torch.tensor(1.0)
        view = torch.zeros(len(splats), 1), torch.zeros(len(splats), 0)
        blending = WeightedSum("direct", *view, sigma=one, beta=one, background_weight=one)
        ply.write(tmp_path / "a.ply", dataclasses.replace(splats, weighted_sum=blending), FileInfo())


# What other tools write.


def foreign_file(splats, encoding, kind="double", extra=(), comments=()):
    """A PLY with other property types and order, an element before and one after the splats."""
    values = {
        **{f"rot_{i}": splats.quats[:, i] for i in range(4)},
        **{f"f_rest_{i}": splats.shN[:, i % 3, i // 3] for i in range(9)},
        **{name: torch.zeros(len(splats)) for name in extra},
        **{name: splats.means[:, i] for i, name in enumerate("xyz")},
        **{f"f_dc_{i}": splats.sh0[:, i] for i in range(3)},
        **{f"scale_{i}": splats.log_scales[:, i] for i in range(3)},
        "opacity": splats.logit_opacities,
    }
    header = ["ply", f"format {encoding} 1.0", *(f"comment {line}" for line in comments)]
    header += ["element camera 2", "property float fx", "property uchar id"]
    header += [f"element vertex {len(splats)}", *(f"property {kind} {name}" for name in values)]
    header += ["element tail 3", "property short t", "end_header", ""]
    rows = torch.stack(list(values.values()), dim=1).double().numpy()
    if encoding == "ascii":
        lines = ["1.5 7", "2.5 8", *(" ".join(repr(float(v)) for v in row) for row in rows), "1", "2", "3"]
        return ("\n".join(header) + "\n".join(lines) + "\n").encode()
    order = ">" if "big" in encoding else "<"
    camera = np.array([(1.5, 7), (2.5, 8)], dtype=[("fx", order + "f4"), ("id", "u1")])
    number = order + {"double": "f8", "float": "f4"}[kind]
    return "\n".join(header).encode() + camera.tobytes() + rows.astype(number).tobytes() + bytes(6)


@pytest.mark.parametrize("encoding", ["ascii", "binary_little_endian", "binary_big_endian"])
@pytest.mark.parametrize("kind", ["double", "float"])
def test_files_of_other_tools_are_read(tmp_path, encoding, kind):
    splats = some_splats(degree=1)
    (tmp_path / "a.ply").write_bytes(foreign_file(splats, encoding, kind, extra=("segment", "nx")))
    back, info = ply.read(tmp_path / "a.ply")
    assert_same_bits(splats, back)
    assert info == FileInfo(notes=("ignored the properties segment",))


@pytest.mark.parametrize(
    ("comment", "is_antialiased"),
    [
        ("SplatRenderMode: mip", True),
        ("SplatRenderMode: default", False),
        ("antialiased 1", True),
        ("antialiased 0", False),
    ],
)
def test_the_tags_of_other_tools_are_understood(tmp_path, comment, is_antialiased):
    (tmp_path / "a.ply").write_bytes(foreign_file(some_splats(degree=1), "ascii", comments=(comment,)))
    assert ply.read(tmp_path / "a.ply")[0].antialias == is_antialiased


@pytest.mark.parametrize(
    ("comment", "up"),
    [("Vertical axis: y", None), ("Vertical axis: 0 0 0", None), ("Vertical axis: 0 -2 0", (0, -1, 0)),
     ("Vertical axis: nan 0 1", None), ("Vertical axis: 1 2", None)],
)  # fmt: skip
def test_only_a_real_axis_is_taken_for_up(tmp_path, comment, up):
    (tmp_path / "a.ply").write_bytes(foreign_file(some_splats(degree=1), "ascii", comments=(comment,)))
    assert ply.read(tmp_path / "a.ply")[1].up == up


def test_windows_line_ends_are_read(tmp_path):
    splats = some_splats()
    ply.write(tmp_path / "a.ply", splats, FileInfo())
    header, middle, body = (tmp_path / "a.ply").read_bytes().partition(b"end_header\n")
    (tmp_path / "a.ply").write_bytes((header + middle).replace(b"\n", b"\r\n") + body)
    assert_same_bits(splats, ply.read(tmp_path / "a.ply")[0])


# Bad files.


@pytest.fixture
def whole(tmp_path):
    ply.write(tmp_path / "whole.ply", some_splats(degree=1), FileInfo())
    return (tmp_path / "whole.ply").read_bytes()


def complaint(tmp_path, data):
    (tmp_path / "bad.ply").write_bytes(data)
    with pytest.raises(UserError) as error:
        ply.read(tmp_path / "bad.ply")
    return str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"ply\nformat", b"plx\nformat", "does not start with 'ply'"),
        (b"end_header", b"end_heade_", "no end of a PLY header in the first"),
        (b"element vertex 7", b"element vertex 8", "bytes after the header, which announces"),
        (b"element vertex 7", b"element vertex 99999999999999", "bytes after the header, which announces"),
        (b"element vertex 7", b"element vertex 9999999999999999999999", "the header line 'element vertex 99999"),
        (b"element vertex 7", b"element vertex -7", "the header line 'element vertex -7'"),
        (b"element vertex 7", b"element vertex 0", "no splats"),
        (b"element vertex 7", b"element points 7", "no element 'vertex'"),
        (b"property float opacity", b"property float opacitx", "no properties opacity"),
        (b"property float opacity", b"property float x", "the property 'x' comes twice"),
        (b"property float opacity", b"property list uchar int opacity", "the header line 'property list uchar"),
        (b"property float nx", b"property float f_rest_9", "10 f_rest properties; there must be one of [0, 9, 24, 45]"),
        (b"property float f_rest_8", b"property float f_rest_12", "9 f_rest properties"),
        (b"format binary_little_endian", b"format binary_middle_endian", "the header line 'format binary_middle"),
        (b"format binary_little_endian 1.0\n", b"", "no format line"),
        (b"format binary_little_endian", b"format ascii", "numbers after the header"),
    ],
)
def test_a_lying_header_is_named(tmp_path, whole, old, new, message):
    assert old in whole
    assert message in complaint(tmp_path, whole.replace(old, new, 1))


def test_a_truncated_or_longer_file_is_refused(tmp_path, whole):
    body = len(whole) - whole.index(b"end_header\n") - 11
    for data, given in ((whole[:-1], body - 1), (whole + b"\0", body + 1)):
        assert f"{given:,} bytes after the header, which announces {body:,}" in complaint(tmp_path, data)


def test_a_file_without_one_good_splat_is_refused(tmp_path, whole):
    start = whole.index(b"end_header\n") + 11
    assert "not one splat" in complaint(tmp_path, whole[:start] + b"\xff" * (len(whole) - start))


def test_ascii_that_is_no_number_is_refused(tmp_path):
    data = foreign_file(some_splats(degree=1), "ascii").replace(b"\n1.5 7\n2.5 8\n", b"\n1.5 7\n2.5 8\nx", 1)
    assert "an ASCII row" in complaint(tmp_path, data)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UserError, match=r"cannot read .*no\.ply"):
        ply.read(tmp_path / "no.ply")


@pytest.mark.extras
def test_an_independent_reader_agrees(tmp_path):
    plyfile = pytest.importorskip("plyfile", reason="make test-extras")
    splats = some_splats(degree=2)
    ply.write(tmp_path / "a.ply", splats, FileInfo(up=(0.0, 0.0, 1.0)))
    rows = plyfile.PlyData.read(tmp_path / "a.ply")["vertex"]
    np.testing.assert_array_equal(np.stack([rows[name] for name in "xyz"], axis=1), splats.means.numpy())
    np.testing.assert_array_equal(rows["opacity"], splats.logit_opacities.numpy())
    for channel in range(3):
        for basis in range(8):
            np.testing.assert_array_equal(rows[f"f_rest_{8 * channel + basis}"], splats.shN[:, basis, channel].numpy())
