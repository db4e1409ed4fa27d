"""Command lines that several tests share."""

# The bundled capture at 64x48 with few splats: a step takes milliseconds.
SMALL = ["--data", "tabletop", "--downscale", "8", "--cap", "3000"]
