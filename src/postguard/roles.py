"""Standard roles: what sources call those who publish → the few names that shipped packs use (`rules/roles.yaml`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from postguard.packs import rules_folder

_INCLUSIVE = re.compile(r"[·•.\-(/]((?:e|es|s|ne|nes|rice|rices|euse|euses|se|ve)\b[·.)]?s?)")
# « ex-salarié », “former employee” have no standard role: nothing is known of what binds them now.
_NO_LONGER = frozenset({"ex", "former", "ancien", "ancienne", "retired", "retraite", "retraitee"})

NAMES = frozenset(
    "affiliate agency brand creator customer elected employee executive expert gifted-creator".split()
    + "health-professional independent individual insider institution journalist".split()
    + "paid-creator public-agent spokesperson".split()
)
"""The standard roles, so that a post whose source uses them needs no table of aliases."""

Alias = tuple[tuple[str, ...], ...]
"""Words that must all stand in a role, each in any of its spellings; a `*` at the end stands for any ending."""


@lru_cache(maxsize=4096)
def standard(role: str) -> frozenset[str]:
    """The standard roles that a role is, by the aliases with the most words; empty when it is none."""
    written = folded(role)
    if written in NAMES:
        return frozenset({written})
    said = written.split("-")
    if not _NO_LONGER.isdisjoint(said):
        return frozenset()
    best: dict[str, int] = {}
    for name, listed in aliases().items():
        lengths = [len(alias) for alias in listed if _stands(alias, said)]
        if lengths:
            best[name] = max(lengths)
    most = max(best.values(), default=0)
    return frozenset(name for name, length in best.items() if length == most)


def folded(role: str) -> str:
    """A role without case, accents, inclusive endings: words joined by hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", role.casefold()) if not unicodedata.combining(c))
    return "-".join(re.findall(r"\w+", _INCLUSIVE.sub("", plain).replace("_", " ")))


def _stands(alias: Alias, said: list[str]) -> bool:
    rest = list(said)
    for spellings in alias:
        at = next((i for i, word in enumerate(rest) if any(_is(word, spelling) for spelling in spellings)), None)
        if at is None:
            return False
        del rest[at]
    return True


def _is(word: str, spelling: str) -> bool:
    return word.startswith(spelling[:-1]) if spelling.endswith("*") else word == spelling


@cache
def aliases() -> Mapping[str, tuple[Alias, ...]]:
    """Standard role → its aliases. The file is ours and tested: no need to know its lines and columns."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    made: dict[str, tuple[Alias, ...]] = {}
    for role, fields in yaml.load((rules_folder() / "roles.yaml").read_bytes(), Loader=loader).items():
        lines = filter(str.strip, fields["names"].splitlines())
        made[role] = tuple(tuple(tuple(word.split("|")) for word in line.split()) for line in lines)
    return made
