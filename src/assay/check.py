"""The check: what must hold of a response, as data.

One class is one kind. Its fields are the parameters (validated however the check is made), its
docstring is the documentation, `verify` decides. The same class can say itself in words
(`describe`), show itself (`examples`), draw itself at random (`draw`) and tell what it cannot
hold together with (`conflicts`); so it judges a benchmark, writes an instruction, pays a reward.

    class Shout(Check, kind="acme.shout"):
        '''At least `min` exclamation marks.'''

        min: int = 1

        def verify(self, response: Response, context: Context) -> Verdict:
            found = response.text.count("!")
            return self.decide(found >= self.min, f"{found} marks; at least {self.min} required.")
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    TypeAlias,
    cast,
    dataclass_transform,
    get_args,
)

import msgspec

from assay.context import Context, Mode
from assay.demands import Demands, contradiction
from assay.errors import BadParameter, CheckError, did_you_mean
from assay.response import Response
from assay.verdict import Span, Verdict, decided, undecided

__all__ = ["Check", "Example", "Nested", "Runs", "known", "parameter_error", "schema"]

Runs: TypeAlias = Literal["inline", "worker"]

_ANY_CHECK = {"type": "object", "properties": {"kind": {"type": "string"}}, "required": ["kind"]}

known: dict[str, type[Check]] = {}
"""Every kind whose class has been defined so far. `assay.registry` finds the others."""


class Example(msgspec.Struct, frozen=True):
    """A response and what the check makes of it; run as a test, shown in the reference."""

    check: Check
    response: str
    passed: bool | None
    prompt: str = ""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class _CheckMeta(msgspec.StructMeta):
    """Makes every check frozen, keyword-only and strict, tags it by kind and notes it."""

    def __new__(
        mcls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        kind: str = "",
    ) -> type:
        tagged: dict[str, Any] = {"tag": kind, "tag_field": "kind"} if kind else {}
        namespace["kind"] = kind
        made = super().__new__(
            mcls,
            name,
            bases,
            namespace,
            frozen=True,
            kw_only=True,
            forbid_unknown_fields=True,
            omit_defaults=True,
            **tagged,
        )
        if kind:
            _note(kind, made)
        return made

    if not TYPE_CHECKING:  # type checkers read the parameters off the fields

        def __call__(cls, *args: Any, **given: Any) -> Any:  # noqa: N805, of a metaclass
            """Says of a parameter that does not exist, or is missing, which ones do."""
            wrong = [name for name in given if name not in cls.__struct_fields__]
            if wrong:
                raise BadParameter(_unknown_parameter(cls, wrong[0]))
            return super().__call__(*args, **given)


def _note(kind: str, made: type[Any]) -> None:
    before = known.get(kind)
    if before is not None and (before.__module__, before.__qualname__) != (
        made.__module__,
        made.__qualname__,
    ):
        raise CheckError(
            f"kind {kind!r} is defined twice: in {before.__module__} and in {made.__module__}"
        )
    known[kind] = made


class Check(msgspec.Struct, metaclass=_CheckMeta):
    """What must hold of a response. Immutable, comparable, hashable, JSON-serialisable.

    Class attributes: `kind`, its name; `version`, bumped whenever a verdict may change;
    `runs`, where it may run: `inline` is a promise that it is pure and linear-time, `worker`
    means a process that is killed at its `deadline` (seconds); `nested`, the names of the
    fields that hold other checks; `scoring`, how the score comes about, where the documentation of
    the kind does not say.

    Raises BadParameter where a parameter is of the wrong type or out of range.
    """

    kind: ClassVar[str] = ""
    version: ClassVar[str] = "1"
    runs: ClassVar[Runs] = "worker"
    deadline: ClassVar[float] = 10.0
    nested: ClassVar[tuple[str, ...]] = ()
    scoring: ClassVar[str] = ""

    def __post_init__(self) -> None:
        try:
            for name, value in _converted(self).items():
                msgspec.structs.force_setattr(self, name, value)
            for name in self.nested:
                _nests(self, name)
            self.validate()
        except (msgspec.ValidationError, ValueError) as fault:
            given = {name: getattr(self, name) for name in self.__struct_fields__}
            raise parameter_error(type(self), fault, given) from None

    def validate(self) -> None:
        """Raises ValueError where parameters of the right types do not go together."""

    def verify(self, response: Response, context: Context) -> Verdict:
        """Decides. May raise: the engine turns that into a verdict with status error."""
        raise CheckError(f"{type(self).__name__} does not say how it verifies")

    @classmethod
    def definitions(cls) -> tuple[str, ...]:
        """The versioned definitions that verdicts may rest on, whatever the mode."""
        return ()

    def where(self, mode: Mode) -> Runs:
        """Where this check must run in that rule mode."""
        return self.runs

    def time_allowed(self) -> float:
        """The seconds this check may take in a worker before it is killed."""
        return self.deadline

    def describe(self) -> str:
        """The check as an instruction in English, ending in a full stop."""
        return f"Satisfy {self.kind}{_parameters(self)}."

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """Responses that pass and that fail; each is run as a test."""
        return ()

    @classmethod
    def draw(cls, rng: Random, level: int) -> Check:  # noqa: ARG003
        """A random check of this kind, of difficulty `level` from 1 to 5.

        Here: the parameters of one of the examples, whatever the level. Raises CheckError
        where the kind shows no example.
        """
        examples = [e for e in cls.examples() if getattr(e.check, "mode", None) is None]
        if not examples:
            raise CheckError(f"kind {cls.kind!r} has no example to draw from")
        return rng.choice(examples).check

    def demands(self) -> Demands | None:
        """What this check asks by its standard rule, in terms that can be reasoned about.

        None, as by default, where it cannot be reasoned about. What a text must have to pass may
        be left out; nothing may be said that a passing text need not have.
        """
        return None

    def asked(self) -> Demands | None:
        """The demands as they bind: none where a rule other than the standard one decides."""
        modes = {getattr(check, "mode", None) for check in self.tree()}
        return None if "official" in modes else self.demands()

    def conflicts(self, others: Sequence[Check]) -> tuple[Check, ...]:
        """Those of `others` that certainly cannot hold together with this one.

        By reasoning on what each asks; `assay.synth.conflict` looks at all of them at once.
        """
        mine = self.asked()
        if mine is None:
            return ()
        pairs = ((other, other.asked()) for other in others)
        return tuple(o for o, theirs in pairs if theirs and contradiction([mine, theirs]))

    def children(self) -> tuple[Check, ...]:
        """The checks inside this one."""
        found: list[Check] = []
        for name in self.nested:
            value = getattr(self, name)
            found.extend((value,) if isinstance(value, Check) else value or ())
        return tuple(found)

    def tree(self) -> Iterator[Check]:
        """This check and all inside it, outermost first."""
        yield self
        for child in self.children():
            yield from child.tree()

    def decide(
        self,
        passed: bool,
        why: str,
        *,
        score: float | None = None,
        evidence: tuple[Span, ...] = (),
    ) -> Verdict:
        """A pass or a fail by this check."""
        return decided(self.kind, passed, why, score=score, evidence=evidence, version=self.version)

    def undecided(self, why: str) -> Verdict:
        """This check cannot tell, and why."""
        return undecided(self.kind, why, version=self.version)


def schema(kind: type[Check]) -> dict[str, Any]:
    """The JSON Schema of a kind's parameters."""
    definitions: dict[str, Any] = msgspec.json.schema(kind)["$defs"]
    found: dict[str, Any] = definitions.pop(kind.__name__)
    if kind.nested:
        definitions["Check"] = _ANY_CHECK
    if definitions:
        found["$defs"] = definitions
    return found


