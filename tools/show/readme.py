"""The results tables of the README and of docs/, written by the scripts that measured them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

BEGIN, END = "<!-- results: python tools/show {} -->", "<!-- /results -->"


def put_rows(file: Path, number: int | str, rows: list[str]) -> None:
    """Puts rows between the file's two markers of this set of figures, or of one of them, `N --only NAME`; raises
    ValueError when they are not there."""
    begin = BEGIN.format(number)
    before, rest = file.read_text(encoding="utf-8").split(begin)
    _, after = rest.split(END, 1)
    file.write_text(f"{before}{begin}\n" + "\n".join(rows) + f"\n{END}{after}", encoding="utf-8")


def write_table(readme: Path, results: dict[str, dict[str, Any]]) -> None:
    """Puts one row per capture between the two markers of the README; raises ValueError when they are not there."""
    rows = [
        "| capture | size | views | PSNR | SSIM | LPIPS | splats | steps | seconds |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, numbers in results.items():
        if isinstance(numbers, dict):
            lpips = "-" if numbers["lpips"] is None else f"{numbers['lpips']:.3f}"
            rows.append(
                f"| {name} | {numbers['width']}x{numbers['height']} | {numbers['num_views']} | {numbers['psnr']:.2f} | "
                f"{numbers['ssim']:.3f} | {lpips} | {numbers['num_primitives']:,} | {numbers['steps']:,} | "
                f"{numbers['train_s']:.0f} |"
            )
    put_rows(readme, 1, rows)
