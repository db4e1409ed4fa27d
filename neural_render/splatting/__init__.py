"""Splats, their spherical harmonics, and the rasterizers that turn them into pictures."""
