"""Splats as textures of a package, and back: `docs/package.md` has the layout.

`unpack` is what the shaders do, so that a scene can be measured as it ships.

A palette has all harmonics but the first of many splats as the numbers of a few entries, as Mobile-GS (2025) and
SOG files have them; or an entry for each splat, where it is a target that another pass fills than that of the colours.

Letters: N splats, K SH bases, M entries of a palette, L layers of a table, H, W texels.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from neural_render.compress import codebooks, quantise
from neural_render.compress.quantise import Quantiser
from neural_render.package.baked import Baked, PixelTable
from neural_render.package.folder import Package
from neural_render.package.manifest import ORDER, SCREEN, Input, Pass, Target, TargetSize, Texture, Vec3, Vec4
from neural_render.splatting.selection import ORDER_BITS, in_curve_order, rows
from neural_render.splatting.sh import SH_C0
from neural_render.splatting.splats import ALPHA_MIN, Splats, num_sh_bases
from neural_render.splatting.turns import least_turned, with_w
from neural_render.splatting.weighted_sum import MIN_DEPTH, WeightedSum
from neural_render.thinning import thinned

WIDTH = 2048  # texels: WebGL2's least limit
MAX_BASES = 16  # SH degree 3
SHADERS = "neural_render.splatting"
TABLES = ("means", "quats", "scales", "colors")
LAYERED = "colors"  # of the tables, the one that is an array
PALETTE = "palette"  # the other array, where a package has one
SHARED, OWN = 1.0, 2.0  # kinds of palettes in the params of a pass, 0 without one
NUM_PARAMS = 12 + 2 * MAX_BASES
POSITION_BITS, SHAPE_BITS, COLOR_BITS = ORDER_BITS, 8, 8  # the first harmonic, which is the mean colour, is a colour
MAX_SAMPLES = 1 << 16  # of splats, of whose harmonics a palette is made
TURN_BITS = 7  # of least rotations; as exact as others with 8
REST_BITS = 6  # of the other harmonics: 0.03 dB less than with 8 (lego, fox), 13 bytes less a splat at degree 3
VARIANTS = ("direct", "exponential", "linear", "coverage")  # their numbers in the shaders
# Half floats end at 65504; so many opaque splats of the largest factor may lie behind a pixel.
MAX_SUM, LAYERS = 65504.0, 30
LIMIT_SHARE = 0.999  # of the factors are below the limit at the nearest expected depth
CROWD_SHARE = 0.9  # of the splats are in the sphere that says how near splats are expected
Quantisers = Mapping[str, tuple[Quantiser, ...]]  # of the tables, one per layer


@dataclass(frozen=True)
class Palette:
    """The harmonics behind the first, of colours and factors, apart from the other tables."""

    entries: Tensor  # [K-1, M, 4]
    numbers: Tensor | None  # [N] int32, each splat's entry; None where entry i is splat i's

    @property
    def kind(self) -> float:
        return OWN if self.numbers is None else SHARED


def pack(splats: Splats, background: Vec3, num_entries: int | None = None) -> Baked:
    """The splats as textures and the passes that draw them over `background`.

    Splats that no picture can show are left out, the others lie along a space-filling curve: neighbours in space are
    neighbours in the caches of a GPU, and compress better. With `num_entries`, harmonics are a palette of so many.
    """
    splats = in_curve_order(_visible(splats))
    quats, log_scales = least_turned(splats.quats, splats.log_scales)
    splats = dataclasses.replace(splats, quats=quats, log_scales=log_scales)
    palette = palette_of(splats, num_entries) if num_entries and splats.sh_degree and len(splats) else None
    quantisers = fit(splats, palette) | {"quats": (_without_w(quantise.fit(quats, TURN_BITS)),)}
    codes = encode(splats, quantisers, palette)
    layers = {name: texels(codes[name], quantisers[name]) for name in quantisers}
    textures = {
        name: PixelTable(table if name in (LAYERED, PALETTE) else table[0], quantisers[name])
        for name, table in layers.items()
    }
    targets, passes = draw(splats, quantisers, background, palette)
    return Baked(len(splats), splats.sh_degree, (SHADERS,), textures, targets, passes)


def palette_of(splats: Splats, num_entries: int) -> Palette:
    """At most so many entries for the splats' harmonics; those that more splats have come first, which codes better."""
    rest = _harmonics(splats).detach()[1:]  # [K-1, N, 4]
    vectors = rest.transpose(0, 1).reshape(len(splats), -1)  # [N, 4 (K-1)]
    some = thinned(torch.arange(len(vectors)), MAX_SAMPLES)
    # By how much splats show: their opacities alone keep 0.04 dB more than equal weights (lego_400, fox), which on
    # lego_400 keep 0.17 dB more than areas as well do.
    weights = splats.logit_opacities.detach().sigmoid()  # [N]
    entries = codebooks.fit(vectors[some], weights[some], num_entries)  # [M, 4 (K-1)]
    numbers = codebooks.nearest(vectors, entries)  # [N]
    order = torch.bincount(numbers, minlength=len(entries)).argsort(descending=True, stable=True)  # [M]
    entries = entries[order].view(len(entries), len(rest), 4).transpose(0, 1)  # [K-1, M, 4]
    return Palette(entries, order.argsort()[numbers].to(torch.int32))


