"""The coach's settings: in come the config file and the environment, out goes each value with where it came from."""

from __future__ import annotations

import contextlib
import copy
import json
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from coachkit.dates import iso_day, months_in
from coachkit.errors import BadDataError, CouldNotError, NotFoundError, Problem, UsageFaultError
from coachkit.safe_text import normalised
from coachkit.whole_file import write_whole

CONFIG_FILE = "config.toml"
_YES = ("1", "true", "yes", "on")
_NO = ("0", "false", "no", "off")


@dataclass(frozen=True)
class Setting:
    """One thing a coach can set: its name, what it means in plain words, and what holds until it is set."""

    name: str
    description: str
    default: str = ""
    kind: Literal["text", "bool", "time"] = "text"

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"COACHKIT_{self.name.upper()}"

    def fitted(self, value: object) -> str | None:
        """The value as it is kept, or None where it does not fit; a yes or no becomes `true` or `false`."""
        if not isinstance(value, str | int):
            return None
        text = normalised(str(value))
        if self.kind == "text" or (self.kind == "time" and not text):
            return text
        if self.kind == "time":
            return " ".join(text.casefold().split()) if months_in(text) else None
        said = text.casefold()
        return "true" if said in _YES else "false" if said in _NO else None

    @property
    def expected(self) -> str:
        """What a value has to look like, for an error message."""
        times = "a time such as 24 months or 2 years, or empty"
        return {"text": "a text in quotes", "time": times}.get(self.kind, "true or false")


KNOWN: tuple[Setting, ...] = (
    Setting("coach", "your name, as it stands on a person's page"),
    Setting("phone", "the number people can reach you on"),
    Setting("how", "how a person gets you back: ring, text, knock"),
    Setting("how_soon", "how soon you answer when somebody asks you back"),
    Setting("if_not_me", "who to ask when you cannot be reached"),
    Setting("safety", "your organisation's own words for when somebody is not safe"),
    Setting("emergency", "what to do in danger, with the number to ring"),
    Setting("language", "the language of the questions, as a code such as en or nl", default="en"),
    Setting(
        "synced_folder",
        "write the notebook although a cloud service copies its folder, knowing that this can damage it",
        default="false",
        kind="bool",
    ),
    Setting("retention", "how long after the last talk or contact you are asked whether to keep it on", kind="time"),
    Setting("plain", "numbered lines, no boxes, nothing redrawn", default="false", kind="bool"),
)
_BY_NAME = {setting.name: setting for setting in KNOWN}


