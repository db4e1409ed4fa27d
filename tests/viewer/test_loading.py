"""Packages come from addresses, archives and folders; what is wrong is said once, and nothing half is shown."""

from __future__ import annotations

import base64
import gzip
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.extras

NAME = "mesh_under_splats"
SHADERS = "glsl.gz"
DROP = """([name, text]) => {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  window.dispatchEvent(new DragEvent('drop', {dataTransfer: transfer, bubbles: true, cancelable: true}));
}"""


def zipped(folder: Path, prefix: str = "", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, prefix + file.relative_to(folder).as_posix())
    return data.getvalue()


def broken(packages: Path, name: str, change: Callable[[Path], None]) -> str:
    """A package that has been changed; its name."""
    shutil.rmtree(packages / name, ignore_errors=True)
    shutil.copytree(packages / NAME, packages / name)
    change(packages / name)
    return name


def changed(**words: Any) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        data = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps(data | words))

    return change


def replaced(file: str, data: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_bytes(data) and None


def refusal(viewed: Any) -> tuple[str, str]:
    """Where and what, from the one message on the page, behind which nothing is drawn."""
    assert viewed.page.get_by_role("alert").count() == 1
    assert viewed.get("viewer.state") == "failed" and viewed.get("viewer.stats.frames") == 0
    assert not viewed.page.locator("#bar").is_visible()
    assert viewed.page.locator("#view").evaluate("element => getComputedStyle(element).opacity") == "0"
    return tuple(viewed.page.locator(f"#failure-{part}").inner_text() for part in ("where", "problem"))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("prefix", ["", "scene/"])
def test_a_zip_that_is_dropped(viewed: Any, packages: Path, prefix: str, method: int) -> None:
    want = viewed.open(NAME).picture()
    viewed.open()
    data = base64.b64encode(zipped(packages / NAME, prefix, method)).decode()
    viewed.page.evaluate(DROP, ["scene.zip", data])
    viewed.page.wait_for_function("view.viewer.state === 'ready'")
    assert np.array_equal(viewed.picture(), want)


def test_a_zip_at_an_address(viewed: Any, packages: Path) -> None:
    (packages / "scene.zip").write_bytes(zipped(packages / NAME))
    assert viewed.open("scene.zip").get("viewer.manifest.name") == "a mesh under splats"


def test_a_folder_and_a_zip_that_are_chosen(viewed: Any, packages: Path, tmp_path: Path) -> None:
    viewed.open()
    assert viewed.page.locator("#empty").is_visible()
    viewed.page.locator("#folder").set_input_files(packages / NAME)
    viewed.page.wait_for_function("view.viewer.state === 'ready'")
    assert not viewed.page.locator("#empty").is_visible()
    (tmp_path / "other.zip").write_bytes(zipped(packages / "light_field"))
    viewed.page.locator("#zip").set_input_files(tmp_path / "other.zip")
    viewed.page.wait_for_function("view.viewer.manifest?.name === 'a light field' && view.viewer.state === 'ready'")


def test_a_server_that_unpacks_on_the_way(viewed: Any, packages: Path) -> None:
    def unpack(folder: Path) -> None:
        for file in folder.rglob("*.gz"):
            file.write_bytes(gzip.decompress(file.read_bytes()))

    assert viewed.open(broken(packages, "unpacked", unpack)).get("viewer.error") is None


CASES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "no file": (lambda folder: (folder / "p_sorted.gz").unlink(), "p_sorted.gz", "404"),
    "short": (replaced("p_sorted.gz", gzip.compress(bytes(8))), "p_sorted.gz", "has 8 bytes"),
    "long": (replaced("p_sorted.gz", gzip.compress(bytes(100_000))), "p_sorted.gz", "more than"),
    "cut": (lambda folder: _cut(folder / "c_sorted.gz"), "c_sorted.gz", "damaged"),
    "two members": (lambda folder: _twice(folder / "c_sorted.gz"), "c_sorted.gz", "damaged"),
    "no glsl": (lambda folder: _nonsense(folder / SHADERS), "/programs/discs_sorted/glsl_vertex", "does not compile"),
    "no text": (lambda folder: _nonsense(folder / SHADERS, b"\xff"), "/programs/discs_sorted/glsl_vertex", "no text"),
    "shaders that unpack to too much": (replaced(SHADERS, gzip.compress(bytes(10**6))), SHADERS, "more than the"),
    "shaders of too many bytes": (replaced(SHADERS, gzip.compress(bytes(2**21), 0)), SHADERS, "more bytes"),
    "cut shaders": (lambda folder: _cut(folder / SHADERS), SHADERS, "damaged"),
    "damaged shaders": (lambda folder: _last(folder / SHADERS), SHADERS, "damaged"),
    "shaders twice": (lambda folder: _twice(folder / SHADERS), SHADERS, "damaged"),
    "not json": (replaced("manifest.json", b"{"), "manifest.json", "no JSON"),
    "another format": (changed(format="glTF"), "/format", "glTF"),
    "a later version": (changed(format_version=3), "/format_version", "version 2"),
    "an unknown field": (changed(colour=1), "/colour", "unknown"),
    "outside": (changed(meshes={"rectangles": {"file": "../x"}}), "/meshes/rectangles", "missing"),
    "a vertex too far": (lambda folder: _last(folder / "rectangles.bin"), "/meshes/rectangles", "vertices"),
}


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def _nonsense(file: Path, letter: bytes = b"?") -> None:
    file.write_bytes(gzip.compress(letter * len(gzip.decompress(file.read_bytes()))))


