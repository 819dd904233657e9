"""These look at system calls and terminals as Linux and its like have them."""

from __future__ import annotations

import os

collect_ignore_glob = ["test_*.py"] if os.name == "nt" else []
