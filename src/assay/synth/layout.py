"""From a plan to a first draft: rows in paragraphs, and prose around them.

The structure is taken at its least, words and sentences so that the text reads. What the first
draft misses is mended by `fitting`.
"""

from __future__ import annotations

from collections.abc import Mapping

from assay.demands import Edge, Quantity
from assay.demands.wordings import plain
from assay.synth.draft import Draft, Row, Sentence, Word, cased
from assay.synth.jsontext import Layout
from assay.synth.planning import (
    LINES,
    MANY,
    PARAGRAPHS,
    RULED,
    SENTENCES,
    WORDS,
    Plan,
    edge_words,
    filler,
    least_of,
    new_sentence,
    quiet,
)
from assay.synth.structure import structure

__all__ = ["draft_of"]


def draft_of(plan: Plan) -> Draft:
    """The first draft."""
    json = bool(plan.way.json)
    body = structure(plan, json)
    opening = _opening(plan)
    closing = _closing(plan)
    for word in closing:
        word.final = True
    draft = Draft([])
    cases = [*plan.way.cases, *(c for unit in plan.way.units for c in unit.asked.cases)]
    case = [c for c in cases if c in ("upper", "lower")] or cases
    draft.case = case[0] if case else ""
    draft.gap = " " if plan.words.spaced else ""
    if plan.way.quoted:
        draft.head, draft.tail = "\u201c", "\u201d"
    if json:
        return _json(plan, draft, body, opening, closing)
    draft.paragraphs = _laid_out(plan, body, opening, closing)
    return draft


def _opening(plan: Plan) -> list[Word]:
    """The words that the text must start with."""
    edges = [e for e in plan.way.edges if e.side == "start" and e.paragraph < 2]
    return edge_words(plan, edges)


def _closing(plan: Plan) -> list[Word]:
    return edge_words(plan, [e for e in plan.way.edges if e.side == "end"])


