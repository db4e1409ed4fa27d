"""Our viewer and others on one scene: `python -m tools.viewers --scene RUN --sort-free RUN [--output-dir DIR]`.

Both runs are baked; other people's viewers (bundles.py) load the PLY that the sorted run exported. Every viewer has a
headless Chromium of its own (browsers.py), and all take turns, block by block, on one path around the scene, while the
others rest. Written are benchmarks/viewers.json, the table of docs/viewer.md, and the pictures of the first view into
DIR, beside those that are to be expected.

Wall time is from one picture to the next with a pixel read back, so that the picture is finished; CPU time is that of
all processes of the browser. Software draws here: a viewer that gives every splat an instance of its own is slow in it,
and blending half floats, as our viewer does, is too. On a GPU both cost little, so none of these times says anything
about a phone or a desktop; with the machine busy, wall times say nothing at all.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from PIL import Image

from neural_render.cameras import Cameras
from neural_render.errors import UserError
from neural_render.runs import commit
from neural_render.viewer.browser import FLAGS
from tools.machine import machine
from tools.viewers import bundles, scenes
from tools.viewers.browsers import Page, find_chromium, rest, served
from tools.viewers.bundles import KINDS
from tools.viewers.table import put, rows, summary

ROOT = Path(__file__).resolve().parents[2]
SIZES = ("640x480", "1280x720")
LOADS = 3
WARM = 2  # frames of a block that do not count: the path goes on where another block ended


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools.viewers", description=__doc__.splitlines()[0])
    parser.add_argument("--scene", type=Path, required=True, help="a run of gaussians that exported a PLY")
    parser.add_argument(
        "--sort-free", type=Path, required=True, help="a run of sort-free-gaussians on the same capture"
    )
    parser.add_argument("--output-dir", type=Path, default=ROOT / "outputs/viewers", help="packages and pictures")
    parser.add_argument("--sizes", nargs="*", default=SIZES, help="of the canvas, in pixels (640x480 1280x720)")
    parser.add_argument("--blocks", type=int, default=10, help="blocks of frames of every viewer (10)")
    parser.add_argument("--block", type=int, default=6, help="frames of a block (6)")
    parser.add_argument("--no-log", action="store_true", help="do not write to benchmarks/ and docs/")
    options = parser.parse_args()
    try:
        for results in measure(options):
            print("\n".join(rows(results)), flush=True)
            if not options.no_log:
                (ROOT / "benchmarks" / "viewers.json").write_text(json.dumps(results, indent=1) + "\n")
                put(ROOT / "docs" / "viewer.md", [*rows(results), "", about(results)])
    except UserError as error:
        raise SystemExit(str(error)) from error


def about(results: dict[str, Any]) -> str:
    """What the table was measured with, as a line below it."""
    names = ", ".join(f"{name} {version}" for name, version in results["versions"].items() if name != "esbuild")
    load = max(times["load"] for times in results["frames"].values())
    return f"Measured at {results['commit']} on {results['machine']}, load average {load:.0f}: {names}."


def measure(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The figures of one run, more of them with every size of the canvas."""
    from playwright.sync_api import sync_playwright

    installed = bundles.install()
    folder: Path = options.output_dir
    folder.mkdir(parents=True, exist_ok=True)
    sorted_, manifest = scenes.bake(options.scene, folder / "sorted", "sorted")
    sort_free, _ = scenes.bake(options.sort_free, folder / "sort-free", "sort-free")
    shown = {"sorted": sorted_, "sort-free": sort_free, "ply": scenes.exported(options.scene)}
    scripts = {name: bundles.bundle(kind.page) for name, kind in KINDS.items()}
    viewers = {
        name: bundles.sizes(scripts[name]) | {"scene_bytes": shown[kind.scene].num_bytes}
        for name, kind in KINDS.items()
    }
    results: dict[str, Any] = {
        "time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "commit": commit(),
        "machine": machine(),
        "command": command(options),
        "flags": FLAGS,
        "versions": installed,
        "viewers": viewers,
        "frames": {},
    }
    with sync_playwright() as playwright:
        for size in options.sizes:
            width, height = map(int, size.split("x"))
            cameras = scenes.orbit(sorted_, manifest, width, height)
            setup = {
                "width": width,
                "height": height,
                "background": manifest.background,
                "isAntialiased": scenes.is_antialiased(options.scene),
                "cameras": [scenes.words(camera) for camera in cameras],
            }
            with ExitStack() as stack:
                pages = open_pages(playwright, stack, scripts, shown, setup)
                results["versions"]["chromium"] = next(iter(pages.values())).version
                if size == options.sizes[0]:
                    loads(pages, viewers)
                    pictures(pages, shown, cameras[0], viewers, folder)
                else:
                    for page in pages.values():
                        page.load()
                results["frames"][size] = frames(pages, options.blocks, options.block)
                if faults := {name: page.faults for name, page in pages.items() if page.faults}:
                    results["faults"] = faults
            yield results


