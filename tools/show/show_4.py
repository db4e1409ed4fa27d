"""The figures of the fourth milestone: quality over bytes, of files that were read back."""

from __future__ import annotations

import dataclasses
import itertools
import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from neural_render.compress import budgets
from neural_render.package import folder
from neural_render.runs import open_run
from tools.show.bd_rate import bd_rate, frontier
from tools.show.loading import loading as packages_loading
from tools.show.plot import line_chart
from tools.show.readme import put_rows
from tools.show.show_2 import BIN, UNMEASURED, run

CAPS = (30_000, 60_000, 100_000, 150_000)  # of gaussians
FORMATS = ("ply", "compressed-ply", "spz")
# Compact scenes have as teacher a scene of about twice as many splats (1.4 times as many for the largest) that is
# blended like them; its seconds count.
TEACHERS = {"0.2MB": 50_000, "0.4MB": 105_000, "0.8MB": 165_000, "1.2MB": 165_000}
BLENDINGS = ("sorted", "coverage")
# Steps that take all methods about equally long.
CAPTURES: dict[str, dict[str, list[str]]] = {
    "lego_400": {
        "data": [],
        "gaussians": ["--steps", "7500"],
        "harmonics": ["--sh-degree", "2"],
        "teacher": ["--steps", "4500"],
        "sort_free": ["--steps", "2000"],
        "compact": ["--steps", "600"],
    },
    "fox": {
        "data": ["--downscale", "2"],
        "gaussians": ["--steps", "2500"],
        "harmonics": ["--sh-degree", "1"],
        "teacher": ["--steps", "2500"],
        "sort_free": ["--steps", "600"],
        "compact": ["--steps", "300"],
    },
    "south_building_64": {
        "data": ["--downscale", "2"],
        "gaussians": ["--steps", "2500"],
        "harmonics": ["--sh-degree", "1"],
        "teacher": ["--steps", "1500"],
        "sort_free": ["--steps", "600"],
        "compact": ["--steps", "300"],
    },
}
COMPACT = ["--preset", "taught", UNMEASURED]  # its package is what is measured
PACKAGES = ("", "0.5MB", "1MB")  # budgets that sorted scenes are packed into, without training: none, and two
DEVICES, DEVICE_CAPTURES = ("tiny", "phone-low"), ("lego_400", "south_building_64")
PLAIN = "without prediction"
ABLATIONS: dict[str, list[str]] = {
    "without attention": ["--attention", "0"],
    "without contraction": ["--no-has-contraction"],
    PLAIN: [],  # as its preset says
    "without simulation of the file": ["--simulate-from", "1"],
}
UNPREDICTED = (("sorted", "0.2MB"), ("sorted", "0.8MB"), ("coverage", "0.8MB"))  # lego's scenes without prediction
# What time buys: lego within 0.8 MB.
LONGER = {
    "teacher": ["--steps", "14000", "--cap", "150000"],
    "sort_free": ["--steps", "6000", "--cap", "150000"],  # of the teacher of `coverage`
    "sorted": ["--steps", "3600"],
    "coverage": ["--steps", "2400"],
}
FROM_POINTS = {"from points": [], "from points without tree manipulation": ["--grow-until", "0"]}
METHODS_FILE = "docs/methods.md"
BETTER = {"psnr": 1, "ssim": 1, "lpips": -1}  # what of a metric is quality
NUMBERS = ("psnr", "ssim", "lpips", "bytes", "num_primitives", "commit")  # the commit is that of the training


def anchors(captures: Path, root: Path) -> dict[str, Any]:
    """Bytes and quality of sorted Gaussians at several caps in each format: what compact scenes are compared with."""
    results: dict[str, Any] = _recorded(root, "anchors")
    for name, settings, data in _present(captures, CAPTURES):
        results[name] = []
        for cap in CAPS:
            trained = run(
                root, data, "gaussians", f"show4_{cap}", [*settings["data"], *settings["gaussians"], "--cap", str(cap)]
            )
            results[name] += [_exported(trained, kind, root) for kind in FORMATS]
            results[name] += [
                _baked(trained, "package within a budget" if budget else "package", root, budget) for budget in PACKAGES
            ]
    return results


