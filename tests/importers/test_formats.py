"""What each format does with its own odd corners, and where it says a fault is."""

from __future__ import annotations

import pytest

from coachkit.errors import BadDataError
from coachkit.importers.registry import detect, named

VTT = "WEBVTT\n\n"
AT = "00:01.000 --> 00:02.000\n"


def said(name: str, text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in named(name).read(text.encode(), "talk").turns]


def places(name: str, text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadDataError) as refused:
        named(name).read(text.encode(), "talk")
    return [(problem.line, problem.code) for problem in refused.value.problems]


def test_voices_are_read_with_classes_unclosed_and_several_in_a_cue() -> None:
    cue = "<v.loud.first Maya &amp; Jo>We <i>made</i> <b>soup</b>.\n<v Nia>Who &lt;3 came?</v>"
    assert said("vtt", VTT + AT + cue) == [("Maya & Jo", "We made soup."), ("Nia", "Who <3 came?")]


def test_a_cue_without_a_voice_in_a_file_of_voices_is_nobodys() -> None:
    assert said("vtt", f"{VTT}{AT}<v Nia>a</v>\n\n{AT}b\n\n{AT}<v Nia>c</v>") == [("Nia", "a"), ("", "b"), ("Nia", "c")]


def test_a_name_before_the_words_counts_once_it_comes_again_or_most_lines_have_one() -> None:
    told = f"{VTT}{AT}Nia: a\n\n{AT}and b\n\n{AT}Maya: One thing: soup.\n\n{AT}Nia: c"
    assert said("vtt", told) == [("Nia", "a and b"), ("Maya", "One thing: soup."), ("Nia", "c")]
    untold = f"{VTT}" + "".join(f"{AT}{line}\n\n" for line in ("I said", "one thing: soup", "and so on", "and bread"))
    assert {name for name, _ in said("vtt", untold)} == {""}


CUES = {
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n2\n00:00:03,000 --> 00:00:04,000\nSam: So.\n",
    "sbv": "0:00:01.000,0:00:02.000\n{}\n\n0:00:03.000,0:00:04.000\nSam: So.\n",
    "vtt": f"{VTT}{AT}{{}}\n\n{AT}Sam: So.\n",
}


@pytest.mark.parametrize("name", CUES)
def test_two_speakers_in_one_cue_each_have_their_own_words(name: str) -> None:
    for two in (
        "- Maya: I bake\nbread.\n- Sam: My sister Ruth bakes too.",
        "Maya: I bake\nbread.\nSam: My sister Ruth bakes too.",
        "[Maya]: I bake\nbread.\n[Sam]: My sister Ruth bakes too.",
        ">> Maya: I bake\nbread.\n>> Sam: My sister Ruth bakes too.",
    ):
        told = said(name, CUES[name].format(two))
        assert told == [("Maya", "I bake bread."), ("Sam", "My sister Ruth bakes too. So.")], two


@pytest.mark.parametrize("name", CUES)
def test_words_behind_a_dash_without_a_name_are_put_in_nobodys_mouth(name: str) -> None:
    told = said(name, CUES[name].format("- Maya: I bake.\n- My sister bakes too."))
    assert told == [("Maya", "I bake."), ("", "- My sister bakes too."), ("Sam", "So.")]
    told = said(name, CUES[name].replace("Sam: ", "").format("- I bake – or try.\n- My sister too."))
    assert told == [("", "- I bake – or try."), ("", "- My sister too."), ("", "So.")]


@pytest.mark.parametrize("name", CUES)
def test_a_line_of_a_cue_that_begins_like_a_name_but_once_makes_nobody_new(name: str) -> None:
    told = said(name, CUES[name].format("Maya: This week\nSoup: it was good\n- with bread"))
    assert told == [("Maya", "This week Soup: it was good - with bread"), ("Sam", "So.")]


def test_words_after_an_empty_line_in_a_cue_are_not_lost() -> None:
    assert said("vtt", f"{VTT}{AT}Nia: one\n\ntwo\n\n{AT}Nia: three") == [("Nia", "one two three")]
    assert said("srt", "1\n00:00:01,000 --> 00:00:02,000\none\n\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\nthree") == [
        ("", "one two"), ("", "three")
    ]  # fmt: skip


