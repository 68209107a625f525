"""Compiled charters, kept for the next run: one file a charter, lines of JSON, read only as far as needed.

    line 1   what this is, and the SHA-256 of everything behind it
    line 2   the files it was made of, each with the SHA-256 of its content, and where the parts begin
    then     the charter, its outline, one line a rule, one line a list of phrases

Nothing in it is ever run. A file that is damaged, of another user, or of other sources is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload
from unicodedata import unidata_version
from zoneinfo import ZoneInfo

from postguard import __version__
from postguard.model import Charter, Rule
from postguard.packs import rules_folder
from postguard.screen import Outline

if TYPE_CHECKING:
    from postguard.matcher import Run

SUFFIX = ".compiled"
FORMAT = b"postguard compiled charter 1"

_HOMES = (
    "model",
    "fields",
    "typed",
    "matcher",
    "conditions",
    "scope",
    "kinds.claim",
    "kinds.confidential",
    "kinds.disclosure",
)
"""Where the classes of stored values are defined: no other class is ever written or made."""


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


def clear(folder: Path) -> int:
    """Remove every compiled charter of a cache, and what an interrupted run left; how many there were."""
    found = [path for path in folder.glob(f"*{SUFFIX}*") if path.is_file()]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def load(path: Path) -> Charter | None:
    """The charter in a file; None when it is not there, not ours, damaged, or made by or of something else."""
    data = _own(path)
    if data is None:
        return None
    head, _, rest = data.partition(b"\n")
    if head != FORMAT + b" " + hashlib.sha256(rest).hexdigest().encode():
        return None
    lines = rest.split(b"\n")
    made_by, made_of, rules, dormant, phrases, classes = json.loads(lines[0])
    if made_by != engine() or contents(made_of) != made_of:
        return None
    shelf = _Shelf(lines, phrases, classes)
    charter = shelf.value(1)
    assert isinstance(charter, Charter)
    outline = Outline(*json.loads(lines[2]))
    kept, asleep = (Shelved(shelf, range(*edges), outline) for edges in ((rules, dormant), (dormant, phrases)))
    return replace(charter, rules=kept, dormant=asleep)


def save(path: Path, charter: Charter, outline: Outline, made_of: Iterable[Path]) -> None:
    """Write the file in one move; whoever reads it meanwhile sees the old one or the new one. Raises OSError.

    The folder is for its owner alone, and so is the file: it holds every word that the charter keeps secret.
    """
    packer = _Packer()
    body = [packer.line(replace(charter, rules=(), dormant=())), _json(outline)]
    rules = len(body) + 1
    body += map(packer.line, charter.rules)
    dormant = len(body) + 1
    body += map(packer.line, charter.dormant)
    phrases = len(body) + 1
    body += packer.shared()
    rest = b"\n".join(
        [_json([engine(), contents(map(str, made_of)), rules, dormant, phrases, list(packer.classes)]), *body]
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(FORMAT + b" " + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _own(path: Path) -> bytes | None:
    """What a file of ours holds; None when anyone else could have written it."""
    try:
        with path.open("rb") as file:
            facts = os.fstat(file.fileno())
            ours = not hasattr(os, "getuid") or (facts.st_uid == os.getuid() and not facts.st_mode & 0o077)
            return file.read() if ours and stat.S_ISREG(facts.st_mode) else None
    except OSError:
        return None


class _Packer:
    """Values → lines. Lists of phrases that rules share stay shared."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._phrases: list[Any] = []
        self._sets: dict[frozenset[str], int] = {}
        self.classes: dict[str, int] = {}
        self._fields: dict[type, list[tuple[str, Any]]] = {}

    def line(self, value: Any, *, shared: bool = False) -> bytes:
        self._sets = {}
        packed = self._class(value) if shared else self._packed(value)
        return _json([[sorted(words) for words in self._sets], packed])

    def shared(self) -> Iterator[bytes]:
        """The lists of phrases named so far, and those that they name."""
        at = 0
        while at < len(self._phrases):
            yield self.line(self._phrases[at], shared=True)
            at += 1

    def _packed(self, value: Any) -> Any:
        kind = type(value)
        if value is None or kind in (str, bool, int, float):
            return value
        if kind is tuple:
            return [self._packed(item) for item in value]
        if kind is frozenset:
            return {"s": self._sets.setdefault(value, len(self._sets))}
        if isinstance(value, Mapping):
            return {"m": [[key, self._packed(item)] for key, item in value.items()]}
        if isinstance(value, datetime):
            zone = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None
            return {"d": [value.replace(tzinfo=None).isoformat() if zone else value.isoformat(), zone, value.fold]}
        if isinstance(value, ZoneInfo):
            return {"z": value.key}
        if kind.__name__ == "Run" and value.of is not None:
            return {"f": 0}  # stands behind the run whose words it has in one piece
        if kind.__name__ == "Phrases":
            if id(value) not in self._numbers:
                self._numbers[id(value)] = len(self._phrases)
                self._phrases.append(value)
            return {"p": self._numbers[id(value)]}
        return self._class(value)

    def _class(self, value: Any) -> Any:
        kind = type(value)
        home = kind.__module__.removeprefix("postguard.")
        if home not in _HOMES or not (is_dataclass(value) or isinstance(value, tuple)):
            raise Unstorable(f"{kind.__module__}.{kind.__qualname__}")
        name = self.classes.setdefault(f"{home}:{kind.__name__}", len(self.classes))
        if isinstance(value, tuple):
            return {"c": [name, *map(self._packed, value)]}
        if kind not in self._fields:
            self._fields[kind] = [(field.name, field.default) for field in fields(value)]
        known = self._fields[kind]
        items = [getattr(value, name) for name, _ in known]
        # What is as it is when nothing is said need not be said.
        while items and items[-1] is known[len(items) - 1][1]:
            items.pop()
        return {"c": [name, *map(self._packed, items)]}


