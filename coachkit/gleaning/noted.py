"""The rules for what a coach notes of the person: in comes nothing, out go wordings that follow “she” or a name.

A pattern begins right behind the name, and only where the note speaks of the person themselves.
"""

from __future__ import annotations

from coachkit.gleaning.around import A_GROUP, NO_WAY
from coachkit.gleaning.gifts import GOOD_WITH, LOVED, TO_DO
from coachkit.gleaning.people import FULL_NAME, WHICH_ONE
from coachkit.gleaning.roles import AN, VEHICLE
from coachkit.gleaning.rule import Rule, words
from coachkit.gleaning.vocabulary import CRAFT, DOING, GAME, INSTRUMENT, LANGUAGE, OCCUPATION, ONE, PLACE, THINGS

_SO = r"(?:\ (?:really|also|always|still|often|just|absolutely|usually|mostly|clearly))?"
_IS = r"(?:\ is|['’]s)"
_VAGUE = r"(?!(?:it|that|this|them|him|her|being|things|stuff|all|what|how|so)\b)"

NOTED = (
    Rule(
        id="noted.taught",
        kind="skill",
        says="Noted by the coach: something self-taught.",
        weight=90,
        cues=("taught herself ", "taught himself "),
        pattern=words(
            rf"(?:\ has|['’]s)?{_SO}\ taught\ (?:herself|himself)\ (?!not\b|a\ lesson|that\b|it\b)(?:how\ )?\w"
        ),
        to_the_end=True,
        finds=(
            ("She taught herself to bake.", "She taught herself to bake"),
            ("He's taught himself the guitar, by ear.", "He's taught himself the guitar"),
        ),
        leaves=("She taught herself not to cry.", "Her sister says she taught herself to bake."),
    ),
    Rule(
        id="noted.does",
        kind="skill",
        says="Noted by the coach: something the person can do or is good at.",
        weight=84,
        cues=(" can ", " how to ", "plays ", "kes ", "its ", "sews ", "good ", "cooks ", "mends ", "grows ", "keeps "),
        pattern=words(
            rf"""{_SO}(?:\ (?:can|knows\ how\ to)\ {CRAFT}(?!\w|-|['’]|\ (?:it|that|this|them)\b)
            |\ plays\ the\ {INSTRUMENT}\b
            |\ (?:bakes|knits|sews|crochets|quilts|cooks)(?!\w|['’]|-|\ (?:it|that|up)\b)
            |\ (?:makes|mends|repairs|fixes|builds|grows
            |restores)\ {THINGS}(?<!things)(?<!anything)(?<!everything)(?!\w)
            |\ keeps\ (?:bees|chickens|hens|pigeons)\b
            |{_IS}\ (?:(?:really|very|always)\ )?(?:good|great|brilliant)\ (?:at\ {_VAGUE}\w|with\ {GOOD_WITH}\b))"""
        ),
        to_the_end=True,
        finds=(
            ("She can knit, and shows others how.", "She can knit"),
            ("He's good with his hands and she is good with animals.", "she is good with animals"),
            ("She bakes bread for the stairwell.", "She bakes bread for the stairwell"),
        ),
        leaves=("She can make it by six.", "She makes a point of it.", "Her brother came. He bakes bread."),
    ),
    Rule(
        id="noted.loves",
        kind="passion",
        says="Noted by the coach: something the person loves, enjoys or likes to do.",
        weight=84,
        cues=("loves ", "enjoys ", "adores ", "likes ", "plays ", "goes "),
        pattern=words(
            rf"""{_SO}\ (?:(?:loves|enjoys|adores|likes)\ (?:{DOING}\b(?!\ (?:it|that|this|so|well|nothing)\b)
            |to\ {TO_DO}\b)
            |(?:loves|adores)\ {LOVED}(?!\w|['’])|plays\ (?:a\ lot\ of\ )?{GAME}\b
            |goes\ (?:fishing|swimming|dancing|walking|hiking|cycling|running|climbing|sailing|camping
            |birdwatching)\b)"""
        ),
        to_the_end=True,
        finds=(
            ("She loves gardening.", "She loves gardening"),
            ("Had tea; he really enjoys singing in the car.", "he really enjoys singing in the car"),
        ),
        leaves=("She loves it.", "They think she loves gardening.", "He likes to think so."),
    ),
    Rule(
        id="noted.role",
        kind="knowledge",
        role=True,
        says="Noted by the coach: work, a trade or a role.",
        weight=82,
        cues=(" is ", "'s ", "’s ", " was ", "been ", "used to ", " work", "volunteers ", "helps ", "helped "),
        pattern=words(
            rf"""(?:(?:{_IS}|\ was|(?:\ has|['’]s)\ been|\ used\ to\ be)\ (?:still\ )?{AN}(?:{OCCUPATION}|student
            |apprentice
            |trainee)\b(?!['’])|\ used\ to\ drive\ {VEHICLE}\b
            |\ used\ to\ (?:teach|coach|train|referee|captain|manage|farm|nurse|volunteer)\b(?!\ (?:it|that|him|her
            |them)\b)
            |(?:\ has|['’]s)?\ work(?:s|ed)\ as\ an?\ \w|\ volunteers\ (?:at|with|for|in|on)\b
            |\ help(?:s|ed)\ (?:out|run)\ (?:at|with|in|on|the|a)\b)"""
        ),
        to_the_end=True,
        finds=(
            ("She is a retired plumber.", "She is a retired plumber"),
            ("He used to drive the 36, right through town.", "He used to drive the 36"),
            ("She volunteers at the food bank on Mondays.", "She volunteers at the food bank on Mondays"),
        ),
        leaves=("Saw the nurse. She is a plumber.", "She is a busy woman.", "Her dad rang. He was a baker."),
    ),
    Rule(
        id="noted.knows",
        kind="knowledge",
        says="Noted by the coach: what the person knows, or a language.",
        weight=84,
        cues=("knows ", "speaks ", "fluent in "),
        pattern=words(
            rf"""{_SO}(?:\ speaks\ (?:[a-z]{{3,8}}\ )?{LANGUAGE}\b|{_IS}\ fluent\ in\ {LANGUAGE}\b|\ knows\ (?:a\ lot
            |all
            |loads|plenty|everything)\ about\ (?!the\ (?:risks?|dangers?|effects?)){_VAGUE}\w)"""
        ),
        to_the_end=True,
        finds=(
            ("She speaks Somali and Arabic.", "She speaks Somali and Arabic"),
            ("He knows all about bees.", "He knows all about bees"),
        ),
        leaves=("She speaks her mind.", "She knows all about it."),
    ),
    Rule(
        id="noted.group",
        kind="group",
        says="Noted by the coach: a group the person belongs to or goes to.",
        weight=78,
        cues=(" in ", " to ", "joined ", " of ", "for ", "with "),
        pattern=words(
            rf"""(?:{_IS}\ (?:(?:also|still|now)\ )?(?:in|part\ of|(?:a\ )?member\ of|involved\ (?:in|with))
            |{_SO}\ (?:belongs\ to
            |(?:has\ )?joined|goes\ (?:along\ )?to|sings\ (?:in|with)|plays\ (?:in|with|for)))\ (?:{A_GROUP}|(?:choir
            |church|mosque|chapel|bingo|zumba|yoga|scouts)){NO_WAY}"""
        ),
        to_the_end=True,
        finds=(
            ("She is in the marching band.", "She is in the marching band"),
            ("He goes to choir on Thursdays.", "He goes to choir on Thursdays"),
        ),
        leaves=("She is in the car.", "He goes to bed late."),
    ),
    Rule(
        id="noted.place",
        kind="place",
        says="Noted by the coach: a place the person goes to or is at home in.",
        weight=74,
        cues=("goes ", "walks ", "cycles ", "at home "),
        pattern=words(
            rf"""(?:{_SO}\ (?:(?:goes|walks|cycles)\ (?:along\ |down\ |over\ |out\ )?(?:to|in|by|along|round)
            |feels\ at\ home
            \ (?:in|at|on|by|down))\ (?:a|the|her|his)\ (?:[\w'’-]{{2,14}}\ )?{PLACE}{NO_WAY})"""
        ),
        to_the_end=True,
        finds=(
            ("She feels at home in the library.", "She feels at home in the library"),
            ("Most days, she walks along the canal.", "she walks along the canal"),
        ),
        leaves=("She goes to the doctor.", "Her sister came. She goes to the library."),
    ),
)