def own_palette(splats: Splats) -> Palette | None:
    """The palette in which each splat has its own entry; None where splats have no harmonics but the first."""
    return Palette(_harmonics(splats)[1:], None) if splats.sh_degree else None


def fit(splats: Splats, palette: Palette | None = None) -> Quantisers:
    """The quantisers of the tables that cover the splats, and their palette."""
    values = _values(splats, palette)
    quantisers = {
        "means": (quantise.fit(values["means"][0], POSITION_BITS, curve="symlog"),),
        "quats": (quantise.fit(values["quats"][0], SHAPE_BITS),),
        "scales": (quantise.fit(values["scales"][0], SHAPE_BITS),),
    }
    first, *rest = values["colors"]
    quantisers["colors"] = (quantise.fit(first, COLOR_BITS), *(quantise.fit(layer, REST_BITS) for layer in rest))
    if palette is not None:
        quantisers[PALETTE] = tuple(quantise.fit(layer, REST_BITS) for layer in values[PALETTE])
    return quantisers


def encode(splats: Splats, quantisers: Quantisers, palette: Palette | None = None) -> dict[str, Tensor]:
    """The codes of the tables, [L, N, 4] int32 each: one layer, of `colors` K, or 1 beside a palette [K-1, M, 4]."""
    codes = {
        name: torch.stack([quantise.encode(q, layer) for q, layer in zip(quantisers[name], layers, strict=True)])
        for name, layers in _values(splats, palette).items()
    }
    if palette is not None and palette.numbers is not None:
        codes["means"][0, :, 3] = palette.numbers
    return codes


def decode(codes: Mapping[str, Tensor], quantisers: Quantisers, entry: Pass) -> Splats:
    """The splats that codes [L, N, 4] of the tables stand for, blended as the pass `entry` draws them.

    Raises ValueError where a splat has no such entry of the palette.
    """
    values = {
        name: torch.stack([quantise.decode(q, layer) for q, layer in zip(quantisers[name], codes[name], strict=True)])
        for name in quantisers
    }  # [L, N, 4] each
    scales, colors = values["scales"][0], values["colors"].transpose(0, 1)  # [N, 4], [N, K, 4]
    if PALETTE in quantisers:
        rest = values[PALETTE].transpose(0, 1)  # [M, K-1, 4]
        if entry.params[0][3] != OWN:
            numbers = codes["means"][0, :, 3].long()  # [N]
            if len(numbers) and int(numbers.max()) >= len(rest):
                raise ValueError(f"entry {int(numbers.max())} of the palette, which has {len(rest)}")
            rest = rest[numbers]  # [N, K-1, 4]
        colors = torch.cat([colors, rest], dim=1)  # [N, K, 4]
    blending = None
    if entry.sort is None:
        variant, sigma, beta, background_weight = entry.params[8]
        blending = WeightedSum(
            variant=VARIANTS[int(min(max(variant, 0), len(VARIANTS) - 1))],
            view0=colors[:, :1, 3].contiguous(),
            viewN=colors[:, 1:, 3].contiguous(),
            sigma=torch.tensor(sigma),
            beta=torch.tensor(beta),
            background_weight=torch.tensor(background_weight),
        )
    return Splats(
        means=values["means"][0, :, :3],
        quats=with_w(values["quats"][0][:, 1:]) if _has_no_w(quantisers["quats"][0]) else values["quats"][0],
        log_scales=scales[:, :3],
        logit_opacities=scales[:, 3].logit(),
        sh0=colors[:, 0, :3],
        shN=colors[:, 1:, :3],
        antialias=entry.params[0][2] != 0,
        weighted_sum=blending,
    )


