"""Folders that a service copies to other computers: in comes a path, out goes which service, and what to say of it.

Such a service copies a notebook and the -wal file beside it one by one, while they are written; what comes back from
another computer can take the place of either. Notebooks have been lost that way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from coachkit.errors import CouldNotError

_SERVICES = {
    "Dropbox": r"dropbox",
    "OneDrive": r"onedrive",
    "iCloud": r"mobile documents|icloud ?drive|com~apple~clouddocs",
    "Google Drive": r"google ?drive|googledrive",
    "Nextcloud": r"nextcloud|owncloud",
    "a cloud service": r"cloudstorage|pcloud ?drive|syncthing",
}
# "OneDrive - Company", "Dropbox (Personal)", "GoogleDrive-sam@example.org".
_MORE = r"(?:[ ._-].*|\(.*)?"


@lru_cache(maxsize=16)
def service_of(path: Path) -> str | None:
    """The service that copies this place to other computers, as far as the names of its folders tell; else None."""
    parts = {part.casefold() for way in (path.absolute(), _resolved(path)) for part in way.parent.parts}
    for service, pattern in _SERVICES.items():
        if any(re.fullmatch(f"(?:{pattern}){_MORE}", part) for part in parts):
            return service
    return None


def refusal(notebook: Path, known: str) -> CouldNotError | None:
    """What to say to a coach who would write a notebook there; None where nothing speaks against it.

    `known` is the setting by which the coach says they know: `true` or `false`.
    """
    service = service_of(notebook)
    if service is None or known == "true":
        return None
    return CouldNotError(
        f"The folder {notebook.parent} is copied to other computers by {service}. It copies a notebook piece by piece "
        "while it is written, and what was said could be lost or damaged. Nothing was written.",
        "Choose a folder that stays on this computer: set COACHKIT_HOME to it, and move all the files of this one "
        "there, for the last things said may be in one beside the notebook. Or, knowing this: coachkit --i-know ..., "
        "or once for all: coachkit settings synced_folder true",
    )


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
