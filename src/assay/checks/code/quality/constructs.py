"""Constructs of Python that instructions ask for or forbid: name, words, where they are."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from assay.checks.code.quality import calls, flow, values
from assay.checks.code.quality.source import Source

__all__ = ["CONSTRUCTS", "Construct"]

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Construct(NamedTuple):
    """How it is said of one, of several, and where it stands."""

    one: str
    several: str
    where: Callable[[Source], Iterator[int]]


_C = Construct
CONSTRUCTS: dict[str, Construct] = {
    "global": _C("a global statement", "global statements", flow.of(ast.Global)),
    "nonlocal": _C("a nonlocal statement", "nonlocal statements", flow.of(ast.Nonlocal)),
    "eval": _C("a use of eval", "uses of eval", calls.built_in("eval")),
    "exec": _C("a use of exec", "uses of exec", calls.built_in("exec")),
    "print": _C("a use of print", "uses of print", calls.built_in("print")),
    "input": _C("a use of input", "uses of input", calls.built_in("input")),
    "lambda": _C("a lambda", "lambdas", flow.of(ast.Lambda)),
    "bare_except": _C(
        "a bare except clause",
        "bare except clauses",
        flow.bare,
    ),
    "broad_except": _C(
        "an except clause for Exception", "except clauses for Exception", flow.broad
    ),
    "except_pass": _C(
        "an except clause that does nothing", "except clauses that do nothing", flow.swallowed
    ),
    "raise_exception": _C(
        "a raise of plain Exception", "raises of plain Exception", flow.raise_plain
    ),
    "raise_from": _C(
        "a statement `raise ... from ...`", "statements `raise ... from ...`", flow.raise_from
    ),
    "raise": _C("a raise statement", "raise statements", flow.of(ast.Raise)),
    "try": _C("a try statement", "try statements", flow.of(ast.Try, ast.TryStar)),
    "try_else": _C(
        "an else clause of a try statement", "else clauses of try statements", flow.try_else
    ),
    "finally": _C("a finally clause", "finally clauses", flow.finallys),
    "custom_exception": _C(
        "an exception class of its own", "exception classes of its own", calls.own_exception
    ),
    "assert": _C("an assert statement", "assert statements", flow.of(ast.Assert)),
    "mutable_default": _C(
        "a mutable default argument", "mutable default arguments", values.mutable_defaults
    ),
    "default_argument": _C(
        "a function with default arguments", "functions with default arguments", values.defaults
    ),
    "keyword_only": _C(
        "a function with keyword-only parameters",
        "functions with keyword-only parameters",
        values.keyword_only,
    ),
    "positional_only": _C(
        "a function with positional-only parameters",
        "functions with positional-only parameters",
        values.positional_only,
    ),
    "star_args": _C("a function with *args", "functions with *args", values.star_of("vararg")),
    "star_kwargs": _C(
        "a function with **kwargs", "functions with **kwargs", values.star_of("kwarg")
    ),
    "star_import": _C("a wildcard import", "wildcard imports", values.star_imports),
    "while": _C("a while loop", "while loops", flow.of(ast.While)),
    "for": _C("a for loop", "for loops", flow.of(ast.For, ast.AsyncFor)),
    "loop": _C("a loop", "loops", flow.of(*_LOOPS)),
    "nested_loop": _C("a loop inside a loop", "loops inside loops", flow.nested_loops),
    "index_loop": _C("a loop over range(len(...))", "loops over range(len(...))", flow.index_loops),
    "loop_else": _C("an else clause of a loop", "else clauses of loops", flow.loop_else),
    "break": _C("a break statement", "break statements", flow.of(ast.Break)),
    "continue": _C("a continue statement", "continue statements", flow.of(ast.Continue)),
    "recursion": _C(
        "a function that calls itself", "functions that call themselves", flow.recursion
    ),
    "class": _C("a class", "classes", flow.of(ast.ClassDef)),
    "function": _C("a function", "functions", flow.of(ast.FunctionDef, ast.AsyncFunctionDef)),
    "nested_function": _C(
        "a function inside a function", "functions inside functions", flow.nested_functions
    ),
    "comprehension": _C("a comprehension", "comprehensions", flow.of(*_COMPREHENSIONS)),
    "list_comprehension": _C("a list comprehension", "list comprehensions", flow.of(ast.ListComp)),
    "dict_comprehension": _C("a dict comprehension", "dict comprehensions", flow.of(ast.DictComp)),
    "set_comprehension": _C("a set comprehension", "set comprehensions", flow.of(ast.SetComp)),
    "generator_expression": _C(
        "a generator expression", "generator expressions", flow.of(ast.GeneratorExp)
    ),
    "yield": _C("a yield", "yields", flow.of(ast.Yield, ast.YieldFrom)),
    "async": _C("an async function", "async functions", flow.of(ast.AsyncFunctionDef)),
    "f_string": _C("an f-string", "f-strings", values.f_strings),
    "percent_format": _C("%-formatting of a string", "uses of %-formatting", values.percent),
    "str_format": _C("a call of str.format", "calls of str.format", values.format_calls),
    "string_concatenation": _C("strings joined by +", "strings joined by +", values.joined_texts),
    "walrus": _C(
        "an assignment expression (:=)", "assignment expressions (:=)", flow.of(ast.NamedExpr)
    ),
    "ternary": _C("a conditional expression", "conditional expressions", flow.of(ast.IfExp)),
    "match": _C("a match statement", "match statements", flow.of(ast.Match)),
    "elif": _C("an elif", "elifs", flow.elifs),
    "else_after_return": _C(
        "an else after a branch that leaves",
        "elses after branches that leave",
        flow.else_after_return,
    ),
    "early_return": _C(
        "a guard clause that leaves early", "guard clauses that leave early", flow.early_returns
    ),
    "with": _C("a with statement", "with statements", flow.of(ast.With, ast.AsyncWith)),
    "open_without_with": _C(
        "a file opened outside of a with statement",
        "files opened outside of with statements",
        calls.open_bare,
    ),
    "decorator": _C("a decorator", "decorators", calls.decorated()),
    "property": _C("a property", "properties", calls.decorated("property", "cached_property")),
    "staticmethod": _C("a static method", "static methods", calls.decorated("staticmethod")),
    "classmethod": _C("a class method", "class methods", calls.decorated("classmethod")),
    "dataclass": _C("a dataclass", "dataclasses", calls.decorated("dataclass")),
    "cache": _C("a cached function", "cached functions", calls.decorated("cache", "lru_cache")),
    "enum": _C(
        "an enumeration", "enumerations", calls.derives("Enum", "IntEnum", "StrEnum", "Flag")
    ),
    "named_tuple": _C("a NamedTuple class", "NamedTuple classes", calls.derives("NamedTuple")),
    "protocol": _C(
        "a Protocol or an abstract class",
        "Protocols or abstract classes",
        calls.derives("Protocol", "ABC"),
    ),
    "pathlib": _C("a path of pathlib", "uses of pathlib", calls.pathlib),
    "os_path": _C("a use of os.path", "uses of os.path", calls.os_paths),
    "logging": _C("a message logged with logging", "uses of logging", calls.calls("logging.")),
    "regex": _C("a use of the re module", "uses of the re module", calls.calls("re.")),
    "itertools": _C("a call of itertools", "calls of itertools", calls.calls("itertools.")),
    "enumerate": _C("a call of enumerate", "calls of enumerate", calls.calls("enumerate")),
    "zip": _C("a call of zip", "calls of zip", calls.calls("zip")),
    "any_all": _C("a call of any or all", "calls of any or all", calls.calls("any", "all")),
    "map_filter": _C(
        "a call of map or filter", "calls of map or filter", calls.calls("map", "filter")
    ),
    "sorted": _C("a call of sorted", "calls of sorted", calls.calls("sorted")),
    "sort_method": _C("a call of a sort method", "calls of sort methods", calls.methods("sort")),
    "isinstance": _C("a call of isinstance", "calls of isinstance", calls.calls("isinstance")),
    "exit": _C(
        "a call that ends the program",
        "calls that end the program",
        calls.calls("exit", "quit", "sys.exit", "os._exit"),
    ),
    "subprocess": _C(
        "a call that starts another program",
        "calls that start other programs",
        calls.calls("subprocess.", "os.system", "os.popen"),
    ),
    "chained_comparison": _C("a chained comparison", "chained comparisons", values.chained),
    "unpacking": _C(
        "an assignment to several names at once",
        "assignments to several names at once",
        values.unpacking,
    ),
    "none_comparison": _C(
        "a comparison with None by ==", "comparisons with None by ==", values.none_compared
    ),
    "bool_comparison": _C(
        "a comparison with True or False", "comparisons with True or False", values.bool_compared
    ),
    "type_comparison": _C(
        "a comparison of types by ==", "comparisons of types by ==", values.type_compared
    ),
    "magic_number": _C(
        "a number without a name in a function",
        "numbers without a name in functions",
        values.magic_numbers,
    ),
    "unused_variable": _C(
        "a variable that is never read", "variables that are never read", values.unused_variables
    ),
    "unused_argument": _C(
        "a parameter that is never read", "parameters that are never read", values.unused_arguments
    ),
    "module_state": _C(
        "a mutable variable of the module", "mutable variables of the module", values.module_state
    ),
    "main_guard": _C('a main guard (if __name__ == "__main__")', "main guards", flow.main_guard),
    "main_code": _C(
        "a statement of the module that runs on import",
        "statements of the module that run on import",
        flow.main_code,
    ),
    "pass": _C("a pass statement", "pass statements", flow.of(ast.Pass)),
    "del": _C("a del statement", "del statements", flow.of(ast.Delete)),
}
"""What can be asked for or forbidden, by name."""