def _twice(file: Path) -> None:
    file.write_bytes(2 * file.read_bytes())


def _last(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4] + (1000).to_bytes(4, "little"))


@pytest.mark.parametrize("case", CASES)
def test_one_clear_error(viewed: Any, packages: Path, case: str) -> None:
    change, where, what = CASES[case]
    viewed.open(broken(packages, "broken", change))
    said = refusal(viewed)
    assert where in said[0] and what in said[1]
    viewed.page.evaluate("name => view.viewer.load('/packages/' + name)", NAME)
    assert viewed.get("viewer.state") == "ready"
    assert not viewed.page.get_by_role("alert").is_visible()


def test_what_was_there_stays_where_the_next_is_no_package(viewed: Any, packages: Path) -> None:
    before = viewed.open(NAME).picture()
    viewed.page.evaluate(DROP, ["photo.zip", base64.b64encode(b"no zip at all").decode()])
    viewed.page.wait_for_function("view.viewer.error !== null")
    assert "no zip" in viewed.page.get_by_role("alert").inner_text()
    assert viewed.get("viewer.state") == "ready" and np.array_equal(viewed.picture(), before)
    viewed.page.get_by_role("button", name="Close").click()
    assert not viewed.page.get_by_role("alert").is_visible()


def test_a_folder_that_cannot_be_read(viewed: Any) -> None:
    viewed.open()
    viewed.page.evaluate(
        """DataTransferItem.prototype.webkitGetAsEntry = () => ({
  isFile: false,
  createReader: () => ({readEntries: (_, fail) => fail(new DOMException('gone', 'NotReadableError'))}),
})"""
    )
    viewed.page.evaluate(DROP, ["scene", ""])
    alert = viewed.page.get_by_role("alert")
    alert.wait_for()
    assert "cannot be read: gone" in alert.inner_text() and not viewed.page.locator("#empty").is_visible()
    viewed.page.get_by_role("button", name="Open another").click()
    assert not alert.is_visible() and viewed.page.locator("#empty").is_visible()


def test_a_damaged_zip(viewed: Any, packages: Path) -> None:
    data = bytearray(zipped(packages / NAME, method=zipfile.ZIP_STORED))
    start = data.index((packages / NAME / "rectangles.bin").read_bytes())
    data[start + 5] ^= 1
    viewed.open()
    viewed.page.evaluate(DROP, ["scene.zip", base64.b64encode(data).decode()])
    viewed.page.wait_for_function("view.viewer.error !== null")
    assert "checksum" in refusal(viewed)[1]


def test_a_device_that_lacks_something_is_named(viewed: Any) -> None:
    viewed.page.add_init_script(
        """const get = WebGL2RenderingContext.prototype.getExtension;
WebGL2RenderingContext.prototype.getExtension = function (name) {
  return name.startsWith('EXT_color_buffer') ? null : get.call(this, name);
};"""
    )
    viewed.open(NAME)
    where, what = refusal(viewed)
    assert where == "/targets/sums" and "EXT_color_buffer" in what
