"""What all commands share: parsing, the one way in which errors are printed, exit statuses.

0 success, 1 a user's error or an orderly stop, 2 bad arguments.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

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


def run(command: Callable[..., Any]) -> Callable[..., None]:
    """Wraps a command: a UserError becomes three lines and status 1, Ctrl-C one line and status 1."""

    @functools.wraps(command)
    def wrapped(argv: Sequence[str] | None = None) -> None:
        try:
            command(argv)
        except UserError as error:
            fail(error)
        except KeyboardInterrupt:
            print("stopped by Ctrl-C", file=sys.stderr)
            sys.exit(1)
        except BrokenPipeError:
            # The reader of our output went away (`nr-info ... | head`): nothing is wrong, and nobody listens.
            sys.stderr.close()
            sys.exit(0)
        except OSError as error:
            fail(UserError(f"cannot use the file {error.filename}", error.strerror or str(error), "check it and retry"))

    return wrapped


def fail(error: UserError) -> None:
    """Prints the three parts of an error and ends with status 1."""
    print(f"error: {error}", file=sys.stderr)
    sys.exit(1)
