"""The small parts: drafts, lines and signals."""

from __future__ import annotations

import asyncio
import os
import signal
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coachkit.askers.drafts import DraftKeeper
from coachkit.askers.keys import read_line, typed_for
from coachkit.askers.protocol import Asking, Choice, Form, Gave
from coachkit.askers.signals import ended_politely
from coachkit.askers.terminal import TerminalAsker
from coachkit.askers.wrapping import wrapped
from coachkit.errors import Stopped
from coachkit.safe_text import for_terminal

ASKING = Asking(text="What?", form=Form.LINE, choices=(Choice(key="k", label="Jo"),))


@given(st.text(alphabet="\\<-?>+q!1a b.t", max_size=6))
def test_every_text_can_be_given(text: str) -> None:
    assert read_line(typed_for(text, ASKING), ASKING) in (Gave(text), Gave(text.strip()))


@given(
    st.text(alphabet=st.sampled_from("ab園芸 \n e\u0301👩‍👩‍👧\x1b-"), max_size=200),
    st.integers(10, 60),
    st.integers(0, 4),
)
def test_no_line_is_wider_than_asked_and_no_word_is_lost(text: str, width: int, hanging: int) -> None:
    lines = wrapped(text, width, hanging)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(for_terminal(text).split())


def test_indents_and_line_breaks_are_kept() -> None:
    assert wrapped("one two\n\n    three four five", 14) == ["one two", "", "    three four", "    five"]


def test_typing_is_saved_at_once_then_at_most_a_quarter_of_a_second_later() -> None:
    kept: list[str] = []

    async def typing() -> None:
        keeper = DraftKeeper(kept.append, [].append)
        for text in ("a", "ab", "abc"):
            keeper.changed(text)
        assert kept == ["a"]
        await asyncio.sleep(0.25)
        assert kept == ["a", "abc"]
        keeper.changed("abcd")
        keeper.changed("abcde")
        keeper.finish()
        await asyncio.sleep(0.25)
        assert kept == ["a", "abc"]
        keeper.keep_now()
        keeper.keep_now()
        assert kept == ["a", "abc", "abcde"]

    asyncio.run(typing())


def test_a_save_that_fails_leaves_the_prompt_and_is_not_tried_again() -> None:
    left: list[BaseException] = []

    def full(text: str) -> None:
        raise OSError(28, "full")

    async def typing() -> None:
        keeper = DraftKeeper(full, left.append)
        keeper.changed("a")
        keeper.keep_now()
        assert left == [keeper.trouble]

    asyncio.run(typing())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_signals_become_stopped_and_the_old_handlers_return(number: signal.Signals, code: int) -> None:
    before = signal.getsignal(number)
    with pytest.raises(Stopped) as left, ended_politely():
        os.kill(os.getpid(), number)
    assert left.value.exit_code == code
    assert signal.getsignal(number) is before


def test_a_second_signal_does_not_cut_short_what_the_first_began() -> None:
    with ended_politely():
        with pytest.raises(Stopped):
            os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGTERM)


def test_an_ignored_signal_stays_ignored_and_other_threads_change_nothing() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ended_politely():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
    seen = []

    def elsewhere() -> None:
        with ended_politely():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGTERM)]


def test_a_closed_input_is_hung_up_and_many_choices_fit() -> None:
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    many = Asking(text="Which?", form=Form.ONE_OF, choices=tuple(Choice(key=f"k{n}", label=f"c{n}") for n in range(60)))
    with create_pipe_input() as source:
        asker = TerminalAsker(50, source, DummyOutput())
        source.send_text("60")
        assert asker.put(many) == Gave("k59")
        source.send_text("half")
        source.close()
        kept: list[str] = []
        with pytest.raises(Stopped) as left:
            asker.put(ASKING, kept.append)
        assert left.value.exit_code == 129
