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
from neural_render.data.networks import NormalEstimator, Segmenter
from neural_render.data.parts import Photo
from neural_render.errors import UserError

SEGMENTS = (".png", ".json")  # the first that is there is taken
NORMALS = (".png", ".npy")


def with_given_maps(photos: list[Photo], train: list[int], config: DataConfig) -> list[Photo]:
    """The photos, those at the indices `train` with what the user names; raises UserError where one has no file.

    A capture's own normals stay only if the user asks for them.
    """
    result = list(photos)
    if config.capture_normals and not any(photos[index].normals for index in train):
        raise UserError("the capture carries no normals", "--capture-normals", "leave it out, or pass --normals")
    if not config.capture_normals:
        result = [dataclasses.replace(photo, normals=None) for photo in photos]
    if _is_network(config.segments):
        segmenter = Segmenter(config)
        for index in train:
            segments = functools.partial(segmenter, photos[index].file)
            result[index] = dataclasses.replace(result[index], segments=segments)
    elif config.segments is not None:
        for index, file in _files_of(photos, train, config.segments, "segments", SEGMENTS).items():
            segments = functools.partial(_read_ids, photos[index], file)
            result[index] = dataclasses.replace(result[index], segments=segments)
    if _is_network(config.normals):
        estimator = NormalEstimator(config)
        for index in train:
            normals = functools.partial(estimator, photos[index].file)
            result[index] = dataclasses.replace(result[index], normals=normals, normal_axes=config.normal_axes)
    elif config.normals is not None:
        for index, file in _files_of(photos, train, config.normals, "normals", NORMALS).items():
            result[index] = dataclasses.replace(result[index], normals=file, normal_axes=config.normal_axes)
    return result


def _is_network(path: Path | None) -> bool:
    return path is not None and path.suffix.lower() == ".onnx"


def _read_ids(photo: Photo, file: Path) -> np.ndarray:
    """The ids [H, W] in a file of segments."""
    if file.suffix == ".json":
        ids = read_masks(file, photo.lens.width, photo.lens.height)
        check_shape(file, ids.shape, photo)
        return ids
    return read_numbers(file, photo, "segments")


def _files_of(
    photos: list[Photo], train: list[int], folder: Path, name: str, suffixes: tuple[str, ...]
) -> dict[int, Path]:
    """The file of each photo at the indices `train`; raises UserError where there is none for some."""
    if not folder.is_dir():
        what = "is a file" if folder.is_file() else "does not exist"
        remedy = f"give --{name} a folder, or an .onnx file"
        raise UserError(f"there are no {name} in {folder}", f"a path that {what}", remedy)
    paths = [PurePosixPath(photo.name.removeprefix("images/")).with_suffix("") for photo in photos]
    bare = Counter(path.name for path in paths)
    files, missing = {}, []
    for index in train:
        path = paths[index]
        # Where photos in several folders share a name, the name alone says nothing.
        places = [str(path), path.name] if bare[path.name] == 1 else [str(path)]
        candidates = [folder / f"{place}{suffix}" for place in places for suffix in suffixes]
        if found := next((file for file in candidates if file.is_file()), None):
            files[index] = found
        else:
            missing.append((photos[index].name, " or ".join(f"{path}{suffix}" for suffix in suffixes)))
    if missing:
        others = f", nor those of {len(missing) - 1} more photos" if len(missing) > 1 else ""
        raise UserError(
            f"there are no {name} of the photo {missing[0][0]}",
            f"{folder} has no {missing[0][1]}{others}",
            "give one file per training photo, under the photo's name",
        )
    return files
