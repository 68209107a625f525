"""YAML as communications people write it: every scalar stays a string, everything knows its line and column.

PyYAML's own loader turns French `on` and `non` into True and False, `12:30` into 750 and `- #ProjetX` into nothing.
Here a value comes out as it was written, or it is a `Fault` that shows the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postguard.errors import CharterError, Fault
from postguard.model import Place

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_ALIASES = 100
"""Limits against files made to be slow: no charter seen comes near them."""

_GLUED_COMMENT = re.compile(r"[,\]}]*[ \t]+#[^\s#!]")


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a file: `text` of a scalar, `items` of a list, `entries` of a mapping; exactly one is not None."""

    file: YamlFile = field(repr=False)
    line: int
    column: int
    text: str | None = None
    items: tuple[Node, ...] | None = None
    entries: tuple[tuple[Node, Node], ...] | None = None
    block: bool = False
    """A literal text block (`|`): a list of lines for those who ask for `lines`."""
    dropped: bool = False
    """YAML dropped the text as a comment, which has been noted."""

    @property
    def place(self) -> Place:
        return Place(self.file.path, self.line, self.column)

    @property
    def what(self) -> str:
        """The value in words, for messages."""
        if self.items is not None:
            return "a list"
        if self.entries is not None:
            return "a mapping (key: value)"
        if self.block:
            return "a text block"
        return f"“{self.text}”" if self.text else "nothing"

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries or () if name.text == key), None)

    def fault(self, message: str, hint: str = "", *, offset: int = 0) -> None:
        """Note a mistake at this value, `offset` characters further."""
        self.file.fault(self.line, self.column + offset, message, hint)

    def lines(self) -> Iterator[Node]:
        """The lines of a text block as scalars of their own, without blank lines and `# ` comments."""
        first = self.line + 1
        for number, line in enumerate((self.text or "").split("\n")):
            words = line.strip()
            if not words or words == "#" or words.startswith("# "):
                continue
            shown = self.file.line(first + number)
            yield Node(self.file, first + number, len(shown) - len(shown.lstrip()) + 1, text=words)


class YamlFile:
    """One file and the faults found in it so far."""

    def __init__(self, path: str, content: str) -> None:
        self.path = path
        self.content = content
        # YAML breaks lines where its own marks count them, not at every separator that str.splitlines knows.
        self._lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", content)
        self.faults: list[Fault] = []

    def line(self, number: int) -> str:
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def fault(self, line: int, column: int, message: str, hint: str = "") -> None:
        self.faults.append(Fault(self.path, line, max(column, 1), message, hint, self.line(line)))


