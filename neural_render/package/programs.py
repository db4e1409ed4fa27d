"""The shaders of the programs that passes name: `generated/` beside their sources, in the clone and in the wheel."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from neural_render.package.folder import Sources
from neural_render.package.manifest import Program

Target = Literal["web", "ios", "android"]
SUFFIXES = {
    "wgsl": ".wgsl",
    "glsl_vertex": ".vert.glsl",
    "glsl_fragment": ".frag.glsl",
    "spirv": ".spv",
    "metal": ".metal",
}
# Browsers read the first three, which are always there; what else an app reads.
EXTRA: dict[Target, str | None] = {"web": None, "ios": "metal", "android": "spirv"}


def sources(shaders: tuple[str, ...], name: str, target: Target) -> tuple[Program, Sources]:
    """The files of the program `name` in the first shader folder of these Python packages that has it, and what they
    hold."""
    folders = [files(package) / "shaders" / "generated" for package in shaders]
    folder = next(folder for folder in folders if (folder / f"{name}{SUFFIXES['wgsl']}").is_file())
    wanted = [key for key in SUFFIXES if key not in EXTRA.values() or key == EXTRA[target]]
    contents = {key: (folder / f"{name}{SUFFIXES[key]}").read_bytes() for key in wanted}
    empty = dict.fromkeys(SUFFIXES)
    program = Program(**(empty | {key: f"shaders/{name}{SUFFIXES[key]}.gz" for key in wanted}))
    return program, Sources(**(empty | {k: v if k == "spirv" else v.decode() for k, v in contents.items()}))
