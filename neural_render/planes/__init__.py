"""Planes: what rooms, facades and shops are made of. Found in points, written to files, measured against the truth.

Everything here is numpy on the CPU; `plane.py` says what a plane is.
"""
