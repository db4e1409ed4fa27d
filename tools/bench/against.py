"""Our training iteration and another program's, alternately, in one run.

`--against CMD` starts `CMD FOLDER`. The folder holds one case:

    case.json               splats, width, height, fx, fy (the principal point is the centre), viewmat (16 numbers by
                            rows, world to camera, OpenCV axes), background (3), sh_degree, threads, turns
    means.f32 [N, 3]  quats.f32 [N, 4] wxyz  log_scales.f32 [N, 3]  logit_opacities.f32 [N]  sh0.f32 [N, 3]
    shN.f32 [N, 15, 3]      raw parameters as 3DGS has them, little-endian float32, rows one after the other
    truth.f32 [H, W, 3]     the photo, in [0, 1]

The program loads the case, may write its picture of it to picture.f32 [H, W, 3] (over the background, before any
training), prints one line of JSON with "program", its name and version, and waits. For every line that it then reads it
trains one full iteration on the photo with that many threads - forward, 0.8 L1 + 0.2 D-SSIM, backward, Adam over all
parameters, statistics of growth, but no growth - and prints one line of JSON: "wall_ms" and "cpu_ms" (of all threads)
of the iteration. The work must not change from one iteration to the next: it restores the splats, outside the time it
reports. It ends after `turns` iterations or when its input does.

Ours is such a program too, `python -m tools.bench.against FOLDER`: the trainer itself, with Python's overhead. Both
wait while the other works, and a pause after each turn lets threads that still spin go to sleep. The time a turn takes
is also measured from outside; a program that reports less than half of it is called out.
"""

from __future__ import annotations

import dataclasses
import json
import math
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from neural_render import native
from neural_render.cameras import Cameras
from neural_render.runs import commit
from neural_render.splatting.splats import PARAMETERS, Splats
from tools.bench.case import BACKGROUND, SH_DEGREE, Case, name_of
from tools.bench.trainer import Times, run_iterations

OURS = [sys.executable, "-m", "tools.bench.against"]
PAUSE_S = 0.05
WARM_UP_TURNS = 3
METHOD = "gaussians"