def rate_distortion(captures: Path, root: Path) -> dict[str, Any]:
    """Bytes and quality of compact scenes at several budgets, beside the anchors as they were measured last."""
    results: dict[str, Any] = _recorded(root, "rate_distortion")
    others = _recorded(root, "anchors")
    for name, settings, data in _present(captures, CAPTURES):
        points = [
            _compact(root, data, settings, budget, blending)
            for blending, budget in itertools.product(BLENDINGS, TEACHERS)
        ]
        curves = {metric: curves_of([*others[name], *points], metric) for metric in BETTER}
        # PSNR alone misleads on captures of few photos, whose test views show what no photo tells.
        results[name] = {"points": points, "bd_rate": {metric: _bd_rates(curves[metric]) for metric in BETTER}}
    _write(root, results, others)
    return results


def _present(captures: Path, names: Iterable[str]) -> Iterator[tuple[str, dict[str, list[str]], Path]]:
    """The captures that are there, with their settings and folders; what was measured of others stays."""
    for name in names:
        if (captures / name).is_dir():
            yield name, CAPTURES[name], captures / name
        else:
            print(f"left as it was: {name} is not in {captures}")


def _recorded(root: Path, figure: str) -> dict[str, Any]:
    """What a figure's last measurement said, by capture."""
    recorded = json.loads((root / "benchmarks" / "show_4.json").read_text())
    return recorded[figure]["result"] if figure in recorded else {}


def _compact(root: Path, data: Path, settings: dict[str, list[str]], budget: str, blending: str) -> dict[str, Any]:
    teacher = _teacher(root, data, settings, TEACHERS[budget], blending)
    arguments = [*settings["data"], *COMPACT, *settings["compact"], *settings["harmonics"]]
    arguments += ["--blending", blending, "--budget", budget]
    trained = run(
        root, data, "compact-gaussians", f"show4_{blending}_{budget}", [*arguments, "--teacher", str(teacher)]
    )
    return _baked(trained, f"compact, {blending}", root, "")


def _of_compact(root: Path, data: Path, blending: str, budget: str) -> Path:
    """The folder of the run that `_compact` makes."""
    return root / "outputs" / data.name / "compact-gaussians" / f"show4_{blending}_{budget}"


def _teacher(root: Path, data: Path, settings: dict[str, list[str]], cap: int, blending: str) -> Path:
    arguments = [*settings["data"], *settings["teacher"], *settings["harmonics"], "--cap", str(cap), UNMEASURED]
    teacher = run(root, data, "gaussians", f"show4_teacher_{cap}", arguments)
    if blending == "sorted":
        return teacher
    arguments = [*settings["data"], *settings["sort_free"], *settings["harmonics"], "--cap", str(cap)]
    arguments += ["--variant", blending, "--teacher", str(teacher), UNMEASURED]
    return run(root, data, "sort-free-gaussians", f"show4_teacher_{cap}", arguments)