def draw(
    splats: Splats, quantisers: Quantisers, background: Vec3, palette: Palette | None = None
) -> tuple[dict[str, Target], tuple[Pass, ...]]:
    """The passes of a frame that draw the tables of these splats over `background`, and their targets."""
    params = _params(splats, quantisers, background, 0.0 if palette is None else palette.kind)
    words = {"geometry": "quads", "count": len(splats), "mesh": None, "when": "frame", "depth": "test", "region": None}
    # Shaders have one more array for the harmonics behind the first: a palette, or the colours again.
    data = tuple(Input(name, "nearest") for name in (*TABLES, LAYERED if palette is None else PALETTE))
    behind = (*background, 1.0)
    resolve = {"geometry": "fullscreen", "count": None, "mesh": None, "when": "frame", "depth": "none", "region": None,
               "targets": (SCREEN,), "clear": behind, "blend": "over", "sort": None}  # fmt: skip
    if splats.weighted_sum is None:
        order = (*data, Input(ORDER, "nearest"))
        targets = {"picture": Target("rgba16float", TargetSize(None, 1), None, ())}
        passes = (
            Pass("splats", program="splats_sorted", inputs=order, params=params, targets=("picture",),
                 clear=(0.0,) * 4, blend="over", sort="means", **words),
            Pass("show", program="show", inputs=(Input("picture", "nearest"),), params=(), **resolve),
        )  # fmt: skip
        return targets, passes
    sums = ("sums", "hidden") if splats.weighted_sum.has_coverage else ("sums",)
    suffix = "_coverage" if splats.weighted_sum.has_coverage else ""
    targets = {name: Target("rgba16float", TargetSize(None, 1), None, ()) for name in sums}
    passes = (
        Pass("splats", program=f"splats_sum{suffix}", inputs=data, params=params, targets=sums, clear=(0.0,) * 4,
             blend="add", sort=None, **words),
        Pass("resolve", program=f"resolve{suffix}", inputs=tuple(Input(name, "nearest") for name in sums),
             params=params[8:11], **resolve),
    )  # fmt: skip
    return targets, passes


def unpack(package: Package) -> Splats:
    """The splats as the shaders decode them; raises ValueError where the package is not one of splats."""
    entry, textures = drawing_pass(package), package.manifest.textures
    names = (*TABLES, PALETTE) if entry.params[0][3] else TABLES
    if not set(names) <= textures.keys():
        raise ValueError(f"the pass {entry.name} draws splats from targets")
    if any((textures[name].layers is None) != (name not in (LAYERED, PALETTE)) for name in names):
        raise ValueError(f"the tables of splats have no layers, but for {LAYERED} and {PALETTE}")
    num_bases = sum(textures[name].layers or 0 for name in names if name in (LAYERED, PALETTE))
    if num_bases not in {num_sh_bases(degree) for degree in range(4)}:
        raise ValueError(f"the splats have {num_bases} layers of colors, which is no whole degree of harmonics")
    if PALETTE in names and textures[LAYERED].layers != 1:
        raise ValueError(f"the texture {LAYERED} has {textures[LAYERED].layers} layers beside a palette, not 1")
    counts = dict.fromkeys(TABLES, entry.count or 0)
    if PALETTE in names:
        size = textures[PALETTE].width * textures[PALETTE].height
        counts[PALETTE] = counts["means"] if entry.params[0][3] == OWN else size
    codes = {name: codes_of(package, name, count) for name, count in counts.items()}
    return decode(codes, {name: all_quantisers(textures[name]) for name in names}, entry)


