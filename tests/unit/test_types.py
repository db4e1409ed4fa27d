"""The viewer's types are those of the dataclasses, and its checks find the same faults at the same place."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from neural_render.package.checking import ManifestError, parse
from neural_render.package.manifest import FORMAT_VERSION

ROOT = Path(__file__).resolve().parents[2]
# Shared with webviewer/test/check.test.ts: a manifest that is right, and what is set in it, by JSON pointers.
TABLE = json.loads((ROOT / "tests" / "golden" / "manifests.json").read_text(encoding="utf-8"))


def changed(sets: list[tuple[str, Any]]) -> Any:
    """The table's manifest with the values at these pointers; "REMOVE" removes the field."""
    holder = {"": copy.deepcopy(TABLE["base"])}
    for pointer, value in sets:
        *path, last = [key.replace("~1", "/").replace("~0", "~") for key in pointer.split("/")]
        at: Any = holder
        for key in path:
            at = at[int(key)] if isinstance(at, list) else at[key]
        if value == "REMOVE":
            del at[last]
        else:
            at[int(last) if isinstance(at, list) else last] = value
    return holder[""]


def test_the_types_of_the_viewer_are_up_to_date() -> None:
    result = subprocess.run([sys.executable, ROOT / "tools" / "generate_types", "--check"], capture_output=True)
    assert result.returncode == 0, result.stderr.decode()


@pytest.mark.parametrize("case", TABLE["good"], ids=lambda case: case["case"])
def test_a_manifest_that_is_right_is_taken(case: dict[str, Any]) -> None:
    assert parse(changed(case["set"])).format_version == FORMAT_VERSION


@pytest.mark.parametrize("case", TABLE["broken"], ids=lambda case: case["case"])
def test_a_broken_manifest_is_refused_with_a_pointer(case: dict[str, Any]) -> None:
    with pytest.raises(ManifestError) as caught:
        parse(changed(case["set"]))
    assert caught.value.pointer == case["pointer"]
