"""What an English writer knows, for Punkt: abbreviations, and how words are usually written.

These lists are Assay's own, written from general knowledge of English; no file of the trained model
is in them. Where the reference (nltk 3.9.1) could be asked, it was, with short sentences holding
words of ours: which of our abbreviations it honours (it ends a sentence after "etc.", "e.g.",
"Rev." and many more, so those are left out), after which single letters it never ends one, which
function words it takes for the start of one, and which of our words it glues to a list number.

`cases` answers with bits in Punkt's sense: a word known to occur in lower case, and one known with
a capital inside a sentence, as in names and titles ("the New Deal"). A word that no list has is
judged by its ending ("-tion", "-ly": no name) or its singular. Limits: the trained model knows some
20,000 words, these lists a tenth; what neither lists nor endings know is taken for a name. That
shows only after an ellipsis, an abbreviation or a lone initial (docs/notes-punkt.md has figures).
"""

from functools import cache

__all__ = [
    "LOWER",
    "LOWER_FIRST",
    "NUMBER",
    "UPPER",
    "UPPER_INSIDE",
    "VERSION",
    "abbreviations",
    "cases",
    "collocations",
]

VERSION = "own-english/1"

NUMBER = "##number##"
"""The type that stands for every number."""

UPPER_INSIDE = 4
UPPER = 2 | UPPER_INSIDE | 8
LOWER_FIRST = 16
_LOWER_INSIDE = 32
LOWER = LOWER_FIRST | _LOWER_INSIDE | 64

_ABBREVIATIONS = """
mr mrs ms dr prof messrs sen rep reps gen col maj lt adm jr sr st
inc ltd corp co cos bros cie vs mg ft ave
jan feb aug sep sept oct nov dec tues wed fri
ala ariz calif colo conn fla ga ill kan ky mich minn nev okla ore pa tenn va vt wash wis
n.c n.d n.h n.j n.m n.y s.c r.i w.va d.c l.a u.s u.k u.n u.s.a u.s.s.r
a.m p.m a.d ph.d m.b.a s.a n.v b.v l.p c.v
c d e f g h k l m n p r s t v w j.b j.j j.k j.p j.r
"""

