"""Hosts: what draws packages. `gpu.py` does it here, through wgpu, as the web viewer does in browsers."""
