"""Where the posts are in a JSON value, and where their fields are: the shapes of schedulers and of networks.

Postiz, Mastodon, Bluesky, Buffer, Mixpost and WordPress differ in little more than names; the tables below hold these.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from postguard.model import Post, Problem
from postguard.readers import dates, markup
from postguard.readers.columns import META, Role, kind_of, listed, role_of, same
from postguard.readers.flaws import mended
from postguard.readers.folding import squeeze
from postguard.readers.records import Field, Record, posts_of
from postguard.readers.strict_json import Members, Number, Text, Value

LISTS = (
    *("posts", "drafts", "messages", "items", "scheduledstatuses", "statuses", "publications", "updates", "entries"),
    *("records", "results", "rows", "nodes", "edges", "data", "response", "result"),
)
"""Keys under which a list of posts stands, the more telling first."""
ENVELOPES = frozenset(
    {"params", "draft", "record", "attributes", "fields", "node", "post", "settings", "version", "value"}
)
"""Objects whose keys mean what they would mean in the record itself."""
PATHS: dict[str, Role] = {
    "integration.provideridentifier": Role("network"),
    "integration.profile": Role("role"),
    "integration.name": Role("author", 50),
    "channel.service": Role("network"),
    "channel.name": Role("author", 50),
    "content.rendered": Role("text"),
    "content.raw": Role("text"),
    "content.text": Role("text"),
    "content.body": Role("text"),
    "title.rendered": Role("part"),
    "title.raw": Role("part"),
    "excerpt.rendered": Role("part"),
    "params.poll.options": Role("part"),
    "poll.options": Role("part"),
    "mediaattachments.description": Role("part"),
    "media.description": Role("part"),
    "assets.alttext": Role("part"),
    "image.alt": Role("part"),
    "images.alt": Role("part"),
    "embed.images.alt": Role("part"),
    "embed.external.title": Role("part"),
    "embed.external.description": Role("part"),
    "embed.external.uri": Role("part"),
}
THREADS = ("value", "thread", "threadparts", "tweets", "posts", "parts", "segments")
"""Keys of a record under which the posts of a thread stand, one after the other."""
DEEPEST = 6
Leaf: TypeAlias = tuple[str, Value, Role]
KINDS: dict[type, str] = {
    bool: "true or false",
    Number: "a number",
    list: "a list",
    Members: "an object",
    Text: "a text",
    str: "a text",
}


def posts_in(value: Value) -> list[Value] | None:
    """The records that `value` holds; None when there is no list of posts in it."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Members):
        return None
    if any(role_of(key).kind == "text" and isinstance(item, str) for key, item in value.items.items()):
        return [value]
    by_name = {squeeze(key): item for key, item in value.items.items()}
    for name in LISTS:
        inner = by_name.get(name)
        records = posts_in(inner) if isinstance(inner, (list, Members)) else None
        if records is not None:
            return _dated(records, value)
    return None if value.items and not _has_text(value) else [value]


def _dated(records: list[Value], envelope: Members) -> list[Value]:
    """What the envelope says of all its posts (Postiz: the date), each post says too, unless it says otherwise."""
    common = {
        key: item for key, item in envelope.items.items() if role_of(key).kind in ("publish_at", "network", "language")
    }
    common = {key: item for key, item in common.items() if isinstance(item, str)}
    for record in records if common else ():
        if isinstance(record, Members):
            kinds = {role_of(key).kind for key in record.items}
            record.items.update({key: item for key, item in common.items() if role_of(key).kind not in kinds})
    return records


def _has_text(value: Members) -> bool:
    return any(role.kind in ("text", "thread") for _, _, role in _leaves(value, {}))


def record_posts(
    value: Value, record: Record, given: Mapping[str, str], line_of: Callable[[Value], int] | None = None
) -> Iterator[Post | Problem]:
    """The posts of one record. `line_of` a value of it; without, the whole record is on its line."""
    if isinstance(value, str):
        value = Members({"text": value})
    if not isinstance(value, Members):
        yield record.problem(f"Record {record.number} is {KINDS.get(type(value), 'null')}, not an object with a text.")
        return
    wanted = {kind_of(kind): key for kind, key in given.items()}
    leaves = list(_leaves(value, wanted))
    flaws = [f"The key “{key[:40]}” stands twice; only the last one was read." for key in repeated(value)]
    wrong = "".join(
        f"Its “{name[:40]}” is {KINDS[type(item)]}, not a text. "
        for name, item, role in leaves
        if role.kind == "text" and not isinstance(item, str)
    )
    missing = f"Record {record.number} has no text; its keys are: {listed(list(value.items))}. {wrong}"
    missing += "If another key holds the text, say so with --map text=KEY."
    known = Record(record.source, record.number, record.line, record.order, record.meta, flaws, missing)
    yield from posts_of(_fields(leaves, line_of or (lambda _: record.line)), known)


