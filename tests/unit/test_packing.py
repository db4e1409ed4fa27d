"""Splats in textures: what is decoded is what was packed, and a budget keeps the splats that cover most."""

from __future__ import annotations

import dataclasses
import json

import pytest
import torch
from raster_scenes import crowd

from neural_render.bake import bake
from neural_render.cli.subject import scene_of_splats
from neural_render.compress import entropy, quantise
from neural_render.compress.budgets import Budget
from neural_render.export import FileInfo
from neural_render.package import folder
from neural_render.package.baked import Baked
from neural_render.package.checking import parse
from neural_render.package.folder import Package
from neural_render.package.manifest import MANIFEST_FILE
from neural_render.splatting import packing, selection
from neural_render.splatting.splats import Splats
from neural_render.splatting.turns import least_turned, with_w
from neural_render.splatting.weighted_sum import WeightedSum


def some_splats(num: int = 300, variant: str | None = None) -> Splats:
    tensors = {name: value.float() for name, value in crowd(num, seed=2).items()}
    blending = None
    if variant is not None:
        view_sh = torch.randn(num, 16, generator=torch.Generator().manual_seed(1))
        blending = WeightedSum(
            variant, view_sh[:, :1], view_sh[:, 1:], torch.tensor(2.0), torch.tensor(1.5), torch.tensor(0.1)
        )
    return Splats(**tensors, weighted_sum=blending)


def decoded(baked: Baked, name: str, layer: int = 0) -> torch.Tensor:  # [N, 4]
    table = baked.textures[name]
    texels = table.texels if table.texels.ndim == 3 else table.texels[layer]
    codes = torch.from_numpy(texels.reshape(-1, 4)[: baked.num_primitives].astype("int32"))
    return quantise.decode(table.quantisers[layer], codes)


def test_every_splat_is_there_within_half_a_step() -> None:
    splats = some_splats(variant="direct")
    baked = packing.pack(splats, (0.0, 0.0, 0.0))
    means = decoded(baked, "means")[:, :3]
    distances = torch.cdist(means, splats.means)  # [N, N]
    rows = distances.argmin(dim=1)
    assert len(set(rows.tolist())) == len(splats) == baked.num_primitives
    assert distances.amin(dim=1).max() < 1e-3
    scales = decoded(baked, "scales")
    turned, log_scales = least_turned(splats.quats, splats.log_scales)
    expected = torch.cat([log_scales, splats.logit_opacities.sigmoid()[:, None]], dim=1)[rows]
    steps = torch.tensor(baked.textures["scales"].quantisers[0].steps)
    assert ((scales - expected).abs() <= 0.501 * steps).all()
    for layer in range(16):
        colors = torch.cat([splats.sh0[:, None], splats.shN], dim=1)[rows, layer]
        factors = torch.cat([splats.weighted_sum.view0, splats.weighted_sum.viewN], dim=1)[rows, layer, None]
        expected = torch.cat([colors, factors], dim=1)
        steps = torch.tensor(baked.textures["colors"].quantisers[layer].steps)
        assert ((decoded(baked, "colors", layer) - expected).abs() <= 0.501 * steps + 1e-6).all()
    quats = with_w(decoded(baked, "quats")[:, 1:])
    assert (quats * turned[rows]).sum(dim=1).abs().min() > 0.9999
    assert torch.equal(shown(baked).quats, quats)


def test_splats_that_no_picture_shows_are_left_out_where_opacity_says_so() -> None:
    for variant, is_kept in ((None, False), ("coverage", False), ("linear", True)):
        splats = some_splats(variant=variant)
        faint = splats.logit_opacities.clone()
        faint[:40] = -8.0
        baked = packing.pack(dataclasses.replace(splats, logit_opacities=faint), (0.0, 0.0, 0.0))
        assert (baked.num_primitives == len(splats)) is is_kept


