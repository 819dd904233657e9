"""The words that rules look for: in comes nothing, out go groups of everyday English words."""

from __future__ import annotations

from coachkit.gleaning.rule import one_of

# One person of the family or near it, as they are called after "my".
ONE = one_of(
    """mum|mom|mam|mama|mummy|mommy|ma|dad|daddy|papa|mother|father|mother-in-law|father-in-law|stepmum|stepmom
    |stepdad|stepmother|stepfather|wife|husband|missus|hubby|partner|fiance|fiancé|fiancee|fiancée|boyfriend
    |girlfriend|son|daughter|son-in-law|daughter-in-law|stepson|stepdaughter|foster son|foster daughter
    |little boy|little girl|lad|lass|wee one|sister|brother|sis|bro|sister-in-law|brother-in-law|half-sister
    |half-brother|stepsister|stepbrother|twin|twin sister|twin brother|gran|grandma|granny|nan|nana|nanna
    |grandmother|grandad|granddad|grandpa|grandfather|granddaughter|grandson|grandchild|great-aunt|aunt
    |auntie|aunty|uncle|cousin|niece|nephew|godmother|godfather|godson|goddaughter|best friend|friend
    |best mate|mate|buddy|pal|bestie|neighbour|neighbor|next-door neighbour|next-door neighbor|flatmate
    |housemate|roommate|workmate|colleague|landlady|other half|lodger"""
)
# Several people at once.
SOME = one_of(
    """kids|children|sons|daughters|boys|girls|grandkids|grandchildren|parents|grandparents|in-laws|brothers
    |sisters|brothers and sisters|siblings|cousins|nieces|nephews|nieces and nephews|aunts and uncles|friends
    |mates|buddies|neighbours|neighbors|flatmates|housemates|roommates|workmates|colleagues"""
)
NEAR = one_of("friend|mate|buddy|pal|neighbour|neighbor|cousin|workmate|colleague|lady|woman|man|lad|guy|bloke|couple")

# How somebody may be called before the word for who they are: "my older sister", "my good friend".
WHICH = one_of(
    """older|elder|eldest|oldest|younger|youngest|little|big|baby|other|only|dear|good|best|closest|close|oldest
    |old|lovely|dearest|great|new|next-door|next door|upstairs|downstairs|two|three|four|five|six|grown-up
    |middle"""
)

# Words for one and the same, so that "my mum" and "my mother" are asked about once.
SAME = (
    dict.fromkeys(("mum", "mom", "mam", "mama", "mummy", "mommy", "ma"), "mother")
    | dict.fromkeys(("dad", "daddy", "papa"), "father")
    | dict.fromkeys(("missus", "other half"), "wife")
    | dict.fromkeys(("hubby",), "husband")
    | dict.fromkeys(("sis",), "sister")
    | dict.fromkeys(("bro",), "brother")
    | dict.fromkeys(("mate", "buddy", "pal", "bestie", "best friend", "best mate"), "friend")
    | dict.fromkeys(("mates", "buddies"), "friends")
    | dict.fromkeys(("kids",), "children")
    | dict.fromkeys(("grandkids",), "grandchildren")
    | dict.fromkeys(("auntie", "aunty"), "aunt")
    | dict.fromkeys(("neighbor", "next-door neighbour", "next-door neighbor"), "neighbour")
    | dict.fromkeys(("neighbors",), "neighbours")
    | dict.fromkeys(("gran", "grandma", "granny", "nan", "nana", "nanna"), "grandmother")
    | dict.fromkeys(("grandad", "granddad", "grandpa"), "grandfather")
)

