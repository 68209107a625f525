"""Typed tokens recognised by their shape and proved by a check: IBAN, card, phone, social-security number, keys.

Shapes are found by linear regular expressions; checksums and numbering plans are those of python-stdnum and
phonenumbers, imported when a candidate stands in a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from postguard.model import Span

_GROUPED = r"[ .\-\u00a0]?"


def _iban(found: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(found))


def _card(found: str) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", found)
    return 13 <= len(digits) <= 19 and digits[0] in "23456" and len(set(digits)) > 1 and bool(luhn.is_valid(digits))


def _nir(found: str) -> bool:
    from stdnum.fr import nir

    return bool(nir.is_valid(found))


def _phone(found: str) -> bool:
    import phonenumbers

    regions = (None,) if found.startswith("+") else ("FR", "GB", "US")
    for region in regions:
        try:
            number = phonenumbers.parse(found, region)
        except phonenumbers.NumberParseException:
            continue
        # Ranges reserved for fiction are no numbers for the library, and look like some to a reader.
        if phonenumbers.is_possible_number(number) and (region != "US" or re.search(r"[()\-.]", found)):
            return True
    return False


def _always(_: str) -> bool:
    return True


# Shapes of credentials are those that their issuers document: a prefix that nothing else has.
_SECRET = r"""(?x)
    (?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])
  | gh[pousr]_[0-9A-Za-z]{36,255} | github_pat_[0-9A-Za-z_]{50,255} | glpat-[0-9A-Za-z_\-]{20,40}
  | xox[abprs]-[0-9A-Za-z\-]{10,200} | sk_(?:live|test)_[0-9A-Za-z]{16,200} | sk-[0-9A-Za-z_\-]{20,200}
  | AIza[0-9A-Za-z_\-]{35} | ya29\.[0-9A-Za-z_\-]{20,400}
  | eyJ[0-9A-Za-z_\-]{8,2000}\.eyJ[0-9A-Za-z_\-]{8,4000}\.[0-9A-Za-z_\-]{8,1000}
  | -----BEGIN\ (?:[A-Z]+\ )?PRIVATE\ KEY-----
  | [a-z][a-z0-9+]{2,20}://[^\s:/@]{1,60}:[^\s@/]{1,80}@[^\s/]{3,200}(?:/[^\s<>]{0,200})?
"""

DETECTORS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "card": (re.compile(rf"(?<![\w.])\d(?:{_GROUPED}\d){{12,18}}(?![\w])"), _card),
    "iban": (re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ \-]?[0-9A-Z]{2,4}){3,8}(?:[ \-]?[0-9A-Z]{1,3})?(?!\w)"), _iban),
    "nir": (
        re.compile(
            rf"(?<![\w.])[12](?:{_GROUPED}\d\d){{2}}{_GROUPED}(?:\d\d|2[ABab])(?:{_GROUPED}\d{{3}}){{2}}{_GROUPED}\d\d(?!\w)"
        ),
        _nir,
    ),
    "phone": (
        re.compile(
            r"(?<![\w.])(?:\+\d{1,3}[ .\-]?(?:\(0\)[ .\-]?)?|0|\(?\d{3}\)?[ .\-])\d(?:[ .\-()]{0,2}\d){6,11}(?![\w])"
        ),
        _phone,
    ),
    "secret": (re.compile(_SECRET), _always),
}
"""Name in `<…>` → shape and proof. To add one, add a line here and its near misses to the tests."""


def detect(name: str, text: str) -> Iterator[Span]:
    """The stretches of a text that are of this kind."""
    shape, proven = DETECTORS[name]
    at = 0
    while found := shape.search(text, at):
        if proven(found[0]):
            yield Span(*found.span())
            at = found.end()
        else:
            # A number may begin inside a longer run of groups: go on behind the first group.
            step = re.match(r"\w+\W*", found[0])
            at = found.start() + max(step.end() if step else 1, 1)