_START_A_SENTENCE = """
above accordingly almost along already although always among anybody anyone anything anywhere behind
being besides between beyond both but despite does doing done either enough even ever everywhere
except fewer finally furthermore he hence her here hers herself him himself however hundred i if in
indeed inside instead into it least lest likewise many meanwhile mine moreover most myself neither
nevertheless nonetheless nor nothing nowhere okay ones onto otherwise ought ours ourselves per
please rarely seldom similarly since so some someone sometimes soon sorry still such thank thanks
the them themselves there therefore these they this though through throughout thus together tomorrow
towards under unless unlike upon us very via were when whenever whereas wherever whether which while
whom within without yes yesterday yet your yourself according nearby afterwards altogether simply
clearly appear ask become believe build consider create die eight follow happen hold include learn
lose mean need put remain remember seem send serve seven sit speak spend stand ten thousand try
understand wait walk welcome win accept achieve add adjust admit adopt agree aim allow apply arrange
arrive assess assume avoid beat beg begin bet bite blend block blow boil borrow bother breathe bury
calculate capture care carry cast catch celebrate choose clap clean climb collect combine compare
complain complete conduct confirm connect convince cook count cover crawl cultivate dance decide
define deliver describe deserve destroy determine develop discover discuss divide double drag draw
dream dress drink drive drop earn eat embrace encourage engage enjoy ensure enter escape establish
examine exercise exist explain explore express fight fill fit fix float fly forget forgive gather
gaze grab guess handle hate heat help hide hope identify ignore imagine improve increase indulge
inspire invite join jump kick kiss knock laugh lift listen maintain manage measure melt mix notice
obtain observe overcome paint perform plant play pour practice pray prepare prevent protect prove
provide pull push raise realize receive reduce refuse reject relax repeat replace reply require
rescue respond return reveal ride ring rise roll rub save scream select sell separate shake share
shine shout show sing sleep slip smell smile solve spread steal stretch struggle suggest support
surround survive swim taste teach tear throw touch transform travel treat trust turn twist unlock
visit wander warn wash whisper wipe wonder worry absolutely beautiful bigger bright careful careless
certain cheap clear clever crazy cute deep delicious different difficult dirty easy empty expensive
fair faster fresh full funny gentle glad happy hard heavy honest hungry ideal impossible intense
interesting kind lazy likely lonely lovely lucky nervous nice obvious perfect pleasant pretty proud
quick quiet ready real sad safe serious sharp shy silent silly simple slow smooth soft strange
strong stupid sudden sure sweet tall terrible thick thin tiny tired typical ugly unable unique
useful weak weird wonderful worse worst worth wrong attend notify preserve distribute specific false
true lost improper polite easily previous ambiguous academic abandon absorb accompany accomplish
accuse acknowledge acquire adapt advise afford alter amuse announce annoy anticipate apologize
approve argue arrest assemble assist assure attach attract ban bark behave belong bend bless blink
blush boast bounce bow brush bump burn burst chase cheat cheer chew chop cling coexist cough crack
crash cry curse deceive delete deny depend descend detect differ dig disagree disappear dive drown
eliminate emphasize enable encounter enhance evaluate evolve exceed exclude expand expose extend
fade fasten fetch foster generate glance glow greet grin groan grumble harm heal highlight hug hurry
ignite illustrate implement imply impress infer inform inherit initiate inquire insert insist
install integrate interpret interrupt introduce investigate isolate justify kneel lack lean leap
lend lick lie lighten lock memorize mention merge minimize mourn multiply murmur navigate neglect
nod nurture obey occur operate oppose organize outline overlook owe participate persist persuade
pick pierce pledge plunge polish possess postpone predict prefer preheat pretend proceed produce
promote pronounce propose publish punish pursue quit react recall recommend recognize reconsider
recycle reflect regret reinforce rejoice relate release rely remind remove repair represent resemble
resist resolve restore retain retire retreat reuse reward rinse rot satisfy scatter scratch seek
seize shatter shed shelter shiver shrink shrug shut sigh sink skip slam slice slide smash sneak
sneeze snore soar sob sort spill spin spit split spoil stare stir strike strive submit substitute
succeed suffer suppose surrender suspect swallow swear sweep swing tackle tempt tend thrive tickle
tiptoe tolerate trace translate trap tremble trigger utilize vanish verify wake weave weep whistle
withdraw wrap yell yield
"""

_EVERYDAY = """
ability access accident actor advice alarm amount anxiety apple argument artist attitude audience
author average baby balance baseball basis basket basketball bathroom beauty bedroom behavior belief
belt birthday blanket blood bone bottle bottom boy brain bread breakfast breath bride brother button
cake candle candy captive carpet carrot cheese cherry chicken child childhood children clay clothes
cloud coach coat coffee comfort concept concern confidence conflict consumer context couch couple
courage cousin creature crime crowd cup curtain customer dad daughter daddy debate deck delay
democracy desk detail dialogue diet dinner dirt dish distance dog donkey doubt dust duty egg
elephant emergency emotion enemy engine error evidence excuse expert eye eyes fabric failure fate
fault fear feature feedback fiction flame flavor flood flour fork fruit fuel furniture garlic
gesture ghost gift girl giraffe glove goal goat grape grass guest guilt guitar guy habit hat
headline hero hint hobby hole homework honey horror husband idea illness image impact income
ingredient insect insight instinct instrument jacket jar joke judgment juice keyboard kid kids
kitchen kitten knee knife ladder lady lamp laptop laughter lawyer leg lemon lesson limit lip litter
lizard luck lunch lung maid map marriage meal meaning meat melody memory menu mess message
microphone milk mind miracle mirror mistake mom moment monkey mood mother motion mouse mouth mud
muscle museum mushroom nail neck necklace needle neighbor nerve nest net noise noodle notebook novel
nurse nut object obstacle onion opinion option owner paint pair panel pants passion passport
patience pattern payment pencil penguin pepper perfume person personality phone photo phrase picture
pie pig pillow pilot pizza planet plant plate player pleasure plot pocket poem politics porridge
potato praise prayer princess prize problem proof pumpkin puppy purpose puzzle question rabbit rain
reader reality reason recipe relationship result rhythm rice riddle robot romance roof rope sadness
salad salt sandwich sauce scene schedule screen script section seed shadow sheep shelf shirt shoe
shoulder silence singer sister skill skin sleeve smoke snake sock soil solicitor solution son song
soul sound soup spice spider spoon spouse squirrel stomach story stranger strategy strength stress
student success sugar suit sweater symbol symptom table tail tale talent task tea teacher tear teen
teenager temper text theme theory thing throat ticket tip toe tomato tongue tool tooth topic towel
toy trait treasure treatment trend trick trip trouble truck truth turkey turtle uncle user vegetable
vehicle version victim village violin voice volunteer weakness weather wedding weekend weight wheel
wife wine winner wish witness word worker writer yard youth basil mint parsley thyme sage rosemary
ginger cinnamon vanilla going making using taking getting looking thinking working trying coming
starting writing reading running walking playing talking feeling eating learning understanding
leaving giving finding keeping step steps
"""