def parameter_error(
    kind: type[Check], fault: Exception, given: Mapping[str, Any] | None = None
) -> BadParameter:
    """A fault found by msgspec or by `validate`, said in our words: path, expected and given."""
    text, _, path = str(fault).partition(" - at `$")
    field = path.rstrip("`").lstrip(".")
    if text.startswith("Object contains unknown field"):
        return BadParameter(_unknown_parameter(_inside(kind, field), text.split("`")[1]), field)
    if text.startswith("Object missing required field"):
        return BadParameter(f"{kind.kind} needs the parameter {text.split('`')[1]!r}", field)
    if path and given is not None and text.startswith(("Expected", "Invalid")):
        value = _at(given, field)
        options = _options(kind, field) if text.startswith("Invalid enum") else []
        text = f"expected one of {', '.join(options)}" if options else text.partition(", got ")[0]
        near = did_you_mean(value, options) if isinstance(value, str) else ""
        text = f"{text[0].lower()}{text[1:]}, got {value!r:.60}{near}"
    return BadParameter(text.replace("`", "").replace(" | null", ""), field)


def _unknown_parameter(kind: type[msgspec.Struct], given: str) -> str:
    names = kind.__struct_encode_fields__
    near = did_you_mean(given, names)
    what = f"{kind.kind} has no parameter" if issubclass(kind, Check) else "there is no field"
    return f"{what} {given!r:.60}{near} (it has {', '.join(names) or 'none'})"


