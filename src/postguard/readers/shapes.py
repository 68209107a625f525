"""Where the posts are in a JSON value: the shapes of schedulers and of networks.

Postiz, Mastodon, Bluesky, Buffer, Mixpost and WordPress differ in little more than names;
the tables here and in `leaves` hold these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from postguard.model import Post, Problem
from postguard.readers import dates
from postguard.readers.columns import kind_of, listed, role_of, same
from postguard.readers.folding import squeeze
from postguard.readers.leaves import fields, leaves, repeated
from postguard.readers.records import Record, posts_of
from postguard.readers.strict_json import Members, Number, Text, Value

LISTS = (
    *("posts", "drafts", "messages", "items", "scheduledstatuses", "statuses", "publications", "updates", "entries"),
    *("records", "results", "rows", "nodes", "edges", "data", "response", "result"),
)
"""Keys under which a list of posts stands, the more telling first."""
POSTIZ = ("draft", "schedule", "now", "update")
"""What stands beside `date` in a request to Postiz."""
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
            return _with_common(records, value)
    return None if value.items and not _has_text(value) else [value]


def _with_common(records: list[Value], envelope: Members) -> list[Value]:
    """What the envelope says of all its posts, each of them says too, unless it says otherwise."""
    kinds = {"network", "language"}
    # Elsewhere, a date beside a list is when the list was made.
    if envelope.items.get("type") in POSTIZ:
        kinds.add("publish_at")
    common = {key: item for key, item in envelope.items.items() if role_of(key).kind in kinds and isinstance(item, str)}
    for record in records if common else ():
        if isinstance(record, Members):
            told = {role_of(key).kind for key in record.items}
            record.items.update({key: item for key, item in common.items() if role_of(key).kind not in told})
    return records


def _has_text(value: Members) -> bool:
    return any(role.kind in ("text", "thread") for _, _, role in leaves(value, {}))


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
    found = list(leaves(value, wanted))
    flaws = [f"The key “{key[:40]}” stands twice; only the last one was read." for key in repeated(value)]
    wrong = "".join(
        f"Its “{name[:40]}” is {KINDS[type(item)]}, not a text. "
        for name, item, role in found
        if role.kind == "text" and not isinstance(item, str)
    )
    missing = f"Record {record.number} has no text; its keys are: {listed(list(value.items))}. {wrong}"
    missing += "If another key holds the text, say so with --map text=KEY."
    known = Record(record.source, record.number, record.line, record.order, record.meta, flaws, missing)
    yield from posts_of(fields(found, line_of or (lambda _: record.line)), known)


def unseen(value: Value, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the keys named by the user that this record does not have."""
    if not keys or not isinstance(value, Members):
        return keys
    names = [name for name, _, _ in leaves(value, {})]
    return tuple(key for key in keys if not any(same(name, key) for name in names))


def unseen_problems(source: str, keys: tuple[str, ...]) -> Iterator[Problem]:
    for key in keys:
        yield Problem(source, f"No record of it has the key “{key}”, which was asked for.")


def order_of(values: list[Value], given: Mapping[str, str]) -> dates.Order | None:
    """What the dates of all records begin with."""
    wanted = {kind_of(kind): key for kind, key in given.items()}
    records = (value for value in values if isinstance(value, Members))
    found = (leaf for record in records for leaf in leaves(record, wanted))
    return dates.order_in(item for _, item, role in found if role.kind == "publish_at" and isinstance(item, str))
