"""The JSON every command gives: in come a kind and its data, out goes one versioned object."""

from __future__ import annotations

import json
from typing import Any


def envelope(kind: str, data: Any) -> str:
    """`{"coachkit": 1, "kind": …, "data": …}`, with control characters escaped and the rest as it was said."""
    return json.dumps({"coachkit": 1, "kind": kind, "data": data}, ensure_ascii=False, indent=2)
