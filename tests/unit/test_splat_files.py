"""SPZ and compressed PLY: what comes back is within the steps of each field, in the same frame; faults are named."""

from __future__ import annotations

import dataclasses
import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
import torch

from neural_render.cli.subject import scene_of_splats
from neural_render.errors import UserError
from neural_render.export import FORMATS, FileInfo, compressed_ply, format_of, ply, spz, without_suffix
from neural_render.export.splat_files import from_smallest_three, presentable, smallest_three
from neural_render.metrics import psnr
from neural_render.paths import orbit
from neural_render.splatting.selection import in_curve_order
from neural_render.splatting.sh import SH_C0, sh_to_colors
from neural_render.splatting.splats import Splats, quat_to_rotmat
from neural_render.splatting.weighted_sum import WeightedSum

MODULES = {"compressed-ply": compressed_ply, "spz": spz}
INFO = FileInfo(up=(0.0, 0.6, -0.8), meters_per_unit=2.5, background=(1.0, 0.25, 0.0))


def some_splats(count=600, degree=3, seed=0, **flags):
    """Within the ranges of all fields of both formats."""
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape):
        return torch.randn(*shape, generator=generator)

    return Splats(
        means=normal(count, 3),
        quats=normal(count, 4),
        log_scales=normal(count, 3) - 4,
        logit_opacities=2 * normal(count),
        sh0=normal(count, 3).clamp(-3, 3),
        shN=(0.3 * normal(count, (degree + 1) ** 2 - 1, 3)).clamp(-0.9, 0.9),
        **flags,
    )


def through(module, splats, path, info=INFO):
    """The splats in the file's order, and what comes back."""
    module.write(path, splats, info)
    return in_curve_order(splats), *module.read(path)


def raw(path):
    return gzip.decompress(path.read_bytes())


@pytest.mark.parametrize("degree", [0, 1, 2, 3])
@pytest.mark.parametrize("antialias", [False, True])
def test_spz_is_within_half_a_step(tmp_path, degree, antialias):
    splats, back, info = through(spz, some_splats(degree=degree, antialias=antialias), tmp_path / "a.spz")
    assert info == FileInfo() and back.antialias == antialias and back.sh_degree == degree
    bits = raw(tmp_path / "a.spz")[13]
    assert bits == 12
    assert (back.means - splats.means).abs().max() <= 2.0**-13
    assert (back.log_scales - splats.log_scales).abs().max() <= 1 / 32 + 1e-6
    assert (back.logit_opacities.sigmoid() - splats.logit_opacities.sigmoid()).abs().max() <= 0.5 / 255 + 1e-6
    assert (back.sh0 - splats.sh0).abs().max() <= 0.5 / 255 / 0.15 + 1e-6
    errors = (back.shN - splats.shN).abs()
    assert degree == 0 or errors[:, :3].max() <= 4 / 128
    assert degree <= 1 or errors[:, 3:].max() <= 8 / 128
    assert rotation_errors(splats, back).max() <= 3.1 * 0.5 * 0.5**0.5 / 511


@pytest.mark.parametrize("degree", [0, 1, 2, 3])
@pytest.mark.parametrize("antialias", [False, True])
def test_a_compressed_ply_is_within_half_a_step(tmp_path, degree, antialias):
    splats = some_splats(degree=degree, antialias=antialias)
    splats, back, info = through(compressed_ply, splats, tmp_path / "a.compressed.ply")
    assert info == INFO and back.antialias == antialias and back.sh_degree == degree
    tops = torch.tensor([2047.0, 1023.0, 2047.0])
    for start in range(0, len(splats), 256):
        rows = slice(start, start + 256)
        for name, steps in (("means", tops), ("log_scales", tops), ("sh0", 255.0)):
            values, errors = getattr(splats, name)[rows], (getattr(back, name) - getattr(splats, name))[rows].abs()
            span = values.amax(dim=0) - values.amin(dim=0)  # [3]
            assert (errors <= span / steps / 2 + 1e-6).all(), name
    assert (back.logit_opacities.sigmoid() - splats.logit_opacities.sigmoid()).abs().max() <= 0.5 / 255 + 1e-6
    assert degree == 0 or (back.shN - splats.shN).abs().max() <= 1 / 64 + 1e-6
    assert rotation_errors(splats, back).max() <= 3.1 * 0.5 * 2**0.5 / 1023


