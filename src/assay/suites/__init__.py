"""The rules of public instruction suites, bit for bit: what each suite's own checker would say.

A rule is a function of the response and of the instruction's arguments, as the suite writes them.
It returns the suite's verdict, known bugs included, in linear time where the suite's is not; where
the suite's checker would raise, so does the rule, with `UpstreamRaises`. What an instruction means
is another matter: `assay.tasks` says that in our own checks, and `text.suite` holds both.

Suites are named as their authors name them: `ifbench` (Pyatkin et al. 2025, arXiv:2507.02833),
`ifevalg` (the training instructions of the same paper), `mifeval` (Dussolle et al. 2025,
arXiv:2502.04688). IFEval's own rules stand with the kinds that they belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TypeAlias

from assay.errors import BadParameter, UnknownKind, did_you_mean
from assay.response import Response

__all__ = ["SUITES", "Rule", "UpstreamRaises", "rule", "slow"]

Rule: TypeAlias = Callable[[Response, Mapping[str, Any]], bool]

SUITES = ("ifbench", "ifevalg", "mifeval")


class UpstreamRaises(Exception):
    """The suite's own checker raises here, by which its run dies or the row is lost."""


def rule(suite: str, identity: str) -> Rule:
    """The rule of a suite's instruction.

    Raises BadParameter for a suite and UnknownKind for an instruction that is not known.
    """
    if suite not in SUITES:
        raise BadParameter(f"unknown suite {suite!r:.60}{did_you_mean(suite, SUITES)}", "suite")
    rules: Mapping[str, Rule] = import_module(f"assay.suites.{suite}").RULES
    if identity not in rules:
        near = did_you_mean(identity, rules)
        raise UnknownKind(f"unknown {suite} instruction {identity!r:.60}{near}", "id")
    return rules[identity]


def slow(suite: str, identity: str) -> bool:
    """Whether a rule rests on a tagger, by which a hostile text may take seconds."""
    return identity in getattr(import_module(f"assay.suites.{suite}"), "SLOW", ())
