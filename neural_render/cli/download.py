"""nr-download: lists public datasets and fetches them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from neural_render.cli import console

DESCRIPTION = "Lists public datasets with source and licence; with a name, downloads and checks that one."


@dataclass(frozen=True)
class Arguments:
    dataset: Annotated[str | None, tyro.conf.Positional, tyro.conf.arg(metavar="DATASET")] = None
    """Which dataset to download; none lists them."""
    scenes: tuple[str, ...] = ()
    """Only these scenes; all unless given."""
    output_dir: Path = Path("data")
    """Scenes are put into OUTPUT-DIR/DATASET/SCENE."""


@console.run
def main(argv: Sequence[str] | None = None) -> None:
    arguments = console.parse(Arguments, argv, prog="nr-download", description=DESCRIPTION)

    from neural_render.data.datasets import Dataset, fetch, read_datasets

    def show(dataset: Dataset) -> None:
        print(f"{dataset.name}: {dataset.title}")
        print(f"  scenes    {', '.join(dataset.scenes)}")
        print(f"  page      {dataset.page}")
        print(f"  licence   {dataset.license}")

    datasets = read_datasets()
    if arguments.dataset is None:
        for dataset in datasets.values():
            show(dataset)
        return
    if arguments.dataset in datasets:
        show(datasets[arguments.dataset])
    for path in fetch(arguments.dataset, arguments.output_dir, arguments.scenes or None):
        print(f"{path}: --downscale {datasets[arguments.dataset].downscale[path.name]} is customary")
