"""The view of a training: what is sent is what the splats are, and nothing beyond this machine can ask for it."""

from __future__ import annotations

import urllib.request

import pytest
import torch
from raster_scenes import crowd

from neural_render.splatting.splats import Splats
from neural_render.viewer.live import LiveView, sketch


def some_splats() -> Splats:
    return Splats(**{name: value.float() for name, value in crowd(50, seed=4).items()})


def test_the_sketch_has_the_splats_covariances(monkeypatch: pytest.MonkeyPatch) -> None:
    splats = some_splats()
    sent = sketch(splats)
    variances = torch.linalg.eigvalsh(sent["covariances"])  # [N, 3] rising
    rows = torch.cdist(sent["centers"], splats.means).argmin(dim=1)
    expected = (2 * splats.log_scales[rows]).exp().sort(dim=1).values
    torch.testing.assert_close(variances, expected, rtol=1e-3, atol=1e-6)
    assert len(set(rows.tolist())) == len(splats)
    monkeypatch.setattr("neural_render.viewer.live.MAX_SPLATS", 10)
    fewer = sketch(splats)
    assert fewer["opacities"].min() >= splats.logit_opacities.sigmoid().sort().values[-10]
    assert fewer["rgbs"].shape == (10, 3)


@pytest.mark.extras
def test_the_server_answers_on_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    from neural_render.types import Bounds, Frame

    monkeypatch.setattr("neural_render.viewer.live.UPDATE_EVERY_S", 0.0)
    bounds, frame = Bounds((0.0, 0.0, 0.0), 1.0, 1.0, is_open=False), Frame((0.0, 0.0, 1.0), None)
    capture = SimpleNamespace(name="a place", views=[], train=[], bounds=bounds, frame=frame)
    with LiveView(capture) as live:
        assert live.address.startswith("http://127.0.0.1:") and live._server.get_host() == "127.0.0.1"
        with urllib.request.urlopen(live.address) as answer:
            assert answer.status == 200
        live.show(SimpleNamespace(splats=some_splats), 7)
        assert "step 7: 50 splats" in live._status.content
