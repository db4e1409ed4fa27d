"""Pictures for people: contact sheets of truth, render and error, numbered PNG files, videos.

Images are [H, W, 3] tensors in [0, 1]; what is drawn here are PIL images.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor

from neural_render.errors import UserError, missing_extra
from neural_render.files import atomic_file, atomic_folder

# The error that is drawn white: 10 % of the range, about 25 of 255, is plainly visible. One scale for all sheets makes
# them comparable.
ERROR_WHITE = 0.1
# Black, violet, red, orange, yellow, white: brightness rises steadily, so that it reads in grey and when colour-blind.
ERROR_COLORS = torch.tensor(
    [[0, 0, 4], [66, 10, 104], [147, 38, 103], [221, 81, 58], [252, 165, 10], [250, 225, 110], [255, 255, 255]]
)  # [7, 3]
UNCOUNTED = (70, 80, 90)  # what a mask hides in an error map: no colour of the scale
PAPER, INK, HIGHLIGHT, GAP_PX = (24, 26, 28), (235, 235, 235), (252, 165, 10), 8

# Visually lossless; HD's colour matrix, said in the file, because players guess differently; starts while it loads.
VIDEO_OPTIONS = ["-crf", "17", "-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709"]
VIDEO_OPTIONS += ["-color_primaries", "bt709", "-color_trc", "bt709", "-movflags", "+faststart"]
UNFINISHED = "ffmpeg could not finish the video"


def to_uint8(
    image: Tensor,  # [H, W, 3]
) -> np.ndarray:
    """8-bit pixels [H, W, 3] of an image in [0, 1], rounded."""
    return (image.clamp(0, 1) * 255 + 0.5).to(torch.uint8).cpu().numpy()


def error_map(
    rgb: Tensor,  # [H, W, 3]
    truth: Tensor,  # [H, W, 3]
    mask: Tensor | None,  # [H, W]
) -> np.ndarray:
    """The absolute error, averaged over channels, as colours [H, W, 3] uint8."""
    error = (rgb - truth).abs().mean(dim=-1).cpu()  # [H, W]
    place = (error / ERROR_WHITE).clamp(0, 1) * (len(ERROR_COLORS) - 1)  # [H, W]
    below = place.long().clamp(max=len(ERROR_COLORS) - 2)  # [H, W]
    colors = torch.lerp(ERROR_COLORS[below].float(), ERROR_COLORS[below + 1].float(), (place - below)[..., None])
    if mask is not None:
        colors[mask.cpu() <= 0.5] = torch.tensor(UNCOUNTED, dtype=torch.float32)
    return colors.round().to(torch.uint8).numpy()


def contact_sheet(title: str, panels: Sequence[tuple[str, np.ndarray]]) -> Image.Image:
    """Labelled panels [H, W, 3] uint8 side by side under a title."""
    height, width = panels[0][1].shape[:2]
    font = ImageFont.load_default(size=max(12, min(28, width // 22)))
    line_px = int(1.6 * font.size)
    sheet_width = max(len(panels) * (width + GAP_PX) + GAP_PX, int(font.getlength(title)) + 2 * GAP_PX)
    sheet = Image.new("RGB", (sheet_width, height + 2 * line_px + 2 * GAP_PX), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.text((GAP_PX, GAP_PX), title, INK, font)
    for column, (label, pixels) in enumerate(panels):
        left = GAP_PX + column * (width + GAP_PX)
        draw.text((left, GAP_PX + line_px), label, INK, font)
        sheet.paste(Image.fromarray(pixels), (left, GAP_PX + 2 * line_px))
    return sheet


def stack(sheets: Sequence[tuple[str, Image.Image]]) -> Image.Image:
    """Sheets below each other, each under its label."""
    font = ImageFont.load_default(size=20)
    line_px = int(1.6 * font.size)
    width, height = max(sheet.width for _, sheet in sheets), sum(line_px + sheet.height for _, sheet in sheets)
    page = Image.new("RGB", (width, height), PAPER)
    top = 0
    for label, sheet in sheets:
        ImageDraw.Draw(page).text((GAP_PX, top + GAP_PX), label, HIGHLIGHT, font)
        page.paste(sheet, (0, top + line_px))
        top += line_px + sheet.height
    return page


def write_pngs(folder: Path, frames: Iterable[np.ndarray]) -> None:
    """Writes pictures [H, W, 3] uint8 as 00000.png, 00001.png, ...; an earlier sequence in `folder` is replaced.

    Raises UserError when the folder holds other things or cannot be written.
    """
    check_only_pngs(folder)
    with atomic_folder(folder) as temporary:
        for index, pixels in enumerate(frames):
            Image.fromarray(pixels).save(temporary / f"{index:05d}.png")


def write_video(path: Path, frames: Iterable[np.ndarray], width: int, height: int, fps: int) -> None:
    """Writes pictures [H, W, 3] uint8 of even size as an H.264 video that browsers and phones play.

    Raises UserError without the extra 'video', for an odd size, or when the file cannot be written.
    """
    try:
        import imageio_ffmpeg
    except ImportError as error:
        raise missing_extra("writing a video", "imageio-ffmpeg", "video") from error
    if width % 2 or height % 2:
        raise UserError(
            f"cannot write the video {path}", f"{width}x{height} pixels", "choose an even --width and --height"
        )
    with atomic_file(path) as temporary:
        writer = imageio_ffmpeg.write_frames(
            str(temporary), (width, height), fps=fps, codec="libx264", quality=None, macro_block_size=2,
            output_params=VIDEO_OPTIONS,
        )  # fmt: skip
        writer.send(None)
        num_frames = 0
        try:
            for pixels in frames:
                _send(writer, pixels)
                num_frames += 1
        finally:
            writer.close()
        # Closing says nothing about how ffmpeg ended: on a full disk it leaves a file that stops early.
        try:
            num_written, _ = imageio_ffmpeg.count_frames_and_secs(str(temporary))
        except RuntimeError as error:
            raise OSError(UNFINISHED) from error
        if num_written != num_frames:
            raise OSError(UNFINISHED)


def _send(writer: Generator[None, np.ndarray | None, None], pixels: np.ndarray) -> None:
    try:
        writer.send(np.ascontiguousarray(pixels))
    except OSError as error:
        raise OSError(UNFINISHED) from error  # the package's own text is ffmpeg's whole command line


def check_only_pngs(folder: Path) -> None:
    """Raises UserError when `folder` holds anything but PNG files: it is about to be replaced."""
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(entry.suffix != ".png" for entry in folder.iterdir())):
        raise UserError(f"will not replace {folder}", "a path that holds other things than PNG files", "choose another")
