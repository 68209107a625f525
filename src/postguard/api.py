"""The call most people need: `check`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from postguard import store
from postguard.checker import Checker
from postguard.model import Charter, Post, Report
from postguard.packs import find

if TYPE_CHECKING:
    from postguard.charter import Compiled
    from postguard.lists import Written


def load(
    charter: str | Path | None = None,
    *,
    start: Path | None = None,
    cache: Path | None = None,
    trace: list[Written] | None = None,
    waiting: Callable[[int], None] = lambda packs: None,
) -> Charter:
    """A charter by its path or the name of a shipped pack; None takes the nearest `charter.yaml`, else the starter.

    `cache`: a folder of its own in which compiled charters are kept for the next time. `trace`: where the lists of
    patterns are noted as they are read. `waiting`: told how many packs must be compiled for the cache, before they are.
    Raises UsageError when there is none of that name, CharterError with every mistake of its files.
    """
    path, shown = find(None if charter is None else str(charter), start or Path.cwd())
    if cache is None or trace is not None:
        return _compiled(path, shown, trace)
    place = store.place(cache, path, shown)
    return store.load(place, partial(_compiled, path, shown)) or _kept(path, shown, place, waiting)


def _compiled(path: Path, shown: str, trace: list[Written] | None = None) -> Charter:
    from postguard import charter as charters

    with _no_collection():
        return charters.load(path, shown, trace=trace)


def _kept(path: Path, shown: str, place: Path, waiting: Callable[[int], None]) -> Charter:
    """The charter, compiled and kept for the next time."""
    from postguard import charter as charters
    from postguard.literals import outline

    made_of: dict[str, str] = {}
    shelf = _CachedPacks(store.packs_beside(place), waiting)
    with _no_collection():
        # Looked at before they are read: what changes meanwhile is compiled again the next time.
        charter = charters.load(
            path, shown, reads=lambda file: made_of.update(store.contents([str(file)])), shelf=shelf
        )
        # A folder that cannot be written to makes things slow, not wrong.
        with suppress(OSError, store.Unstorable):
            store.save(place, charter, outline(charter, shelf.kept), made_of, shelf.kept)
            return store.load(place, partial(_compiled, path, shown)) or charter
    return charter


@dataclass(slots=True)
class _CachedPacks:
    """The packs of a charter in the cache."""

    path: Path
    waiting: Callable[[int], None]
    kept: store.Packs | None = None
    """What was found there, or put there."""

    def packs(self, names: list[str], given: Mapping[str, str], make: Callable[[], Compiled | None]) -> Compiled:
        from postguard.literals import outline

        self.kept = store.load_packs(self.path, names, given)
        if self.kept is not None:
            return self.kept.charters
        self.waiting(len(names))
        made = make()
        if made is None:
            return {}
        whole = replace(next(iter(made.values())), rules=tuple(store.rules_of(made)))
        with suppress(OSError, store.Unstorable):
            store.save_packs(self.path, made, outline(whole), given)
            self.kept = store.load_packs(self.path, names, given)
        return self.kept.charters if self.kept else made


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing that is made here is garbage: looking for some takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def check(
    posts: str | Post | Iterable[str | Post],
    charter: str | Path | Charter | None = None,
    *,
    role: str | None = None,
    network: str | None = None,
    language: str | None = None,
    publish_at: datetime | None = None,
    now: datetime | None = None,
) -> Report:
    """Check one post or several against a charter.

    Strings become posts with the given fields; `Post`s keep their own. `now` (aware) is when posts without a date go
    out. Raises UsageError and CharterError.

    >>> check("Nos crèmes guérissent tout, 100 % garanti !").violations[0].clause.title  # doctest: +SKIP
    """
    loaded = charter if isinstance(charter, Charter) else load(charter)
    given = [posts] if isinstance(posts, str | Post) else posts
    made = (
        Post(post, role=role, network=network, language=language, publish_at=publish_at)
        if isinstance(post, str)
        else post
        for post in given
    )
    return Report(loaded, tuple(Checker(loaded, now=now).check_all(made)))
