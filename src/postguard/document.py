"""Clauses from the Markdown document that people read: headings and numbered bold paragraphs."""

from __future__ import annotations

import re

from postguard.model import Clause, Place

# `## 3. Confidentialité`, `### 3.1 Noms de code`, `## Article 4 – Prix`, `## II. Portée`
_HEADING = re.compile(
    r"^#{1,6}\s+(?:(?:article|art\.|clause|section|chapter|chapitre|annexe?)\s+)?(?P<rest>.+?)\s*#*$", re.I
)
# `**3.1 Noms de code.** « Draille » désigne…`, `**3.1** La charte…`, `3.1. **Noms de code** …`, `- **3.1** …`
_PARAGRAPH = re.compile(
    r"^(?:[-*+]\s+)?(?:\*\*|__)(?:(?:article|art\.|clause|section)\s+)?(?P<inside>[^*_]+?)(?:\*\*|__)\s*(?P<text>.*)$",
    re.I,
)
_NUMBER_FIRST = re.compile(r"^(?P<number>\d+(?:\.\d+)*)[.)]?\s+(?:\*\*|__)(?P<title>.+?)(?:\*\*|__)\s*(?P<text>.*)$")
_NUMBER = re.compile(
    r"^(?P<number>(?:[A-Z]{1,3}[.-])?\d+(?:[.-]\d+)*(?:[a-z]|\s?bis|\s?ter)?|[IVXL]+(?=[.)\s]))[.)]?(?:\s*[-–—:.]\s*|\s+|$)(?P<title>.*)$"
)


def clauses(markdown: str, path: str = "") -> dict[str, Clause]:
    """Number → clause, in the order of the document; the text of a clause ends where the next one begins.

    A numbered paragraph without a title of its own takes the first words of its text as title.
    """
    found: dict[str, Clause] = {}
    number, title, lines, fenced, begun = "", "", list[str](), False, 1

    def close() -> None:
        if number and number not in found:
            body = " ".join(" ".join(lines).split())
            found[number] = Clause(number, title or _opening(body), body, place=Place(path, begun, 1))

    for at, line in enumerate(markdown.splitlines(), 1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        head = None if fenced else _numbered(line, heading)
        if head or heading:
            close()
            (number, title, first), lines, begun = head or ("", "", ""), [], at
            if first:
                lines.append(first)
        elif line.strip() and not re.fullmatch(r"[-*_]{3,}", line.strip()):
            lines.append(_plain(line))
    close()
    return found


def _numbered(line: str, heading: re.Match[str] | None) -> tuple[str, str, str] | None:
    if heading:
        parts = _NUMBER.match(_plain(heading["rest"]))
        return (parts["number"], parts["title"].strip(" .:"), "") if parts else None
    if first := _NUMBER_FIRST.match(line):
        return first["number"], first["title"].strip(" .:"), _plain(first["text"])
    paragraph = _PARAGRAPH.match(line)
    parts = _NUMBER.match(paragraph["inside"].strip()) if paragraph else None
    if not paragraph or not parts:
        return None
    return parts["number"], parts["title"].strip(" .:"), _plain(paragraph["text"])


def _plain(line: str) -> str:
    """Without Markdown's emphasis, links and quoting marks."""
    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line.strip().lstrip(">").strip())
    return re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", line)


def _opening(body: str, width: int = 60) -> str:
    sentence = re.split(r"(?<=[.!?;])\s", body, maxsplit=1)[0].rstrip(" .;")
    if len(sentence) <= width:
        return sentence
    return sentence[:width].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
