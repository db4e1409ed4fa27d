"""Packages for tests: `small` for readers, and three fakes that prove the vocabulary to hosts.

Each fake has a twin in numpy that computes its pictures from the same numbers without any GPU.
`python -m tests.packages FOLDER` writes the fakes with the pictures that their views must show.
"""
