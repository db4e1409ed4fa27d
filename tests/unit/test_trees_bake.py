"""Trees in a package: what is decoded is what was grown, and what does not fit together is refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch
from packages.trees import BACKGROUND, SHAPE, package_of, random_trees, some_blending

from neural_render.package import folder
from neural_render.package.folder import Package
from neural_render.package.manifest import Pass, TargetSize
from neural_render.representations.compact_gaussians import bake, trees
from neural_render.splatting import packing

NUM_TREES = 150
SHAPES = {
    "two children": SHAPE,
    "contained, without attention": dataclasses.replace(SHAPE, attention=0, is_contracted=False),
    "one child, no harmonics": dataclasses.replace(SHAPE, num_children=1, sh_degree=0),
    "degree 2": dataclasses.replace(SHAPE, sh_degree=2),
}


def on_the_wire(grown: trees.Trees, nets: trees.Nets) -> trees.Trees:
    """The trees with numbers that the package can hold, but for the means; the nets are rounded in place."""
    nets.load_state_dict(trees.rounded(nets).state_dict())
    rounded = {"log_scales": trees.LOG_SCALE_STEP, "grid": trees.GRID_STEP}
    words = {name: (getattr(grown, name) / step).round() * step for name, step in rounded.items()}
    return dataclasses.replace(
        grown, **words | {"grid": words["grid"].clamp(-128 * trees.GRID_STEP, 127 * trees.GRID_STEP)}
    )


@pytest.mark.parametrize("variant", [None, "coverage", "exponential"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@torch.no_grad()
def test_what_is_decoded_is_what_was_grown(shape: trees.Shape, variant: str | None, tmp_path: Path) -> None:
    blending = None if variant is None else some_blending(variant)
    folder.write(package_of(NUM_TREES, shape, blending), tmp_path / "package")
    package = folder.read(tmp_path / "package")
    decoded = bake.unpack(package)
    raw, nets, region = random_trees(NUM_TREES, shape)
    expected = bake.splats_of(trees.grow(on_the_wire(raw, nets), nets, shape, region), blending)
    rows = torch.cdist(decoded.means, expected.means).argmin(dim=1)
    assert sorted(rows.tolist()) == list(range(len(expected)))
    tables = {name: packing.all_quantisers(package.manifest.targets[name]) for name in bake.codes_of(package)}
    colors = (*tables["colors"], *tables.get("palette", ()))
    assert len(colors) == shape.num_bases
    assert (decoded.means - expected.means[rows]).abs().max() < 2e-3  # parents' means have 16 bits, and sizes multiply
    steps = torch.tensor(tables["scales"][0].steps)
    assert ((decoded.log_scales - expected.log_scales[rows]).abs() <= 0.51 * steps[:3] + 5e-3).all()
    opacities = (decoded.logit_opacities.sigmoid() - expected.logit_opacities[rows].sigmoid()).abs()
    assert (opacities <= 0.51 * steps[3] + 5e-3).all()
    turns = [torch.nn.functional.normalize(quats, dim=1) for quats in (decoded.quats, expected.quats[rows])]
    assert (turns[0] * turns[1]).sum(dim=1).abs().min() > 0.9995
    for layer, quantiser in enumerate(colors):
        values = [torch.cat([splats.sh0[:, None], splats.shN], dim=1)[:, layer] for splats in (decoded, expected)]
        assert ((values[0] - values[1][rows]).abs() <= 0.51 * torch.tensor(quantiser.steps[:3]) + 5e-3).all()
    if variant is None:
        assert decoded.weighted_sum is None and packing.drawing_pass(package).sort == "means"
        return
    ours, theirs = decoded.weighted_sum, expected.weighted_sum
    factors = [torch.cat([blended.view0, blended.viewN], dim=1) for blended in (ours, theirs)]
    steps = torch.tensor([quantiser.steps[3] for quantiser in colors])
    assert ((factors[0] - factors[1][rows]).abs() <= 0.51 * steps + 5e-3).all()
    assert (ours.variant, ours.sigma, ours.beta) == (variant, theirs.sigma, theirs.beta)


def test_harmonics_may_be_left_out() -> None:
    """Lower degrees are what the higher ones were, without the rest."""
    grown, nets, region = random_trees(NUM_TREES, dataclasses.replace(SHAPE, sh_degree=2))
    full = bake.splats_of(trees.grow(grown, nets, dataclasses.replace(SHAPE, sh_degree=2), region), None)
    for degree in (0, 1):
        fewer, shape = trees.with_sh_degree(grown, dataclasses.replace(SHAPE, sh_degree=2), degree)
        splats = bake.splats_of(trees.grow(fewer, nets, shape, region), None)
        assert shape.sh_degree == splats.sh_degree == degree
        torch.testing.assert_close(splats.sh0, full.sh0)
        torch.testing.assert_close(splats.shN, full.shN[:, : shape.num_bases - 1])


def test_a_file_is_smaller_than_what_it_becomes() -> None:
    package = package_of(3000)
    files = folder.encode(package)
    wire = sum(len(files[texture.file]) for texture in package.manifest.textures.values())
    assert wire < 0.6 * (8 + 3 * 4 + 3 * 4) * 3 * 3000


def test_scales_that_span_more_than_eight_bits_lose_the_smallest() -> None:
    steps = torch.tensor([[-400.0, 0.0], [-200.0, 0.0], [10.0, 0.0]])
    quantiser = bake.scale_quantiser(steps * trees.LOG_SCALE_STEP)
    values = bake.quantise.decode(quantiser, bake.quantise.encode(quantiser, steps * trees.LOG_SCALE_STEP))
    expected = torch.tensor([[-245.0, 0.0], [-200.0, 0.0], [10.0, 0.0]]) * trees.LOG_SCALE_STEP
    torch.testing.assert_close(values, expected, rtol=0, atol=1e-5)


def test_shapes_that_the_shader_has_no_room_for_are_refused() -> None:
    grown, nets, region = random_trees(3, SHAPE)
    for words in ({"num_children": 4}, {"sh_degree": 3}, {"width": 68}, {"width": 30}, {"attention": 36}):
        with pytest.raises(ValueError, match="no room"):
            bake.pack(grown, nets, dataclasses.replace(SHAPE, **words), region, None, BACKGROUND)


def with_pass(package: Package, **words: object) -> Package:
    decode, *rest = package.manifest.passes
    changed: tuple[Pass, ...] = (dataclasses.replace(decode, **words), *rest)
    return dataclasses.replace(package, manifest=dataclasses.replace(package.manifest, passes=changed))


def with_param(package: Package, row: int, channel: int, value: float) -> Package:
    params = [list(numbers) for numbers in package.manifest.passes[0].params]
    params[row][channel] = value
    return with_pass(package, params=tuple(map(tuple, params)))


def with_texture(package: Package, **words: object) -> Package:
    textures = package.manifest.textures
    textures = textures | {"residuals": dataclasses.replace(textures["residuals"], **words)}
    return dataclasses.replace(package, manifest=dataclasses.replace(package.manifest, textures=textures))


def with_target(package: Package, *size: int) -> Package:
    targets = package.manifest.targets
    targets = targets | {"quats": dataclasses.replace(targets["quats"], size=TargetSize(size, None))}
    return dataclasses.replace(package, manifest=dataclasses.replace(package.manifest, targets=targets))


def with_number(package: Package, num_primitives: int) -> Package:
    manifest = dataclasses.replace(package.manifest, num_primitives=num_primitives)
    return dataclasses.replace(package, manifest=manifest)


def with_kind(package: Package, kind: float) -> Package:
    """With another kind of palette in the params of the pass that draws."""
    entry = packing.drawing_pass(package)
    params = ((*entry.params[0][:3], kind), *entry.params[1:])
    passes = tuple(
        dataclasses.replace(other, params=params) if other is entry else other for other in package.manifest.passes
    )
    return dataclasses.replace(package, manifest=dataclasses.replace(package.manifest, passes=passes))


def test_packages_that_contradict_themselves_are_refused() -> None:
    package = package_of(20)
    broken = {
        "not the passes": with_pass(package, program="show"),
        "no pass": with_pass(package, params=()),
        "palette of its own": with_kind(package, packing.SHARED),
        "other textures": with_pass(package, inputs=package.manifest.passes[0].inputs[::-1]),
        "splats, not": with_param(package, 0, 0, 19.0),
        "sizes that are none": with_param(package, 0, 0, 19.5),
        "levels": with_param(package, 2, 0, 1e6),
        "no room": with_param(package, 2, 1, 128.0),
        "does not hold": with_param(package, 3, 0, 20.0),
        "of this version": with_param(package, 6, 0, 0.3),
        "grid of radius": with_param(package, 1, 3, 0.0),
        "texture residuals does not hold": with_texture(package, width=30, height=2),
        "of the size of": with_target(package, 30, 2),
        "draws 60 of 61 splats": with_number(package, 61),
    }
    for match, wrong in broken.items():
        with pytest.raises(ValueError, match=match):
            bake.unpack(wrong)


def test_no_trees_at_all() -> None:
    package = package_of(0)
    assert package.manifest.num_primitives == 0 and len(bake.unpack(package)) == 0
