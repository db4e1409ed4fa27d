"""The figures of the fourth milestone: quality over bytes, of files that were read back."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tools.show.bd_rate import bd_rate, frontier
from tools.show.plot import line_chart
from tools.show.readme import put_rows
from tools.show.show_2 import BIN, run

CAPS = (30_000, 60_000, 100_000)  # of gaussians
FORMATS = ("ply", "compressed-ply", "spz")
# Compact scenes have as teacher a scene of about as many splats that is blended like them; its seconds count.
TEACHERS = {"0.4MB": 50_000, "0.8MB": 105_000}
BLENDINGS = {"sorted": ("0.4MB", "0.8MB"), "coverage": ("0.8MB",)}
# Steps that take all methods about equally long.
CAPTURES: dict[str, dict[str, list[str]]] = {
    "lego_400": {"data": [], "gaussians": ["--steps", "7500"], "teacher": ["--steps", "4500", "--sh-degree", "1"]},
    "fox": {
        "data": ["--downscale", "2"],
        "gaussians": ["--steps", "2500"],
        "teacher": ["--steps", "1500", "--sh-degree", "1"],
    },
}
COMPACT = ["--preset", "taught"]
SORT_FREE = ["--steps", "2000", "--sh-degree", "1"]
PACKAGES = ("", "1MB")  # budgets that sorted scenes are packed into, without training: none, and one
ABLATIONS = {
    "all": [],
    "without attention": ["--attention", "0"],
    "without contraction": ["--no-has-contraction"],
    "without prediction": ["--num-levels", "1", "--log2-table-size", "3", "--finest-resolution", "16", "--width", "4"]
    + ["--attention", "0", "--fit-steps", "0"],
    "without simulation of the file": ["--simulate-from", "1"],
}
NUMBERS = ("psnr", "ssim", "lpips", "bytes", "num_primitives")


def rate_distortion(captures: Path, root: Path) -> dict[str, Any]:
    """Curves of bytes and quality: sorted Gaussians at several caps in each format, compact ones at several budgets."""
    results: dict[str, Any] = {}
    for name, settings in CAPTURES.items():
        data = captures / name
        if not data.is_dir():
            print(f"left out: {name} is not in {captures}")
            continue
        points: list[dict[str, Any]] = []
        results[name] = {"points": points}
        for cap in CAPS:
            trained = run(
                root, data, "gaussians", f"show4_{cap}", [*settings["data"], *settings["gaussians"], "--cap", str(cap)]
            )
            points += [_exported(trained, kind, root) for kind in FORMATS]
            points += [
                _baked(trained, f"package within {budget}" if budget else "package", root, budget)
                for budget in PACKAGES
            ]
        for blending, budgets in BLENDINGS.items():
            for budget in budgets:
                teacher = _teacher(root, data, settings, budget, blending)
                arguments = [*settings["data"], *COMPACT, "--blending", blending, "--budget", budget]
                arguments += ["--teacher", str(teacher)]
                trained = run(root, data, "compact-gaussians", f"show4_{blending}_{budget}", arguments)
                points.append(_baked(trained, f"compact, {blending}", root, "", teacher))
        results[name]["bd_rate"] = _bd_rates(curves_of(points))
        _write(root, results)
    return results


def _teacher(root: Path, data: Path, settings: dict[str, list[str]], budget: str, blending: str) -> Path:
    cap = str(TEACHERS[budget])
    arguments = [*settings["data"], *settings["teacher"], "--cap", cap]
    teacher = run(root, data, "gaussians", f"show4_teacher_{cap}", arguments)
    if blending == "sorted":
        return teacher
    arguments = [*settings["data"], *SORT_FREE, "--cap", cap, "--variant", blending, "--teacher", str(teacher)]
    return run(root, data, "sort-free-gaussians", f"show4_teacher_{cap}", arguments)


def ablations(captures: Path, root: Path) -> dict[str, Any]:
    """What the parts of compact Gaussians are worth at equal bytes: lego, sorted, taught, within 0.8 MB, 300 steps."""
    data, results = captures / "lego_400", {}
    teacher = run(
        root, data, "gaussians", "show4_teacher_105000", [*CAPTURES["lego_400"]["teacher"], "--cap", "105000"]
    )
    for name, own in ABLATIONS.items():
        arguments = [*COMPACT, "--steps", "300", "--blending", "sorted", "--budget", "0.8MB", *own]
        trained = run(
            root, data, "compact-gaussians", f"show4_{name.replace(' ', '_')}", [*arguments, "--teacher", str(teacher)]
        )
        results[name] = _baked(trained, "compact, sorted", root, "", teacher)
        print(name, results[name], flush=True)
    return results


def curves_of(points: list[dict[str, Any]]) -> dict[str, list[tuple[float, float]]]:
    """Bytes and PSNR of the points, by format."""
    curves: dict[str, list[tuple[float, float]]] = {}
    for point in points:
        curves.setdefault(point["format"], []).append((point["bytes"], point["psnr"]))
    return {name: sorted(curve) for name, curve in curves.items()}


def _bd_rates(curves: dict[str, list[tuple[float, float]]]) -> dict[str, dict[str, float | None]]:
    """Of compact scenes against every other format."""
    compact = {kind: curve for kind, curve in curves.items() if kind.startswith("compact")}
    others = {kind: curve for kind, curve in curves.items() if kind not in compact}
    return {
        kind: {other: bd_rate(curve, anchor) for other, anchor in others.items()} for kind, curve in compact.items()
    }


def _exported(trained: Path, kind: str, root: Path) -> dict[str, Any]:
    """A file of the run, read back and measured."""
    file = trained / "exports" / f"show4.{ {'compressed-ply': 'compressed.ply'}.get(kind, kind) }"
    results = file.with_name(f"{file.name}.eval") / "eval.json"
    if not results.exists():
        subprocess.run([BIN / "nr-export", trained, "--format", kind, "--output", file], cwd=root, check=True)
        subprocess.run([BIN / "nr-eval", file, "--data", _data_of(trained)], cwd=root, check=True)
    return _point(kind, results, _seconds(trained))


def _baked(trained: Path, name: str, root: Path, budget: str, teacher: Path | None = None) -> dict[str, Any]:
    """The run as a package within a budget, read back and measured."""
    output = trained / f"show4_package{budget}"
    results = output.with_name(f"{output.name}.eval") / "eval.json"
    if not results.exists():
        words = ["--budget", budget] if budget else []
        subprocess.run([BIN / "nr-bake", trained, "--output", output, *words], cwd=root, check=True)
    return _point(name, results, _seconds(trained) + (_seconds(teacher) if teacher else 0.0))


def _point(name: str, results: Path, seconds: float) -> dict[str, Any]:
    numbers = json.loads(results.read_text())
    return {"format": name, "train_s": seconds} | {key: numbers[key] for key in NUMBERS}


def _seconds(trained: Path) -> float:
    return json.loads((trained / "eval.json").read_text())["train_s"]


def _data_of(trained: Path) -> str:
    for line in (trained / "config.toml").read_text().splitlines():
        if line.startswith("path = "):
            return json.loads(line.removeprefix("path = "))
    raise ValueError(f"{trained} has no config that names its capture")


def _write(root: Path, results: dict[str, Any]) -> None:
    rows = ["| capture | format | KB | PSNR | SSIM | LPIPS | splats | seconds |", "|---|---|---|---|---|---|---|---|"]
    for name, result in results.items():
        for point in result["points"]:
            rows.append(
                f"| {name} | {point['format']} | {point['bytes'] / 1e3:,.0f} | {point['psnr']:.2f} | "
                f"{point['ssim']:.3f} | {point['lpips']:.3f} | {point['num_primitives']:,} | {point['train_s']:.0f} |"
            )
        curves = curves_of(result["points"])
        chart = line_chart(
            {
                kind: [(size / 1e6, quality) for size, quality in frontier(curve)]
                for kind, curve in curves.items()
                if kind != "ply"
            },
            "MB of the file",
            "PSNR of the test views, dB",
        )
        (root / "docs" / f"rate_{name}.svg").write_text(chart, encoding="utf-8")
    put_rows(root / "docs" / "methods.md", 4, rows)


FIGURES = {"rate_distortion": rate_distortion, "ablations": ablations}
