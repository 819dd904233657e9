"""What the README and docs/ show: in comes each `<!-- shown: NAME -->`, out goes what the program says there today.

`python docs/make_readme.py` writes it; with `--check` it writes nothing and ends with 1 where something is stale.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pexpect

ROOT = Path(__file__).resolve().parent.parent
# The program is the one of this checkout, whatever is installed.
sys.path.insert(0, str(ROOT))

from coachkit.settings import KNOWN  # noqa: E402
from coachkit.workbench.answers_file import read_answers  # noqa: E402
from coachkit.workbench.demo import SETTINGS, WALK  # noqa: E402
from tests.cli.a_year import YEAR  # noqa: E402

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
ANSWERS_PAGE = ROOT / "docs" / "answers-files.md"
RECORDED = ROOT / "prompts" / WALK
TODAY = "2026-11-22"
_REGION = re.compile(r"(<!-- shown: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
_BLOCKS_OF_PROFILE = 4
_WIDTH = 80


class Kitchen:
    """A throw-away notebook to run the program in; Rosa's recorded talk is in it."""

    def __init__(self, folder: Path, today: str = TODAY) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        places = {"HOME": str(folder), "COACHKIT_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
        looks = {"TERM": "dumb", "COLUMNS": str(_WIDTH), "PYTHONUTF8": "1", "COACHKIT_TODAY": today}
        self.folder = folder
        self.environ = {**kept, **places, **looks, **SETTINGS}

    def run(self, *words: str, stdin: str = "", ends: int = 0) -> str:
        """What a command puts on stdout. SystemExit where it does not end as it should."""
        command = [sys.executable, "-m", "coachkit", *words]
        ran = subprocess.run(
            command, env=self.environ, cwd=ROOT, input=stdin, capture_output=True, encoding="utf-8", check=False
        )
        if ran.returncode != ends:
            raise SystemExit(f"coachkit {' '.join(words)} ended with {ran.returncode}:\n{ran.stderr}")
        return ran.stdout

    def typed(self, words: list[str], lines: list[str]) -> str:
        """What a terminal shows of a command, with these lines typed at its prompts."""
        child = pexpect.spawn(
            sys.executable,
            ["-m", "coachkit", *words],
            env=self.environ,
            cwd=str(ROOT),
            dimensions=(200, _WIDTH),
            encoding="utf-8",
            timeout=60,
        )
        shown = ""
        for line in lines:
            child.expect(r"\n[A-Z][^\r\n]*: $")
            shown += child.before + child.after
            child.sendline(line)
        child.expect(pexpect.EOF)
        return shown + child.before


def shown_talk(kitchen: Kitchen) -> str:
    """The beginning of the recorded talk, as it is typed."""
    told = read_answers(RECORDED.read_bytes(), RECORDED.name).answers
    typed = [(told[step].text or "").strip() for step in ("worth_it", "good_day")]
    screen = kitchen.typed(["--plain", "talk", "Rosa"], ["1", *typed, "q"])
    lines = ["$ coachkit --plain talk Rosa", *screen.replace("\r", "").strip("\n").split("\n")]
    return "\n".join(part for line in lines for part in textwrap.wrap(line, _WIDTH) or [""])


def shown_profile(kitchen: Kitchen) -> str:
    """The first blocks of Rosa's profile."""
    kitchen.run("talk", "--answers", str(RECORDED))
    blocks = kitchen.run("profile", "Rosa").rstrip().split("\n\n")
    return "$ coachkit profile Rosa\n\n" + "\n\n".join(blocks[:_BLOCKS_OF_PROFILE])


def shown_page(kitchen: Kitchen) -> str:
    """Rosa's page, whole."""
    kitchen.run("talk", "--answers", str(RECORDED))
    return "$ coachkit plan Rosa\n\n" + kitchen.run("plan", "Rosa")


def shown_message(kitchen: Kitchen) -> str:
    """Rosa's page for her telephone."""
    kitchen.run("talk", "--answers", str(RECORDED))
    message = kitchen.run("plan", "Rosa", "--format", "message").strip()
    return "\n".join(part for line in message.split("\n") for part in textwrap.wrap(line, _WIDTH))


def shown_handover(kitchen: Kitchen) -> str:
    """Somebody asked Len, and Len said yes."""
    kitchen.run("talk", "--answers", str(RECORDED))
    words = ("handover", "yes", "Rosa", "café", "--limit", "two Thursdays a month", "--gets", "the biscuits")
    return _command(words) + kitchen.run(*words)


def shown_way(kitchen: Kitchen) -> str:
    """One thing's way from January to June."""
    _live(kitchen, "2026-06-25")
    words = ("handover", "show", "Hamid", "letters")
    return _command(words) + kitchen.run(*words)


def shown_changed(kitchen: Kitchen) -> str:
    """What changed in March."""
    page = _live(kitchen, "2026-03-12")
    return page[page.index("WHAT CHANGED") :]


def shown_return(kitchen: Kitchen) -> str:
    """Yusuf rang in August."""
    page = _live(kitchen, "2026-08-20")
    return _command(next(words for day, words, _ in YEAR if day == "2026-08-20")) + page


def shown_meeting(kitchen: Kitchen) -> str:
    """The allotment, from a thought to going again."""
    _live(kitchen, "2026-04-16")
    return "$ coachkit introductions Hamid\n\n" + kitchen.run("introductions", "Hamid")


def shown_since(kitchen: Kitchen) -> str:
    """What is different in December since June."""
    _live(kitchen, "2026-12-10")
    return "$ coachkit since Hamid june\n\n" + kitchen.run("since", "Hamid", "june")


def shown_lasting(kitchen: Kitchen) -> str:
    """The year's figures."""
    _live(kitchen, "2026-12-10")
    return "$ coachkit lasting Hamid\n\n" + kitchen.run("lasting", "Hamid")


def _command(words: tuple[str, ...]) -> str:
    return f"$ coachkit {shlex.join(words)}\n\n"


def _live(kitchen: Kitchen, until: str) -> str:
    """The recorded year up to a day, which it then is; what the last command printed."""
    printed = ""
    for day, words, typed in YEAR:
        if day <= until:
            kitchen.environ["COACHKIT_TODAY"] = day
            printed = kitchen.run(*words, stdin=typed)
    return printed


PAST = """\
{"person": "Maya", "on": "2025-03-02", "script": "first_conversation", "answers": {"good_day": "Bread with Jo."}}
{"person": "Abdi", "on": "2025-03-04", "script": "first_conversation", "answers": {"good_dai": "Bins out."}}
{"person": "Maya", "on": "2025-06-01", "note": "I taught myself to bake sourdough. My sister Ruth helps. Ken drinks."}
"""


def shown_import(kitchen: Kitchen) -> str:
    """Three records, one of them with a slip."""
    file = kitchen.folder / "old.jsonl"
    file.write_text(PAST, "utf-8")
    return "$ coachkit import old.jsonl\n\n" + kitchen.run("import", str(file), ends=4).replace(str(file), file.name)


def shown_suggestions(kitchen: Kitchen) -> str:
    """What waits after that."""
    shown_import(kitchen)
    ids = iter(("4kq9z2", "8mmw3t"))
    shown = kitchen.run("suggestions", "Maya")
    return "$ coachkit suggestions Maya\n\n" + re.sub(
        r"^[0-9a-z]{6}(?=  )", lambda _: next(ids), shown, flags=re.MULTILINE
    )


def shown_help(kitchen: Kitchen) -> str:
    """Every command there is."""
    return "$ coachkit --help\n\n" + kitchen.run("--help")


def shown_answers(kitchen: Kitchen) -> str:
    """What the first example of docs/answers-files.md makes."""
    return "$ coachkit talk --answers maya.yaml\n\n" + kitchen.run("talk", "--answers", "-", stdin=examples("yaml")[0])


def shown_settings(kitchen: Kitchen) -> str:
    """Every setting as a table."""
    kitchen.run("settings")
    rows = (f"| `{each.name}` | {each.description} | `{each.variable}` |" for each in KNOWN)
    return "\n".join(("| setting | what it is | from outside |", "|---|---|---|", *rows))


SHOWN: Mapping[str, Callable[[Kitchen], str]] = {
    "talk": shown_talk,
    "profile": shown_profile,
    "page": shown_page,
    "message": shown_message,
    "handover": shown_handover,
    "way": shown_way,
    "changed": shown_changed,
    "return": shown_return,
    "meeting": shown_meeting,
    "since": shown_since,
    "lasting": shown_lasting,
    "import": shown_import,
    "suggestions": shown_suggestions,
    "help": shown_help,
    "answers": shown_answers,
    "settings": shown_settings,
}


def examples(language: str) -> list[str]:
    """The examples of docs/answers-files.md that are written in this language."""
    text = ANSWERS_PAGE.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def filled(text: str) -> str:
    """A page with each region filled anew. SystemExit where a region has a name that nothing here shows."""

    def fill(region: re.Match[str]) -> str:
        if region[2] not in SHOWN:
            raise SystemExit(f"nothing is shown under the name {region[2]}; there are: {', '.join(SHOWN)}")
        with TemporaryDirectory() as folder:
            body = SHOWN[region[2]](Kitchen(Path(folder))).rstrip()
        if not body.startswith("|"):
            body = f"```text\n{body}\n```"
        return f"{region[1]}\n{body}\n\n{region[3]}"

    return _REGION.sub(fill, text)


def main() -> int:
    """Fill every page, or with `--check` say which ones are stale."""
    checking = "--check" in sys.argv[1:]
    stale = []
    for page in PAGES:
        before = page.read_text("utf-8")
        after = filled(before)
        if after != before:
            stale.append(page.relative_to(ROOT))
            if not checking:
                page.write_text(after, "utf-8", newline="\n")
    for name in stale:
        print(f"{name} {'is stale; run: python docs/make_readme.py' if checking else 'is written anew'}")
    return int(checking and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