_COMMON = """
a about across after again against all also am amid an and another any apart are around as at away
back be because been before below bring buy by can change come continue could cut did do down during
each every everybody everyone everything expect fall feel few find first five for four from get give
go grow had half has have having hey his how is its itself just keep know later lead leave less let
like live look love make may maybe me meet might million more move much must my near nearly never
next nine no nobody none not now of off offer often on once one only open or other others our out
outside over pay perhaps plus quite rather reach read run say second see set several she should six
somebody something somewhere stay stop take tell than that their then third those three to today too
toward two until up use used usually want was watch we well what where who whose why will with would
write you big small large little long short high low old new young early late good great best better
bad black white red blue green yellow brown gray grey golden silver dark light hot cold warm cool
dry wet rich poor free public private local national international global social political economic
financial legal medical physical mental natural human personal professional modern ancient central
common general major main minor special various key basic final total whole single dual daily weekly
monthly annual top left right north south east west northern southern eastern western account act
action activity address advantage age agency agenda agent agreement aid air analysis analyst animal
answer apartment appeal approach approval architect architecture area arm army art article aspect
asset attack attempt authority award awareness background bag ball band bank bar base bath battle
beach bear bed beer bell benefit bike bill bird birth board boat body book border boss bowl box
branch brand bridge brief budget bus business call camera camp campaign cancer candidate capacity
capital captain car card career case cash castle cat category cause cell center century ceremony
chain chair challenge champion chance chapter character charge charity chart check chemical chest
chief choice church circle citizen city civil claim class classroom click client climate clock club
coal coast code college color column comedy command comment committee community company comparison
competitive complex computer concert conclusion condition contact content contest contract contrast
control copy core corner corporate cost council country county course court cream creative credit
crew crisis critic critical cross crown cultural culture currency current custom cycle damage danger
data database date dawn day deal dear death debt decade deer defense degree demand depth desert
design desire device diamond digital direct disaster disease doctor document dollar door draft drama
drug ear earth ease economy edge effect effective effort election electric element email emotional
employee employer end energy engineer entire entry environment environmental episode essay essential
event evil evolution example excellent exchange exclusive exit extra face facility fact factor
factory faith fame family famous fan fantasy far farm farmer fashion fat father favorite federal fee
female festival field figure file film finance fire firm fish flag flash flat flight floor flow
flower focus folk food foot football force foreign forest forever form formal former formula forward
foundation frame freedom friend friendly friends front fun function fund funds fur future gain game
gap garden gas gate gathering gay gender genre genuine giant glass god gold golf government governor
grace grade grain grand grandfather grandmother gravity ground group growth guard guide gun hair
hall hand head health healthcare healthy heart heaven height hidden hill historic historical history
hit holiday home honor horse hospital host hotel hour house household housing huge hunt ice identity
immediate importance important independent index individual industrial industry infant influence
initial inner innovative input instant institute insurance interest interior internal internet
interview introduction island issue item jazz job joint journal journey joy judge junior jury
justice keyword king kingdom knight knowledge label labor lake land landscape language last law
layer leader leadership leaf league leather lecture legacy legend length letter letters level
library license life line link lion list literary literature load loan location log logic logo lord
loss lot machine magazine magic mail male man manager march mark market marketplace master match
material math matter maximum media medicine medium member men mercy metal method methodology middle
military minimal minister minute mission mobile mode model money month moon moral morning motor
mountain movie multiple music musical mutual mystery mysterious myth name narrative nation nature
negative network neutral news newspaper night noble normal nose note nuclear number objective ocean
office officer official oil online opera opposite orange order ordinary organic origin original
output outcome oven overall oxygen pace pack page pain palace pan paper parent parents park part
partial partner party pass past path patient peace peak pen penalty people percent period permanent
perspective pet phase piano piece pink pipe place plain plan plane plastic platform poet poetry
point police policy pool popular port portrait positive possible post pot potential potent power
powerful practical presence present president press price pride prime prince principal principle
print prior prison procedure process product profile profit program progress project promise proper
property proposal prospect psychology pub purchase pure purple quality quantity quarter queen quest
quote race radio rail random range rank rare rate raw ray rear recent record recovery reform regime
region regional register regular related relative relevant relief religion religious remote rent
report republic request research reserve resource resources respect response rest restaurant results
retail retirement review revenue risk risks river road rock role romantic room root rose rough round
route routine row royal rule rural rush salary sale sales sample sand scale scheme scholar school
science scientific scientist scope score sea search season seat secret sector secure self senior
sense sentence series servant service session sex shape ship shop shore shot side sight sign signal
silk similar site situation size skills sky snow society software soldier solid solo source space
speaker species speech speed spell spirit spiritual sport sports spot spring square stable staff
stage standard star start state statement station statistics status steam steel stick stock stone
storage store storm strategic stream street strict string structure students studio study stuff
style subject substance successful summary summer sun super supply surface surgery surprise survey
system talk tank target tax taxi teachers team technical technique technology telephone television
temperature temple term terms test theater therapy thesis things threat tie tiger time timeline tips
title tone tools tour tourist tower town track trade tradition traditional traffic trail train tree
trial tube tune type unified uniform union unit unity universal universe university urban urgent
usual value van vast venture verse vessel vice victory video view virtual virtue vision visual vital
vitamin vocal volume wage wall war warrior waste water wave way wealth weapon web website wide wild
wind window wing winter wisdom wise witch woman women wood wooden words work workers workplace
workshop world year years zero zone era pursuit specialty bit given incorporate object switch found
dare
"""

