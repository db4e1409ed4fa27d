"""Segments and normals that the user names beside the capture: which file belongs to which photo.

A folder has one file per photo under the photo's name without its extension, and below the same folders or below none:
`left/01.png` for `images/left/01.jpg`, or `01.png`. Only training photos need one.
"""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from pathlib import Path, PurePosixPath

import numpy as np

from neural_render.data.config import DataConfig
from neural_render.data.maps import check_shape, read_numbers
from neural_render.data.masks import read_masks
from neural_render.data.parts import Photo
from neural_render.data.segmenter import Segmenter
from neural_render.errors import UserError

SEGMENTS = (".png", ".json")  # the first that is there is taken
NORMALS = (".png", ".npy")


def with_given_maps(photos: list[Photo], train: list[int], config: DataConfig) -> list[Photo]:
    """The photos, those at the indices `train` with what the user names; raises UserError where one has no file."""
    result, chosen = list(photos), [photos[index] for index in train]
    if config.segments is not None:
        sources = _segments_of(chosen, config)
        for index, segments in zip(train, sources, strict=True):
            result[index] = dataclasses.replace(result[index], segments=segments)
    if config.normals is not None:
        files = _files_of(chosen, config.normals, "normals", NORMALS)
        for index, file in zip(train, files, strict=True):
            result[index] = dataclasses.replace(result[index], normals=file, normal_axes=config.normal_axes)
    return result


def _segments_of(photos: list[Photo], config: DataConfig) -> list[functools.partial[np.ndarray]]:
    """What gives each photo's ids."""
    if config.segments.suffix.lower() == ".onnx":
        segmenter = Segmenter(config)
        return [functools.partial(segmenter, photo.file) for photo in photos]
    files = _files_of(photos, config.segments, "segments", SEGMENTS)
    return [functools.partial(_read_ids, photo, file) for photo, file in zip(photos, files, strict=True)]


def _read_ids(photo: Photo, file: Path) -> np.ndarray:
    """The ids [H, W] in a file of segments."""
    if file.suffix == ".json":
        ids = read_masks(file, photo.lens.width, photo.lens.height)
        check_shape(file, ids.shape, photo)
        return ids
    return read_numbers(file, photo, "segments")


def _files_of(photos: list[Photo], folder: Path, name: str, suffixes: tuple[str, ...]) -> list[Path]:
    """The file of each photo in a folder; raises UserError where there is none for some."""
    if not folder.is_dir():
        what = "is a file" if folder.is_file() else "does not exist"
        raise UserError(f"there are no {name} in {folder}", f"a path that {what}", f"give --{name} a folder")
    stems = Counter(PurePosixPath(photo.name).stem for photo in photos)
    files, missing = [], []
    for photo in photos:
        path = PurePosixPath(photo.name.removeprefix("images/")).with_suffix("")
        # Where photos in several folders share a name, the name alone says nothing.
        places = [str(path), path.name] if stems[path.name] == 1 else [str(path)]
        candidates = [folder / f"{place}{suffix}" for place in places for suffix in suffixes]
        found = next((file for file in candidates if file.is_file()), None)
        files.append(found)
        if found is None:
            missing.append((photo.name, " or ".join(f"{places[0]}{suffix}" for suffix in suffixes)))
    if missing:
        others = f", nor those of {len(missing) - 1} more photos" if len(missing) > 1 else ""
        raise UserError(
            f"there are no {name} of the photo {missing[0][0]}",
            f"{folder} has no {missing[0][1]}{others}",
            "give one file per training photo, under the photo's name",
        )
    return files
