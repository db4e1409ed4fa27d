"""What all commands share: parsing, the one way in which errors are printed, exit statuses.

0 success, 1 a user's error or an orderly stop, 2 bad arguments.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TextIO, TypeVar

import tyro

from neural_render.errors import UserError

T = TypeVar("T")


def parse(
    arguments: type[T], argv: Sequence[str] | None, *, prog: str, description: str, default: T | None = None
) -> T:
    """The dataclass `arguments` filled from the command line; exits with status 2 on bad arguments.

    Nested dataclasses give flat options (`--steps`, not `--train.steps`).
    """
    return tyro.cli(
        arguments,
        prog=prog,
        description=description,
        args=sys.argv[1:] if argv is None else list(argv),
        default=default,
        config=(tyro.conf.OmitArgPrefixes,),
    )


def parse_some(arguments: type[T], argv: Sequence[str], *, prog: str) -> T:
    """The dataclass filled from those options that are its own, as `parse` fills it; others are passed over."""
    config = (tyro.conf.OmitArgPrefixes,)
    parsed, _ = tyro.cli(arguments, prog=prog, args=list(argv), config=config, return_unknown_args=True)
    return parsed


class Output:
    """A stream that goes on in silence when its reader goes away: `nr-train ... | head` must not end the training."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            self._silence()
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._silence()

    def _silence(self) -> None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, self._stream.fileno())
        os.close(null)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def run(command: Callable[..., Any]) -> Callable[..., None]:
    """Wraps a command: a UserError becomes three lines and status 1, Ctrl-C one line and status 1.

    Printing never ends a command, also where nobody reads what it prints.
    """

    @functools.wraps(command)
    def wrapped(argv: Sequence[str] | None = None) -> None:
        output, errors = Output(sys.stdout), Output(sys.stderr)
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            try:
                _guarded(command, argv)
            finally:
                output.flush()
                errors.flush()

    return wrapped


def _guarded(command: Callable[..., Any], argv: Sequence[str] | None) -> None:
    try:
        command(argv)
    except UserError as error:
        fail(error)
    except KeyboardInterrupt:
        print("stopped by Ctrl-C", file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        what = f"cannot use the file {error.filename}" if error.filename else "the machine refused what was asked of it"
        fail(UserError(what, error.strerror or str(error), "check it and retry"))


def fail(error: UserError) -> None:
    """Prints the three parts of an error and ends with status 1."""
    print(f"error: {error}", file=sys.stderr)
    sys.exit(1)