def test_a_budget_keeps_large_opaque_splats_and_low_harmonics() -> None:
    splats = some_splats(variant="coverage")
    kept = selection.within(splats, Budget(num_splats=100, sh_degree=1))
    assert len(kept) == 100 and kept.sh_degree == 1 and kept.weighted_sum.viewN.shape == (100, 3)
    area = splats.log_scales.sort(dim=1).values[:, 1:].sum(dim=1).exp() * splats.logit_opacities.sigmoid()
    least = area.topk(100).values[-1]
    chosen = (splats.means[:, None] == kept.means).all(dim=-1).any(dim=1)
    assert torch.equal(chosen, area >= least)
    assert selection.within(splats, Budget()).sh_degree == 3 and len(selection.within(splats, Budget())) == 300


def test_neighbours_in_space_are_neighbours_in_the_texture() -> None:
    baked = packing.pack(some_splats(2000), (0.0, 0.0, 0.0))
    means = decoded(baked, "means")[:, :3]
    shuffled = means[torch.randperm(len(means), generator=torch.Generator().manual_seed(0))]
    assert means.diff(dim=0).norm(dim=1).mean() < 0.4 * shuffled.diff(dim=0).norm(dim=1).mean()


@pytest.mark.parametrize("name", packing.TABLES)
def test_splats_that_a_pass_draws_as_targets_are_refused(name: str) -> None:
    """The manifest is valid: hosts could draw it, but nothing here can decode it."""
    scene = scene_of_splats(some_splats(20), FileInfo(), "cpu")
    package = bake(scene, "some", [], Budget())
    table = json.loads(folder.encode(package)[MANIFEST_FILE])
    table["textures"].pop(name)
    size = {"fixed": [5, 4], "screen": None}
    table["targets"][name] = {"format": "rgba32float", "size": size, "layers": None, "quantisers": []}
    made = {"name": "make", "when": "load", "geometry": "fullscreen", "count": None, "sort": None, "inputs": []}
    made |= {"targets": [name], "blend": "none", "depth": "none"}
    table["passes"].insert(0, table["passes"][-1] | made)
    textures = {key: texels for key, texels in package.textures.items() if key != name}
    with pytest.raises(ValueError, match="from targets"):
        packing.unpack(dataclasses.replace(package, manifest=parse(table), textures=textures))


def package_of(splats: Splats, budget: Budget) -> Package:
    return bake(scene_of_splats(splats, FileInfo(), "cpu"), "some", [], budget)


def shown(baked: Baked) -> Splats:
    """As `unpack`, whatever the blending."""
    tables = {name: table.texels.reshape(-1, *table.texels.shape[-3:]) for name, table in baked.textures.items()}
    codes = {name: torch.from_numpy(texels.astype("int32")).flatten(1, 2) for name, texels in tables.items()}
    return packing.decode(codes, {name: baked.textures[name].quantisers for name in tables}, baked.passes[0])


@pytest.mark.parametrize("variant", [None, "coverage"])
def test_a_palette_has_the_harmonics_of_all_but_the_first(variant: str | None) -> None:
    """With as many entries as splats it is what tables are; with fewer, splats share."""
    splats = selection.in_curve_order(some_splats(variant=variant))
    plain = shown(packing.pack(splats, (0.0, 0.0, 0.0)))
    for num_entries in (len(splats), 40):
        baked = packing.pack(splats, (0.0, 0.0, 0.0), num_entries)
        assert baked.textures["colors"].texels.shape[0] == 1 and baked.textures["palette"].texels.shape[0] == 15
        shared = shown(baked)
        rest = [(splats.shN, plain.shN, shared.shN)]
        if variant is not None:
            rest.append((splats.weighted_sum.viewN, plain.weighted_sum.viewN, shared.weighted_sum.viewN))
        for wanted, own, given in rest:
            assert len(given.unique(dim=0)) == num_entries
            assert num_entries < len(splats) or torch.equal(given, own)
            assert (given - wanted).square().mean() < wanted.var()
        for name in ("means", "quats", "log_scales", "logit_opacities", "sh0"):
            assert torch.equal(getattr(plain, name), getattr(shared, name))


