"""Trees of Gaussians as a package: small textures, passes at load that decode them, and the passes that draw splats.

The pass `decode_trees` fills the tables that packages of splats have (`splatting/packing.py`), as targets of codes, and
`decode_tree_harmonics` the palette of harmonics behind the first, in which each splat has its own entry. A node's texel
is its number; a tree's parent is node p, its children are nodes k P + p. `unpack` is what the shaders do.

Letters: P trees, K children of each, N = (1 + K) P nodes, B bases of the harmonics, L layers, T entries of the grid.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from neural_render.compress import entropy, quantise
from neural_render.compress.quantise import Quantiser
from neural_render.fields.hash_grid import HashGridLayout
from neural_render.package.baked import Baked, PixelTable
from neural_render.package.folder import Package
from neural_render.package.manifest import Input, Pass, Target, TargetSize, Vec3, Vec4
from neural_render.representations.compact_gaussians import plan
from neural_render.representations.compact_gaussians import trees as rules
from neural_render.representations.compact_gaussians.trees import Nets, Nodes, Region, Shape, Trees, grow
from neural_render.splatting import packing
from neural_render.splatting.splats import Splats
from neural_render.splatting.weighted_sum import Variant, WeightedSum

SHADERS = "neural_render.representations.compact_gaussians"
PROGRAM, HARMONICS_PROGRAM = "decode_trees", "decode_tree_harmonics"
TEXTURES = ("parent_means", "parent_scales", "residuals", "grid", "nets")
LAYERS = ("place_hidden", "place", "attend", "mix", "hidden", "attributes")  # of the nets, as they lie in the texture
# What the shaders have room for: arrays of fixed lengths, and 8 attachments, one for each harmonic behind the first.
MAX_CHILDREN, MAX_DEGREE, MAX_LEVELS, MAX_WIDTH, MAX_ATTENTION, FEATURES = 3, 2, 12, 64, 32, 4
NUM_PARAMS, FIRST_COLOR, FIRST_LEVEL = 52, 22, 40  # of the passes; where quantisers of colours and levels begin
ZERO, CODE_BITS = 128, 8  # the code of 0 in residuals and the grid


@dataclass(frozen=True)
class Blending:
    """How all splats are blended without an order; their factors are predicted."""

    variant: Variant
    sigma: Tensor  # []
    beta: Tensor  # []
    background_weight: Tensor  # []


def pack(trees: Trees, nets: Nets, shape: Shape, region: Region, blending: Blending | None, background: Vec3) -> Baked:
    """The trees as textures, and the passes that decode and draw them over `background`.

    Raises ValueError for shapes that the shaders have no room for.
    """
    _check_shape(shape)
    textures = _wire(trees, nets, shape)
    codes = {name: torch.from_numpy(_rows(table.texels)) for name, table in textures.items()}
    quantisers = {name: table.quantisers[0] for name, table in textures.items() if table.quantisers}
    splats = _decoded(codes, quantisers, len(trees), shape, region, blending)
    palette = packing.own_palette(splats)
    tables = packing.fit(splats, palette)
    targets, passes = packing.draw(splats, tables, background, palette)
    size = TargetSize(packing.size_of(len(splats)), None)
    for name, layers in tables.items():
        kind, is_array = "rgba16uint" if name == "means" else "rgba8uint", name in (packing.LAYERED, packing.PALETTE)
        targets[name] = Target(kind, size, len(layers) if is_array else None, layers)
    params = _params(len(trees), shape, region, quantisers, tables)
    decodes = tuple(_decode(program, params, names) for program, names in _decodes(shape).items())
    shaders = (SHADERS, packing.SHADERS)
    return Baked(len(splats), shape.sh_degree, shaders, textures, targets, (*decodes, *passes))


def _decodes(shape: Shape) -> dict[str, tuple[str, ...]]:
    """The programs that decode trees of this shape, and what each fills."""
    harmonics = {HARMONICS_PROGRAM: (packing.PALETTE,)} if shape.sh_degree else {}
    return {PROGRAM: packing.TABLES} | harmonics


def _decode(program: str, params: tuple[Vec4, ...], targets: tuple[str, ...]) -> Pass:
    return Pass(
        name=program,
        when="load",
        program=program,
        geometry="fullscreen",
        count=None,
        mesh=None,
        inputs=tuple(Input(name, "nearest") for name in TEXTURES),
        params=params,
        targets=targets,
        clear=None,
        blend="none",
        depth="none",
        sort=None,
        region=None,
    )


def unpack(package: Package) -> Splats:
    """The splats as the shaders decode them; raises ValueError where the package is not one of trees."""
    codes, entry = codes_of(package), packing.drawing_pass(package)
    tables = {name: packing.all_quantisers(package.manifest.targets[name]) for name in codes}
    return packing.decode(codes, tables, entry)


def codes_of(package: Package) -> dict[str, Tensor]:
    """What the passes at load leave in their targets, [L, N, 4] each; raises ValueError where the package has none."""
    manifest, entry = package.manifest, packing.drawing_pass(package)
    passes = [entry for entry in manifest.passes if entry.program in (PROGRAM, HARMONICS_PROGRAM)]
    if not passes or any(len(entry.params) != NUM_PARAMS for entry in passes):
        raise ValueError("the package has no pass that decodes trees")
    num_trees, shape, region = _shape_of(passes[0].params)
    if [(entry.program, entry.targets) for entry in passes] != list(_decodes(shape).items()):
        raise ValueError(f"the package has not the passes that decode trees of {shape.num_bases} harmonics")
    inputs = [[item.texture for item in decode.inputs] for decode in passes]
    if inputs != [list(TEXTURES)] * len(passes) or not set(TEXTURES) <= manifest.textures.keys():
        raise ValueError(f"the pass {passes[0].name} decodes other textures than {', '.join(TEXTURES)}")
    if entry.count != shape.num_nodes * num_trees:
        raise ValueError(f"the pass {entry.name} draws {entry.count} splats, not {shape.num_nodes * num_trees}")
    if entry.params[0][3] != (packing.OWN if shape.sh_degree else 0.0):
        raise ValueError(f"the pass {entry.name} does not draw the palette of its own entries that trees have")
    nodes, tables = shape.num_nodes * num_trees, {}
    sizes = {"parent_means": num_trees, "parent_scales": num_trees, "residuals": nodes, "grid": shape.grid.num_entries}
    layers = {"residuals": rules.NUM_LAYERS + shape.num_bases - 1}
    for name, count in (sizes | {"nets": _num_texels(shape)}).items():
        texture = manifest.textures[name]
        if texture.layers != layers.get(name) or (texture.width, texture.height) != packing.size_of(count):
            raise ValueError(f"the texture {name} does not hold {num_trees} trees of this shape")
        if len(texture.quantisers) != int(name in sizes) or (name == "nets" and texture.format != "rgba16float"):
            raise ValueError(f"the texture {name} is of {texture.format} with {len(texture.quantisers)} quantisers")
    wanted = {packing.LAYERED: 1, packing.PALETTE: shape.num_bases - 1}  # layers
    for name in (name for decode in passes for name in decode.targets):
        tables[name] = packing.all_quantisers(manifest.targets[name])
        if manifest.targets[name].size.fixed != packing.size_of(nodes):
            raise ValueError(f"the target {name} is not of the size of {nodes} splats")
        if manifest.targets[name].layers != wanted.get(name) or len(tables[name]) != wanted.get(name, 1):
            raise ValueError(f"the target {name} has other layers or quantisers than the pass {entry.name} needs")
    codes = {name: torch.from_numpy(_rows(package.textures[name])) for name in TEXTURES}
    quantisers = {name: manifest.textures[name].quantisers[0] for name in sizes}
    # The shader reads all numbers there, this module its own: they must be the same.
    params = _params(num_trees, shape, region, quantisers, tables)
    if any(decode.params != params for decode in passes):
        raise ValueError(f"the params of the pass {passes[0].name} are not those of its textures, or of this version")
    variant, *numbers = entry.params[8]
    variant = packing.VARIANTS[int(min(max(variant, 0), len(packing.VARIANTS) - 1))]
    blending = Blending(variant, *map(torch.tensor, numbers)) if entry.sort is None else None
    splats = _decoded(codes, quantisers, num_trees, shape, region, blending)
    return packing.encode(splats, tables, packing.own_palette(splats))


def splats_of(nodes: Nodes, blending: Blending | None) -> Splats:
    """The nodes as splats."""
    weighted_sum = None
    if blending is not None:
        factors = nodes.colors[..., 3]  # [N, B]
        words = {"view0": factors[:, :1].contiguous(), "viewN": factors[:, 1:].contiguous()}
        weighted_sum = WeightedSum(
            blending.variant,
            sigma=blending.sigma,
            beta=blending.beta,
            background_weight=blending.background_weight,
            **words,
        )
    return Splats(
        means=nodes.means,
        quats=nodes.quats,
        log_scales=nodes.log_scales,
        logit_opacities=nodes.logit_opacities,
        sh0=nodes.colors[:, 0, :3].contiguous(),
        shN=nodes.colors[:, 1:, :3].contiguous(),
        weighted_sum=weighted_sum,
    )


def _wire(trees: Trees, nets: Nets, shape: Shape) -> dict[str, PixelTable]:
    means = torch.nn.functional.pad(trees.means.detach(), (0, 1))  # [P, 4]
    place = place_quantiser(means, shape)
    codes = quantise.encode(place, means)  # [P, 4]
    order = torch.from_numpy(entropy.morton_order(codes[:, :3].numpy()))  # [P]
    scales = torch.nn.functional.pad(trees.log_scales.detach(), (0, 1))  # [P, 4]
    size = scale_quantiser(scales)
    residuals = torch.cat([trees.residuals, trees.harmonics], dim=2).detach()[order]  # [P, 1 + K, L, 4]
    residuals = residuals.clamp(-rules.MAX_STEPS, rules.MAX_STEPS)  # as training draws them
    residuals = residuals.permute(2, 1, 0, 3).flatten(1, 2)  # [L, N, 4]
    steps, entries = _around_zero(1.0), _around_zero(rules.GRID_STEP)

    def table(codes: Tensor, *quantisers: Quantiser) -> PixelTable:  # [N, 4]
        return PixelTable(packing.texels(codes[None], quantisers)[0], quantisers)

    layers = [quantise.encode(steps, layer) for layer in residuals]
    most = rules.MAX_STEPS * rules.GRID_STEP
    return {
        "parent_means": table(codes[order], place),
        "parent_scales": table(quantise.encode(size, scales)[order], size),
        "residuals": PixelTable(packing.texels(torch.stack(layers), (steps,)), (steps,)),
        "grid": table(quantise.encode(entries, trees.grid.detach().clamp(-most, most)), entries),
        "nets": PixelTable(_net_texels(nets, shape), ()),
    }


def place_quantiser(means: Tensor, shape: Shape) -> Quantiser:  # [P, D]
    """Of parents' places: as fine as so many trees need."""
    return quantise.fit(means, plan.means_bits(shape.num_nodes * len(means)), curve="symlog")


