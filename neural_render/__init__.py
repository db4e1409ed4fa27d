"""neural-render: posed photos in, a scene that runs on a phone out."""

__version__ = "0.1.0"