def compare(case: Case, command: str, turns: int) -> dict:
    """Medians of both programs over `turns` alternate iterations, their ratio, and how alike their pictures are."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_case(case, folder, turns + WARM_UP_TURNS)
        ours = _Program(OURS, folder)
        own_picture = _read_picture(case, folder)
        other = _Program(shlex.split(command), folder)
        picture = _read_picture(case, folder)
        for turn in range(turns + WARM_UP_TURNS):
            for program in (ours, other):
                program.iterate(is_counted=turn >= WARM_UP_TURNS)
        for program in (ours, other):
            program.end()
    # Where programs lie on this machine is nobody else's business.
    words = " ".join(Path(word).name if word.startswith("/") else word for word in shlex.split(command))
    result = {"against": words, "splats": len(case.splats), "px": case.camera.width, "threads": native.num_threads()}
    result["turns"] = turns
    for key, program in (("ours", ours), ("other", other)):
        result[key] = {"program": program.name, **program.summary()}
    for kind in ("wall", "cpu"):
        pairs = zip(other.times, ours.times, strict=True)
        ratios = [getattr(a, f"{kind}_ms") / getattr(b, f"{kind}_ms") for a, b in pairs]
        result[f"{kind}_ratio"] = round(statistics.median(ratios), 2)
    if own_picture is not None and picture is not None:
        error = float(np.square(np.clip(picture, 0, 1) - np.clip(own_picture, 0, 1)).mean())
        result["pictures_psnr"] = round(-10 * math.log10(max(error, 1e-12)), 1)
    return result


def show(rows: list[dict]) -> None:
    print(f"\nms of a training iteration, {rows[0]['threads']} threads, alternately: {rows[0]['other']['program']}")
    print(f"{'case':>10} {'ours':>8} {'cpu':>8} {'other':>9} {'cpu':>9} {'ratio':>7} {'of cpu':>7} {'pictures':>9}")
    for row in rows:
        ours, other = row["ours"], row["other"]
        alike = f"{row['pictures_psnr']} dB" if "pictures_psnr" in row else ""
        print(
            f"{name_of(row['splats'], row['px']):>10} {ours['wall_ms']:8.2f} {ours['cpu_ms']:8.2f} "
            f"{other['wall_ms']:9.2f} {other['cpu_ms']:9.2f} {row['wall_ratio']:7.1f} "
            f"{row['cpu_ratio']:7.1f} {alike:>9}"
        )


class _Program:
    """A program that speaks the protocol of this module's docstring."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.times: list[Times] = []
        self.command = command
        self._process = subprocess.Popen(
            [*command, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.name = self._answer()["program"]

    def iterate(self, is_counted: bool) -> None:
        time.sleep(PAUSE_S)
        started = time.perf_counter()
        self._process.stdin.write("step\n")
        self._process.stdin.flush()
        answer = self._answer()
        turn_ms = 1e3 * (time.perf_counter() - started)
        if answer["wall_ms"] < 0.5 * turn_ms - 1:
            print(f"{self.name} reports {answer['wall_ms']:.2f} ms for a turn of {turn_ms:.2f} ms", file=sys.stderr)
        if is_counted:
            self.times.append(Times(cpu_ms=answer["cpu_ms"], wall_ms=answer["wall_ms"]))

    def summary(self) -> dict[str, float]:
        wall = sorted(times.wall_ms for times in self.times)
        return {
            "wall_ms": round(statistics.median(wall), 3),
            "wall_ms_p90": round(wall[int(0.9 * len(wall))], 3),
            "cpu_ms": round(statistics.median(times.cpu_ms for times in self.times), 3),
        }

    def end(self) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=60)

    def _answer(self) -> dict:
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{shlex.join(self.command)} ended with status {self._process.wait()}")
        return json.loads(line)


def _write_case(case: Case, folder: Path, turns: int) -> None:
    K = case.camera.Ks[0]  # [3, 3]
    description = {
        "splats": len(case.splats),
        "width": case.camera.width,
        "height": case.camera.height,
        "fx": float(K[0, 0]),
        "fy": float(K[1, 1]),
        "viewmat": case.camera.viewmats[0].flatten().tolist(),
        "background": BACKGROUND,
        "sh_degree": SH_DEGREE,
        "threads": native.num_threads(),
        "turns": turns,
    }
    (folder / "case.json").write_text(json.dumps(description))
    tensors = {name: getattr(case.splats, name).detach() for name in PARAMETERS} | {"truth": case.truth}
    for name, tensor in tensors.items():
        tensor.numpy().astype("<f4").tofile(folder / f"{name}.f32")


def _read_case(folder: Path) -> Case:
    c = json.loads((folder / "case.json").read_text())
    n, width, height = c["splats"], c["width"], c["height"]
    shapes = ((n, 3), (n, 4), (n, 3), (n,), (n, 3), (n, 15, 3))

    def read(name: str, *shape: int) -> torch.Tensor:
        return torch.from_numpy(np.fromfile(folder / f"{name}.f32", "<f4").reshape(shape))

    tensors = {name: read(name, *shape) for name, shape in zip(PARAMETERS, shapes, strict=True)}
    viewmat = torch.tensor(c["viewmat"]).reshape(1, 4, 4)
    K = torch.tensor([[[c["fx"], 0, width / 2], [0, c["fy"], height / 2], [0, 0, 1]]])  # [1, 3, 3]
    native.set_num_threads(c["threads"])
    return Case(Splats(**tensors), Cameras(viewmat, K, width, height), read("truth", height, width, 3))


def _read_picture(case: Case, folder: Path) -> np.ndarray | None:
    """The picture [H, W, 3] that a program left, taken away so that the next one's is its own."""
    path = folder / "picture.f32"
    if not path.exists():
        return None
    picture = np.fromfile(path, "<f4").reshape(case.truth.shape)
    path.unlink()
    return picture


def _serve(folder: Path) -> None:
    """Our side of the protocol."""
    case, channel = _read_case(folder), sys.stdout
    case.picture().numpy().tofile(folder / "picture.f32")
    is_ready = False

    def answer(**record: object) -> None:
        print(json.dumps(record), file=channel, flush=True)

    def wait() -> bool:
        nonlocal is_ready
        if not is_ready:
            answer(program=f"neural-render {commit()} {native.isa()}")
        is_ready = True
        return bool(sys.stdin.readline())

    turns = json.loads((folder / "case.json").read_text())["turns"]
    run_iterations(case, METHOD, turns, wait=wait, take=lambda times: answer(**dataclasses.asdict(times)))


if __name__ == "__main__":
    torch.set_num_threads(1)
    _serve(Path(sys.argv[1]))