def scale_quantiser(scales: Tensor) -> Quantiser:  # [P, D]
    """Multiples of LOG_SCALE_STEP that reach to the largest; what is too small for 8 bits becomes the smallest."""
    span, step = 2**CODE_BITS - 1, rules.LOG_SCALE_STEP
    if not len(scales):
        scales = torch.zeros(1, scales.shape[1])
    low, high = ((value / step).round() for value in torch.aminmax(scales, dim=0))  # [D] each, in steps
    low = torch.maximum(low, high - span).tolist()
    zeros = (0.0,) * len(low)
    ends = (tuple(step * value for value in low), tuple(step * (value + span) for value in low))
    return Quantiser(CODE_BITS, "linear", *ends, zeros, 1.0)


def _around_zero(step: float) -> Quantiser:
    low, high = -ZERO * step, (2**CODE_BITS - 1 - ZERO) * step
    return Quantiser(CODE_BITS, "linear", (low,) * 4, (high,) * 4, (0.0,) * 4, 1.0)


def _decoded(
    codes: Mapping[str, Tensor],  # [L, texels, 4] of the textures
    quantisers: Mapping[str, Quantiser],
    num_trees: int,
    shape: Shape,
    region: Region,
    blending: Blending | None,
) -> Splats:
    """The splats that the textures make, before they become codes."""
    values = {name: quantise.decode(quantiser, codes[name]) for name, quantiser in quantisers.items()}
    num_nodes = shape.num_nodes
    residuals = values["residuals"][:, : num_nodes * num_trees].unflatten(1, (num_nodes, num_trees))
    residuals = residuals.permute(2, 1, 0, 3)  # [P, 1 + K, L, 4]
    trees = Trees(
        means=values["parent_means"][0, :num_trees, :3],
        log_scales=values["parent_scales"][0, :num_trees, :3],
        residuals=residuals[:, :, : rules.NUM_LAYERS],
        harmonics=residuals[:, :, rules.NUM_LAYERS :],
        grid=values["grid"][0, : shape.grid.num_entries].contiguous(),
    )
    with torch.no_grad():
        return splats_of(grow(trees, _nets_of(codes["nets"][0].float(), shape), shape, region), blending)


