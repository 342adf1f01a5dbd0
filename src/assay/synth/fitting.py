"""Mending a draft: what the first one misses is added, taken away or exchanged.

Each step measures the text as it stands by the same definitions that the checks use, and changes
filler words only.
"""

from __future__ import annotations

from assay.checks.text.wording import Matching, find_phrase
from assay.demands import Quantity
from assay.response import Response
from assay.synth.draft import Draft, Sentence, Word
from assay.synth.exchange import exchange, words_of
from assay.synth.marking import Measure, spread, unmark
from assay.synth.planning import LINES, SENTENCES, WORDS, Plan, fixed_words, marks_of

__all__ = ["fit"]

_GLUED = 16
_FEW = 8
_ROOMY = 6
"""Characters for each word, from which the words may be of letters."""
_IDEOGRAPHS, _MOST = 0x5B50, 6000
_TELLING = {"en": "of the", "es": "que los", "fr": "dans les"}
"""What tells a language in few letters."""
_MARKS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u203d")


def fit(draft: Draft, plan: Plan, measure: Measure) -> None:
    """Mends the draft, step by step, the coarse before the fine."""
    _units(draft, plan)
    _phrases(draft, plan)
    _decorations(draft, plan)
    _dense(draft, plan)
    for turn in range(3):
        _number_of_words(draft, plan)
        if not turn:
            _deal(draft, plan)
        _relined(draft, plan)
        _numbers(draft, plan, measure)
        _marks(draft, plan, measure)
        _capitals(draft, plan, measure)
        exchange(draft, plan)
    if len(words_of(draft.text())) > plan.of(WORDS).low:
        unique = Quantity("unique_words")
        _glued(draft, plan, measure, unique, plan.high(unique))
    if plan.style.veiled and not plan.words.spaced:
        for word in draft.words():
            if not (word.fixed or word.head or word.tail) and any(map(str.isascii, word.text)):
                word.head = word.tail = "`"
    unmark(draft, plan, measure)
    spread(draft, plan)
    sentences = measure(SENTENCES, draft.text())
    low, high = plan.of(SENTENCES)
    if sentences is not None:
        if sentences < low:
            plan.shift["sentences"] = plan.shift.get("sentences", 0) + low - sentences
        elif high is not None and sentences > high:
            plan.shift["sentences"] = plan.shift.get("sentences", 0) + high - sentences
    lines = measure(LINES, draft.text())
    if lines is not None and lines < plan.of(LINES).low:
        plan.shift["lines"] = plan.shift.get("lines", 0) + plan.of(LINES).low - lines


def _dense(draft: Draft, plan: Plan) -> None:
    """Ideographs, where there is no room for so many words of letters."""
    low, _ = plan.of(WORDS)
    room = min(plan.high(Quantity("characters", (of,))) for of in ("all", "visible"))
    able = [s for s in draft.sentences() if s.high is None]
    told = _TELLING.get(plan.words.language, "").split()
    number = low - len(words_of(draft.text())) - len(told)
    if plan.style.dense and told and able and number > 0 and room < _ROOMY * low:
        made = "".join(chr(_IDEOGRAPHS + n) for n in range(min(number, _MOST)))
        dense = Word(made, fixed=True, head="`", tail="`")
        _insert(able[0], [*(Word(word, fixed=True) for word in told), dense])


def _open(draft: Draft, more: int = 1) -> list[Sentence]:
    """Sentences that may still take some words, shortest first."""
    able = [s for s in draft.sentences() if s.high is None or len(s.words) + more <= s.high]
    return sorted(able, key=lambda s: (not s.mark, len(s.words)))


