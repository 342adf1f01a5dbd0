"""The laws of punctuation, lists, Markdown and the shapes of JSON, XML and tables."""

from __future__ import annotations

from typing import Any

from checks.laws import Edit, Law


def bold(text: str) -> str:
    return f"**{text}**"


def spaced(text: str) -> str:
    return f"\n\n{text}\n"


def windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def coded(text: str) -> str:
    return f"```\n{text}\n```"


def law(
    kind: str, text: str, keep: tuple[Edit, ...], flip: tuple[Edit, ...], /, **parameters: Any
) -> Law:
    return Law({"kind": f"text.{kind}", **parameters}, text, keep, flip)


def swapped(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new, 1)


_ARROWS = "Found:\n-> crab\n-> limpet"
_BOTH = "The tide falls. Crabs hide.\n\n* crab\n* limpet"
_BULLETS = "- crab\n- limpet\n- weed"
_HEADS = "# Tide\n\nlow\n\n## Crab\n\nten legs"
_JSON = '{"crab": {"legs": 10}, "weed": []}'
_KEYS = "**1. Name:** crab\n**2. Place:** pool"
_NEST = "Crabs (shore crabs [green ones {small}]) hide."
_QUOTE = '"Low tide" is when the sea is furthest out.'
_SLOTS = "My Answer: Low tide. My Conclusion: Wait for it."
_SUBS = "- crab\n  - claw\n- limpet\n  - shell"
_TABLE = "| Name | Legs |\n| --- | --- |\n| crab | 10 |\n| limpet | 1 |"
_XML = '<pool depth="1"><crab legs="10"/></pool>'
_CITED = "Crabs hide (Lee & Roe, 2019). Poe et al. (2021) saw it."

