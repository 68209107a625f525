"""The block of fields above a Markdown text: YAML between `---`, TOML between `+++`, or a JSON object."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from postguard.readers.strict_json import Fault, Members, Value, parse_first

FENCE = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
OBJECT = re.compile(r'\{\s*(?:"|\})')
LARGEST = 1 << 16
"""Characters. A front matter is a page at most; a parser must not be handed a whole book."""
DEEPEST = 20
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    fields: Members = field(default_factory=Members)
    end: int = 0
    """Offset at which the text begins."""
    flaw: str = ""
    """A sentence on what could not be read."""


class Unreadable(ValueError):
    pass


def front_matter(text: str) -> FrontMatter:
    """The fields, and where the text begins. A block without an end is left to the text."""
    if found := FENCE.match(text):
        mark = found[1]
        ends = r"^(?:---|\.\.\.)[ \t]*$" if mark == "---" else r"^\+\+\+[ \t]*$"
        close = re.compile(ends + r"\n?", re.MULTILINE).search(
            text.replace("\r\n", " \n").replace("\r", "\n"), found.end()
        )
        if close is None:
            return FrontMatter(
                flaw=f"The front matter opened by {mark} on line 1 is never closed; it was read as text."
            )
        return _fenced(text[found.end() : close.start()], mark, close.end())
    if OBJECT.match(text):
        return _object(text)
    return FrontMatter()


def _fenced(block: str, mark: str, end: int) -> FrontMatter:
    name, load = ("YAML", _yaml) if mark == "---" else ("TOML", _toml)
    try:
        if len(block) > LARGEST:
            raise Unreadable(f"it is longer than {LARGEST} characters")
        return FrontMatter(load(block), end)
    except Unreadable as why:
        return FrontMatter(end=end, flaw=f"The front matter is not {name} that can be read: {why}.")


def _object(text: str) -> FrontMatter:
    try:
        value, end = parse_first(text)
    except Fault as fault:
        line = len(LINE_END.findall(text[: fault.offset])) + 1
        return FrontMatter(flaw=f"The front matter is not JSON: {fault.what}, on line {line}. It was read as text.")
    return FrontMatter(value, end) if isinstance(value, Members) else FrontMatter()


def _yaml(block: str) -> Members:
    """Every scalar stays a string: the base resolver alone knows no `on`, no `12:30`, no dates."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        node = yaml.compose(block, Loader=loader)
        value = Members() if node is None else _of_node(node, set(), 0)
    except yaml.MarkedYAMLError as error:
        line = f" on line {error.problem_mark.line + 2}" if error.problem_mark else ""
        # What stands in quotes can be more than a punctuation mark: the name of an alias, say.
        problem = error.problem if error.problem and not re.search("'[^' ]{2,}'", error.problem) else "it is malformed"
        raise Unreadable(f"{problem}{line}") from None
    except (yaml.YAMLError, RecursionError):
        raise Unreadable("it is malformed") from None
    if not isinstance(value, Members):
        raise Unreadable("it is not a list of “key: value” lines")
    return value


def _of_node(node: yaml.Node, seen: set[int], depth: int) -> Value:
    if id(node) in seen or depth > DEEPEST:
        raise Unreadable(f"it uses aliases or deep nesting on line {node.start_mark.line + 2}")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_of_node(item, seen, depth + 1) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        members = Members()
        for key, item in node.value:
            members.add(str(key.value) if isinstance(key, yaml.ScalarNode) else "?", _of_node(item, seen, depth + 1))
        return members
    return str(node.value)


def _toml(block: str) -> Members:
    try:
        return _of_table(tomllib.loads(block.replace("\r\n", "\n").replace("\r", "\n")))
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except ValueError as error:
        place = re.search(r"\(at (?:line (\d+), column \d+|end of document)\)", str(error))
        where = f" on line {int(place[1]) + 1}" if place and place[1] else ""
        raise Unreadable(f"it is malformed{where}") from None


def _of_table(table: dict[str, Any]) -> Members:
    return Members(dict(_strings(table)))


def _strings(table: dict[str, Any]) -> Iterator[tuple[str, Value]]:
    for key, value in table.items():
        yield key, _string(value)


def _string(value: Any) -> Value:
    if isinstance(value, dict):
        return _of_table(value)
    if isinstance(value, list):
        return [_string(item) for item in value]
    if isinstance(value, bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