def _layers(shape: Shape) -> dict[str, tuple[int, int, int]]:
    """Per layer of the nets: its inputs, its outputs, and its first texel."""
    size, places, attention = shape.grid.num_outputs, 4 * shape.num_children, shape.attention
    sizes = [(size, shape.width), (shape.width, places), (size, 3 * attention), (attention, size)]
    sizes += [(size + 3, shape.width), (shape.width, shape.num_outputs)]
    layers, begin = {}, 0
    for name, (num_in, num_out) in zip(LAYERS, sizes, strict=True):
        layers[name] = (num_in, num_out, begin)
        begin += (num_in + 1) * math.ceil(num_out / 4) if attention or name not in ("attend", "mix") else 0
    return layers


def _num_texels(shape: Shape) -> int:
    num_in, num_out, begin = _layers(shape)[LAYERS[-1]]
    return begin + (num_in + 1) * math.ceil(num_out / 4)


def _net_texels(nets: Nets, shape: Shape) -> np.ndarray:
    """[H, W, 4] float16: of every layer column by column, the bias last, each padded to whole texels.

    Weights are whole steps, of which gzip makes two thirds of what it makes of others.
    """
    width, height = packing.size_of(_num_texels(shape))
    texels = np.zeros((height * width, 4), np.float16)
    layers = dict(rules.rounded(nets).named_children())
    for name, (num_in, num_out, begin) in _layers(shape).items():
        if name not in layers:
            continue
        bias = layers[name].bias
        columns = torch.zeros(num_in + 1, 4 * math.ceil(num_out / 4))  # [in + 1, out]
        columns[:num_in, :num_out] = layers[name].weight.detach()[:num_out].T
        columns[num_in, :num_out] = 0.0 if bias is None else bias.detach()[:num_out]
        values = columns.reshape(-1, 4).to(torch.float16).numpy()
        texels[begin : begin + len(values)] = values
    return texels.reshape(height, width, 4)


