"""The rules for people around the person: in comes nothing, out go the wordings in which somebody is named."""

from __future__ import annotations

from coachkit.gleaning.rule import Rule, words
from coachkit.gleaning.vocabulary import NEAR, ONE, SOME, WHICH

# A word that may be a name; whether it is one is told by its capital.
NAME = r"[^\W\d_](?:\w|['’-](?!s\b)){1,19}"
_TITLED = rf"(?:(?:mr|mrs|miss|ms|dr)\.?\ )?{NAME}(?:\ {NAME}){{0,2}}"
FULL_NAME = rf"{NAME}(?:\ {NAME}){{0,3}}"
_NAMED = rf"(?:,?\ (?:called\ |named\ )?(?P<name>{FULL_NAME}))?"
WHICH_ONE = rf"(?P<which>(?:{WHICH}\ ){{0,2}})"
_AGED = r"(?:[\w-]{1,12}[\ -](?:year|month)s?[\ -]old\ )?"
_NO_PERSON = r"(?!\w|-|['’]s\ (?:house|place|flat|party|car|friends?|ex)\b|\ (?:group|zone|shower|boss)s?\b)"
_COMES = r"""(?:(?:always|usually|often|still|sometimes)\ )?
    (?:(?:comes|pops|looks|drops)\ (?:round|around|over|in|by)|(?:rings|calls|phones|texts|visits|drives|helps)\ me
    |picks\ me\ up|gives\ me\ (?:a\ lift|a\ hand|a\ ring)|takes\ me|sits\ with\ me|checks\ (?:in\ )?on\ me
    |cooks\ for\ me
    |does\ my\ shopping|looks\ out\ for\ me|stands\ by\ me|makes\ me\ laugh)"""

