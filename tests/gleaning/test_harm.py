"""What could do harm on a page is offered to nobody: illness, offence, addiction, violence, others' private matters."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from coachkit.gleaning.glean import glean, glean_note
from coachkit.gleaning.suggestion import Gleaned, Spoken

HARMFUL = """
I enjoy smoking.
I really love drinking with my mates.
I like to go to the pub and play darts.
I love a flutter on the horses with my brother.
I can roll a joint; I love smoking weed and cooking.
I used to be a driver, until I got a DUI.
I taught myself to hide it.
I taught myself to cope with the pain.
I taught myself to pick locks.
I'm good at lying.
I'm really good at hiding things from my wife.
I'm good at nothing.
I'm not good with people.
I love singing but I can't any more.
I used to love cooking.
I used to love gardening but my back went.
I can't bake any more.
I can't knit now my hands are bad.
I don't speak English.
I never play football now.
I was a nurse until I hurt my back.
I worked in a kitchen when I was in prison.
I did ten years on the streets.
My sister drinks.
My sister Ruth is an alcoholic.
My brother Tom is in prison.
My brother's on probation.
My son was arrested on Friday.
My son steals from me.
My daughter has depression.
My daughter is pregnant.
My mum's got dementia.
My dad has cancer.
My dad died in March.
My late husband loved it here.
My husband hits me.
My partner shouts at me and my kids.
My friend Jo cut herself again.
My friend Lee tried to kill himself.
My neighbour is having an affair with my cousin.
My neighbour Abdi lost his job.
My cousin came out last year.
My aunt owes my uncle money.
My brother got evicted.
My sister is on benefits.
My parents are getting divorced.
My ex and my kids moved away.
My kids were taken into care.
I want to get my kids back.
I don't trust my brother.
I hate my sister.
My mother doesn't care about me.
My mates get me into trouble.
My friend deals drugs.
My son has autism.
My wife is sick of me.
My roommate overdosed.
I go to the AA meeting with my friend Sue.
I go to the gym because I'm fat.
I'm mad about poker.
I play the slots and I play darts.
People come to me for weed.
People come to me for money.
They say I'm a good cook, but I hate it.
I love my job. Some days I don't want to live.
I'm a good dad, if I could see them.
If I could bake. I'd love to play the piano.
Do you think I'm a good listener?
He said, "I love cooking with you."
I like making people cry.
I enjoy fighting.
I enjoy hurting my brother.
I love watching porn.
I love watching telly all day.
I love sleeping with my neighbour.
My friend told me a secret.
My daughter failed and dropped out.
My sister Amy has gained weight.
My brother is an undocumented worker.
I'm in the team, but they bully me.
I joined the choir but I stopped going.
Alcohol, that's my best friend.
My daughter wets the bed.
My uncle used to touch me.
My uncle did things to me.
My partner checks my phone.
My boyfriend tells me what to wear.
My sister is in a refuge.
My brother is in recovery.
My brother is using again.
My mum forgets my name.
My wife has a lump.
My son has fits.
My nephew got nicked.
My brother's doing time.
My son was excluded.
My neighbour is a racist.
My kids are a handful.
My sister's marriage is over.
My friend Sam used to be a woman.
My mother makes me pay.
I was a child soldier.
I used to work at the strip club.
I taught myself to be invisible.
My mate Dave is a heavy drinker, he plays darts.
"""

GENTLE = """
I taught myself to bake.
People come to me for haircuts.
I love singing with the kids.
I go to the library on Thursdays.
My sister Ruth rings me every day.
My neighbour Abdi fixed the bus shelter.
I used to drive the 36.
I was a nurse for thirty years.
I worked in the hospital kitchen.
I speak Somali and Welsh.
I can fix bikes.
I'm good with my hands.
I'm in the choir on Tuesdays.
My daughter had a birthday party.
I like knitting; I've a lot of needles.
I love painting.
My mother makes me laugh.
My daughter Amina is a nurse.
My lad has a temperate garden and I love gardening.
My brother works for the railway.
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def found(gleaned: Gleaned) -> list[str]:
    return [each.text for each in (*gleaned.found, *gleaned.further)]


@pytest.mark.parametrize("sentence", lines(HARMFUL))
def test_what_could_do_harm_is_offered_to_nobody(sentence: str) -> None:
    assert found(glean_note(sentence, "s")) == []


@pytest.mark.parametrize("sentence", lines(GENTLE))
def test_what_is_near_to_harm_and_does_none_is_offered(sentence: str) -> None:
    assert len(found(glean_note(sentence, "s"))) >= 1


def test_what_is_held_back_is_counted_with_its_reason() -> None:
    because = Counter(held.because for sentence in lines(HARMFUL) for held in glean_note(sentence, "s").held_back)
    assert sum(because.values()) >= 75
    assert {"held.substances", "held.illness", "held.offence", "held.violence", "held.private", "held.lost"} <= set(
        because
    )


ANNOMI = Path("/work/shared/data/annomi/dev.csv")


@pytest.mark.skipif(not ANNOMI.exists(), reason="the real talks are not here")
def test_in_real_talks_no_suggestion_speaks_of_drink_tobacco_drugs_illness_or_offence() -> None:
    talks: dict[str, list[Spoken]] = defaultdict(list)
    with ANNOMI.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            talks[row["transcript_id"]].append(Spoken(row["utterance_text"], row["interlocutor"] == "client"))
    every = [glean(turns, name) for name, turns in talks.items()]
    offered = [each for gleaned in every for each in (*gleaned.found, *gleaned.further)]
    worst = (
        "drink",
        "drunk",
        "beer",
        "smok",
        "cigar",
        "drug",
        "cancer",
        "depress",
        "diabet",
        "prison",
        "felony",
        "died",
        "kill",
    )
    # Numbers alone: what these people said is not ours to print.
    assert sum(any(word in each.quote.lower() for word in worst) for each in offered) == 0
    assert 60 <= len(offered) <= 150
    assert sum(len(gleaned.held_back) for gleaned in every) >= 100
    assert all(len(gleaned.found) <= 10 for gleaned in every)
