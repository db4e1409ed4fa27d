"""Networks as textures and passes, and back; what they cost."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from packages.light_fields import SMALL, SPACE, cameras_around, package_of, random_field
from torch.utils.flop_counter import FlopCounterMode

from neural_render import configs, representations
from neural_render.fields import net_passes
from neural_render.fields.networks import FoldedNet, NetShape, StageShape
from neural_render.fields.ray_net import RayNet, RayNetShape
from neural_render.metrics import psnr

PUBLISHED = NetShape(312, 256, 28, tuple(StageShape(channels, 2, 2) for channels in (64, 64, 16)), "gelu")


def the_net(**settings: object) -> FoldedNet:
    return random_field("mobile-r2l", **settings).folded()[0]


def test_the_published_network_has_the_published_size() -> None:
    """Cao et al. 2023: 4.17 M parameters while batch normalisation is there, 8.3 MB in half floats; 49 and 26 GMAC."""
    normalised = sum(after for _, after, kernel in PUBLISHED.layers[1:-1] if kernel == 1)
    assert PUBLISHED.num_params + 2 * normalised == 4_172_931
    assert round(2e-6 * PUBLISHED.num_params, 1) == 8.3
    forward_facing = dataclasses.replace(PUBLISHED, stages=(*PUBLISHED.stages[:2], StageShape(16, 3, 2)))
    assert round(PUBLISHED.num_macs(800, 800) / 1e9) == 49
    assert round(forward_facing.num_macs(1008, 756) / 1e9) == 26


def test_macs_are_those_that_torch_counts() -> None:
    net = the_net(tail=(12, 8, 5), factor=12)
    with FlopCounterMode(display=False) as counter:
        net.run(torch.zeros(1, 312, 3, 4))
    assert 2 * net.shape.num_macs(48, 36) == 2 * net.shape.num_macs(47, 25) == counter.get_total_flops()


@pytest.mark.parametrize("settings", [{}, {"width": 50, "tail": (40, 36, 8), "factor": 12}])
def test_a_network_survives_its_texture(settings: dict) -> None:
    net = the_net(**settings)
    back = net_passes.net_of(net_passes.texels_of(net), net.shape)
    assert back.shape == net.shape
    for ours, theirs in zip(net_passes._weights(net), net_passes._weights(back), strict=True):
        for value, other in zip(ours, theirs, strict=True):
            np.testing.assert_array_equal(value.astype(np.float16), other)


def test_weights_beyond_half_floats_are_refused() -> None:
    net = the_net()
    with pytest.raises(ValueError, match="beyond half floats"):
        net_passes.texels_of(dataclasses.replace(net, last=dataclasses.replace(net.last, bias=np.full(3, 1e6))))


def test_shaders_have_room_for_64_channels_and_8_at_the_end_and_no_more() -> None:
    head, stages = net_passes.Head("head", (), ()), (*PUBLISHED.stages[:2], StageShape(8, 2, 2))
    for shape in (dataclasses.replace(PUBLISHED, stages=stages), dataclasses.replace(PUBLISHED, width=64)):
        with pytest.raises(ValueError, match="no room"):
            net_passes.draw(shape, head, "net", None)
    net_passes.draw(dataclasses.replace(PUBLISHED, width=64, stages=stages), head, "net", None)


@pytest.mark.parametrize("name", ["mobile-r2l", "light-slab"])
@pytest.mark.parametrize("preset", ["cpu-small", "browser"])
def test_shaders_have_room_for_small_presets(name: str, preset: str) -> None:
    method = representations.find(name)
    file = Path(representations.__file__).parent / name.replace("-", "_") / "presets" / f"{preset}.toml"
    settings = configs.read_toml(file)["model"]
    config = method.Config(
        **{key: tuple(value) if isinstance(value, list) else value for key, value in settings.items()}
    )
    shape = RayNetShape(
        312, config.width, config.num_blocks, config.tail, config.factor, config.tail_blocks, config.activation
    )
    assert net_passes.is_small(RayNet(shape).fold().shape)


def test_a_weight_that_is_read_serves_four_places() -> None:
    """Narrow stages are drawn kind by kind of places into targets of a quarter of the texels; bodies in one pass."""
    stages = (StageShape(16, 2, 1), StageShape(20, 2, 1), StageShape(8, 3, 1))
    shape = NetShape(72, 32, 4, stages, "relu")
    targets, passes = net_passes.draw(shape, net_passes.Head("head", (), ()), "net", None)
    programs = ["head", "net_blocks", *["net_part"] * 8, "net_join", "net_stage", *["net_colors"] * 9, "net_picture"]
    assert [entry.program for entry in passes] == programs
    sizes = {name: (target.size.screen, target.layers) for name, target in targets.items()}
    assert sizes["head0"] == sizes["body0"] == (12, 8)
    assert sizes["stage0_3_2"] == (24, 8) and sizes["stage00"] == (6, 4) and sizes["stage10"] == (3, 5)
    assert sizes["colors8"] == (6, 4)


def test_a_cut_picture_is_the_whole_one_but_for_its_edge() -> None:
    net, inputs = the_net(), torch.randn(1, 312, 5, 6, generator=torch.Generator().manual_seed(1))
    whole, cut = net.run(inputs), net.run(inputs, (22, 18))
    assert cut.shape == (1, 3, 18, 22)
    torch.testing.assert_close(cut[..., :16, :20], whole[..., :16, :20])
    torch.testing.assert_close(net.run(inputs, (24, 20)), whole)


@pytest.mark.parametrize("settings", [{}, SPACE], ids=["published", "with grids of space"])
@pytest.mark.parametrize("name", SMALL)
def test_what_ships_is_what_was_trained(name: str, settings: dict) -> None:
    model = random_field(name, **settings)
    render = representations.find(name).load_model().open_baked(package_of(model, name))
    cameras = cameras_around(64, 48)
    with torch.no_grad():
        exact = model(cameras).rgb
    assert psnr(render(cameras).rgb.flatten(0, 1), exact.flatten(0, 1)) > {"mobile-r2l": 60, "light-slab": 38}[
        name
    ] - 22 * bool(settings)  # half floats; 8 bits in grids
    assert float((exact[0] - exact[1]).abs().mean()) > 0.01


@pytest.mark.parametrize("name", SMALL)
def test_packages_of_something_else_are_refused(name: str) -> None:
    """A pass, a param or a texel that is missing is found before anything is drawn."""
    package, method = package_of(random_field(name), name), representations.find(name).load_model()
    passes, textures = package.manifest.passes, package.textures

    def broken(**words: object):
        return dataclasses.replace(package, manifest=dataclasses.replace(package.manifest, **words))

    head = passes[0]
    shape = (*head.params[:2], (1e6, *head.params[2][1:]), *head.params[3:])
    for wrong in (
        broken(passes=passes[1:]),
        broken(passes=passes[:1] + passes[2:]),
        broken(passes=(dataclasses.replace(head, params=shape), *passes[1:])),
        broken(passes=(dataclasses.replace(head, params=head.params[:4]), *passes[1:])),
        broken(targets={}),
        dataclasses.replace(package, textures=textures | {head.inputs[0].texture: np.zeros((1, 2, 4), np.float16)}),
    ):
        with pytest.raises(ValueError):
            method.open_baked(wrong)