PEOPLE = (
    Rule(
        id="people.my",
        kind="person",
        says="Somebody called by what they are to the person.",
        weight=60,
        cues=("my ", "our "),
        pattern=words(rf"\b(?P<said>(?:my|our)\ {WHICH_ONE}(?P<link>{ONE})){_NO_PERSON}{_NAMED}"),
        finds=(
            ("I rang my sister Ruth on Sunday.", "my sister Ruth"),
            ("Our neighbour Abdi looks after the cat.", "Our neighbour Abdi"),
            ("And my-my older brother, he builds boats.", "my older brother"),
        ),
        leaves=(
            "I sat in my chair all afternoon.",
            "His sister lives in Leeds.",
            "We met at my friend's house.",
        ),
    ),
    Rule(
        id="people.called",
        kind="person",
        says="Somebody near, and what they are called.",
        weight=62,
        cues=(" name", " called ", " named "),
        pattern=words(
            rf"""\b(?P<said>(?:my|our)\ {WHICH_ONE}(?P<link>{ONE})(?:(?:['’]s|,?\ (?:her|his|their))\ name(?:\ is|['’]s)
            |(?:\ is|['’]s|,?\ (?:s?he)(?:\ is|['’]s))\ (?:called|named))\ (?P<name>{FULL_NAME}))"""
        ),
        named=True,
        finds=(
            ("My mum's name is Jean.", "My mum's name is Jean"),
            ("My best friend is called Ann, from school.", "My best friend is called Ann"),
        ),
        leaves=("My mum's name is a secret.", "My friend is called up.", "His mum's name is Jean."),
    ),
    Rule(
        id="people.ours",
        kind="person",
        says="Several people together.",
        weight=45,
        cues=("my ", "our "),
        pattern=words(rf"\b(?P<said>(?:my|our)\ {WHICH_ONE}(?P<link>{SOME})){_NO_PERSON}"),
        finds=(
            ("On Sundays I cook for my kids.", "my kids"),
            ("I see my two brothers at the allotment.", "my two brothers"),
        ),
        leaves=(
            "Kids these days have it easy.",
            "Their parents picked them up.",
        ),
    ),
    Rule(
        id="people.of_mine",
        kind="person",
        says="Somebody near.",
        weight=55,
        cues=(" of mine",),
        pattern=words(rf"\b(?P<said>(?:a|this|that|one|another)\ {WHICH_ONE}(?P<link>{NEAR})\ of\ mine)\b{_NAMED}"),
        finds=(
            ("There's a friend of mine called Jo who paints.", "a friend of mine called Jo"),
            ("A cousin of mine keeps bees.", "A cousin of mine"),
        ),
        leaves=("That coat is one of mine.", "A favourite song of mine came on."),
    ),
    Rule(
        id="people.have",
        kind="person",
        says="Somebody the person says they have.",
        weight=58,
        cues=("i have ", "i've got ", "i’ve got ", "i got "),
        pattern=words(
            rf"""\bI(?:\ have|['’]ve\ got|\ got)\ (?:(?:also|still)\ )?(?:a|an|one|this|this\ one|my)?\ ?
            (?P<said>{_AGED}{WHICH_ONE}(?P<link>{ONE}|{SOME})){_NO_PERSON}{_NAMED}"""
        ),
        finds=(
            ("I have a neighbour who feeds the cat.", "neighbour"),
            ("I've got a 15-year-old daughter and she sings.", "15-year-old daughter"),
            ("I have two daughters.", "two daughters"),
        ),
        leaves=("I have a car outside.", "I have friendly feelings for the place."),
    ),
    Rule(
        id="people.comes",
        kind="person",
        says="Somebody with a name who comes, rings or helps.",
        weight=78,
        cues=(" me", " round", " over", " in", " by", " my shopping"),
        pattern=words(rf"\b(?P<said>(?P<who>{_TITLED}))\ {_COMES}\b"),
        finds=(
            ("Ruth comes round every Sunday.", "Ruth"),
            ("On Fridays Abdi gives me a lift.", "Abdi"),
        ),
        leaves=("Nobody comes round any more.", "He rings me now and then.", "The bus takes me there."),
    ),
    Rule(
        id="people.is_my",
        kind="person",
        says="Somebody with a name, and who they are.",
        weight=80,
        cues=(" is my ", "'s my ", "’s my "),
        pattern=words(
            rf"""\b(?P<said>(?P<who>{NAME}(?:\ {NAME}){{0,2}})(?:\ is
            |['’]s)\ (?:also\ )?my\ {WHICH_ONE}(?P<link>{ONE})){_NO_PERSON}"""
        ),
        finds=(
            ("Jo is my neighbour.", "Jo is my neighbour"),
            ("And then Donna's my partner, you know.", "Donna's my partner"),
        ),
        leaves=("It's my daughter.", "That is my brother over there."),
    ),
    Rule(
        id="people.from",
        kind="person",
        says="Somebody with a name and where they are from.",
        weight=74,
        cues=(" next door", " upstairs", " downstairs", " across the ", " over the road", " from ", " down the road"),
        pattern=words(
            rf"""\b(?P<said>(?P<who>{_TITLED})\ (?P<link>(?:from\ )?(?:next\ door|upstairs|downstairs|over\ the\ road
            |down\ the\ road|across\ the\ (?:road|street|hall|landing))
            |from\ (?:church|choir|work|the\ (?:allotments?|club|library|choir|mosque|market|shop|centre))))\b"""
        ),
        finds=(
            ("Abdi next door has a key.", "Abdi next door"),
            ("I walk there with Rose from church.", "Rose from church"),
        ),
        leaves=("I went next door.", "They moved from work to work."),
    ),
    Rule(
        id="people.and_i",
        kind="person",
        says="Somebody with a name, in what the two do together.",
        weight=72,
        cues=(" and i ",),
        pattern=words(
            rf"""\b(?P<said>(?P<who>{_TITLED}))\ and\ I
            \ (?:go|went|have\ been|cook|walk|play|sing|talk|do|are|meet|met|share)\b"""
        ),
        finds=(
            ("Len and I have been twice, once in the rain.", "Len"),
            ("On Mondays Mrs Pham and I cook.", "Mrs Pham"),
        ),
        leaves=("And I went home.", "The dog and I walk.", "Mum and I talk."),
    ),
    Rule(
        id="people.aunt",
        kind="person",
        says="An aunt, an uncle or a grandparent with a name.",
        weight=70,
        cues=("aunt", "uncle ", "nana ", "grandma ", "grandad ", "granddad ", "cousin "),
        pattern=words(
            rf"\b(?P<said>(?P<link>aunt|auntie|aunty|uncle|nana|grandma|grandad|granddad|cousin)\ (?P<who>{NAME}))\b"
        ),
        finds=(
            ("We all went to Auntie Bev for Eid.", "Auntie Bev"),
            ("Uncle Femi showed me how.", "Uncle Femi"),
        ),
        leaves=("My aunt lives by the sea, that aunt is a joker.", "Say uncle when you have had enough."),
    ),
)
