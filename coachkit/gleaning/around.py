"""The rules for what is around the person: in comes nothing, out go wordings for groups and places they go to."""

from __future__ import annotations

from coachkit.gleaning.roles import I_AM
from coachkit.gleaning.rule import Rule, words
from coachkit.gleaning.vocabulary import DAYS, GROUP, PLACE

_SOME = r"(?:(?:a|an|the|my|our|this|that|her|his|their|local)\ )"
_OFTEN = r"(?:(?:always|also|still|usually|often|sometimes|mostly|just|normally|even)\ )?"
A_GROUP = rf"{_SOME}(?:[\w'’-]{{2,14}}\ ){{0,2}}{GROUP}(?!\w)"
NO_WAY = r"(?!['’]?\w|\ (?:home|party|food|bag|wall|stairs)\b)"

AROUND = (
    Rule(
        id="around.belongs",
        kind="group",
        says="A group somebody belongs to.",
        weight=82,
        cues=("i'm ", "i’m ", "i am ", "belong to ", "joined "),
        pattern=words(
            rf"""(?:{I_AM}\ (?:(?:also|still|now)\ )?(?:not\ )?(?:in|part\ of|on|with|(?:a\ )?member\ of
            |involved\ (?:in|with))|\bI\ belong\ to
            |\bI(?:['’]ve|\ have)?\ (?:just\ )?joined)\ {A_GROUP}{NO_WAY}"""
        ),
        to_the_end=True,
        finds=(
            ("I'm in the marching band, you see.", "I'm in the marching band"),
            ("I joined the allotment society last year.", "I joined the allotment society last year"),
            ("I belong to the residents' association.", "I belong to the residents' association"),
        ),
        leaves=("I'm in the car.", "I joined in.", "I'm in class by nine.", "I'm at the end of the band."),
    ),
    Rule(
        id="around.goes_to_group",
        kind="group",
        says="A group somebody goes to.",
        weight=80,
        cues=("i ", "we "),
        pattern=words(
            rf"""\b(?:I|we)\ {_OFTEN}(?:used\ to\ )?(?:(?:go|get|come)\ (?:along\ |down\ |over\ )?to|sing\ (?:in
            |with)|play\ (?:in|with|for)
            |train\ with|meet\ at|cook\ (?:at|for)|help\ at)\ (?:{A_GROUP}|(?:choir|church|mosque|chapel|bingo
            |band\ practice|zumba|yoga|tai\ chi|scouts))
            {NO_WAY}"""
        ),
        to_the_end=True,
        finds=(
            ("I go to choir on Thursdays.", "I go to choir on Thursdays"),
            ("I sing in a choir at the weekend.", "I sing in a choir at the weekend"),
        ),
        leaves=("I go to bed late.", "They go to choir.", "I go to a lot of trouble."),
    ),
    Rule(
        id="around.lads",
        kind="group",
        says="People of a group.",
        weight=66,
        cues=(
            "mates ",
            "lads ",
            "guys ",
            "girls ",
            "ladies ",
            "friends ",
            "people ",
            "everyone ",
            "blokes ",
            "women ",
            "men ",
        ),
        pattern=words(
            rf"""\b(?P<said>(?:(?:my|the|all\ the|all\ my|some)\ )?(?:mates|lads|guys|girls|ladies|friends|people
            |everyone|blokes|women|men)
            \ (?:(?:in|down|up|from|at|over)\ ){{1,2}}(?:the|my|our)\ (?:[\w'’-]{{2,14}}\ )?{GROUP}){NO_WAY}"""
        ),
        finds=(
            ("I've got all my mates down at the rugby club.", "all my mates down at the rugby club"),
            ("I still see the ladies from the sewing circle.", "the ladies from the sewing circle"),
        ),
        leaves=("The men at the door laughed.", "People in the street know me."),
    ),
    Rule(
        id="around.goes_to_place",
        kind="place",
        says="A place somebody goes to.",
        weight=74,
        cues=("i ", "we "),
        pattern=words(
            rf"""\b(?:I|we)\ {_OFTEN}(?:used\ to\ )?(?:go|walk|get|cycle|come|head)
            \ (?:along\ |down\ |over\ |out\ |up\ )?(?:to|in|by|along|round)
            \ (?:a|the|my|our)\ (?:[\w'’-]{{2,14}}\ )?{PLACE}{NO_WAY}"""
        ),
        to_the_end=True,
        finds=(
            ("I go to the library on Thursdays.", "I go to the library on Thursdays"),
            ("Most days we walk along the canal, the dog and me.", "we walk along the canal"),
        ),
        leaves=("I go to the doctor on Thursdays.", "I go to the shop.", "They walk along the canal."),
    ),
    Rule(
        id="around.at_home",
        kind="place",
        says="A place somebody is at home in, or likes best.",
        weight=82,
        cues=("at home ", "happiest ", "favourite ", "favorite "),
        pattern=words(
            rf"""\b(?:I\ (?:(?:really|always|still|most)\ )?feel\ (?:(?:really|very|most|quite)\ )?at\ home
            \ (?:in|at|on|by|down)\ (?:a|an|the|my|our)\ (?:[\w'’-]{{2,14}}\ )?{PLACE}{NO_WAY}
            |I(?:['’]m|\ am)\ (?:(?:always|most)\ )?(?:happiest|at\ home)\ (?:in|at|on|by|down)\ (?:a|an|the|my|our)
            \ (?:[\w'’-]{{2,14}}\ )?{PLACE}{NO_WAY}
            |my\ (?:very\ )?favou?rite\ (?:place|spot|corner)(?:\ of\ all|\ (?:in|on)\ (?:the\ )?\w+)?(?:\ is|['’]s)
            \ (?:a|an|the|my|our|down\ (?:by|at)\ the)\ (?!(?:bed|sofa|couch|past|one|same|end)\b)\w)"""
        ),
        to_the_end=True,
        finds=(
            ("I feel at home in the library.", "I feel at home in the library"),
            ("My favourite place is the library, of course.", "My favourite place is the library"),
            ("I'm happiest down the allotment.", "I'm happiest down the allotment"),
        ),
        leaves=("I feel at home with you.", "My favourite place is my bed.", "Her favourite place is the library."),
    ),
    Rule(
        id="around.days",
        kind="place",
        says="A day with its place.",
        weight=74,
        cues=("day", "weekend"),
        pattern=words(
            rf"""\b(?P<said>(?:on\ |every\ )?{DAYS}\ I(?:['’]m|\ am)\ (?:always\ )?(?:at|in|down)
            \ (?:a|the|my|our)\ {PLACE}){NO_WAY}"""
        ),
        to_the_end=True,
        finds=(
            ("Saturdays I'm at the market, rain or shine.", "Saturdays I'm at the market"),
            ("On Fridays I'm always at the allotment.", "On Fridays I'm always at the allotment"),
        ),
        leaves=("On Fridays I'm tired.", "Saturdays he's at the market."),
    ),
    Rule(
        id="around.mine",
        kind="place",
        says="A place of one's own.",
        weight=62,
        cues=("my ", "our "),
        pattern=words(
            r"""\b(?P<said>(?:my|our)\ (?:(?:little|own|small|lovely|old)\ ){0,2}(?P<thing>garden|allotment|shed
            |workshop|greenhouse|vegetable\ patch
            |veg\ patch|studio))(?!\w|['’]|\ (?:cent|wall|gate))"""
        ),
        finds=(
            ("And my garden is coming along.", "my garden"),
            ("I sit in my little shed of an evening.", "my little shed"),
        ),
        leaves=("Her garden is a picture.", "My gardener came."),
    ),
)
