"""Headings of columns and keys of records → what they hold. The spellings are in `spellings`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from postguard.errors import ReadError
from postguard.readers.flaws import mended
from postguard.readers.folding import fold, squeeze, words
from postguard.readers.networks import CODES
from postguard.readers.spellings import HEADINGS

PART_ENDINGS = ("firstcomment", "alttext", "alttextpicture", "title", "polloption", "pollquestion")
"""Tools put the network before and a number after: "Pinterest Pin Title", "LinkedIn Poll Option 2"."""
LANGUAGES = {
    word: code
    for code, names in {
        "de": "de, deutsch, german, allemand",
        "en": "en, english, anglais, englisch, inglés, inglese",
        "es": "es, español, spanish, espagnol, spanisch",
        "fr": "fr, français, french, französisch, francés, francese",
        "it": "it, italiano, italian, italien, italienisch",
        "nl": "nl, nederlands, dutch, néerlandais",
        "pt": "pt, português, portuguese, portugais",
    }.items()
    for word in map(squeeze, names.split(","))
}
FILLERS = frozenset({"for", "fur", "para", "per", "pour"})
GIVEN = ("text", "id", "language", "network", "role", "author", "publish_at", "time", "part")
"""What `--map` can name."""


class Role(NamedTuple):
    """What a column holds: a key of `HEADINGS`, `flag` (a network to tick) or `meta`."""

    kind: str
    rank: int = 0
    tongue: str = ""
    """The only language in which this heading means that; empty when several, or English."""
    network: str | None = None
    language: str | None = None


META = Role("meta")


def _roles() -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for kind, languages in HEADINGS.items():
        for language, names in languages.items():
            for rank, name in enumerate(names.split(",")):
                roles.setdefault(fold(name), Role(kind, rank, "" if language == "en" else language))
    return roles


ROLES = _roles()


@lru_cache(maxsize=4096)
def role_of(heading: str) -> Role:
    folded = fold(heading)
    if (role := _variant(heading)) or (role := ROLES.get(folded)):
        return role
    if folded in CODES:
        return Role("flag", network=CODES[folded])
    return Role("part", 99) if folded.rstrip("0123456789").endswith(PART_ENDINGS) else META


def _variant(heading: str) -> Role | None:
    """ "Texte LinkedIn", "Caption (EN)": the text for one network or in one language."""
    found = words(heading)
    networks = {CODES[word] for word in found if word in CODES}
    rest = [word for word in found if word not in CODES]
    languages = {LANGUAGES[word] for word in rest if word in LANGUAGES}
    bare = ROLES.get("".join(word for word in rest if word not in LANGUAGES and word not in FILLERS))
    if len(networks) > 1 or len(languages) > 1 or not (networks or languages) or not bare or bare.kind != "text":
        return None
    return bare._replace(network=next(iter(networks), None), language=next(iter(languages), None))


def assign(headings: Sequence[str], given: Mapping[str, str]) -> list[Role]:
    """A role for each heading; what the user says goes before what the heading says."""
    wanted = {kind_of(kind): heading for kind, heading in given.items()}
    return [_assigned(heading, wanted) for heading in headings]


def _assigned(heading: str, wanted: Mapping[str, str]) -> Role:
    for kind, name in wanted.items():
        if same(heading, name):
            return Role(kind, -1)
    role = role_of(heading)
    if role.kind not in wanted or role.kind == "part":
        return role
    # A second text is published too, so it is checked too.
    return Role("part") if role.kind == "text" else META


def same(heading: str, name: str) -> bool:
    """Whether the user's `name` means `heading`; keys of records can be named without their path."""
    return (
        heading == name
        or squeeze(heading) == squeeze(name) != ""
        or squeeze(heading.rsplit(".", 1)[-1]) == squeeze(name) != ""
    )


def kind_of(name: str) -> str:
    """The role that `--map` calls `name`."""
    if name in GIVEN:
        return name
    role = ROLES.get(fold(name))
    if role and role.kind in GIVEN:
        return role.kind
    raise ReadError(f"A column cannot be mapped to “{name}”; possible: {', '.join(GIVEN)}.")


def listed(headings: Sequence[str]) -> str:
    """Headings for a message; what is long may be no heading but the text of a post, and is left out."""
    names = [f"“{mended(name)}”" for name in headings if name.strip() and len(name) <= 40]
    return ", ".join(names[:30]) + (f" and {len(names) - 30} more" if len(names) > 30 else "") if names else "none"
