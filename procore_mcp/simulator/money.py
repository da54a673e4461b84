"""Amounts as Procore writes them: text with two decimals, added without rounding."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from procore_mcp.simulator.json_types import Json

NOTHING = Decimal(0)
_DIGITS = 12  # before the point: the product of two such amounts still keeps its cents
_CENT = Decimal("0.01")


def amount_of(value: Json | None) -> Decimal:
    """The number in a text or a number below a trillion; what is neither counts as nothing."""
    try:
        amount = Decimal(str(value)) if isinstance(value, str | int | float) else NOTHING
    except InvalidOperation:
        return NOTHING
    return amount if amount.is_finite() and amount.adjusted() < _DIGITS else NOTHING


def summed(values: Iterable[Json | None]) -> Decimal:
    return sum((amount_of(value) for value in values), NOTHING)


def money(amount: Decimal) -> str:
    return str(amount.quantize(_CENT))


def percent(part: Decimal, whole: Decimal) -> str:
    """With two decimals; of nothing it is zero."""
    return money(100 * part / whole) if whole else "0.00"
