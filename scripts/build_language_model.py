"""Make src/assay/views/data/language.bin, the n-gram tables that tell languages apart.

Origin of the frequencies: the profiles inside the PyPI package `langdetect` 1.0.9 (Apache-2.0;
Nakatani Shuyo's language-detection, ported by Michal Danilak), counted by their authors from
Wikipedia abstracts. `language.NOTICE.txt` beside the data carries that statement. The function
words below are our own lists.

For every script that several languages share, each kept n-gram gets one byte a language: how much
less probable its last letter is, after the two before it, than in the language that likes it best
(in quarters of a nat, capped, so that one foreign name cannot decide), and a last byte with the
cost in that best language, which tells text that is none of them. A function word is a row of its
own that costs the languages which do not have it. The file is zlib over one JSON line and the
rows. The same profiles give the same bytes.

    python scripts/build_language_model.py [OUTPUT]        (needs langdetect 1.0.9, nothing else)

Not covered: languages that have a script to themselves (Greek, Thai, Korean …), which need no
table, and any language langdetect has no profile for.
"""

from __future__ import annotations

import importlib.util
import json
import math
import re
import sys
import unicodedata
import zlib
from collections import Counter
from pathlib import Path

STEP = 0.25  # nats a unit
CAP = 6.0  # nats one n-gram may count against a language
FIT_CAP = 10.0
WORD_COST = 2.0  # nats a function word counts against the languages that lack it
KEEP = 1e-4  # an n-gram this frequent in some language is kept
UNSEEN = 0.3  # an n-gram below a profile's cut is taken to be this far below it

