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

NUM_SAMPLES = 16  # photos whose coverage is looked at
LEAST_COVERAGE = 0.9  # of the emptiest of them: what shows less was taken from where nothing is known
SHRINK = 4  # of the pictures that tell coverage
NUM_DRAWS = 8  # cameras around, before one between photos is taken


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
        """`num_views` pictures are seen again and again, in 8 bits and drawn from `seed`; 0 asks for new ones always."""
        self.scene = scene
        self.viewpoints = Viewpoints(capture, is_around=is_around)
        self.num_views, self.seed, self.cache = num_views, seed, ImageCache(cache_bytes)
        photos = self.viewpoints.cameras
        chosen = photos[:: -(-len(photos) // NUM_SAMPLES)] if self.viewpoints.around else []
        self.least_coverage = LEAST_COVERAGE * min(map(self._coverage, chosen), default=0.0)

    def batch(
        self, generator: torch.Generator, background: Tensor, device: str, window: Window | None = None
    ) -> Batch:  # background [3]
        """A picture from a random camera, or a window of it, as training sees it."""
        if self.num_views:
            index = int(torch.randint(self.num_views, (), generator=generator))
            kept = self.cache.get(index, lambda: self._kept(index, background))
            height, width, _ = kept["rgb"].shape
            camera = Cameras(kept["viewmats"], kept["Ks"], width, height)
            batch = Batch(camera, kept["rgb"][None].float() / 255, None, background, is_photo=False)
            if window is not None:
                batch = crop(batch, *window(camera))
            return Batch(batch.cameras.to(device), batch.rgb.to(device), None, background.to(device), is_photo=False)
        camera = self._camera(generator)
        camera = (camera if window is None else camera.crop(*window(camera))).to(device)
        picture, _ = self.scene.render(camera, background=background)
        return Batch(camera, picture, None, background.to(device), is_photo=False)

    def _kept(self, index: int, background: Tensor) -> dict[str, Tensor]:
        """What is kept of a picture: rgb [H, W, 3] in 8 bits, viewmats [1, 4, 4] and Ks [1, 3, 3] of its camera."""
        camera = self._camera(torch.Generator().manual_seed(self.seed * 1_000_003 + index))
        picture, _ = self.scene.render(camera.to(self._device), background=background)
        return {"rgb": (picture[0] * 255).round().byte().cpu(), "viewmats": camera.viewmats, "Ks": camera.Ks}

    @property
    def _device(self) -> torch.device:
        return next(self.scene.representation.parameters()).device

    def _camera(self, generator: torch.Generator) -> Cameras:
        for _ in range(NUM_DRAWS):
            camera, is_around = self.viewpoints.draw(generator)
            if not is_around or self._coverage(camera) >= self.least_coverage:
                return camera
        return self.viewpoints.between(generator)

    def _coverage(self, camera: Cameras) -> float:
        """The share of a picture that the scene fills."""
        small = camera.resized(max(1, camera.width // SHRINK), max(1, camera.height // SHRINK))
        _, rendered = self.scene.render(small.to(self._device))
        return 1.0 if rendered.alpha is None else float(rendered.alpha.mean())
