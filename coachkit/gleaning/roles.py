"""The rules for what somebody has done and learnt: in comes nothing, out go wordings for work, roles and training."""

from __future__ import annotations

from coachkit.gleaning.rule import Rule, words
from coachkit.gleaning.vocabulary import CRAFT, GAME, LANGUAGE, OCCUPATION, SOME

I_AM = r"\bI(?:['’]m|\ am)"
I_HAVE = r"\bI(?:['’]ve|\ have)?"
_VAGUE = r"(?!\ (?:it|that|this|him|her|them|me|you|myself|out|up|away|off|on|with|around|hard|more|less)\b)"
AN = r"(?:a|an|the)\ (?:[\w'’-]{2,15}\ ){0,2}"
VEHICLE = r"(?:the\ \d+\w?|(?:a|the|my|an)\ (?:[\w-]{2,12}\ )?(?:bus|buses|lorry|truck|van|taxi|cab|tractor|train|tram|coach|minibus|forklift|ambulance|crane|milk\ float))"  # noqa: E501

ROLES = (
    Rule(
        id="roles.used_to",
        kind="knowledge",
        role=True,
        says="Work or a role of an earlier time.",
        weight=84,
        cues=("used to ",),
        pattern=words(
            rf"""\bI\ used\ to\ (?:be\ {AN}{OCCUPATION}\b
            |drive\ {VEHICLE}\b
            |work\ (?:as|in|at|for|with|on|down)\ (?!(?:the\ )?(?:it|that|myself|nights?|evenings?|mornings?|home)\b)
            |(?:teach|coach|train|referee|captain|manage|run|lead|chair|organi[sz]e|volunteer|help\ out|sing|cook|bake
            |farm|nurse|mend|repair|build|look\ after|care\ for|deliver)\b{_VAGUE}
            |play\ (?:for|in)\ (?:a|the)\b|play\ {GAME}\b)"""
        ),
        to_the_end=True,
        time="past",
        finds=(
            ("I used to drive the 36, right through town.", "I used to drive the 36"),
            ("You know, I used to coach rugby and I loved it.", "I used to coach rugby"),
            ("I used to be a dinner lady at the school.", "I used to be a dinner lady at the school"),
        ),
        leaves=(
            "I used to work out quite a bit.",
            "I used to be a happy man.",
            "She used to drive the 36.",
        ),
    ),
    Rule(
        id="roles.am",
        kind="knowledge",
        role=True,
        says="An occupation of now.",
        weight=82,
        cues=("i'm ", "i’m ", "i am "),
        pattern=words(rf"{I_AM}\ (?:not\ )?{AN}(?:{OCCUPATION}|student|apprentice|trainee)\b(?!['’])"),
        to_the_end=True,
        time="now",
        finds=(
            ("Well, I'm a photographer.", "I'm a photographer"),
            ("I am a retired bus driver, you know.", "I am a retired bus driver"),
        ),
        leaves=("I'm a smoker.", "I'm a busy person.", "He is a photographer."),
    ),
    Rule(
        id="roles.was",
        kind="knowledge",
        role=True,
        says="An occupation of an earlier time.",
        weight=82,
        cues=("i was a ", "i was an ", "i was the ", "i've been a ", "i’ve been a ", "i have been a "),
        pattern=words(rf"{I_HAVE}\ (?:was|been)\ {AN}{OCCUPATION}\b(?!['’])"),
        to_the_end=True,
        time="past",
        finds=(
            ("I was a nurse for thirty years.", "I was a nurse for thirty years"),
            ("I've been a childminder, too.", "I've been a childminder"),
        ),
        leaves=("I was a mess by then.", "I was at the driver's side."),
    ),
    Rule(
        id="roles.work",
        kind="knowledge",
        role=True,
        says="Where or as what somebody works or worked.",
        weight=78,
        cues=("i work ", "i worked ", "i've worked ", "i’ve worked ", "i have worked "),
        pattern=words(
            rf"""{I_HAVE}\ work(?:ed)?\ (?:(?:full|part)[\ -]time\ |mostly\ |nights\ )?(?:as(?!\ (?:little|much|many
            |hard
            |often|long|soon|fast|well|usual|normal|if|though|i|we|part)\b)|in|at|for)\ (?!(?:the\ |a\ )?(?:it|that
            |this|them|him|her|myself|me|nights?|mornings?|evenings?|afternoons?|weekends?|home|hours?|days?|while|long
            |years?|so|too|about|over|nearly|all|team|first|moment|once|least|\$?\d+|two|three|ten|twenty
            |thirty)\b)\w"""
        ),
        to_the_end=True,
        finds=(
            ("So my work, I work in insurance, it's busy.", "I work in insurance"),
            (
                "I work full time as a server at a restaurant, and then I study.",
                "I work full time as a server at a restaurant",
            ),
        ),
        leaves=(
            "I work at it every day.",
            "I work in the evenings.",
            "I work full-time.",
            "I work as little as possible.",
        ),
    ),
    Rule(
        id="roles.years",
        kind="knowledge",
        role=True,
        says="Years in something.",
        weight=80,
        cues=(" years ",),
        pattern=words(
            r"""\b(?P<said>(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty
            |forty|many)
            \ (?:odd\ )?years\ (?:as\ an?|on\ the|in\ the|at\ the|down\ the|with\ the|behind\ the)[ ]
            (?!(?:streets?|dole|sick|run|bottle|drink|waiting|past|future|same|end|moment|inside|last|game|system
            |hole|shelter|hostel|refuge|ward|camp|clink|nick)\b)\w+)"""
        ),
        to_the_end=True,
        finds=(
            ("I did twenty years on the buses, me.", "twenty years on the buses"),
            ("It was 12 years as a dinner lady.", "12 years as a dinner lady"),
        ),
        leaves=("That was twenty years ago.", "Ten years on the dole does that to you."),
    ),
    Rule(
        id="roles.for_years",
        kind="knowledge",
        role=True,
        says="Something done for years.",
        weight=82,
        cues=(" years",),
        pattern=words(
            r"""\bI\ (?:worked|sorted|drove|ran|taught|cooked|cleaned|nursed|farmed|served|sold|delivered|managed
            |fished|sewed|welded|built|painted|cared\ for|looked\ after
            |led|sang|played|volunteered|coached|laid|wrote|edited|typed|mended|repaired|kept|baked|guarded|printed
            |packed)\ (?:[\w'’-]{1,14}\ ){0,5}for\ (?:over\ |nearly\ |about\ |more\ than\ )?
            (?:\d{1,2}|[a-z]+(?:-[a-z]+)?|many)\ years\b"""
        ),
        to_the_end=True,
        time="past",
        finds=(
            ("I sorted the post for twenty-two years.", "I sorted the post for twenty-two years"),
            ("I sang in the chapel for 30 years, near enough.", "I sang in the chapel for 30 years"),
        ),
        leaves=("I waited for two years.", "He drove it for years."),
    ),
    Rule(
        id="roles.helps",
        kind="knowledge",
        role=True,
        says="Volunteering and helping out.",
        weight=84,
        cues=("volunteer", "help out", "helped out", "help run", "helped run"),
        pattern=words(rf"{I_HAVE}\ (?:volunteer(?:ed)?|help(?:ed)?\ (?:out|run))\ (?:at|with|for|in|on|the|a)\b"),
        to_the_end=True,
        finds=(
            ("I volunteer at the food bank on Mondays.", "I volunteer at the food bank on Mondays"),
            ("I help out at the lunch club, when they need me.", "I help out at the lunch club"),
        ),
        leaves=("I was told to volunteer.", "Volunteers help out there."),
    ),
    Rule(
        id="roles.did",
        kind="knowledge",
        role=True,
        says="Something done that takes doing.",
        weight=80,
        cues=(
            "i coached ",
            "i taught ",
            "i ran ",
            "i raised ",
            "i brought up ",
            "i drove ",
            "i captained ",
            "i chaired ",
            "i organised ",
            "i organized ",
            "i set up ",
            "i led ",
            "i built ",
        ),
        pattern=words(
            rf"""\bI\ (?:coached\ (?:{GAME}|the\ |a\ |kids|girls|boys|youth)
            |(?:raised|brought\ up)\ (?:(?:my|two|three|four|five|six|\d|[a-z]+teen)\ ){{1,2}}{SOME}\b
            |drove\ {VEHICLE}\b
            |ran\ (?:a|the|my\ own|two|three)\ (?:[\w-]{{2,12}}\ ){{0,2}}(?:club|group|shop|café|cafe
            |business|stall|choir|class|farm|kitchen|nursery|playgroup|laundry|hotel|restaurant|office|school
            |garage|market\ stall)\b
            |taught\ (?:maths|math|english|music|art|history|science|yoga|swimming|dance|{LANGUAGE}|sunday\ school
            |children|adults|people|kids)\b
            |(?:captained|chaired|led|organi[sz]ed|set\ up)\ (?:a|an|the|our)\ (?:[\w-]{{2,12}}\ ){{0,2}}(?:team
            |side|committee|group|club|choir|band|campaign|fair|festival|trip|street\ party|fundraiser|library
            |charity|association)\b
            |built\ (?:a|the|my|our)\ (?:[\w-]{{2,12}}\ ){{0,2}}(?:house|shed|boat|wall|greenhouse|kitchen|car|bike
            |guitar|table|extension|patio|treehouse)\b)"""
        ),
        to_the_end=True,
        time="past",
        finds=(
            ("I raised three children on my own, I did.", "I raised three children on my own"),
            ("I coached cricket when I finished playing.", "I coached cricket"),
        ),
        leaves=("I drove over to the house.", "I ran a temperature.", "I raised my voice.", "I taught him a lesson."),
    ),
    Rule(
        id="roles.learning",
        kind="knowledge",
        says="Something studied or being learnt.",
        weight=76,
        cues=(
            "studied ",
            "studying ",
            "trained ",
            "training ",
            "qualified ",
            "degree in ",
            "in school for ",
            "course in ",
            "learning ",
            "learned ",
            "learnt ",
            "apprenticeship ",
            "certification ",
            "diploma in ",
        ),
        pattern=words(
            rf"""(?:{I_AM}|{I_HAVE})\ (?:(?:actually|also|now|currently|still|just)\ )?
            (?:studied\ (?!it|that|this|for|hard|all|the\ (?:menu|form))\w|studying\ (?!for|hard|over|all|it|at)\w
            |trained\ (?:as|in)\ \w
            |training\ (?:as|to\ be|to\ become|for\ (?:a|the)\ (?:[\w-]+\ )?(?:marathon|triathlon|race|swim|ride))\b
            |qualified\ (?:as|in)\ \w|(?:have|got|did|done|doing)\ (?:a|my|an)\ (?:degree|diploma|course
            |apprenticeship)\ in\ \w
            |in\ school\ for\ \w|(?:working\ on|did|got|doing)\ (?:a|my|an)(?:\ [\w-]+){{0,2}}\ (?:certification
            |apprenticeship)\b
            |(?:learning|learned|learnt)\ (?:how\ )?(?:to\ (?:teach\ \w|{CRAFT}\b)|{LANGUAGE}\b))"""
        ),
        to_the_end=True,
        finds=(
            ("I'm actually in school for culinary arts.", "I'm actually in school for culinary arts"),
            ("Back home I trained as a nurse.", "I trained as a nurse"),
            ("I'm learning Welsh, slowly.", "I'm learning Welsh"),
        ),
        leaves=("I'm learning to live with it.", "I studied the menu.", "I'm training myself to wait."),
    ),
)
