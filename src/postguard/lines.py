"""Lines of one text, found by what they begin with or by their number, without cutting the text up."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Literal


class Lines:
    """A text of lines in the order of their bytes, such as words and what is known of each."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.decode().split("\n") if self.text else ())

    def behind(self, word: str) -> str | None:
        """What stands behind a word and a tab; None when no line begins so."""
        key = word.encode("utf-8", "surrogatepass") + b"\t"
        at = self._first(key)
        if not self.text.startswith(key, at):
            return None
        end = self.text.find(b"\n", at)
        return self.text[at + len(key) : len(self.text) if end < 0 else end].decode()

    def beginning(self, start: str) -> Iterator[str]:
        """The lines that begin so."""
        key = start.encode("utf-8", "surrogatepass")
        at = self._first(key)
        while self.text.startswith(key, at) and at < len(self.text):
            end = self.text.find(b"\n", at)
            end = len(self.text) if end < 0 else end
            yield self.text[at:end].decode()
            at = end + 1

    def _first(self, key: bytes) -> int:
        """Where the first line begins that is not before a key."""
        text, low, high = self.text, 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            start = text.rfind(b"\n", low, middle) + 1 or low
            end = text.find(b"\n", middle, high)
            end = high if end < 0 else end
            if text[start : min(end, start + len(key))] < key:
                low = min(end + 1, high)
            else:
                high = start
        return low


class Numbered:
    """Lines of JSON by their number: how many there are, where each begins and the last ends, then the lines."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._size = memoryview(text)[:_WIDTH].cast(_NUMBER)[0] if text else 0
        self._places = memoryview(text)[_WIDTH : _WIDTH * (self._size + 2)].cast(_NUMBER)

    def __len__(self) -> int:
        return self._size

    def together(self, numbers: Iterable[int]) -> bytes:
        """Some lines as one list in JSON: read in one go, they cost a fraction."""
        text, places = self._text, self._places
        return b"[" + b",".join(text[places[number] : places[number + 1]] for number in numbers) + b"]"

    @staticmethod
    def packed(lines: list[bytes]) -> bytes:
        """The text of which these are the lines."""
        first = _WIDTH * (len(lines) + 2)
        places = accumulate(map(len, lines), initial=first)
        return array(_NUMBER, [len(lines), *places]).tobytes() + b"".join(lines)


_NUMBER: Literal["I"] = "I"
_WIDTH = array(_NUMBER).itemsize
