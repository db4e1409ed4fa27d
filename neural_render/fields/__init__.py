"""Functions of a position in space that are looked up in tables and trained."""
