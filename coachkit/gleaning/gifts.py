"""The rules for gifts: in comes nothing, out go wordings for what somebody can, knows, loves and is."""

from __future__ import annotations

from coachkit.gleaning.roles import I_AM
from coachkit.gleaning.rule import Rule, one_of, words
from coachkit.gleaning.vocabulary import CRAFT, DOING, GAME, INSTRUMENT, LANGUAGE, THINGS

_SO = (
    r"(?:(?:really|just|do|always|also|still|absolutely|quite|actually|kind\ of|sort\ of|mostly|usually|often)\ ){0,2}"
)
_NOT = r"(?:(?:don['’]t|do\ not|didn['’]t|never|used\ to|no\ longer|can['’]t|would|could)\ )?"
_VAGUE = (
    r"(?!(?:it|that|this|these|those|him|her|them|me|you|yours|mine|his|hers|ours|theirs|being|things|stuff|all|what"
    r"|how|one|so|either|any)\b)"
)
TO_DO = one_of(
    """read|write|cook|bake|walk|hike|ramble|cycle|run|jog|swim|dance|sing|paint|draw|sketch|knit|sew|crochet
    |garden|fish|climb|camp|travel|teach|learn|sail|row|ride|tinker|volunteer|entertain|listen to|take walks
    |take photos|take pictures|go outside|go out walking|go for walks|go for a walk|go for runs
    |go to the beach|go to the park|go to the library|go fishing|go swimming|go dancing|go camping|go hiking
    |be outside|be outdoors|be in nature|watch films|watch movies|watch birds|watch football|play games
    |play cards|play music|play with the kids|play football|help people|help out|help others
    |look after people|make things|build things|fix things|grow things|meet people|meet new people"""
)
LOVED = one_of(
    """music|animals|dogs|horses|cats|nature|books|poetry|history|the sea|birds|plants|flowers|trees|films
    |movies|old films|old cars|cars|trains|maps|photography|maths|math|science|art|crafts|jazz|opera|reggae
    |country music|gospel|people|children|kids|the outdoors|the countryside|the garden|my garden|my allotment
    |my job|my work|crosswords|puzzles"""
)
GOOD_WITH = one_of(
    """people|kids|children|animals|dogs|cats|horses|numbers|figures|my hands|money|words|plants|computers|names
    |old people|older people|engines|machines|babies|teenagers|languages|tools|wood"""
)
_ADJECTIVE = one_of(
    """reliable|loyal|organised|organized|creative|independent|generous|curious|hard-working|hardworking
    |hard working|practical|punctual|cheerful|friendly|outgoing|outdoorsy|musical|artistic|resilient|thorough
    |trustworthy|caring|easy-going|easygoing|good-humoured|thoughtful|warm|tidy|inventive|adventurous"""
)
_SOMEBODY = one_of(
    """good listener|good friend|loyal friend|good dad|good mum|good mom|good father|good mother|good cook
    |good neighbour|good neighbor|good teacher|good dancer|good singer|people person|quick learner
    |fast learner|team player|hard worker|problem solver|early riser|natural with kids|great cook
    |great listener|keen gardener|keen walker|keen cook|keen reader|big reader|great reader|keen photographer
    |band geek|history buff|film buff|bookworm"""
)
_QUALITY = rf"(?:(?:{_SO}|(?:very|pretty|so)\ )(?:patient|kind(?!\ of)|{_ADJECTIVE})(?!\w|\ (?:from|of|on|about|to)\b)|(?:a|an)\ (?:(?:very|really|pretty|bit\ of\ a)\ )?(?:(?:patient|kind|{_ADJECTIVE})\ (?:person|soul|sort|man|woman|guy)|{_SOMEBODY})\b)"  # noqa: E501