def command(options: argparse.Namespace) -> str:
    """The command of this run, without the folders of this machine."""
    runs = ["/".join(run.resolve().parts[-3:]) for run in (options.scene, options.sort_free)]
    settings = f"--sizes {' '.join(options.sizes)} --blocks {options.blocks} --block {options.block}"
    return f"python -m tools.viewers --scene {runs[0]} --sort-free {runs[1]} {settings}"


def open_pages(
    playwright: Any,
    stack: ExitStack,
    scripts: dict[str, dict[str, bytes]],
    shown: dict[str, scenes.Shown],
    setup: dict[str, Any],
) -> dict[str, Page]:
    """A browser and a server per viewer, until the stack closes."""
    pages = {}
    for name, kind in KINDS.items():
        html = {f"/{name}.html": (bundles.HERE / "pages/page.html").read_bytes()}
        address = stack.enter_context(served(scripts[name] | html | shown[kind.scene].files))
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS])
        stack.callback(browser.close)
        pages[name] = Page(browser, f"{address}/{name}.html", setup | {"scene": shown[kind.scene].address})
    return pages


def loads(pages: dict[str, Page], into: dict[str, dict[str, Any]]) -> None:
    """First pictures, viewers in turns, and the heap after the last."""
    times: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(LOADS):
        for name, page in pages.items():
            times[name].append(page.load())
            rest()
    for name, page in pages.items():
        into[name]["first_picture_ms"] = summary(times[name])
        into[name]["heap_mb"] = round(page.heap_mb(), 1)
        print(f"{name}: first picture {times[name]}, heap {into[name]['heap_mb']} MB", flush=True)


def pictures(
    pages: dict[str, Page],
    shown: dict[str, scenes.Shown],
    camera: Cameras,
    into: dict[str, dict[str, Any]],
    folder: Path,
) -> None:
    """The first view of everyone into the folder, and how far it is from our own renderer's."""
    for name, page in pages.items():
        want = shown[KINDS[name].scene].picture(camera)
        got, splats = page.picture(scenes.words(camera))
        into[name] |= {"psnr": round(scenes.psnr(got, want), 2), "splats": splats}
        Image.fromarray(want).save(folder / f"{KINDS[name].scene}_expected.png")
        Image.fromarray(got).save(folder / f"{name}.png")
        print(f"{name}: {into[name]['psnr']} dB, {splats} splats", flush=True)


def frames(pages: dict[str, Page], num_blocks: int, block: int) -> dict[str, dict[str, Any]]:
    """Times of frames by viewer, blocks in turns."""
    wall: dict[str, list[float]] = {name: [] for name in pages}
    cpu: dict[str, list[float]] = {name: [] for name in pages}
    loads_ = []
    for index in range(num_blocks):
        for name, page in pages.items():
            first = index * (WARM + block)
            page.block(first, WARM)
            rest()
            times, cpu_ms = page.block(first + WARM, block)
            wall[name] += times
            cpu[name].append(cpu_ms)
            rest()
        loads_.append(os.getloadavg()[0])
        print(f"block {index}: { ({name: round(values[-1]) for name, values in cpu.items()}) } CPU ms", flush=True)
    result = {name: {"wall_ms": summary(wall[name]), "cpu_ms": summary(cpu[name])} for name in pages}
    # Above the number of cores others compete, and wall time says little.
    return result | {"load": round(statistics.median(loads_), 1)}


if __name__ == "__main__":
    main()
