"""Panels: what is drawn of them, what they hide of splats, and what a package keeps of them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from raster_scenes import SCENES, SH_DEGREE, Scene, camera_at_origin, crowd, scene
from torch import Tensor

from neural_render.bake import bake, open_package
from neural_render.cameras import Cameras
from neural_render.cli.info import main as info
from neural_render.cli.subject import scene_of_splats
from neural_render.compress.budgets import UNLIMITED, Budget
from neural_render.errors import UserError
from neural_render.export import FileInfo
from neural_render.metrics import psnr
from neural_render.package import folder
from neural_render.package.folder import Package
from neural_render.splatting import panel_packing, panels
from neural_render.splatting.panels import BORDER, DEPTH_SHARE, Hybrid, Panels, draw, lay_over, levels_of, nearest
from neural_render.splatting.raster import cpu, reference, render
from neural_render.splatting.splats import Splats

TOLERANCE = 1e-4  # of the largest value, as in test_raster


def camera(width: int = 64, height: int = 48) -> Cameras:
    viewmat, K = camera_at_origin(width, height, 60.0)
    return Cameras(viewmat[None], K[None], width, height)


def checkers(width: int, height: int, size: int, seed: int = 0) -> Tensor:
    """Opaque squares of random colours behind a transparent border, [H, W, 4]."""
    generator = torch.Generator().manual_seed(seed)
    squares = torch.rand(-(-height // size), -(-width // size), 3, generator=generator)
    texels = torch.zeros(height, width, 4)
    texels[..., :3] = squares.repeat_interleave(size, 0).repeat_interleave(size, 1)[:height, :width]
    texels[BORDER:-BORDER, BORDER:-BORDER, 3] = 1
    return texels


def panel(
    texels: Tensor, corner: tuple[float, ...] = (-1.6, -1.2, 4.0), down: tuple[float, ...] = (0.0, 2.4, 0.0)
) -> Panels:
    sides = torch.tensor([[[3.2, 0.0, 0.0], down]])
    return Panels(torch.tensor([corner]), sides, torch.tensor([[0.0, 0.0, 1.0, 1.0]]), levels_of(texels))


def some_splats(num: int = 200, depth: float = 4.0) -> Splats:
    tensors = {name: value.float() for name, value in crowd(num, seed=3).items()}
    tensors["means"] = tensors["means"] + torch.tensor([0.0, 0.0, depth])
    return Splats(**tensors)


def test_a_panel_in_front_of_a_camera_is_its_texture() -> None:
    # 3.2 x 2.4 at depth 4 with a focal length of 60 px are 48 x 36 pixels: one texel each.
    texels = checkers(48, 40, 4)[2:38]
    texels = torch.cat([texels, texels.new_zeros(4, 48, 4)])  # sides are multiples of BORDER
    drawn = draw(dataclasses.replace(panel(texels), places=torch.tensor([[0.0, 0.0, 1.0, 0.9]])), camera())
    inner = texels[:36]
    shown, covered = drawn.rgb[6:42, 8:56], drawn.is_covered[6:42, 8:56]
    assert torch.equal(covered, inner[..., 3] == 1) and not drawn.is_covered[:6].any()
    torch.testing.assert_close(shown[covered], inner[..., :3][covered], atol=1e-4, rtol=0)
    assert (drawn.depth[drawn.is_covered] - 4).abs().max() < 1e-5


def test_a_slanted_panel_has_the_depth_and_the_mean_of_what_a_pixel_sees() -> None:
    # A floor 1 below the camera, from z = 2 to 10; stripes along x, far ones narrower than a pixel.
    texels = torch.zeros(256, 64, 4)
    texels[..., 3] = 1
    texels[::2, :, :3] = 1
    floor = panel(texels, corner=(-20.0, 1.0, 2.0), down=(0.0, 0.0, 8.0))
    floor = dataclasses.replace(floor, sides=torch.tensor([[[40.0, 0.0, 0.0], [0.0, 0.0, 8.0]]]))
    drawn = draw(floor, camera())
    rows = (torch.arange(48) + 0.5 - 24) / 60  # slope of the rays downwards
    expected = torch.where((rows > 0.1) & (rows < 0.5), 1 / rows, torch.inf)
    torch.testing.assert_close(drawn.depth[:, 10], expected, rtol=1e-5, atol=0)
    far = drawn.rgb[31:34]  # a pixel there sees 8 texels and more
    assert (far - 0.5).abs().max() < 0.06


def test_the_nearest_panel_is_seen_and_edges_follow_alpha() -> None:
    red, blue = torch.zeros(16, 16, 4), torch.zeros(16, 16, 4)
    red[..., 0] = blue[..., 2] = 1
    red[:, :8, 3] = 1
    blue[..., 3] = 1
    both = nearest([draw(panel(blue, corner=(-1.6, -1.2, 5.0)), camera()), draw(panel(red), camera())])
    center = both.rgb[24]  # [W, 3]
    assert center[20].tolist() == [1, 0, 0] and center[40].tolist() == [0, 0, 1]
    assert both.depth[24, 20] == 4 and both.depth[24, 40] == 5


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("num_channels", [3, 5])
def test_limits_of_depth_agree_with_the_oracle(name: str, num_channels: int) -> None:
    case: Scene = scene(name)
    generator = torch.Generator().manual_seed(0)
    n = len(case.parameters["means"])
    extras = torch.rand(n, num_channels, generator=generator)
    weights = torch.rand(n, generator=generator) + 0.5
    results = {}
    for backend, dtype in ((cpu, torch.float32), (reference, torch.float64)):
        with torch.no_grad():
            splats = case.splats(dtype)
            seen = backend.project(splats, *case.camera(dtype), SH_DEGREE)
            # Between the depths of splats, so that rounding decides nothing.
            depths = seen.depths[seen.depths > 0].unique().float().double()
            limit = float(depths[len(depths) // 2 :].diff().argmax()) if len(depths) > 2 else 0
            middle = depths[len(depths) // 2 + int(limit)] + 1e-3 if len(depths) else torch.tensor(1.0)
            limits = torch.full((case.height, case.width), float(middle))
            limits[:, ::2] = torch.inf
            arguments = (seen, extras.to(dtype), case.width, case.height)
            image, alpha = backend.rasterize(*arguments, limits=limits.to(dtype))
            sums = backend.rasterize_sum(
                seen, extras.to(dtype), weights.to(dtype), case.width, case.height, needs_transmittance=True,
                limits=limits.to(dtype),
            )  # fmt: skip
        results[backend] = [image, alpha, *sums]
    for own, expected in zip(results[cpu], results[reference], strict=True):
        # Pixels on the edge of an alpha's least value may fall to either side.
        wrong = (own.double() - expected).abs() > TOLERANCE * max(float(expected.abs().max()), 1e-3)
        assert wrong.float().mean() < 0.01


def test_limits_have_no_gradients() -> None:
    splats = some_splats()
    splats = dataclasses.replace(splats, sh0=splats.sh0.requires_grad_())
    with pytest.raises(ValueError, match="limits"):
        render(splats, camera(), sh_degree=0, limits=torch.full((1, 48, 64), 4.0))


def test_splats_behind_a_panel_are_hidden_and_those_in_front_lie_over_it() -> None:
    splats, texels = some_splats(), checkers(64, 48, 6)
    drawn = draw(panel(texels), camera())
    rendered = lay_over([drawn], splats, camera())
    depths = splats.means[:, 2]
    front = render(
        Splats(**{f.name: getattr(splats, f.name)[depths <= 4 * DEPTH_SHARE] for f in dataclasses.fields(splats)[:6]}),
        camera(),
        sh_degree=SH_DEGREE,
    )
    covered = drawn.is_covered
    expected = front.rgb[0] + (1 - front.alpha[0])[..., None] * drawn.rgb
    torch.testing.assert_close(rendered.rgb[0][covered], expected[covered], atol=1e-5, rtol=0)
    assert (rendered.alpha[0][covered] > 1 - 1e-6).all()
    whole = render(splats, camera(), sh_degree=SH_DEGREE)
    torch.testing.assert_close(rendered.rgb[0][~covered], whole.rgb[0][~covered])


def test_a_texture_is_kept_to_half_a_step() -> None:
    texels = checkers(96, 64, 5)
    codes = [torch.from_numpy(own.astype(np.int32)) for own in panel_packing.encode(texels)]
    levels = panel_packing.decode(codes, [panel_packing._quantiser()] * len(codes))
    for level, expected in zip(levels, levels_of(texels), strict=True):
        seen = expected[..., 3] > 0
        error = (level - expected).abs()
        # Luma and two chromas are rounded, and then colours to 8 bits.
        assert error[..., :3][seen].max() <= sum(panel_packing.STEPS[:3]) / 2 + 1 / 255
        assert error[..., 3].max() <= panel_packing.STEPS[3] / 2 + 1 / 255
    assert torch.equal(levels[0][..., 3] >= 0.5, texels[..., 3] == 1)


def test_joined_panels_look_as_they_did_alone() -> None:
    parts = [
        panel(checkers(40, 64, 4, seed=1)),
        panel(checkers(80, 24, 6, seed=2), corner=(-1.0, 0.3, 3.5)),
        panel(checkers(16, 16, 3, seed=3), corner=(0.5, -1.0, 3.0), down=(0.0, 0.5, 0.5)),
    ]
    alone, together = nearest([draw(part, camera()) for part in parts]), draw(panel_packing.joined(parts), camera())
    torch.testing.assert_close(together.rgb, alone.rgb, atol=1e-4, rtol=0)
    torch.testing.assert_close(together.depth, alone.depth)


def baked(tmp_path, budget: Budget = UNLIMITED):
    scene_ = scene_of_splats(some_splats(300), FileInfo(), "cpu")
    kept = torch.arange(300) % 3 > 0
    hybrid = Hybrid(panel(checkers(64, 48, 6)), kept)
    package = bake(scene_, "a scene", [], budget, hybrid=hybrid)
    folder.write(package, tmp_path / "package")
    return hybrid, tmp_path / "package"


def test_a_package_shows_what_the_hybrid_does(tmp_path) -> None:
    hybrid, path = baked(tmp_path)
    package, opened = open_package(path)
    assert package.manifest.num_primitives <= int(hybrid.is_kept.sum())
    got, _ = opened.render(camera())
    splats = some_splats(300)
    kept = Splats(**{f.name: getattr(splats, f.name)[hybrid.is_kept] for f in dataclasses.fields(splats)[:6]})
    want = lay_over([draw(hybrid.panels, camera())], kept, camera()).rgb.clamp(0, 1)
    assert psnr(got[0], want[0]) > 35


def test_a_budget_keeps_the_panels_and_fewer_splats(tmp_path) -> None:
    _, whole = baked(tmp_path / "whole", Budget(sh_degree=0))
    size = sum(file.stat().st_size for file in whole.rglob("*") if file.is_file())
    _, smaller = baked(tmp_path / "smaller", Budget(num_bytes=size - 1000, sh_degree=0))
    package = folder.read(smaller)
    assert sum(file.stat().st_size for file in smaller.rglob("*") if file.is_file()) <= size - 1000
    assert panel_packing.unpack(package) is not None
    assert 0 < package.manifest.num_primitives < folder.read(whole).manifest.num_primitives
    with pytest.raises(UserError, match="can be so small"):
        baked(tmp_path / "none", Budget(num_bytes=5000))


def changed(package: Package, **words: object) -> Package:
    """The package with its pass of panels changed."""
    passes = [
        dataclasses.replace(p, **words) if p.program == panel_packing.NAME else p for p in package.manifest.passes
    ]
    return dataclasses.replace(package, manifest=dataclasses.replace(package.manifest, passes=tuple(passes)))


def test_nr_info_tells_of_panels(tmp_path, capsys) -> None:
    _, path = baked(tmp_path)
    info([str(path)])
    lines = capsys.readouterr().out.split("\n")
    assert "panels    1, 7.68 square units" in lines  # 3.2 x 2.4
    assert any(line.startswith("texture   panels_0: 64 x 48 rgba8uint, 12,288 bytes") for line in lines)
    assert "pass      panels: mesh by panels into screen" in lines


def test_broken_panels_are_refused(tmp_path) -> None:
    _, path = baked(tmp_path)
    package = folder.read(path)
    vertices, indices = package.meshes[panel_packing.NAME]
    for broken in (
        dataclasses.replace(package, meshes={panel_packing.NAME: (vertices, indices[::-1].copy())}),
        dataclasses.replace(package, meshes={}),
        changed(package, params=((64.0, 48.0, 1.5, 0.0),)),
        dataclasses.replace(
            package,
            manifest=dataclasses.replace(
                package.manifest,
                textures=package.manifest.textures | {"panels_1": package.manifest.textures["panels_2"]},
            ),
        ),
    ):
        with pytest.raises(ValueError, match="panels"):
            panel_packing.unpack(broken)
    for file in (path / "meshes/panels.bin", path / "textures/panels_0.bin"):
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2])
        with pytest.raises(UserError, match="cannot read the package"):
            folder.read(path)
        file.write_bytes(whole)


def test_sampling_is_that_of_a_texture_unit() -> None:
    texels = torch.arange(8.0).view(1, 8, 1).expand(2, 8, 4)
    uv = torch.tensor([[0.5 / 8, 0.5], [1.0 / 8, 0.5], [-1.0, 0.5], [2.0, 0.5]])
    assert panels.sampled(texels, uv)[:, 0].tolist() == [0.0, 0.5, 0.0, 7.0]
