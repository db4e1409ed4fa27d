"""The shaders of the programs that passes name: `generated/` beside their sources, in the clone and in the wheel."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from neural_render.package.folder import Sources
from neural_render.package.manifest import SOURCES, Program, ShaderFiles

Target = Literal["web", "ios", "android"]
SUFFIXES = {
    "wgsl": ".wgsl",
    "glsl_vertex": ".vert.glsl",
    "glsl_fragment": ".frag.glsl",
    "spirv": ".spv",
    "metal": ".metal",
}
# Browsers read GLSL, the host in Python WGSL, and both are always there; what else an app reads.
EXTRA: dict[Target, str | None] = {"web": None, "ios": "metal", "android": "spirv"}


def files_for(target: Target) -> ShaderFiles:
    """The files of shaders in a package for the target."""
    wanted = [language for language in SOURCES if language not in EXTRA.values() or language == EXTRA[target]]
    return ShaderFiles(**(dict.fromkeys(SOURCES) | {language: f"shaders/{language}.gz" for language in wanted}))


def sources(shaders: tuple[str, ...], name: str, target: Target) -> tuple[Program, Sources]:
    """The program `name` of the first shader folder of these Python packages that has it."""
    folders = [files(package) / "shaders" / "generated" for package in shaders]
    folder = next(folder for folder in folders if (folder / f"{name}{SUFFIXES['wgsl']}").is_file())
    wanted = [key for key in SUFFIXES if key not in EXTRA.values() or key == EXTRA[target]]
    contents = {key: (folder / f"{name}{SUFFIXES[key]}").read_bytes() for key in wanted}
    empty = dict.fromkeys(SUFFIXES)
    program = Program(**(empty | {key: len(data) for key, data in contents.items()}))
    return program, Sources(**(empty | {k: v if k == "spirv" else v.decode() for k, v in contents.items()}))