def num_net_bytes(nets: Nets, shape: Shape) -> int:
    """Of the nets in a package."""
    return len(zlib.compress(_net_texels(nets, shape).tobytes(), 9))


def _nets_of(texels: Tensor, shape: Shape) -> Nets:  # [texels, 4]
    nets = Nets(shape)
    layers = dict(nets.named_children())
    for name, (num_in, num_out, begin) in _layers(shape).items():
        if name not in layers:
            continue
        count = (num_in + 1) * math.ceil(num_out / 4)
        columns = texels[begin : begin + count].reshape(num_in + 1, -1)[:, :num_out]  # [in + 1, out]
        layers[name].weight.data = columns[:num_in].T.contiguous()
        if layers[name].bias is not None:
            layers[name].bias.data = columns[num_in].clone()
    return nets


def _rows(texels: np.ndarray) -> np.ndarray:
    """[H, W, 4] or [L, H, W, 4] as [L, H W, 4], of numbers that torch has."""
    layers = texels.shape[0] if texels.ndim == 4 else 1
    return texels.reshape(layers, -1, 4).astype(np.float32 if texels.dtype.kind == "f" else np.int32)


def _check_shape(shape: Shape) -> None:
    has_room = (
        1 <= shape.num_children <= MAX_CHILDREN
        and 0 <= shape.sh_degree <= MAX_DEGREE
        and 1 <= shape.grid.num_levels <= MAX_LEVELS
        and shape.grid.num_features == FEATURES
        and 4 <= shape.width <= MAX_WIDTH
        and 0 <= shape.attention <= MAX_ATTENTION
        and shape.width % 4 == shape.attention % 4 == 0
    )
    if not has_room:
        raise ValueError(f"the shaders that decode trees have no room for {shape}")


