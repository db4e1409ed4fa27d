"""Shaders once, in WGSL; everything else is a translation.

A folder `shaders` holds programs, WGSL files with a fragment shader, and code they share: a line `// include FILE`
stands for that file, which comes once. Beside them, `generated/` has five files per program: the WGSL that packages
ship, without comments, two of GLSL ES 3.00, SPIR-V, and Metal with the entry points `vertex_main` and `fragment_main`,
where resources keep the numbers of their bindings.

The tools, pinned because a test compares every byte: naga in npm's naga-wasm (package-lock.json), and spirv-cross as
Debian 12 has it.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
from pathlib import Path

from neural_render.errors import UserError

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAGA = HERE / "node_modules/naga-wasm"
INCLUDE = re.compile(r"^// include (\S+)\n", re.MULTILINE)


def programs() -> list[Path]:
    """All WGSL files with a fragment shader in this repository's folders of shaders."""
    sources = sorted(file for room in ("neural_render", "tests") for file in (ROOT / room).glob("**/shaders/*.wgsl"))
    return [file for file in sources if "@fragment" in file.read_text(encoding="utf-8")]


def expand(file: Path) -> str:
    """The WGSL of a program with all that it includes."""
    included = {file}

    def insert(match: re.Match[str], folder: Path) -> str:
        part = (folder / match[1]).resolve()
        if part in included:
            return ""
        included.add(part)
        return INCLUDE.sub(lambda inner: insert(inner, part.parent), part.read_text(encoding="utf-8"))

    return INCLUDE.sub(lambda match: insert(match, file.parent), file.read_text(encoding="utf-8"))


def without_comments(wgsl: str) -> str:
    """Lines with code alone: those who read a package's shaders find the others in the repository."""
    lines = (line.split("//")[0].rstrip() for line in wgsl.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def translate(files: list[Path]) -> dict[Path, bytes]:
    """What the generated files of these programs must hold; raises UserError where a tool or a shader fails."""
    if not NAGA.exists():
        raise UserError("cannot translate shaders", f"no {NAGA}", f"npm ci --prefix {HERE}")
    sources = {str(file): without_comments(expand(file)) for file in files}
    translated = json.loads(_run(["node", str(HERE / "naga.mjs")], json.dumps(sources).encode()))
    generated = {}
    for file in files:
        result = translated[str(file)]
        base, spirv = file.parent / "generated" / file.stem, base64.b64decode(result["spirv"])
        generated[base.with_suffix(".wgsl")] = sources[str(file)].encode()
        generated[base.with_suffix(".vert.glsl")] = result["vertex"].encode()
        generated[base.with_suffix(".frag.glsl")] = result["fragment"].encode()
        generated[base.with_suffix(".spv")] = spirv
        generated[base.with_suffix(".metal")] = _metal(spirv)
    return generated


def _metal(spirv: bytes) -> bytes:
    """Both entry points in one file; what they share is in there once."""
    blocks: dict[str, None] = {}
    for stage, short in (("vertex", "vert"), ("fragment", "frag")):
        renamed = ["--rename-entry-point", stage, f"{stage}_main", short, "--entry", f"{stage}_main", "--stage", short]
        command = ["spirv-cross", "-", "--msl", "--msl-decoration-binding", *renamed]
        blocks |= dict.fromkeys(_run(command, spirv).decode().strip().split("\n\n"))
    return ("\n\n".join(blocks) + "\n").encode()


def _run(command: list[str], data: bytes) -> bytes:
    try:
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout
    except FileNotFoundError as error:
        raise UserError("cannot translate shaders", f"no {command[0]} on this machine", "install it") from error
    except subprocess.CalledProcessError as error:
        raise UserError("cannot translate shaders", error.stderr.decode().strip(), "correct the WGSL") from error
