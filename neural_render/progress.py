"""What long work shows: a bar with the time left on a terminal, one line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType

from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from typing_extensions import Self

LINE_EVERY_S = 5.0
REFRESH_EVERY_S = 0.1


class Progress:
    """Progress of a training run from step `first` to `last`."""

    def __init__(self, first: int, last: int) -> None:
        self._first, self._last = first, last
        self._began = self._shown = time.monotonic()
        self._bar = None
        if sys.stdout.isatty():
            self._bar = Bar(
                TextColumn("training"),
                BarColumn(),
                TextColumn(
                    "{task.completed}/{task.total}  loss {task.fields[loss]:.4f}  {task.fields[count]:,} primitives"
                ),
                TimeElapsedColumn(),
                TextColumn("left"),
                TimeRemainingColumn(),
            )

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
            self._task = self._bar.add_task("", total=self._last, completed=self._first, loss=0.0, count=0)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, done: int, loss: float, num_primitives: int) -> None:
        """Called after every step; prints only now and then."""
        now = time.monotonic()
        is_last = done == self._last
        if now - self._shown < (REFRESH_EVERY_S if self._bar else LINE_EVERY_S) and not is_last:
            return
        self._shown = now
        if self._bar:
            self._bar.update(self._task, completed=done, loss=loss, count=num_primitives)
            return
        left = (now - self._began) / max(done - self._first, 1) * (self._last - done)
        line = f"step {done}/{self._last}  loss {loss:.4f}  {num_primitives:,} primitives  {left:.0f} s left"
        print(line, flush=True)


def show_progress(verb: str = "measured", noun: str = "views") -> Callable[[int, int], None]:
    """A callback for (done, total): one line that counts on a terminal, a line every few seconds elsewhere."""
    shown = time.monotonic()

    def show_count(done: int, total: int) -> None:
        nonlocal shown
        if sys.stdout.isatty():
            print(f"\r{verb} {done}/{total} {noun}", end="\n" if done == total else "", flush=True)
        elif time.monotonic() - shown > LINE_EVERY_S or done == total:
            shown = time.monotonic()
            print(f"{verb} {done}/{total} {noun}", flush=True)

    return show_count
