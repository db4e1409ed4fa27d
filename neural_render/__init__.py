"""neural-render: posed photos in, a scene that runs on a phone out."""

import os

# torch's OpenMP threads otherwise spin while they wait, which costs several times the work when cores are shared. The
# variable is read when torch loads, so it is set before anything here imports it; a user's own setting stays.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

__version__ = "0.1.0"
