"""Captures: one reader per layout, all giving the same Capture; views are decoded when a batch asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neural_render.data.config import DataConfig

if TYPE_CHECKING:
    from neural_render.data.capture import load_capture
    from neural_render.data.views import load_batch

__all__ = ["DataConfig", "load_batch", "load_capture"]


def __getattr__(name: str) -> Any:
    # Commands import the config from here to print their help, which must not wait for torch.
    if name == "load_capture":
        from neural_render.data.capture import load_capture

        return load_capture
    if name == "load_batch":
        from neural_render.data.views import load_batch

        return load_batch
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
