"""The browser draws packages as docs/package.md says, and only when something has changed."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest
from packages.building import Fake
from packages.fakes import FAKES

pytestmark = pytest.mark.extras


@functools.cache
def fake(name: str) -> Fake:
    return FAKES[name]()


@pytest.mark.parametrize("name", FAKES)
def test_the_fakes_look_as_their_twins(viewed: Any, name: str) -> None:
    viewed.open(name)
    views = fake(name).package.manifest.views
    pictures = [viewed.picture(camera) for camera in views]
    for camera, got in zip(views, pictures, strict=True):
        want, allowed = fake(name).picture(camera)
        error = np.abs(got[..., :3] - 255 * want).max(axis=-1)  # [H, W]
        assert got.shape[:2] == (camera.height, camera.width)
        assert (error <= allowed).all(), np.argwhere(error > allowed)
        assert (got[..., 3] == 255).all()
    assert np.array_equal(viewed.picture(views[0]), pictures[0]), "a picture depends on those before"


def test_nothing_is_drawn_while_nothing_changes(viewed: Any) -> None:
    viewed.open("mesh_under_splats")
    before = viewed.rest()
    viewed.page.wait_for_timeout(1000)
    assert viewed.get("viewer.stats.frames") == before
    viewed.page.mouse.move(100, 100)
    assert viewed.rest() == before, "a pointer that only passes by changes nothing"
    viewed.page.mouse.down()
    viewed.page.mouse.move(140, 100)
    viewed.page.mouse.up()
    after = viewed.rest()
    assert after > before
    viewed.page.wait_for_timeout(1000)
    assert viewed.get("viewer.stats.frames") == after


def test_sorts_only_when_the_direction_changes(viewed: Any) -> None:
    viewed.open("decoded_splats")
    viewed.rest()
    before = viewed.get("viewer.stats.numSorts")
    viewed.page.mouse.move(100, 100)
    viewed.page.mouse.wheel(0, 120)
    viewed.rest()
    assert viewed.get("viewer.stats.numSorts") == before
    viewed.page.mouse.down()
    viewed.page.mouse.move(160, 100)
    viewed.page.mouse.up()
    viewed.rest()
    assert viewed.get("viewer.stats.numSorts") > before
    moved = viewed.picture()
    assert np.array_equal(viewed.picture(), moved)


def test_the_picture_has_the_windows_pixels(browser: Any, server: str, viewed: Any) -> None:
    viewed.open("decoded_splats")
    viewed.page.set_viewport_size({"width": 200, "height": 150})
    viewed.rest()
    assert viewed.get("[view.width, view.height]") == [200, 150]
    for query, ratio in (({}, 2), ({"dpr": "1.5"}, 1.5)):
        context = browser.new_context(viewport={"width": 100, "height": 80}, device_scale_factor=3)
        other = type(viewed)(context.new_page(), server).open("decoded_splats", **query)
        assert other.get("[view.width, view.height]") == [100 * ratio, 80 * ratio]
        context.close()


def lose(viewed: Any) -> None:
    """Takes the context away; `lose` in the page can bring it back."""
    viewed.page.evaluate(
        """window.lose = view.getContext('webgl2').getExtension('WEBGL_lose_context');
