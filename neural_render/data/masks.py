"""Masks of one photo as a picture of ids: the JSON files that SAM's automatic mask generator writes.

A file is a list of objects with a "segmentation": {"size": [height, width], "counts": runs}, SAM's output modes
"uncompressed_rle" and "coco_rle". Runs are COCO's: lengths of 0s and 1s by turns, the 0s first, down the columns from
the left one on. As a string (COCO's maskApi.c) each number takes some characters, the lowest 5 bits first: 48 plus the
bits, plus 32 where more follow. The last character's bit 4 is the sign, and from the fourth number on what is written
is the difference from the last but one. Letters: h, w pixels of the masks, R runs, M masks.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neural_render.data.parts import read_json, shown
from neural_render.errors import UserError

Ids = NDArray[np.int32]
Runs = NDArray[np.int64]

# More than any camera has: what a damaged size can make us allocate. Ids of so many pixels are 256 MiB.
MAX_PIXELS = 1 << 26
MAX_CHARACTERS = 7  # of one number: 35 bits


def read_masks(file: Path, width: int, height: int) -> Ids:
    """The ids [h, w] of a photo's masks, the smaller on top, 0 where there is none; [height, width] of a file of none.

    Raises UserError when a mask is damaged, or masks differ in size.
    """
    entries = read_json(file, list)
    masks = []
    for index, entry in enumerate(entries):
        try:
            masks.append(_runs(entry))
        except ValueError as error:
            remedy = "write the file anew, with SAM's output mode coco_rle or uncompressed_rle"
            raise UserError(f"cannot read mask {index} of {file}", str(error), remedy) from error
    if not masks:
        return np.zeros((height, width), np.int32)
    if len(sizes := sorted({size for size, _ in masks})) > 1:
        given = " and ".join(f"{w}x{h}" for h, w in sizes[:2])
        raise UserError(f"the masks in {file} differ in size", given, "give the masks of one photo")
    areas = np.array([runs[1::2].sum() for _, runs in masks])
    return layered(areas, lambda index: decode_runs(masks[index][1], *sizes[0]), sizes[0])


def layered(areas: NDArray[Any], mask_of: Callable[[int], NDArray[np.bool_]], shape: tuple[int, int]) -> Ids:
    """The ids [h, w] of M masks [h, w] that may overlap: 1 for the largest, the smaller on top."""
    ids = np.zeros(shape, np.int32)
    for number, index in enumerate(np.argsort(-areas, kind="stable"), start=1):
        ids[mask_of(int(index))] = number
    return ids


def decode_runs(runs: Runs, height: int, width: int) -> NDArray[np.bool_]:  # [R]
    """The mask [h, w] of COCO's runs; raises ValueError where they are not its pixels."""
    check_runs(runs, height, width)
    return np.repeat(np.arange(len(runs)) % 2 == 1, runs).reshape(width, height).T


def check_runs(runs: Runs, height: int, width: int) -> None:  # [R]
    """Raises ValueError where runs are not the pixels of a mask, before anything is allocated for them."""
    total = height * width
    if len(runs) and not 0 <= runs.min() <= runs.max() <= total:
        raise ValueError(f"runs of {runs.min()} to {runs.max()} pixels in a mask of {width}x{height}")
    if runs.sum() != total:
        raise ValueError(f"runs of {runs.sum()} pixels in all in a mask of {width}x{height}, which has {total}")


def unpack_runs(text: str) -> Runs:
    """The runs [R] in COCO's string; raises ValueError where it is none."""
    codes = np.frombuffer(text.encode(errors="replace"), np.uint8).astype(np.int64) - 48  # [characters]
    if not len(codes):
        return codes
    if not 0 <= codes.min() <= codes.max() < 64:
        raise ValueError("a string with characters that COCO's run lengths have not")
    ends = np.flatnonzero(codes < 32)  # [R]
    if not len(ends) or ends[-1] != len(codes) - 1:
        raise ValueError("a string that ends within a number")
    lengths = np.diff(ends, prepend=-1)  # [R]
    if lengths.max() > MAX_CHARACTERS:
        raise ValueError(f"a number of {lengths.max()} characters")
    starts = ends + 1 - lengths  # [R]
    places = np.arange(len(codes)) - np.repeat(starts, lengths)  # [characters]
    runs = np.add.reduceat((codes & 31) << 5 * places, starts)  # [R]
    runs -= ((codes[ends] & 16) > 0).astype(np.int64) << 5 * lengths
    for first in (1, 2):
        runs[first::2] = np.cumsum(runs[first::2])
    return runs


def _runs(entry: Any) -> tuple[tuple[int, int], Runs]:
    """The size (height, width) and the checked runs [R] of one mask; raises ValueError."""
    mask = entry.get("segmentation") if isinstance(entry, dict) else None
    if not isinstance(mask, dict) or not {"size", "counts"} <= set(mask):
        raise ValueError(f"no segmentation with size and counts: {shown(entry)}")
    size, counts = mask["size"], mask["counts"]
    if not (isinstance(size, list) and len(size) == 2 and all(type(side) is int and side >= 1 for side in size)):
        raise ValueError(f"a size of {shown(size)}, not [height, width]")
    height, width = size
    if (total := height * width) > MAX_PIXELS:
        raise ValueError(f"a size of {shown(width)}x{shown(height)}, more than {MAX_PIXELS:,} pixels")
    if isinstance(counts, str):
        runs = unpack_runs(counts)
    elif isinstance(counts, list) and all(type(count) is int and abs(count) <= total for count in counts):
        runs = np.array(counts, np.int64)
    else:
        raise ValueError(f"counts that are neither whole numbers of its {total} pixels nor a string: {shown(counts)}")
    check_runs(runs, height, width)
    return (height, width), runs
