"""A folder that a cloud service copies: in come the settings, out goes what to say of the notebook there, if any."""

from __future__ import annotations

from coachkit.cli import messages
from coachkit.notebook.synced import service_of
from coachkit.safe_text import for_terminal
from coachkit.settings import Settings


def synced_told(settings: Settings) -> str:
    """Which service copies the notebook's folder, and what to do about it; empty where none is known to."""
    service = service_of(settings.notebook_file)
    if service is None:
        return ""
    said = messages.SYNCED_KNOWN if is_known(settings) else messages.SYNCED
    return said.format(service=service[0].upper() + service[1:], folder=for_terminal(str(settings.home)))


def is_known(settings: Settings) -> bool:
    """Whether the coach has said that they know, and want the notebook written there."""
    return settings.get("synced_folder") == "true"