LAWS: dict[str, Law] = {
    "text.block_quotes": law(
        "block_quotes",
        "> Low tide.\n> Crabs hide.",
        (spaced, windows, swapped("\n> ", "\n> > "), lambda t: t + "\n\nSo it is."),
        (coded, swapped("> Crabs", "\n> Crabs"), "Low > tide. Crabs hide."),
        min=1,
        max=1,
    ),
    "text.bullets": law(
        "bullets",
        _BULLETS,
        (spaced, windows, lambda t: t.replace("- ", "* "), lambda t: t + "\n\n---\n"),
        (coded, swapped("- ", ""), swapped("- ", "1. "), lambda t: t + "\n  - red weed"),
        min=3,
        max=3,
    ),
    "text.citations": law(
        "citations",
        _CITED,
        (spaced, bold, swapped("2019", "n.d."), swapped("2019)", "2019, p. 4)")),
        (swapped(", 2019", ""), swapped("Poe et al.", "it"), lambda t: t + " (Doe, 2020)"),
        min=2,
        max=2,
    ),
    "text.code_blocks": law(
        "code_blocks",
        "Run:\n\n```python\nprint(1)\n```",
        (spaced, windows, lambda t: t.replace("```", "~~~"), lambda t: t + "\n\nDone."),
        ("Run: `print(1)`", swapped("python", "sh"), lambda t: t + "\n" + t),
        min=1,
        max=1,
        language="python",
    ),
    "text.commas": law(
        "commas",
        "Crabs, limpets and weed",
        (spaced, bold, str.upper, swapped(",", "\uff0c"), swapped("weed", "weed; so it is")),
        (swapped(",", ""), swapped(" and", ", and")),
        min=1,
        max=1,
    ),
    "text.edge": law(
        "edge",
        "The tide is low!",
        (spaced, bold, swapped("!", "\uff01"), lambda t: f'"{t}"', str.upper),
        (swapped("!", "."), lambda t: t + " Yes", swapped("!", "")),
        at="end",
        characters="!",
    ),
    "text.ends": law(
        "ends",
        "So it went. The end",
        (spaced, bold, str.upper, lambda t: t + ".", swapped("The end", "The\nend")),
        (lambda t: t + " of it", swapped("The end", "Then bend"), lambda t: t + "ing"),
        phrase="the end",
    ),
    "text.headings": law(
        "headings",
        _HEADS,
        (spaced, windows, swapped("# Tide", "# Tide #"), lambda t: t + "\n\n#hashtag"),
        (coded, swapped("## Crab", "### Crab"), swapped("## ", "##"), swapped("## ", "# ")),
        min=2,
        levels=2,
        ordered=True,
    ),
    "text.highlights": law(
        "highlights",
        "The *tide* is **low**.",
        (spaced, swapped("*tide*", "_tide_"), swapped("tide", "spring tide"), str.upper),
        (swapped("*tide*", "* tide *"), swapped("*tide*", "tide"), swapped("tide*", "tide")),
        min=2,
        max=2,
    ),
    "text.json": law(
        "json",
        _JSON,
        (
            spaced,
            lambda t: f"```json\n{t}\n```",
            swapped(", ", ",\n  "),
            '{"weed": [], "crab": 1}',
        ),
        (swapped("10", "NaN"), swapped("}", ""), lambda t: f"Here: {t}", swapped("weed", "crab")),
        of="object",
        keys=["crab", "weed"],
    ),
    "text.json_shape": law(
        "json_shape",
        _JSON,
        (
            spaced,
            lambda t: f"```json\n{t}\n```",
            '{"weed": [], "crab": {"legs": 10}}',
            swapped("10", '"10"'),
        ),
        (
            swapped("crab", "Crab"),
            '{"crab": 10, "weed": 0}',
            '{"crab": {"legs": 10}, "weed": [], "tide": 1}',
            swapped("[]", "[[]]"),
        ),
        required=["crab"],
        allowed=["weed"],
        min_depth=2,
        max_depth=2,
    ),
    "text.layout": law(
        "layout",
        _BOTH,
        (spaced, windows, swapped("* crab", "- crab"), swapped(" Crabs", "\nCrabs")),
        (
            coded,
            "* crab\n* limpet\n\nThe tide falls. Crabs hide.",
            swapped(" Crabs hide.", ""),
            lambda t: t + "\n\nSo it is.",
        ),
        blocks=[{"of": "sentences", "min": 2}, {"of": "bullets", "min": 2}],
    ),
    "text.lines": law(
        "lines",
        "falling tide\nthe crab\nunder its stone",
        (spaced, windows, str.upper, lambda t: t.replace("\n", "\n\n")),
        (swapped("\n", " "), lambda t: t + "\nand weed"),
        min=3,
        max=3,
    ),
    "text.list_marker": law(
        "list_marker",
        _ARROWS,
        (spaced, windows, swapped("Found", "These"), lambda t: t.replace("-> ", "  ->")),
        (swapped("\n->", " ->"), swapped("-> ", "- "), lambda t: t + "\n- weed"),
        marker="->",
        min=2,
    ),
    "text.marks": law(
        "marks",
        "Low tide: noon; high, six. Crabs! Where? Here?!",
        (spaced, str.upper, swapped("?!", "\u203d"), swapped("?!", "!?"), swapped(",", "\uff0c")),
        (swapped(";", ","), swapped("?!", "?"), swapped("Where?", "Where"), swapped("six", "(6)")),
        standard_set=True,
        required=["?!"],
        allowed=".,!?;:",
    ),
    "text.nesting": law(
        "nesting",
        _NEST,
        (spaced, bold, str.upper, swapped("Crabs", "Crabs (red)"), swapped("hide", ":( hide")),
        (swapped("}", ""), swapped("{small}", "{}"), "Crabs (green) [small] {ones} hide."),
        min=3,
    ),
    "text.numbered_items": law(
        "numbered_items",
        "1. crab\n2. limpet\n3. weed",
        (spaced, windows, swapped("1. ", "1) "), lambda t: t + "\n\nIn 2020. So."),
        (coded, swapped("1. ", "- "), swapped("3. ", "5. "), lambda t: t + "\n4. sand"),
        min=3,
        max=3,
        ordered=True,
    ),
    "text.numbered_keys": law(
        "numbered_keys",
        _KEYS,
        (spaced, windows, str.upper, swapped("**1. Name:**", "1. **Name**:")),
        (swapped("1", "3"), swapped("**1. Name:**", "1. Name:"), swapped("Name", "Size")),
        keys=["Name", "Place"],
    ),
    "text.paragraph_start": law(
        "paragraph_start",
        "The tide falls.\n\nCrabs hide.",
        (spaced, windows, str.upper, swapped("Crabs", "**Crabs**"), swapped("\n\n", "\n\n\n")),
        (swapped("Crabs", "Crabsters"), swapped("Crabs", "The crabs"), swapped("\n\n", " ")),
        index=2,
        word="crabs",
        count=2,
    ),
    "text.paragraphs": law(
        "paragraphs",
        "The tide falls.\n\nCrabs hide.",
        (spaced, windows, str.upper, swapped("\n\n", "\n \n\n"), swapped("\n\n", "\n\n---\n\n")),
        (swapped("\n\n", "\n"), lambda t: t + "\n\nSo it is."),
        min=2,
        max=2,
    ),
    "text.placeholders": law(
        "placeholders",
        "Dear [name], see you at [place].",
        (spaced, bold, str.upper, lambda t: t + " See [this](https://example.org) and a[0]."),
        (swapped("[name]", "Ann"), swapped("]", ""), swapped("name", "")),
        min=2,
    ),
    "text.postscript": law(
        "postscript",
        "The tide is low.\n\nP.S. Bring boots.",
        (windows, str.upper, swapped("P.S.", "PS:"), swapped("P.S. ", "**P.S.**\n\n")),
        ("P.S. Bring boots.", swapped("P.S.", "P.P.S."), swapped("P.S.", "PS5")),
        marker="P.S.",
    ),
    "text.punctuation": law(
        "punctuation",
        "Look out! A wave!",
        (spaced, bold, str.upper, swapped("!", "\uff01"), swapped("A", "A?")),
        (swapped("!", "."), swapped("!", "!!")),
        marks="!",
        min=2,
        max=2,
    ),
    "text.python_list": law(
        "python_list",
        "['crab', 'limpet']",
        (spaced, lambda t: f"```python\n{t}\n```", '["crab", "lim,pet"]', "[1, (2, [3, 4]),]"),
        (swapped(",", ""), swapped("'crab'", "crab"), "('crab', 'limpet')", lambda t: t + " # so"),
        min=2,
        max=2,
    ),
    "text.quotations_explained": law(
        "quotations_explained",
        _QUOTE,
        (spaced, str.upper, "\u201cLow tide\u201d is when the sea is furthest out."),
        ('The sea is furthest out at "low tide".', "Low tide is it.", lambda t: t + ' "Yes."'),
    ),
    "text.quoted": law(
        "quoted",
        '"The tide is low."',
        (spaced, str.upper, "\u201cThe tide is low.\u201d", swapped("is", "isn't")),
        (lambda t: t + " Yes.", lambda t: t[1:], '"The tide" is "low."', '" "'),
    ),
    "text.repeats": law(
        "repeats",
        "Name a crab.\n\nThe shore crab.",
        (spaced, str.upper, swapped("a crab", "a  crab"), lambda t: t + " And the hermit."),
        (swapped("Name", "Tell"), "Name a crab.", lambda t: f"Sure: {t}"),
        text="Name a crab.",
    ),
    "text.responses": law(
        "responses",
        "A crab.\n******\nA limpet.",
        (spaced, windows, str.upper),
        (swapped("limpet", "crab"), swapped("******", "***"), lambda t: t + "\n******\nWeed."),
    ),
    "text.sections": law(
        "sections",
        "Section 1\nTide.\n\nSection 2\nCrab.",
        (spaced, windows, str.upper, swapped("Section 1", "## Section I: the sea")),
        (
            swapped("\n\nSection", " Section"),
            swapped("Section 2", "Sections"),
            swapped(" 1", ""),
        ),
        marker="Section",
        min=2,
        max=2,
    ),
    "text.sentence_types": law(
        "sentence_types",
        "The tide falls. Why? Crabs hide under stones.",
        (spaced, str.upper, "Why? The tide falls. Crabs hide.", lambda t: t + " Look out!"),
        (swapped("?", "."), lambda t: t + " So it is.", "Look out! A wave!"),
        declarative=2,
        interrogative=1,
    ),
    "text.spacing": law(
        "spacing",
        "The  tide  falls.\nCrabs  hide.",
        (spaced, str.upper, windows, lambda t: f"  {t}", swapped("\n", "\n\n")),
        (swapped("  ", " "), swapped("  ", "\t\t"), swapped("  ", "   "), "Tide"),
        spaces=2,
    ),
    "text.starts": law(
        "starts",
        "Dear reader, the tide is low.",
        (spaced, bold, str.upper, lambda t: f'"{t}"', lambda t: t + " So it is."),
        (lambda t: f"Sure. {t}", swapped("reader", "readers"), swapped("Dear", "My dear")),
        phrase="Dear reader",
    ),
    "text.sub_bullets": law(
        "sub_bullets",
        _SUBS,
        (spaced, windows, str.upper, lambda t: t.replace("- ", "* "), lambda t: t + "\n    - rim"),
        (swapped("  - shell", ""), lambda t: t + "\n- weed", coded, "A well-known crab."),
        min=2,
    ),
    "text.table": law(
        "table",
        _TABLE,
        (spaced, windows, str.upper, swapped("---", ":-:"), lambda t: t.replace("10", "**10**")),
        (coded, swapped("Legs", "Feet"), lambda t: t + "\n| weed | 0 |", swapped("---", "==")),
        min_rows=2,
        max_rows=2,
        headers=["Legs"],
    ),
    "text.template": law(
        "template",
        _SLOTS,
        (spaced, bold, swapped(" My C", "\n\n**My** C"), swapped("Low", "Very low")),
        (
            "My Conclusion: Wait for it. My Answer: Low tide.",
            swapped("Low tide. ", ""),
            swapped("Low tide.", "[answer]"),
            lambda t: f"Sure. {t}",
        ),
        template="My Answer: [answer] My Conclusion: [conclusion]",
    ),
    "text.title": law(
        "title",
        "<<Low water>>\n\nThe tide falls.",
        (spaced, windows, str.upper, lambda t: f"# {t}"),
        (swapped("<<", "<"), swapped("Low water", " "), "cout << x >> y"),
    ),
    "text.xml": law(
        "xml",
        _XML,
        (
            spaced,
            lambda t: f"```xml\n{t}\n```",
            '<pool><crab legs="10" size="3"></crab></pool>',
            lambda t: f'<?xml version="1.0"?>\n<!-- so -->{t}',
        ),
        (swapped("</pool>", ""), swapped(' depth="1"', ""), lambda t: f"Here: {t}", str.upper),
        root="pool",
        min_attributes=2,
    ),
}
