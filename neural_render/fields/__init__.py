"""Functions of a position in space, or of a ray, that are looked up in tables and trained."""
