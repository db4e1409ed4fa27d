"""Dataclasses of plain data as TypeScript: an interface for each, and the same as data for checks while running."""

from __future__ import annotations

import dataclasses
import inspect
import json
import types
import typing
from typing import Any

from neural_render.package import checking, manifest

HEADER = """\
// The manifest of a package. Made by tools/generate_types from neural_render/package/manifest.py: do not edit.

"""
CONSTANTS = {
    manifest: "FORMAT FORMAT_VERSION MANIFEST_FILE QUADS_PER_INSTANCE SCREEN ORDER MAX_SIDE MAX_LAYERS MAX_ATTACHMENTS "
    "FREE_BYTES MAX_UNPACKED MAX_DRAWN MAX_PIXEL_BYTES MAX_SORTS BYTES_PER_TEXEL SOURCES",
    checking: "CODES MAX_COUNT MAX_ITEMS MAX_INPUTS MAX_PARAMS MAX_BYTES MAX_NETWORK_BYTES MAX_PLANES_BYTES "
    "MAX_SOURCE_BYTES MAX_SOURCES_BYTES NAME FILE",
}
SCHEMA = """\
/** A type as data: what a value of the manifest may be. */
export type Schema =
  | "str"
  | "int"
  | "float"
  | "bool"
  | "plain"
  | { readonly oneOf: readonly string[] }
  | { readonly nullable: Schema }
  | { readonly list: Schema }
  | { readonly tuple: readonly Schema[] }
  | { readonly table: Schema }
  | { readonly record: string };

/** The fields of every interface above. */
export const RECORDS: Readonly<Record<string, Readonly<Record<string, Schema>>>> = """
PLAIN = {str: "str", int: "int", float: "float", bool: "bool"}
TYPESCRIPT = {"str": "string", "int": "number", "float": "number", "bool": "boolean", "plain": "string|number|boolean"}


def generate() -> str:
    """The text of manifest.ts."""
    records = _reachable(manifest.Manifest)
    parts = [HEADER + "\n".join(_constant(*entry) for entry in _constants())]
    parts += [_interface(record) for record in records]
    fields = {record.__name__: {name: schema(hint) for name, hint in _hints(record).items()} for record in records}
    return "\n\n".join(parts) + "\n\n" + SCHEMA + _table(fields) + ";\n"


def schema(hint: Any) -> Any:
    """The type `hint` as data; raises TypeError for types that a manifest cannot hold."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        return {"record": hint.__name__}
    if origin is typing.Literal:
        return {"oneOf": list(arguments)}
    if origin in (typing.Union, types.UnionType) and type(None) in arguments:
        options = [argument for argument in arguments if argument is not type(None)]
        if len(options) == 1:
            return {"nullable": schema(options[0])}
        if set(options) == set(PLAIN):
            return {"nullable": "plain"}
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return {"list": schema(arguments[0])}
        return {"tuple": [schema(argument) for argument in arguments]}
    if origin is dict and arguments[0] is str:
        return {"table": schema(arguments[1])}
    if hint in PLAIN:
        return PLAIN[hint]
    raise TypeError(f"{hint} has no counterpart in TypeScript")


def _table(fields: dict[str, dict[str, Any]]) -> str:
    """JSON with one line per field."""
    lines = []
    for record, schemas in fields.items():
        lines += [f"  {record}: {{"] + [f"    {name}: {json.dumps(kind)}," for name, kind in schemas.items()] + ["  },"]
    return "\n".join(["{", *lines, "}"])


def _reachable(record: type) -> list[type]:
    """The dataclasses that fields of `record` name, each behind those that it needs."""
    found: list[type] = []

    def visit(hint: Any) -> None:
        for argument in typing.get_args(hint):
            visit(argument)
        if dataclasses.is_dataclass(hint) and hint not in found:
            for field in _hints(hint).values():
                visit(field)
            found.append(hint)

    visit(record)
    return found


def _hints(record: type) -> dict[str, Any]:
    return typing.get_type_hints(record)


def _constants() -> list[tuple[str, Any]]:
    return [(name, getattr(module, name)) for module, names in CONSTANTS.items() for name in names.split()]


def _constant(name: str, value: Any) -> str:
    if hasattr(value, "pattern"):
        return f"export const {name} = new RegExp({json.dumps(f'^(?:{value.pattern})$')});"
    return f"export const {name} = {json.dumps(value)}{' as const' if isinstance(value, dict) else ''};"


def _interface(record: type) -> str:
    lines = [f"export interface {record.__name__} {{"]
    lines += [f"  readonly {name}: {_typescript(schema(hint))};" for name, hint in _hints(record).items()]
    # A dataclass without a docstring gets one that repeats its signature.
    doc = inspect.getdoc(record) or ""
    is_written = not doc.startswith(f"{record.__name__}(")
    return "\n".join([f"/** {' '.join(doc.split())} */"] * is_written + lines + ["}"])


def _typescript(kind: Any) -> str:
    if isinstance(kind, str):
        return TYPESCRIPT[kind].replace("|", " | ")
    ((word, value),) = kind.items()
    if word == "record":
        return value
    if word == "oneOf":
        return " | ".join(json.dumps(option) for option in value)
    if word == "nullable":
        return f"{_typescript(value)} | null"
    if word == "list":
        return f"ReadonlyArray<{_typescript(value)}>"
    if word == "tuple":
        return f"readonly [{', '.join(map(_typescript, value))}]"
    return f"Readonly<Record<string, {_typescript(value)}>>"
