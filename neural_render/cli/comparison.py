"""What a written file or package lost: the same views rendered from the scene and from what was read back."""

from __future__ import annotations

from neural_render.cameras import Cameras
from neural_render.errors import UserError
from neural_render.metrics import psnr
from neural_render.paths import orbit
from neural_render.progress import show_progress
from neural_render.scene import Renderable
from neural_render.thinning import thinned
from neural_render.types import Capture

# So many views show a difference; all of a large capture would only take longer.
MAX_VIEWS = 12
ORBIT_SIZE = (640, 480)


def compare(scene: Renderable, decoded: Renderable, capture: Capture | None, device: str = "cpu") -> str:
    """One line: how near the renders of what was decoded are to the scene's, on test views or else on an orbit."""
    cameras, words = _views(scene, capture)
    values = psnrs(scene, decoded, cameras, device)
    mean = sum(values) / len(values)
    return (
        f"decoded again and rendered, {len(values)} {words}: PSNR against the scene {mean:.2f} dB, "
        f"worst {min(values):.2f} dB (100 dB is equal)"
    )


def psnrs(scene: Renderable, decoded: Renderable, cameras: list[Cameras], device: str) -> list[float]:
    """PSNR between the renders of two scenes, one value per camera; raises UserError where one is not finite."""
    show, values = show_progress("compared", "views"), []
    for index, camera in enumerate(cameras):
        ours, theirs = (scene.render(camera.to(device))[0][0] for scene in (scene, decoded))  # [H, W, 3] each
        try:
            values.append(psnr(theirs, ours))
        except ValueError as error:
            raise UserError("cannot compare the file with the scene", str(error), "train the scene again") from error
        show(index + 1, len(cameras))
    return values


def _views(scene: Renderable, capture: Capture | None) -> tuple[list[Cameras], str]:
    """The cameras to compare from, and what they are."""
    if capture is not None and capture.test:
        return [capture.views[index].cameras for index in thinned(capture.test, MAX_VIEWS)], "test views"
    return list(orbit(scene.bounds, scene.frame.up, [], MAX_VIEWS, *ORBIT_SIZE)), "views of an orbit"