def load(path: Path, shown: str) -> Node:
    """The root of a YAML file, a mapping. Raises CharterError; softer faults are left in `root.file.faults`."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise CharterError([Fault(shown, 1, 1, "this is a folder, not a charter file")]) from None
    except OSError as error:
        raise CharterError([Fault(shown, 1, 1, f"the file cannot be read: {error.strerror or error}")]) from None
    if len(data) > MAX_BYTES:
        raise CharterError([Fault(shown, 1, 1, f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")])
    try:
        content = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
        fault = Fault(shown, line, column, "the file is not UTF-8 text", "Save it as UTF-8, then try again.")
        raise CharterError([fault]) from None
    return parse(content, shown)


def parse(content: str, path: str) -> Node:
    """The root mapping of a YAML text. Raises CharterError when it is no YAML, or no mapping at all."""
    import yaml  # not for those who find their charter compiled

    file = YamlFile(path, content.removeprefix("\ufeff"))
    try:
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        documents = list(yaml.compose_all(file.content, Loader=loader))
    except yaml.MarkedYAMLError as error:
        _note(file, error)
        raise CharterError(file.faults) from None
    except yaml.reader.ReaderError as error:
        before = file.content[: error.position]
        line, column = before.count("\n") + 1, error.position - before.rfind("\n")
        file.fault(line, column, f"the character U+{ord(_character(error)):04X} may not stand in a YAML file")
        raise CharterError(file.faults) from None
    except UnicodeEncodeError as error:
        before = file.content[: error.start]
        file.fault(before.count("\n") + 1, error.start - before.rfind("\n"), "this character is half of a pair")
        raise CharterError(file.faults) from None
    except RecursionError:
        file.fault(1, 1, f"the file is nested deeper than {MAX_DEPTH} levels")
        raise CharterError(file.faults) from None
    if not documents:
        file.fault(1, 1, "the file is empty", "A charter needs at least the keys charter, clauses and rules.")
        raise CharterError(file.faults)
    if len(documents) > 1:
        file.fault(documents[1].start_mark.line + 1, 1, "a second document begins here; a charter file holds one")
    root = _Converter(file).convert(documents[0], 0)
    if root.entries is None and not file.faults:
        root.fault(f"the file should hold keys and values, found {root.what}")
    if root.entries is None or len(documents) > 1:
        raise CharterError(file.faults)
    return root


def _character(error: yaml.reader.ReaderError) -> str:
    found = error.character
    return chr(found) if isinstance(found, int) else found.decode("latin-1") if isinstance(found, bytes) else found


_QUOTE_IT = "Put the text between quotes, or write the list as a text block: one pattern a line after “|”."
_NEEDS_QUOTES = "A text that contains “: ” or begins with a sign needs quotes, or a text block after “|”."


def _note(file: YamlFile, error: yaml.MarkedYAMLError) -> None:
    """The parser's complaint in words for people who never wanted to know YAML, where the eye should look."""
    problem, mark, opened = error.problem or "", error.problem_mark, error.context_mark
    place = mark or opened
    line, column = (place.line + 1, place.column + 1) if place else (1, 1)
    opening = (opened.line + 1, opened.column + 1) if opened else (line, column)
    found = file.line(line)[column - 1 :]
    if "cannot start any token" in problem and found[:1] == "\t":
        file.fault(line, column, "a line may not begin with a tab", "Indent with spaces.")
    elif "cannot start any token" in problem:
        file.fault(line, column, f"a text may not begin with “{found[:1]}” unless it stands between quotes", _QUOTE_IT)
    elif "undefined alias" in problem:
        name = re.split(r"[\s,\]}]", found, maxsplit=1)[0]
        file.fault(line, column, f"“{name}” refers to something that is not there", _QUOTE_IT)
    elif "expected ',' or" in problem:
        shown = file.line(opening[0])
        comment = f"“{shown[shown.index(' #') + 1 :].strip()}” is taken for a comment. " if " #" in shown else ""
        hint = f"{comment}{_NEEDS_QUOTES}"
        file.fault(*opening, "this list or mapping is never closed, or a comma is missing", hint)
    elif "escape" in problem:
        file.fault(line, column, "this escape stands for no character", "Between single quotes nothing is an escape.")
    elif "end of stream" in problem:
        file.fault(*opening, "these quotes are never closed")
    elif "mapping values are not allowed" in problem:
        file.fault(line, column, "a colon followed by a space makes a key here", _NEEDS_QUOTES)
    elif "could not find expected ':'" in problem or "did not find expected" in problem:
        hint = (
            "Compare the indentation with the lines around, and look above for quotes that are opened and never closed."
        )
        file.fault(line, column, "this line does not fit: wrong indentation, or a colon is missing", hint)
    else:
        file.fault(line, column, f"this is not YAML: {problem or error.context}", _NEEDS_QUOTES)


class _Converter:
    """YAML nodes → our nodes; notes what YAML would have changed or dropped without a word."""

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        self.seen: dict[int, Node] = {}
        self.aliases = 0
        self.open: set[int] = set()

    def convert(self, node: yaml.Node, depth: int) -> Node:
        import yaml

        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        if id(node) in self.open:
            self.file.fault(line, column, "this value contains itself")
            return Node(self.file, line, column, text="")
        if id(node) in self.seen:
            self.aliases += 1
            if self.aliases == MAX_ALIASES + 1:
                self.file.fault(line, column, f"more than {MAX_ALIASES} uses of aliases (*name)")
            return self.seen[id(node)]
        if depth > MAX_DEPTH:
            self.file.fault(line, column, f"nested deeper than {MAX_DEPTH} levels")
            return Node(self.file, line, column, text="")
        self._check_tag(node, line, column)
        self.open.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            made = self._scalar(node, line, column)
        elif isinstance(node, yaml.SequenceNode):
            items = tuple(self.convert(item, depth + 1) for item in node.value) if self.aliases <= MAX_ALIASES else ()
            made = Node(self.file, line, column, items=items)
        else:
            assert isinstance(node, yaml.MappingNode)
            made = Node(self.file, line, column, entries=self._entries(node, depth))
        self.open.discard(id(node))
        self.seen[id(node)] = made
        return made

    def _check_tag(self, node: yaml.Node, line: int, column: int) -> None:
        # The composer resolves `on` to a bool tag; only a tag that was written out is the author's.
        if not node.tag.startswith("tag:yaml.org,2002:"):
            self.file.fault(line, column, f"the tag {node.tag} means nothing here", "Put the text between quotes.")
        elif self.file.line(line)[column - 1 : column] == "!" or node.tag.startswith("tag:yaml.org,2002:python"):
            self.file.fault(line, column, "tags (!…) have no place in a charter", "Put the text between quotes.")

    def _scalar(self, node: yaml.ScalarNode, line: int, column: int) -> Node:
        value, block, dropped = node.value, node.style in ("|", ">"), False
        if not value.isascii() and any(0xD800 <= ord(c) <= 0xDFFF for c in value):
            self.file.fault(line, column, "this text holds half of a character (a lone surrogate)")
        if not block:
            # Behind the value, or in its place when there is none, only a comment with a space after the # is one.
            empty = not value and not node.style
            at_line, at = (line, column - 1) if empty else (node.end_mark.line + 1, node.end_mark.column)
            rest = (" " if empty else "") + self.file.line(at_line)[at:]
            if glued := _GLUED_COMMENT.match(rest):
                dropped = empty
                shown = rest[glued.end() - 2 :].strip()
                self.file.fault(
                    at_line,
                    at + glued.end() - 1 - empty,
                    f"YAML takes “{shown}” for a comment and drops it",
                    'Put the whole text between quotes: "…", or use a text block after “|”. '
                    "A comment is written with a space after the #.",
                )
        return Node(self.file, line, column, text=value, block=node.style == "|", dropped=dropped)

    def _entries(self, node: yaml.MappingNode, depth: int) -> tuple[tuple[Node, Node], ...]:
        entries: dict[str, tuple[Node, Node]] = {}
        for key_node, value_node in node.value if self.aliases <= MAX_ALIASES else ():
            key = self.convert(key_node, depth + 1)
            value = self.convert(value_node, depth + 1)
            if key.text is None:
                key.fault(f"a key should be a word, found {key.what}")
            elif key.text in entries:
                first = entries[key.text][0]
                key.fault(f"the key “{key.text}” stands here a second time (first on line {first.line})")
            else:
                entries[key.text] = (key, value)
        return tuple(entries.values())


