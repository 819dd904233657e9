"""A year in the life of Hamid, who is made up: the days on which something was kept, by which command, with what."""

from __future__ import annotations

FIRST_TALK = """\
worth_it: Somebody who doesn't talk to me about falls.
good_day: |
  Tuesday. The lad next door had his bike in bits on the landing, and I told him which bit.
come_to_you:
  - Bikes
  - What time the trams really come
could_show:
  - Truing a wheel by ear
gets_going:
  - The first tram of the morning, when it's yours
kept_going: |
  After Salma I rode out to the depot and back every day. Nobody asked me why.
circle:
  - name: Yusuf
    ring: closest
    gives: His bike
    receives: He carries the water up
  - name: Greta
    ring: friends
    gives: null
    receives: Reads me the small print
  - name: Mr Bell
    ring: friends
    gives: The time
    receives: null
  - name: The pharmacy girl
    ring: paid
    gives: null
    receives: null
more_of: Mr Bell
places:
  - The tram shelter, out of the wind
join_in: null
matters:
  - Being asked before, not after
tuesday: |
  Up with the first tram. Somebody's wheel in my hands, and soup I made.
ruler: 3
not_lower: The lad and his bike
enough: Five would do
already_mine:
  - The plants, all of them
  - My own shopping, as far as milk
who_does_what:
  - what: The bags from the pharmacy
    now: for
    next: circle
    person_does: I ring and say what's run out
    helper: Yusuf
    helper_said: not_asked
    coach_stops: fetching them on Fridays
    stop_when: Yusuf has been three times
  - what: Letters about the pension
    now: with
    next: circle
    person_does: I open them
    helper: Greta
    helper_said: yes
    coach_stops: reading them out
    stop_when: We've done two without ringing you
  - what: Reading the meter
    now: for
    next: by
    person_does: All of it, with the big torch
    coach_stops: crawling under the sink
    stop_when: The numbers were right once
do_differently: Don't all come on the same Monday.
promise:
  - signs:
      - The plants are brown
      - I'm not at the shelter on Tuesdays
    who_may_call: Yusuf
    first: Knock, and wait longer than you think
next_steps:
  - yours: Ask Yusuf when he comes for his bike
    yours_by: 2026-01-24
    mine: Leave the Friday bags one week
    how_often: Thursdays
    meet: 2026-03-12
how_was_it: You let me finish
"""

MARCH = """\
since: The lad came second. On my wheels.
who_does_what:
  - what: The bags from the pharmacy
    going: still
    keeps_going: He does it on the way back from training
    now: by
    next: same
    helper: Yusuf
    helper_said: yes
    helper_limit: Saturdays, not match days
  - what: Letters about the pension
    going: still
    keeps_going: Greta reads, I swear
    now: by
    next: same
    helper: Greta
    helper_said: yes
    backup: They wait on the shelf
  - what: Reading the meter
    going: not_begun
    now: for
    next: by
    person_does: All of it, once the torch is mended
    coach_stops: crawling under the sink
    stop_when: The numbers were right once
promise_still: right
ruler: 4
not_lower: Second place
enough: Five would do
next_steps:
  - yours: Mend the torch
    yours_by: 2026-03-20
    mine: Stop asking about the meter
    how_near: close_by
    how_often: Every other Thursday
    meet: 2026-06-11
could_have_done: Ringing the pharmacy. I did it in the car, before I had asked.
needed: I have not seen it, I only think so
will_stop: Ringing the pharmacy from the car
"""

JUNE = """\
since: Three wheels on the landing now, and none of them mine.
who_does_what:
  - what: The bags from the pharmacy
    going: still
    keeps_going: null
    now: by
    next: same
    helper: Yusuf
    helper_said: yes
  - what: Letters about the pension
    going: back
    found_out: Greta has gone to her daughter's, and nobody can read that print
    now: with
    next: circle
    person_does: I open them
    helper: Mr Bell
    helper_said: yes
    helper_limit: Before noon
    helper_gets: My ear, about the trams
    coach_stops: reading them out
    stop_when: We've done two
  - what: Reading the meter
    going: still
    keeps_going: The torch
    now: by
    next: same
promise_still: right
ruler: 6
not_lower: Three wheels
enough: Five would do. I'm past it.
next_steps:
  - mine: Stay out of the pharmacy
    how_near: a_call_away
    how_often: When I ring
    meet: 2026-09-10
could_have_done: null
needed: Only for the small print
will_stop: Answering for him at the counter
"""

