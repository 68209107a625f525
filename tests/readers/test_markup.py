"""HTML fragments → the lines that a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.readers.markup import is_html, text_of


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>a</p><p></p><p>b</p>", "a\n\nb"),
        ("<p>a</p>\n<p>b</p>\n", "a\nb"),
        ("<div>a<br/>b</div>", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<p>a &lt;b&gt; &amp;amp; c&nbsp;!</p>", "a <b> &amp; c\u00a0!"),
        ('<p>a<!-- note --><span class="x">b</span></p>', "ab"),
        ("<p>a<script>x()</script></p>", "a"),
        ("<p>1 < 2 and 3 > 2</p>", "1 < 2 and 3 > 2"),
    ],
)
def test_text_of(fragment: str, text: str) -> None:
    assert is_html(fragment)
    assert text_of(fragment) == text


@pytest.mark.parametrize("text", ["<3 you all", "a <b>c</b>", "<p>unclosed", "<https://a.example>", "", "<b>x</b>"])
def test_a_text_with_signs_in_it_is_no_html(text: str) -> None:
    assert not is_html(text)


@given(st.text(st.characters(exclude_characters="<>&\r\n"), min_size=1).filter(lambda text: text.strip() == text))
def test_a_paragraph_without_signs_comes_back_as_it_was(text: str) -> None:
    assert text_of(f"<p>{text}</p>") == text
