"""tools/viewers: medians and percentiles, the table, and pinned packages that come from no particular registry."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest

from tools.viewers import bundles, scenes
from tools.viewers.__main__ import command
from tools.viewers.table import BEGIN, END, put, rows, summary


@pytest.mark.parametrize(
    ("values", "median", "p90"),
    [([3.0], 3.0, 3.0), ([2.0, 1.0], 1.5, 2.0), ([float(i) for i in range(11, 0, -1)], 6.0, 10.0)],
)
def test_summaries(values: list[float], median: float, p90: float) -> None:
    assert summary(values) == {"median": median, "p90": p90}


def test_nothing_has_no_summary() -> None:
    with pytest.raises(ValueError, match="no values"):
        summary([])


def test_the_table_has_a_row_per_viewer_and_ratios_to_our_sorted_one() -> None:
    one = {"bundle_gzip_bytes": 54_321, "scene_bytes": 2_500_000, "first_picture_ms": summary([700.0])}
    one |= {"heap_mb": 3.2, "psnr": 40.25, "splats": 60_000}
    times = {name: {"cpu_ms": summary([100.0 * (1 + index)])} for index, name in enumerate(bundles.KINDS)}
    head, line, *lines = rows({"viewers": dict.fromkeys(bundles.KINDS, one), "frames": {"640x480": times}})
    assert {text.count("|") for text in [head, line, *lines]} == {9}
    assert lines[0] == ("| ours, sorted | 54 kB | 2.5 MB | 700 ms | 3 MB | 40.2 dB | 60,000 | 100 ms (1.00x) |")
    assert [text.split("(")[1] for text in lines] == [f"{1 + index}.00x) |" for index in range(len(bundles.KINDS))]


def test_rows_replace_those_between_the_markers(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text(f"before\n{BEGIN}\nold\n{END}\nafter {END}\n")
    put(file, ["new", "rows"])
    assert file.read_text() == f"before\n{BEGIN}\nnew\nrows\n{END}\nafter {END}\n"


def test_commands_are_published_without_folders_of_the_machine() -> None:
    runs = {"scene": Path("/home/me/outputs/table/gaussians/a"), "sort_free": Path("/x/table/sort-free-gaussians/b")}
    options = Namespace(**runs, sizes=["640x480"], blocks=2, block=3)
    assert command(options) == (
        "python -m tools.viewers --scene table/gaussians/a --sort-free table/sort-free-gaussians/b "
        "--sizes 640x480 --blocks 2 --block 3"
    )


def test_equal_pictures_are_as_equal_as_can_be() -> None:
    picture = np.random.default_rng(0).integers(0, 255, (4, 5, 3), dtype=np.uint8)
    assert scenes.psnr(picture, picture) == 100
    assert scenes.psnr(picture, picture + np.uint8(1)) == pytest.approx(20 * np.log10(255))


def test_packages_are_pinned_without_a_registry() -> None:
    wanted = json.loads((bundles.HERE / "package.json").read_text())["dependencies"]
    lock = json.loads((bundles.HERE / "package-lock.json").read_text())["packages"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all("resolved" not in entry for entry in lock.values())
    assert all("integrity" in entry for name, entry in lock.items() if name)
    assert {kind.package for kind in bundles.KINDS.values()} - {None} <= set(wanted)
