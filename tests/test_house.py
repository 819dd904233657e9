"""The house itself: small files and functions, one sentence at each door, and nothing heavy loaded before its time."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import coachkit.errors
from coachkit.cli.app import TABLE

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "coachkit"
MODULES = sorted(path for folder in ("coachkit", "benchmarks", "docs") for path in (ROOT / folder).rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 350, 60
DATABASE = {"sqlmodel", "sqlalchemy", "alembic"}
HEAVY = DATABASE | {
    "questionary",
    "prompt_toolkit",
    "rich",
    "pydantic",
    "pydantic_core",
    "cryptography",
    "keyring",
    "yaml",
    "rapidfuzz",
    "icalendar",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_and_its_functions_fit_on_a_few_screens(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    lengths = {each.name: (each.end_lineno or 0) - each.lineno + 1 for each in functions(ast.parse(text))}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_opens_with_one_sentence(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    first, _, _ = said.partition("\n")
    assert first.endswith(".")


@pytest.mark.parametrize("name", TABLE)
def test_the_list_of_commands_says_what_each_command_says_of_itself(name: str) -> None:
    module, line = TABLE[name]
    command = typer.main.get_command(importlib.import_module(f"coachkit.cli.{module}").app)
    assert (command.help or "").partition("\n")[0] == line


def loaded(home: Path, *words: str, stdin: str = "") -> set[str]:
    """The packages a command loads, in a folder of its own."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COACHKIT_")}
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "coachkit", *words],
        env={**environ, "COACHKIT_HOME": str(home), "PYTHONPATH": str(ROOT)},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    names = set(re.findall(r"^import time: .*\| +([\w.]+)$", ran.stderr, re.MULTILINE))
    assert "coachkit" in names
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["people"], ["where"], ["people", "--format", "json"]])
def test_the_quick_commands_load_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    loaded(tmp_path / "home", "talk", stdin="Maya\n1\n")
    assert loaded(tmp_path / "home", *words) & HEAVY == set()


@pytest.mark.parametrize("words", [[], ["lasting", "--all", "--format", "json"]])
def test_what_looks_at_everybody_loads_nothing_heavy_once_it_has_looked(words: list[str], tmp_path: Path) -> None:
    loaded(tmp_path / "home", "talk", stdin="Maya\n1\nAn hour without the telephone\n")
    assert "pydantic" in loaded(tmp_path / "home", *words)
    assert loaded(tmp_path / "home", *words) & HEAVY == set()


def test_a_talk_reaches_its_questions_without_the_database_library(tmp_path: Path) -> None:
    told = "Maya\n1\nAn hour without the telephone\n"
    assert loaded(tmp_path / "home", "talk", stdin=told) & DATABASE == set()


def test_the_readme_names_every_exit_code() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\d, ]+) \| ", readme, re.MULTILINE)
    told = {int(code) for row in rows for code in row.split(",")}
    classes = [each for each in vars(coachkit.errors).values() if isinstance(each, type)]
    ours = {each.exit_code for each in classes if isinstance(getattr(each, "exit_code", None), int)}
    stopped = coachkit.errors.Stopped
    assert told == ours | {0, stopped.HUNG_UP, stopped.INTERRUPTED, stopped.ENDED}


def test_every_link_between_the_pages_leads_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")):
        links = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text("utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == []


# The doors to the terminal, where every text is made safe; `__main__` prints its own version before anything is loaded.
DOORS = {"coachkit/cli/streams.py", "coachkit/__main__.py"}
WRITES_FILES = {"coachkit/whole_file.py"}  # noughts over a file that has to go
STREAMS = ("stdout", "stderr", "__stdout__", "__stderr__")


def prints(node: ast.AST) -> bool:
    """Whether this calls something that prints, or takes hold of what could."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        if called.rpartition(".")[2] in ("echo", "secho", "echo_via_pager", "pprint"):
            return True
        if called == "print" or re.search(r"console\.(print|log|out|rule)$", called, re.IGNORECASE):
            return True
        return called == "os.write" or bool(re.search(rf"\b({'|'.join(STREAMS)})(\.buffer)?\.write(lines)?$", called))
    return False


def test_only_the_streams_and_the_askers_print() -> None:
    found = [
        f"{name_of(path)}:{getattr(node, 'lineno', 0)}"
        for path in MODULES
        if name_of(path).startswith("coachkit/")
        and name_of(path) not in DOORS | WRITES_FILES
        and not name_of(path).startswith("coachkit/askers/")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if prints(node)
    ]
    assert found == []


@pytest.mark.parametrize("line", [
    "print(x)", "typer.echo(x)", "click.secho(x)", "console.print(x)", "self._console.print(x)", "sys.stdout.write(x)",
    "sys.stderr.buffer.write(x)", "os.write(1, x)",
])  # fmt: skip
def test_a_line_that_prints_is_found(line: str) -> None:
    assert any(prints(node) for node in ast.walk(ast.parse(line)))


def test_nothing_lies_at_the_top_that_has_no_place_there() -> None:
    kept = {
        "coachkit",
        "prompts",
        "tests",
        "docs",
        "benchmarks",
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
    }
    made = {"build", "dist"}
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert {name for name in there - kept - made if not name.endswith(".egg-info")} <= {"PKG-INFO", "__pycache__"}
