"""The key of a protected notebook: in comes a passphrase or a recovery code, out goes the key that it unwraps.

The notebook is scrambled with a key drawn by chance. A small file beside it, `notebook.keys`, holds that key twice:
wrapped by the passphrase and wrapped by the recovery code. So either opens it, and the passphrase can be changed
without writing the notebook anew. The file alone opens nothing.
"""

from __future__ import annotations

import json
import os
import unicodedata
import zlib
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from coachkit.errors import CouldNotError, KeysMissingError, NotebookUnreadableError, PassphraseError
from coachkit.ids import CROCKFORD
from coachkit.notebook.faults import not_taken
from coachkit.whole_file import write_whole

KEY_BYTES = 32
_PLAIN = b"SQLite format 3\0"
_PAGE = 4096
# Whoever has the laptop can try passphrases day and night; each takes a fifth of a second, so length is what counts.
FEWEST_LETTERS = 10
# A file may hold the key itself instead of a passphrase; then nothing needs to be stretched, and commands are quick.
_KEY_LINE = "coachkit-key:"
_CODE_GROUPS, _GROUP = 6, 4  # 24 characters of 5 bits: 120 bits, short enough to write down
CODE_LETTERS = _CODE_GROUPS * _GROUP
_LOOKALIKES = str.maketrans("oil", "011")
# RFC 9106, its second recommended set, with the lanes of a small laptop: about 0.2 seconds.
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 4
# Beyond these a key file was not made by coachkit, and would only hold the computer up.
_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 64, 64


