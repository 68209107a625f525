from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.reporters.visible import COMMAND, pieces, visible, visible_lines

SHOWN = {
    "plain": ("Bonjour à tous !", "Bonjour à tous !"),
    "escape sequence": ("\x1b[2J\x07", r"\u{1B}[2J\u{7}"),
    "C1 control": ("\x9b31m", r"\u{9B}31m"),
    "delete": ("\x7f", r"\u{7F}"),
    "line feed": ("a\nb", r"a\u{A}b"),
    "carriage return": ("a\r\nb", r"a\u{D}\u{A}b"),
    "tab": ("\ta", "    a"),
    "line and paragraph separators": ("\u2028\u2029", r"\u{2028}\u{2029}"),
    "bidi override": ("\u202eKO", r"\u{202E}KO"),
    "bidi isolates": ("\u2066x\u2069", r"\u{2066}x\u{2069}"),
    "direction mark among Latin letters": ("Cor\u200fnaline", r"Cor\u{200F}naline"),
    "direction mark in Hebrew": ("\u05d0!\u200f", "\u05d0!" + r"\u{200F}"),
    "zero-width space": ("Dra\u200bille", r"Dra\u{200B}ille"),
    "joiners between Latin letters": ("a\u200db\u200cc", r"a\u{200D}b\u{200C}c"),
    "non-joiner in Persian": ("می\u200cخواهم", "می\u200cخواهم"),
    "joiner after a virama": ("ශ්\u200dරී", "ශ්\u200dරී"),
    "soft hyphen": ("Dra\xadille", r"Dra\u{AD}ille"),
    "byte-order mark": ("\ufeffa", r"\u{FEFF}a"),
    "Hangul filler": ("\u3164", r"\u{3164}"),
    "noncharacter": ("\uffff", r"\u{FFFF}"),
    "lone surrogate": ("\ud800", r"\u{D800}"),
    "tags": ("a\U000e0041", r"a\u{E0041}"),
    "flag of Scotland": ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",) * 2,
    "tags after a flag": ("🏴\U000e0041", r"🏴\u{E0041}"),
    "emoji sequences": ("👩‍💻 👍🏽 🏳️‍🌈 ❤️‍🔥 🇫🇷 1️⃣ ☺︎",) * 2,
    "joiner after an emoji and nothing": ("👩\u200d", r"👩\u{200D}"),
    "variation selector on a letter": ("a\ufe0f", r"a\u{FE0F}"),
    "text hidden in variation selectors": ("😀\ufe0f\ufe01\U000e0150", "😀\ufe0f" + r"\u{FE01}\u{E0150}"),
    "ideographic variant": ("葛\U000e0100",) * 2,
    "mark without a letter": ("\u0301a", "◌\u0301a"),
    "mark after an escape": ("\u200b\u0301", r"\u{200B}" + "◌\u0301"),
    "GitHub command": ("::error file=a.py::fake", r"\u{3A}:error file=a.py::fake"),
    "GitHub command after a space": (" ::ADD-mask::e", r" \u{3A}:ADD-mask::e"),
    "colons that are no command": ("Promo :: -20 %, std::vector",) * 2,
    "older GitHub command": ("x ##[error]fake", r"x \u{23}#[error]fake"),
    "Azure command": ("##vso[task.complete]", r"\u{23}#vso[task.complete]"),
    "TeamCity command": ("##TeamCity[x]", r"\u{23}#TeamCity[x]"),
    "GitLab section": ("section_start:1:x\r\x1b[0K", r"\u{73}ection_start:1:x\u{D}\u{1B}[0K"),
    "heading that is no command": ("## Titre", "## Titre"),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_visible_lines_keeps_line_feeds_and_nothing_else() -> None:
    assert visible_lines("a\n::error::\r\nb") == "a\n\\u{3A}:error::\\u{D}\nb"


def test_no_character_at_all_controls_or_hides() -> None:
    bad = {"Cc", "Cs", "Zl", "Zp"}
    # Planes 2 and 3 hold ideographs, 4 to 13 nothing, 15 and 16 what fonts agree on.
    alone = {char: visible(char) for char in map(chr, [*range(0x20000), *range(0xE0000, 0xE1000), sys.maxunicode])}
    assert not [char for char, shown in alone.items() if any(unicodedata.category(one) in bad for one in shown)]
    assert not [hex(ord(char)) for char in alone if pieces(char)[0].width < 1]


def test_marks_without_end_are_cut_into_pieces() -> None:
    assert [len(piece.written) for piece in pieces("a" + "\u0301" * 99)] == [30, 30, 30, 10]


CURIOUS = (
    "a:# \t\r\n\x1b\u0301\u0302\u200b\u200d\u200e\u200f\u202e\ufe0f\u20e3👩💻🇫🏽1#é日אبक्각\ud800\udc00\U000e0041🏴"
)
CURIOUS_TEXT = st.text(st.one_of(st.sampled_from(CURIOUS), st.characters(codec=None)))


@given(CURIOUS_TEXT)
def test_pieces_keep_the_text_and_show_what_visible_shows(text: str) -> None:
    found = pieces(text)
    assert "".join(piece.written for piece in found) == text
    assert "".join(piece.shown for piece in found) == visible(text)
    assert all(piece.width > 0 for piece in found)


@given(CURIOUS_TEXT)
def test_visible_text_is_encodable_and_seen_again_the_same(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert visible(shown) == shown
    assert not COMMAND.search(shown)
    assert not shown.lstrip().startswith("::a")


def test_plain_text_does_not_load_the_width_tables() -> None:
    code = (
        "import sys; from postguard.reporters.visible import visible; visible('plain'); print('wcwidth' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == "False\n"
