"""The registry: every folder here is a representation, found by its name.

A folder's `__init__.py` offers `Config`, its dataclass, and `load_model()`, which imports the class: this module and
the configs import no torch, so that `--help` stays fast. A method that learns from the pictures of another names it as
`TEACHER`.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from neural_render.configs import nearest
from neural_render.errors import UserError


def names() -> list[str]:
    """All methods as they are written on the command line: `sort-free-gaussians` for `sort_free_gaussians/`."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__) if module.ispkg)


def find(name: str) -> ModuleType:
    """The folder of the method `name`; raises UserError when there is none."""
    if not isinstance(name, str) or name not in names():
        raise UserError(
            f"there is no method '{name}'{nearest(str(name), names())}",
            f"the method '{name}'",
            f"choose one of: {', '.join(names())}",
        )
    return importlib.import_module(f"{__name__}.{name.replace('-', '_')}")


def teacher_of(name: str) -> str | None:
    """The method that teaches the method `name`, where it needs a teacher."""
    return getattr(find(name), "TEACHER", None)
