"""The one training loop. It knows no representation: cameras in, picture out, losses, Adam, after_step.

Everything random is drawn from the run's seed and the step's number, so that a run that was killed and resumed ends in
the same tensors bit for bit.
"""

from __future__ import annotations

import functools
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.checkpoints import load_checkpoint, save_checkpoint
from neural_render.data.views import crop, load_batch, together
from neural_render.errors import UserError
from neural_render.optim import Optimizer
from neural_render.progress import Progress
from neural_render.representation import Representation, StepContext
from neural_render.runs import Run, TrainConfig
from neural_render.teacher import Teacher
from neural_render.types import Batch, Capture

# Steps in a row that may fail before the run is given up: the scene is then beyond repair.
MAX_BAD_STEPS = 10
LOG_EVERY = 100
PART = {"model": "model.", "optimizer": "optimizer."}


def check_settings(
    model: Representation, config: TrainConfig, *, has_random_background: bool, given_maps: frozenset[str]
) -> None:
    """Raises UserError for what this method cannot be trained with."""
    if unused := sorted(given_maps - model.learns_from):
        words = " and ".join(unused)
        raise UserError(
            f"this method learns nothing from {words}", f"{words} of the photos", "leave these settings out"
        )
    if has_random_background and model.has_fixed_background:
        raise UserError(
            "this method learns its background", "--background random", "leave --background out, or name a colour"
        )
    if config.crop % model.crop_step:
        raise UserError(
            "crops must begin where a pixel of the method's low resolution begins",
            f"--crop {config.crop}",
            f"give a multiple of {model.crop_step}",
        )


def train(
    model: Representation,
    capture: Capture,
    config: TrainConfig,
    run: Run,
    *,
    has_random_background: bool,
    measure: Callable[[Representation], dict[str, float]],
    teacher: Teacher | None = None,
    watch: Callable[[Representation, int], None] = lambda model, done: None,
) -> float:
    """Trains `model` in place from the newest checkpoint of `run` to the last step; returns the seconds it took.

    `measure` gives the metrics of the test views for the log; `watch` is called with the number of finished steps and
    changes nothing. Raises UserError when training diverges or is stopped.
    """
    model.to(config.device).train()
    optimizer, first, seconds = _start(model, config.steps, run)
    if first > config.steps:
        raise UserError(
            f"the run {run.folder} has {first} steps behind it",
            f"--steps {config.steps}",
            "ask for at least as many steps, or start another run",
        )
    run.forget_log_after(first)
    bad_steps = 0
    background = torch.tensor(capture.background)
    with _stop_requests() as stop, _torch_threads(model, config.device), Progress(first, config.steps) as progress:
        started = time.perf_counter() - seconds
        for step in range(first, config.steps):
            generator = torch.Generator().manual_seed(config.seed * 1_000_003 + step)
            if has_random_background:
                background = torch.rand(3, generator=generator)
            batch, source = _batch_of_step(step, capture, config, teacher, background, generator, model)
            rendered = model(batch.cameras)
            losses = model.losses(batch, rendered, step)
            loss = torch.stack(list(losses.values())).sum()
            loss.backward()
            if math.isfinite(value := loss.item()) and optimizer.gradients_are_finite():
                bad_steps = 0
                optimizer.step(step)
                model.after_step(StepContext(step, config.steps, batch, rendered, generator, optimizer))
            else:
                # Nothing was applied yet: dropping the gradients is the roll-back.
                optimizer.drop_gradients()
                bad_steps += 1
                _report_bad_step(run, step + 1, source, bad_steps)

            done = step + 1
            seconds = time.perf_counter() - started
            if done % LOG_EVERY == 0 or done == config.steps:
                numbers = {"loss": value} | {name: part.item() for name, part in losses.items()}
                run.log({"step": done, "seconds": seconds, "num_primitives": model.num_primitives} | numbers)
            progress.show(done, value, model.num_primitives)
            watch(model, done)
            if config.eval_every and done % config.eval_every == 0:
                run.log({"step": done, "seconds": seconds} | measure(model))
            is_stopped = stop.is_set()
            if done % config.checkpoint_every == 0 or done == config.steps or is_stopped:
                _checkpoint(model, optimizer, run, done, seconds)
            if is_stopped:
                raise UserError(
                    f"training stopped after step {done} of {config.steps}",
                    "Ctrl-C or a signal to end",
                    "continue with --resume",
                )
            # Saving and measuring are no training time.
            started = time.perf_counter() - seconds
    return seconds


