"""Hybrids: which planes of a scene become panels, what is on them, and which splats they take the place of."""