def _insert(sentence: Sentence, words: list[Word]) -> None:
    """Puts words into a sentence, before a fixed end and after a fixed start."""
    filler = [n for n, word in enumerate(sentence.words) if not word.fixed]
    place = filler[len(filler) // 2] if filler else _inner(sentence)
    sentence.words[place:place] = words


def _inner(sentence: Sentence) -> int:
    """Where a sentence of fixed words takes another: after its first wording, mostly."""
    final = next((n for n, word in enumerate(sentence.words) if word.final), None)
    if final is not None:
        return final
    return len(sentence.words) if sentence.mark else min(1, len(sentence.words))


def _phrases(draft: Draft, plan: Plan) -> None:
    """Required wordings, the longest first, as often as they are missing."""
    wanted = [(q, n) for q, n in plan.least("phrase")]
    for quantity, number in sorted(wanted, key=lambda pair: -len(pair[0].of[0])):
        for _ in range(number + 3):
            if (
                len(find_phrase(Response(draft.text()), quantity.of[0], _matching(quantity)))
                >= number
            ):
                break
            words = fixed_words(plan, quantity.of[0])
            able = _open(draft, len(words)) or _open(draft) or draft.sentences()
            able = [s for s in able if s.mark] or able
            if not able:
                break
            chosen = plan.rng.choice(able[: max(1, len(able) // 2)])
            if chosen.high is not None:
                spare = chosen.filler
                while spare and len(chosen.words) + len(words) > chosen.high:
                    chosen.words = [w for w in chosen.words if w is not spare[-1]]
                    spare.pop()
            _insert(chosen, words)


def _units(draft: Draft, plan: Plan) -> None:
    """The wordings that are asked of each unit."""
    for unit in plan.way.units:
        for stretch in _stretches(draft, unit.unit):
            for edge in unit.asked.edges:
                words = fixed_words(plan, edge.phrase, spare=True)
                if edge.side == "start":
                    stretch[0].words[:0] = words
                else:
                    stretch[-1].words += words
                    if edge.phrase[-1:] in ".!?\u2026\u3002":
                        stretch[-1].mark = ""
            wanted = [a for a in unit.asked.amounts if a.quantity.what == "phrase"]
            for amount in wanted:
                for _ in range(amount.min):
                    _insert(stretch[-1], fixed_words(plan, amount.quantity.of[0]))


def _stretches(draft: Draft, unit: str) -> list[list[Sentence]]:
    """The sentences of each unit of the draft."""
    if unit == "sentence":
        return [[s] for s in draft.sentences() if s.mark]
    if unit == "paragraph":
        groups = [[s for row in rows for s in row.sentences] for rows in draft.paragraphs]
        return [group for group in groups if group]
    kinds = ("item", "numbered") if unit == "item" else None
    rows = [row for row in draft.rows() if kinds is None or row.kind in kinds]
    return [row.sentences for row in rows if row.sentences and unit in ("item", "line")]


def _matching(quantity: Quantity) -> Matching:
    return "substring" if quantity.of[1] == "substring" else "word"


def _decorations(draft: Draft, plan: Plan) -> None:
    """Emphasis and placeholders on filler words."""
    for what, head, tail in (("placeholders", "[", "]"), ("highlights", "*", "*")):
        for _, number in plan.least(what):
            _decorate(draft, plan, number, head, tail)


def _numbers(draft: Draft, plan: Plan, measure: Measure) -> None:
    """Numbers in place of filler words, not where a list would take them for its own."""
    for quantity, number in plan.least("numbers"):
        for _ in range(number + 4):
            there = measure(quantity, draft.text())
            if there is None or there >= number:
                break
            word = _free(draft, plan, inner=True)
            same = plan.of(Quantity("unique_words")).high is not None
            word.text, word.fixed = "7" if same else str(plan.rng.randint(2, 99)), True


def _decorate(draft: Draft, plan: Plan, number: int, head: str, tail: str) -> None:
    marks = [w for w in draft.words() if w.head == head]
    for _ in range(number - len(marks)):
        word = _free(draft, plan)
        word.head, word.tail, word.fixed = head, tail, word.fixed


def _free(draft: Draft, plan: Plan, inner: bool = False) -> Word:
    """An undecorated filler word; a new one where there is none."""
    prose = [s for row in draft.rows() if row.kind != "title" for s in row.sentences]
    held = [s.words[1:] if inner else s.words for s in prose]
    free = [w for words in held for w in words if not (w.fixed or w.head or w.tail or w.loud)]
    if free:
        return plan.rng.choice(free)
    word = Word(plan.words.word(plan.rng, "n"), part="n")
    able = _open(draft)
    if able:
        _insert(able[0], [word])
    return word


def _number_of_words(draft: Draft, plan: Plan) -> None:
    low, high = plan.of(WORDS)
    natural = _natural(draft, plan)
    different = plan.of(Quantity("unique_words")).low
    repeated = sum(number - 1 for _, number in plan.least("phrase"))
    natural = max(natural, different + repeated if different else 0)
    low = max(low, natural if high is None else min(natural, high))
    for _ in range(8):
        there = len(words_of(draft.text()))
        if there < low:
            _lengthen(draft, plan, low - there)
        elif high is not None and there > high:
            _shorten(draft, there - high)
        else:
            break


def _natural(draft: Draft, plan: Plan) -> int:
    """How many words would go well with what else is asked."""
    sentences = len([s for s in draft.sentences() if s.mark])
    fixed = len([w for w in draft.words() if w.fixed])
    fixed += sum(len(row.prefix.split()) for row in draft.rows())
    if draft.json is not None:
        fixed += len(draft.json.keys) + 2 * len(draft.json.named)
    wanted, most = 7 * sentences, 10**9
    for quantity, (low, high) in plan.bounds.items():
        if quantity.what == "unique_words":
            wanted = max(wanted, low + low // 2 + 4)
            each = 12 if plan.words.spaced else 1
            most = most if high is None else min(most, each * high)
        elif quantity.what == "characters" and low > 60:
            each = 2 if not plan.words.spaced else 6 if quantity.of[0] == "all" else 5
            wanted = max(wanted, low // each)
        elif quantity.what == "letter":
            wanted = max(wanted, 3 * low)
        elif quantity == LINES:
            wanted = max(wanted, 2 * low)
        if quantity.what == "characters" and high is not None:
            most = min(most, max(1, high // 7))
    if plan.line_high is not None:
        most = min(most, plan.line_high * plan.high(LINES))
    if plan.way.languages:
        wanted = max(wanted, 14)
        wanted = max(wanted, (3 if plan.words.language == "en" else 5) * fixed)
        if not plan.words.spaced:
            latin = sum(c.isascii() and c.isalpha() for c in draft.text())
            wanted = max(wanted, latin + fixed + 14)
    return min(wanted, most)


def _lengthen(draft: Draft, plan: Plan, number: int) -> None:
    able = _open(draft)
    marked = [s for s in able if s.mark] or able
    for _ in range(number):
        marked = [s for s in marked if s.high is None or len(s.words) < s.high]
        if not marked:
            marked = _open(draft)
        if not marked:
            return
        sentence = min(marked, key=lambda s: len(s.words))
        _insert(sentence, [Word(plan.words.word(plan.rng, "n"), part="n")])


def _deal(draft: Draft, plan: Plan) -> None:
    """Filler words anew, by their places in the sentence; from fewer where few are allowed."""
    high = plan.of(Quantity("unique_words")).high
    parts = dict(plan.words.parts)
    if high is not None:
        fixed = {w.text.casefold() for w in draft.words() if w.fixed}
        fixed |= {w for row in draft.rows() for w in row.prefix.casefold().split()}
        share = max(1, (high - len(fixed) - 1) // max(1, len(parts)))
        parts = {p: plan.rng.sample(words, min(share, len(words))) for p, words in parts.items()}
    for sentence in draft.sentences():
        filler = [w for w in sentence.filler if not w.loud]
        for word, part in zip(filler, plan.words.pattern(len(filler)), strict=True):
            word.part, word.text = part, plan.rng.choice(parts[part])


def _relined(draft: Draft, plan: Plan) -> None:
    """Prose over so many lines that none is too long."""
    if plan.line_high is None and not plan.line_low:
        return
    if draft.json is not None and plan.line_low:
        _reworded(draft, plan)
    draft.narrow = True
    for row in draft.rows():
        if row.prose:
            there = sum(word.worded for s in row.sentences for word in s.words)
            if plan.line_high is not None:
                row.lines = max(row.lines, -(-there // plan.line_high))
            for _ in range(max(0, row.lines * plan.line_low - there)):
                able = [s for s in row.sentences if s.high is None or len(s.words) < s.high]
                if able:
                    _insert(able[-1], [Word(plan.words.word(plan.rng, "n"), part="n")])


def _shorten(draft: Draft, number: int) -> None:
    """Filler words left out, from the longest sentences; then words bound together by hyphens."""
    for _ in range(number):
        able = [s for s in draft.sentences() if len(s.words) > max(1, s.low) and _spare(s)]
        if not able:
            bare = [s for s in draft.sentences() if not s.mark and not s.low and _spare(s)]
            if not bare:
                break
            bare[0].words.remove(_spare(bare[0])[-1])
            continue
        longest = max(able, key=lambda s: len(s.words))
        spare = _spare(longest)[-1]
        longest.words = [w for w in longest.words if w is not spare]
    else:
        return
    for sentence in draft.sentences():
        for before, word in zip(sentence.words, sentence.words[1:], strict=False):
            if (
                number > 0
                and _gluable(before)
                and _gluable(word)
                and not (word.glued or word.bound)
            ):
                word.glued = True
                number -= 1


def _gluable(word: Word) -> bool:
    return word.text.isalnum() and not word.head and not word.tail


def _spare(sentence: Sentence) -> list[Word]:
    return [w for w in sentence.words if not (w.fixed or w.head or w.tail or w.loud)]


def _shoutable(text: str) -> bool:
    return text.isalpha() and len(text) > 1 and text.upper() != text.lower()


def _capitals(draft: Draft, plan: Plan, measure: Measure) -> None:
    capital = Quantity("capital_words")
    high = plan.of(capital).high
    if "upper" in plan.way.cases and high is not None:
        spare = int(bool(plan.way.languages) and high > 1)
        _glued(draft, plan, measure, capital, high - spare)
    if plan.words.real is not plan.words.every and plan.way.languages and high:
        # A few real words say which language it is.
        there = measure(capital, draft.text()) or 0
        able = [w for w in draft.words() if not w.fixed and len(w.text) == 1]
        chosen = able[: max(0, high - there)]
        for word in chosen:
            word.text, word.fixed = _compound(plan, len(chosen)), True
        if there and not chosen:
            _prolonged(draft, plan)
    for quantity, number in plan.least("capital_words"):
        for _ in range(number + 2):
            there = measure(quantity, draft.text())
            if there is None or there >= number:
                break
            able = [w for w in draft.words() if not w.loud and _shoutable(w.text)]
            if not able:
                word = _free(draft, plan)
                word.text = next((w for w in plan.words.every if _shoutable(w)), "ox")
                able = [word]
            plan.rng.choice([w for w in able if not w.fixed] or able).loud = True


def _prolonged(draft: Draft, plan: Plan) -> None:
    """Real words bound to a word that is there, where there may be no other in capitals."""
    had = _wordings(draft, plan)
    for sentence in draft.sentences():
        for place, before in enumerate(sentence.words):
            after = sentence.words[place + 1 : place + 2]
            if not _shoutable(before.text) or before.tail or any(w.glued for w in after):
                continue
            free = [w for w in after if len(w.text) == 1 and not (w.fixed or w.head or w.tail)]
            kept = list(sentence.words)
            made = Word(_compound(plan, 1), glued=True, fixed=True)
            sentence.words[place + 1 : place + 1 + len(free)] = [made]
            if _wordings(draft, plan) == had:
                return
            sentence.words = kept


def _compound(plan: Plan, shared: int) -> str:
    """A real word, or several bound together where a long text has few words: so many of them."""
    low = max([b.low for q, b in plan.bounds.items() if q.what == "characters"], default=0)
    number = max(_FEW, low // (5 * shared))
    if low < 50 * shared:
        number = plan.rng.choice((1, number))
    return "-".join(plan.words.from_real(plan.rng, part) for part in plan.words.pattern(number))


def _glued(draft: Draft, plan: Plan, measure: Measure, quantity: Quantity, high: int) -> None:
    """Words bound together until there are few enough of them, and no wording lost."""
    tries = _GLUED
    for sentence in draft.sentences():
        for before, word in zip(sentence.words, sentence.words[1:], strict=False):
            if word.glued or not (_gluable(before) and _gluable(word)):
                continue
            if not (_shoutable(before.text) and _shoutable(word.text)):
                continue
            there = measure(quantity, draft.text())
            tries -= 1
            if there is None or there <= high or tries < 0:
                return
            had = _wordings(draft, plan)
            word.glued = True
            word.glued = _wordings(draft, plan) == had


def _wordings(draft: Draft, plan: Plan) -> list[int]:
    response = Response(draft.text())
    wanted = [q for q, _ in plan.least("phrase")]
    return [len(find_phrase(response, q.of[0], _matching(q))) for q in wanted]


def _reworded(draft: Draft, plan: Plan) -> None:
    """So many words that those after the first line of JSON fill lines."""
    for _ in range(plan.line_low):
        rest = len(draft.line_of_prose().split(" ")) - draft.width
        if rest <= 0 or -(-rest // draft.line) * plan.line_low <= rest:
            return
        able = _open(draft)
        if able:
            _insert(able[0], [Word(plan.words.word(plan.rng, "n"), part="n")])


def _marks(draft: Draft, plan: Plan, measure: Measure) -> None:
    """Commas and other marks, as many as are asked for and no more."""
    capped = plan.capped
    for quantity, bounds in plan.bounds.items():
        marks = marks_of(quantity)
        if not marks:
            continue
        for _ in range(60):
            there = measure(quantity, draft.text())
            if there is None:
                break
            if there < bounds.low:
                _add_mark(draft, plan, marks)
            elif bounds.high is not None and there > bounds.high:
                if not _drop_mark(draft, marks, capped):
                    break
            else:
                break


def _add_mark(draft: Draft, plan: Plan, marks: str) -> None:
    mark = plan.rng.choice(marks)
    ends = [s for s in draft.sentences() if s.mark and s.mark[0] in _MARKS]
    if mark in _MARKS[:3] and ends:
        needed = {c for q, b in plan.bounds.items() if b.low for c in marks_of(q)}
        plain = [s for s in ends if s.mark[0] not in needed]
        if plain:
            plan.rng.choice(plain).mark = mark
        else:
            plan.rng.choice(ends).mark += mark
        return
    inner = [w for s in draft.sentences() for w in s.words[:-1] if not w.fixed]
    inner = [w for w in inner if not w.tail] or inner
    word = plan.rng.choice(inner) if inner else _free(draft, plan)
    word.tail += mark if mark in ",;:" else f" {mark}"


def _drop_mark(draft: Draft, marks: str, capped: set[str]) -> bool:
    for word in draft.words():
        if not word.fixed and word.tail and word.tail.strip() in marks:
            word.tail = ""
            return True
    other = next((m for m in _MARKS if m not in capped and m not in marks), None)
    other = other or next((m for m in _MARKS if m not in marks), "\u2026")
    for sentence in draft.sentences():
        if sentence.mark and any(c in marks for c in sentence.mark):
            sentence.mark = other
            return True
    return False
