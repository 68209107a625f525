"""The fields of an object, however deep they lie: their names, what they are, what they hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from postguard.readers import markup
from postguard.readers.columns import META, Role, role_of, same
from postguard.readers.flaws import mended
from postguard.readers.folding import squeeze
from postguard.readers.records import Field
from postguard.readers.strict_json import Members, Number, Value

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


def fields_of(value: Members, wanted: Mapping[str, str]) -> Iterator[Field]:
    """The fields of an object that is not a record among others."""
    return fields(leaves(value, wanted), lambda _: 1)


def fields(found: Iterable[Leaf], line_of: Callable[[Value], int]) -> Iterator[Field]:
    for name, item, role in found:
        published = role.kind in ("text", "thread", "part")
        value = written(item)
        if published and not isinstance(item, str):
            role = META
        elif published and markup.is_html(value):
            value = markup.text_of(value)
        yield Field(name, role, value, line_of(item))


def repeated(value: Value) -> Iterator[str]:
    """Keys that stand twice in an object, however deep."""
    if isinstance(value, Members):
        yield from map(mended, value.repeated)
    inner = value.items.values() if isinstance(value, Members) else value if isinstance(value, list) else ()
    for item in inner:
        yield from repeated(item)


def leaves(value: Members, wanted: Mapping[str, str]) -> Iterator[Leaf]:
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


def written(value: Value) -> str:
    """A value as a string of metadata."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Number):
        return value.written
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(item, (list, Members)) for item in value):
        return ", ".join(map(written, value))
    return "" if value is None else json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: object) -> object:
    return value.items if isinstance(value, Members) else value.written if isinstance(value, Number) else str(value)
