"""The fakes by name."""

from __future__ import annotations

from .decoded_splats import decoded_splats
from .light_field import light_field
from .mesh_under_splats import mesh_under_splats

FAKES = {"light_field": light_field, "decoded_splats": decoded_splats, "mesh_under_splats": mesh_under_splats}