GIFTS = (
    Rule(
        id="gifts.taught_myself",
        kind="skill",
        says="Something self-taught.",
        weight=92,
        cues=("taught myself ", "teach myself ", "teaching myself "),
        pattern=words(
            r"""\bI(?:['’]ve|['’]m|\ have|\ am)?\ (?:taught|teach|teaching)\ myself
            \ (?!not\b|a\ lesson|that\b|it\b)(?:how\ )?\w"""
        ),
        to_the_end=True,
        finds=(
            ("After that I taught myself to bake.", "I taught myself to bake"),
            ("I taught myself the guitar, by ear.", "I taught myself the guitar"),
        ),
        leaves=("I taught myself not to cry.", "She taught herself to bake."),
    ),
    Rule(
        id="gifts.can",
        kind="skill",
        says="A craft somebody says they can do.",
        weight=86,
        cues=("i can", "i could", "know how to ", "able to "),
        pattern=words(
            rf"""\b(?:I\ (?:can(?:['’]t|not)?|could(?:n['’]t|\ (?:never|always))?|know\ how\ to)|{I_AM}\ able\ to)
            \ (?:(?:also|still|really|even|only|no\ longer)\ )?(?:{CRAFT}|play\ the\ {INSTRUMENT}|get\ (?:any|most
            |an\ old|a)\ [\w-]{{3,14}}\ (?:going|working|started))(?!\w|-|['’])
            (?!\ (?:it|that|this|them|up|out|in\ on|myself)\b)"""
        ),
        to_the_end=True,
        finds=(
            ("I can knit, if anybody wants a hat.", "I can knit"),
            ("I know how to lay bricks.", "I know how to lay bricks"),
            ("I can fix bikes for the whole street.", "I can fix bikes for the whole street"),
        ),
        leaves=("I can only imagine.", "I can make it by six.", "You can knit there.", "I can fix that."),
    ),
    Rule(
        id="gifts.teaches",
        kind="skill",
        says="Something shown to others.",
        weight=88,
        cues=("teaching ", "i teach ", "i show "),
        pattern=words(
            rf"""(?:{I_AM}\ (?:also\ )?teaching|\bI\ {_SO}(?:teach|show))\ (?:him|her|them|the\ \w+|my\ \w+|people
            |others|kids|children)
            \ (?:how\ to\ |to\ |the\ ){{1,2}}(?:{CRAFT}|{INSTRUMENT})(?!\w)"""
        ),
        to_the_end=True,
        finds=(
            ("I'm teaching him to solder, bit by bit.", "I'm teaching him to solder"),
            ("I teach the kids how to bake.", "I teach the kids how to bake"),
        ),
        leaves=("I'm teaching him a lesson.", "I show them to the door."),
    ),
    Rule(
        id="gifts.does",
        kind="skill",
        says="A craft somebody says they do.",
        weight=84,
        cues=("i ",),
        pattern=words(
            rf"""\bI\ {_SO}{_NOT}(?:(?:bake|knit|sew|crochet|embroider|quilt|sketch|whittle|cook)(?!\w|['’]|-
            |\ (?:it|that|up)\b)
            |(?:make|mend|repair|fix|build|grow|restore)\ {THINGS}(?<!things)(?<!anything)(?<!everything)(?!\w)
            |write\ (?:poems|poetry|songs|stories)\b|keep\ (?:bees|chickens|hens|pigeons)\b
            |do\ (?:all\ )?the\ (?:cooking|baking|gardening)\b
            |play\ the\ {INSTRUMENT}\b|paint\ (?:pictures|portraits|watercolours|landscapes)\b)"""
        ),
        to_the_end=True,
        finds=(
            ("I'm in the marching band, I play the tenor sax.", "I play the tenor sax"),
            ("Every week I bake bread for the stairwell.", "I bake bread for the stairwell"),
        ),
        leaves=("I make a point of it.", "I grow tired of that.", "They bake bread there."),
    ),
    Rule(
        id="gifts.good_at",
        kind="skill",
        says="What somebody says they are good at.",
        weight=90,
        cues=("good at ", "good with ", "great with ", "great at ", "handy with ", "dab hand "),
        pattern=words(
            rf"""{I_AM}\ (?:not\ )?(?:(?:really|pretty|quite|very|always|actually|so|rather)\ ){{0,2}}(?:(?:good
            |great|brilliant)\ at
            \ {_VAGUE}\w|(?:good|great|brilliant|handy)\ with\ {GOOD_WITH}\b|a\ dab\ hand\ (?:at|with)\ {_VAGUE}\w)"""
        ),
        to_the_end=True,
        finds=(
            ("I'm good with my hands, always was.", "I'm good with my hands"),
            ("I'm really good at crosswords.", "I'm really good at crosswords"),
        ),
        leaves=("I'm good with that.", "I'm good, thanks.", "She's good at maths."),
    ),
    Rule(
        id="gifts.come_to_me",
        kind="skill",
        says="What others come for.",
        weight=94,
        cues=(" me ",),
        pattern=words(
            rf"""\b(?:people|everyone|everybody|neighbours|neighbors|friends|folk|folks|they|others
            |half\ the\ street|the\ whole\ street
            |the\ (?:kids|lads|girls|neighbours|neighbors))\ (?:(?:always|often|all|still|usually)\ )?
            (?:comes?\ to\ me\ (?:for|when|with|if|to)\ \w|asks?\ me\ (?:for\ advice|how\ to\ \w
            |to\ (?:help\ (?:with|them)|{CRAFT}))
            |(?:rings?|calls?)\ me\ when\b|brings?\ me\ their\ \w)"""
        ),
        to_the_end=True,
        finds=(
            ("People come to me for haircuts.", "People come to me for haircuts"),
            ("Neighbours bring me their bikes, you know.", "Neighbours bring me their bikes"),
        ),
        leaves=("They asked me to leave.", "People come to mean less.", "They ask me to sign things."),
    ),
    Rule(
        id="gifts.am",
        kind="quality",
        says="How somebody says they are, or are said to be.",
        weight=80,
        cues=("i'm ", "i’m ", "i am "),
        pattern=words(
            rf"""(?:\b(?:people|everyone|everybody|they)\ (?:(?:always|often)\ )?(?:says?|tells?\ me)\ (?:that\ )?)?
            {I_AM}\ (?:not\ )?(?:(?:really|quite|pretty|very|always|a\ bit\ of)\ )?{_QUALITY}"""
        ),
        to_the_end=True,
        finds=(
            ("People tell me I'm a good listener.", "People tell me I'm a good listener"),
            ("I'm a very independent person.", "I'm a very independent person"),
            ("I'm patient, mostly.", "I'm patient"),
        ),
        leaves=("I'm a patient here.", "I'm kind of tired.", "He is a good listener."),
    ),
    Rule(
        id="gifts.love",
        kind="passion",
        says="Something loved, enjoyed or liked that one does.",
        weight=88,
        cues=("love", "enjoy", "adore", "like"),
        pattern=words(
            rf"""\bI\ {_SO}{_NOT}{_SO}(?:(?:loved?|enjoy(?:ed)?|adored?|liked?)\ (?:{DOING}\b(?!\ (?:it|that|this
            |so|well|nothing|okay)\b)|to\ {TO_DO}\b)
            |(?:love|adore)\ {LOVED}(?!\w|['’]))"""
        ),
        to_the_end=True,
        finds=(
            ("I love singing in the car.", "I love singing in the car"),
            ("Um, I like to read and I like to hike.", "I like to read"),
            ("I really like doing photography, but less so.", "I really like doing photography"),
            ("I love animals.", "I love animals"),
        ),
        leaves=(
            "I love it.",
            "I love my son dearly.",
            "I like to think so.",
            "I feel like walking out.",
            "I enjoy myself.",
        ),
    ),
    Rule(
        id="gifts.into",
        kind="passion",
        says="Something somebody is taken with.",
        weight=86,
        cues=("into ", " about ", "keen on ", "fan of "),
        pattern=words(
            rf"""{I_AM}\ {_SO}(?:not\ )?(?:very\ |so\ |totally\ )?(?:(?:mad|crazy|passionate|nuts
            |enthusiastic)\ about|keen\ on|big\ into
            |into(?=\ (?:my|old|{GAME}|{DOING}|music|films|books|poetry|history|art|gardening)\b)|a\ (?:big|huge
            |massive)\ fan\ of)\ {_VAGUE}\w"""
        ),
        to_the_end=True,
        finds=(
            ("I'm passionate about old engines.", "I'm passionate about old engines"),
            ("I'm really into gardening at the moment.", "I'm really into gardening at the moment"),
        ),
        leaves=(
            "I'm looking into schools.",
            "I'm worried about money.",
            "I'm mad about that.",
            "I am a big fan of yours.",
        ),
    ),
    Rule(
        id="gifts.plays",
        kind="passion",
        says="A game or an outing somebody does.",
        weight=80,
        cues=("i play", "i go ", "play "),
        pattern=words(
            rf"""\bI\ {_SO}(?:play\ (?:a\ lot\ of\ )?{GAME}\b|go\ (?:fishing|swimming|dancing|walking|hiking
            |cycling|running|climbing
            |sailing|camping|birdwatching|bowling|skating|riding|foraging)\b)"""
        ),
        to_the_end=True,
        finds=(
            ("I play bowls on Tuesdays.", "I play bowls on Tuesdays"),
            ("In summer I go fishing with the lads.", "I go fishing with the lads"),
        ),
        leaves=("I play up now and then.", "I go out of my way.", "They play bowls."),
    ),
    Rule(
        id="gifts.ran",
        kind="experience",
        says="A long way somebody has run, walked, swum or ridden.",
        weight=80,
        cues=("marathon", "i walked the ", "i swam the ", "i climbed "),
        pattern=words(
            r"""\bI(?:['’]ve|\ have)?\ (?:just\ )?(?:(?:ran|run|did|done|finished)\ (?:a|the|my\ first|two|three|\d+)
            \ (?:[\w-]{2,12}\ ){0,2}marathons?|(?:walked|swam|climbed)\ (?:the\ )?(?:[\w-]{2,12}\ ){0,2}(?:way|channel
            |coast\ path|snowdon|ben\ nevis|camino))\b"""
        ),
        to_the_end=True,
        time="past",
        finds=(
            ("I ran a half marathon.", "I ran a half marathon"),
            ("I walked the coast path, all of it.", "I walked the coast path"),
        ),
        leaves=("It was a marathon.", "I walked the dog."),
    ),
    Rule(
        id="gifts.know",
        kind="knowledge",
        says="What somebody knows a lot about.",
        weight=86,
        cues=("i know ",),
        pattern=words(
            rf"""\bI\ know\ (?:(?:quite\ )?(?:a\ (?:lot|bit|great\ deal|fair\ bit|thing\ or\ two)|loads|lots|plenty
            |everything|all)\ about
            \ (?!the\ (?:risks?|dangers?|effects?)){_VAGUE}\w|my\ way\ (?:around|round)\ \w|this\ (?:town|estate
            |area|street)\ inside\ out)"""
        ),
        to_the_end=True,
        finds=(
            ("I know all about bees.", "I know all about bees"),
            ("I know a lot about old radios, as it happens.", "I know a lot about old radios"),
        ),
        leaves=("I know all about it.", "I know a lot of people say that.", "I know that."),
    ),
    Rule(
        id="gifts.speaks",
        kind="knowledge",
        says="A language somebody has.",
        weight=88,
        cues=("speak", "fluent in "),
        pattern=words(
            rf"""\bI\ {_SO}{_NOT}(?:(?:can|can['’]t|could)\ )?(?:speak
            |grew\ up\ speaking)\ (?:[a-z]{{3,8}}\ )?{LANGUAGE}\b
            |{I_AM}\ (?:not\ )?fluent\ in\ {LANGUAGE}\b"""
        ),
        to_the_end=True,
        finds=(
            ("I speak Somali and Arabic.", "I speak Somali and Arabic"),
            ("I'm fluent in Welsh, of course.", "I'm fluent in Welsh"),
        ),
        leaves=("I speak my mind.", "They speak Somali."),
    ),
)
