"""Training as it goes on, in a browser on this machine: the splats of the last steps, through viser (extra `viewer`).

What is shown is a sketch: the colour of the first harmonic, in depth order, also for methods that blend otherwise. The
pictures that count are those of the evaluation and of packages.
"""

from __future__ import annotations

import time
from types import ModuleType, TracebackType

import torch
from typing_extensions import Self

from neural_render.errors import UserError, missing_extra
from neural_render.representation import Representation
from neural_render.splatting.sh import SH_C0
from neural_render.splatting.splats import Splats, quat_to_rotmat
from neural_render.types import Capture

HOST, PORT = "127.0.0.1", 8080
UPDATE_EVERY_S = 2.0
# A browser is sent all of them at every update.
MAX_SPLATS = 200_000


def load_viser() -> ModuleType:
    """viser; raises UserError where it is not installed."""
    try:
        import viser
    except ImportError as error:
        raise missing_extra("the view of a training", "viser", "viewer") from error
    return viser


class LiveView:
    """A viewer's server while training runs; `show` is called after every step."""

    def __init__(self, capture: Capture) -> None:
        """Raises UserError where viser is missing or no port is free."""
        viser = load_viser()
        try:
            self._server = viser.ViserServer(host=HOST, port=PORT, label=capture.name, verbose=False)
        except OSError as error:
            raise UserError("cannot show the training", str(error), "leave --viewer out") from error
        self._server.scene.set_up_direction(capture.frame.up)
        self._server.initial_camera.look_at = capture.bounds.center
        if capture.train:
            first = capture.views[capture.train[0]].cameras
            self._server.initial_camera.position = tuple(first.centers[0].tolist())
        self._status = self._server.gui.add_markdown("waiting for the first steps")
        self._shown = 0.0
        print(f"the training can be watched at {self.address}", flush=True)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self._server.get_port()}"

    def show(self, model: Representation, step: int) -> None:
        """Sends the scene after `step` steps, at most every few seconds; what has no splats shows none."""
        if time.monotonic() - self._shown < UPDATE_EVERY_S or (splats := model.splats()) is None:
            return
        arrays = sketch(splats)
        self._server.scene.add_gaussian_splats("/splats", **{name: value.numpy() for name, value in arrays.items()})
        self._status.content = f"step {step:,}: {len(splats):,} splats"
        self._shown = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.stop()


@torch.no_grad()
def sketch(splats: Splats) -> dict[str, torch.Tensor]:
    """What viser draws of the M most opaque splats: centers, covariances [M, 3, 3], rgbs, opacities [M, 1]."""
    most = splats.logit_opacities.topk(min(len(splats), MAX_SPLATS)).indices  # [M]
    axes = quat_to_rotmat(splats.quats[most]) * splats.log_scales[most].exp()[:, None]  # [M, 3, 3]
    arrays = {
        "centers": splats.means[most],
        "covariances": axes @ axes.transpose(1, 2),
        "rgbs": (0.5 + SH_C0 * splats.sh0[most]).clamp(0, 1),
        "opacities": splats.logit_opacities[most].sigmoid()[:, None],
    }
    return {name: value.float().cpu() for name, value in arrays.items()}