def unseen(value: Value, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the keys named by the user that this record does not have."""
    if not keys or not isinstance(value, Members):
        return keys
    names = [name for name, _, _ in _leaves(value, {})]
    return tuple(key for key in keys if not any(same(name, key) for name in names))


def unseen_problems(source: str, keys: tuple[str, ...]) -> Iterator[Problem]:
    for key in keys:
        yield Problem(source, f"No record of it has the key “{key}”, which was asked for.")


def fields_of(value: Members, wanted: Mapping[str, str]) -> Iterator[Field]:
    """The fields of an object that is not a record among others."""
    return _fields(_leaves(value, wanted), lambda _: 1)


def _fields(leaves: Iterable[Leaf], line_of: Callable[[Value], int]) -> Iterator[Field]:
    for name, item, role in leaves:
        published = role.kind in ("text", "thread", "part")
        written = _written(item)
        if published and not isinstance(item, str):
            role = META
        elif published and markup.is_html(written):
            written = markup.text_of(written)
        yield Field(name, role, written, line_of(item))


def order_of(values: list[Value], given: Mapping[str, str]) -> dates.Order | None:
    """What the dates of all records begin with."""
    wanted = {kind_of(kind): key for kind, key in given.items()}
    records = (value for value in values if isinstance(value, Members))
    leaves = (leaf for record in records for leaf in _leaves(record, wanted))
    return dates.order_in(item for _, item, role in leaves if role.kind == "publish_at" and isinstance(item, str))


def repeated(value: Value) -> Iterator[str]:
    """Keys that stand twice in an object, however deep."""
    if isinstance(value, Members):
        yield from map(mended, value.repeated)
    inner = value.items.values() if isinstance(value, Members) else value if isinstance(value, list) else ()
    for item in inner:
        yield from repeated(item)


def _leaves(value: Members, wanted: Mapping[str, str]) -> Iterator[Leaf]:
    """Everything in a record that is not a container: its name, itself, its role."""
    yield from _walk(value, "", "", wanted, in_thread=False)


def _walk(value: Value, name: str, path: str, wanted: Mapping[str, str], *, in_thread: bool) -> Iterator[Leaf]:
    deep = path.count(".") >= DEEPEST
    if isinstance(value, Members) and not deep:
        for key, item in value.items.items():
            # Rules speak of `paid_partnership`, not of `settings.paid_partnership`.
            parent = "" if path.rsplit(".", 1)[-1] in ENVELOPES else f"{name}."
            inner = path and f"{path}."
            yield from _walk(
                item, f"{parent if path else ''}{mended(key)}", f"{inner}{squeeze(key)}", wanted, in_thread=in_thread
            )
    elif isinstance(value, list) and any(isinstance(item, Members) for item in value) and not deep:
        thread = path in THREADS or path.rsplit(".", 1)[-1] in THREADS
        for item in value:
            yield from _walk(item, name, path, wanted, in_thread=in_thread or thread)
    elif value is not None:
        yield from _leaf(value, name, path, wanted, in_thread=in_thread)


def _leaf(value: Value, name: str, path: str, wanted: Mapping[str, str], *, in_thread: bool) -> Iterator[Leaf]:
    role = _role(name, path, wanted)
    if in_thread and role.kind in ("text", "id"):
        role = Role("thread") if role.kind == "text" else META
    if path in THREADS and isinstance(value, list):
        role = Role("thread")
    if isinstance(value, list) and role.kind in ("part", "thread") and all(isinstance(item, str) for item in value):
        for item in value:
            yield name, item, role
    else:
        yield name, value, role


def _role(name: str, path: str, wanted: Mapping[str, str]) -> Role:
    for kind, key in wanted.items():
        if same(name, key):
            return Role(kind, -1)
    parent, _, _ = path.rpartition(".")
    last_parent = parent.rsplit(".", 1)[-1]
    role = PATHS.get(path) or (role_of(name.rsplit(".", 1)[-1]) if not parent or _transparent(last_parent) else META)
    if role.kind in wanted and role.kind != "part":
        return Role("part") if role.kind == "text" else META
    return role


def _transparent(parent: str) -> bool:
    return parent in ENVELOPES or parent in THREADS


def _written(value: Value) -> str:
    """A value as a string of metadata."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Number):
        return value.written
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(item, (list, Members)) for item in value):
        return ", ".join(map(_written, value))
    return "" if value is None else json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: object) -> object:
    return value.items if isinstance(value, Members) else value.written if isinstance(value, Number) else str(value)