GROUPS = {
    "latin": "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw"
    " tl tr vi",
    "cyrillic": "bg mk ru uk",
    "arabic": "ar fa ur",
    "devanagari": "hi mr ne",
}
LETTERS = {
    "latin": re.compile("[a-z\u00df-\u024f\u1e00-\u1eff ]+"),
    "cyrillic": re.compile("[\u0400-\u052f ]+"),
    "arabic": re.compile("[\u0600-\u06ff\u200c ]+"),
    "devanagari": re.compile("[\u0900-\u097f ]+"),
}
WORDS = """
af: die en is nie dit van het om te ek jy hy sy ons hulle 'n wat met vir op aan by as maar ook
    baie sal kan moet word was deur hierdie daar uit oor waar toe meer nog geen omdat onder tussen
    jou my hul wees moes altyd nooit iets alles waarom hoe kom gaan
ca: el la els les de i que és en un una amb per no del al dels als es ha han com més però aquest
    aquesta també o són va ser molt tots quan on perquè fins sobre entre seva seu això si jo tu
    ells està pot
cs: a je se na že v to jsem jsou s z do byl být jako ale by jeho který která které pro tak po od
    aby co když nebo za již jen také při více své může není má jak bude velmi protože ještě ze
    jsme či než i o u k jste jejich tento tady proč kde jestli nebyl
cy: y yr mae yn a o i ar am gyda oedd wedi bod ei eu nid ond fel hyn hwn hon mewn gan ac neu ddim
    chi fi ni nhw bydd roedd iawn sydd yw wrth dros i'r o'r a'r wneud cael hefyd pan pob
da: og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi
    min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her
    alle vil blev kunne ind når være kom noget ville hvordan meget også efter nogle næste sidste
    uden gøre gør andre bedre aften gennem sådan fik gik dog jer hinanden endnu lidt altid dig
    tilbage købe vente venter
de: der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
    werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war
    haben nur oder aber vor zur bis mehr durch man sein wurde wir ich du kann wenn ihr mich
en: the of and to in a is that for it as was with be by on not he i this are or his from at which
    but have an had they you were their one all we can her has there been if more when will would
    who so no what your my do about
es: de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o
    este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos
    durante todos uno les ni contra otros ese eso ser es son está fue han puede
et: ja on ei et ka see kui oli ta ma aga mis või oma siis nii ning seda ole kes saab nad sa me
    selle mida väga kas ainult üks mul tema peab olema juba veel kõik pärast läbi kuid sest
fi: ja on ei että se oli hän mutta ovat joka kun myös tai niin ole kuin sen mitä minä nyt jos sitä
    olla vain voi tämä hyvin sinä me he ne mukaan kanssa jälkeen vielä koska kaikki tämän eivät jo
    oma
fr: de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont
    avec son on ou mais comme nous leur cette à ses aux été ces elle fait je vous tout sans même
    être très aussi d'un c'est peut deux si bien où entre
hr: i je u se na da su za od s što kako ali iz to koji koja koje bio biti nije po kao ili samo već
    sam sve ako te bi ne tko nakon kada jer do gdje mi ti on ona više može nego između tijekom ovo
    ova svoj također pri toga sa će ću neće sljedeći uvijek ovdje bez kroz prema još bih smo ste
    jesu
hu: a az és hogy nem is egy van meg volt ez csak de mint ha már még azt el lehet minden nagyon
    kell vagy én te ő mi ti ők ezt amely aki ami lesz után volna ki be fel szerint között mert úgy
    most itt amikor
id: yang dan di dari untuk dengan ini tidak pada adalah itu dalam akan ke juga atau saya anda oleh
    mereka bisa dapat ada karena kami kita sebagai telah sudah lebih seperti sangat dia bahwa ia
    secara antara tetapi saat harus
it: di e il la che in un a per è una del della non i le si con da dei come ma al più sono nel
    anche alla delle lo gli ha o questo questa sua suo essere ho mi ti ci quando molto nella dal
    perché tutti tutto cosa fra tra era stato dopo senza fare può
lt: ir yra kad į iš su ne tai kaip bet jis buvo aš jo nuo dėl per apie tik jie ar mes už ji ką kur
    labai taip pat gali būti po prie arba jei dar kai visi mano savo bus daug nėra tuo
lv: un ir ka ar no par uz kā bet tas arī ne es viņš to pie pēc kas tika vai ļoti var mēs jūs viņi
    ja tikai bija lai nav jau savu kur šis būt vairāk starp līdz kad
nl: de het een en van in is dat op te zijn met voor niet aan er om hij als dan ook maar bij uit
    nog naar ze was door over je heeft wordt ik deze zich of werd kan meer wat tot veel worden
    moet geen hebben onder had we wel dit mijn zij haar wij jij altijd nooit iets alles waar
    waarom omdat hoe
no: og i det er på en som til for med at av ikke den å har de jeg om et han men var vi du fra seg
    så hun kan vil ble skal være eller sin etter også der ut opp noe når hvor mer da meg bare må
    nå dette hva alle kunne sine hvis ved over mellom denne veldig blir vet mye noen neste siste
    uten gjøre gjør andre bedre kveld gjennom slik fikk gikk likevel dere hverandre ennå kjøpe
    selv tilbake alltid litt
pl: w i na z się do nie jest to że o jak a po co ale od za przez dla tak był już tylko czy są oraz
    może jego ich być które który która ma tym bardzo gdy tego jeszcze więcej mnie też lub
    ponieważ bo kiedy także między go
pt: de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele
    das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre
    era depois sem mesmo aos ter seus são você pode sobre
ro: și de în a la cu nu o un este pe care din că să mai se pentru sau dar ca fi au e am prin sunt
    lui după foarte fost acest această când fără ce doar ale al lor poate între despre dacă mea
    avea toate noi eu tot asta
sk: a je sa na že v to som sú s z do bol byť ako ale by jeho ktorý ktorá ktoré pre tak po od aby
    čo keď alebo za už len aj pri viac svoje môže nie má bude veľmi pretože ešte zo sme či než i o
    u k tiež iba si ste tento tu prečo kde ich nebol ktorého iný
sl: je in v na se da za so ki z pa tudi ne s kot po iz od ali bi do že lahko ter ni pri bo če kako
    sem zelo več samo to še biti smo kaj ker med svoj bil bila bilo nad vse ko tem jih mi ti kje
    bom bodo vedno naslednji potem tukaj kdo brez skozi ste vendar
so: iyo waa in ka oo ku la ah u waxaa soo si ay ee uu ama aad kale wax waxay lagu laga isku buu
    bay wuxuu kuwa kaas tahay ahaa badan leh jira markii waxa ayaa aan aanan inuu
sq: të e në dhe për një me që se nga është i ka janë më si nuk do u kjo ky ishte por edhe ose pas
    mund shumë kur kanë tij saj unë ti ai ajo ne ju ata pa gjithë deri duke çdo këtë mes
sv: och att i en som det är på för av med den till inte de om ett han har var jag men så från vi
    du kan när hon sig skulle ska eller efter också där ut upp mycket då mig bara nu detta vad
    alla sina sin finns ha blir mellan denna vid hur kommer ni under över inget något några nästa
    sista utan göra gör andra bättre genom sådan fick gick alltid lite tillbaka köpa
sw: ya na wa kwa ni katika za la kama hii yake hiyo lakini au cha pia ambayo watu kuwa wake sana
    yao si hivyo huo hilo kila baada mimi wewe yeye sisi wao hapa kutoka vya bila ili hata moja
    mwa
tl: ang ng sa na mga at ay ito para hindi si ni ko mo siya kung may isang niya kayo kami nila
    naman lang pa po ako ka tayo sila o dahil kapag ngunit kaya wala lahat upang nito maging rin
    din
tr: ve bir bu da de için ile çok olarak daha ne gibi olan kadar var o mi ama ben sen değil en
    sonra veya her şey biz siz onlar ise ki olduğu nasıl bana yok oldu hem göre tarafından diye şu
    mı kendi zaman iyi
vi: và là của có không được cho một người trong với các những này đã để khi ở tôi bạn đó từ cũng
    như nhưng rất về ra đến nhiều hơn phải sẽ hoặc thì nếu vì việc làm theo anh họ lại nào trên
bg: и на да е за се от в не с по това че са като до който която които при със или ще си аз ти той
    тя ние вие те но само след може още има беше във му ѝ много как към бъде защото също между
    този тази когато къде тук няма имаше сме сте съм през
mk: и на да е за се од во не со по тоа дека како до кој која кои при или ќе си јас ти тој таа ние
    вие тие но само може уште има беше му многу кон биде бидејќи исто меѓу овој оваа сум што ова
    кога каде тука нема имаше сме сте низ потоа
ru: и в не на я что он с а как это по но из у к за то она так же от его все мы вы бы только для
    был ещё еще или когда если уже есть быть при они чтобы очень который которые также может ты
    меня до где о после между этот
uk: і в не на я що він з а як це по але із у до за та вона так же від його всі ми ви б тільки для
    був ще або коли якщо вже є бути при вони щоб дуже який які також може ти мене де про після між
    цей й
ar: في من على إلى أن هذا هذه التي الذي عن مع لا ما كان هو هي أو كل قد لم بعد بين ثم لكن كما إن
    كانت ذلك أنا أنت نحن هم حتى عند غير يكون يمكن منذ و هنا أين متى جدا لقد سوف ليس
fa: و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شده شود می ما شما او من هر یا اما
    بود کند باید همه پس چه اگر دارد آنها بسیار بین هستند نیست چون دو پیش نمی کجا اینجا خیلی دیگر
ur: اور کے میں کی ہے سے کا کو نے اس پر ہیں یہ کہ ایک بھی نہیں تھا وہ کر جو تو ہو لیے گیا ساتھ بہت
    آپ ہم جب کیا تھی تھے کوئی اپنے مجھے یا لیکن بعد دو ہوتا
hi: के है में की और से का को ने यह पर हैं कि एक भी नहीं था वह कर जो तो हो लिए गया साथ बहुत आप हम
    मैं जब क्या थी थे कोई अपने इस उस या लेकिन बाद ही जाता करने सकते हुए मुझे मेरा कब कहाँ यहाँ
    वहाँ हुआ हुई रहा रही रहे होता होती होते ये वे किसी
mr: आहे आणि या हे तो ती आहेत नाही होते एक ते व मी तुम्ही आम्ही पण किंवा असे साठी त्या त्यांनी
    त्याच्या केले होता होती करून मध्ये खूप झाले काय जे हा ही नंतर असतो करण्यासाठी येथे सर्व अनेक
    मला माझ्या त्याला कधी कुठे इथे तिथे आपण असून केली झाली असतात येते
ne: छ र मा को छन् यो पनि हो गर्न भएको थियो लागि एक छैन तर म हामी तपाईं उनी त्यो गर्ने भने सबै
    हुन्छ गरेको वा हुन् यस धेरै साथ उनले के गरी नेपाल अन्य आफ्नो लाई बाट कुनै थिए थियौं हुनेछ
    गर्नु गर्नुहोस् भन्ने अनि यहाँ किन मेरो मलाई तिमी हामीले तपाईंको गरिएको हुने गर्दछ रहेको
    सक्नुहुन्छ
"""


