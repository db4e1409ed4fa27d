"""A few of many: views, points, pictures."""

from __future__ import annotations

from typing import Protocol, TypeVar

from typing_extensions import Self


class Rows(Protocol):
    """What is cut in slices: a list, an array, a tensor."""

    def __len__(self) -> int: ...

    def __getitem__(self, rows: slice, /) -> Self: ...


SomeRows = TypeVar("SomeRows", bound=Rows)


def thinned(rows: SomeRows, most: int) -> SomeRows:
    """Every k-th of the rows, the first among them, for the smallest k that leaves at most so many (at least 1)."""
    return rows[:: max(1, -(-len(rows) // most))]
