"""Decoding, area filter, resampling and the cache, each against loops or by its law."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from neural_render.data.images import (
    ImageCache,
    area_downscale,
    decode,
    decode_mask,
    decode_numbers,
    load_npy,
    nearest,
    probe,
    resample,
)
from neural_render.errors import UserError


def noise(*shape: int) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)


@pytest.mark.parametrize(("height", "width"), [(6, 8), (5, 7), (6, 7), (1, 1), (12, 16)])
def test_area_downscale_is_the_mean_over_areas(height: int, width: int) -> None:
    """Each old pixel weighs as much as the area that it shares with the new one."""
    image = noise(12, 16, 2).astype(np.float32)
    found = area_downscale(image, width, height)
    assert found.dtype == np.float32
    for row in range(height):
        for column in range(width):
            total = np.zeros(2)
            for y in range(12):
                for x in range(16):
                    down = min(y + 1, (row + 1) * 12 / height) - max(y, row * 12 / height)
                    across = min(x + 1, (column + 1) * 16 / width) - max(x, column * 16 / width)
                    total += max(down, 0) * max(across, 0) * image[y, x]
            np.testing.assert_allclose(found[row, column], total / (12 / height * 16 / width), rtol=1e-5)


def test_area_downscale_keeps_the_mean() -> None:
    image = noise(31, 45, 3).astype(np.float32)
    np.testing.assert_allclose(area_downscale(image, 13, 7).mean((0, 1)), image.mean((0, 1)), rtol=1e-5)


def test_formats_give_8_bit_pixels(tmp_path: Path) -> None:
    rgb, rgba, grey = noise(4, 6, 3), noise(4, 6, 4), noise(4, 6)
    Image.fromarray(rgb).save(tmp_path / "a.png")
    Image.fromarray(rgba).save(tmp_path / "b.png")
    Image.fromarray(grey).save(tmp_path / "c.png")
    Image.fromarray(rgb).save(tmp_path / "d.webp", lossless=True)
    Image.fromarray(grey.astype(np.uint16) * 257).save(tmp_path / "e.png")
    Image.fromarray(rgb).save(tmp_path / "f.jpg", quality=95)
    np.testing.assert_array_equal(decode(tmp_path / "a.png"), rgb)
    np.testing.assert_array_equal(decode(tmp_path / "b.png"), rgba)
    np.testing.assert_array_equal(decode(tmp_path / "c.png"), np.repeat(grey[..., None], 3, axis=-1))
    np.testing.assert_array_equal(decode(tmp_path / "d.webp"), rgb)
    np.testing.assert_array_equal(decode(tmp_path / "e.png"), np.repeat(grey[..., None], 3, axis=-1))
    assert decode(tmp_path / "f.jpg").shape == (4, 6, 3)
    np.testing.assert_array_equal(decode_mask(tmp_path / "c.png"), grey)
    np.testing.assert_array_equal(decode_mask(tmp_path / "e.png"), grey)
    np.testing.assert_array_equal(decode_numbers(tmp_path / "e.png"), grey.astype(np.uint16) * 257)
    assert [probe(tmp_path / name).has_alpha for name in ("a.png", "b.png", "c.png")] == [False, True, False]


def test_a_palette_with_transparency_has_alpha(tmp_path: Path) -> None:
    image = Image.fromarray(noise(4, 6) % 4, mode="P")
    image.putpalette([10 * i for i in range(12)])
    image.save(tmp_path / "p.png", transparency=2)
    assert probe(tmp_path / "p.png").has_alpha
    np.testing.assert_array_equal(decode(tmp_path / "p.png")[..., 3], np.where(noise(4, 6) % 4 == 2, 0, 255))


def test_the_orientation_tag_is_seen_and_not_applied(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(noise(4, 6, 3)).save(tmp_path / "turned.jpg", exif=exif)
    header = probe(tmp_path / "turned.jpg")
    assert (header.width, header.height, header.orientation) == (6, 4, 6)
    assert decode(tmp_path / "turned.jpg").shape == (4, 6, 3)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp"])
def test_a_cut_image_is_an_error_with_its_name(tmp_path: Path, name: str) -> None:
    Image.fromarray(noise(40, 60, 3)).save(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    for share in (0.0, 0.3, 0.9):
        (tmp_path / name).write_bytes(data[: int(share * len(data))])
        with pytest.raises(UserError, match=name):
            decode(tmp_path / name)
    (tmp_path / name).unlink()
    with pytest.raises(UserError, match="no image"):
        probe(tmp_path / name)


def test_a_header_that_promises_too_many_pixels_is_refused(tmp_path: Path) -> None:
    Image.fromarray(noise(4, 6, 3)).save(tmp_path / "bomb.png")
    data = bytearray((tmp_path / "bomb.png").read_bytes())
    data[16:24] = struct.pack(">II", 60_000, 60_000)
    (tmp_path / "bomb.png").write_bytes(data)
    with pytest.raises(UserError, match=r"bomb\.png"):
        probe(tmp_path / "bomb.png")


def test_npy_files_are_numbers_of_the_stated_length(tmp_path: Path) -> None:
    file = tmp_path / "a.npy"
    np.save(file, np.arange(12.0).reshape(3, 4))
    np.testing.assert_array_equal(load_npy(file), np.arange(12.0).reshape(3, 4))
    data = file.read_bytes()
    for wrong in (data[:-1], data + b"\0", data[:40], b"", data.replace(b"(3, 4)", b"(9, 9)")):
        file.write_bytes(wrong)
        with pytest.raises(UserError, match=r"a\.npy"):
            load_npy(file)
    np.save(file, np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(UserError, match=r"a\.npy"):
        load_npy(file)


def test_resample_reads_bilinearly_between_pixel_centres() -> None:
    image = noise(5, 7, 2).astype(np.float32)
    places = np.random.default_rng(2).uniform((-1, -1), (8, 6), (4, 3, 2))  # x, y in pixels, some outside
    grid = torch.from_numpy(2 * places / (7, 5) - 1).float()
    found = resample(image, grid)
    for index in np.ndindex(4, 3):
        x, y = np.clip(places[index] - 0.5, 0, (6, 4))
        x0, y0 = min(int(x), 5), min(int(y), 3)
        fx, fy = x - x0, y - y0
        top = (1 - fx) * image[y0, x0] + fx * image[y0, x0 + 1]
        bottom = (1 - fx) * image[y0 + 1, x0] + fx * image[y0 + 1, x0 + 1]
        np.testing.assert_allclose(found[index], (1 - fy) * top + fy * bottom, atol=1e-3)


def test_nearest_takes_the_pixel_that_holds_the_place() -> None:
    image = np.arange(12).reshape(3, 4)
    u, v = np.array([[0.0, 0.26, 0.999, 1.0]]), np.array([[0.0, 0.34, 0.999, 1.0]])
    np.testing.assert_array_equal(nearest(image, u, v), [[0, 5, 11, 11]])


def test_the_cache_stays_below_its_bound_and_forgets_the_oldest() -> None:
    cache, built = ImageCache(max_bytes=250), []

    def get(key: int, size: int = 100) -> None:
        def build() -> dict[str, torch.Tensor]:
            built.append(key)
            return {"rgb": torch.zeros(size, dtype=torch.uint8)}

        assert len(cache.get(key, build)["rgb"]) == size
        assert cache.bytes == sum(entry["rgb"].nbytes for entry in cache._entries.values()) <= 250

    for key in (1, 2, 1, 3, 1, 2):  # 3 pushes 2 out, because 1 was used after it; then 2 pushes 3 out
        get(key)
    assert built == [1, 2, 3, 2]
    get(9, size=300)
    get(9, size=300)
    get(1)
    assert built == [1, 2, 3, 2, 9, 9]