@dataclass(frozen=True, slots=True)
class DataKey:
    """The 256-bit key itself; never shown, never logged."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError("a key is 32 bytes")

    @property
    def pragma(self) -> str:
        """The key as SQLCipher takes a raw one: 64 hexadecimal digits in a blob literal."""
        return f"\"x'{self.raw.hex()}'\""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The key sealed by one secret (AES-256-GCM under Argon2id of the secret): salt, nonce and sealed bytes."""

    salt: bytes
    nonce: bytes
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What `notebook.keys` holds. `id` ties both wrappings to one notebook; `keyring` names where a copy may be.

    `check` tells whether a key is this notebook's: a digest of `id` keyed by it.
    `settled` is False until the copies from before are under the same key, and opened by the same passphrase.
    `memory_kib`, `passes` and `lanes` are Argon2id's costs.
    """

    id: str
    passphrase: Wrapped
    recovery: Wrapped
    memory_kib: int
    passes: int
    lanes: int
    check: str = ""
    keyring: str = ""
    settled: bool = False

    def opened_by(self, passphrase: str) -> DataKey:
        """The key, by the passphrase. Raises PassphraseError where it is another one."""
        return self._unwrapped(self.passphrase, as_typed(passphrase), WRONG_PASSPHRASE)

    def opened_by_code(self, code: str) -> DataKey:
        """The key, by the recovery code, however its letters and gaps were typed. Raises PassphraseError."""
        return self._unwrapped(self.recovery, plain_code(code), WRONG_CODE)

    def are_of(self, key: DataKey) -> bool:
        """Whether this is the key of this notebook."""
        return self.check == _check(self.id, key)

    def opens_as(self, other: KeyFile) -> bool:
        """Whether the same passphrase and the same recovery code open both."""
        mine, theirs = (self.id, self.passphrase, self.recovery), (other.id, other.passphrase, other.recovery)
        return mine == theirs

    def with_passphrase(self, key: DataKey, passphrase: str) -> KeyFile:
        """The same key under another passphrase; the recovery code stays good."""
        return replace(self, passphrase=self._wrap(key, as_typed(passphrase)), settled=False)

    def with_code(self, key: DataKey, code: str) -> KeyFile:
        """The same key under another recovery code; the old one opens nothing any more."""
        return replace(self, recovery=self._wrap(key, plain_code(code)), settled=False)

    def in_keyring(self, name: str) -> KeyFile:
        """The same, with the name of the keyring that holds a copy; empty where none does."""
        return replace(self, keyring=name)

    def with_copies_settled(self) -> KeyFile:
        """The same, once the copies from before follow it."""
        return replace(self, settled=True)

    def _wrap(self, key: DataKey, secret: str) -> Wrapped:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce = os.urandom(16), os.urandom(12)
        sealed = AESGCM(self._stretched(secret, salt)).encrypt(nonce, key.raw, self.id.encode())
        return Wrapped(salt, nonce, sealed)

    def _unwrapped(self, wrapped: Wrapped, secret: str, wrong: tuple[str, str]) -> DataKey:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            stretched = self._stretched(secret, wrapped.salt)
            return DataKey(AESGCM(stretched).decrypt(wrapped.nonce, wrapped.sealed, self.id.encode()))
        except InvalidTag:
            raise PassphraseError(*wrong) from None

    def _stretched(self, secret: str, salt: bytes) -> bytes:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        stretch = Argon2id(
            salt=salt, length=KEY_BYTES, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory_kib
        )
        return stretch.derive(secret.encode())


WRONG_PASSPHRASE = (
    "That does not open the notebook. Nothing was changed.",
    "Try again; if the passphrase is lost, the recovery code opens it: coachkit notebook recover",
)
WRONG_CODE = (
    "That recovery code does not open the notebook. Nothing was changed.",
    "Compare it with your paper, letter by letter. Only the latest code is good: each time the notebook was protected "
    "or recovered, a new one was shown.",
)


def new_keys(passphrase: str) -> tuple[KeyFile, DataKey, str]:
    """A key drawn by chance, the file that wraps it, and the recovery code to print."""
    key = DataKey(os.urandom(KEY_BYTES))
    nothing = Wrapped(b"", b"", b"")
    id_ = os.urandom(16).hex()
    empty = KeyFile(
        id=id_,
        passphrase=nothing,
        recovery=nothing,
        memory_kib=_MEMORY_KIB,
        passes=_PASSES,
        lanes=_LANES,
        check=_check(id_, key),
    )
    code = new_code()
    return empty.with_passphrase(key, passphrase).with_code(key, code), key, code


def new_code() -> str:
    """A recovery code drawn by chance: six groups of four letters."""
    drawn = [CROCKFORD[byte & 31] for byte in os.urandom(CODE_LETTERS)]
    groups = ("".join(drawn[at : at + _GROUP]) for at in range(0, len(drawn), _GROUP))
    return "-".join(groups).upper()


def key_line(text: str) -> DataKey | None:
    """The key of a line made by `as_key_line`; None for any other text, such as a passphrase."""
    if text.startswith(_KEY_LINE):
        with suppress(ValueError):
            return DataKey(bytes.fromhex(text.removeprefix(_KEY_LINE).strip()))
    return None


def as_key_line(key: DataKey) -> str:
    """The key as a line for a file or a keyring, told from a passphrase by its beginning."""
    return f"{_KEY_LINE}{key.raw.hex()}"


def keys_beside(notebook: Path) -> Path:
    """Where the keys of a notebook, or of a copy of it, are: the same name with the ending `.keys`."""
    return notebook.with_suffix(".keys")


def is_plain(notebook: Path) -> bool:
    """Whether anybody who has this file can read it."""
    with suppress(OSError), notebook.open("rb") as file:
        return file.read(len(_PLAIN)) == _PLAIN
    return False


def is_scrambled(notebook: Path) -> bool:
    """Whether this file, keys beside it or not, is made of pages under a key: whole, and of bytes as if by chance.

    Those cannot be written any shorter, as every other page of a database can.
    """
    with suppress(OSError), notebook.open("rb") as file:
        page = file.read(_PAGE)
        return len(page) == _PAGE and notebook.stat().st_size % _PAGE == 0 and len(zlib.compress(page)) >= _PAGE
    return False


def keys_missing(notebook: Path) -> KeysMissingError:
    """What to say of a protected notebook, or a copy of one, without its keys: where others lie that will do."""
    keys = keys_beside(notebook)
    others = sorted(notebook.parent.glob(f"*/*{keys.suffix}"), key=lambda path: path.stat().st_mtime)
    newest = f" The newest here: {others[-1]}" if others else ""
    return KeysMissingError(
        f"A passphrase protects {notebook.name}, and its keys file, {keys.name}, is not beside it. "
        "Nothing was changed.",
        f"The same keys lie beside each of its copies, under the copy's name with {keys.suffix} at the end.{newest}\n"
        f"Copy such a file to {keys}",
    )


def read_keys(path: Path) -> KeyFile | None:
    """The key file, or None where there is none. Raises NotebookUnreadableError where it is no such file."""
    try:
        held = json.loads(path.read_bytes())
        if held["coachkit_keys"] != 1:
            raise ValueError("made by a newer coachkit")
        costs = held["argon2id"]
        return KeyFile(
            id=str(held["id"]),
            passphrase=_read_wrapped(held["passphrase"]),
            recovery=_read_wrapped(held["recovery"]),
            check=str(held["check"]),
            keyring=str(held.get("keyring", "")),
            settled=held.get("settled") is True,
            memory_kib=_bounded(costs["memory_kib"], _MOST_MEMORY_KIB),
            passes=_bounded(costs["passes"], _MOST_PASSES),
            lanes=_bounded(costs["lanes"], _MOST_LANES),
        )
    except FileNotFoundError:
        return None
    except OSError:
        raise CouldNotError(
            f"The keys of the notebook could not be read: this login may not read {path}.",
            "Make that file readable to you, then try again.",
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotebookUnreadableError(
            f"{path.name}, the file with the keys of the notebook, is damaged or made by a newer coachkit. "
            "Nothing was changed.",
            "Put back the .keys file that lies beside a copy: see coachkit notebook status",
        ) from None


def write_keys(path: Path, keys: KeyFile) -> None:
    """Write the key file so that at every moment the old or the new one is there, whole. Raises CouldNotError."""
    held = {
        "coachkit_keys": 1,
        "id": keys.id,
        "argon2id": {"memory_kib": keys.memory_kib, "passes": keys.passes, "lanes": keys.lanes},
        "passphrase": _written_wrapped(keys.passphrase),
        "recovery": _written_wrapped(keys.recovery),
        "check": keys.check,
        "keyring": keys.keyring,
        "settled": keys.settled,
    }
    try:
        write_whole(path, json.dumps(held, indent=1).encode() + b"\n", over=True)
    except OSError as fault:
        raise not_taken("The keys of the notebook could not be saved", path.parent, fault) from None


def _read_wrapped(held: dict[str, Any]) -> Wrapped:
    return Wrapped(*(b64decode(held[part], validate=True) for part in ("salt", "nonce", "sealed")))


def _written_wrapped(wrapped: Wrapped) -> dict[str, str]:
    parts = {"salt": wrapped.salt, "nonce": wrapped.nonce, "sealed": wrapped.sealed}
    return {name: b64encode(value).decode() for name, value in parts.items()}


def _check(id_: str, key: DataKey) -> str:
    return blake2b(id_.encode(), key=key.raw, digest_size=16).hexdigest()


def _bounded(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise ValueError("a cost that coachkit never sets")
    return value


def as_typed(passphrase: str) -> str:
    """The same letters give the same passphrase on every keyboard: composed, and without a line end."""
    return unicodedata.normalize("NFC", passphrase.rstrip("\r\n"))


def plain_code(code: str) -> str:
    """A recovery code's letters alone, as they are drawn: without gaps, and with no letter taken for another.

    A whole code has `CODE_LETTERS` of them.
    """
    return "".join(letter for letter in code.casefold().translate(_LOOKALIKES) if letter in CROCKFORD)