SEPTEMBER = """\
since: You knocked, and you waited.
who_does_what:
  - what: The bags from the pharmacy
    going: still
    keeps_going: null
    now: by
    next: same
    helper: Yusuf
    helper_said: yes
  - what: Letters about the pension
    going: still
    keeps_going: Mr Bell does the voices
    now: by
    next: same
    helper: Mr Bell
    helper_said: yes
  - what: Reading the meter
    going: now_and_then
    keeps_going: When my back lets me
    now: by
    next: same
promise_still: used
when_you_rang: |
  It was Yusuf who rang. You knocked and you waited, and then you put the kettle on yourself.
promise: null
ruler: 5
not_lower: The voices
enough: This
next_steps:
  - how_near: a_call_away
    how_often: When I ring
    meet: 2026-12-10
could_have_done: null
needed: null
will_stop: null
"""

DECEMBER = """\
since: The new flat has a balcony on the tram side.
who_does_what:
  - what: The bags from the pharmacy
    going: still
    keeps_going: null
    now: by
    next: same
    helper: Yusuf
    helper_said: yes
  - what: Letters about the pension
    going: still
    keeps_going: null
    now: by
    next: same
    helper: Mr Bell
    helper_said: yes
promise_still: right
ruler: 7
not_lower: The balcony
enough: This, and the tram
next_steps:
  - how_near: door_open
    we_call_it: good_enough
could_have_done: null
needed: null
will_stop: Counting his bags when I visit
"""

ALLOTMENT = ("introduce", "Hamid", "--to", "the allotment on Brook Street")
BAGS = "The bags from the pharmacy"

# The day, the words of the command, and what is typed or piped into it.
YEAR: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("2026-01-15", ("talk", "Hamid", "--answers", "-"), FIRST_TALK),
    ("2026-01-22", ("handover", "asked", "Hamid", "bags", "--why", "when he came for his bike"), ""),
    ("2026-01-29", ("handover", "yes", "Hamid", "bags", "--limit", "Saturdays", "--gets", "His wheels, trued"), ""),
    ("2026-02-05", ("handover", "try", "Hamid", "bags"), ""),
    ("2026-02-12", ("log", "Hamid", "--note", "rang to say the bags were right"), ""),
    ("2026-02-19", (*ALLOTMENT, "--because", "Truing a wheel by ear"), ""),
    ("2026-02-26", (*ALLOTMENT, "--yes", "both"), ""),
    ("2026-03-05", (*ALLOTMENT, "--met", "--with", "Sam"), ""),
    ("2026-03-12", ("look-again", "Hamid", "--answers", "-"), MARCH),
    ("2026-04-02", ("log", "Hamid", "--by", "coach"), ""),
    ("2026-04-16", (*ALLOTMENT, "--again"), ""),
    ("2026-05-21", ("handover", "no", "Hamid", "letters", "--why", "gone to her daughter's"), ""),
    ("2026-06-11", ("look-again", "Hamid", "--answers", "-"), JUNE),
    ("2026-06-25", ("handover", "moved", "Hamid", "letters"), ""),
    ("2026-08-20", ("come-back", "Hamid", "--rang", "Yusuf", "--sign", "The plants are brown", "--back", "meter"), ""),
    ("2026-09-03", ("come-back", "Hamid", "--over"), ""),
    ("2026-09-10", ("look-again", "Hamid", "--answers", "-"), SEPTEMBER),
    ("2026-10-01", ("log", "Hamid", "--note", "rang about nothing"), ""),
    ("2026-11-12", ("handover", "ended", "Hamid", "meter", "--why", "the new flat has none"), ""),
    ("2026-12-10", ("look-again", "Hamid", "--answers", "-"), DECEMBER),
)
