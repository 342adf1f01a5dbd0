"""The rows that have a form of their own: titles, sections, headings, lists and code."""

from __future__ import annotations

from assay.demands import Quantity
from assay.synth.draft import Row, Sentence
from assay.synth.planning import (
    LINES,
    MANY,
    SENTENCES,
    WORDS,
    Plan,
    filler,
    least_of,
    new_label,
    quiet,
)

__all__ = ["structure"]

_HEADED = "## "
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()


def structure(plan: Plan, json: bool) -> list[list[Row]]:
    """Rows with a form of their own, in groups that belong together."""
    groups = [_titles(plan, json), _sections(plan, json)]
    if not json:
        groups += [_headings(plan), _items(plan), _numbered(plan), _code(plan)]
        _share_lines(
            plan, groups[1], groups[2], groups[3], sum(map(len, [*groups[:1], *groups[4:]]))
        )
    return [group for group in groups if group]


def _share_lines(
    plan: Plan, sections: list[Row], headings: list[Row], items: list[Row], others: int
) -> None:
    """Sections on the lines of headings and list items, where there are few lines; on those of
    headings, where sections would be more of these."""
    for block in (headings, items):
        for row in block:
            there = len(sections) + len(headings) + len(items) + others
            headed = block is headings and sections and sections[0].prefix.startswith(_HEADED)
            if not sections or (
                not headed and (there < plan.high(LINES) or plan.line_high is not None)
            ):
                return
            row.prefix += sections.pop(0).prefix.removeprefix(_HEADED)


def _titles(plan: Plan, json: bool) -> list[Row]:
    rows: list[Row] = []
    for quantity, _ in [] if plan.style.inline or json else plan.least("title"):
        label = new_label(plan)
        label.words[0].head, label.words[-1].tail = quantity.of
        for word in label.words:
            word.fixed = True
        label.high = len(label.words)
        rows.append(Row([label], kind="title"))
    return rows


def _sections(plan: Plan, json: bool) -> list[Row]:
    rows: list[Row] = []
    for quantity, number in plan.least("sections"):
        marker = quiet(plan, quantity.of[0])
        for place in range(number):
            roman = plan.style.roman and place < len(_ROMAN)
            name = f"{marker} {_ROMAN[place] if roman else place + 1}"
            if plan.style.bare and not roman:
                name = f"{marker}{place + 1}"
            label = Sentence([], "") if json or plan.style.bare else new_label(plan, 2)
            prefix = f"{name}: " if label.words else name
            if plan.line_low or plan.line_high is not None:
                own = len(marker.split()) + 1
                low, high = max(0, plan.line_low - own), plan.line_high
                room = None if high is None else max(0, high - own)
                label = Sentence([filler(plan) for _ in range(low)], "", low, room)
                prefix = f"{name}: " if low else name
            if plan.sentence_high is not None and not json:
                prefix = f"{_HEADED}{prefix}"
            rows.append(Row([label], prefix=prefix, kind="section"))
    return rows


def _headings(plan: Plan) -> list[Row]:
    wanted = plan.least("headings")
    used = [int(q.of[0]) for q, number in wanted if q.of[0] for _ in range(number)]
    total = max([n for q, n in wanted if not q.of[0]], default=0)
    number, deepest = plan.of(Quantity("heading levels"))
    free = list(range(1, min(6, deepest or 6) + 1))
    while len(set(used)) < number:
        new = [n for n in free if n not in used]
        # Next to a level that is there, so that none is skipped.
        used.append(min(new, key=lambda n: (min([abs(n - u) for u in used], default=0), n)))
    used += [min(used, default=1)] * (total - len(used))
    if not used and _over(plan):
        used = [1]
    rows: list[Row] = []
    for level in sorted(used):
        label = Sentence([], "") if plan.style.bare and not plan.line_low else new_label(plan, 2)
        rows.append(Row([label], prefix="#" * level + " ", kind="heading"))
    return rows


def _over(plan: Plan) -> bool:
    """Whether there are more words than the sentences can take, so that a heading takes them."""
    sentences = plan.of(SENTENCES).high
    if sentences is None or plan.sentence_high is None or plan.line_high is not None:
        return False
    free = all(plan.high(q) > 0 for q in plan.bounds if q.what in ("headings", "heading levels"))
    return free and plan.of(WORDS).low > sentences * plan.sentence_high


def _items(plan: Plan) -> list[Row]:
    number = max([n for _, n in plan.least("bullets")], default=0)
    numbered = max([n for _, n in plan.least("numbered_items")], default=0)
    units = plan.of(Quantity("item units")).low
    number = max(number, units - numbered)
    return [
        Row([_item(plan)], prefix="* " if _star(plan) else "- ", kind="item") for _ in range(number)
    ]


def _star(plan: Plan) -> bool:
    """Whether the first line may have to be a list item that starts with the opening phrase."""
    tight = any(edge.side == "start" for edge in plan.way.edges) and plan.high(LINES) < MANY
    return tight or plan.lined


def _item(plan: Plan) -> Sentence:
    least = 0 if plan.style.bare else 2
    low = max(plan.item_low, plan.line_low, least)
    high = least_of(plan.item_high, plan.line_high)
    if plan.sentence_high is not None and low <= 4:
        high = least_of(high, 4)  # a longer label is a sentence
    words = [filler(plan) for _ in range(low if high is None else min(low, high))]
    return Sentence(words, "", max(plan.item_low, plan.line_low), high)


def _numbered(plan: Plan) -> list[Row]:
    number = max([n for _, n in plan.least("numbered_items")], default=0)
    mark = ")" if "." in plan.capped else "."
    rows = [Row([_item(plan)], prefix=f"{n + 1}{mark} ", kind="numbered") for n in range(number)]
    for row in rows:
        # The number is a word of the line.
        row.sentences[0].low = max(0, plan.line_low - 1, plan.item_low)
        row.sentences[0].high = least_of(row.sentences[0].high, _less(plan.line_high))
        row.sentences[0].words = row.sentences[0].words[: row.sentences[0].high]
    return rows


def _less(number: int | None) -> int | None:
    return None if number is None else max(0, number - 1)


def _code(plan: Plan) -> list[Row]:
    rows: list[Row] = []
    done = 0
    for quantity, number in sorted(plan.least("code_blocks"), key=lambda pair: not pair[0].of[0]):
        language = quantity.of[0]
        for _ in range(number if language else number - done):
            asked = _asked_of_lines(plan)
            words = " ".join([*asked, *_some(plan, plan.line_low - bool(language) - len(asked))])
            mark = "~~~" if plan.line_low or asked else "```"
            rows.append(Row([], prefix=f"{mark}{language} {words}".rstrip(), kind="fence"))
            rest = [*asked, *_some(plan, plan.line_low - len(asked))]
            end = f"{mark} `{' '.join(rest)}" if rest else mark
            rows.append(Row([], prefix=end, kind="fence end"))
            done += 1
    return rows


def _asked_of_lines(plan: Plan) -> list[str]:
    """The words that every line must have."""
    wanted = [a for u in plan.way.units if u.unit == "line" for a in u.asked.amounts]
    phrases = [a.quantity.of[0] for a in wanted if a.quantity.what == "phrase" and a.min]
    return [word for phrase in phrases for word in phrase.split()]


def _some(plan: Plan, number: int) -> list[str]:
    """So many words, as in a sentence."""
    return [plan.words.word(plan.rng, part) for part in plan.words.pattern(max(0, number))]
