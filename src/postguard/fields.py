"""What the source of a post says of it, and whether that is what a rule asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from postguard.roles import standard

Answer = bool | frozenset[str]
"""True, False, or the names of the unknown fields that would decide."""


@dataclass(frozen=True, slots=True)
class FieldTest:
    """The post's own field is one of these (compared without case)."""

    field: str
    values: frozenset[str]
    standard: bool = False
    """The values are standard roles (`postguard.roles`), and whatever a source calls them will do."""
    open: bool = True
    """Unknown when the post does not say; False: not one of these."""


def holds_field(test: FieldTest, fields: Mapping[str, str | None], named_roles: frozenset[str]) -> Answer:
    """Whether a field is one that a test asks for. `named_roles`: those that the charter itself tells apart."""
    value = fields.get(test.field)
    if value is None and test.field.startswith("field "):
        return not test.values.isdisjoint(("false", "no", "non", "0"))  # a flag that is not set is off
    if value is not None and test.field == "role":
        return _role(value.casefold(), test, named_roles)
    if value is not None:
        return value.casefold() in test.values
    return frozenset({test.field}) if test.open else False


def _role(value: str, test: FieldTest, named: frozenset[str]) -> bool:
    """Whether a role is one that the test asks for, under that name or another."""
    if value in test.values:
        return True
    if test.standard:
        return not standard(value).isdisjoint(test.values)
    # A charter's own codes are as different as it makes them; only a word it does not know is looked up.
    return value not in named and any(not standard(value).isdisjoint(standard(other)) for other in test.values)
