"""Milliseconds of a training iteration on the CPU, stage by stage: python tools/bench.py [--only 10k@400] [--no-log].

The scene is synthetic but sized like a trained one: two thirds of the splats lie on a bumpy ball that fills most of the
picture (half of them hidden behind it), one third on a wall around it (most of it out of view). Splats are flat discs,
three times as long as wide on average and as large as it takes to close the surface, so their size falls with
1 / sqrt(N); half of the opacities are near 1, the rest spread down to 0.05. Harmonics have degree 3.

Stages are run alternately, `--repeats` times, and the median is reported: first with one thread, where CPU time and
wall time are the same thing, then whole iterations with all threads. An iteration is what a training step does:
project, rasterize, loss, backward through autograd, a finiteness check, and Adam over all six parameters.

OpenSplat's column is quoted from an earlier study on another machine (2 cores of an Intel Sapphire Rapids server at
3.75 GHz, OpenSplat 1.1.5 built with -O3 -march=native); it is for orientation, not a measurement of this run.
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import statistics
import subprocess
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import torch
from torch import Tensor

from neural_render import native
from neural_render.cameras import look_at
from neural_render.losses import l1_dssim
from neural_render.optim import adam_update, all_finite
from neural_render.splatting.raster import cpu
from neural_render.splatting.splats import Splats

LOG = Path(__file__).parents[1] / "benchmarks" / "cpu_iterations.jsonl"
CASES = [(10_000, 200), (10_000, 400), (50_000, 400), (50_000, 800), (200_000, 400), (200_000, 800)]
OPENSPLAT_WALL_MS = dict(zip(CASES, (67, 222, 376, 1489, 750, 2800), strict=True))
STUDY_WALL_MS = dict(zip(CASES, (2.6, 5.3, 12, 25.6, 33, 54), strict=True))  # same source, 2 threads
PARAMETERS = ("means", "quats", "log_scales", "logit_opacities", "sh0", "shN")


def make_splats(num: int) -> Splats:
    """The scene of the module's docstring; leaves that require gradients."""
    generator = torch.Generator().manual_seed(0)

    def randn(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator)

    num_ball = num * 2 // 3
    normals = torch.nn.functional.normalize(randn(num, 3), dim=-1)  # [N, 3]
    radii = 1 + 0.1 * torch.sin(5 * normals).prod(dim=-1, keepdim=True)  # [N, 1]
    radii[num_ball:] = 4.0
    means = normals * (radii + 0.01 * randn(num, 1))  # [N, 3]
    share = torch.tensor(num_ball).where(torch.arange(num) < num_ball, torch.tensor(num - num_ball))  # [N]
    spacing = radii[:, 0] * torch.sqrt(4 * math.pi / share)  # [N]
    stretch = 0.55 * randn(num)  # [N] log of length over width, halved
    log_scales = torch.log(0.52 * spacing)[:, None] + 0.4 * randn(num, 1)  # [N, 1]
    log_scales = log_scales + torch.stack([stretch, -stretch, -2 + 0.5 * randn(num)], dim=-1)  # [N, 3]
    # A rotation whose third axis is the normal, turned about it at random.
    turn = torch.rand(num, generator=generator) * math.pi  # [N]
    half = torch.nn.functional.normalize(normals + torch.tensor([0.0, 0.0, 1.0]), dim=-1)  # [N, 3]
    to_normal = torch.stack([half[:, 2], -half[:, 1], half[:, 0], torch.zeros(num)], dim=-1)  # [N, 4] wxyz
    w, x, y, _ = to_normal.unbind(-1)
    c, s = torch.cos(turn), torch.sin(turn)
    quats = torch.stack([w * c, x * c + y * s, y * c - x * s, w * s], dim=-1)  # [N, 4]
    opacities = torch.where(torch.rand(num, generator=generator) < 0.5, 3.5 + randn(num), -1 + 1.2 * randn(num))
    tensors = (means, quats, log_scales, opacities, 0.5 * randn(num, 3), 0.1 * randn(num, 15, 3))
    leaves = (tensor.float().contiguous().requires_grad_() for tensor in tensors)
    return Splats(**dict(zip(PARAMETERS, leaves, strict=True)))


