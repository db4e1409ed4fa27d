"""Compact Gaussians while they train: growth, what is simulated, and the size that is aimed at."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import pytest
import torch
from torch import Tensor

from neural_render import configs, representations
from neural_render.cameras import Cameras, cat_cameras, look_at
from neural_render.cli.bake import package_of, write
from neural_render.cli.subject import Subject
from neural_render.compress import entropy, quantise
from neural_render.compress.budgets import PRESETS, Budget, parse
from neural_render.errors import UserError
from neural_render.files import num_bytes
from neural_render.optim import Optimizer
from neural_render.package import folder
from neural_render.representation import StepContext
from neural_render.representations.compact_gaussians import Config, bake, growing, plan, trees
from neural_render.representations.compact_gaussians.model import STORED, CompactGaussians
from neural_render.scene import Scene
from neural_render.splatting.free_space import FreeSpace
from neural_render.splatting.splats import Splats
from neural_render.types import Batch, Bounds, Capture, Frame

NUM_TREES = 40
BOUNDS = Bounds((0.0, 0.0, 0.0), 1.5, 3.0, is_open=False)


def camera(x: float) -> Cameras:
    viewmat = look_at(torch.tensor([x, 0.5, 1.0]), torch.zeros(3), torch.tensor([0.0, 0.0, 1.0]))
    K = torch.tensor([[50.0, 0.0, 24.0], [0.0, 50.0, 18.0], [0.0, 0.0, 1.0]])
    return Cameras(viewmat[None], K[None], 48, 36)


def some_model(**settings: object) -> CompactGaussians:
    generator = torch.Generator().manual_seed(3)
    capture = Capture(
        name="synthetic",
        views=[],
        train=[],
        test=[],
        points=0.3 * torch.randn(NUM_TREES, 3, generator=generator),
        points_rgb=torch.rand(NUM_TREES, 3, generator=generator),
        bounds=BOUNDS,
        frame=Frame((0.0, 0.0, 1.0), None),
        background=(0.0, 0.0, 0.0),
        split="none",
    )
    defaults = {"num_levels": 3, "log2_table_size": 8, "finest_resolution": 32, "width": 16, "attention": 8}
    return CompactGaussians.init(Config(**defaults | settings), capture, torch.Generator().manual_seed(0))


def trained(model: CompactGaussians, num_steps: int) -> list[float]:
    """The photometric losses of a few steps on two pictures of another model."""
    cameras = cat_cameras([camera(3.0), camera(-2.0)])
    with torch.no_grad():
        other = some_model(blending="sorted")
        other.residuals[..., trees.COLOR, 0] += 4
        other.residuals[..., trees.PLACE, 3] += 5
        truth = other(cameras).rgb
    batch = Batch(cameras, truth, None, torch.zeros(3))
    optimizer = Optimizer(model, model.param_groups(num_steps), model.row_buffers)
    losses = []
    for step in range(num_steps):
        rendered = model(cameras)
        parts = model.losses(batch, rendered, step)
        sum(parts.values()).backward()
        optimizer.step(step)
        generator = torch.Generator().manual_seed(step)
        model.after_step(StepContext(step, num_steps, batch, rendered, generator, optimizer))
        losses.append(float(parts["photometric"]))
    return losses


@pytest.mark.parametrize("blending", ["sorted", "coverage", "linear"])
def test_training_finds_the_pictures(blending: str) -> None:
    losses = trained(some_model(blending=blending, grow_until=0.0), 40)
    assert losses[-1] < 0.7 * losses[0]


@torch.no_grad()
def test_what_is_drawn_in_the_end_is_what_the_file_holds() -> None:
    model = some_model(blending="sorted", grow_until=0.0, simulate_from=0.5)
    with torch.enable_grad():
        trained(model, 10)
    assert bool(model.is_simulated)
    assert model.residuals.frac().abs().max() > 0.01  # training goes on between the steps
    model.residuals[0, 1, trees.PLACE, 0], model.grid[0, 0] = -127.6, 5.4  # beyond the last codes
    stored, textures = model.stored(), model.bake((0.0, 0.0, 0.0), Budget()).textures

    def held(name: str, count: int) -> torch.Tensor:  # [L, count, 4]
        table = textures[name]
        codes = torch.from_numpy(table.texels.astype("i4")).flatten(-3, -2)[..., :count, :]
        return quantise.decode(table.quantisers[0], codes)

    order = entropy.morton_order(
        quantise.encode(bake.place_quantiser(model.means, model.shape), model.means).numpy()
    )  # [P]
    residuals = torch.cat([stored.residuals, stored.harmonics], dim=2)[order].permute(2, 1, 0, 3).flatten(1, 2)
    exact = {"rtol": 0, "atol": 1e-6}
    torch.testing.assert_close(held("residuals", model.num_primitives), residuals, rtol=0, atol=1e-4)
    torch.testing.assert_close(held("grid", len(stored.grid)), stored.grid, **exact)
    torch.testing.assert_close(held("parent_means", len(stored))[:, :3], stored.means[order], **exact)
    torch.testing.assert_close(held("parent_scales", len(stored))[:, :3], stored.log_scales[order], **exact)
    for value in model.nets.parameters():
        assert torch.equal(value, (value / trees.NETS_STEP).round() * trees.NETS_STEP)


def test_bytes_are_counted_of_the_codes_that_the_file_holds() -> None:
    model = some_model(blending="sorted")
    near = model.breakdown()["residuals"]
    model.residuals.data[0, 1, trees.COLOR, 0] = -400.0  # the file has -127
    assert abs(model.breakdown()["residuals"] - near) < 30


def test_bits_become_no_cheaper_while_trees_come() -> None:
    model = some_model(blending="sorted", budget="10MB", simulate_from=0.1, grow_until=1.0)
    trained(model, 50)
    assert float(model.rate_weight) == pytest.approx(Config.rate_weight)


def test_trees_of_other_rules_are_refused() -> None:
    state = CompactGaussians(Config()).state_dict()
    assert CompactGaussians.restore(Config(), dict(state)).num_primitives == 0
    with pytest.raises(ValueError, match="other rules than those of this version"):
        CompactGaussians.restore(Config(), state | {"rules": 2 * state["rules"]})


def test_settings_that_cannot_be_met_are_refused() -> None:
    for blending, budget in (("sorted", "46300B"), ("coverage", "48200B")):
        with pytest.raises(ValueError, match="leaves nothing: nets, shaders and manifest"):
            Config(budget=budget, blending=blending)
        Config(budget=f"{int(budget[:-1]) + 1}B", blending=blending)
    with pytest.raises(ValueError, match=r"there is no budget '800KB'.*such as 8MB"):
        Config(budget="800KB")
    with pytest.raises(ValueError, match=r"grow_from = 0\.6 must not exceed grow_until = 0\.5"):
        Config(grow_from=0.6)
    Config(grow_from=0.6, grow_until=0.0)


@torch.no_grad()
def test_splats_that_mean_something_else_are_refused() -> None:
    model = some_model(blending="sorted")
    splats = some_model(blending="sorted").splats()
    with pytest.raises(ValueError, match="antialias"):
        model.start_from(dataclasses.replace(splats, antialias=True))
    with pytest.raises(ValueError, match="blended by linear, not sorted"):
        model.start_from(some_model(blending="linear").splats())


def test_budgets_below_a_tree_are_refused() -> None:
    with pytest.raises(UserError, match="no package of trees can be so small"):
        some_model(blending="sorted").bake((0.0, 0.0, 0.0), Budget(num_splats=2))
    for text in ("0.5B", "0MB", "9" * 400 + "B", "1001GB"):
        with pytest.raises(UserError, match="there is no budget"):
            parse(text)


def test_the_weight_of_bits_follows_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CompactGaussians, "breakdown", lambda model, *, is_exact: {"all": 40_000})
    weights = []
    for budget in ("60kB", "10MB"):
        model = some_model(blending="sorted", budget=budget, simulate_from=0.0)
        trained(model, 50)
        weights.append(float(model.rate_weight))
    assert weights[0] > Config.rate_weight > weights[1]


@pytest.mark.parametrize(
    ("num_steps", "first", "power", "lasting_weight"),
    [(300, 0.95e6, 0.23, 2.6e-4), (600, 1.03e6, 0.23, 2.6e-4), (600, 1.03e6, 0.15, 2.6e-4), (2500, 1.03e6, 0.35, 1e-3)],
)
def test_the_size_comes_down_to_the_budget_from_above(
    monkeypatch: pytest.MonkeyPatch, num_steps: int, first: float, power: float, lasting_weight: float
) -> None:
    """On sizes that follow the weight about as those of lego do: slower as the rates fall, and hardly back up.

    Guesses are a tenth too high.
    """
    model, size = some_model(blending="sorted", budget="0.8MB"), first

    def breakdown(model: CompactGaussians, *, is_exact: bool) -> dict[str, float]:
        return {"all": (1.0 if is_exact else 1.1) * size - plan.overhead("sorted")}

    monkeypatch.setattr(CompactGaussians, "breakdown", breakdown)
    for done in range(1, num_steps + 1):
        lasting = 0.79e6 * (float(model.rate_weight) / lasting_weight) ** -power  # what it comes to at this weight
        rate = 0.1 ** max((done / num_steps - 0.6) / 0.4, 0.0) / (200 if lasting < size else 1000)
        size += rate * (lasting - size)
        model._adapt(done, num_steps)
    assert 0.98 * 0.8e6 < size < 0.8e6


def test_a_teachers_splats_that_no_camera_sees_stay_out() -> None:
    model = some_model(blending="sorted", fit_steps=0)
    generator = torch.Generator().manual_seed(5)
    means = 0.3 * torch.randn(30, 3, generator=generator)
    means[20:] += torch.tensor([6.0, 1.0, 2.0])  # behind the camera
    splats = Splats(
        means=means,
        quats=torch.randn(30, 4, generator=generator),
        log_scales=torch.full((30, 3), -2.0),
        logit_opacities=torch.full((30,), -1.0),
        sh0=torch.zeros(30, 3),
        shN=torch.zeros(30, 0, 3),
    )
    model.start_from(splats, [camera(3.0)])
    assert len(model.means) == 20 // 3 and model.means[:, 0].max() < 3
    model.start_from(splats)
    assert len(model.means) == 10


def test_a_budget_bounds_splats_and_harmonics() -> None:
    for budget, num_nodes, degree in (("tiny", 100_000, 0), ("phone", 1_200_000, 1), ("1MB", None, 1)):
        model = some_model(budget=budget)
        assert model.shape.sh_degree == degree and model.harmonics.shape[2] == (degree + 1) ** 2 - 1
        assert model.cap == (num_nodes or 101_381)


def test_grids_and_bits_follow_from_the_budget() -> None:
    """The solver on the counts of devices, which are too many to train here."""
    bought = {}
    for name in ("1MB", *PRESETS):
        nodes = plan.num_nodes(parse(name))
        bought[name] = (nodes, plan.log2_table_size(nodes), plan.finest_resolution(nodes, 16), plan.means_bits(nodes))
    assert bought == {
        "1MB": (101_381, 12, 126, 13),
        "tiny": (100_000, 12, 125, 13),
        "phone-low": (400_000, 14, 250, 14),
        "phone": (1_200_000, 16, 433, 15),
        "desktop": (3_000_000, 17, 684, 15),
    }
    model = some_model(budget="phone-low", log2_table_size=0, finest_resolution=0)
    assert (model.shape.grid.log2_table_size, model.shape.grid.finest_resolution) == (14, 250)


def test_packages_keep_to_the_budget_that_the_scene_was_trained_to() -> None:
    sizes, counts = [], []
    for given in ("10MB", None):
        budget = given or f"{sizes[0] - 1000}B"
        model = some_model(blending="sorted", sh_degree=1, budget=budget, num_levels=8, log2_table_size=10)
        generator = torch.Generator().manual_seed(0)
        model.residuals.data = 40 * torch.randn(model.residuals.shape, generator=generator)
        model.grid.data = 40 * trees.GRID_STEP * torch.randn(model.grid.shape, generator=generator)
        scene = Scene("compact-gaussians", model, Frame((0.0, 0.0, 1.0), None), BOUNDS, (0.0, 0.0, 0.0), {})
        package = package_of(Subject(Path("run"), scene, None, Path("run"), 0, has_background=True), None)
        sizes.append(sum(map(len, folder.encode(package).values())))
        counts.append(package.manifest.num_primitives)
    assert sizes[1] <= sizes[0] - 1000 and 0 < counts[1] < counts[0] == 3 * NUM_TREES


def test_a_budget_that_is_not_used_up_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRESETS, "tiny", Budget(2_000_000, 3 * NUM_TREES + 1))
    for budget, reason in (
        ("2MB", "a larger teacher or more steps may use them"),
        ("tiny", "it allows no more splats"),
    ):
        model = some_model(blending="sorted", budget=budget)
        scene = Scene("compact-gaussians", model, Frame((0.0, 0.0, 1.0), None), BOUNDS, (0.0, 0.0, 0.0), {})
        subject = Subject(Path("run"), scene, None, Path("run"), 0, has_background=True)
        write(subject, tmp_path / budget, None, "web")
        printed = capsys.readouterr().out
        left = (2e6 - num_bytes(tmp_path / budget)) / 1e6
        assert "of 2 MB, " in printed and f"note: {left:.2f} MB of the budget are left, {reason}" in printed


@pytest.mark.parametrize("preset", ["taught", "plain"])
def test_presets_train(preset: str) -> None:
    place = Path(representations.__file__).parent / "compact_gaussians" / "presets" / f"{preset}.toml"
    model = some_model(**configs.read_toml(place)["model"])
    assert (model.shape.attention == 0) == (preset == "plain") and bool(model.is_simulated)
    losses = trained(model, 30)
    assert losses[-1] < 0.9 * losses[0]


def test_trees_stay_whose_nodes_weigh_most_together() -> None:
    model = some_model(blending="sorted")
    weights = torch.rand(3, NUM_TREES, generator=torch.Generator().manual_seed(0))
    package = model.bake((0.0, 0.0, 0.0), Budget(num_splats=35), weights.flatten())
    kept = weights.sum(dim=0).topk(11).indices
    stored = dataclasses.replace(model.stored(), **{name: getattr(model, name)[kept] for name in STORED})
    expected = bake.pack(stored, model.nets, model.shape, model.region, None, (0.0, 0.0, 0.0))
    assert package.num_primitives == 33
    assert (package.textures["parent_means"].texels == expected.textures["parent_means"].texels).all()


def test_bits_are_those_of_residuals_and_of_the_grid() -> None:
    model = some_model(sh_degree=1)
    stored = (model.residuals, model.harmonics, model.grid)
    for values in stored:
        values.data.zero_()
    counts = [float(model._bits())]
    for values, step in zip(stored, (1.0, 1.0, trees.GRID_STEP), strict=True):
        values.data.fill_(8.0 * step)
        counts.append(float(model._bits()))
    assert counts[0] == 0 and counts == sorted(set(counts))
    model._bits().backward()
    assert all((values.grad > 0).all() for values in stored)


def grown(model: CompactGaussians, room: int, errors: Tensor) -> tuple[trees.Nodes, trees.Nodes]:
    """The nodes before and after a round; `errors` [P, 1 + K] is what nodes answer for."""
    model.error_sums, model.error_counts = errors, torch.ones_like(errors)
    optimizer = Optimizer(model, model.param_groups(10), model.row_buffers)
    before = trees.grow(model.stored(), model.nets, model.shape, model.region)
    growing.grow(
        model, optimizer.rows("trees"), before, room, 0.005, model.free_space, torch.Generator().manual_seed(0)
    )
    return before, trees.grow(model.stored(), model.nets, model.shape, model.region)


@torch.no_grad()
def test_a_promoted_child_is_a_parent_where_it_was() -> None:
    model = some_model(blending="sorted", attention=0)
    errors = torch.zeros(NUM_TREES, 3)
    errors[7, 2] = 1.0
    before, after = grown(model, 5, errors)
    child, parent, old = 2 * NUM_TREES + 7, NUM_TREES, 2 * (NUM_TREES + 1) + 7
    assert len(model.means) == NUM_TREES + 1 == len(model.error_sums) and not model.error_sums.any()
    assert torch.equal(after.means[parent], before.means[child])
    assert torch.equal(after.log_scales[parent], before.log_scales[child])
    faded = before.logit_opacities[child] - growing.FADED * trees.OPACITY_STEP
    torch.testing.assert_close(after.logit_opacities[old], faded)


@torch.no_grad()
def test_no_tree_stays_or_grows_where_a_camera_was() -> None:
    model = some_model(blending="sorted")
    errors = torch.zeros(NUM_TREES, 3)
    errors[7, 2] = errors[20, 1] = 1.0  # both children are to be promoted, and one lies where a camera was
    nodes = trees.grow(model.stored(), model.nets, model.shape, model.region)
    centers = torch.stack([model.means[4], nodes.means[2 * NUM_TREES + 7]])
    model.free_space = FreeSpace(centers, torch.full((2,), 0.02))
    near = model.free_space.holds(model.means)
    _, after = grown(model, 5, errors)
    left = int((~near).sum())
    assert near[4] and not near[[7, 20]].any() and len(model.means) == left + 1
    assert torch.equal(after.means[left], nodes.means[NUM_TREES + 20])


@pytest.mark.parametrize("seen_by", [[], [camera(3.0), camera(-2.0)]])
def test_splats_where_a_camera_was_are_not_taken_over(seen_by: list[Cameras]) -> None:
    given = some_model(blending="sorted").splats()
    model = some_model(blending="sorted", fit_steps=0, budget="1MB")
    model.free_space = FreeSpace(torch.zeros(1, 3), torch.tensor([0.3]))
    model.start_from(given, seen_by)
    assert model.num_primitives >= 60
    assert (model.means.norm(dim=1) >= 0.3 - 1e-3).all() and (given.means.norm(dim=1) < 0.3).sum() > 20
    model.free_space = FreeSpace(torch.zeros(1, 3), torch.tensor([30.0]))
    with pytest.raises(ValueError, match="where cameras were; a --clearance of 0"):
        model.start_from(given, seen_by)


@torch.no_grad()
def test_a_parent_is_split_and_faded_trees_go() -> None:
    model = some_model(blending="sorted")
    errors = torch.zeros(NUM_TREES, 3)
    errors[3, 0] = 1.0
    model.residuals[[5, 6], 0, trees.PLACE, 3] = -100.0
    sizes = model.log_scales[3].clone()
    grown(model, 1, errors)
    assert len(model.means) == NUM_TREES + 1 - 2
    for row in (3, -1):
        torch.testing.assert_close(model.log_scales[row], sizes - math.log(1.6))
