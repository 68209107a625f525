"""Typed tokens of the phrase notation: what `<percent>` or `<date>` stands for, as sequences of token tests.

One table. To add a typed token, add a line to `TYPED` and its near misses to the tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from postguard.text import spellings


@dataclass(frozen=True, slots=True)
class Slot:
    """A test on one token; all that is given must hold."""

    norms: frozenset[str] | None = None
    """One of these normalised words (`Token.norm`)."""
    kinds: tuple[str, ...] = ()
    """One of these kinds (`Token.kind`)."""
    regex: str = ""
    """A pattern on the normalised word; linear-time constructions only."""
    written: str = ""
    """The word letter for letter, case included."""
    group: str = ""
    """Place in a hashtag, mention, URL or address, such as `hashtag.B`: B begins, I inside, E ends, S alone."""
    many: str = ""
    """spaCy's operator: `?`, `*`, `+`; empty for exactly once."""
    mask: str = ""
    """A digit mask that the tokens of this slot must spell together."""
    shape: str = ""
    """A pattern on the word as written."""
    low: float | None = None
    high: float | None = None
    """Bounds of a number, both included."""
    name: str = ""
    """`person` or `org`: part of a name that must not be one the charter knows."""


Slots = tuple[Slot, ...]


def words(*listed: str) -> frozenset[str]:
    return frozenset(spelling for word in listed for spelling in spellings(word))


_MONTHS = words(
    *"janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    *"january february march april may june july august september october november december".split(),
    *"janv févr avr juil sept oct nov déc jan feb mar apr jun jul aug sep dec".split(),
)
_NUMBER_WORDS = words(
    *"deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente".split(),
    *"quarante cinquante soixante cent cents mille million millions milliard milliards".split(),
    *"two three four five seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split(),
    *"eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand billion".split(),
)
CURRENCIES = words(
    *"€ $ £ ¥ chf eur euro euros usd dollar dollars gbp pound pounds livre livres centime centimes".split(),
    *"kr nok sek dkk pln cad aud nzd jpy yen cny inr rupees huf czk ron ₽ ₹ ₩ zł cents pence".split(),
    *"penny bitcoin btc eth".split(),
    *"k€ m€ md€ mds€ k$ m$ bn$ k£ m£ £m £bn ke bn".split(),
)
_SCALES = words(*"k m bn md mds million millions milliard milliards billion billions thousand mille".split())

CAPITAL = "^[A-ZÀ-ÖØ-ÞŒ]"

NUMBER = Slot(kinds=("NUMBER",))
_ANY_NUMBER = (NUMBER, Slot(norms=_NUMBER_WORDS))
_PERCENT_SIGN = Slot(norms=words("%", "percent", "pourcent", "pct"))
_DAY = Slot(kinds=("NUMBER",), regex=r"^(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th|e)?$")
_MONTH = Slot(norms=_MONTHS)
_YEAR = Slot(kinds=("NUMBER",), regex=r"^(?:19|20)\d\d$")
_SHORT = Slot(kinds=("NUMBER",), regex=r"^\d{1,2}$")
_SEPARATOR = Slot(norms=frozenset("/.-"), many="?")
_FEW = Slot(kinds=("NUMBER",), regex=r"^\d{2}(?:\d\d)?$")


def _grouped(kind: str) -> tuple[Slots, ...]:
    inside = Slot(group=f"{kind}.I", many="*")
    return ((Slot(group=f"{kind}.B"), inside, Slot(group=f"{kind}.E")), (Slot(group=f"{kind}.S"),))


_TITLES = words(
    *"m mme mlle monsieur madame mr mrs ms miss dr docteur prof professor professeur maître herr frau sir lady".split()
)
_ORGANISATION_WORDS = words(
    *"foods motors pharma bakery bakeries storage gmbh ag ltd inc plc sa sas sarl group groupe holding".split(),
    *"holdings logistics industries systems technologies labs bank banque assurances mutuelle fondation".split(),
    *"foundation company corp energy packaging brewery breweries dairy farms hospital clinic airport port".split(),
    *"university works freight stores electronics solutions ateliers établissements société laboratoires".split(),
    *"laboratoire transports engineering consulting partners ventures studios media press books hotels".split(),
    *"cosmetics".split(),
)
_PARTICLE = Slot(norms=words("de", "du", "des", "d'", "van", "von", "le", "la", "del", "di"), many="?")
_OF_NAMES = Slot(norms=words("de", "du", "des", "d'", "of", "van", "von", "le", "la", "&", "et", "and"), many="?")