def _spread(total: int, parts: int) -> list[int]:
    """A number in so many parts, as even as can be."""
    return [total // parts + (place < total % parts) for place in range(parts)]


def _laid_out(
    plan: Plan, body: list[list[Row]], opening: list[Word], closing: list[Word]
) -> list[list[Row]]:
    """Paragraphs with the structure and with prose around it."""
    taken = sum(len(group) for group in body)
    room = plan.high(LINES) - taken
    answers = max([n for _, n in plan.least("responses")], default=1)
    posts = plan.least("postscript")
    groups: list[list[Row]] = [list(group) for group in body]
    if groups and any(unit.unit == "paragraph" for unit in plan.way.units):
        groups = [[row for group in groups for row in group]]
    starts = {e.paragraph: e for e in plan.way.edges if e.paragraph > 1}
    least = plan.of(PARAGRAPHS).low
    want = max(least, max(starts, default=0))
    if plan.paragraph_high:
        want = max(want, -(-max(plan.of(WORDS).low, _long(plan)) // plan.paragraph_high))
    if plan.share_high:
        want = max(want, -(-plan.of(SENTENCES).low // plan.share_high))
    if room <= 0 and groups and groups[-1][-1].kind == "fence end":
        # The last block of code need not be closed: what follows is in it.
        groups[-1].pop()
        room += 1
    if room <= 0 and groups:
        _in_rows(plan, groups, opening, closing)
        return _grouped(plan, groups, want)
    prose = Row([], lines=1)
    groups.insert(0, [prose]) if opening or plan.way.quoted or not groups else groups.append(
        [prose]
    )
    room -= 1
    if (plan.way.quoted or closing) and not groups[-1][-1].prose and room > 0:
        groups.append([Row([])])
        room -= 1
    if not plan.style.inline:
        for _ in posts:
            if room > 0:
                groups.append([Row([], kind="post")])
                room -= 1
        mark = max((q.of[0] for q, _ in plan.least("responses")), default="")
        for _ in range(0 if plan.style.level else answers - 1):
            if room > 1 and not plan.line_low:
                groups += [[Row([], prefix=mark, kind="divider")], [Row([])]]
                room -= 2
        for _ in range(0 if plan.style.level else plan.of(RULED).low - 1):
            if room > 1 and not plan.line_low:
                groups += [[Row([], prefix="***", kind="divider")], [Row([])]]
                room -= 2
    groups = _grouped(plan, groups, want)
    _add_starts(plan, groups, starts)
    _fill(plan, groups, opening, closing)
    _stretch(plan, groups)
    return groups


def _grouped(plan: Plan, groups: list[list[Row]], want: int) -> list[list[Row]]:
    """As many paragraphs as are wanted: merged where there are too many, added where too few."""
    most = plan.high(PARAGRAPHS)

    def count() -> int:
        return sum(any(row.kind != "divider" for row in group) for group in groups)

    while count() > most and len(groups) > 1:
        place = min(range(1, len(groups)), key=lambda n: len(groups[n - 1]) + len(groups[n]))
        groups[place - 1 : place + 1] = [groups[place - 1] + groups[place]]
    room = plan.high(LINES) - sum(len(group) for group in groups)
    while count() < want:
        long = max(groups, key=len)
        cuts = [n for n in range(1, len(long)) if long[n].kind != "fence end"]
        if room > 0:
            groups.append([Row([])])
            room -= 1
        elif cuts:
            place = groups.index(long)
            cut = cuts[len(cuts) // 2]
            groups[place : place + 1] = [long[:cut], long[cut:]]
        else:
            break
    return groups


def _add_starts(plan: Plan, groups: list[list[Row]], starts: Mapping[int, Edge]) -> None:
    """Prose at the head of the paragraphs that must start with a wording."""
    filled = [g for g in groups if any(row.kind != "divider" for row in g)]
    for index, edge in sorted(starts.items()):
        if index > len(filled):
            continue
        same = [e for e in plan.way.edges if e.paragraph == index]
        words = edge_words(plan, same or [edge])
        group = filled[index - 1]
        if not group[0].prose:
            _insert_prose(plan, groups, filled, group, starts)
        group[0].sentences.append(Sentence(words, ".", plan.sentence_low, plan.sentence_high))


def _insert_prose(
    plan: Plan,
    groups: list[list[Row]],
    filled: list[list[Row]],
    group: list[Row],
    starts: Mapping[int, Edge],
) -> None:
    """Prose at the head of a paragraph; that of another one, where there are no more lines."""
    room = plan.high(LINES) - sum(len(rows) for rows in groups)
    bare = [
        rows
        for place, rows in enumerate(filled, 1)
        if len(rows) == 1 and rows[0].prose and not rows[0].sentences and place not in starts
    ]
    edged = any(edge.paragraph < 2 for edge in plan.way.edges) or plan.way.quoted
    if room > 0 or not bare or edged:
        group.insert(0, Row([]))
        return
    spare = bare[-1]
    here, there = (next(n for n, g in enumerate(groups) if g is one) for one in (group, spare))
    group[:], spare[:] = [*spare], [*group]
    if there < here and len(filled) > len(starts) + len(bare):
        groups[there], groups[here] = groups[there], groups[here]


def _in_rows(plan: Plan, groups: list[list[Row]], opening: list[Word], closing: list[Word]) -> None:
    """The edges in rows that have a form of their own, where no line is left for prose."""
    able = [g for g in groups if g[0].kind in ("item", "heading")]
    if opening and able:
        groups.remove(able[0])
        groups.insert(0, able[0])
        first = able[0][0].sentences[0]
        first.words = opening + (first.words if len(opening) < (first.high or MANY) else [])
    if closing:
        last = next((g for g in reversed(groups) if g[-1].sentences), None)
        if last is not None:
            groups.remove(last)
            groups.append(last)
            last[-1].sentences[-1].words += closing
    carriers = [row for g in groups for row in g if row.sentences]
    if not carriers and groups and groups[-1][-1].kind == "fence":
        # Words after the language of the code.
        groups[-1][-1].prefix += " "
        groups[-1][-1].sentences = [Sentence([filler(plan)], "")]
        return
    wanted = plan.of(SENTENCES).low + plan.shift.get("sentences", 0)
    for place in range(max(0, wanted)):
        if not carriers:
            break
        row = carriers[place % len(carriers)]
        if place < len(carriers) and row.kind in ("item", "numbered", "section"):
            row.sentences[0].mark = "."
            if not row.sentences[0].words:
                row.sentences[0].words = [filler(plan)]
        elif row.kind in ("item", "numbered", "section"):
            row.sentences.append(new_sentence(plan))
    if carriers:
        if plan.least("postscript") and not carriers[-1].sentences[-1].mark:
            carriers[-1].sentences[-1].mark = "."
            carriers[-1].sentences[-1].words = carriers[-1].sentences[-1].words or [filler(plan)]
        _post(plan, carriers)
        _dividers_inline(plan, carriers, force=True)


def _fill(plan: Plan, groups: list[list[Row]], opening: list[Word], closing: list[Word]) -> None:
    """Sentences for the prose."""
    prose = [row for group in groups for row in group if row.prose or row.kind == "post"]
    low, high = plan.of(SENTENCES)
    natural = max(len(prose), min(plan.of(WORDS).low // 9, plan.high(WORDS) // 5))
    if plan.high(Quantity("characters", ("all",))) < 2 * plan.of(WORDS).low:
        natural = len(prose)  # a full stop is a character that no word is
    if plan.sentence_high is not None:
        natural = max(natural, -(-_needed(plan) // max(1, plan.sentence_high - 1)))
    if plan.sentence_low and plan.high(WORDS) < MANY:
        rows = [row for group in groups for row in group]
        taken = sum(len(row.prefix.split()) for row in rows)
        taken += sum(len(s.words) for row in rows for s in row.sentences)
        natural = min(natural, max(1, (plan.high(WORDS) - taken) // plan.sentence_low))
    target = max(low, min(natural, MANY if high is None else high))
    target = max(0, target + plan.shift.get("sentences", 0))
    alone = bool(opening) and opening[-1].text[-1:] in ".!?"
    target = min(target + alone, MANY if high is None else high)
    if plan.share:
        target = plan.share * len(prose)
    had = sum(len(row.sentences) for row in prose) + alone
    shares = _spread(max(0, target - had), max(1, len(prose)))
    for row, share in zip(prose, shares, strict=False):
        row.sentences += [new_sentence(plan) for _ in range(share)]
    for place, row in enumerate(prose):
        if not row.sentences and place and place >= plan.high(WORDS):
            row.sentences = [Sentence([Word("\u2014", fixed=True)], "", 0, 0)]
        if not row.sentences:
            label = None if plan.way.json else least_of(4, plan.line_high)
            row.sentences = [Sentence([filler(plan)], "", 0, label)]
    _post(plan, prose)
    _title_inline(plan, prose)
    _letter(plan, prose)
    if opening and prose:
        first = groups[0][0] if groups[0][0].sentences else prose[0]
        if alone:
            first.sentences.insert(0, Sentence([], "", 0, 0))
        first.sentences[0].words = opening + _fitting(first.sentences[0], len(opening))
    _dividers_inline(plan, prose)
    if closing:
        last = groups[-1][-1] if groups[-1][-1].sentences else prose[-1]
        sentence = last.sentences[-1]
        sentence.words = _fitting(sentence, len(closing)) + closing
        if closing[-1].text[-1:] in ".!?\u2026\u3002":
            sentence.mark = ""


def _needed(plan: Plan) -> int:
    """How many words the amounts need at least, each on its own."""
    single = sum(
        b.low
        for q, b in plan.bounds.items()
        if q.what in ("numbers", "placeholders", "highlights", "capital_words")
    )
    phrases = sum(
        b.low * len(q.of[0].split()) for q, b in plan.bounds.items() if q.what == "phrase"
    )
    unique = plan.of(Quantity("unique_words")).low
    return max(single + phrases, plan.of(WORDS).low, unique + unique // 4, _long(plan))


def _long(plan: Plan) -> int:
    """How many words so many characters are."""
    return max([b.low // 6 for q, b in plan.bounds.items() if q.what == "characters"], default=0)


def _fitting(sentence: Sentence, more: int) -> list[Word]:
    """The words of a sentence that leave room for some more fixed ones."""
    if sentence.high is None:
        return sentence.words
    room = max(0, sentence.high - more)
    fixed = [w for w in sentence.words if w.fixed]
    filler = [w for w in sentence.words if not w.fixed][: max(0, room - len(fixed))]
    return [w for w in sentence.words if w.fixed or any(w is f for f in filler)]


def _post(plan: Plan, prose: list[Row]) -> None:
    """A postscript in each row for one, or at the start of the last sentences."""
    rows = [row for row in prose if row.kind == "post"]
    for place, (quantity, _) in enumerate(plan.least("postscript")):
        text = quantity.of[0].strip()
        if not any(q.what == "phrase" and plain(text) in q.of[0] for q in plan.bounds):
            # Initials, whose full stops are free.
            bare = plan.style.bare or plan.style.inline or plan.sentence_low > 1
            text = "".join(c for c in text if c.isalpha() or not (bare or c in plan.capped))
        marker = Word(quiet(plan, text), fixed=True, head="" if plan.words.spaced else " ")
        if place < len(rows):
            row = rows[place]
        else:
            row = prose[-1]
            row.sentences.append(new_sentence(plan))
            if len(row.sentences) > 1 and not row.sentences[-2].mark:
                row.sentences[-2].mark = "."
        sentence = row.sentences[-1] if place >= len(rows) else row.sentences[0]
        sentence.words = [marker, *(sentence.words or [filler(plan)])]
    for row in rows:
        row.kind = "prose"


def _letter(plan: Plan, prose: list[Row]) -> None:
    """A letter with a case, in a language that has none."""
    if plan.way.cases and not plan.words.spaced:
        prose[0].sentences[0].words.append(Word("a", fixed=True))


def _title_inline(plan: Plan, prose: list[Row]) -> None:
    for quantity, _ in plan.least("title") if plan.style.inline or plan.way.json else []:
        if plan.way.json and quantity.of != ("<<", ">>"):
            continue
        name = filler(plan)
        name.head, name.tail = quantity.of
        name.fixed = True
        prose[0].sentences[0].words.append(name)


def _dividers_inline(plan: Plan, prose: list[Row], force: bool = False) -> None:
    """Dividers of answers and paragraphs inside running text."""
    within = plan.style.inline or plan.style.level or force
    if not (within or plan.way.json or plan.line_low) or not prose:
        return
    marks = [q.of[0] for q, n in plan.least("responses") for _ in range(n - 1)]
    marks += ["***"] * (plan.of(RULED).low - 1)
    for mark in marks:
        if plan.sentence_high is not None:
            tail = new_sentence(plan, 2)
            tail.words[0] = Word(mark, fixed=True)
            tail.words.append(filler(plan))
            prose[-1].sentences.append(tail)
            continue
        prose[-1].sentences[-1].words.append(Word(mark, fixed=True))
        tail = new_sentence(plan)
        prose[-1].sentences[-1].words += tail.words


def _stretch(plan: Plan, groups: list[list[Row]]) -> None:
    """Prose over as many lines as are asked for."""
    prose = [row for group in groups for row in group if row.prose and row.sentences]
    there = sum(len(group) for group in groups)
    missing = plan.of(LINES).low - there + plan.shift.get("lines", 0)
    if plan.lined and prose:
        group = next(g for g in groups if any(row is prose[-1] for row in g))
        group[-1:-1] = [Row([new_sentence(plan)]) for _ in range(max(0, missing))]
    elif missing > 0 and prose:
        weights = _spread(missing, len(prose))
        for row, more in zip(prose, weights, strict=True):
            row.lines += more


def _json(
    plan: Plan, draft: Draft, body: list[list[Row]], opening: list[Word], closing: list[Word]
) -> Draft:
    """All prose in one text of a JSON value."""
    keys = list(dict.fromkeys(key for json in plan.way.json for key in json.keys))
    if not keys and any(json.of == "object" for json in plan.way.json):
        keys = ["text"]
    named = [row.prefix for group in body for row in group if row.kind == "section"]
    for quantity, _ in plan.least("title"):
        if quantity.of != ("<<", ">>"):  # such a title stands at the start of a line
            named.append(plan.words.word(plan.rng, "n").join(quantity.of))
    starts = {e.paragraph: e.phrase for e in plan.way.edges if e.paragraph > 1}
    paragraphs, lines = plan.of(PARAGRAPHS).low, plan.of(LINES).low
    spare = [word for word in plan.words.parts["n"] if word not in keys]
    draft.json = Layout(
        keys,
        {place: cased(word, draft.case) for place, word in starts.items()},
        [cased(name, draft.case) for name in named],
        [cased(word, draft.case) for word in spare],
        max(1, paragraphs, lines, *starts),
        max(paragraphs, 1, *starts),
        bool(plan.least("code_blocks")),
        plan.line_low,
        plan.style.compact and not any(json.of == "array" for json in plan.way.json),
        plan.high(Quantity("commas")) < MANY,
        plan.line_high or 0,
        ":" in plan.capped and not keys and not starts,
        ":" in plan.capped,
    )
    if plan.line_high is not None:
        merged = len(keys) if len(keys) < plan.line_low else 0
        draft.width = max(1, plan.line_high - merged)
    prose = Row([])
    if plan.sentence_high is not None or any(u.unit == "sentence" for u in plan.way.units):
        # Keys are no part of a sentence that a blank line sets off.
        draft.json.lines = max(draft.json.lines, 5 + len(keys) + len(named))
        draft.json.paragraphs = draft.json.lines
    draft.line = draft.width if plan.line_high is None else plan.line_high
    draft.paragraphs = [[prose]]
    _fill(plan, [[prose]], opening, closing)
    return draft
