"""Manifests of trees that say something else than their textures hold: refused, or decoded to as many splats."""

from __future__ import annotations

import dataclasses
import json

from hypothesis import given, settings
from hypothesis import strategies as st
from packages.trees import package_of
from test_fuzz_packages import FUZZ, ODD_VALUES, accepts, bounded_memory, changed, places

from neural_render.files import to_json
from neural_render.representations.compact_gaussians import bake

__all__ = ["bounded_memory"]  # pytest finds it here

PACKAGE = package_of(5)
TABLE = json.loads(to_json(dataclasses.asdict(PACKAGE.manifest)))
KINDS = ("textures", "targets", "passes")  # what a decoder looks at


@settings(FUZZ, max_examples=200)
@given(data=st.data())
def test_packages_of_trees_with_other_fields(data: st.DataObject) -> None:
    table = TABLE
    for _ in range(data.draw(st.integers(1, 2))):
        kind = data.draw(st.sampled_from(KINDS))
        at = data.draw(st.sampled_from([place for place in places(table) if place[:1] == (kind,)]))
        table = changed(table, at, data.draw(st.sampled_from(ODD_VALUES)))
    manifest = accepts(table)
    if manifest is None or manifest.textures.keys() != PACKAGE.textures.keys():
        return
    shapes = {name: (t.layers, t.height, t.width, t.format) for name, t in manifest.textures.items()}
    if shapes != {name: (t.layers, t.height, t.width, t.format) for name, t in PACKAGE.manifest.textures.items()}:
        return  # a reader refuses the files
    try:
        assert len(bake.unpack(dataclasses.replace(PACKAGE, manifest=manifest))) == 15
    except ValueError as error:
        assert str(error)
