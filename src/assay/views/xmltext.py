"""The XML a response consists of: `xml:assay/1`.

The whole answer, or the one fenced block it consists of, read by expat, which neither recurses nor
reaches out. A document type that declares entities is not read at all: it could name files or
grow without bound. NOT covered: XML somewhere inside prose, namespaces, validity.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from xml.parsers import expat

from assay.views.view import View

__all__ = ["XML", "Xml"]

_FENCED = re.compile(
    r"(`{3,}|~{3,})[ \t]*(?:xml|svg|html|xhtml)?[ \t]*\r?\n(.*)\n[ \t]*\1",
    re.DOTALL | re.IGNORECASE,
)


class Xml(NamedTuple):
    """What a document holds, or why it is none (`fault`).

    `told` is False where it may be XML all the same and we do not look: it declares entities.
    """

    root: str = ""
    elements: Mapping[str, int] = MappingProxyType({})
    attributes: int = 0
    depth: int = 0
    fault: str = ""
    told: bool = True


class _Declares(Exception):
    """The document declares an entity."""


class _Reader:
    """Counts while expat reads."""

    def __init__(self) -> None:
        self.root = ""
        self.elements: Counter[str] = Counter()
        self.attributes = self.depth = self.deepest = 0

    def start(self, name: str, attributes: list[str]) -> None:
        self.root = self.root or name
        self.elements[name] += 1
        self.attributes += len(attributes) // 2
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)

    def end(self, _: str) -> None:
        self.depth -= 1

    def entity(self, *_: object) -> None:
        raise _Declares


def xml(text: str) -> Xml:
    """What the document of a text holds."""
    body = text.strip().removeprefix("\ufeff")
    found = _FENCED.fullmatch(body) if body.startswith(("```", "~~~")) else None
    body = found[2].strip() if found is not None else body
    if not body.startswith("<"):
        return Xml(fault="it does not begin with <")
    reader, parser = _Reader(), expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = reader.entity
    try:
        parser.Parse(body.encode("utf-8", "surrogatepass"), True)
    except _Declares:
        return Xml(fault="it declares entities", told=False)
    except expat.ExpatError as fault:
        return Xml(fault=str(fault))
    return Xml(reader.root, reader.elements, reader.attributes, reader.deepest)


XML = View("xml:assay/1", xml)