class Settings:
    """Every setting with its origin, and the places where the coach's things are kept."""

    def __init__(self, home: Path, environ: Mapping[str, str]) -> None:
        self.home = home
        self._environ = environ
        self._kept: dict[str, tuple[str, str]] = {}
        self._read_config()
        self._read_environment()

    @classmethod
    def load(cls, home: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
        """The settings as they stand now.

        `home` is the coach's folder, else COACHKIT_HOME, else the platform's data folder. Raises BadDataError where
        config.toml cannot be read as one, CouldNotError where the home is not a folder.
        """
        home = home or _home(environ)
        if home.exists() and not home.is_dir():
            raise CouldNotError(
                f"{home} is a file, and coachkit needs a folder there.",
                "Move the file away, or set COACHKIT_HOME to a folder.",
            )
        return cls(home, environ)

    @property
    def notebook_file(self) -> Path:
        """The notebook: one database file."""
        return self.home / "notebook.db"

    @property
    def own_prompts(self) -> Path:
        """The folder of the coach's own scripts."""
        return self.home / "prompts"

    @property
    def config_file(self) -> Path:
        """The file that `set` writes."""
        return self.home / CONFIG_FILE

    def get(self, name: str) -> str:
        """The value that holds now; a yes-or-no setting is `true` or `false`. Unknown: NotFoundError."""
        setting = _known(name)
        return self._kept[name][0] if name in self._kept else setting.default

    def origin(self, name: str) -> str:
        """Where that value comes from: `default`, `config.toml` or the name of the environment variable."""
        _known(name)
        return self._kept[name][1] if name in self._kept else "default"

    def set(self, name: str, value: str) -> None:
        """Keep a value in config.toml, leaving every other line of it as it is.

        Raises NotFoundError for an unknown name, UsageFaultError for a value that does not fit, CouldNotError where
        the file cannot be written.
        """
        setting = _known(name)
        fitted = setting.fitted(value)
        if fitted is None:
            try_ = "'24 months'" if setting.kind == "time" else "true"
            raise UsageFaultError(f"{name} has to be {setting.expected}.", f"Try: coachkit settings {name} {try_}")
        written = fitted if setting.kind == "bool" else json.dumps(fitted, ensure_ascii=False)
        self.ensure_home()
        try:
            before = self.config_file.read_text("utf-8-sig") if self.config_file.exists() else ""
            write_whole(self.config_file.resolve(), _with_line(before, name, f"{name} = {written}").encode(), over=True)
        except OSError as fault:
            raise CouldNotError(
                f"{self.config_file} could not be written: {_reason(fault)}.",
                "Look whether the folder may be written to and the disk has room, then try again.",
            ) from None
        self._kept[name] = (fitted, CONFIG_FILE)
        self._read_environment()

    def with_values(self, values: Mapping[str, str]) -> Settings:
        """The same with these values in the place of its own; nothing is written anywhere. Unknown: NotFoundError."""
        other = copy.copy(self)
        other._kept = self._kept | {_known(name).name: (value, "") for name, value in values.items()}
        return other

    def today(self) -> date:
        """Today, or the day COACHKIT_TODAY names; UsageFaultError where that is no day."""
        said = self._environ.get("COACHKIT_TODAY", "")
        if not said:
            return date.today()
        day = iso_day(said)
        if day is None:
            raise UsageFaultError("COACHKIT_TODAY is not a day.", "Write it like COACHKIT_TODAY=2026-11-22.")
        return day

    def ensure_home(self) -> None:
        """Make the coach's folder, open to nobody else; close an existing one that others can look into."""
        try:
            if not self.home.exists():
                self.home.mkdir(mode=0o700, parents=True)
                self.home.chmod(0o700)
            elif _is_ours(self.home) and stat.S_IMODE(self.home.stat().st_mode) & 0o077:
                # Some drives know no modes; the folder can still be used there.
                with contextlib.suppress(PermissionError):
                    self.home.chmod(0o700)
        except OSError as fault:
            raise CouldNotError(
                f"The folder {self.home} could not be made: {_reason(fault)}.",
                "Set COACHKIT_HOME to a folder you can write to.",
            ) from None

    def _read_config(self) -> None:
        path = self.config_file
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as fault:
            raise CouldNotError(f"{path} could not be read: {_reason(fault)}.", "Look who may read it.") from None
        for name, value in _parsed(path, raw).items():
            if setting := _BY_NAME.get(name):
                fitted = setting.fitted(value)
                if fitted is None:
                    raise _bad_config(path, _line_of(raw, name), 1, f"{name} has to be {setting.expected}")
                self._kept[name] = (fitted, CONFIG_FILE)

    def _read_environment(self) -> None:
        for setting in KNOWN:
            value = self._environ.get(setting.variable)
            if not value:
                continue
            fitted = setting.fitted(value)
            if fitted is None:
                raise UsageFaultError(
                    f"{setting.variable} has to be {setting.expected}.", f"Set it again, or: unset {setting.variable}"
                )
            self._kept[setting.name] = (fitted, setting.variable)


def _home(environ: Mapping[str, str]) -> Path:
    if chosen := environ.get("COACHKIT_HOME"):
        try:
            return Path(chosen).expanduser().absolute()
        except RuntimeError:
            return Path(chosen).absolute()
    import platformdirs

    return platformdirs.user_data_path("coachkit", appauthor=False)


def _known(name: str) -> Setting:
    if name in _BY_NAME:
        return _BY_NAME[name]
    from rapidfuzz.process import extractOne

    near = extractOne(name.casefold().replace("-", "_"), list(_BY_NAME), score_cutoff=60)
    hint = f"Did you mean {near[0]}?" if near else "See them all with: coachkit settings"
    raise NotFoundError("There is no setting of that name.", hint)


def _is_ours(home: Path) -> bool:
    """Whether a folder is coachkit's own: a coach may name a shared folder by mistake, and that one stays as it is."""
    names = {entry.name for entry in home.iterdir()}
    shared = home.stat().st_mode & stat.S_ISVTX
    return not shared and (not names or bool(names & {"notebook.db", CONFIG_FILE}))


def _parsed(path: Path, raw: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise _bad_config(path, line, 1, "this line is not written in UTF-8") from None
    except tomllib.TOMLDecodeError as fault:
        place = re.search(r"at line (\d+), column (\d+)", str(fault))
        # An open quote is found at the end of the file only; TOML names no line for it.
        line, column = (int(place[1]), int(place[2])) if place else (raw.count(b"\n") + 1, 1)
        raise _bad_config(path, line, column, "this line does not read as name = value") from None


def _bad_config(path: Path, line: int, column: int, message: str) -> BadDataError:
    hint = 'Write it like: coach = "Sam", or take the line out.'
    problem = Problem(str(path), line, column, "SET1", message, hint)
    return BadDataError(f"The settings file {path} has a fault in line {line}: {message}.", (problem,), hint)


def _line_of(raw: bytes, name: str) -> int:
    lines = raw.decode("utf-8-sig").splitlines()
    return next((n for n, line in enumerate(lines, 1) if re.match(rf"\s*[\"']?{name}[\"']?\s*=", line)), 1)


def _with_line(text: str, name: str, line: str) -> str:
    """The text with `line` in the place of the value of `name`, or after the last value before the first table."""
    lines = text.splitlines()
    start = 0
    while start < len(lines) and not lines[start].lstrip().startswith("["):
        end = start + 1
        while (values := _values(lines[start:end])) is None and end < len(lines):
            end += 1
        if values and name in values:
            return "\n".join([*lines[:start], line, *lines[end:]]) + "\n"
        start = end
    return "\n".join([*lines[:start], line, *lines[start:]]) + "\n"


def _values(lines: list[str]) -> dict[str, Any] | None:
    """What these lines set; None where a value goes on in the next line."""
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return None


def _reason(fault: OSError) -> str:
    return (fault.strerror or "the computer refused").lower()
