"""The base of every domain value: frozen, strict about unknown fields, silent about what it holds."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value. A validation error never shows its input: that may be a person's words."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
