"""Keyrings for tests: one that keeps secrets in memory, one in a file for whole commands, and one that fails."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class InMemory(KeyringBackend):
    """Keeps secrets for as long as the tests run."""

    priority = 5  # type: ignore[assignment]
    held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[(service, username)]


class InFile(KeyringBackend):
    """Keeps secrets in the file that TEST_KEYRING names, so that one command finds what another kept."""

    priority = 5  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        return self._all().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file().write_text(json.dumps({**self._all(), f"{service} {username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        self._file().write_text(json.dumps({k: v for k, v in self._all().items() if k != f"{service} {username}"}))

    def _file(self) -> Path:
        return Path(os.environ["TEST_KEYRING"])

    def _all(self) -> dict[str, str]:
        return json.loads(self._file().read_text()) if self._file().exists() else {}


class Failing(InMemory):
    """Is there, and does nothing it is asked for: locked, or its desktop has gone."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"CANARY {service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"CANARY {service} {username} {password}")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked(f"CANARY {service} {username}")