# Typed readings of nodes: each returns what could be read and notes the rest as faults.


def closest(word: str, possible: Iterable[object]) -> str:
    """`did you mean …` and what is possible, as a hint."""
    names = sorted(map(str, possible))
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    # A long list helps nobody who has a near match before them.
    listed = f"Possible: {', '.join(names)}." if names and not (near and len(names) > 20) else ""
    return f"Did you mean “{near[0]}”? {listed}" if near else listed


def keys(node: Node, possible: Iterable[str], required: tuple[str, ...] = (), *, of: str) -> dict[str, Node]:
    """The values of a mapping by key; unknown and missing keys are faults. `of` names the mapping in messages."""
    if node.entries is None:
        node.fault(f"{of} should be a mapping (key: value), found {node.what}")
        return {}
    names = tuple(possible)
    found: dict[str, Node] = {}
    for key, value in node.entries:
        if key.text not in names:
            key.fault(f"unknown key “{key.text}” in {of}", closest(key.text or "", names))
        else:
            found[str(key.text)] = value
    for name in required:
        if name not in found:
            node.fault(f"{of} has no “{name}”", f"Add a line “{name}: …”.")
    return found


def text(node: Node | None, default: str = "", *, of: str = "this") -> str:
    """A text that says something; anything else is a fault and gives the default."""
    if node is None:
        return default
    if node.dropped:
        return default
    if node.text is None or not visible(node.text):
        node.fault(f"“{of}” should be a text, found {node.what if node.text is None else 'nothing'}")
        return default
    return node.text.strip()


def flags(node: Node) -> dict[str, str]:
    """`field: {paid_partnership: true}`: what a source says of a post, under its own names."""
    if node.entries is None:
        hint = "Write {paid_partnership: true}."
        node.fault(f"“field” should be a mapping of names to values, found {node.what}", hint)
    return {str(key.text): text(value, of=str(key.text)) for key, value in node.entries or ()}


def choice(node: Node | None, possible: tuple[str, ...], default: str, *, of: str) -> str:
    """One of a few words."""
    found = text(node, default, of=of)
    if node is not None and found not in possible:
        node.fault(f"“{of}” cannot be “{found}”", closest(found, possible))
        return default
    return found


def texts(node: Node | None, *, of: str) -> list[Node]:
    """A list of texts: a list, a text block with one a line, or a single text. Empty ones are faults."""
    if node is None:
        return []
    if node.entries is not None:
        node.fault(f"“{of}” should be a text or a list of texts, found {node.what}")
        return []
    found = list(node.lines()) if node.block else [node] if node.items is None else list(node.items)
    if not found:
        node.fault(f"“{of}” is empty", "Write at least one, or remove the key.")
    good: list[Node] = []
    for item in found:
        if item.text is None:
            hint = "Put it between quotes: a colon and a space make a mapping." if item.entries is not None else ""
            item.fault(f"each line of “{of}” should be a text, found {item.what}", hint)
        elif item.dropped:
            continue
        elif not visible(item.text):
            item.fault(f"“{of}” holds an empty text", "An empty text would mean everything or nothing: remove it.")
        elif item.block:
            good += item.lines()
        elif "\n" in item.text.strip():
            item.fault(
                f"a line of “{of}” holds a line break",
                "One pattern a line: use a text block after “|”, without quotes.",
            )
        else:
            good.append(item)
    return good


def visible(value: str) -> str:
    """What of a text can be seen: no white space, no control and no format characters."""
    if value.isascii() and value.isprintable():
        return value.replace(" ", "")
    return "".join(c for c in value if unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cs", "Mn"))