def rotation_errors(splats, back):
    """Of the numbers of unit quaternions [N, 4]; three have half a step and the missing one has theirs together."""
    ours, theirs = (torch.nn.functional.normalize(s.quats.double(), dim=1) for s in (splats, back))
    sign = (ours * theirs).sum(dim=1, keepdim=True).sign()  # [N, 1]
    return (ours - sign * theirs).abs()


def test_three_numbers_are_a_rotation():
    quats = some_splats().quats.numpy()
    quats[0], quats[1] = [0, -2e-38, 0, 0], [5e30, 5e30, -5e30, 5e30]
    back = from_smallest_three(*smallest_three(quats))
    expected = quat_to_rotmat(torch.from_numpy(quats / np.abs(quats).max(axis=1, keepdims=True)).double())
    torch.testing.assert_close(quat_to_rotmat(torch.from_numpy(back)), expected)


# Frames.


def test_spz_has_x_to_the_right_y_up_and_z_backwards(tmp_path):
    splats, back, _ = through(spz, some_splats(5), tmp_path / "a.spz")
    places = np.frombuffer(raw(tmp_path / "a.spz")[16:61], np.uint8).reshape(5, 3, 3).astype(int) @ [1, 256, 65536]
    places = np.where(places >= 2**23, places - 2**24, places) / 4096
    np.testing.assert_allclose(places, splats.means.numpy() * [1, -1, -1], atol=2**-13)
    assert (back.means - splats.means).abs().max() < 0.001


def test_the_other_frame_shows_the_same_in_turned_directions():
    splats = some_splats()
    turned = spz._turned(splats)
    flip = torch.diag(torch.tensor([1.0, -1.0, -1.0]))
    directions = torch.nn.functional.normalize(splats.means, dim=1)
    for degree in range(4):
        ours = sh_to_colors(degree, directions, splats.sh0, splats.shN)
        torch.testing.assert_close(sh_to_colors(degree, directions @ flip, turned.sh0, turned.shN), ours)
    rotations, theirs = quat_to_rotmat(splats.quats), quat_to_rotmat(turned.quats)
    spread = rotations @ torch.diag_embed(splats.log_scales.exp() ** 2) @ rotations.mT
    torch.testing.assert_close(
        theirs @ torch.diag_embed(turned.log_scales.exp() ** 2) @ theirs.mT, flip @ spread @ flip
    )
    assert torch.equal(spz._turned(turned).shN, splats.shN)


@pytest.mark.parametrize("name", MODULES)
def test_what_comes_back_looks_the_same(tmp_path, name):
    splats = some_splats(300)
    splats = dataclasses.replace(splats, log_scales=splats.log_scales + 2, sh0=splats.sh0 / 2)
    _, back, _ = through(MODULES[name], splats, tmp_path / "a")
    scene, decoded = (scene_of_splats(value, FileInfo(up=(0.0, 0.0, 1.0)), "cpu") for value in (splats, back))
    for camera in orbit(scene.bounds, scene.frame.up, [], 3, 64, 48):
        assert psnr(decoded.render(camera)[0][0], scene.render(camera)[0][0]) > 36


# Positions of SPZ.


@pytest.mark.parametrize(
    ("scale", "bits"), [(1.0, 12), (30.0, 12), (1e3, 11), (1e5, 4), (1e6, 1), (0.1, 14), (0.01, 18), (1e-4, 24)]
)
def test_fractional_bits_fit_the_scene(tmp_path, scale, bits):
    splats = some_splats()
    splats = dataclasses.replace(splats, means=splats.means.clamp(-3, 3) * scale)
    splats, back, _ = through(spz, splats, tmp_path / "a.spz")
    assert raw(tmp_path / "a.spz")[13] == bits
    assert (back.means - splats.means).abs().max() <= 2.0 ** -(bits + 1) * (1 + 1e-6)


def test_a_scene_that_24_bits_cannot_hold_is_refused(tmp_path):
    splats = some_splats()
    for scale, farthest in ((1.0, 1e7), (1.0, 1e5), (1e8, 0.0), (1e-9, 0.0)):
        means = splats.means * scale
        means[0] += farthest
        with pytest.raises(UserError, match="24 bits for a coordinate"):
            spz.write(tmp_path / "a.spz", dataclasses.replace(splats, means=means), FileInfo())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("shift", [-12.0, 12.0])
