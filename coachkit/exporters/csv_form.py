"""What is known of a person as a spreadsheet: in come profile and plan, out go rows in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from coachkit.exporters.json_form import handover_data
from coachkit.exporters.made_here import BYTE_ORDER_MARK, HEADINGS
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.safe_text import for_terminal

# After the headings by which such a file is known; all words are those of the JSON of profile and plan.
_OF_STATEMENTS = ("share", "area", "time")
_OF_THE_CIRCLE = ("ring", "link", "gives", "receives")
_OF_HANDOVERS = (
    "now", "next", "person_does", "helper", "helper_said", "who_asks", "helper_limit", "helper_gets", "backup",
    "coach_does", "coach_stops", "stop_when", "stop_by", "status",
)  # fmt: skip
COLUMNS = (*HEADINGS, *_OF_STATEMENTS, *_OF_THE_CIRCLE, *_OF_HANDOVERS)
# Full-width signs begin a formula where East Asian text is typed.
_BEGINS_A_FORMULA = tuple("=+-@\t\r＝＋－＠")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)*")
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")


def export_csv(profile: Profile, plan: Plan, days: Mapping[str, str]) -> str:
    """A row for each statement, each member of the circle and each handover, under one row of headings.

    `days` are the ISO days of the talks by their ids. Every cell is quoted.
    """
    made = io.StringIO(newline="")
    made.write(BYTE_ORDER_MARK)
    sheet = csv.DictWriter(made, COLUMNS, restval="", extrasaction="ignore", quoting=csv.QUOTE_ALL, lineterminator="\n")
    sheet.writeheader()
    for row in _rows(profile, plan, days):
        whose = {"person": profile.person.name, "person_id": profile.person.id}
        sheet.writerow({name: _cell(value) for name, value in {**row, **whose}.items()})
    return made.getvalue()


def disarmed(text: str) -> str:
    """The text so that no spreadsheet reckons with it: an apostrophe before what would begin a formula.

    White space and marks that cannot be seen do not hide the beginning. A number stays a number.
    """
    unseen = next((n for n, char in enumerate(text) if _is_seen(char)), len(text))
    begins = text.startswith(_BEGINS_A_FORMULA) or text[unseen:].startswith(_BEGINS_A_FORMULA)
    return f"'{text}" if begins and not _NUMBER.fullmatch(text) else text


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) not in _UNSEEN


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else disarmed(for_terminal(str(value)))


def _rows(profile: Profile, plan: Plan, days: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for statement in profile.statements:
        on = days.get(statement.source.session, "")
        yield {"section": "statements", **statement.model_dump(mode="json", exclude={"source"}), "on": on}
    for member in profile.circle:
        about = member.model_dump(mode="json")
        yield {"section": "circle", "kind": "person", "text": member.name, **about}
    for handover in plan.handovers:
        about = handover_data(handover)
        yield {"section": "handovers", "kind": "handover", "text": handover.what, "on": handover.since, **about}