def test_what_nobody_says_in_a_vtt_is_left_out() -> None:
    head = "WEBVTT - Soup\nKind: captions\nLanguage: en\n\nNOTE not\nsaid\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n\n"
    assert said("vtt", f"{head}an-id\n{AT}Nia: a\n\nNOTE nor this\n") == [("Nia", "a")]


def test_times_that_cannot_be_read_are_named_with_their_lines() -> None:
    assert places("vtt", f"{VTT}00:01.0 --> 00:02.000\na\n\n{AT}b\n\n00:61.000 --> 00:62.000\nc") == [
        (3, "CK804"), (9, "CK804")
    ]  # fmt: skip
    assert places("srt", "1\n00:00:01,000 --> 00:00:02,000\na\n\n2\n00:00:03,000 -> 00:00:04,000\nb") == [(6, "CK804")]
    assert places("sbv", "0:00:01.000,0:00:02.000\na\n\n0:00:03,0:00:04\nb") == [(4, "CK804")]


def test_a_file_in_which_nobody_says_anything_is_refused() -> None:
    for name, text in (
        ("vtt", "WEBVTT\n"),
        ("whisper", '{"segments": []}'),
        ("teams", '{"entries": []}'),
        ("jsonl", ""),
    ):
        assert places(name, text) == [(1, "CK805")]


def test_names_may_have_times_before_or_behind_them_and_marks_around_them() -> None:
    for line in ("[0:12] Nia: a", "(00:00:12) Nia: a", "0:12 - Nia: a", "Nia (0:12): a", "Nia [0:12]: a"):
        (turn,) = named("text").read(line.encode(), "talk").turns
        assert (turn.speaker, turn.text, turn.at) == ("Nia", "a", 12), line
    for line in ("**Nia:** a", "- Nia: a", "[Nia]: a", "NIA: a", "Dr. Nia O'Hara-Bowen: a", "ニア：a", "Bowen, Nia: a"):
        assert said("text", line)[0][1] == "a", line


def test_lines_and_paragraphs_without_a_name_go_on_with_the_one_before() -> None:
    told = "Nia: How was\nyour week?\n\nAnd the soup?\nMaya: Good.\n"
    assert said("text", told) == [("Nia", "How was your week?\nAnd the soup?"), ("Maya", "Good.")]


def test_text_that_names_nobody_is_refused() -> None:
    assert places("text", "It was a good week.\nWe made soup.\n") == [(1, "CK801")]
    assert places("otter", "It was a good week.\n") == [(1, "CK801")]


def test_blocks_may_lack_a_name() -> None:
    told = "0:03  \nWho came?\n\nUnknown Speaker  0:07  \nEveryone.\n\nTranscribed by https://otter.ai\n"
    assert said("otter", told) == [("", "Who came?"), ("Unknown Speaker", "Everyone.")]


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_name_may_stand_over_its_time(gap: str) -> None:
    told = gap.join(("Sam Reed\n00:00:03\nWho came?\nAll of them\n", "Maya\n00:07\nEveryone\n", "Sam Reed\n0:09\nOh\n"))
    expected = [("Sam Reed", "Who came? All of them"), ("Maya", "Everyone"), ("Sam Reed", "Oh")]
    assert said("otter", told) == expected
    assert [turn.at for turn in named("otter").read(told.encode(), "talk").turns] == [3, 7, 9]
    found = detect(told.encode(), "talk.txt")
    assert found is not None and found.name == "otter"


def test_words_over_a_time_are_no_name() -> None:
    told = "0:03\nWho came?\n0:07\nEveryone, the twins too.\n0:09\nOh\n"
    assert said("otter", told) == [("", "Who came?"), ("", "Everyone, the twins too."), ("", "Oh")]
    told = "Tuesday\n0:03\nWho came\n0:07\nEveryone\n0:09\nOh\n"
    assert said("otter", told) == [("", "Who came"), ("", "Everyone"), ("", "Oh")]


def test_a_sentence_that_ends_in_a_time_is_no_header() -> None:
    told = "Nia  0:03\nSee you at 3:15\n\nMaya  1:02:07\nYes.\n"
    assert said("otter", told) == [("Nia", "See you at 3:15"), ("Maya", "Yes.")]


LOOSE = (
    "{name} 00:00:{at}", "{name}  0:{at}", "{name} [00:{at}]", "{name} (0:{at})", "{name} - 0:{at}", "{name} 0:{at}:",
    "00:{at} {name}", "[00:00:{at}] {name}", "0:{at} - {name}",
)  # fmt: skip


