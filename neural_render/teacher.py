"""A finished scene as a teacher: its pictures from cameras between the photos are trained on like photos.

A capture has tens of photos, a scene has any number of pictures. What renders by other rules than its teacher may fit
the photos in ways that fail a step aside, and a light field knows nothing of what no picture shows: the pictures in
between leave both no room for that.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.data.images import ImageCache
from neural_render.data.views import crop
from neural_render.scene import Scene
from neural_render.types import Batch, Capture
from neural_render.viewpoints import Viewpoints

Window = Callable[[Cameras], tuple[int, int, int, int]]  # chooses x, y, width, height in a camera's picture


class Teacher:
    """Draws cameras like those of a capture's training photos and renders them with a scene."""

    def __init__(
        self,
        scene: Scene,
        capture: Capture,
        *,
        is_around: bool = False,
        num_views: int = 0,
        cache_bytes: int = 0,
        seed: int = 0,
    ) -> None:
        """`num_views` pictures are seen again and again, in 8 bits and drawn from `seed`; 0 asks for ever new ones."""
        self.scene = scene
        splats = scene.representation.splats() if is_around else None
        points = capture.points if splats is None else splats.means.detach()[splats.logit_opacities > 0].cpu()
        self.viewpoints = Viewpoints(capture, points, is_around=is_around)
        self.num_views, self.seed, self.cache = num_views, seed, ImageCache(cache_bytes)

    def batch(
        self, generator: torch.Generator, background: Tensor, device: str, window: Window | None = None
    ) -> Batch:  # background [3]
        """A picture from a random camera, or a window of it, as training sees it."""
        if self.num_views:
            index = int(torch.randint(self.num_views, (), generator=generator))
            kept = self.cache.get(index, lambda: self._kept(index, background, device))
            height, width, _ = kept["rgb"].shape
            camera = Cameras(kept["viewmats"], kept["Ks"], width, height)
            batch = Batch(camera, kept["rgb"][None], None, background)
            if window is not None:
                batch = crop(batch, *window(camera))
            rgb = batch.rgb.to(device).float() / 255  # [1, H, W, 3]
            return Batch(batch.cameras.to(device), rgb, None, background.to(device), is_photo=False)
        camera = self.viewpoints.draw(generator)
        camera = (camera if window is None else camera.crop(*window(camera))).to(device)
        picture, _ = self.scene.render(camera, background=background)
        return Batch(camera, picture, None, background.to(device), is_photo=False)

    def _kept(self, index: int, background: Tensor, device: str) -> dict[str, Tensor]:
        """What is kept of a picture: rgb [H, W, 3] in 8 bits, viewmats [1, 4, 4] and Ks [1, 3, 3] of its camera."""
        camera = self.viewpoints.draw(torch.Generator().manual_seed(self.seed * 1_000_003 + index))
        picture, _ = self.scene.render(camera.to(device), background=background)
        return {"rgb": (picture[0] * 255).round().byte().cpu(), "viewmats": camera.viewmats, "Ks": camera.Ks}