class _Shelf:
    """Lines → values, each made when first asked for."""

    def __init__(self, lines: list[bytes], phrases: int, names: list[str]) -> None:
        self._lines, self._first, self._names = lines, phrases, names
        self._made: dict[int, Any] = {}
        self._classes: dict[int, Callable[..., Any]] = {}

    def value(self, number: int) -> Any:
        if number not in self._made:
            sets, packed = json.loads(self._lines[number])
            self._made[number] = self._unpacked(packed, [frozenset(words) for words in sets])
        return self._made[number]

    def _unpacked(self, packed: Any, sets: Sequence[frozenset[str]]) -> Any:
        if isinstance(packed, list):
            made: list[Any] = []
            for item in packed:
                made.append(_flat(made[-1]) if item == {"f": 0} else self._unpacked(item, sets))
            return tuple(made)
        if not isinstance(packed, dict):
            return packed
        ((kind, given),) = packed.items()
        match kind:
            case "s":
                return sets[given]
            case "p":
                return self.value(self._first + given)
            case "m":
                return {key: self._unpacked(item, sets) for key, item in given}
            case "z":
                return ZoneInfo(given)
            case "d":
                moment = datetime.fromisoformat(given[0])
                return moment.replace(tzinfo=ZoneInfo(given[1]), fold=given[2]) if given[1] else moment
        number, *items = given
        return self._class(number)(*(self._unpacked(item, sets) for item in items))

    def _class(self, number: int) -> Callable[..., Any]:
        if number not in self._classes:
            home, _, kind = self._names[number].partition(":")
            assert home in _HOMES
            self._classes[number] = getattr(import_module(f"postguard.{home}"), kind)
        return self._classes[number]


def _flat(run: Run) -> Run | None:
    from postguard.matcher import in_one_piece

    return in_one_piece(run)


class Shelved(Sequence[Rule]):
    """Rules that are read from their lines when asked for, with what was worked out of them all."""

    def __init__(self, shelf: _Shelf, lines: range, outline: Outline) -> None:
        self._shelf, self._range, self.outline = shelf, lines, outline

    def __len__(self) -> int:
        return len(self._range)

    @overload
    def __getitem__(self, at: int) -> Rule: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Rule]: ...

    def __getitem__(self, at: int | slice) -> Rule | Sequence[Rule]:
        if isinstance(at, slice):
            return tuple(self._shelf.value(number) for number in self._range[at])
        rule: Rule = self._shelf.value(self._range[at])
        return rule


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