_AFTER_A_NUMBER = "business credit international letters pepper review who"

_SUFFIXES = "ing tion sion ment ness ance ence ity ship ism able ible ious eous ful less ical ive"
_COMMON_ENDINGS = tuple(_SUFFIXES.split())
_STARTING_ENDINGS = ("ed", "ingly", "edly", "ally", "ously", "fully", "ately", "ently", "antly")


@cache
def abbreviations() -> frozenset[str]:
    """Words before a period that ends no sentence, in lower case, without that period."""
    return frozenset(_ABBREVIATIONS.split())


@cache
def collocations() -> frozenset[tuple[str, str]]:
    """Pairs that hold together over a period: newspaper habit, seen in "7. Review"."""
    return frozenset((NUMBER, word) for word in _AFTER_A_NUMBER.split())


def cases(word: str) -> int:
    """The ways `word` (lower case) is known to be written, as Punkt's bits; 0 for a name."""
    known = _written().get(word)
    if known is not None:
        return known
    if len(word) < 6 or not word.isalpha():
        return _of_plural(word)
    if word.endswith(_STARTING_ENDINGS):
        return _LOWER_INSIDE
    if word.endswith(_COMMON_ENDINGS) or word[:-1].endswith(_COMMON_ENDINGS):
        return _LOWER_INSIDE | UPPER_INSIDE
    return _of_plural(word)


def _of_plural(word: str) -> int:
    return _written().get(word[:-1], 0) if word.endswith("s") else 0


@cache
def _written() -> dict[str, int]:
    common = dict.fromkeys(_COMMON.split(), _LOWER_INSIDE | UPPER_INSIDE)
    sure = dict.fromkeys([*_START_A_SENTENCE.split(), *_EVERYDAY.split()], _LOWER_INSIDE)
    return common | sure