class Profile:
    """One language's counts, with a floor for what its authors cut off."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts
        self.size = sum(n for gram, n in counts.items() if len(gram) == 1)
        self.words = sum(n for gram, n in counts.items() if len(gram) == 2 and gram[0] == " ")
        self.floor = min(counts.values()) * UNSEEN

    def one(self, letter: str) -> float:
        if letter == " ":
            return self.words
        return self.counts.get(letter) or self.floor * 0.1

    def two(self, pair: str) -> float:
        seen = self.counts.get(pair)
        return seen or min(self.floor, self.one(pair[0]) * self.one(pair[1]) / self.size)

    def three(self, gram: str) -> float:
        seen = self.counts.get(gram)
        middle = self.one(gram[1])
        return seen or min(self.floor, self.two(gram[:2]) * self.two(gram[1:]) / middle)

    def probability(self, gram: str) -> float:
        """Of the last letter after those before it; of the first two letters after a space."""
        if len(gram) == 1:
            p = self.one(gram) / self.size
        elif len(gram) == 2:
            p = self.two(gram) / self.one(gram[0])
        else:
            n = self.three(gram)
            p = n / (self.words if gram[0] == " " else max(n, self.two(gram[:2])))
        return min(1.0, max(p, 1e-6))

    def frequent(self) -> set[str]:
        totals = [0, 0, 0]
        for gram, n in self.counts.items():
            totals[len(gram) - 1] += n
        return {
            gram
            for gram, n in self.counts.items()
            if n >= KEEP * totals[len(gram) - 1] and not (len(gram) == 2 and gram[0] == " ")
        }


def profiles_folder() -> Path:
    spec = importlib.util.find_spec("langdetect")
    if spec is None or spec.origin is None:
        raise SystemExit("langdetect 1.0.9 is needed to build the model: pip install langdetect")
    return Path(spec.origin).parent / "profiles"


def read_profile(folder: Path, language: str, group: str) -> Profile:
    """Lower-cased and composed, with only the letters of the script and the word boundary."""
    counts: Counter[str] = Counter()
    frequencies = json.loads((folder / language).read_text(encoding="utf-8"))["freq"]
    for gram, n in frequencies.items():
        folded = unicodedata.normalize("NFC", gram.replace("İ", "i").lower())
        if len(folded) <= 3 and LETTERS[group].fullmatch(folded):
            counts[folded] += n
    return Profile(counts)


def row(gram: str, profiles: list[Profile]) -> bytes:
    chances = [profile.probability(gram) for profile in profiles]
    best = max(chances)
    costs = [min(CAP, math.log(best / p)) for p in chances]
    return bytes(round(cost / STEP) for cost in [*costs, min(FIT_CAP, -math.log(best))])


def function_words() -> dict[str, set[str]]:
    """Each word of two letters or more, with the languages that have it."""
    owners: dict[str, set[str]] = {}
    for line in WORDS.replace("\n    ", " ").strip().splitlines():
        language, words = line.split(":", 1)
        for word in re.split(r"[\s'’]+", words.strip()):
            if len(word) > 1:
                owners.setdefault(word, set()).add(language)
    return owners


def table(group: str, folder: Path) -> dict[str, bytes]:
    languages = GROUPS[group].split()
    profiles = [read_profile(folder, language, group) for language in languages]
    kept: set[str] = set()
    for profile in profiles:
        kept |= profile.frequent()
    rows = {gram: row(gram, profiles) for gram in sorted(kept)}
    lacking = round(WORD_COST / STEP)
    for word, owners in sorted(function_words().items()):
        if owners & set(languages):
            costs = [0 if language in owners else lacking for language in languages]
            rows[f"={word}"] = bytes([*costs, 0])
    return rows


def build(folder: Path) -> bytes:
    scripts: dict[str, dict[str, str | int]] = {}
    body = b""
    for group, languages in GROUPS.items():
        rows = table(group, folder)
        packed = b"".join(rows.values())
        scripts[group] = {
            "languages": languages,
            "grams": "\t".join(rows),
            "start": len(body),
            "size": len(packed),
        }
        body += packed
    origin = "langdetect 1.0.9 profiles (Apache-2.0) and Assay's own function words"
    header = {"origin": origin, "step": STEP, "scripts": scripts}
    head = json.dumps(header, ensure_ascii=False, sort_keys=True).encode()
    return zlib.compress(head + b"\n" + body, 9)


def main() -> None:
    default = Path(__file__).parent.parent / "src/assay/views/data/language.bin"
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    data = build(profiles_folder())
    output.write_bytes(data)
    print(f"{output.name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
