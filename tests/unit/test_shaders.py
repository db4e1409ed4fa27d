"""Shaders: translations are up to date, constants are those of Python, and other people's tools accept them."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from neural_render.fields import hash_grid, net_passes, space_grid, space_passes
from neural_render.package.programs import SUFFIXES
from neural_render.representations.compact_gaussians import bake, trees
from neural_render.representations.mobile_r2l import points
from neural_render.splatting import packing, panels, sh, splats, weighted_sum
from tools.translate_shaders import NAGA, expand, programs, translate, without_comments

TOOLS = ("node", "spirv-cross", "glslangValidator", "spirv-val")
INSTALL = "apt install nodejs npm spirv-cross glslang-tools spirv-tools; npm ci --prefix tools/translate_shaders"
CONSTANT = re.compile(r"^const (\w+)(?:: \w+)? = (?:vec\df\()?([^();]+)\)?;", re.MULTILINE)
CONSTANTS = (
    vars(splats)
    | vars(sh)
    | vars(weighted_sum)
    | vars(trees)
    | vars(bake)
    | vars(net_passes)
    | vars(space_grid)
    | vars(space_passes)
    | vars(points)
    | vars(panels)
    | {
        "RELU": 1 + net_passes.NAMES.index("relu"),
        "FULL_TURN": math.tau,
        "PRIME_Y": hash_grid.PRIMES[1],
        "PRIME_Z": hash_grid.PRIMES[2],
        "TABLE_WIDTH": packing.WIDTH,
        "SH_C3": sh.SH_C3[:3],
        "SH_C3_MORE": sh.SH_C3[3:],
        "EXPONENTIAL": packing.VARIANTS.index("exponential"),
        "LINEAR": packing.VARIANTS.index("linear"),
        "SHARED": packing.SHARED,
        "LAST_LEVEL": panels.NUM_LEVELS - 1,
    }
)
OURS = [file for file in programs() if "tests" not in file.parts]
OF_SHADERS = {"SPACE", "NEAREST_SHARE", "DET_MAX", "NOWHERE", "SNAP", "MAX_SUM", "MIDDLE"}  # Python has no such thing


def value_of(number: str) -> float:
    over, _, under = number.rstrip("u").partition("/")
    return float(over) / float(under or 1)


@pytest.mark.parametrize("file", programs(), ids=lambda file: file.stem)
def test_no_translation_was_forgotten(file: Path) -> None:
    """`python -m tools.translate_shaders` writes them; the WGSL that ships has all code that the others came from."""
    for suffix in SUFFIXES.values():
        assert (file.parent / "generated" / f"{file.stem}{suffix}").is_file()
    assert (file.parent / f"generated/{file.stem}.wgsl").read_text(encoding="utf-8") == without_comments(expand(file))


def test_generated_files_belong_to_programs() -> None:
    wanted = {file.parent / "generated" / f"{file.stem}{suffix}" for file in programs() for suffix in SUFFIXES.values()}
    assert {file for folder in {file.parent for file in wanted} for file in folder.iterdir()} == wanted


def test_an_included_file_comes_once(tmp_path: Path) -> None:
    (tmp_path / "base.wgsl").write_text("base\n")
    (tmp_path / "more.wgsl").write_text("// include base.wgsl\nmore\n")
    (tmp_path / "all.wgsl").write_text("// include more.wgsl\n// include base.wgsl\nall\n")
    assert expand(tmp_path / "all.wgsl") == "base\nmore\nall\n"


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_constants_are_those_of_python(file: Path) -> None:
    for name, text in CONSTANT.findall(expand(file)):
        if name not in OF_SHADERS:
            numbers = tuple(value_of(number) for number in text.split(","))
            assert numbers == (CONSTANTS[name] if len(numbers) > 1 else (CONSTANTS[name],)), name


@pytest.mark.parametrize("file", programs(), ids=lambda file: file.stem)
def test_nothing_is_computed_in_medium_precision(file: Path) -> None:
    """Phones compute `mediump` in 16 bits, which hold no position in a picture."""
    for stage in ("vert", "frag"):
        source = (file.parent / f"generated/{file.stem}.{stage}.glsl").read_text(encoding="utf-8")
        assert {"precision highp float;", "precision highp int;"} <= set(source.splitlines())
        assert not re.search(r"\b(mediump|lowp)\b", source)
        assert all("highp" in line for line in source.splitlines() if re.match(r"uniform .*sampler", line))


@pytest.mark.extras
def test_the_pinned_tools_translate_to_the_same_bytes(tmp_path: Path) -> None:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None] + [NAGA.name] * (not NAGA.exists())
    if missing:
        pytest.skip(f"no {', '.join(missing)}: {INSTALL}")
    for file, content in translate(programs()).items():
        assert file.read_bytes() == content, f"{file} is stale: python -m tools.translate_shaders"
        if file.suffix == ".spv":
            subprocess.run(["spirv-val", "--target-env", "vulkan1.1", file], check=True)
        elif file.suffix == ".glsl":
            subprocess.run(["glslangValidator", file], check=True)
