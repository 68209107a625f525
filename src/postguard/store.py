"""Compiled charters, kept for the next run: one file a charter, in parts, each read only when it is needed.

    line 1   what this is, and the SHA-256 of line 2
    line 2   what made it, the files it was made of with the SHA-256 of each, and for each part its size and SHA-256
    parts    the charter; its outline, in pieces; lines of JSON: the rules, their phrases, the tests on tokens in these,
             the sets of words in those

The shipped packs that a charter uses lie beside it in a file of their own, of the same make, which stays as it is when
the charter's own rules change.

Nothing in it is ever run. A file that is damaged, of another user, or of other sources is as good as none; a part that
turns out to be damaged when it is needed is compiled again.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO, overload
from unicodedata import unidata_version
from zoneinfo import ZoneInfo

from postguard import __version__
from postguard.model import Charter, Rule
from postguard.outline import Outline
from postguard.packs import rules_folder

SUFFIX = ".compiled"
FORMAT = b"postguard compiled charter 3"
_BLOBS = ("words", "memberships", "keys", "nodes", "bare")
"""The pieces of an outline, its first ones, that are looked into, not read."""

_HOMES = (
    "model",
    "fields",
    "typed",
    "phrases",
    "conditions",
    "scope",
    "kinds.claim",
    "kinds.confidential",
    "kinds.disclosure",
)
"""Where the classes of stored values are defined: no other class is ever written or made."""


@cache
def engine() -> str:
    """What compiles charters, by a digest: this version, its files with size and date, the Python below."""
    digest = hashlib.sha256(f"{__version__} {sys.version} {unidata_version}".encode())
    for folder in (str(Path(__file__).parent), str(rules_folder())):
        for name, size, changed in sorted(_files(folder)):
            digest.update(f"{name} {size} {changed}\n".encode())
    return digest.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                facts = entry.stat()
                yield entry.path, facts.st_size, facts.st_mtime_ns


def contents(names: Iterable[str]) -> dict[str, str]:
    """Files → the SHA-256 of what they hold now; of one that cannot be read, nothing."""
    return {name: _digest(Path(name)) for name in names}


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


class Unstorable(TypeError):
    """A value that has no place in the file; its charter is compiled each time."""


def place(folder: Path, charter: Path, shown: str) -> Path:
    """Where in the folder of the cache a charter is kept: under a name that does not tell its own."""
    named = f"{charter.resolve()}\n{shown}".encode("utf-8", "surrogateescape")
    return folder / (hashlib.sha256(named).hexdigest()[:32] + SUFFIX)


def packs_beside(path: Path) -> Path:
    """Where the packs of a compiled charter are kept."""
    return path.with_suffix(f"{SUFFIX}-packs")


def clear(folder: Path) -> int:
    """Remove every compiled charter of a cache, and what an interrupted run left; how many charters there were."""
    found = [path for path in folder.glob(f"*{SUFFIX}*") if path.is_file()]
    for path in found:
        path.unlink(missing_ok=True)
    return sum(f"{SUFFIX}-packs" not in path.name for path in found)


@dataclass(frozen=True, slots=True)
class Packs:
    """Packs that a charter uses, compiled, before it switches or binds any of their rules."""

    charters: Mapping[str, Charter]
    """By the name of the pack."""
    shelf: _Shelf
    """Where their phrases are."""
    outline: Outline

    @property
    def numbers(self) -> dict[str, int]:
        """The rules that the outline knows, by id."""
        return {rule.id: number for number, rule in enumerate(rules_of(self.charters))}


def rules_of(packs: Mapping[str, Charter]) -> list[Rule]:
    """Every rule of some packs once, those switched off among them."""
    return list({rule.id: rule for pack in packs.values() for rule in (*pack.rules, *pack.dormant)}.values())


def load(path: Path, again: Callable[[], Charter]) -> Charter | None:
    """The charter in a file; None when it is not there, not ours, damaged, or made by or of something else.

    `again` compiles it, for a part that turns out to be damaged later.
    """
    shelf = _with_packs(path, again)
    if shelf is None:
        return None
    try:
        ((_, charter, rules, dormant),) = shelf.charters()
        outline = shelf.outline()
    except Damaged:
        return None
    return replace(charter, rules=Shelved(shelf, rules, outline), dormant=Shelved(shelf, dormant, outline))


def _with_packs(path: Path, again: Callable[[], Charter]) -> _Shelf | None:
    shelf = _opened(path, again)
    if shelf is not None and shelf.head["packs"]:
        shelf.packs = _opened(packs_beside(path), again)
        if shelf.packs is None or shelf.packs.title != shelf.head["packs"]:
            return None
    return shelf


def _reopened(path: Path, title: str, again: Callable[[], Charter]) -> _Shelf:
    """What another process had opened; when the file is no longer the same, everything in it counts as damaged."""
    shelf = _with_packs(path, again)
    return shelf if shelf is not None and shelf.title == title else _Shelf(path, _Parts(-1, 0, ()), title, {}, again)


def load_packs(path: Path, names: Iterable[str], given: Mapping[str, str]) -> Packs | None:
    """The packs that a file holds; None when it is no such file, or they are others, or made with other words.

    `given`: what the charter says that packs may ask for, each by its key and a digest of it.
    """
    shelf = _opened(path, None)
    if shelf is None or shelf.head["names"] != list(names):
        return None
    if any(given.get(key, "") != digest for key, digest in shelf.head["given"].items()):
        return None
    try:
        charters = {
            name: replace(charter, rules=tuple(map(shelf.rule, rules)), dormant=tuple(map(shelf.rule, dormant)))
            for name, charter, rules, dormant in shelf.charters()
        }
        return Packs(charters, shelf, shelf.outline())
    except Damaged:
        return None


def save(
    path: Path, charter: Charter, outline: Outline, made_of: Mapping[str, str], packs: Packs | None = None
) -> None:
    """Keep a charter; its packs are kept beside it already. Raises OSError.

    `made_of`: the files that were read, each with the SHA-256 of what it held then.
    """
    packer = _Packer(packs.shelf if packs else None)
    head = {"made_of": made_of, "packs": packs.shelf.title if packs else ""}
    _write(path, packer, {"": charter}, [*charter.rules, *charter.dormant], outline, head)


def save_packs(path: Path, packs: Mapping[str, Charter], outline: Outline, given: Mapping[str, str]) -> None:
    """Keep packs; `outline` is of `rules_of` them, `given` what the charter says for what they ask. Raises OSError."""
    asked = ["us", *(f"${name}" for pack in packs.values() for about in pack.packs for name in about.parameters)]
    head = {"names": list(packs), "given": {key: given.get(key, "") for key in asked}}
    _write(path, _Packer(), packs, rules_of(packs), outline, head)


def _write(
    path: Path, packer: _Packer, charters: Mapping[str, Charter], rules: list[Rule], outline: Outline, more: Any
) -> None:
    """Write a file in one move; whoever reads it meanwhile sees the old one or the new one.

    The folder is for its owner alone, and so is the file: it holds every word that the charter keeps secret.
    """
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    bare = [
        [
            name,
            packer.packed(replace(charter, rules=(), dormant=())),
            [numbers[rule.id] for rule in charter.rules],
            [numbers[rule.id] for rule in charter.dormant],
        ]
        for name, charter in charters.items()
    ]
    lines = [_json(packer.packed(rule)) for rule in rules]
    parts = {
        "charter": _json(bare),
        "outline": _json(outline._replace(packs=None)[len(_BLOBS) :]),
        **{name: getattr(outline, name) for name in _BLOBS},
        "rules": b"\n".join(lines),
        "phrases": b"\n".join(packer.shared()),
        "slots": b"\n".join(_json(packer._class(slot)) for slot in packer.slots),
        "sets": b"\n".join(_json(sorted(words)) for words in packer.sets),
    }
    sizes = [(name, len(part), _sha(part).decode()) for name, part in parts.items()]
    nothing: Any = {"made_of": {}, "packs": "", "names": [], "given": {}}
    head = _json(nothing | more | {"engine": engine(), "sizes": sizes, "classes": list(packer.classes)})
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    from tempfile import mkstemp  # 5 ms, and only who writes needs it

    descriptor, name = mkstemp(prefix=f"{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(b"\n".join([FORMAT + b" " + _sha(head), head, b"".join(parts.values())]))
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _sha(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


class Damaged(ValueError):
    """A part is not what was written."""


class _Parts:
    """The parts of an open file, each read and verified when it is first asked for.

    The file stays open: whoever replaces it meanwhile leaves us the old one.
    """

    def __init__(self, descriptor: int, start: int, sizes: Iterable[tuple[str, int, str]]) -> None:
        self._descriptor = descriptor
        self._where: dict[str, tuple[int, int, str]] = {}
        self._lines: dict[str, list[bytes]] = {}
        for name, size, digest in sizes:
            self._where[name] = start, size, digest
            start += size

    def __del__(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._where:
            raise Damaged(name)
        start, size, digest = self._where[name]
        part = self._read(start, size)
        if _sha(part).decode() != digest:
            raise Damaged(name)
        return part

    def _read(self, start: int, size: int) -> bytes:
        if hasattr(os, "pread"):  # processes that share the file share its position
            return os.pread(self._descriptor, size, start)
        os.lseek(self._descriptor, start, os.SEEK_SET)
        return os.read(self._descriptor, size)

    def lines(self, name: str) -> list[bytes]:
        if name not in self._lines:
            self._lines[name] = self[name].split(b"\n")
        return self._lines[name]


def _opened(path: Path, again: Callable[[], Charter] | None) -> _Shelf | None:
    """What a file holds, if it is ours, whole so far, and made by this program of the same files."""
    with _own(path) as file:
        if file is None:
            return None
        title, line = file.readline(), file.readline().rstrip(b"\n")
        if title != FORMAT + b" " + _sha(line) + b"\n":
            return None
        head = json.loads(line)
        if head["engine"] != engine() or contents(head["made_of"]) != head["made_of"]:
            return None
        return _Shelf(path, _Parts(os.dup(file.fileno()), file.tell(), head["sizes"]), title.decode(), head, again)


@contextmanager
def _own(path: Path) -> Iterator[BinaryIO | None]:
    """A file of ours; None when anyone else could have written it."""
    try:
        file = path.open("rb")
    except OSError:
        yield None
        return
    with file:
        facts = os.fstat(file.fileno())
        ours = not hasattr(os, "getuid") or (facts.st_uid == os.getuid() and not facts.st_mode & 0o077)
        yield file if ours and stat.S_ISREG(facts.st_mode) else None


_AS_IS = frozenset({type(None), str, bool, int, float})
_SAID = object()
"""Never the value of a field: it is always written."""
_Kind = tuple[int, Callable[[Any], Iterable[Any]], Sequence[Any]]
"""The number of a class in a file, what gives the fields of a value of it, and what stands there unless it is said."""


class _Packer:
    """Values → JSON. Lists of phrases that rules share stay shared, and so do sets of words."""

    def __init__(self, packs: _Shelf | None = None) -> None:
        """`packs`: where the phrases of its packs are kept already."""
        self._packs = packs
        self._numbers: dict[int, int] = {}
        self._phrases: list[Any] = []
        self.sets: dict[frozenset[str], int] = {}
        self.classes: dict[str, int] = {}
        self._kinds: dict[type, _Kind] = {}
        self.slots: dict[Any, int] = {}
        self._tests: dict[int, tuple[Any, int]] = {}
        """Lines of tests by their id; beside them: it is theirs while they live."""

    def shared(self) -> Iterator[bytes]:
        """The lists of phrases named so far, and those that they name."""
        at = 0
        while at < len(self._phrases):
            yield _json(self._class(self._phrases[at]))
            at += 1

    def packed(self, value: Any) -> Any:
        kind = type(value)
        if kind in _AS_IS:
            return value
        if kind is tuple:
            if value and type(value[0]).__name__ == "Slot":
                return {"w": list(map(self._slot, value))}
            return [self.packed(item) for item in value]
        if kind is frozenset:
            return {"s": self.sets.setdefault(value, len(self.sets))}
        if isinstance(value, Mapping):
            return {"m": [[key, self.packed(item)] for key, item in value.items()]}
        if isinstance(value, datetime):
            zone = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None
            return {"d": [value.replace(tzinfo=None).isoformat() if zone else value.isoformat(), zone, value.fold]}
        if isinstance(value, ZoneInfo):
            return {"z": value.key}
        if kind.__name__ == "Deferred" and value.shelf is self._packs:
            return {"b": value.line}
        if kind.__name__ in ("Phrases", "Deferred"):
            if id(value) not in self._numbers:
                self._numbers[id(value)] = len(self._phrases)
                self._phrases.append(value.made if kind.__name__ == "Deferred" else value)
            return {"p": self._numbers[id(value)]}
        return self._class(value)

    def _slot(self, slot: Any) -> int:
        """The line of a test on a token: most stand in many runs."""
        if id(slot) not in self._tests:
            if slot not in self.slots:
                self.slots[slot] = len(self.slots)
            self._tests[id(slot)] = slot, self.slots[slot]
        return self._tests[id(slot)][1]

    def _class(self, value: Any) -> Any:
        number, items_of, defaults = self._kinds.get(type(value)) or self._kind(type(value))
        items = list(items_of(value))
        # What is as it is when nothing is said need not be said.
        while items and items[-1] is defaults[len(items) - 1]:
            items.pop()
        return {"c": [number, *[item if type(item) in _AS_IS else self.packed(item) for item in items]]}

    def _kind(self, kind: type) -> _Kind:
        """How values of a class are written. Raises Unstorable."""
        home = kind.__module__.removeprefix("postguard.")
        if home not in _HOMES or not (is_dataclass(kind) or issubclass(kind, tuple)):
            raise Unstorable(f"{kind.__module__}.{kind.__qualname__}")
        number = self.classes.setdefault(f"{home}:{kind.__name__}", len(self.classes))
        if issubclass(kind, tuple):
            self._kinds[kind] = number, tuple, (_SAID,) * len(kind._fields)  # type: ignore[attr-defined]
        else:
            known = [(field.name, field.default) for field in fields(kind) if field.init]
            names = [name for name, _ in known]
            get = attrgetter(*names)
            self._kinds[kind] = number, get if len(names) > 1 else lambda value: (get(value),), [d for _, d in known]
        return self._kinds[kind]


class _Shelf:
    """Parts of a file → values, each made when first asked for."""

    def __init__(
        self, path: Path, parts: _Parts, title: str, head: Mapping[str, Any], again: Callable[[], Charter] | None
    ) -> None:
        """`again`: compiles the charter, for a part that is damaged; None: what reads it cannot do without."""
        self.path = path
        self.parts, self.title, self.head, self._again = parts, title, head, again
        self.packs: _Shelf | None = None
        """Where the phrases of its packs are."""
        self._made: dict[tuple[str, int], Any] = {}
        self._classes: dict[int, Callable[..., Any]] = {}
        self._anew: tuple[Rule, ...] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """To a process that is no copy of this one goes where it is, not what is in it."""
        return _reopened, (self.path, self.title, self._again)

    def charters(self) -> Iterator[tuple[str, Charter, list[int], list[int]]]:
        """What it holds by name, without the rules: the lines of those that are in force, and of the others."""
        for name, packed, rules, dormant in json.loads(self.parts["charter"]):
            yield name, self._unpacked(packed), rules, dormant

    def outline(self) -> Outline:
        blobs: list[Any] = [self.parts[name] for name in _BLOBS]
        made = Outline(*blobs, *json.loads(self.parts["outline"]))
        return made._replace(packs=self.packs.outline()) if self.packs else made

    def rule(self, number: int) -> Rule:
        if self._anew is None:
            try:
                rule: Rule = self._value("rules", number)
                self._phrases_are_whole()
                return rule
            except Damaged:
                if self._again is None:
                    raise
                charter = self._again()
                self._anew = (*charter.rules, *charter.dormant)
        return self._anew[number]

    def _phrases_are_whole(self) -> None:
        """Before any of a rule's phrases is asked for: later it would be too late to compile it anew."""
        for shelf in filter(None, (self, self.packs)):
            for part in ("phrases", "slots", "sets"):
                shelf.parts.lines(part)

    def _value(self, part: str, number: int) -> Any:
        if (part, number) not in self._made:
            line = json.loads(self.parts.lines(part)[number])
            self._made[part, number] = frozenset(line) if part == "sets" else self._unpacked(line)
        return self._made[part, number]

    def _phrases(self, number: int) -> Any:
        """Phrases that are read when somebody looks at them: the same for all who name them."""
        if ("deferred", number) not in self._made:
            from postguard.phrases import Deferred

            self._made["deferred", number] = Deferred(self, number, lambda line: self._value("phrases", line))
        return self._made["deferred", number]

    def _unpacked(self, packed: Any) -> Any:
        if isinstance(packed, list):
            return tuple(map(self._unpacked, packed))
        if not isinstance(packed, dict):
            return packed
        ((kind, given),) = packed.items()
        match kind:
            case "s":
                return self._value("sets", given)
            case "w":
                return tuple(self._value("slots", number) for number in given)
            case "p":
                return self._phrases(given)
            case "b":
                assert self.packs
                return self.packs._phrases(given)
            case "m":
                return {key: self._unpacked(item) for key, item in given}
            case "z":
                return ZoneInfo(given)
            case "d":
                moment = datetime.fromisoformat(given[0])
                return moment.replace(tzinfo=ZoneInfo(given[1]), fold=given[2]) if given[1] else moment
        number, *items = given
        return self._class(number)(*map(self._unpacked, items))

    def _class(self, number: int) -> Callable[..., Any]:
        if number not in self._classes:
            home, _, kind = self.head["classes"][number].partition(":")
            assert home in _HOMES
            self._classes[number] = getattr(import_module(f"postguard.{home}"), kind)
        return self._classes[number]


class Shelved(Sequence[Rule]):
    """Rules that are read from their lines when asked for, with what was worked out of them all."""

    def __init__(self, shelf: _Shelf, lines: Sequence[int], outline: Outline) -> None:
        self._shelf, self._numbers, self.outline = shelf, lines, outline

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Rule: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Rule]: ...

    def __getitem__(self, at: int | slice) -> Rule | Sequence[Rule]:
        if isinstance(at, slice):
            return tuple(self._shelf.rule(number) for number in self._numbers[at])
        return self._shelf.rule(self._numbers[at])


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _json(value: Any) -> bytes:
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")
