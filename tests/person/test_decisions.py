"""Decisions stand as long as the words they were made on; then they lapse."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coachkit.person.circle import Member
from coachkit.person.decisions import Decided, Decision, decided, words_of
from coachkit.person.gathered import Gathered
from coachkit.person.standing import circle_of, profile_of
from coachkit.person.statement import Share, Source, Statement
from tests.person.made_up import DAY, ROSA, decisions_on, said, talks
from tests.talk.budget import some

# Decisions about all that was said are not made on any words.
ON_ONE = [kind for kind in Decided if kind not in (Decided.MAY_MENTION,)]


@some(50)
@given(st.text(min_size=1), st.text(min_size=1), st.sampled_from(ON_ONE), st.sampled_from(Share))
def test_a_decision_lapses_when_the_words_change_and_returns_with_them(
    before: str, after: str, kind: Decided, share: Share
) -> None:
    text = str(share) if kind is Decided.SHARED else "other words"
    decision = Decision(kind=kind, about="s", words=words_of(before), text=text, on=DAY)
    was, now = said("s", before), said("s", after)
    assert decided([now], [decision]) == ((now,) if before != after else decided([was], [decision]))
    assert decided([was], [decision, *decisions_on(now)]) == decided([was], [decision] if before != after else [])[
        :1
    ] or (before == after)


@some(35)
@given(talks(), st.data())
def test_decisions_about_one_statement_never_touch_another(found: list[Gathered], data: st.DataObject) -> None:
    statements = [s for talk in found for s in talk.statements]
    if not statements:
        return
    one = data.draw(st.sampled_from(statements))
    made = data.draw(st.lists(st.sampled_from(decisions_on(one)), min_size=1, max_size=4))
    others = [s for s in statements if s.id != one.id]
    assert [s for s in decided(statements, made) if s.id != one.id] == others


@some(35)
@given(talks(), st.data())
def test_what_was_declined_is_on_no_profile_until_it_is_confirmed(found: list[Gathered], data: st.DataObject) -> None:
    statements = [s for talk in found for s in talk.statements]
    if not statements:
        return
    one = data.draw(st.sampled_from(statements))
    declined = Decision(kind=Decided.DECLINED, about=one.id, words=words_of(one.text), on=DAY)
    confirmed = declined.model_copy(update={"kind": Decided.CONFIRMED})
    assert one.id not in {s.id for s in decided(statements, [declined])}
    back = [s for s in decided(statements, [declined, confirmed]) if s.id == one.id]
    assert back
    assert all(s.confirmed for s in back)


def test_a_rewording_counts_as_confirmed_and_the_last_one_stands() -> None:
    one = said("s", "soop")
    words = words_of("soop")
    made = [Decision(kind=Decided.REWORDED, about="s", words=words, text=text, on=DAY) for text in ("soap", "soup")]
    assert [(s.text, s.confirmed) for s in decided([one], made)] == [("soup", True)]


@some(35)
@given(talks())
def test_the_same_words_of_the_same_kind_are_kept_once(found: list[Gathered]) -> None:
    profile = profile_of(ROSA, found, [])
    told = [(s.kind, " ".join(s.text.split()).casefold()) for s in profile.statements]
    assert len(set(told)) == len(told)
    assert {kind for kind, _ in told} == {s.kind for talk in found for s in talk.statements}


@some(50)
@given(st.lists(st.sampled_from(("Ana", "ana ", "ANA", "Bo", "Ｂｏ")), max_size=6))
def test_the_same_name_is_one_person_until_somebody_separates_them(called: list[str]) -> None:
    members = tuple(Member(id=f"m{number}", name=name) for number, name in enumerate(called))
    found = [Gathered(session="t", on=DAY, members=members)]
    assert len(circle_of(found, [])) == len({name.strip().casefold()[:1].replace("ｂ", "b") for name in called})
    apart = [Decision(kind=Decided.NAME_SEPARATED, about="ana", on=DAY)]
    anas = sum(name.strip().casefold() == "ana" for name in called)
    assert sum(member.name.strip().casefold() == "ana" for member in circle_of(found, apart)) == anas


def test_what_was_said_last_of_somebody_counts_and_silence_takes_nothing_away() -> None:
    first = Member(id="a", name="Len", ring="friends", gives="a plate")  # type: ignore[arg-type]
    later = Member(id="b", name="len", receives="the shopping")
    (member,) = circle_of([Gathered(session="t", on=DAY, members=(first, later))], [])
    assert (member.id, member.name, member.gives, member.receives) == ("a", "Len", "a plate", "the shopping")


def test_a_statement_keeps_where_it_comes_from_through_every_decision() -> None:
    one = said("s", "soup")
    for decision in decisions_on(one):
        for now in decided([one], [decision]):
            assert (now.id, now.kind, now.source) == (one.id, one.kind, one.source)
    assert isinstance(one, Statement)
    assert isinstance(one.source, Source)