class Step:
    """One training step on the scene, and its stages one by one."""

    def __init__(self, num: int, size: int) -> None:
        self.splats = make_splats(num)
        focal = 0.5 * size / math.tan(math.radians(25))
        viewmat = look_at(
            torch.tensor([1.2, -0.9, -2.0]).double(), torch.zeros(3).double(), torch.tensor([0.0, -1.0, 0.0]).double()
        )
        K = torch.tensor([[focal, 0, size / 2], [0, focal, size / 2], [0, 0, 1]])
        self.camera = (viewmat.float(), K, size, size)
        self.background = torch.tensor([1.0, 1.0, 1.0])
        self.moments = [
            (torch.zeros_like(t), torch.zeros_like(t)) for t in (getattr(self.splats, name).data for name in PARAMETERS)
        ]
        with torch.no_grad():
            rgb, alpha = self._picture()
            noise = torch.randn(rgb.shape, generator=torch.Generator().manual_seed(1))
            self.truth = (rgb + (1 - alpha[..., None]) * self.background + 0.1 * noise).clamp(0, 1)[None]
        self.num_updates = 0

    def _picture(self) -> tuple[Tensor, Tensor]:
        seen = cpu.project(self.splats, *self.camera, 3)
        return cpu.rasterize(seen, seen.colors, *self.camera[2:])

    def statistics(self) -> dict[str, float]:
        """How much there is to do: visible splats and the pixels inside their ellipses alpha >= 1/255."""
        with torch.no_grad():
            seen = cpu.project(self.splats, *self.camera, 3)
            a, b, c = seen.conics.unbind(-1)  # [N] each
            area = 2 * math.pi * torch.log(255 * seen.opacities) / torch.sqrt(a * c - b * b)  # [N] px
            is_visible = seen.radii[:, 0] > 0
        opacities = self.splats.logit_opacities.sigmoid()
        return {
            "visible": round(is_visible.float().mean().item(), 3),
            "mean_opacity": round(opacities.mean().item(), 3),
            "pixels_inside_m": round(area[is_visible].sum().item() / 1e6, 2),
        }

    def iterate(self) -> None:
        rgb, alpha = self._picture()
        loss = l1_dssim(rgb[None], self.truth, alpha=alpha[None], background=self.background, mask=None)
        loss.backward()
        parameters = [getattr(self.splats, name) for name in PARAMETERS]
        if math.isfinite(loss.item()) and all(all_finite(p.grad) for p in parameters):
            self.num_updates += 1
            for parameter, moments in zip(parameters, self.moments, strict=True):
                # A rate of 0 keeps the scene, and the work of the next repeat, as it is.
                adam_update(parameter.data, parameter.grad, *moments, rate=0.0, num_updates=self.num_updates)
        for parameter in parameters:
            parameter.grad = None

    def stages(self) -> dict[str, float]:
        """CPU milliseconds of each stage of one iteration."""
        splats, (_, _, width, height) = self.splats, self.camera
        spent: dict[str, float] = {}

        def timed(name: str, function: Callable[[], object]) -> object:
            started = time.process_time()
            result = function()
            spent[name] = 1e3 * (time.process_time() - started)
            return result

        seen = timed("project", lambda: cpu.project(splats, *self.camera, 3))
        inputs = [t.detach() for t in (seen.means2d, seen.depths, seen.conics, seen.opacities, seen.radii, seen.colors)]
        image, alpha = native.empty(height, width, 3), native.empty(height, width)
        raster = timed("sort+bin", lambda: cpu.bin_splats(*inputs, width, height))
        timed("forward", lambda: raster.forward(True, image.data_ptr(), alpha.data_ptr()))
        loss_of = (image[None], self.truth, alpha[None], self.background, None, 0.2, True)
        _, to_image, to_alpha = timed("loss", lambda: native.l1_dssim(*loss_of))
        means2d, _, conics, opacities, _, colors = (native.empty(*tensor.shape) for tensor in inputs)
        gradients = (means2d, conics, opacities, colors)
        addresses = [t.data_ptr() for t in (to_image, to_alpha, *gradients)]
        timed("backward", lambda: raster.backward(*addresses))
        outputs = (seen.means2d, seen.conics, seen.opacities, seen.colors)
        leaves = [getattr(splats, name) for name in PARAMETERS]
        found = timed("project backward", lambda: torch.autograd.grad(outputs, leaves, gradients))
        timed("finite", lambda: [all_finite(gradient) for gradient in found])

        def adam() -> None:
            for leaf, gradient, moments in zip(leaves, found, self.moments, strict=True):
                adam_update(leaf.data, gradient, *moments, rate=0.0, num_updates=10)

        timed("adam", adam)
        return spent


