"""Half-typed text kept while it is typed: in comes each change, out go saves at most 250 ms behind."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from coachkit.askers.protocol import KeepDraft

# Below the promised 250 ms, so that the save itself has time to happen.
_GAP = 0.2


class DraftKeeper:
    """Passes what is typed to `keep`, at once or after a short while; `leave` ends the prompt when that fails."""

    def __init__(self, keep: KeepDraft, leave: Callable[[BaseException], None]) -> None:
        self._keep = keep
        self._leave = leave
        self._text: str | None = None
        self._kept: str | None = None
        self._kept_at = float("-inf")
        self._timer: asyncio.TimerHandle | None = None
        self.trouble: Exception | None = None

    def changed(self, text: str) -> None:
        """Take the text as it is now; to be called inside the running event loop."""
        self._text = text
        if self._timer is not None:
            return
        wait = self._kept_at + _GAP - time.monotonic()
        if wait <= 0:
            self._save()
        else:
            self._timer = asyncio.get_running_loop().call_later(wait, self._save)

    def finish(self) -> None:
        """Let no save happen any more: the text was submitted and is no draft now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def keep_now(self) -> None:
        """Keep what was typed up to now, before the prompt is left without an answer."""
        self.finish()
        # A save that failed is the reason for leaving; trying again would only hide that reason.
        if self.trouble is None and self._text is not None and self._text != self._kept:
            self._keep(self._text)
            self._kept = self._text

    def _save(self) -> None:
        self._timer = None
        if self._text is None or self._text == self._kept:
            return
        text = self._text
        try:
            self._keep(text)
        except Exception as trouble:
            self.trouble = trouble
            self._leave(trouble)
            return
        self._kept = text
        self._kept_at = time.monotonic()
