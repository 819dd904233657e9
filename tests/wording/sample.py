"""Made-up people for the wording tests: Ines, whose page has three things on it, and her profile."""

from __future__ import annotations

from datetime import date

from coachkit.person.circle import Member, Ring
from coachkit.person.gathered import Idea, Person
from coachkit.person.handover import Handover, HelperSaid, Mode, Next
from coachkit.person.introduction import Introduction
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.person.statement import ScaleReading, Source, Statement

TODAY = date(2026, 11, 26)
INES = Person(id="01939e5a-0000-7000-8000-00000000a1b2", name="Ines")

POST = Handover(
    id="h1",
    what="The post from the council",
    now=Mode.WITH,
    next=Next.CIRCLE,
    person_does="I open it, and say which ones can wait",
    helper="Rosa",
    helper_said=HelperSaid.YES,
    coach_stops="reading the letters first",
    stop_when="four Sundays and nobody rang about a letter",
)
SWIMMING = Handover(
    id="h2",
    what="Getting to the swimming pool",
    now=Mode.FOR,
    next=Next.CIRCLE,
    person_does="Saying which day",
    helper="Mr Okafor",
    helper_said=HelperSaid.NOT_ASKED,
    coach_stops="driving",
    stop_when="we've done it twice",
)
MORNINGS = Handover(id="h3", what="My morning carers", now=Mode.FOR, next=Next.SAME)

PLAN = Plan(
    person=INES,
    coach="Dev",
    on="2026-11-26",
    heading="I want my kitchen loud again. People coming in without knocking.",
    already=("Picking up Leo on Wednesdays", "The rent, never late", "Sunday rice for the stair"),
    handovers=(POST, SWIMMING, MORNINGS),
    how_often=HowOften(how_often="Thursdays until Christmas", look_again_on="2027-01-07"),
    promise=Promise(
        signs=("letters in the bread tin", "I've missed swimming twice"),
        who_may_call="Rosa",
        first="ring me before you do anything",
        how="Ring or text me on 07700 900123.",
        how_soon="I ring back by the next working day.",
        if_not_me='Ring Linden Court on 01632 960101 and say "I\'ve got a page".',
    ),
    first_steps=(
        NextStep(who="person", what="ask Mr Okafor about the number 14", by="2026-12-02"),
        NextStep(who="coach", what="leave the letters alone", by='until I say "let\'s"'),
    ),
    introductions=(
        Introduction(
            who="Ines", to="the Friday singers", with_="Rosa", because="I miss singing with people", status="yes"
        ),
    ),
    ideas=(Idea(id="show_rice", text="Who would love to learn this?", because=("Rice for sixty, no recipe",)),),
)


def _said(number: int, kind: str, text: str) -> Statement:
    return Statement(id=f"s{number}", kind=kind, text=text, source=Source(session="t1", step=kind))


_STATEMENTS = (
    ("hope", "I want my kitchen loud again. People coming in without knocking."),
    ("matters", "Leo"),
    ("matters", "Not being rushed"),
    ("matters", "Sunday mornings"),
    ("good_enough", "Two loud Sundays a month and nobody opening my post."),
    ("skill", "Rice for sixty, no recipe"),
    ("skill", "Taking in a waistband"),
    ("knowledge", "Twelve years on the school bus"),
    ("knowledge", "Three languages"),
    ("passion", "Nobody on this stair eats alone on a Sunday if I can help it."),
    ("quality", "Patience, my sister says"),
    ("experience", "Leo's birthday. I did the rice and the whole landing came."),
    ("works", "Singing"),
    ("works", "Ringing my sister"),
    ("works", "One drawer at a time"),
    ("see_more", "Mr Okafor"),
    ("group", "The Sunday stair"),
    ("organisation", "St Mark's hall"),
    ("place", "The pool café"),
    ("place", "The bench by the 14 stop"),
    ("told_us", "Write to me in bigger letters. And knock, don't just turn a key."),
    ("preference", "Come after eleven"),
    ("worry", "The lift being out again"),
)

PROFILE = Profile(
    person=INES,
    on="2026-11-26",
    statements=tuple(_said(number, kind, text) for number, (kind, text) in enumerate(_STATEMENTS)),
    circle=(
        Member(id="m1", name="Rosa", ring=Ring.CLOSEST, link="sister", receives="Sundays at the table"),
        Member(id="m2", name="Leo", ring=Ring.CLOSEST, link="grandson", gives="Wednesdays after school"),
        Member(id="m3", name="Mr Okafor", ring=Ring.FRIENDS, gives="rice", receives="the bins"),
        Member(id="m4", name="Bea", ring=Ring.FRIENDS),
        Member(id="m5", name="Ann", ring=Ring.PAID, link="mornings"),
    ),
    scales=(
        ScaleReading(
            name="an ordinary Tuesday",
            on="2026-11-26",
            value=4,
            good_enough="6",
            source=Source(session="t1", step="ruler"),
        ),
    ),
)
