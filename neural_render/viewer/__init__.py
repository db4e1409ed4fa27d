"""Hosts, which draw packages: `gpu.py` here through wgpu, `web/` in browsers, served by `server.py`."""
