"""JSON by the letter of RFC 8259, with the place of each string and faults that people can read.

Python's own decoder accepts NaN, keeps the last of two equal keys, and gives up on deep nesting with a RecursionError.
It is used where it is safe to (`quick`); its refusals are always explained by `parse`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TypeAlias

DEPTH = 200
SPACE = re.compile(r"[ \t\n\r]*")
STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*+)*+"')
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
WORD = re.compile(r"true|false|null")
WORDS = {"true": True, "false": False, "null": None}


class Text(str):
    """A string, and where it begins."""

    offset: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: ids can be longer than any float."""

    written: str


@dataclass(slots=True)
class Members:
    """An object in the order of its keys; of two equal keys the last counts."""

    items: dict[str, Value] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    offset: int = 0

    def add(self, key: str, value: Value) -> None:
        if key in self.items:
            self.repeated.append(key)
        self.items[key] = value


Value: TypeAlias = bool | Number | str | list["Value"] | Members | None


class Fault(ValueError):
    """What was expected, and at which offset; never what was found, which may be confidential."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(what)
        self.what, self.offset = what, offset


def quick(text: str) -> Value:
    """As `parse`, without places, at the speed of C. ValueError means: ask `parse`."""
    if text.count("[") + text.count("{") > DEPTH:
        raise ValueError("it may be nested too deeply")

    def members(pairs: list[tuple[str, Value]]) -> Members:
        found = Members()
        for key, value in pairs:
            found.add(key, value)
        return found

    value: Value = json.loads(
        text, object_pairs_hook=members, parse_int=Number, parse_float=Number, parse_constant=_refused
    )
    return value


def _refused(name: str) -> Value:
    raise ValueError(name)


def parse(text: str) -> Value:
    """The value that the whole text is; raises Fault."""
    return _Parser(text).run()


def parse_first(text: str) -> tuple[Value, int]:
    """The value that the text begins with, and where it ends; raises Fault."""
    parser = _Parser(text)
    return parser.value(), parser.at


class _Parser:
    """No recursion: nesting is a list."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.open: list[list[Value] | Members] = []
        self.keys: list[str] = []

    def run(self) -> Value:
        value = self.value()
        if self.peek():
            raise Fault("something follows the end of the value", self.at)
        return value

    def value(self) -> Value:
        while True:
            value = self.scalar_or_opening()
            if isinstance(value, _Opened):
                continue
            while self.open:
                self.attach(value)
                if self.goes_on():
                    break
                value = self.open.pop()
            else:
                return value

    def peek(self) -> str:
        space = SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at
        return self.text[self.at : self.at + 1]

    def scalar_or_opening(self) -> Value | _Opened:
        char = self.peek()
        if char == '"':
            return self.string()
        if char in ("[", "{") and char:
            return self.opening(char)
        if found := NUMBER.match(self.text, self.at):
            self.at = found.end()
            return Number(found[0])
        if found := WORD.match(self.text, self.at):
            self.at = found.end()
            return WORDS[found[0]]
        raise Fault("a value was expected" if char else "it ends where a value was expected", self.at)

    def opening(self, char: str) -> Value | _Opened:
        if len(self.open) == DEPTH:
            raise Fault(f"lists and objects are nested more than {DEPTH} deep", self.at)
        new: list[Value] | Members = [] if char == "[" else Members(offset=self.at)
        self.at += 1
        if self.peek() == ("]" if char == "[" else "}"):
            self.at += 1
            return new
        self.open.append(new)
        if isinstance(new, Members):
            self.key()
        return _Opened()

    def key(self) -> None:
        if self.peek() != '"':
            raise Fault("a key in double quotes was expected", self.at)
        self.keys.append(self.string())
        if self.peek() != ":":
            raise Fault("':' was expected after the key", self.at)
        self.at += 1

    def attach(self, value: Value) -> None:
        top = self.open[-1]
        if isinstance(top, Members):
            top.add(self.keys.pop(), value)
        else:
            top.append(value)

    def goes_on(self) -> bool:
        """Whether another value follows in the innermost list or object; else it is closed."""
        top, char = self.open[-1], self.peek()
        end = "}" if isinstance(top, Members) else "]"
        if char not in (",", end) or not char:
            raise Fault(f"',' or '{end}' was expected" + ("" if char else ", and the text ends"), self.at)
        self.at += 1
        if char == "," and isinstance(top, Members):
            self.key()
        return char == ","

    def string(self) -> Text:
        found = STRING.match(self.text, self.at)
        if found is None:
            raise self.bad_string()
        text = Text(json.loads(found[0]) if "\\" in found[0] else found[0][1:-1])
        text.offset, self.at = self.at, found.end()
        return text

    def bad_string(self) -> Fault:
        good = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+').match(self.text, self.at)
        end = good.end() if good else self.at
        char = self.text[end : end + 1]
        if not char:
            return Fault("a double quote opened here is never closed", self.at)
        if char == "\\":
            return Fault("a backslash is followed by something that JSON does not know", end)
        return Fault("a line break, a tab or a control character stands inside a string", end)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A list or an object has begun; its first value comes next."""