# Words in capitals after somebody that are no names.
_NO_NAMES = """
    i i'm i've i'll i'd i’m i’ve i’ll i’d and but so or he she they we you it is was has had who that the a an
    my monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december christmas easter ramadan eid diwali english french german spanish
    polish god jesus lord allah gp dr doctor facebook zoom whatsapp skype tv um uh oh yeah well ok okay no yes
    not then when because if in on at from to this these those there here nobody somebody someone everybody
    everyone anybody nothing something everything people kids neighbours friends work school church home life
    only just also still even both each every one like right sure exactly actually absolutely definitely maybe
    cause 'cause after before since while where how what why which all some most many more much such anyway
    hello hi hey please thanks sorry good great nice bye mum mom dad him her me us them mr mrs miss ms food
    coffee tea money bus train weather time winter summer spring autumn
    mondays tuesdays wednesdays thursdays fridays saturdays sundays sometimes usually often always today yesterday
    tomorrow lately recently now once luckily aunt auntie aunty uncle nana nan gran grandma grandad granddad grandpa
    cousin sister brother mother father son daughter neighbour neighbor friend mate with for by about does did
"""
NO_NAMES = frozenset(_NO_NAMES.split())
# Words before a name that belong to it, and small ones within it.
TITLES = frozenset(("mr", "mrs", "miss", "ms", "dr"))
WITHIN = frozenset(("al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "la", "le", "van", "von"))

OCCUPATION = one_of(
    """accountant|actor|actress|architect|artist|baker|barber|barista|bookkeeper|bricklayer|builder|bus driver
    |butcher|cabbie|cabinet maker|care worker|caretaker|carpenter|cashier|chef|childminder|cleaner|conductor
    |cook|counsellor|dancer|decorator|delivery driver|designer|dinner lady|dressmaker|driver
    |driving instructor|electrician|engineer|estate agent|farmer|farm worker|firefighter|fireman|fisherman
    |florist|forklift driver|gardener|glazier|guide|hairdresser|head teacher|healthcare assistant|home help
    |housekeeper|interpreter|janitor|joiner|journalist|labourer|laborer|landscaper|lawyer|lecturer|librarian
    |lifeguard|lollipop lady|lorry driver|machinist|manager|mason|mechanic|midwife|milkman|miner
    |music teacher|musician|nanny|nurse|nursery nurse|painter|paramedic|pharmacist|photographer|piano teacher
    |pilot|plasterer|plumber|porter|postman|postwoman|postie|potter|printer|programmer|receptionist|referee
    |reporter|roofer|sailor|scaffolder|seamstress|secretary|security guard|server|shoemaker|shop assistant
    |shopkeeper|singer|social worker|soldier|steelworker|steward|supervisor|surveyor|tailor|taxi driver
    |teacher|teaching assistant|technician|tiler|train driver|trainer|translator|truck driver|truckdriver
    |tutor|upholsterer|waiter|waitress|warden|warehouse worker|watchmaker|weaver|welder|window cleaner|writer
    |youth worker|football coach|rugby coach|swimming teacher|scout leader|shop steward|school governor
    |volunteer|nurse's aide"""
)

INSTRUMENT = one_of(
    """piano|keyboard|keyboards|organ|guitar|bass|banjo|ukulele|violin|fiddle|viola|cello|harp|flute|tin whistle
    |whistle|recorder|clarinet|oboe|bassoon|sax|saxophone|tenor sax|alto sax|trumpet|cornet|trombone|tuba
    |horn|french horn|drums|tabla|djembe|steel pan|steel pans|accordion|concertina|harmonica|mouth organ
    |bagpipes|sitar|oud"""
)
GAME = one_of(
    """football|five-a-side|soccer|rugby|cricket|netball|basketball|volleyball|hockey|tennis|table tennis
    |ping-pong|badminton|squash|golf|bowls|darts|snooker|pool|chess|draughts|dominoes|bridge|whist|scrabble
    |softball|baseball|walking football|rounders|lacrosse|pickleball"""
)

# What is mended, made or grown, so that "I can fix" means a thing and not a mess.
THINGS = one_of(
    """anything|things|most things|almost anything|everything|cars|a car|bikes|bicycles|engines|motors|radios
    |clocks|watches|computers|phones|toys|furniture|clothes|my own clothes|curtains|dresses|shoes|walls
    |dry stone walls|fences|sheds|boats|tables|chairs|shelves|toasters|machines|washing machines|lawnmowers
    |jam|bread|cakes|cake|pies|curries|curry|soup|pasta|roti|samosas|dumplings|jewellery|jewelry|cards
    |candles|baskets|pots|rugs|quilts|blankets|hats|jumpers|models|model planes|kites|puppets|music|films
    |tomatoes|potatoes|vegetables|veg|flowers|herbs|roses|beans|onions|fruit|dahlias|orchids
    |my own vegetables|my own veg|my own food"""
)
# Things done with hands, head or heart, as they follow "I can", "I taught myself to", "how to".
CRAFT = (
    one_of(
        """bake|cook|sew|knit|crochet|embroider|quilt|weave|darn|plaster|weld|solder|carve|sketch|sculpt|prune
        |sing|dance|juggle|whittle|upholster|cut hair|braid hair|do hair|drive a bus|drive a lorry
        |drive a truck|drive a van|drive a forklift|drive a tractor|drive a taxi|drive a coach|ride a bike
        |ride a horse|ride a motorbike|sail|swim|surf|ski|skate|keep bees|keep chickens|read music
        |read braille|touch-type|lip-read|do plumbing|do joinery|do woodwork|do magic tricks|lay bricks
        |lay a hedge|take photos|do the accounts|train dogs|shear sheep|paint|draw|play chess|put up shelves
        |tune a piano|tell stories"""
    )[:-1]
    + r"|(?:mend|repair|fix|build|make|grow|restore|take\ apart)\ "
    + THINGS
    + ")"
)
# The same as things one does: after "I love", "I enjoy", "I like".
DOING = one_of(
    """baking|cooking|sewing|knitting|crocheting|embroidering|quilting|weaving|mending|repairing|fixing|building
    |making|painting|decorating|drawing|sketching|carving|gardening|growing|dancing|singing|acting|reading
    |writing|walking|hiking|rambling|cycling|biking|running|jogging|swimming|diving|sailing|rowing|surfing
    |skiing|skating|fishing|climbing|camping|birdwatching|bird watching|travelling|traveling|teaching
    |learning|coaching|volunteering|photography|listening|playing|weightlifting|doing|helping|looking after
    |caring for|working with|being outside|being outdoors|being in nature|watching|going|meeting|studying
    |experiencing|exploring|organising|organizing|telling stories|collecting|tinkering|riding|driving
    |talking about|chatting|laughing|entertaining|hosting|welcoming|feeding|foraging|sorting|solving|puzzling
    |translating"""
)

LANGUAGE = one_of(
    """Albanian|Amharic|Arabic|Bengali|Bulgarian|Cantonese|Creole|Czech|Dari|Dutch|English|Farsi|Filipino|French
    |Gaelic|German|Greek|Gujarati|Hebrew|Hindi|Hungarian|Igbo|Irish|Italian|Japanese|Kurdish|Latvian
    |Lithuanian|Malayalam|Mandarin|Maori|Māori|Nepali|Norwegian|Pashto|Patois|Persian|Polish|Portuguese
    |Punjabi|Romanian|Russian|Shona|Sinhala|Slovak|Somali|Spanish|Swahili|Swedish|Sylheti|Tagalog|Tamil
    |Tigrinya|Turkish|Twi|Ukrainian|Urdu|Vietnamese|Welsh|Yoruba|Zulu|sign language|BSL|ASL|two languages
    |three languages|four languages"""
)

GROUP = one_of(
    """choir|band|marching band|jazz band|brass band|wind ensemble|ensemble|orchestra|quartet|club|rugby club
    |cricket club|football club|lunch club|youth club|book club|gardening club|chess club|bowls club
    |supper club|coffee morning|knit and natter|sewing bee|sewing circle|knitting circle|church|chapel|mosque
    |temple|gurdwara|synagogue|congregation|meeting house|prayer group|bible study|book group|walking group
    |art group|craft group|mother and baby group|toddler group|parents' group|residents' group
    |residents' association|tenants' association|allotment society|history society|drama group|theatre group
    |theater group|dance group|dance class|exercise class|art class|pottery class|yoga class|cooking class
    |cookery class|evening class|language class|team|football team|darts team|quiz team|netball team
    |cricket team|rugby team|squad|bell ringers|morris side|scouts|guides|brownies|women's institute|WI
    |rotary|lions club|men's shed|repair café|repair cafe|community garden|community centre|bingo|quiz
    |line dancing|zumba|tai chi|yoga|parkrun|union|legion|PTA|parish council|litter pick"""
)
PLACE = one_of(
    """library|park|gym|pool|swimming pool|baths|leisure centre|leisure center|sports centre|fitness center|café
    |cafe|market|car boot sale|beach|sea|seafront|harbour|river|canal|lake|woods|wood|forest|hills|moors
    |common|green|allotment|allotments|garden centre|garden center|museum|gallery|theatre|theater|cinema
    |movies|town hall|village hall|community centre|community center|community garden|church hall|mosque
    |church|chapel|temple|gurdwara|college|studio|workshop|farm|stables|playground|barber's|hairdresser's
    |charity shop|launderette|bakery|corner shop|women's center|women's centre|Y|YMCA|bowling green
    |golf course|tennis club|sports club"""
)
DAYS = one_of(
    """Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|Sundays|Monday|Tuesday|Wednesday|Thursday|Friday
    |Saturday|Sunday|weekdays|weekends|the weekend"""
)
