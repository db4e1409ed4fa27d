"""Whole training iterations through `neural_render.train.train`, on a capture in memory.

The trainer is not changed for this. Each step asks the capture for its photo exactly once, so the photo's reader is the
clock: from one request to the next is one iteration with everything in it - batch, render, loss, backward, checks,
Adam, statistics of growth, generators, progress. What the reader does itself is no part of the time that is reported.

Learning rates are too small to change a float32, and growth gathers its statistics but has no round, so that every step
does the same work. Photos differ, the camera does not.
"""

from __future__ import annotations

import contextlib
import dataclasses
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from neural_render import representations
from neural_render.representation import Representation
from neural_render.runs import Run, TrainConfig
from neural_render.train import train
from neural_render.types import Bounds, Capture, Frame, View
from tools.bench.case import BACKGROUND, NOISE, SH_DEGREE, Case

NUM_PHOTOS = 8
TINY_RATE = 1e-30
GROWTH = {"grow_from": 0.0, "grow_until": 1.0, "grow_every": 1 << 40, "reset_every": 0}
NUM_WARM_UP = 3


@dataclass(frozen=True)
class Times:
    """What one iteration took."""

    cpu_ms: float  # of all threads
    wall_ms: float


class _EnoughError(Exception):
    """Ends a run that has no more to tell: before its last step, so that nothing is saved."""


def run_iterations(
    case: Case, method: str, count: int, *, wait: Callable[[], bool], take: Callable[[Times], None]
) -> None:
    """Trains `case` with a representation and measures `count` steps after some that warm up.

    Before each of these `wait` is called, and the run ends where it returns False; `take` gets what the step took.
    Neither is part of the time.
    """
    num_steps = count + NUM_WARM_UP
    num_reads = num_taken = 0
    started: tuple[float, float] | None = None
    photos = _photos(case)

    def read(index: int) -> Tensor:
        nonlocal num_reads, num_taken, started
        ended = _clocks()
        if started is not None:
            take(Times(*(1e3 * (b - a) for a, b in zip(started, ended, strict=True))))
            num_taken += 1
        num_reads += 1
        if num_reads > num_steps - count - 1:
            if num_taken == count or not wait():
                raise _EnoughError
            started = _clocks()
        return photos[index]

    capture = _capture(case, read)
    model = _model(case, method, capture)
    config = TrainConfig(steps=num_steps, checkpoint_every=num_steps)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        run = Run(Path(folder))
        with contextlib.suppress(_EnoughError):
            train(model, capture, config, run, has_random_background=False, measure=lambda model: {})


def _clocks() -> tuple[float, float]:
    return time.process_time(), time.perf_counter()


def _model(case: Case, method: str, capture: Capture) -> Representation:
    found = representations.find(method)
    rates = {field.name: TINY_RATE for field in dataclasses.fields(found.Config) if "_rate" in field.name}
    config = found.Config(cap=len(case.splats), sh_degree=SH_DEGREE, **GROWTH, **rates)
    model = found.load_model().init(config, capture, torch.Generator().manual_seed(0))
    model.start_from(case.splats)
    return model


def _photos(case: Case) -> list[Tensor]:
    """Photos [H, W, 3] uint8 that differ by their noise."""
    generator = torch.Generator().manual_seed(2)
    shape = case.truth.shape
    noisy = (case.truth + NOISE * torch.randn(shape, generator=generator) for _ in range(NUM_PHOTOS))
    return [(255 * photo.clamp(0, 1)).round().to(torch.uint8) for photo in noisy]


def _capture(case: Case, read: Callable[[int], Tensor]) -> Capture:
    def reader(index: int) -> Callable[[str], Tensor]:
        return lambda name: read(index)

    views = [View(f"{index}.png", case.camera, frozenset(), reader(index)) for index in range(NUM_PHOTOS)]
    return Capture(
        name="bench",
        views=views,
        train=list(range(NUM_PHOTOS)),
        test=[],
        points=case.splats.means.detach(),
        points_rgb=torch.zeros(len(case.splats), 3),
        bounds=Bounds((0.0, 0.0, 0.0), 4.0, 1.0, is_open=False),
        frame=Frame((0.0, -1.0, 0.0), None),
        background=BACKGROUND,
        split="all",
    )
