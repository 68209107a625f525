"""The kinds of rules: the three things a charter forbids or asks for. To add one, write a module and a line here."""

from __future__ import annotations

from typing import cast

from postguard.kinds import claim, confidential, disclosure
from postguard.kinds.base import Kind

KINDS: dict[str, Kind] = {
    "claim": cast(Kind, claim),
    "confidential": cast(Kind, confidential),
    "disclosure": cast(Kind, disclosure),
}
