"""The fields of one record, whatever its format → posts, or the problem that stands in their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from postguard.model import Part, Post, Problem
from postguard.readers import dates
from postguard.readers.base import ENCODING
from postguard.readers.columns import LANGUAGES, Role
from postguard.readers.flaws import flaws, is_whole, mended
from postguard.readers.folding import squeeze
from postguard.readers.networks import networks_in, ticked


class Field(NamedTuple):
    """A value of a record, under the name its source gives it."""

    name: str
    role: Role
    value: str
    line: int = 1


class Record(NamedTuple):
    """What is known of a record besides its fields."""

    source: str
    number: int | None = None
    line: int = 1
    order: dates.Order | None = None
    """What stands first in the numeric dates of the source."""
    meta: Mapping[str, str] = MappingProxyType({})
    """What the reader itself has to say, kept with the posts: the encoding."""
    flaws: Sequence[str] = ()
    missing: str = "It has no text."
    """A sentence for when no text is found."""

    def problem(self, reason: str) -> Problem:
        return Problem(self.source, reason, record=self.number, line=self.line)


def posts_of(fields: Iterable[Field], record: Record) -> Iterator[Post | Problem]:
    """One post for each text and each network it goes to, under one id: the rules of every network apply to it."""
    unreadable = list(record.flaws)
    filled = [f for f in fields if f.value.strip()]
    texts, parts, rest = _sorted(filled)
    if not texts:
        yield record.problem(" ".join((record.missing, *record.flaws)))
        return
    rest = list(_legible(rest, unreadable))
    best = _best(rest)
    networks = _networks(best.get("network"), rest)
    publish_at = _publish_at(best, record.order, unreadable)
    known_parts = tuple(_part(p, unreadable) for p in parts)
    meta = {**_meta(rest, best), **record.meta}
    for text in texts:
        faults = flaws(text.value, "The text")
        for network in (text.role.network,) if text.role.network else networks:
            yield Post(
                text=mended(text.value),
                id=_value(best.get("id")),
                source=record.source,
                record=record.number,
                line=text.line,
                language=text.role.language or _language(best.get("language")),
                network=network,
                role=_value(best.get("role")),
                author=_value(best.get("author")),
                publish_at=publish_at,
                parts=known_parts,
                meta=meta,
                unreadable=(*unreadable, *faults),
            )


def _sorted(fields: Sequence[Field]) -> tuple[list[Field], list[Field], list[Field]]:
    """Texts of posts, texts that go out with them, all other fields."""
    kinds = [f.role.kind for f in fields]
    if kinds.count("text") == 1 and "thread" not in kinds and "part" not in kinds:
        # Nearly every record.
        at = kinds.index("text")
        return [fields[at]], [], [*fields[:at], *fields[at + 1 :]]
    texts = sorted((f for f in fields if f.role.kind == "text"), key=lambda f: f.role.rank)
    thread = [f for f in fields if f.role.kind == "thread"]
    variants = [f for f in texts if f.role.network or f.role.language]
    plain = [f for f in texts if f not in variants]
    if not texts and thread:
        plain, thread = thread[:1], thread[1:]
    parts = plain[1:] + thread + [f for f in fields if f.role.kind == "part"]
    return plain[:1] + variants, parts, [f for f in fields if f.role.kind not in ("text", "thread", "part")]


def _legible(fields: Iterable[Field], unreadable: list[str]) -> Iterator[Field]:
    """Fields without damage; what a damaged one says is unknown."""
    for item in fields:
        if is_whole(item.value):
            yield item
        elif faults := flaws(item.value, f"The field “{mended(item.name)}”"):
            unreadable += faults
        else:
            yield item


def _best(fields: Iterable[Field]) -> dict[str, Field]:
    best: dict[str, Field] = {}
    for item in fields:
        if item.role.kind not in best or item.role.rank < best[item.role.kind].role.rank:
            best[item.role.kind] = item
    return {kind: item for kind, item in best.items() if kind not in ("meta", "flag")}


def _networks(named: Field | None, fields: Iterable[Field]) -> tuple[str | None, ...]:
    if named:
        return networks_in(named.value)
    # A tick under the name of each network, as in Metricool's export.
    flags = (f.role.network for f in fields if f.role.kind == "flag" and ticked(f.value))
    return tuple(dict.fromkeys(flags)) or (None,)


def _publish_at(best: Mapping[str, Field], order: dates.Order | None, unreadable: list[str]) -> datetime | None:
    day, time = best.get("publish_at"), best.get("time")
    first = day or time
    if first is None:
        return None
    value = f"{day.value} {time.value}" if day and time else first.value
    try:
        return dates.moment(value, order)
    except dates.NotADate as why:
        # An export can repeat the time in both columns.
        if day and time and (found := _already_timed(day.value, order)):
            return found
        name = f"{day.name} + {time.name}" if day and time else first.name
        unreadable.append(
            f"The field “{mended(name)}” holds {dates.shown(value)}, which cannot be read: {why}. "
            f"Accepted are, among others, {dates.ACCEPTED}."
        )
        return None


def _already_timed(value: str, order: dates.Order | None) -> datetime | None:
    try:
        return dates.moment(value, order) if ":" in value else None
    except dates.NotADate:
        return None


def _part(item: Field, unreadable: list[str]) -> Part:
    unreadable += flaws(item.value, f"The field “{mended(item.name)}”")
    return Part(mended(item.name), mended(item.value), item.line)


def _meta(fields: Iterable[Field], best: Mapping[str, Field]) -> dict[str, str]:
    """Fields that found no place of their own, under names that stay apart."""
    used = {id(item) for item in best.values()}
    fields = [item for item in fields if id(item) not in used]
    if not fields:
        return {}
    meta: dict[str, str] = {}
    # That name is the reader's own: see `ladder.META`.
    seen = Counter([ENCODING])
    for item in fields:
        name = mended(item.name)
        seen[name] += 1
        meta[name if seen[name] == 1 else f"{name} ({seen[name]})"] = item.value
    return meta


def _language(item: Field | None) -> str | None:
    """`fr-FR` and "Français" are `fr`; a post in several languages is in none."""
    if item is None:
        return None
    value = item.value.strip()
    named = LANGUAGES.get(squeeze(value))
    return named or (None if "," in value else value.replace("_", "-").split("-")[0].lower())


def _value(item: Field | None) -> str | None:
    return item.value.strip() if item else None
