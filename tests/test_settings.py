"""Settings: where each value comes from, what a fault looks like, and what stays as it is in the coach's file."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from coachkit.errors import BadDataError, CouldNotError, NotFoundError, UsageFaultError
from coachkit.settings import KNOWN, Settings


def load(home: Path, **environ: str) -> Settings:
    return Settings.load(home, environ)


def test_every_setting_is_described_and_starts_at_its_default(tmp_path: Path) -> None:
    settings = load(tmp_path)
    for setting in KNOWN:
        assert setting.description
        assert (settings.get(setting.name), settings.origin(setting.name)) == (setting.default, "default")


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('coach = "Sam"\nphone = "0113 496 0000"\n')
    settings = load(tmp_path, COACHKIT_COACH="Robin", COACHKIT_HOW_SOON="")
    assert (settings.get("coach"), settings.origin("coach")) == ("Robin", "COACHKIT_COACH")
    assert (settings.get("phone"), settings.origin("phone")) == ("0113 496 0000", "config.toml")
    assert settings.origin("how_soon") == "default"


@pytest.mark.parametrize("said", ["1", "true", "Yes", "on"])
def test_a_yes_or_no_setting_takes_the_usual_words(tmp_path: Path, said: str) -> None:
    assert load(tmp_path, COACHKIT_PLAIN=said).get("plain") == "true"
    with pytest.raises(UsageFaultError, match="true or false"):
        load(tmp_path, COACHKIT_PLAIN="perhaps")


def test_what_is_set_is_there_the_next_time_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        '# mine\nphone = "1" # old\nsafety = """\nfirst\nphone = no\n"""\nmade_up = 3\n\n[other]\ncoach = 1\n'
    )
    settings = load(tmp_path)
    settings.set("phone", ' say "hi"\\ \n then é ')
    settings.set("coach", "Sam")
    settings.set("safety", "Ring us")
    settings.set("plain", "yes")
    again = load(tmp_path)
    assert again.get("phone") == settings.get("phone") == 'say "hi"\\ \n then é'
    assert (again.get("coach"), again.get("safety"), again.get("plain")) == ("Sam", "Ring us", "true")
    text = file.read_text()
    assert text.startswith("# mine\nphone = ")
    assert "made_up = 3\n" in text
    assert text.endswith("[other]\ncoach = 1\n")


def test_the_settings_file_and_its_folder_are_the_coachs_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        home = tmp_path / "outer" / "home"
        load(home).set("coach", "Sam")
    finally:
        os.umask(before)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "config.toml").stat().st_mode) == 0o600
    assert [entry.name for entry in home.iterdir()] == ["config.toml"]


def test_an_open_home_is_closed_but_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    ours, shared = tmp_path / "ours", tmp_path / "shared"
    for folder in (ours, shared):
        folder.mkdir()
        folder.chmod(0o755)
        (folder / "letter.txt").touch()
    (ours / "notebook.db").touch()
    load(ours).ensure_home()
    load(shared).ensure_home()
    assert stat.S_IMODE(ours.stat().st_mode) == 0o700
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755


def test_a_name_nearly_right_is_asked_back(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        load(tmp_path).get("how-son")
    assert caught.value.hint == "Did you mean how_soon?"
    with pytest.raises(NotFoundError):
        load(tmp_path).set("zzzz", "1")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b'coach = "Sam"\nphone = 0113 4\n', 2),
        (b'coach = "Sam"\nphone = [1]\n', 2),
        (b'\xef\xbb\xbfcoach = "S\xffm"\n', 1),
        (b'coach = """open\n', 2),
        (b"plain = 7\n", 1),
    ],
)
def test_a_broken_settings_file_is_named_with_its_line(tmp_path: Path, text: bytes, line: int) -> None:
    (tmp_path / "config.toml").write_bytes(text)
    with pytest.raises(BadDataError) as caught:
        load(tmp_path)
    assert f"line {line}" in caught.value.message
    assert caught.value.problems[0].line == line
    assert caught.value.hint


def test_a_file_saved_by_a_windows_editor_reads_well(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b'\xef\xbb\xbfcoach = "Sam"\r\nphone = "1"\r\n')
    settings = load(tmp_path)
    settings.set("phone", "2")
    assert (load(tmp_path).get("coach"), load(tmp_path).get("phone")) == ("Sam", "2")


def test_today_can_be_said(tmp_path: Path) -> None:
    assert load(tmp_path, COACHKIT_TODAY="2026-11-22").today() == date(2026, 11, 22)
    assert isinstance(load(tmp_path).today(), date)
    with pytest.raises(UsageFaultError):
        load(tmp_path, COACHKIT_TODAY="22.11.2026").today()


def test_the_home_is_where_the_environment_says_else_where_the_platform_keeps_data(tmp_path: Path) -> None:
    chosen = Settings.load(environ={"COACHKIT_HOME": str(tmp_path / "here")})
    assert chosen.notebook_file == tmp_path / "here" / "notebook.db"
    assert chosen.own_prompts == tmp_path / "here" / "prompts"
    assert Settings.load(environ={}).home.name == "coachkit"


def test_a_home_that_is_a_file_or_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CouldNotError, match="is a file"):
        load(tmp_path / "file")
    with pytest.raises(CouldNotError, match="could not be"):
        load(tmp_path / "file" / "below").set("coach", "Sam")
