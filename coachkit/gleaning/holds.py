"""What is left alone: in comes nothing, out go the reasons for which a stretch of talk is never made a suggestion."""

from __future__ import annotations

from coachkit.gleaning.rule import ROLE, Hold, small_words

OWN = frozenset({"skill", "knowledge", "passion", "quality", "experience", "group", "place"})
ROLES = frozenset({ROLE})
PERSON = frozenset({"person"})
# What is liked or done can be a way of speaking of the sentence before; work and people stand by themselves.
FELT = frozenset({"skill", "passion", "quality", "group", "place"})

HOLDS = (
    Hold(
        id="held.substances",
        says="Drink, tobacco, drugs, gambling, and giving them up.",
        around=True,
        pattern=small_words(
            r"""\b(?:drink(?!ing\ (?:tea|water)\b)\w*|drank|drunk\w*|alcohol\w*|booz\w*|beers?|wines?|cider|lager
            |spirits|vodka|whisk(?:e?y|ies)|gin|rum
            |pints?|pubs?|bars?|cocktails?|liquor|hung-?over|hangovers?|tipsy|wasted|sober\w*|smok\w*|cig|cigs
            |cigar\w*|fags?|tobacco|vap(?:e|es|ing|ed)
            |nicotine|cannabis|marijuana|hash|heroin|cocaine|coke|ketamine|mdma|ecstasy|crystal\ meth|meth|pills?
            |drugs?|drugged|dealers?|dealing|stoned
            |getting\ high|got\ high|get\ high|rehab|detox\w*|overdos\w*|inject\w*|shoot(?:ing)?\ up|substance\w*
            |addict\w*|crav(?:e|es|ing|ings)|relaps\w*
            |cold\ turkey|clean\ and\ sober|off\ the\ wagon|gambl\w*|bet|bets|betting|bookies|casinos?
            |slot\ machines?|fruit\ machines?|lottery|scratch\ ?cards?
            |clubbing|raves?|party\ hard|(?:i|we|they|to|go)\ part(?:y|ied)|partying|partied|(?:to|at|from)\ (?:a
            |the|this|that|another|first)\ (?:\w+\ )?part(?:y|ies)
            |quit|quitting|puk\w*|throw(?:ing)?\ up|vomit\w*|black(?:ed|ing)?\ out|buzzed|fix\ of|shots\ of|bong
            |weed\ and|(?:some|for)\ weed|aa|twelve[- ]step|my\ sponsor|slots|poker|the\ (?:dogs|races|horses)
            |(?:in|into)\ recovery|recovering|(?:been|got|get|getting|stay|stayed|staying)\ clean|using\ again
            |(?:is|was|were|been)\ using)\b"""
        ),
        holds=("I enjoy smoking with my sister.", "I love cooking with wine.", "My brother Tom drinks."),
        lets=("I like to drive, and I love cooking.", "My sister has a birthday party on Sunday."),
    ),
    Hold(
        id="held.illness",
        says="Illness of body or mind, treatment, and the weight and looks of a body.",
        pattern=small_words(
            r"""\b(?:ill|illness\w*|unwell|sick\w*|diseases?|cancer\w*|tumou?rs?|growth|leuk\w+|strokes?
            |heart\ (?:attack|failure|disease|condition)|cardi\w+|diabet\w*
            |asthma\w*|bronch\w*|copd|pneumon\w*|lungs?|liver|kidneys?|cholesterol|blood\ pressure|dementia
            |alzheimer\w*|parkinson\w*|epilep\w*|arthrit\w*
            |pains?|painful|hurts?|hurting|aches?|aching|sore|injur\w*|broke\ (?:my|his|her|their)|broken\ (?:leg
            |arm|hip|wrist|ankle|back|bones?)|fractur\w*|bad\ back|bad\ knees?|surgery|surgeons?
            |operations?|operated|(?<!work\ )(?<!working\ )(?<!worked\ )in\ (?:the\ |a\ )?hospital|(?:to|from|into
            |out\ of)\ (?:the\ )?hospital|ambulance\ came|a&e|911|999|symptoms?
            |diagnos\w*|medic(?:al\w*|ation\w*|ines?|ated?)|meds|tablets?|prescri\w*|dos(?:e|es|age)|insulin
            |inhalers?|steroids?|chemo\w*|radiotherapy|dialysis|therap(?:y|ies|ists?)
            |counselling|counseling|(?:see|saw|seeing|sees|to|told|by|from|with)\ (?:a|the|my|his|her
            |their)\ (?:doctors?|gp|nurse|consultant|psych\w+|specialist|dentist)
            |doctors?\ (?:says?|said|told|thinks?)|psych(?:iatr|osis|otic|ologist)\w*|depress\w*|anxi(?:ety|ous)
            |panic\w*|bipolar|schizo\w*|autis\w*|adhd|ptsd|trauma\w*|breakdown|mental\w*
            |disorders?|disab\w*|disability|blind|deaf|wheelchair|hiv|std|sti|infect\w*|pregnan\w*|abortion
            |miscarr\w*|menopaus\w*|ibs|oxygen|allerg\w*|migraines?|insomnia
            |overweight|obes\w*|lose\ weight|losing\ weight|weight\ (?:loss|watchers|problem)|gain(?:ed
            |ing)?\ weight|put\ on\ weight|fat|diets?|dieting|bing(?:e|es|ing)|calories?|anorexi\w*|bulimi\w*
            |stress\w*|fell\ (?:down|over)|fall\ down|falls|coffin|side\ effects?|vaccin\w*|covid|birth\ control
            |(?:care|nursing)\ home|accident|crash(?:ed)?|hears?\ voices|paranoi\w*|manic|forgetful|forgets?
            |special\ needs|waiting\ list|lumps?|scans?|biops\w*|test\ results|transplant\w*|stents?|(?:hip
            |knee)\ replacement|pacemaker|catheter|hearing\ aids?|check-?ups?|screenings?|my\ annual|smear
            |fits|seizures?|spectrum|learning\ disab\w*|wets?|snor\w*|infertil\w*|ivf|scars?)\b"""
        ),
        holds=(
            "I loved dancing before the stroke.",
            "My aunt has cancer.",
            "I like walking, it's good for my depression.",
        ),
        lets=("I love painting.", "My sister grows roses."),
    ),
    Hold(
        id="held.death",
        lasts=True,
        says="Death and grief.",
        pattern=small_words(
            r"""\b(?:died|dies|dying|dead|deaths?|deceased|passed\ (?:away|on)|funerals?|buried|graves?|widow\w*
            |griev\w*|grief|bereave\w*|late\ (?:husband|wife|mother|father|mum|mom|dad)
            |lost\ (?:my|our|his|her|their)\ (?:mum|mom|mother|dad|father|wife|husband|partner|son|daughter|baby
            |brother|sister|kids?|children|friend|best\ friend)|lost\ him|lost\ her
            |gone\ now|rest\ (?:his|her)\ soul|god\ rest|before\ (?:he|she)\ went|no\ longer\ with\ us)\b"""
        ),
        holds=("My mother-in-law died last year.", "I lost my brother Joe."),
        lets=("I lost my keys at my sister's.",),
    ),
    Hold(
        id="held.parted",
        lasts=True,
        says="Couples parted, people who left, those who were somebody once, and friends who are no persons.",
        pattern=small_words(
            r"""\b(?:divorc\w*|split\ up|splitting\ up|separat(?:ed|ing|ion)|broke\ up|break(?:ing)?\ up|broken\ up
            |my\ ex|called\ off|(?:was|were|used\ to\ be)\ my|like\ my\ \w+\ used\ to
            |(?:he|she|dad|mum|mom|father|mother|husband|wife|partner)\ (?:just\ )?(?:left(?!\ (?:a|the|some
            |me\ (?:a|the|some))\b)|walked\ out|ran\ off|took\ off)
            |(?:left|leaves|leaving|dumped|kicked\ out|threw\ out)\ (?:his|her|their|my)\ (?:husband|wife|partner
            |boyfriend
            |girlfriend|fianc[eé]e?|man|bloke|fella|missus|kids|children|family)|moved\ out\ on|happened\ to\ my
            |together\ any\ ?more
            |(?:which|that|it|cheese|food|telly)(?:\ is|['’]s)\ my\ (?:only\ |best\ )?(?:friend|mate)
            |you['’]ve\ been\ my|thought\ you\ were|(?:^|(?:well|listen|look|yes|no|hello|hi|thanks
            |thank\ you),?\ )my\ friend[,.!?])"""
        ),
        holds=(
            "My husband and I split up.",
            "He was my partner.",
            "Chocolate, which is my best friend.",
            "My aunt Sue left her husband.",
        ),
        lets=("My sister left the garden gate open.", "I thought my friend was funny."),
    ),
    Hold(
        id="held.self_harm",
        says="Harm to oneself, and not wanting to live.",
        around=True,
        pattern=small_words(
            r"""\b(?:kill(?:ed|ing)?\ (?:myself|himself|herself|themselves)|suicid\w*|self[- ]harm\w*|(?:cut
            |cutting|hurt|hurting|harm|harming|starve|starving|burn|burning)\ (?:myself|himself|herself)
            |end\ it\ all|end\ my\ life|not\ (?:want|wanna)\ to\ (?:live|be\ here)|(?:don['’]t
            |didn['’]t)\ (?:want\ to|wanna)\ (?:live|be\ here|wake\ up)|better\ off\ without\ me
            |no\ point\ (?:in\ )?(?:living|going\ on)
            |took\ (?:his|her|their)\ own\ life)\b"""
        ),
        holds=("My friend Lee cut himself.", "I love swimming. Some days I don't want to live."),
        lets=("I cut hair, I can cut hair for anybody.",),
    ),
    Hold(
        id="held.offence",
        says="Offences, police, courts, prison and probation.",
        pattern=small_words(
            r"""\b(?:police\w*|cops?|jail\w*|prison\w*|inmates?|(?:my|on|in|the)\ cell|(?:in|to|from|family|crown
            |county|magistrates['’]?)\ court|the\ judge|(?:a|my|his|her)\ judge|probation|parole|my\ po|arrest\w*
            |convict\w*
            |felon\w*|crim(?:e|es|inal\w*)|offen[cd]\w*|steal\w*|stole\w*|theft|thie\w+|shoplift\w*|robb\w*
            |burgl\w*|sentenced|gangs?|dui|custody|warrants?|on\ bail|charged\ with|charges|illegal\w*|undocumented
            |deport\w*
            |asylum|locked\ up|community\ service|tagged|caught\ (?:me|him|her|us)|busted|suspended|expelled|fraud
            |(?:doing|did|done)\ time|(?:got|been|was)\ done\ for|sent\ down|nicked|on\ the\ run|isis|excluded
            |trespass\w*|vandal\w*|(?:sell|sells|selling|sold|shift|shifts|shifting|moves)\ (?:stuff|gear|things|bits
            |knock-?offs?|fakes)
            )\b"""
        ),
        holds=(
            "My brother Sean is in prison.",
            "I love driving, until I got a DUI.",
            "My mate Gaz sells stuff.",
        ),
        lets=("I play tennis on the court by my sister's.",),
    ),
    Hold(
        id="held.violence",
        lasts=True,
        says="Violence, threats, abuse and fear of somebody.",
        pattern=small_words(
            r"""\b(?:hit(?:s|ting)?\ (?:me|him|her|his|us|them|my|out)|punch\w*|beat(?:s|en|ing)?\ (?:me|him|her|his|us
            |them|up|my)|slap\w*|kick(?:s|ed|ing)?\ (?:me|him|her|off|out)|fights?|fighting|fought|abus\w*|violen\w*
            |attack\w*|kni(?:fe|ves)|stab\w*|guns?|weapons?|threat\w*|rap(?:e|ed|ist)|assault\w*|bull(?:y|ied|ying
            |ies)|molest\w*|kill\w*|murder\w*|strangl\w*|scream\w*|shout\w*|yell\w*
            |afraid\ of|scared\ of|frighten\w*|terrif\w*|hurt\ (?:me|him|her|them|my)|revenge|war|child\ soldier
            |touch(?:es|ed|ing)?\ me|(?:did|does|do)\ things\ to\ (?:me|us|her|him)|forced?\ (?:me|her|him|us)
            |makes?\ me\ (?!laugh|smile|happy|tea|proud|soup|food|feel\ (?:good|better|safe|welcome))|made\ me\ do
            |temper|jealous\w*|possessive|checks?\ my\ phone|tells?\ me\ what\ to|allow(?:s|ed)|refuge|trafficked
            |groom(?:ed|ing)\ (?:me|her|him)|tortur\w*)\b"""
        ),
        holds=("My husband hits me.", "I enjoy fighting with my brother.", "My cousin Lee beats his wife."),
        lets=("My sister Ruth is a hit at the choir.",),
    ),
    Hold(
        id="held.private",
        says="Somebody else's private matter: love, money, work lost, faith questioned, secrets.",
        pattern=small_words(
            r"""\b(?:cheat\w*|unfaithful|affairs?|(?:his|her)\ ex|debts?|owes?|bankrupt\w*|borrow\w*
            |lost\ (?:his|her|their|my)\ (?:job|house|home|flat|licen[cs]e)|fired|sacked|laid\ off|redundan\w*
            |unemploy\w*|out\ of\ work|evict\w*|homeless\w*|benefits|the\ dole|welfare|universal\ credit
            |food\ stamps
            |came\ out|coming\ out|gay|lesbian|bisexual|trans|transgender|sex\w*|condoms?|slept\ with
            |sleeping\ with|hook(?:ed|ing)?\ up|porn\w*|naked|lied|lies|lying\ to|liar|secret(?!ar)\w*
            |confiden(?:ce|tial\w*)|don['’]t\ tell
            |social\ services|taken\ into\ care|in\ (?:foster\ )?care|adopted|immigration|visa|refugees?|fled|flee
            |smuggl\w*|prostitut\w*|brothel|strip\ club|escort|one[- ]night|homeless|hostel|(?:night|homeless
            |women['’]s)\ shelter|in\ (?:a|the)\ shelter|sofa[- ]surf\w*|rough\ sleep\w*|sleeping\ rough|marriage
            |no\ money|home\ office|drop(?:ped|ping|s)?\ out|truan\w*|behav\w*|tantrums?|overheard|rumou?rs?
            |gossip\w*|behind\ (?:my|his|her)\ back|tells?\ me\ everything)\b"""
        ),
        holds=("My brother lost his job.", "My friend Amy told me a secret."),
        lets=("My cousin is a secretary.",),
    ),
    Hold(
        id="held.trouble",
        says="Trouble between people: quarrels, mistrust, pressure, being let down, worry for somebody.",
        kinds=PERSON,
        pattern=small_words(
            r"""\b(?:mad\ (?:at|with|about)|ang(?:ry|er)|annoy\w*|strict|betray\w*|trust\w*|nag\w*|on\ my\ (?:back
            |case)|getting\ on\ (?:me|at)|pressur\w*|blam\w*|argu\w*|quarrel\w*|row(?:s|ed|ing)?\ with
            |f[ae]ll(?:en)?\ out
            |hat(?:e|es|ed|ing)|can['’]t\ stand|bother\w*|bug(?:s|ging)?\ me|control\w*|ignor\w*|(?:no\ one|nobody
            |doesn['’]t|don['’]t|didn['’]t|never)\ (?:even\ )?(?:really\ )?(?:cares?|cared|wants?|wanted|calls?
            |rings?|visits?|helps?|understands?|supports?|speaks?|talks?|listens?|see|gets?|like|bothers?|know|have
            |has)|hid(?:e|es|ing)|avoid\w*|awkward
            |let(?:s|ting)?\ me\ down|bad\ news|back(?:s|ed|ing)?\ out|left\ me|leaving\ me|walked\ out
            |not\ speaking|estranged|disown\w*|disappoint\w*|judg(?:e|es|ed|ing)|complain\w*|moan\w*|selfish
            |laz(?:y|iness)|useless|idiots?|stupid|drama
            |los(?:e|es|ing)\ (?:my|our|his|her|a)|(?:get|got|have|has)\ my\ (?:kids|children|son|daughter)\ back
            |take\ my\ (?:kids|children)|worr(?:y|ies|ied|ying)|lonel\w*|scar(?:y|ed)|afraid|fear\w*|panick\w*
            |impos(?:e|ing)\ on|troubl\w*|problems?|hard(?:est|er)?\b(?![- ]working)
            |difficult\w*|suffer\w*|strain\w*|miss(?:es|ed|ing)?|cry|cries|crying|cried|upset\w*|sad|shame\w*
            |embarrass\w*|guilty|sorry|can(?:['’]t|not)|cannot|daren['’]t|couldn['’]t|won['’]t|wouldn['’]t
            |wasn['’]t|weren['’]t|isn['’]t|aren['’]t|hasn['’]t|haven['’]t|hadn['’]t|shouldn['’]t|not|never|nobody
            |no\ one|none
            |bad|worse|worst|awful|terrible|horrible|weird|crap|shit\w*|fuck\w*|damn|hell|stuff\ up|mess\w*|fault
            |ruin\w*|perfect|care\ about|punish\w*|ground(?:ed|ing)|strict\w*|beg(?:ged|ging)?\ my|convince|against
            |wish|singled\ out|end\ up\ like|turning\ into|crazy|strange|slow|nightmare|handful|nuisance|noisy|nosy
            |(?:want|need|expect|tell|ask|force)s?\ me\ to|(?:made|make|makes|got)\ me\ (?:come|go|do)
            |always\ (?:says|saying|telling|talking|on\ at)|just\ (?:wanna|want(?:ed)?|hop(?:e|ing))|hop(?:e
            |ing)\ (?:that\ )?(?:my|our|he|she|they)\b|thinking\ about\ having|if\ it\ means|whenever\ i\ want
            |taken\ care\ of|to\ make\ sure|make\ sure\ my
            |here\ because|my\ (?:one\ )?(?:phone\ )?call\b|had\ it|heard\ (?:it\ )?from|same\ (?:view|opinion|way)
            |racis[tm]\w*|up\ the\ wall|ugly|thinks?\ the|used\ to\ be\ an?|was\ like|cope|coping)\b"""
        ),
        holds=(
            "My dad was really strict on me.",
            "I have a sister but I don't trust her.",
            "My daughter can't visit that often.",
        ),
        lets=("My daughter visits on Sundays.", "My son is hard-working."),
    ),
    Hold(
        id="held.cut_off",
        says="Somebody named, and the sentence broken off before it says anything.",
        kinds=PERSON,
        pattern=small_words(
            r"""\b(?:am|are|be|been|is|was|were|had|has|have|did|does|do|mentioned|said|says|and|or|but|that|to
            |would|will|could|just|he|she|they|i|who|which|because|like|uh|um)[,]?\s*(?:[-–—]+|…)$"""
        ),
        holds=("I knew my parents were—", "Because, um, my mother mentioned-"),
        lets=("My neighbour Abdi—", "My son got married-"),
    ),
    Hold(
        id="held.lost",
        says="What somebody cannot or no longer does: “I can't bake any more”, “I used to love it but”.",
        kinds=OWN,
        pattern=small_words(
            r"""\b(?:(?:ca|could|did|do|does|has|have|is|was|wo|would|are|were|should|might)n['’]t(?!\ (?:know|mind
            |get\ enough|complain|have\ to\ be|stop))|cannot|never|not(?!\ (?:only|just|bad|that|to\ mention|far))
            |no\ longer|any\ ?more|used\ to\ (?:love|enjoy|like|be\ (?:good|able)|go|bake|knit|sew|cook|play\ the
            |sing|dance)
            |g[ai]ve(?:n)?\ (?:it\ )?up|giving\ up|stop(?:ped|s)?|quit|lost\ (?:interest|touch)|wish|hardly|barely
            |rarely|struggl\w*|fail\w*|useless|hopeless|rubbish|terrible|awful|bad\ at|hate\w*|bor(?:ed|ing)|tired
            |too\ (?:old|late|weak|shy)
            |miss|without|when\ i\ was|back\ when|at\ one\ time|before\ (?:i|my|the)|since\ (?:i|my)\ (?:lost
            |stopped|left|had)|kind\ of\ dropped|went\ downhill|getting\ less|less\ and\ less)\b"""
        ),
        holds=("I can't knit any more.", "I used to love cooking but now I sit.", "I don't speak Welsh."),
        lets=("I don't know, I love cooking.", "I can knit, not only sew."),
    ),
    Hold(
        id="held.not_so",
        says="Work and roles denied, or lost in the same breath.",
        kinds=ROLES,
        pattern=small_words(
            r"""\b(?:not\ (?:an?|the)\b|never|no\ longer|any\ ?more|but\ (?:now\ )?i\ (?:ca|could|do|did|was)n['’]t
            |until|lost|had\ to\ (?:stop|leave|give)|couldn['’]t\ (?:keep|do|cope|carry)
            |gave\ (?:it\ )?up|too\ (?:old|weak)|hat(?:e|ed)|kicked\ out|walked\ out)"""
        ),
        holds=("I'm not a teacher.", "I used to drive the 36 but I can't see now."),
        lets=("I'm a truck driver and I can't complain.",),
    ),
    Hold(
        id="held.wished",
        says="Only wished, wondered or asked: “I'd love to”, “if I go to the library”, “maybe I should”.",
        kinds=OWN | ROLES,
        pattern=small_words(
            r"""\b(?:i['’]d|i\ would|i\ could|i\ might|i\ should|if\ (?:i|we|it|only|you|my|there)|maybe|perhaps
            |supposed\ to|pretend\w*|imagine|would\ be|what\ if|(?:want|wanna|hope|hoping|like)\ to\ be(?:come)?
            |wish(?:ed|es)?\ (?:that\ )?(?:i|she|he|they)|if\ only|^[-–—]*\ ?that\ (?:i|she|he)\b|(?:as\ (?:if
            |though)|like)\ (?:i|she|he)\ (?:was
            |were)
            |dream(?:ed|t|s)?\ (?:of|that)
            |thinking\ (?:of|about))\b|\?["”’')]*$"""
        ),
        holds=(
            "If I go to the library, I get books.",
            "Maybe I love cooking.",
            "Do you think I love cooking?",
            "I wish I was a nurse like my mum.",
        ),
        lets=("I love cooking, and that is that.",),
    ),
    Hold(
        id="held.others_words",
        says="Somebody else's words, told again: he said, “I'm a good listener”.",
        kinds=OWN | ROLES,
        pattern=small_words(
            r"""\b(?:(?:he|she|they|who|mum|mom|dad|sister|brother|boss|friend|wife|husband
            |doctor)(?:['’]s)?\ (?:said|says|(?:goes|went)(?!\ (?:to(?!\ me)|along|down|over|out|in|by|round
            |\w+ing)\b)|told|was\ like|is\ like|were\ like|tells
            |always\ says?)(?!\ (?:to\ )?me\ i)|be\ like|saying),?\ ?(?:\w+\ ){0,2}["“]?
            |\b(?!(?:i|always|still|just|only|really|also|never|sometimes)\ )[\w'’]+
            \ (?:thinks?|thought|believes?|reckons?|assumes?|assumed|expects?|expected)\ (?:that\ )?i\b"""
        ),
        holds=("He said, “I love singing.”", "She goes, I can knit.", "They think I love gardening."),
        lets=(
            "They tell me I'm a good listener.",
            "I always thought I was a good listener and I love singing.",
            "He goes to choir.",
        ),
    ),
    Hold(
        id="held.no_gift",
        says="Liked, but nothing to build on: sweets, sleep, quarrels, being left alone.",
        kinds=frozenset({"passion", "skill"}),
        pattern=small_words(
            r"""\b(?:chocolates?|sweets|candy|candies|ice[ -]cream|junk|fast\ food|takeaways?|sugar\w*|caffeine
            |coffee(?!\ (?:morning|shop))|my\ bed|sleep\w*|nothing|lying|sitting|nag|nagging
            |wind(?:ing)?\ (?:people|him|her|them)\ up
            |annoying|arguing|shopping|spending|lazing|being\ (?:alone|left)|by\ myself|on\ my\ own
            |get(?:ting)?\ away|television|telly|tv|day\ off|fun\ of|(?:enjoy|like|be)\w*\ myself|lose|bitch\w*
            |flirting|girls|cheat\w*|swear\w*|porn\w*|eat\w*|suffer\w*|cry\w*|trouble\w*|fires?|matches
            |driving\ fast|speeding
            |locks|hack\w*|hid(?:e|ing)|ignor\w*|cope|coping|surviv\w*|roll\w*|get\ by|deal\ with|live\ with
            |calm\ down|forget\w*|breathe|be\ (?:alone|quiet|invisible|tough|hard)|shoot|fak(?:e|ing)|lie|avoid\w*
            |pretend\w*|wast\w*|procrast\w*|putting\ (?:things\ )?off
            |excuses|manipul\w*|fool\w*|scam\w*|getting\ (?:out|into)|mess\w*|losing|failing|blam\w*|beating
            |upset\w*|going\ (?:out|off|mad)|for\ (?:money|gear|stuff|cash|a\ loan|favou?rs))\b"""
        ),
        holds=("I'm good at lying.", "I enjoy making fun of the neighbours.", "I like watching television."),
        lets=("I love watching the birds.",),
    ),
)
