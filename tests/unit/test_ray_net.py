"""The network of light fields: its published size, what folding keeps, and when running statistics change."""

from __future__ import annotations

import pytest
import torch

from neural_render.fields.ray_net import BatchNorm, RayNet, RayNetShape

SMALL = {
    2: RayNetShape(10, 12, 2, (8,), 2, tail_blocks=1),
    4: RayNetShape(10, 12, 3, (8, 6), 4, activation="relu"),
    8: RayNetShape(10, 12, 2, (8, 6, 4), 8, tail_blocks=1),
    12: RayNetShape(10, 12, 2, (8, 6, 4), 12),
}


def trained(shape: RayNetShape) -> RayNet:
    """A network whose statistics and scales are no longer those of a new one."""
    torch.manual_seed(0)
    net = RayNet(shape)
    for module in net.modules():
        if isinstance(module, BatchNorm):
            torch.nn.init.uniform_(module.weight, 0.5, 2.0)
            torch.nn.init.normal_(module.bias)
    for _ in range(5):
        net(torch.randn(2, 4, 3, shape.inputs))
        net.take_over_statistics()
    return net.eval()


@pytest.mark.parametrize(
    ("factor", "num_blocks", "parameters", "size", "gmacs"),
    [  # the authors' code has 29 blocks; 28 reproduce the published 8.3 MB (Blender 100x100 pixels, LLFF 84x63)
        (8, 28, 4_172_931, 100 * 100, 49.3),
        (8, 29, 4_305_539, 100 * 100, 50.6),
        (12, 28, 4_165_763, 84 * 63, 26.0),
    ],
)
def test_the_published_network_has_the_published_size(
    factor: int, num_blocks: int, parameters: int, size: int, gmacs: float
) -> None:
    net = RayNet(RayNetShape(312, 256, num_blocks, (64, 64, 16), factor))
    assert sum(value.numel() for value in net.parameters()) == parameters
    assert net.shape.macs_per_pixel * size == pytest.approx(1e9 * gmacs, rel=2e-3)


@pytest.mark.parametrize("factor", SMALL)
def test_folded_networks_draw_the_same_pictures(factor: int) -> None:
    net = trained(SMALL[factor])
    inputs = torch.randn(2, 5, 7, 10)
    picture = net(inputs)
    assert picture.shape == (2, 5 * factor, 7 * factor, 3)
    folded = net.fold()
    assert folded.factor == factor
    torch.testing.assert_close(folded.run(inputs.movedim(-1, 1)).movedim(1, -1), picture, rtol=0, atol=1e-5)


@pytest.mark.parametrize("factor", SMALL)
def test_only_the_halo_depends_on_what_lies_beyond_the_edge(factor: int) -> None:
    net = trained(SMALL[factor])
    inputs = torch.randn(1, 9, 9, 10)
    part = net(inputs[:, 2:7, 3:8])
    whole = net(inputs)[:, 2 * factor : 7 * factor, 3 * factor : 8 * factor]
    differs = ((part - whole).abs().amax(dim=-1)[0] > 1e-5).nonzero()  # [N, 2]
    to_edge = torch.minimum(differs, 5 * factor - 1 - differs).amin(dim=1)  # [N]
    assert int(to_edge.max()) + 1 == net.shape.halo


def test_a_step_that_is_dropped_leaves_no_trace_in_the_statistics() -> None:
    net = RayNet(SMALL[8])
    before = {name: value.clone() for name, value in net.named_buffers()}
    net(torch.full((1, 3, 3, 10), torch.nan))
    assert all(torch.equal(value, before[name]) for name, value in net.named_buffers())
    inputs = torch.randn(1, 3, 3, 10)
    net(inputs)
    net.take_over_statistics()
    norm, rows = net.body[0].first_norm, inputs.reshape(9, 10)
    x = net.body[0].first(torch.nn.functional.gelu(net.head(rows)))  # [9, 12]
    torch.testing.assert_close(norm.running_mean, 0.1 * x.mean(dim=0))
    torch.testing.assert_close(norm.running_var, 0.9 + 0.1 * x.var(dim=0))


def test_a_settled_network_trains_as_it_will_draw() -> None:
    net = trained(SMALL[8])
    inputs = torch.randn(1, 3, 3, 10)
    picture, before = net(inputs), {name: value.clone() for name, value in net.named_buffers()}
    net.train()
    assert not torch.allclose(net(inputs), picture)
    net.settle()
    assert torch.equal(net(inputs), picture)
    net.take_over_statistics()
    assert not all(torch.equal(value, before[name]) for name, value in net.named_buffers())  # of the step before
