"""Which words are stop words: `stop-words:assay/1`.

The function words of a language: articles, pronouns, prepositions, conjunctions, auxiliaries,
particles and the commonest adverbs of degree, place and time, with their contractions. Case
folded, apostrophes straight.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeAlias

__all__ = ["Listed", "stop_words"]

Listed: TypeAlias = Literal["en", "es", "fr"]

_ENGLISH = """
a an the
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself
she her hers herself it its itself they them their theirs themselves one who whom whose which what
this that these those
am is are was were be been being have has had having do does did doing done will would shall should
can could may might must ought
and but or nor so yet for because although though while if unless until than as since whether
about above across after against along among around at before behind below beneath beside between
beyond by down during except from in inside into near of off on onto out outside over past through
throughout to toward towards under up upon via with within without
when where why how there here then now once again further too very just only own same such more
most less least much many few some any all both each every either neither other another no not
also even ever never
"""
_ENGLISH_STEMS = {
    "n't": "is are was were have has had do does did would should could might must need ought",
    "'ll": "i you he she it we they that there who what",
    "'d": "i you he she it we they that there who what",
    "'s": "he she it that there here who what where when how why let",
    "'re": "you we they who what there",
    "'ve": "i you we they would could should might must who",
}
_ENGLISH_REST = "i'm don't can't cannot won't shan't ain't mustn't let's"

_SPANISH = """
el la los las lo un una unos unas al del
yo tú vos usted él ella ello nosotros nosotras vosotros vosotras ustedes ellos ellas me te se
nos os
le les mí ti sí conmigo contigo consigo mi mis tu tus su sus mío mía míos mías tuyo tuya tuyos
tuyas
suyo suya suyos suyas nuestro nuestra nuestros nuestras vuestro vuestra vuestros vuestras
este esta esto estos estas ese esa eso esos esas aquel aquella aquello aquellos aquellas
que qué quien quién quienes quiénes cual cuál cuales cuáles cuyo cuya cuyos cuyas donde dónde
cuando
cuándo como cómo cuanto cuánto
y e o u ni pero sino aunque porque pues si mientras
a ante bajo con contra de desde durante en entre hacia hasta mediante para por según sin sobre tras
soy eres es somos sois son era eras éramos eran fui fue fuimos fueron ser sido siendo será serán
sería sea sean fuera fueran estoy estás está estamos estáis están estaba estaban estuvo estar
estado
estando esté estén he has ha hemos habéis han había habían hubo haber habido hay haya hayan habrá
habría tengo tiene tienen tenía tener
no sí ya muy más menos tan tanto tanta tantos tantas también tampoco otro otra otros otras mismo
misma mismos mismas todo toda todos todas algo alguien algún alguno alguna algunos algunas
nada nadie
ningún ninguno ninguna cada mucho mucha muchos muchas poco poca pocos pocas aquí allí ahí así solo
sólo
"""

_FRENCH = """
le la les l' un une des du de d' au aux
je j' tu il elle on nous vous ils elles me m' te t' se s' moi toi soi lui leur eux y en
mon ma mes ton ta tes son sa ses notre nos votre vos leurs mien tien sien nôtre vôtre
ce c' cet cette ces ceci cela ça celui celle ceux celles
qui que qu' quoi dont où quel quelle quels quelles lequel laquelle lesquels lesquelles
et ou mais donc or ni car si comme quand lorsque puisque parce
à après avant avec chez contre dans depuis derrière dès devant durant entre hors jusque jusqu'
malgré
par parmi pendant pour sans sauf selon sous sur vers
suis es est sommes êtes sont étais était étions étiez étaient fus fut fûmes furent serai seras sera
serons seront serait seraient sois soit soient être été étant ai as a avons avez ont avais avait
avions avaient eut eurent aurai aura aurons auront aurait auraient aie ait aient avoir eu ayant
ne n' pas plus moins très trop peu aussi ainsi même mêmes autre autres tout toute tous toutes
aucun aucune chaque quelque quelques plusieurs rien personne jamais toujours déjà encore ici là
alors
"""


@cache
def stop_words(language: Listed) -> frozenset[str]:
    """The stop words of a language, in lower case."""
    if language == "es":
        return frozenset(_SPANISH.split())
    if language == "fr":
        return frozenset(_FRENCH.split())
    joined: set[str] = {
        f"{w}{tail}" for tail, stems in _ENGLISH_STEMS.items() for w in stems.split()
    }
    return frozenset(joined.union(_ENGLISH.split(), _ENGLISH_REST.split()))
