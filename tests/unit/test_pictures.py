"""What pictures hold: frames in PNG files and videos."""

import builtins

import numpy as np
import pytest
import torch
from PIL import Image

from neural_render import pictures
from neural_render.errors import UserError


def frames(count=5, height=32, width=48):
    """Smooth pictures: a colour ramp that moves."""
    y, x = np.mgrid[:height, :width]
    for index in range(count):
        yield np.stack([x * 5, y * 7, np.full_like(x, 40 * index)], axis=-1).astype(np.uint8)


def test_pixels_are_rounded_and_clamped():
    image = torch.tensor([[[-1.0, 0.4 / 255, 0.6 / 255]], [[254.4 / 255, 1.0, 7.0]]])
    assert pictures.to_uint8(image).tolist() == [[[0, 0, 1]], [[254, 255, 255]]]


def test_a_sequence_is_numbered_and_replaced(tmp_path):
    pictures.write_pngs(tmp_path / "out", frames(5))
    pictures.write_pngs(tmp_path / "out", frames(3))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["00000.png", "00001.png", "00002.png"]
    for index, expected in enumerate(frames(3)):
        np.testing.assert_array_equal(np.asarray(Image.open(tmp_path / "out" / f"{index:05d}.png")), expected)


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear reader")
    with pytest.raises(UserError, match="will not replace"):
        pictures.write_pngs(tmp_path, frames())
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_video_shows_the_frames(tmp_path):
    ffmpeg = pytest.importorskip("imageio_ffmpeg", reason="pip install 'neural-render[video]'")
    pictures.write_video(tmp_path / "a.mp4", frames(), 48, 32, fps=10)
    reader = ffmpeg.read_frames(str(tmp_path / "a.mp4"))
    meta = next(reader)
    assert meta["size"] == (48, 32) and meta["fps"] == 10
    decoded = [np.frombuffer(data, np.uint8).reshape(32, 48, 3).astype(float) for data in reader]
    assert len(decoded) == 5
    for ours, theirs in zip(frames(), decoded, strict=True):
        # Chroma has half the resolution and the codec is lossy: a wrong order of channels or a flip is 40 and more.
        assert np.abs(ours - theirs).mean() < 4


def test_a_video_that_fails_leaves_nothing(tmp_path):
    pytest.importorskip("imageio_ffmpeg", reason="pip install 'neural-render[video]'")

    def stopping():
        yield from frames(2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pictures.write_video(tmp_path / "a.mp4", stopping(), 48, 32, fps=10)
    assert list(tmp_path.iterdir()) == []


def test_a_video_that_is_cut_off_is_an_error(tmp_path):
    """A limit on the size of files ends ffmpeg as a full disk does, whether frames are still coming or not."""
    pytest.importorskip("imageio_ffmpeg", reason="pip install 'neural-render[video]'")
    resource = pytest.importorskip("resource", reason="limits of a process are POSIX")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    noise = np.random.default_rng(0).integers(0, 256, (3, 128, 128, 3), dtype=np.uint8)
    for repeats in (1, 60):
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            with pytest.raises(UserError) as caught:
                pictures.write_video(tmp_path / "a.mp4", (f for _ in range(repeats) for f in noise), 128, 128, fps=10)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert (caught.value.what, caught.value.given) == (f"cannot write {tmp_path / 'a.mp4'}", pictures.UNFINISHED)
        assert list(tmp_path.iterdir()) == []


def test_a_video_needs_even_sides(tmp_path):
    pytest.importorskip("imageio_ffmpeg", reason="pip install 'neural-render[video]'")
    with pytest.raises(UserError, match="47x32"):
        pictures.write_video(tmp_path / "a.mp4", frames(), 47, 32, fps=10)


def test_a_video_without_the_extra_says_which(tmp_path, monkeypatch):
    real_import = builtins.__import__

    def fake_import(name, *args, **kwargs):
        if name == "imageio_ffmpeg":
            raise ImportError(name)
        return real_import(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", fake_import)
    with pytest.raises(UserError, match=r"neural-render\[video\]"):
        pictures.write_video(tmp_path / "a.mp4", frames(), 48, 32, fps=10)
