"""Milliseconds of a training iteration on the CPU: `python -m tools.bench [--only 10k@400] [--no-log]`.

Every case of case.py, three ways: the kernels stage by stage on one thread, where CPU time and wall time are the same
thing; whole iterations of the bare kernels; and whole iterations of the trainer, Python and all, the latter two with
all threads and alternately in blocks. Medians, and the 90th percentile of wall time. Beside them the share of a core's
arithmetic limit that rasterization reaches, and how many of the lanes that it evaluates lie inside an ellipse
(limit.py). One line of JSON per case is appended to benchmarks/cpu_iterations.jsonl.

`--against CMD` instead compares the trainer with another program, alternately in one run (against.py), and appends to
benchmarks/cpu_against.jsonl.

Goals are the floor and stretch of an earlier study on another machine (2 cores of an Intel Sapphire Rapids server at
3.75 GHz), given there as iterations per second of 2 threads: as CPU time, 2 threads times the wall time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import torch

from neural_render import native
from neural_render.runs import commit
from neural_render.splatting.raster import cpu
from tools.bench import against
from tools.bench.case import SH_DEGREE, SIZES, Case, make_case, name_of
from tools.bench.kernels import Kernels
from tools.bench.limit import count_entries, limits_ms, measure_peak
from tools.bench.trainer import Times, run_iterations
from tools.machine import machine

LOGS = Path(__file__).parents[2] / "benchmarks"
METHODS = {"sorted": "gaussians", "weighted-sum": "sort-free-gaussians"}  # how splats are blended -> what trains so
# (splats, px) -> iterations per second of 2 threads: floor, stretch
GOALS = {
    (10_000, 200): (300, 450),
    (10_000, 400): (150, 220),
    (50_000, 400): (70, 110),
    (50_000, 800): (30, 50),
    (200_000, 400): (25, 45),
    (200_000, 800): (14, 25),
}
BLOCK = 4  # iterations in a row; the first of a block finds the caches as the other left them and does not count


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", help="cases such as 10k@400; all unless given")
    parser.add_argument("--mode", choices=METHODS, default="sorted", help="how splats are blended (sorted)")
    parser.add_argument("--isa", choices=native.isas(), help="instruction set (default: the best of this machine)")
    parser.add_argument("--repeats", type=int, default=15, help="repeats of everything (15)")
    parser.add_argument("--against", metavar="CMD", help="another program that speaks the protocol of against.py")
    parser.add_argument("--no-log", action="store_true", help="do not append to the files in benchmarks/")
    options = parser.parse_args()
    if options.isa:
        native.set_isa(options.isa)
        os.environ["NEURAL_RENDER_ISA"] = options.isa  # for programs that are started
    torch.set_num_threads(1)
    known = {name_of(*sizes): sizes for sizes in SIZES}
    if unknown := set(options.only or []) - set(known):
        parser.error(f"--only {' '.join(sorted(unknown))}: no such case; there are {', '.join(known)}")
    time_ = datetime.now(timezone.utc).isoformat(timespec="seconds")
    head = {"time": time_, "commit": commit(), "machine": machine(), "isa": native.isa()}
    log = LOGS / ("cpu_against.jsonl" if options.against else "cpu_iterations.jsonl")
    # The limit is that of the sorted kernels' formulas.
    has_limit = options.mode == "sorted" and not options.against
    peak = measure_peak(native.isa()) if has_limit else None
    rows = []
    for name in options.only or known:
        case = make_case(*known[name])
        # Above the number of cores: others compete, and wall time says little.
        head["load"] = round(os.getloadavg()[0], 1)
        if options.against:
            row = head | against.compare(case, options.against, options.repeats)
        else:
            row = head | {"mode": options.mode} | measure(case, options.mode, options.repeats, peak)
        rows.append(row)
        print(f"measured {name}", flush=True)
        if not options.no_log:
            LOGS.mkdir(exist_ok=True)
            with log.open("a") as file:
                file.write(json.dumps(row) + "\n")
    (against.show if options.against else show)(rows)


def measure(case: Case, mode: str, repeats: int, peak: dict[str, float] | None) -> dict:
    """One line of the log."""
    kernels, threads = Kernels(case, mode), native.num_threads()
    native.set_num_threads(1)
    stages = [kernels.stages() for _ in range(repeats + 2)][2:]
    alone = [timed(kernels.iterate).cpu_ms for _ in range(repeats + 2)][2:]
    native.set_num_threads(threads)
    bare, trainer = alternate(kernels, case, METHODS[mode], repeats)
    row = {
        "splats": len(case.splats),
        "px": case.camera.width,
        "stages_cpu_ms": {name: round(statistics.median(s[name] for s in stages), 3) for name in stages[0]},
        "one_thread_cpu_ms": round(statistics.median(alone), 3),
        "threads": threads,
        "kernels": summary(bare),
        "trainer": summary(trainer),
    }
    with torch.no_grad():
        seen = cpu.project(case.splats, *case.view, SH_DEGREE)
    row["visible"] = round((seen.radii > 0).all(dim=-1).float().mean().item(), 3)
    work = count_entries(seen, *case.view[2:], native.isa(), is_sorted=mode == "sorted")
    row |= {"pairs_m": round(1e-6 * work.pairs, 2), "lanes_inside": round(work.inside / work.pairs, 3)}
    if peak:
        limits = limits_ms(work, peak)
        row |= {"peak": peak, "limit_ms": {name: round(limit, 3) for name, limit in limits.items()}}
        row["share_of_limit"] = {name: round(limit / row["stages_cpu_ms"][name], 3) for name, limit in limits.items()}
    return row


def alternate(kernels: Kernels, case: Case, method: str, repeats: int) -> tuple[list[Times], list[Times]]:
    """Iterations of the bare kernels and of the trainer, in blocks that take turns."""
    bare: list[Times] = []
    trainer: list[Times] = []
    num_waits = 0

    def wait() -> bool:
        nonlocal num_waits
        if num_waits % BLOCK == 0:
            bare.extend([timed(kernels.iterate) for _ in range(BLOCK)][1:])
        num_waits += 1
        return True

    def take(times: Times) -> None:
        if num_waits % BLOCK != 1:
            trainer.append(times)

    run_iterations(case, method, BLOCK * repeats, wait=wait, take=take)
    return bare, trainer


def timed(function: Callable[[], None]) -> Times:
    cpu_s, wall_s = time.process_time(), time.perf_counter()
    function()
    return Times(1e3 * (time.process_time() - cpu_s), 1e3 * (time.perf_counter() - wall_s))


def summary(times: list[Times]) -> dict[str, float]:
    wall = sorted(t.wall_ms for t in times)
    return {
        "cpu_ms": round(statistics.median(t.cpu_ms for t in times), 3),
        "wall_ms": round(statistics.median(wall), 3),
        "wall_ms_p90": round(wall[int(0.9 * len(wall))], 3),
    }


def show(rows: list[dict]) -> None:
    names = list(rows[0]["stages_cpu_ms"])
    print("\nkernels: CPU ms of one iteration, one thread")
    print(f"{'case':>10} {'total':>8} " + " ".join(f"{name:>{max(8, len(name))}}" for name in names))
    for row in rows:
        stages = " ".join(f"{row['stages_cpu_ms'][name]:>{max(8, len(name))}.2f}" for name in names)
        print(f"{name_of(row['splats'], row['px']):>10} {row['one_thread_cpu_ms']:8.2f} {stages}")
    print(f"\nrasterization: millions of evaluated lanes; peak of a core {rows[0].get('peak')}")
    print(
        f"{'case':>10} {'pairs M':>8} {'inside':>7} {'forward: limit ms':>18} {'share':>6} {'backward':>9} {'share':>6}"
    )
    for row in rows:
        print(f"{name_of(row['splats'], row['px']):>10} {row['pairs_m']:8.1f} {row['lanes_inside']:7.0%}", end="")
        if "limit_ms" in row:
            limit, share = row["limit_ms"], row["share_of_limit"]
            print(
                f" {limit['forward']:18.2f} {share['forward']:6.0%} {limit['backward']:9.2f} {share['backward']:6.0%}"
            )
        else:
            print()
    print(f"\nwhole iterations, {rows[0]['threads']} threads; goals: CPU ms of the study's floor and stretch")
    print(
        f"{'case':>10} {'kernels cpu':>12} {'wall':>7} {'trainer cpu':>12} {'wall':>7} {'p90':>7} {'floor':>7} stretch"
    )
    for row in rows:
        case, kernels, trainer = (row["splats"], row["px"]), row["kernels"], row["trainer"]
        goals = "".join(f"{2e3 / rate:8.1f}" for rate in GOALS.get(case, ()))
        print(
            f"{name_of(*case):>10} {kernels['cpu_ms']:12.2f} {kernels['wall_ms']:7.2f} {trainer['cpu_ms']:12.2f} "
            f"{trainer['wall_ms']:7.2f} {trainer['wall_ms_p90']:7.2f}{goals}"
        )


if __name__ == "__main__":
    main()