def _params(
    num_trees: int,
    shape: Shape,
    region: Region,
    wire: Mapping[str, Quantiser],
    tables: packing.Quantisers,
) -> tuple[Vec4, ...]:
    """As `docs/package.md` numbers them."""
    grid, begins = shape.grid, [begin for *_, begin in _layers(shape).values()]
    params = [
        (num_trees, shape.num_children, shape.num_bases, float(shape.is_contracted)),
        (*region.center.tolist(), float(region.radius)),
        (grid.num_levels, shape.width, shape.attention, 0.0),
        (grid.log2_table_size, grid.base_resolution, grid.finest_resolution, 0.0),
        tuple(begins[:4]),
        (*begins[4:], rules.SIZE_STEP, rules.SCALE_STEP),
        (*rules.TURN_STEPS, rules.PLACE_STEP),
        (rules.COLOR_STEP, rules.HARMONIC_STEP, rules.FACTOR_STEP, rules.OPACITY_STEP),
        (rules.OPACITY_GAIN, rules.REST_GAIN, rules.BEND, 0.0),
        (wire["grid"].low[0], wire["grid"].steps[0], wire["residuals"].low[0], wire["residuals"].steps[0]),
        *_place(wire["parent_means"]),
        wire["parent_scales"].low,
        wire["parent_scales"].steps,
        *_place(tables["means"][0]),
        *((q.low, q.steps)[part] for name in ("quats", "scales") for q in tables[name] for part in (0, 1)),
    ]
    colors = (*tables[packing.LAYERED], *tables.get(packing.PALETTE, ()))
    params += [numbers for quantiser in colors for numbers in (quantiser.low, quantiser.steps)]
    params += [(0.0,) * 4] * (FIRST_LEVEL - len(params))
    params += [(level.scale, level.resolution * level.is_dense, level.begin, level.size) for level in grid.levels]
    params += [(0.0,) * 4] * (NUM_PARAMS - len(params))
    return tuple(tuple(map(quantise.shortest, row)) for row in params)


def _place(quantiser: Quantiser) -> list[Vec4]:
    """A quantiser of positions as params: low and unit, steps, center."""
    return [(*quantiser.low[:3], quantiser.unit), (*quantiser.steps[:3], 0.0), (*quantiser.center[:3], 0.0)]


def _shape_of(params: tuple[Vec4, ...]) -> tuple[int, Shape, Region]:
    """Trees, their shape and the grid's region, as `_params` wrote them; raises ValueError where it cannot have."""
    num_trees, num_children, num_bases, is_contracted = params[0]
    num_levels, width, attention, _ = params[2]
    log2_table_size, base_resolution, finest_resolution, _ = params[3]
    whole = (num_trees, num_children, num_bases, num_levels, width, attention, log2_table_size, base_resolution)
    if any(value != int(value) or not 0 <= value < 2**26 for value in whole) or num_bases not in (1, 4, 9):
        raise ValueError("the pass that decodes trees has sizes that are none")
    if num_levels > MAX_LEVELS:
        raise ValueError(f"the pass that decodes trees has {num_levels:.0f} levels")
    grid = HashGridLayout(int(num_levels), FEATURES, int(log2_table_size), int(base_resolution), finest_resolution)
    degree = math.isqrt(int(num_bases)) - 1
    shape = Shape(int(num_children), degree, grid, int(width), int(attention), is_contracted != 0)
    _check_shape(shape)
    if not params[1][3] > 0:
        raise ValueError(f"the pass that decodes trees has a grid of radius {params[1][3]}")
    return int(num_trees), shape, Region(torch.tensor(params[1][:3]), torch.tensor(params[1][3]))