def _capital(name: str, norms: frozenset[str] | None = None, many: str = "") -> Slot:
    return Slot(norms=norms, kinds=("WORD",), shape=CAPITAL, name=name, many=many)


_PERSON = (
    (Slot(norms=_TITLES), Slot(norms=frozenset("."), many="?"), _capital("person"), _capital("person", many="*")),
    (_capital("person"), _PARTICLE, _capital("person")),
    (_capital("person"), _capital("person"), _PARTICLE, _capital("person")),
)
_ORG = (
    (_capital("org"), _OF_NAMES, _capital("org", _ORGANISATION_WORDS)),
    (_capital("org"), _capital("org"), _capital("org", _ORGANISATION_WORDS)),
    (_capital("org", _ORGANISATION_WORDS), _OF_NAMES, _capital("org"), _capital("org", many="?")),
    (_capital("org"),),
    (_capital("org"), _OF_NAMES, _capital("org")),
    (_capital("org"), _capital("org"), _OF_NAMES, _capital("org")),
)

_MONEY = Slot(norms=CURRENCIES)
_SCALE = Slot(norms=_SCALES, many="?")
_OF = Slot(norms=words("d'", "de"), many="?")

TYPED: dict[str, tuple[Slots, ...]] = {
    # A promotional code: capitals, often with a figure.
    "code": (
        (Slot(kinds=("WORD",), shape=r"^(?=.*[A-Z]{3})[A-Z0-9]{4,16}$"),),
        (Slot(kinds=("WORD",), shape="^[A-Z]{3,16}$"), NUMBER),
    ),
    "date": (
        (_DAY, _MONTH, _YEAR),
        (_DAY, _MONTH),
        (_MONTH, _DAY, Slot(norms=frozenset(","), many="?"), _YEAR),
        (_MONTH, _DAY),
        (_MONTH, _YEAR),
        (_SHORT, Slot(norms=frozenset("/.")), _SHORT, Slot(norms=frozenset("/.")), _FEW),
        (_SHORT, Slot(norms=frozenset("/")), _SHORT),
        (_YEAR, _SEPARATOR, _SHORT, _SEPARATOR, _SHORT),
        # Written without a sign between the parts as the matchers see it: 12-11-2026.
        (_SHORT, _SHORT, _YEAR),
    ),
    "email": _grouped("email"),
    "hashtag": _grouped("hashtag"),
    "mention": _grouped("mention"),
    "money": tuple(
        slots
        for number in _ANY_NUMBER
        for slots in ((number, _SCALE, _OF, _MONEY), (_MONEY, number, _SCALE))
        if number is NUMBER or slots[0] is number
    ),
    "org": _ORG,
    "person": _PERSON,
    "word": ((Slot(kinds=("WORD", "NUMBER"), group="-"),),),
    "number": ((NUMBER,), (Slot(norms=_NUMBER_WORDS),)),
    "percent": tuple(
        slots
        for number in _ANY_NUMBER
        for slots in ((number, _PERCENT_SIGN), (number, Slot(norms=words("pour", "per")), Slot(norms=words("cent"))))
    ),
    "time": (
        (_SHORT, Slot(norms=words("h", "heure", "heures", "am", "pm", "o'clock")), Slot(kinds=("NUMBER",), many="?")),
        (_SHORT, Slot(norms=frozenset(":")), _SHORT),
    ),
    "url": _grouped("url"),
    "year": ((_YEAR,),),
}
"""Name → the token sequences it stands for. Names are what `<…>` may hold."""

BOUNDED = ("money", "number", "percent")
"""Typed tokens that may have bounds: `<percent 0-19>`."""


def bounded(name: str, low: float | None, high: float | None) -> tuple[Slots, ...]:
    """The sequences of a typed token whose number lies between bounds; only figures have a value, words have none."""
    return tuple(
        tuple(replace(slot, low=low, high=high) if slot == NUMBER else slot for slot in slots)
        for slots in TYPED[name]
        if NUMBER in slots
    )


def value(number: str) -> float | None:
    """What a number token is worth: `2,9` and `2.9`, `1,200.50`, `3.000` (thousands), `12th`; None when it is none."""
    digits = re.match(r"[\d.,]*\d", number)
    if not digits:
        return None
    whole, sign, rest = digits[0], "", ""
    if cut := re.fullmatch(r"(.*)([.,])(\d+)", digits[0]):
        before, sign, rest = cut.groups()
        other = "," if sign == "." else "."
        grouped = len(rest) == 3 and other not in before and before.lstrip("0") != ""
        whole, rest = (digits[0], "") if grouped else (before, rest)
    return float(f"{re.sub('[.,]', '', whole) or 0}.{rest or 0}")
