"""A share, as bars are stated: `0.8` or `80%`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import click

__all__ = ["ShareType"]


class ShareType(click.ParamType[float]):
    """A share: `0.8` or `80%`."""

    name = "share"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        text = str(value)
        try:
            # Not by division of floats, which makes 57.1% more than 571 of 1000.
            share = float(Decimal(text.removesuffix("%")).scaleb(-2 if text.endswith("%") else 0))
        except InvalidOperation:
            self.fail(f"expected a share such as 0.8 or 80%, got {text!r}", param, ctx)
        if not 0 <= share <= 1:
            self.fail(f"expected a share from 0 to 1, got {text!r}", param, ctx)
        return share