new Promise((resolve) => { view.addEventListener('webglcontextlost', resolve); lose.loseContext(); })"""
    )


def restore(viewed: Any) -> None:
    viewed.page.evaluate(
        "new Promise((resolve) => { view.addEventListener('webglcontextrestored', resolve); lose.restoreContext(); })"
    )


@pytest.mark.parametrize("name", FAKES)
def test_the_picture_comes_back_after_the_context_was_lost(viewed: Any, name: str) -> None:
    viewed.open(name)
    viewed.page.mouse.move(100, 100)
    viewed.page.mouse.wheel(0, 240)
    viewed.rest()
    before = viewed.picture()
    lose(viewed)
    viewed.page.wait_for_function("view.viewer.state === 'lost'")
    assert viewed.page.locator("#loading").is_visible()
    viewed.page.evaluate("lose.restoreContext()")
    viewed.page.wait_for_function("view.viewer.state === 'ready'")
    assert np.array_equal(viewed.picture(), before)


def test_the_camera_of_a_caller_stays_when_the_context_comes_back(viewed: Any) -> None:
    camera = fake("mesh_under_splats").package.manifest.views[1]
    before = viewed.open("mesh_under_splats").picture(camera)
    lose(viewed)
    restore(viewed)
    viewed.page.wait_for_function("view.viewer.state === 'ready'")
    assert np.array_equal(viewed.picture(), before)


def test_an_empty_page_is_empty_after_the_context_was_lost(viewed: Any) -> None:
    viewed.open()
    lose(viewed)
    restore(viewed)
    assert viewed.get("viewer.state") == "empty" and viewed.page.locator("#empty").is_visible()
    viewed.page.evaluate("view.viewer.load('/packages/mesh_under_splats')")
    assert viewed.get("viewer.state") == "ready"


@pytest.mark.parametrize("is_lost_first", [False, True])
@pytest.mark.parametrize("shown", ["", "mesh_under_splats"])
def test_a_load_outlives_the_context(viewed: Any, shown: str, is_lost_first: bool) -> None:
    viewed.open(shown)
    if is_lost_first:
        lose(viewed)
    viewed.page.evaluate(
        """() => {  // a server that does not answer until the context is lost
  const {fetch} = window;
  if (!view.viewer.gl.isContextLost())
    window.fetch = (_, {signal}) => new Promise((_, reject) => {
      window.fetch = fetch;
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  window.outcome = null;
  view.viewer.load('/packages/light_field').then(() => { outcome = 'shown'; }, (error) => { outcome = `${error}`; });
}"""
    )
    if not is_lost_first:
        lose(viewed)
    viewed.page.wait_for_function("view.viewer.state === 'lost'")
    restore(viewed)
    viewed.page.wait_for_function("outcome !== null")
    assert viewed.get("[outcome, viewer.state, viewer.manifest.name]") == ["shown", "ready", "a light field"]


def test_a_camera_that_is_set_during_the_first_picture_is_shown(viewed: Any) -> None:
    viewed.open()
    viewed.page.evaluate(
        """async () => {
  const {viewer} = view;
  viewer.addEventListener('frame', () => viewer.setCamera({...viewer.camera, width: 50, height: 40}), {once: true});
  await viewer.load('/packages/light_field');
}"""
    )
    viewed.rest()
    assert viewed.get("[view.width, view.height]") == [50, 40]


def test_the_time_to_the_first_picture_starts_with_the_load(viewed: Any) -> None:
    viewed.open()
    waited, told = viewed.page.evaluate(
        """async () => {
  const {viewer} = view;
  const {fetch} = window;
  let [asked, drawn] = [0, 0];
  window.fetch = async (...words) => {
    window.fetch = fetch; // only the manifest comes late
    asked = performance.now();
    const answer = await fetch(...words);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return answer;
  };
  viewer.addEventListener('frame', () => { drawn = performance.now(); }, {once: true});
  await viewer.load('/packages/light_field');
  return [drawn - asked, viewer.stats.firstPictureMs];
}"""
    )
    assert told >= waited > 0


COUNT = """
window.alive = {objects: 0, workers: 0, listeners: new Map(), observers: 0, urls: 0};
const gl = WebGL2RenderingContext.prototype;
const kinds = ['Texture', 'Buffer', 'Framebuffer', 'Renderbuffer', 'VertexArray', 'Sampler', 'Shader', 'Program'];
for (const kind of kinds) {
  const [create, remove] = [gl['create' + kind], gl['delete' + kind]];
  gl['create' + kind] = function (...words) { alive.objects += 1; return create.apply(this, words); };
  gl['delete' + kind] = function (object) { if (object) alive.objects -= 1; return remove.call(this, object); };
}
const [fence, unfence] = [gl.fenceSync, gl.deleteSync];
gl.fenceSync = function (...words) { alive.objects += 1; return fence.apply(this, words); };
gl.deleteSync = function (sync) { alive.objects -= 1; return unfence.call(this, sync); };
window.Worker = class extends Worker {
  constructor(...words) { super(...words); alive.workers += 1; }
  terminate() { alive.workers -= 1; super.terminate(); }
};
const {observe, disconnect} = ResizeObserver.prototype;
ResizeObserver.prototype.observe = function (...words) { alive.observers += 1; return observe.apply(this, words); };
ResizeObserver.prototype.disconnect = function () { alive.observers -= 1; return disconnect.call(this); };
const {createObjectURL, revokeObjectURL} = URL;
URL.createObjectURL = (blob) => { alive.urls += 1; return createObjectURL(blob); };
URL.revokeObjectURL = (url) => { alive.urls -= 1; return revokeObjectURL(url); };
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, listener, options) {
  if (this instanceof HTMLCanvasElement || this === window) {
    const key = listener;
    alive.listeners.set(key, type);
    options?.signal?.addEventListener('abort', () => alive.listeners.delete(key));
  }
  return listen.call(this, type, listener, options);
};
"""


def test_dispose_leaves_nothing(viewed: Any) -> None:
    viewed.page.add_init_script(COUNT)
    viewed.open()  # the page's own viewer holds nothing yet
    left = viewed.page.evaluate(
        """async () => {
  const {Viewer} = await import('./viewer.js');
  const before = {...alive, listeners: alive.listeners.size};
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const viewer = new Viewer(canvas);
  await viewer.load('/packages/mesh_under_splats');
  await viewer.load('/packages/light_field');
  await viewer.load('/packages/decoded_splats');
  const during = {...alive, listeners: alive.listeners.size};
  viewer.dispose();
  const after = {...alive, listeners: alive.listeners.size};
  const frames = viewer.stats.frames;
  canvas.dispatchEvent(new WheelEvent('wheel', {deltaY: 100}));
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {before, during, after, drawn: viewer.stats.frames - frames};
}"""
    )
    assert left["during"]["objects"] > 10 and left["during"]["workers"] == 1 and left["during"]["observers"] == 2
    assert left["after"] == left["before"]
    assert left["drawn"] == 0


def test_without_sort_there_is_no_worker(viewed: Any) -> None:
    viewed.page.add_init_script(COUNT)
    viewed.open("light_field")
    assert not viewed.get("viewer.stats.isSorted") and viewed.get("alive.workers") == 0
    viewed.open("decoded_splats")
    assert viewed.get("viewer.stats.isSorted") and viewed.get("alive.workers") == 1


def test_the_last_of_two_loads_wins(viewed: Any) -> None:
    viewed.open()
    outcome = viewed.get(
        """await Promise.allSettled(['light_field', 'mesh_under_splats'].map(name => viewer.load('/packages/' + name)))
        .then(results => results.map(({status}) => status))"""
    )
    assert outcome == ["rejected", "fulfilled"]
    assert viewed.get("viewer.manifest.name") == "a mesh under splats"
    assert viewed.get("viewer.error") is None