@pytest.mark.parametrize("header", LOOSE)
@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("top", ["", "Interview with Zoë\n1 June 2025\n"])
def test_a_line_with_a_name_and_a_time_stands_over_the_words_under_it(header: str, gap: str, top: str) -> None:
    told = (("Sam Reed", "03", "Who came?\nAll of them?"), ("Zoë", "07", "Everyone.\nSee you at 3:15"),
            ("Sam Reed", "59", "Oh"))  # fmt: skip
    text = top + gap.join(f"{header.format(name=name, at=at)}\n{words}\n" for name, at, words in told)
    found = detect(text.encode(), "talk.txt")
    assert found is not None
    assert found.name == "otter"
    turns = found.read(text.encode(), "talk.txt").turns
    assert [(each.speaker, each.text) for each in turns] == [
        (name, words.replace("\n", " ")) for name, _, words in told
    ]
    assert [each.at for each in turns] == [3, 7, 59]


NO_TALK = {
    "a day's plan": "Breakfast 8:30\nPorridge with Jo.\nLunch 12:30\nSoup.\nTea 15:00\nCake.\n",
    "a diary": "We met at 0:30\nLong night.\nMaya left at 1:15\nBed at last.\n",
    "verses": "John 3:16\nFor she loves it.\nJohn 3:17\nAnd this one too.\n",
    "clocks that run backwards": "Maya 0:40\nOne.\nSam 0:20\nTwo.\nMaya 0:10\nThree.\n",
    "one line of it": "Maya 0:10\nWe spoke of bread and it went on for long.\n",
    "nothing under them": "Maya 0:10\nSam 0:20\nJo 0:30\nAda 0:40\nAll came in.\n",
    "at the end of a long note": "A line of it.\n" * 30 + "Maya 0:10\nOne.\nSam 0:20\nTwo.\n",
}


@pytest.mark.parametrize("what", NO_TALK)
def test_prose_with_times_in_it_is_no_talk(what: str) -> None:
    assert detect(NO_TALK[what].encode(), "note.txt") is None


def test_turns_and_segments_without_text_are_named_with_their_lines() -> None:
    assert places("jsonl", '{"speaker": "a", "text": "b"}\n{"speaker": "a"}\n[]\n{"speaker": 1, "text": "c"}\n{') == [
        (2, "CK807"), (3, "CK807"), (4, "CK807"), (5, "CK806")
    ]  # fmt: skip
    assert places("whisper", '{"segments": [\n{"start": 0, "text": "a"},\n{"start": 1}]}') == [(3, "CK807")]
    assert places("teams", '{"entries": [\n{"startOffset": 0, "text": "a"},\n{"startOffset": 1}]}') == [(3, "CK807")]


@pytest.mark.parametrize(
    "text",
    [
        '{"segments": [{"start": NaN, "text": "a"}]}',
        '{"segments": [], "segments": []}',
        '{"segments": [',
        "[" * 100_000,
    ],
)
def test_json_that_is_none_is_refused(text: str) -> None:
    assert places("whisper", text) == [(1, "CK806")]


def test_what_is_no_number_is_told_where_it_stands() -> None:
    text = '{"text": "NaN and \\"NaN",\n "segments": [\n{"start": 0, "end": -Infinity, "text": "a"}]}'
    with pytest.raises(BadDataError) as refused:
        named("whisper").read(text.encode(), "talk")
    (problem,) = refused.value.problems
    assert (problem.line, problem.column) == (3, 21)


def test_a_time_that_is_no_time_is_left_out_or_refused() -> None:
    (turn,) = named("whisper").read(b'{"segments": [{"start": 1e999, "text": "a"}]}', "talk").turns
    assert turn.at is None
    assert places("jsonl", '{"speaker": "a", "text": "b", "at": "soon"}') == [(1, "CK807")]
    assert places("jsonl", f'{{"speaker": "a", "text": "b", "at": {"9" * 5000}}}') == [(1, "CK807")]


def test_nothing_in_a_turn_moves_a_cursor_or_breaks_a_line_of_names() -> None:
    told = f"{VTT}{AT}<v Ni\ta>a&#27;[31mb\x07\u2028c</v>"
    assert said("vtt", told) == [("Ni a", "a[31mb c")]