def _batch_of_step(
    step: int,
    capture: Capture,
    config: TrainConfig,
    teacher: Teacher | None,
    background: Tensor,  # [3]
    generator: torch.Generator,
    model: Representation,
) -> tuple[Batch, str]:
    """The pictures that the step sees, and what they are, in words."""

    def window(camera: Cameras) -> tuple[int, int, int, int]:
        width, height = min(config.crop, camera.width), min(config.crop, camera.height)
        rooms = torch.tensor([camera.width - width, camera.height - height]) // model.crop_step + 1  # [2]
        x, y = (torch.rand(2, generator=generator) * rooms).long().tolist()
        return x * model.crop_step, y * model.crop_step, width, height

    batches, sources = [], []
    share = config.teacher_share if step < config.photos_from * config.steps else 0.0
    for turn in range(step * config.pictures, (step + 1) * config.pictures):
        view = capture.views[capture.train[_photo_of_turn(turn, len(capture.train), config.seed)]]
        if teacher is not None and torch.rand((), generator=generator) < share:
            batches.append(teacher.batch(generator, background, config.device, window if config.crop else None))
            sources.append("a picture of the teacher")
        else:
            batch = load_batch(view, background, config.device, model.learns_from & view.maps)
            batches.append(crop(batch, *window(batch.cameras)) if config.crop else batch)
            sources.append(f"photo {view.name}")
    return together(batches), ", ".join(sources)


def _photo_of_turn(turn: int, num_photos: int, seed: int) -> int:
    """Which training photo is the next one's turn: every epoch is a new permutation."""
    epoch, position = divmod(turn, num_photos)
    return _order_of_epoch(epoch, num_photos, seed)[position]


@functools.lru_cache(maxsize=1)
def _order_of_epoch(epoch: int, num_photos: int, seed: int) -> list[int]:
    return torch.randperm(num_photos, generator=torch.Generator().manual_seed(seed * 1_000_003 + epoch)).tolist()


def _checkpoint(model: Representation, optimizer: Optimizer, run: Run, done: int, seconds: float) -> None:
    tensors = {PART["model"] + name: value for name, value in model.state_dict().items()}
    tensors |= {PART["optimizer"] + name: value for name, value in optimizer.state().items()}
    save_checkpoint(run.checkpoints, done, seconds, tensors)


def _start(model: Representation, num_steps: int, run: Run) -> tuple[Optimizer, int, float]:
    """The optimizer, the finished steps and their seconds; it and the model are as the newest checkpoint has them."""

    def new_optimizer() -> Optimizer:
        return Optimizer(model, model.param_groups(num_steps), model.row_buffers)

    if (found := load_checkpoint(run.checkpoints)) is None:
        return new_optimizer(), 0, 0.0
    done, seconds, tensors = found
    device = next(model.parameters()).device

    def part(name: str) -> dict[str, Tensor]:
        return {
            key.removeprefix(PART[name]): value.to(device)
            for key, value in tensors.items()
            if key.startswith(PART[name])
        }

    try:
        model.load(part("model"))
        optimizer = new_optimizer()  # of the model that was loaded: its rates may depend on what it started from
        optimizer.load_state(part("optimizer"))
    except (KeyError, ValueError) as error:
        raise UserError(
            f"the checkpoint in {run.checkpoints} does not fit this method",
            str(error),
            "resume with the settings that the run was started with, or choose another --name",
        ) from error
    return optimizer, done, seconds


def _report_bad_step(run: Run, done: int, source: str, bad_steps: int) -> None:
    message = f"step {done} gave values that are not finite ({source}); it was rolled back"
    print(message)
    run.log({"step": done, "event": message})
    if bad_steps >= MAX_BAD_STEPS:
        raise UserError(
            f"training diverged: {bad_steps} steps in a row gave values that are not finite",
            f"the last one at step {done}, {source}",
            "check the capture with nr-info; lower the learning rates; the last checkpoint is kept",
        )


@contextmanager
def _torch_threads(model: Representation, device: str) -> Iterator[None]:
    """One thread for torch where the native kernels bring their own."""
    before = torch.get_num_threads()
    if model.is_native and device == "cpu":
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


@contextmanager
def _stop_requests() -> Iterator[threading.Event]:
    """An event that Ctrl-C or a termination signal sets, so that a step is always finished; a second one interrupts."""
    stop = threading.Event()

    def request(number: int, frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, request) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