def test_sizes_that_8_bits_cannot_hold_are_refused(tmp_path, shift):
    splats = some_splats()
    some = torch.arange(len(splats)) < 0.02 * len(splats)
    moved = dataclasses.replace(splats, log_scales=splats.log_scales + shift * some[:, None])
    with pytest.raises(UserError, match=r"SPZ has sizes of 4\.5e-05 to 379\n.*2% of its splats"):
        spz.write(tmp_path / "a.spz", moved, FileInfo())
    assert list(tmp_path.iterdir()) == []
    thin = torch.cat([splats.log_scales[:, :2], splats.log_scales[:, 2:] - 12], dim=1)
    spz.write(tmp_path / "a.spz", dataclasses.replace(splats, log_scales=thin), FileInfo())


def test_one_splat_has_no_size_to_go_by(tmp_path):
    for place in (0.0, 1.0, 1000.0):
        one = dataclasses.replace(some_splats(1), means=torch.full((1, 3), place))
        assert through(spz, one, tmp_path / "a.spz")[1].means[0, 0] == place


# What both formats share with PLY.


@pytest.mark.parametrize("name", MODULES)
def test_splats_that_cannot_be_drawn_are_left_out(tmp_path, name):
    splats = some_splats()
    splats.means[3], splats.quats[5], splats.logit_opacities[7] = torch.nan, 0.0, torch.inf
    MODULES[name].write(tmp_path / "a", splats, INFO)
    back = MODULES[name].read(tmp_path / "a")[0]
    assert len(back) == 598 and torch.equal(presentable(back).logit_opacities, back.logit_opacities)
    with pytest.raises(UserError, match="nothing to write"):
        MODULES[name].write(tmp_path / "b", dataclasses.replace(splats, means=splats.means * torch.nan), FileInfo())


@pytest.mark.parametrize("name", MODULES)
def test_order_independent_splats_are_refused(tmp_path, name):
    splats, one = some_splats(), torch.tensor(1.0)
    view = torch.zeros(len(splats), 1), torch.zeros(len(splats), 0)
    blending = WeightedSum("direct", *view, sigma=one, beta=one, background_weight=one)
    with pytest.raises(ValueError, match="order-independent"):
        MODULES[name].write(tmp_path / "a", dataclasses.replace(splats, weighted_sum=blending), FileInfo())


@pytest.mark.parametrize("name", MODULES)
def test_the_same_scene_gives_the_same_bytes(tmp_path, name):
    for file in ("a", "b"):
        MODULES[name].write(tmp_path / file, some_splats(), INFO)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_format_is_known_by_its_ending_and_a_ply_by_its_header(tmp_path):
    for name, kind in FORMATS.items():
        if kind.needs != "sorted_splats":
            continue
        kind.load().write(tmp_path / f"a{kind.suffix}", some_splats(), FileInfo())
        assert format_of(tmp_path / f"a{kind.suffix}") is kind, name
        assert without_suffix(f"b.c{kind.suffix.upper()}") == "b.c"
    (tmp_path / "a.compressed.ply").rename(tmp_path / "b.PLY")
    assert format_of(tmp_path / "b.PLY") is FORMATS["compressed-ply"]
    (tmp_path / "a.ply").rename(tmp_path / "c.compressed.ply")
    assert format_of(tmp_path / "c.compressed.ply") is FORMATS["ply"]
    assert format_of(tmp_path / "none.spz") is FORMATS["spz"] and format_of(tmp_path / "none.ply") is FORMATS["ply"]
    assert format_of(tmp_path) is None and format_of(tmp_path / "spz") is None and format_of(Path(".spz")) is None


@pytest.mark.parametrize("name", MODULES)
def test_a_missing_file_is_named(tmp_path, name):
    with pytest.raises(UserError, match=r"cannot read .*no\.file"):
        MODULES[name].read(tmp_path / "no.file")


# Files as their descriptions say, number by number.


