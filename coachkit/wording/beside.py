"""Parts of the page beside a question: in comes the plan, out go a few plain lines, left to the asker to wrap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachkit.person.handover import Handover, Stands
from coachkit.person.plan import Plan
from coachkit.wording.handovers import handover_block
from coachkit.wording.layout import Block, Items, Lines, Paragraph, Rows
from coachkit.wording.page import how_often_blocks, promise_blocks
from coachkit.wording.voices import Speaker, Voice
from coachkit.wording.words import quoted


def with_lead(lead: str, lines: Sequence[str]) -> str:
    """Lines under a lead, set in a little."""
    return "\n".join([lead, *(f"  {line}" for line in lines)])


def handover_beside(handover: Handover, plan: Plan) -> str:
    """One thing as the page has it."""
    return with_lead("On your page:", _plain([handover_block(handover, _say(plan))]))


def promise_beside(plan: Plan, emergency: str) -> str:
    """The promise as the page has it; empty where there is none."""
    blocks = promise_blocks(plan.promise, _say(plan), emergency)
    return with_lead("Our promise, as it stands:", _plain(blocks)) if blocks else ""


def how_often_beside(plan: Plan, today: date) -> str:
    """How often we meet, as the page has it; empty where nothing is said of it."""
    blocks = how_often_blocks(plan, today, _say(plan))
    return with_lead("How often we meet, up to now:", _plain(blocks)) if blocks else ""


def still_back_beside(plan: Plan) -> str:
    """What is still back with the coach; empty where nothing is."""
    back = [quoted(one.what) for one in plan.handovers if one.stands is Stands.BACK]
    return with_lead("Still back with you for now:", back) if back else ""


def stops_beside(plan: Plan, last_time: str) -> str:
    """What the coach said they would stop: on the page, as a first small thing, and last time to themselves."""
    lines = [
        f"{quoted(one.what)}: {quoted(one.coach_stops)}" for one in plan.handovers if one.coach_stops and not one.stays
    ]
    small = [quoted(step.what) for step in plan.first_steps if step.who == "coach"]
    said = [with_lead("Last time you said you would stop:", [quoted(last_time)])] if last_time else []
    said += [with_lead("On the page you stop:", lines)] if lines else []
    said += [with_lead("Your own small thing:", small)] if small else []
    return "\n".join(said)


def _say(plan: Plan) -> Speaker:
    return Speaker(Voice.YOU, plan.person.name, plan.coach)


def _plain(blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        match block:
            case Rows():
                lines += [block.lead] if block.lead else []
                lines += [f"  {label}: {text}" for label, text in block.rows]
                lines += [f"  {line}" for line in block.lines]
            case Lines():
                lines += [block.lead] if block.lead else []
                lines += [f"  {line}" if block.lead else line for line in block.lines]
            case Paragraph():
                lines.append(block.text)
            case Items():
                lines.append(f"{block.lead} {' · '.join(block.items)}".strip())
            case _:
                pass
    return lines
