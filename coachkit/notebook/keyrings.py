"""The system's own safe for secrets: in comes a key, out goes whether a copy is kept there, never the only one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from coachkit.notebook.keys import DataKey, KeyFile, as_key_line, key_line

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "coachkit"
# Those below are of the kind that only plays at being a safe: a file with everything readable in it, say.
_LEAST_PRIORITY = 1
# Parts of keyring's load all of HTTP, and more, for functions that nothing here calls: half of what a keyring takes.
_NEVER_CALLED = ("urllib.request", "more_itertools")


class Keyring(NamedTuple):
    """A real keyring: the name by which it is loaded again, and the one to show."""

    id: str
    name: str


def real_keyring() -> Keyring | None:
    """The keyring of this computer; None where there is none, or none that keeps secrets."""
    with suppress(Exception):
        from keyring import get_keyring

        backend = get_keyring()
        if backend.priority >= _LEAST_PRIORITY:
            return Keyring(f"{type(backend).__module__}.{type(backend).__qualname__}", backend.name)
    return None


def put_in_keyring(keyring: Keyring, keys: KeyFile, key: DataKey) -> bool:
    """Keep a copy of the key in a keyring; False where it did not come to be there, for whatever reason."""
    with suppress(Exception):
        _load(keyring.id).set_password(SERVICE, keys.id, as_key_line(key))
        return from_keyring(keys.in_keyring(keyring.id)) == key
    return False


def take_from_keyring(keys: KeyFile) -> bool:
    """Take the copy out of the keyring that has one; False where that did not work."""
    if not keys.keyring:
        return True
    with suppress(Exception):
        _load(keys.keyring).delete_password(SERVICE, keys.id)
    return from_keyring(keys) is None


def from_keyring(keys: KeyFile) -> DataKey | None:
    """The copy of the key in the system's keyring; None where there is none any more, or the keyring does not answer.

    Any fault of a keyring's means only that it is of no use now: the passphrase opens the notebook all the same.
    """
    if not keys.keyring:
        return None
    with suppress(Exception):
        held = _load(keys.keyring).get_password(SERVICE, keys.id)
        key = key_line(held or "")
        return key if key is not None and keys.are_of(key) else None
    return None


def _load(id_: str) -> KeyringBackend:
    with _spared(*_NEVER_CALLED):
        from keyring.core import load_keyring

    return load_keyring(id_)


@contextmanager
def _spared(*names: str) -> Iterator[None]:
    """Have empty modules of these names stand in for those not loaded yet, while others load that only name them."""
    empty = {name: ModuleType(name) for name in names if name not in sys.modules}
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in empty:
            del sys.modules[name]