def spz_file(version=3, count=None, degree=1, bits=12, flags=0, rows=2, tail=b"", magic=b"NGSP"):
    """Rows with a rotation of 0.6 about x to -0.8 z, written as the format is described."""
    start = struct.pack("<4sIIBBBB", magic, version, rows if count is None else count, degree, bits, flags, 0)
    place = b"".join((value & 0xFFFFFF).to_bytes(3, "little") for value in (4096, -2048, 3))
    num_rest = (degree + 1) ** 2 - 1
    if version == 2:  # x y z of (w 0, x 0.6, y 0, z -0.8)
        rotation = bytes(round(127.5 * value + 127.5) for value in (0.6, 0.0, -0.8))
    else:  # z is the largest and made positive: x -0.6, y 0, w 0
        rotation = (2 << 30 | (512 | round(0.6 * 2**0.5 * 511)) << 20).to_bytes(4, "little")
    rest = bytes(range(100, 100 + 3 * num_rest))
    arrays = (place, b"\x33", b"\x80\x00\xff", b"\x80\x60\xa0", rotation, rest)
    return gzip.compress(start + b"".join(array * rows for array in arrays) + tail, mtime=0)


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("degree", [0, 1, 2, 3, 4])
def test_numbers_of_spz(tmp_path, version, degree):
    (tmp_path / "a.spz").write_bytes(spz_file(version, degree=degree, flags=1))
    splats, info = spz.read(tmp_path / "a.spz")
    assert len(splats) == 2 and splats.antialias and splats.sh_degree == min(degree, 3)
    assert info.notes == (("left out the harmonics above degree 3",) if degree == 4 else ())
    row = {name: getattr(splats, name)[1].numpy() for name in ("means", "quats", "log_scales", "sh0", "shN")}
    np.testing.assert_array_equal(row["means"], [1.0, 0.5, -3 / 4096])
    np.testing.assert_array_equal(row["log_scales"], [-2.0, -4.0, 0.0])
    np.testing.assert_allclose(row["sh0"], (np.array([128, 0, 255]) / 255 - 0.5) / 0.15, rtol=1e-6)
    assert splats.logit_opacities[1].sigmoid() == pytest.approx(0.2)
    # Turned by 180 degrees about x: z of the axis changes its sign, and so does one of the two that are odd in y.
    expected = np.array([0.0, 0.6, 0.0, 0.8])
    np.testing.assert_allclose(row["quats"] * np.sign(row["quats"][1]), expected, atol=0.1 if version == 2 else 2e-3)
    if degree:
        signs = np.array([-1.0, -1.0, 1.0])  # of y, z and x
        np.testing.assert_allclose(
            row["shN"][:3], (np.arange(100, 109).reshape(3, 3) - 128) / 128 * signs[:, None], rtol=1e-6
        )


def test_extensions_are_noted(tmp_path):
    (tmp_path / "a.spz").write_bytes(spz_file(flags=2, tail=bytes(20)))
    splats, info = spz.read(tmp_path / "a.spz")
    assert len(splats) == 2 and "20 bytes of extensions" in info.notes[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"NGSP" + struct.pack("<I", 4) + bytes(60), "version 4; 2 and 3 can be read"),
        (spz_file(version=1), "version 1; 2 and 3"),
        (spz_file(magic=b"NGSQ"), "no header with the letters NGSP"),
        (gzip.compress(b"NGSP"), "no header with the letters NGSP"),
        (spz_file(count=0), "no splats"),
        (spz_file(degree=5), "degree 5"),
        (spz_file(bits=25), "25 fractional bits"),
        (spz_file(count=3), "less than the 87 bytes that 3 splats take"),
        (spz_file(count=1), "other than the 29 bytes that 1 splats take"),
        (spz_file(tail=b"x"), "other than the 58 bytes"),
        (spz_file(flags=2, tail=bytes(2**16 + 1)), "other than the 58 bytes"),
        (spz_file(count=2**32 - 1), "bytes that announce 4,294,967,295 splats"),
        (spz_file()[:-1], "other than"),
        (spz_file() + b"x", "other than"),
        (spz_file()[:-8] + bytes(8), "incorrect data check"),
        (spz_file()[:10], "no header"),
        (b"ply\n", "incorrect header check"),
        (b"", "no header"),
    ],
)
def test_what_is_wrong_with_an_spz_is_named(tmp_path, data, message):
    (tmp_path / "a.spz").write_bytes(data)
    with pytest.raises(UserError) as error:
        spz.read(tmp_path / "a.spz")
    assert message in str(error.value)


def test_a_bomb_is_not_unpacked(tmp_path):
    """The header's count is right, but the file is a thousandth of what it announces."""
    count = 500_000
    start = struct.pack("<4sIIBBBB", b"NGSP", 3, count, 3, 12, 0, 0)
    (tmp_path / "a.spz").write_bytes(gzip.compress(start + bytes(65 * count), mtime=0))
    with pytest.raises(UserError, match="that announce 500,000 splats"):
        spz.read(tmp_path / "a.spz")