@pytest.mark.parametrize("variant", [None, "coverage"])
def test_a_palette_of_own_entries_holds_what_the_colors_would(variant: str | None) -> None:
    splats = some_splats(variant=variant)
    shown = []
    for palette in (None, packing.own_palette(splats)):
        quantisers = packing.fit(splats, palette)
        codes = packing.encode(splats, quantisers, palette)
        _, (entry, _) = packing.draw(splats, quantisers, (0.0, 0.0, 0.0), palette)
        assert len(codes["colors"]) == (16 if palette is None else 1) and not codes["means"][0, :, 3].any()
        shown.append(packing.decode(codes, quantisers, entry))
    assert torch.equal(shown[0].shN, shown[1].shN) and torch.equal(shown[0].sh0, shown[1].sh0)
    if variant is not None:
        assert torch.equal(*(splats.weighted_sum.viewN for splats in shown))
    assert packing.own_palette(selection.with_sh_degree(splats, 0)) is None


def test_bytes_are_met_by_a_palette_and_then_by_fewer_splats() -> None:
    def size_of(package: Package) -> int:
        return sum(map(len, folder.encode(package).values()))

    splats = some_splats(2200)
    whole = package_of(splats, Budget())
    shared = package_of(splats, Budget(num_bytes=size_of(whole) - 1000))
    assert "palette" not in whole.textures and shared.textures["palette"].shape[1:3] == (1, 256)
    assert shared.manifest.num_primitives == whole.manifest.num_primitives
    fewer = package_of(splats, Budget(num_bytes=size_of(shared) - 4000))
    assert packing.unpack(fewer).sh_degree == 3 and "palette" in fewer.textures
    assert 0.8 * len(splats) < fewer.manifest.num_primitives < shared.manifest.num_primitives
    few = package_of(splats, Budget(num_bytes=size_of(whole) - 1000, sh_degree=0))
    assert "palette" not in few.textures


def test_entries_come_by_how_many_splats_have_them() -> None:
    palette = packing.palette_of(some_splats(), 20)
    counts = palette.numbers.bincount(minlength=20)
    assert palette.entries.shape == (15, 20, 4) and bool((counts.diff() <= 0).all()) and counts[-1] > 0


def test_a_palette_of_no_harmonics_is_none() -> None:
    package = package_of(selection.with_sh_degree(some_splats(), 0), Budget(num_entries=20))
    assert "palette" not in package.textures


def test_palettes_that_contradict_the_pass_are_refused() -> None:
    package = package_of(some_splats(), Budget(num_entries=20))
    texels = package.textures["means"].copy()
    texels[0, 7, 3] = 20
    with pytest.raises(ValueError, match="entry 20 of the palette, which has 20"):
        packing.unpack(dataclasses.replace(package, textures=package.textures | {"means": texels}))
    *before, entry, last = package.manifest.passes
    without = dataclasses.replace(entry, params=((*entry.params[0][:3], 0.0), *entry.params[1:]))
    manifest = dataclasses.replace(package.manifest, passes=(*before, without, last))
    with pytest.raises(ValueError, match="disagree on a palette"):
        packing.unpack(dataclasses.replace(package, manifest=manifest))


def test_no_splats_at_all() -> None:
    baked = packing.pack(selection.rows(some_splats(), torch.zeros(300, dtype=torch.bool)), (0.0, 0.0, 0.0))
    assert baked.num_primitives == 0 and baked.textures["means"].texels.shape == (1, 1, 4)


def test_rows_lie_along_the_curve_of_their_codes() -> None:
    codes = packing.pack(some_splats(), (0.0, 0.0, 0.0)).textures["means"].texels.reshape(-1, 4)[:, :3]
    assert entropy.in_morton_order(codes)