def drawing_pass(package: Package) -> Pass:
    """The pass that draws splats; raises ValueError where there is none."""
    draws = [entry for entry in package.manifest.passes if (entry.program or "").startswith("splats_")]
    inputs = [item.texture for item in draws[0].inputs] if len(draws) == 1 else []
    if inputs[: len(TABLES)] != list(TABLES) or inputs[len(TABLES) :][:1] not in ([LAYERED], [PALETTE]):
        raise ValueError("the package has no pass that draws splats")
    entry = draws[0]
    if len(entry.params) != NUM_PARAMS or entry.count is None:
        raise ValueError(f"the pass {entry.name} has {len(entry.params)} params, not {NUM_PARAMS}")
    if entry.count != package.manifest.num_primitives:
        raise ValueError(f"the pass {entry.name} draws {entry.count} of {package.manifest.num_primitives} splats")
    if entry.params[0][3] not in ((SHARED, OWN) if inputs[len(TABLES)] == PALETTE else (0.0,)):
        raise ValueError(f"the params of the pass {entry.name} and its inputs disagree on a palette")
    return entry


def codes_of(package: Package, name: str, count: int) -> Tensor:
    """The first `count` texels of a texture, [L, count, 4] int32; raises ValueError where it has no such codes."""
    codes = package.textures[name].reshape(package.manifest.textures[name].layers or 1, -1, 4)
    if not package.manifest.textures[name].quantisers or codes.shape[1] < count:
        raise ValueError(f"the texture {name} does not hold {count} splats")
    return torch.from_numpy(codes[:, :count].astype(np.int32))


def all_quantisers(table: Texture | Target) -> tuple[Quantiser, ...]:
    """One per layer."""
    return table.quantisers * (table.layers or 1) if len(table.quantisers) == 1 else table.quantisers


def texels(codes: Tensor, quantisers: tuple[Quantiser, ...]) -> np.ndarray:
    """Codes [L, N, 4] as [L, H, W, 4]; a table of few rows is one short row of texels."""
    width, height = size_of(codes.shape[1])
    table = np.zeros((len(codes), height * width, 4), np.uint8 if quantisers[0].bits <= 8 else np.uint16)
    table[:, : codes.shape[1]] = codes.numpy()
    return table.reshape(len(codes), height, width, 4)


def size_of(count: int) -> tuple[int, int]:
    """Width and height of a table of so many rows."""
    width = max(1, min(WIDTH, count))
    return width, max(1, math.ceil(count / width))


def _visible(splats: Splats) -> Splats:
    """Without splats whose opacity no picture shows; where factors scale opacities, any may be seen."""
    blending = splats.weighted_sum
    if blending is not None and not blending.has_coverage:
        return rows(splats, torch.ones(len(splats), dtype=torch.bool))
    return rows(splats, splats.logit_opacities.detach().sigmoid() >= ALPHA_MIN)


def _values(splats: Splats, palette: Palette | None = None) -> dict[str, Tensor]:
    """What the tables hold, [L, N, 4] each; the numbers of entries are codes only."""
    scales = torch.cat([splats.log_scales, splats.logit_opacities.sigmoid()[:, None]], dim=1)  # [N, 4]
    means = torch.nn.functional.pad(splats.means, (0, 1))  # [N, 4]
    tables = {"means": means[None], "quats": _unit_quats(splats.quats)[None], "scales": scales[None]}
    harmonics = _harmonics(splats)  # [K, N, 4]
    tables |= {"colors": harmonics} if palette is None else {"colors": harmonics[:1], PALETTE: palette.entries}
    return {name: values.detach() for name, values in tables.items()}