def measure(num: int, size: int, repeats: int) -> dict:
    step = Step(num, size)
    threads = native.num_threads()
    stages, alone, cpu_ms, wall_ms = [], [], [], []
    for repeat in range(repeats + 2):
        native.set_num_threads(1)
        stages.append(step.stages())
        started = time.process_time()
        step.iterate()
        alone.append(1e3 * (time.process_time() - started))
        native.set_num_threads(threads)
        for _ in range(3):
            started_cpu, started_wall = time.process_time(), time.perf_counter()
            step.iterate()
            cpu_ms.append(1e3 * (time.process_time() - started_cpu))
            wall_ms.append(1e3 * (time.perf_counter() - started_wall))
        if repeat == 1:  # the first two warm up
            stages, alone, cpu_ms, wall_ms = [], [], [], []
    return {
        "splats": num,
        "px": size,
        **step.statistics(),
        "stages_cpu_ms": {name: round(statistics.median(s[name] for s in stages), 3) for name in stages[0]},
        "one_thread_cpu_ms": round(statistics.median(alone), 3),
        "threads": threads,
        "cpu_ms": round(statistics.median(cpu_ms), 3),
        "wall_ms": round(statistics.median(wall_ms), 3),
        "wall_ms_p90": round(sorted(wall_ms)[int(0.9 * len(wall_ms))], 3),
    }


def machine() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []:
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def show(rows: list[dict]) -> None:
    names = list(rows[0]["stages_cpu_ms"])
    print("\nCPU ms of one iteration, one thread")
    print(f"{'case':>10} {'total':>8} " + " ".join(f"{name:>{max(8, len(name))}}" for name in names) + "   Mpx inside")
    for row in rows:
        stages = " ".join(f"{row['stages_cpu_ms'][name]:>{max(8, len(name))}.2f}" for name in names)
        case = f"{row['splats'] // 1000}k@{row['px']}"
        print(f"{case:>10} {row['one_thread_cpu_ms']:8.2f} {stages} {row['pixels_inside_m']:12.2f}")
    print(f"\nwall ms of one iteration, {rows[0]['threads']} threads; the last three columns: another machine, quoted")
    print(f"{'case':>10} {'wall':>8} {'p90':>8} {'cpu':>8} {'it/s':>8} {'OpenSplat':>10} {'ratio':>7} {'study':>7}")
    for row in rows:
        case, wall = (row["splats"], row["px"]), row["wall_ms"]
        print(
            f"{case[0] // 1000:>5}k@{case[1]:<4}{wall:8.2f} {row['wall_ms_p90']:8.2f} {row['cpu_ms']:8.2f} "
            f"{1e3 / wall:8.1f} {OPENSPLAT_WALL_MS[case]:10} {OPENSPLAT_WALL_MS[case] / wall:7.1f} "
            f"{STUDY_WALL_MS[case]:7}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="one case, such as 10k@400")
    parser.add_argument("--isa", choices=native.isas(), help="instruction set (default: the best of this machine)")
    parser.add_argument("--repeats", type=int, default=15)
    parser.add_argument("--no-log", action="store_true", help="do not append to benchmarks/cpu_iterations.jsonl")
    options = parser.parse_args()
    if options.isa:
        native.set_isa(options.isa)
    torch.set_num_threads(1)
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True).stdout.strip()
    head = {
        "time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "commit": commit,
        "machine": machine(),
        "isa": native.isa(),
    }
    cases = [case for case in CASES if options.only in (None, f"{case[0] // 1000}k@{case[1]}")]
    if not cases:
        parser.error(f"--only {options.only}: no such case")
    rows = []
    for case in cases:
        rows.append({**head, **measure(*case, options.repeats)})
    show(rows)
    if not options.no_log:
        LOG.parent.mkdir(exist_ok=True)
        with LOG.open("a") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)


if __name__ == "__main__":
    main()
