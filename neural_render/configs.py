"""Configs are dataclasses of plain values: to TOML and back, with every mistake of a file reported at once.

Nothing here imports torch, so that `--help` stays fast.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import sys
import types
import typing
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from neural_render.errors import UserError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

T = TypeVar("T")


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; raises UserError when it cannot be read."""
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"cannot read the config {path}", str(error), "give a TOML file in UTF-8") from error


def to_toml(tables: dict[str, Any]) -> str:
    """TOML text of one level of tables; top-level plain values come first, None is left out."""
    plain = {key: value for key, value in tables.items() if not isinstance(value, dict)}
    lines = _toml_lines(plain)
    for name, table in tables.items():
        if isinstance(table, dict):
            lines += ["", f"[{name}]", *_toml_lines(table)]
    return "\n".join(lines).lstrip("\n") + "\n"


def to_table(config: Any) -> dict[str, Any]:
    """A config dataclass as plain TOML values."""
    return {field.name: _plain(getattr(config, field.name)) for field in dataclasses.fields(config)}


def from_table(base: T, table: dict[str, Any], where: str) -> T:
    """`base` with the keys of `table` replaced; raises one UserError that names every wrong key and value."""
    hints = typing.get_type_hints(type(base))
    problems, values = [], {}
    for key, value in table.items():
        if key not in hints:
            problems.append(f"unknown key '{key}'{nearest(key, hints)}")
        elif (converted := _convert(value, hints[key])) is _WRONG:
            problems.append(f"'{key}' = {value!r} is not a {_type_name(hints[key])}")
        else:
            values[key] = converted
    if not problems:
        try:
            return dataclasses.replace(base, **values)
        except ValueError as error:
            problems.append(str(error))
    raise UserError(f"wrong config {where}", "; ".join(problems), "correct or remove what is named here")


def nearest(word: str, known: Iterable[str]) -> str:
    """ ", did you mean '...'?" where a known word is near, else an empty string."""
    matches = difflib.get_close_matches(word, list(known), n=1)
    return f", did you mean '{matches[0]}'?" if matches else ""


_WRONG = object()


def _convert(value: Any, hint: Any) -> Any:
    """`value` as `hint` says, or _WRONG."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _convert(value, arguments[0])
    if origin is typing.Literal:
        return value if value in arguments else _WRONG
    if origin in (typing.Union, types.UnionType):
        options = (_convert(value, argument) for argument in arguments if argument is not type(None))
        return next((option for option in options if option is not _WRONG), _WRONG)
    if origin is tuple:
        if not isinstance(value, list) or (arguments[-1] is not Ellipsis and len(value) != len(arguments)):
            return _WRONG
        items = tuple(_convert(item, arguments[0]) for item in value)
        return _WRONG if _WRONG in items else items
    if hint is Path:
        return Path(value) if isinstance(value, str) else _WRONG
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value if type(value) is hint else _WRONG


def _type_name(hint: Any) -> str:
    return getattr(hint, "__name__", None) or str(hint).replace("typing.", "")


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


def _toml_lines(table: dict[str, Any]) -> list[str]:
    # Finite numbers, booleans, lists and strings (unescaped, but for control characters) are written as in JSON.
    return [
        f"{key} = {json.dumps(value, ensure_ascii=False, allow_nan=False)}"
        for key, value in table.items()
        if value is not None
    ]
