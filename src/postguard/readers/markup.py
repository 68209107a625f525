"""The text of an HTML fragment, as editors of scheduling tools store posts: paragraphs become lines."""

from __future__ import annotations

import html
import re

BLOCK = r"p|div|h[1-6]|ul|ol|li|blockquote|pre|section|article"
WHOLE = re.compile(rf"\s*<(?:{BLOCK})(?:\s[^<>]*)?>.*</(?:{BLOCK})>\s*", re.IGNORECASE | re.DOTALL)
# A comment or script that never ends hides all that follows, as in a browser; it also keeps this linear.
HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
BETWEEN = re.compile(rf"(</(?:{BLOCK})>)\s+(?=<)", re.IGNORECASE)
LINE_END = re.compile(r"<br\s*/?>|</(?:p|div|h[1-6]|li|pre)>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def is_html(text: str) -> bool:
    """Whether the whole text is HTML: a post that merely mentions a tag is kept as written."""
    return text.lstrip()[:1] == "<" and WHOLE.fullmatch(text) is not None


def text_of(fragment: str) -> str:
    text = BETWEEN.sub(r"\1", HIDDEN.sub("", fragment.strip()))
    return html.unescape(TAG.sub("", LINE_END.sub("\n", text))).removesuffix("\n")