def _without_w(quantiser: Quantiser) -> Quantiser:
    """Of the same x, y and z, with nothing to tell of w."""
    return dataclasses.replace(quantiser, low=(1.0, *quantiser.low[1:]), high=(1.0, *quantiser.high[1:]))


def _has_no_w(quantiser: Quantiser) -> bool:
    return quantiser.low[0] == quantiser.high[0]


def _unit_quats(quats: Tensor) -> Tensor:
    """[N, 4] of length 1; of q and -q, which mean the same, the one with w >= 0."""
    unit = torch.nn.functional.normalize(quats, dim=1)  # [N, 4]
    return torch.where(unit[:, :1] < 0, -unit, unit)


def _harmonics(splats: Splats) -> Tensor:
    """[K, N, 4]: colours, and beside them the view-dependent factor's."""
    colors = torch.cat([splats.sh0[:, None], splats.shN], dim=1)  # [N, K, 3]
    blending = splats.weighted_sum
    factors = torch.zeros(colors.shape[:2])  # [N, K]
    if blending is not None:
        factors = torch.cat([blending.view0, blending.viewN], dim=1)  # [N, K]
    return torch.cat([colors, factors[..., None]], dim=2).transpose(0, 1)  # [K, N, 4]


def _log_limit(blending: WeightedSum) -> float:
    """What few of the harmonics exceed in any direction; the sum of K squared harmonics is K / (4 pi) everywhere."""
    rest = blending.viewN.detach().norm(dim=1) * math.sqrt(blending.viewN.shape[1] / (4 * math.pi))  # [N]
    bounds = SH_C0 * blending.view0.detach()[:, 0] + rest  # [N]
    return float(bounds.sort().values[int(LIMIT_SHARE * (len(bounds) - 1))])


def _crowd(means: Tensor) -> Vec4:  # [N, 3]
    """Center and radius of the sphere that holds most splats."""
    if not len(means):
        return (0.0, 0.0, 0.0, 1.0)
    center = means.median(dim=0).values  # [3]
    distances = (means - center).norm(dim=1).sort().values  # [N]
    return (*center.tolist(), max(float(distances[int(CROWD_SHARE * (len(means) - 1))]), MIN_DEPTH))


def _params(splats: Splats, quantisers: Quantisers, background: Vec3, palette: float) -> tuple[Vec4, ...]:
    """As `docs/package.md` numbers them."""
    count, num_bases = len(splats), num_sh_bases(splats.sh_degree)
    means, quats, scales = (quantisers[name][0] for name in ("means", "quats", "scales"))
    params = [
        (count, num_bases, float(splats.antialias), palette),
        (*means.low[:3], means.unit),
        (*means.steps[:3], 0.0),
        (*means.center[:3], 0.0),
        *((quantiser.low, quantiser.steps)[part] for quantiser in (quats, scales) for part in (0, 1)),
    ]
    blending = splats.weighted_sum
    if blending is None:
        params.append((0.0,) * 4)
    else:
        sizes = (blending.sigma, blending.beta, blending.background_weight)
        params.append((VARIANTS.index(blending.variant), *(float(value.detach()) for value in sizes)))
    limit = 0.0 if blending is None or not blending.has_coverage or not count else _log_limit(blending)
    exposure = MAX_SUM / LAYERS * math.exp(-limit) if limit else 1.0
    params += [(*background, 1.0), (exposure, limit, 0.0, 0.0), _crowd(splats.means)]
    for quantiser in (*quantisers["colors"], *quantisers.get(PALETTE, ())):
        params += [quantiser.low, quantiser.steps]
    params += [(0.0,) * 4] * (2 * (MAX_BASES - num_bases))
    return tuple(tuple(map(quantise.shortest, row)) for row in params)