# What follows “her”, “his” or the name with an s.
NOTED_OF = (
    Rule(
        id="noted.favourite",
        kind="place",
        says="Noted by the coach: the place the person likes best.",
        weight=80,
        cues=("favourite ", "favorite "),
        pattern=words(
            r"(?:['’]s)?\ favou?rite\ (?:place|spot)(?:\ is|['’]s)\ (?:a|an|the|her|his)\ (?!(?:bed|sofa|couch)\b)\w"
        ),
        to_the_end=True,
        finds=(
            ("Her favourite place is the canal, rain or shine.", "Her favourite place is the canal"),
            ("In the rain his favourite spot is the bench.", "his favourite spot is the bench"),
        ),
        leaves=("Her favourite place is her bed.", "Her mum's favourite place is the canal."),
    ),
    Rule(
        id="noted.kin",
        kind="person",
        says="Noted by the coach: somebody near the person, by name.",
        weight=58,
        cues=("her ", "his ", "'s ", "’s "),
        pattern=words(
            rf"""(?:['’]s)?\ {WHICH_ONE}(?P<link>{ONE}),?\ (?:(?:is\ )?(?:called|named)\ )?(?P<name>{FULL_NAME})"""
        ),
        named=True,
        finds=(
            ("Tea with her sister Ruth on Sunday.", "her sister Ruth"),
            ("Her best friend is called Ann.", "Her best friend is called Ann"),
        ),
        leaves=("Her sister rings.", "Saw Abdi and his wife Amina."),
    ),
)
