"""Packages: what a phone or a browser gets. `manifest.py` is the vocabulary, `checking.py` refuses what does not fit
it, `folder.py` reads and writes."""