def _inside(kind: type[msgspec.Struct], path: str) -> type[msgspec.Struct]:
    """The class of the object at a path such as `policy`; `kind` itself where it leads nowhere."""
    for name in filter(None, path.replace("[", ".").split(".")):
        found = [t for t in _types(kind, name) if isinstance(t, type)]
        kind = next((t for t in found if issubclass(t, msgspec.Struct)), kind)
    return kind


def _types(kind: type[msgspec.Struct], name: str) -> list[Any]:
    """All that the type of a field is made of."""
    types: list[Any] = [f.type for f in msgspec.structs.fields(kind) if f.encode_name == name]
    for made in types:
        types += get_args(made)
    return types


def _at(given: Mapping[str, Any], path: str) -> Any:
    """The value at a path such as `words[0]`; None where it leads nowhere."""
    value: Any = given
    for step in path.replace("[", ".").replace("]", "").split("."):
        try:
            value = value[int(step)] if step.lstrip("-").isdigit() else value[step]
        except (KeyError, IndexError, TypeError, ValueError):
            return None
    return value


def _options(kind: type[Check], path: str) -> list[str]:
    """The names that a field may take, where it takes one of a few."""
    parent, _, name = path.partition("[")[0].rpartition(".")
    return sorted(made for made in _types(_inside(kind, parent), name) if isinstance(made, str))


_shadows: dict[type[Check], Any] = {}


def _converted(check: Check) -> Mapping[str, Any]:
    """The parameters brought to their declared types: a list given for a tuple, say."""
    cls = type(check)
    shadow = _shadows.get(cls)
    if shadow is None:
        fields = [
            (f.name, f.type, msgspec.field(default=None)) if not f.required else (f.name, f.type)
            for f in msgspec.structs.fields(cls)
        ]
        shadow = _shadows[cls] = msgspec.defstruct(cls.__name__, fields, kw_only=True)
    made = msgspec.convert(check, shadow, from_attributes=True)
    return {name: getattr(made, name) for name in cls.__struct_fields__}


def _nests(check: Check, name: str) -> None:
    """Raises BadParameter where a field that holds checks holds something else."""
    value = getattr(check, name)
    several = isinstance(value, tuple)
    for place, item in enumerate(cast("tuple[object, ...]", value) if several else (value,)):
        if isinstance(item, Check) or (item is None and _default(check, name) is None):
            continue
        field = type(check).__struct_encode_fields__[type(check).__struct_fields__.index(name)]
        path = f"{field}[{place}]" if several else field
        raise BadParameter(f"expected a check, got {item!r:.80}", path)


def _default(check: Check, name: str) -> object:
    fields = {field.name: field for field in msgspec.structs.fields(check)}
    return fields[name].default


def _parameters(check: Check) -> str:
    given = msgspec.to_builtins(check)
    given.pop("kind", None)
    return f" with {', '.join(f'{k}={v!r}' for k, v in given.items())}" if given else ""


if TYPE_CHECKING:
    Nested: TypeAlias = Check
else:
    # msgspec decodes a field to its declared class, never to a subclass; the registry makes
    # the checks inside a combinator first, and here they pass through as they are.
    Nested = Annotated[Any, msgspec.Meta(extra_json_schema={"$ref": "#/$defs/Check"})]