def compressed_file(order="<", ranges=compressed_ply.RANGES, rows=2, chunks=1, degree=1, sh_rows=None):
    """Rows at a quarter of every range but the last number's, written as the format is described."""
    bounds = dict.fromkeys(ranges, 0.0)
    bounds |= {name: 4.0 for name in ranges if name.startswith("max")}
    num_rest = 3 * ((degree + 1) ** 2 - 1)
    word_ranges = 512 << 21 | 256 << 11 | 2047
    words = (word_ranges, 3 << 30 | 512 << 20 | 0 << 10 | 512, word_ranges, 64 << 24 | 64 << 16 | 255 << 8 | 51)
    header = ["ply", f"format binary_{'little' if order == '<' else 'big'}_endian 1.0", f"element chunk {chunks}"]
    header += [*(f"property float {name}" for name in ranges), f"element vertex {rows}"]
    header += [f"property uint {name}" for name in compressed_ply.WORDS]
    if num_rest:
        header += [f"element sh {rows if sh_rows is None else sh_rows}"]
        header += [f"property uchar f_rest_{i}" for i in range(num_rest)]
    body = np.array([list(bounds.values())] * chunks, f"{order}f4").tobytes()
    body += np.array([words] * rows, f"{order}u4").tobytes()
    body += bytes([0, 127, 255, *range(128, 128 + num_rest - 3)][:num_rest]) * (rows if sh_rows is None else sh_rows)
    return "\n".join([*header, "end_header", ""]).encode() + body


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("ranges", [compressed_ply.RANGES, compressed_ply.RANGES[:12]])
def test_numbers_of_a_compressed_ply(tmp_path, order, ranges):
    (tmp_path / "a.ply").write_bytes(compressed_file(order, ranges))
    splats, info = compressed_ply.read(tmp_path / "a.ply")
    assert info == FileInfo() and len(splats) == 2
    place = np.array([512 / 2047 * 4, 256 / 1023 * 4, 4.0], np.float32)
    np.testing.assert_allclose(splats.means[1].numpy(), place, rtol=1e-6)
    np.testing.assert_allclose(splats.log_scales[1].numpy(), place, rtol=1e-6)
    top = 4 if "max_r" in ranges else 1
    colors = SH_C0 * splats.sh0[1].double().numpy() + 0.5
    np.testing.assert_allclose(colors, top * np.array([64, 64, 255]) / 255, rtol=1e-6)
    assert splats.logit_opacities[1].sigmoid() == pytest.approx(0.2)
    half = (512 / 1023 - 0.5) * 2**0.5
    np.testing.assert_allclose(
        splats.quats[1].numpy(), [half, -(0.5**0.5), half, (0.5 - 2 * half**2) ** 0.5], rtol=1e-5
    )
    channel_major = splats.shN[1].T.numpy().ravel()
    np.testing.assert_allclose(channel_major[:4], [-4.0, 8 * (127.5 / 256 - 0.5), 4.0, 8 * (128.5 / 256 - 0.5)])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (compressed_file(chunks=2), "2 chunks of 256 for 2 splats"),
        (compressed_file(rows=0), "no splats"),
        (compressed_file(sh_rows=3), "an element 'sh' of 3 rows"),
        (compressed_file(ranges=compressed_ply.RANGES[1:]), "min_x of the element 'chunk'"),
        (
            compressed_file().replace(b"uint packed_scale", b"float packed_scale"),
            "packed_scale of the element 'vertex'",
        ),
        (compressed_file().replace(b"uchar f_rest_3", b"char f_rest_3"), "not of bytes"),
        (compressed_file().replace(b"f_rest_8", b"f_rest_9"), "9 f_rest properties"),
        (compressed_file().replace(b"element chunk", b"element chunc"), "without binary elements"),
        (compressed_file().replace(b"binary_little_endian", b"ascii"), "without binary elements"),
        (compressed_file()[:-1], "bytes after the header, which announces"),
        (compressed_file() + b"x", "bytes after the header, which announces"),
        (compressed_file().replace(b"vertex 2", b"vertex 256").replace(b"sh 2", b"sh 256"), "which announces"),
        (compressed_file().replace(struct.pack("<f", 4), struct.pack("<f", np.nan)), "not one splat"),
    ],
)
def test_what_is_wrong_with_a_compressed_ply_is_named(tmp_path, data, message):
    (tmp_path / "a.ply").write_bytes(data)
    with pytest.raises(UserError) as error:
        compressed_ply.read(tmp_path / "a.ply")
    assert message in str(error.value)


def test_a_plain_ply_is_no_compressed_one(tmp_path):
    ply.write(tmp_path / "a.ply", some_splats(3), FileInfo())
    with pytest.raises(UserError, match="without binary elements"):
        compressed_ply.read(tmp_path / "a.ply")