def devices(captures: Path, root: Path) -> dict[str, Any]:
    """Scenes trained to a device's budget, as phones draw them: without an order, and within bytes, splats, degree."""
    recorded = _recorded(root, "devices")
    results: dict[str, Any] = {name: recorded.get(name, {}) for name in DEVICE_CAPTURES}
    for (name, settings, data), device in itertools.product(_present(captures, DEVICE_CAPTURES), DEVICES):
        teacher = _teacher(root, data, settings, TEACHERS["0.8MB"], "coverage")
        arguments = [*settings["data"], *COMPACT, *settings["compact"], *settings["harmonics"]]
        arguments += ["--budget", device, "--teacher", str(teacher)]
        trained = run(root, data, "compact-gaussians", f"show4_{device}", arguments)
        results[name][device] = _baked(trained, f"compact, {device}", root, "") | {
            "budget": dataclasses.asdict(budgets.parse(device))
        }
        print(name, device, results[name][device], flush=True)
    rows = [
        "| capture | budget | its MB | MB | PSNR | SSIM | splats, and the most | seconds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, device, point in ((name, *item) for name, points in results.items() for item in points.items()):
        rows.append(
            f"| {name} | {device} | {point['budget']['num_bytes'] / 1e6:.0f} | {point['bytes'] / 1e6:.2f} | "
            f"{point['psnr']:.2f} | {point['ssim']:.3f} | {point['num_primitives']:,} of "
            f"{point['budget']['num_splats']:,} | {point['train_s']:.0f} |"
        )
    put_rows(root / METHODS_FILE, "4 --only devices", rows)
    return results


def ablations(captures: Path, root: Path) -> dict[str, Any]:
    """What the parts of compact Gaussians are worth in equal bytes and steps: South Building, and lego's prediction."""
    name, blending, budget = "south_building_64", "sorted", "0.8MB"
    place = f"{name}, {blending}, {budget}"
    results = {f"{place}: all": _compact(root, captures / name, CAPTURES[name], budget, blending)}
    gzipped = _bytes_with_gzip(_of_compact(root, captures / name, blending, budget))
    results[f"{place}: with gzip for entropy coding"] = results[f"{place}: all"] | {"bytes": gzipped}
    for part in ABLATIONS | FROM_POINTS:
        trained = _without(root, captures / name, blending, budget, part)
        results[f"{place}: {part}"] = _baked(trained, f"compact, {blending}", root, "")
    for blending, budget in UNPREDICTED:
        lego, place = captures / "lego_400", f"lego_400, {blending}, {budget}"
        results[f"{place}: all"] = _compact(root, lego, CAPTURES["lego_400"], budget, blending)
        trained = _without(root, lego, blending, budget, PLAIN)
        results[f"{place}: {PLAIN}"] = _baked(trained, f"compact, {blending}", root, "")
    rows = ["| scene, within its bytes | KB | PSNR | SSIM | LPIPS | splats |", "|---|---|---|---|---|---|"]
    rows += [
        f"| {part} | {point['bytes'] / 1e3:,.0f} | {point['psnr']:.2f} | {point['ssim']:.3f} | {point['lpips']:.3f} | "
        f"{point['num_primitives']:,} |"
        for part, point in results.items()
    ]
    put_rows(root / METHODS_FILE, "4 --only ablations", rows)
    return results


def _without(root: Path, data: Path, blending: str, budget: str, part: str) -> Path:
    """The run of a compact scene without a part, or from points."""
    settings = CAPTURES[data.name]
    arguments = [*settings["data"], *settings["compact"], *settings["harmonics"], "--pictures", "4", UNMEASURED]
    arguments += ["--blending", blending, "--budget", budget, *(ABLATIONS | FROM_POINTS)[part]]
    if part in ABLATIONS:
        teacher = _teacher(root, data, settings, TEACHERS[budget], blending)
        arguments += ["--preset", "plain" if part == PLAIN else "taught", "--teacher", str(teacher)]
    name = f"show4_{part.replace(' ', '_')}_{blending}_{budget}"
    return run(root, data, "compact-gaussians", name, arguments)


def longer(captures: Path, root: Path) -> dict[str, Any]:
    """What more steps from better teachers buy: lego within 0.8 MB."""
    data, settings = captures / "lego_400", CAPTURES["lego_400"]
    teacher = run(root, data, "gaussians", "show4_longer", [*LONGER["teacher"], UNMEASURED])
    points: dict[str, Any] = {}
    for blending in BLENDINGS:
        if blending != "sorted":
            arguments = [*LONGER["sort_free"], *settings["harmonics"], "--variant", blending, UNMEASURED]
            teacher = run(root, data, "sort-free-gaussians", "show4_longer", [*arguments, "--teacher", str(teacher)])
        arguments = [*COMPACT, *LONGER[blending], *settings["harmonics"], "--blending", blending, "--budget", "0.8MB"]
        name = f"show4_longer_{blending}"
        trained = run(root, data, "compact-gaussians", name, [*arguments, "--teacher", str(teacher)])
        points[blending] = _baked(trained, f"compact, {blending}", root, "")
        print(blending, points[blending], flush=True)
    rows = [
        "| lego_400, within 0.8 MB | steps | KB | PSNR | SSIM | LPIPS | splats | seconds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for blending, point in points.items():
        parts = ("teacher", blending) if blending == "sorted" else ("teacher", "sort_free", blending)
        steps = " + ".join(f"{int(LONGER[part][1]):,}" for part in parts)
        rows.append(
            f"| {blending} | {steps} | {point['bytes'] / 1e3:,.0f} | {point['psnr']:.2f} | "
            f"{point['ssim']:.3f} | {point['lpips']:.3f} | {point['num_primitives']:,} | {point['train_s']:.0f} |"
        )
    put_rows(root / METHODS_FILE, "4 --only longer", rows)
    return points


def loading(captures: Path, root: Path) -> dict[str, Any]:
    """What lego's packages cost to load, compact ones and one of textures, and a training step of both."""
    data, settings, budget = captures / "lego_400", CAPTURES["lego_400"], "0.8MB"
    runs = {"textures": _teacher(root, data, settings, TEACHERS["0.4MB"], "sorted")}
    print("textures", _baked(runs["textures"], "package", root, ""), flush=True)
    for blending in BLENDINGS:
        print(blending, _compact(root, data, settings, budget, blending), flush=True)
        runs[f"compact, {blending}"] = _of_compact(root, data, blending, budget)
    runs[f"compact, sorted, {PLAIN}"] = plain = _without(root, data, "sorted", budget, PLAIN)
    print(PLAIN, _baked(plain, "compact, sorted", root, ""), flush=True)
    measured = packages_loading({name: folder / "show4_package" for name, folder in runs.items()})
    results = {name: measured[name] | {"ms_per_step": _ms_per_step(runs[name])} for name in runs}
    rows = [
        "| package | bytes loaded | on the GPU | first picture | in Python | a training step |",
        "|---|---|---|---|---|---|",
    ]
    for name, numbers in results.items():
        rows.append(
            f"| {name} | {numbers['bytes'] / 1e6:.2f} MB | {numbers['gpu_bytes'] / 1e6:.1f} MB | "
            f"{numbers['first_picture_ms'] / 1e3:.1f} s | {numbers['python_cpu_ms'] / 1e3:.2f} CPU s | "
            f"{numbers['ms_per_step']:.0f} ms |"
        )
    put_rows(root / METHODS_FILE, "4 --only loading", rows)
    return results


def _ms_per_step(trained: Path) -> float:
    last = _last_line(trained)
    return 1000 * last["seconds"] / last["step"]


def _bytes_with_gzip(trained: Path) -> int:
    """Of the run's package, had its textures gzip instead of our entropy coding."""
    package = folder.read(trained / "show4_package")
    textures = {
        name: dataclasses.replace(texture, encoding="gzip") for name, texture in package.manifest.textures.items()
    }
    manifest = dataclasses.replace(package.manifest, textures=textures)
    return sum(map(len, folder.encode(dataclasses.replace(package, manifest=manifest)).values()))


def curves_of(points: list[dict[str, Any]], metric: str) -> dict[str, list[tuple[float, float]]]:
    """Bytes and quality of the points, by format."""
    curves: dict[str, list[tuple[float, float]]] = {}
    for point in points:
        curves.setdefault(point["format"], []).append((point["bytes"], BETTER[metric] * point[metric]))
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
        data = open_run(trained).config().data
        capture = ["--data", data.path, "--downscale", str(data.downscale)]
        subprocess.run([BIN / "nr-eval", file, *capture], cwd=root, check=True)
    commit = json.loads((trained / "eval.json").read_text())["commit"]  # which a file does not tell
    return _point(kind, results, _seconds(trained)) | {"commit": commit}


def _baked(trained: Path, name: str, root: Path, budget: str) -> dict[str, Any]:
    """The run as a package within a budget, read back and measured."""
    output = trained / f"show4_package{budget}"
    results = output.with_name(f"{output.name}.eval") / "eval.json"
    if not results.exists():
        words = ["--budget", budget] if budget else []
        subprocess.run([BIN / "nr-bake", trained, "--output", output, *words], cwd=root, check=True)
    return _point(name, results, _seconds(trained))


def _point(name: str, results: Path, seconds: float) -> dict[str, Any]:
    numbers = json.loads(results.read_text())
    return {"format": name, "train_s": seconds} | {key: numbers[key] for key in NUMBERS}


def _seconds(trained: Path) -> float:
    """Of its training and of its teachers'."""
    teacher = open_run(trained).config().train.teacher
    return _last_line(trained)["seconds"] + (_seconds(teacher) if teacher else 0.0)


def _last_line(trained: Path) -> dict[str, Any]:
    """Of the log of a run's training."""
    return json.loads((trained / "metrics.jsonl").read_text().splitlines()[-1])


def _write(root: Path, results: dict[str, Any], others: dict[str, Any]) -> None:
    rows = ["| capture | format | KB | PSNR | SSIM | LPIPS | splats | seconds |", "|---|---|---|---|---|---|---|---|"]
    for name, result in results.items():
        points = [*others[name], *result["points"]]
        for point in points:
            rows.append(
                f"| {name} | {point['format']} | {point['bytes'] / 1e3:,.0f} | {point['psnr']:.2f} | "
                f"{point['ssim']:.3f} | {point['lpips']:.3f} | {point['num_primitives']:,} | {point['train_s']:.0f} |"
            )
        curves = curves_of(points, "psnr")
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
    put_rows(root / METHODS_FILE, 4, [*_rows_of_bd_rates(results), "", *rows])
    put_rows(root / "README.md", 4, _rows_of_sizes(results, others))


def _rows_of_sizes(results: dict[str, Any], others: dict[str, Any]) -> list[str]:
    """100,000 splats as files that everybody knows, beside compact scenes within 0.8 MB."""
    rows = ["| capture | scene | MB | PSNR | SSIM | LPIPS |", "|---|---|---|---|---|---|"]
    for name, result in results.items():
        known = dict(zip(itertools.product(CAPS, (*FORMATS, *PACKAGES)), others[name], strict=True))
        compact = dict(zip(itertools.product(BLENDINGS, TEACHERS), result["points"], strict=True))
        scenes = {f"gaussians, {kind}": known[100_000, kind] for kind in FORMATS}
        scenes |= {f"compact, {blending}": compact[blending, "0.8MB"] for blending in BLENDINGS}
        for scene, point in scenes.items():
            rows.append(
                f"| {name} | {scene} | {point['bytes'] / 1e6:.2f} | {point['psnr']:.2f} | {point['ssim']:.3f} | "
                f"{point['lpips']:.3f} |"
            )
    return rows


def _rows_of_bd_rates(results: dict[str, Any]) -> list[str]:
    rows = ["| capture | bytes of | beside those of | at equal PSNR | SSIM | LPIPS |", "|---|---|---|---|---|---|"]
    for name, result in results.items():
        rates = result["bd_rate"]
        for kind, others in rates["psnr"].items():
            for other in others:
                cells = [rates[metric][kind][other] for metric in BETTER]
                words = ["no overlap" if rate is None else f"{100 * rate:+.0f} %" for rate in cells]
                rows.append(f"| {name} | {kind} | {other} | {' | '.join(words)} |")
    return rows


FIGURES = {
    "anchors": anchors,
    "rate_distortion": rate_distortion,
    "longer": longer,
    "devices": devices,
    "ablations": ablations,
    "loading": loading,
}
