"""Settings of MobileR2L: those of all light fields, which are its own."""

from __future__ import annotations

from dataclasses import dataclass

from neural_render.representations.light_fields_config import LightFieldConfig


@dataclass(frozen=True)
class MobileR2LConfig(LightFieldConfig):
    """MobileR2L: a network that sees eight points of every ray and draws the picture, taught by splats."""
