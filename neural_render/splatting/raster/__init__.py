"""Rasterizers with one contract each: `project` splats into a camera, `rasterize` channels into an image."""
