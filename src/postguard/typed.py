"""Typed tokens of the phrase notation: what `<percent>` or `<date>` stands for, as sequences of token tests.

One table. To add a typed token, add a line to `TYPED` and its near misses to the tests.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from postguard import numbers
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
    """Bounds of a number, both included; at its first slot."""
    name: str = ""
    """`person` or `org`: part of a name that must not be one the charter knows."""
    figure: str = ""
    """`B`: a number begins here, which is read as a whole (`postguard.numbers`); `I`: it goes on; `U`: its unit."""


Slots = tuple[Slot, ...]


def words(*listed: str) -> frozenset[str]:
    return frozenset(spelling for word in listed for spelling in spellings(word))


_SHORT_MONTHS = "janv févr avr juil sept oct nov déc jan feb mar apr jun jul aug sep dec".split()
_GERMAN_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
_MONTHS = words(
    *"janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    *"january february march april may june july august september october november december".split(),
    *_SHORT_MONTHS,
    *"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    *"gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre".split(),
    *"janeiro fevereiro março maio junho julho setembro outubro novembro dezembro".split(),
    *"januari februari maart mei augustus".split(),
    *_GERMAN_MONTHS,
)
_WEEKDAYS = words(
    *"lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    *"monday tuesday wednesday thursday friday saturday sunday".split(),
    *"lunes martes miércoles jueves viernes sábado domingo".split(),
)
CURRENCIES = words(
    *"€ $ £ ¥ chf eur euro euros usd dollar dollars gbp pound pounds livre livres centime centimes".split(),
    *"kr nok sek dkk pln cad aud nzd jpy yen cny inr rupees huf czk ron ₽ ₹ ₩ zł cents pence".split(),
    *"penny bitcoin btc eth".split(),
    *"k€ m€ md€ mds€ k$ m$ bn$ k£ m£ £m £bn ke bn".split(),
)
_SCALES = words(*"k m bn md mds".split(), *numbers.SCALES)

CAPITAL = "^[A-ZÀ-ÖØ-ÞŒ]"

NUMBER = Slot(kinds=("NUMBER",), figure="B")
# « deux mille », “three hundred and fifty”, « une vingtaine », « 3 millions »: see `postguard.numbers`.
_COUNTED = words(*numbers.SCALES, *numbers.HUNDREDS, *numbers.ROUND)
_ALONE = words(*numbers.ALONE, *numbers.PLURALS)
_WORD = Slot(norms=_ALONE, figure="B")
_MORE = (Slot(norms=words(*numbers.ALL, "et", "and"), figure="I", many="?"),) * 7
_SCALED = Slot(norms=_COUNTED, figure="I", many="?")
# « Un » or “a” is an article unless « million » follows, and « neuf » alone is new.
_ARTICLE = (Slot(norms=words("un", "une", "one", "a", "neuf"), figure="B"), Slot(norms=_COUNTED, figure="I"), *_MORE)
OF_NUMBER = Slot(norms=words("d'", "de", "of"), many="?")
"""What may stand between a number and what is counted."""
_NUMBER = (
    (NUMBER, _SCALED, OF_NUMBER),
    (replace(_WORD, norms=_ALONE - {"neuf"}), *_MORE, OF_NUMBER),
    (*_ARTICLE, OF_NUMBER),
)
_ANY_NUMBER: tuple[Slots, ...] = ((NUMBER,), (_WORD, *_MORE), _ARTICLE)
_PERCENT_SIGN = Slot(norms=words("%", "percent", "pourcent", "pct"))
_DAY = Slot(kinds=("NUMBER",), regex=r"^(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th|e)?$")
_MONTH = Slot(norms=_MONTHS)
_SHORT_MONTH = Slot(norms=words(*_SHORT_MONTHS))
_GERMAN_MONTH = Slot(norms=words(*_GERMAN_MONTHS))
_WEEKDAY = Slot(norms=_WEEKDAYS)
_YEAR = Slot(kinds=("NUMBER",), regex=r"^(?:19|20)\d\d$")
_SHORT = Slot(kinds=("NUMBER",), regex=r"^\d{1,2}$")
_SEPARATOR = Slot(norms=frozenset("/.-"), many="?")
_FEW = Slot(kinds=("NUMBER",), regex=r"^\d{2}(?:\d\d)?$")
_SLASH = Slot(norms=frozenset("/"))
_DOT = Slot(norms=frozenset("."))
_COMMA = Slot(norms=frozenset(","), many="?")
_OF_DATES = Slot(norms=words("of", "de", "di"), many="?")


def _two_digits(regex: str) -> Slot:
    return Slot(kinds=("NUMBER",), regex=f"^(?:{regex})$")


_DATES: tuple[Slots, ...] = (
    (_DAY, _OF_DATES, _MONTH),  # 7 décembre, the 30th of November
    (_DAY, _OF_DATES, _MONTH, _COMMA, _YEAR),
    (_DAY, _OF_DATES, _MONTH, Slot(norms=words("de", "del")), _YEAR),  # 7 de diciembre de 2026
    (_DAY, _DOT, _GERMAN_MONTH),  # 7. Dezember
    (_DAY, _DOT, _GERMAN_MONTH, _YEAR),
    (_MONTH, _DAY),
    (_MONTH, _DAY, _COMMA, _YEAR),
    (_MONTH, _YEAR),
    (_SHORT_MONTH, _DOT, _DAY),  # Dec. 7
    (_SHORT_MONTH, _DOT, _DAY, _COMMA, _YEAR),
    (_DAY, _SHORT_MONTH, _DOT, _YEAR),
    (_SHORT_MONTH, _DOT, _YEAR),
    (_SHORT, Slot(norms=frozenset("/.")), _SHORT, Slot(norms=frozenset("/.")), _FEW),
    # 30/11, 05/12, 12/25: two digits each, so that 24/7, 3/4 and marks out of ten or twenty are none.
    (_two_digits(r"0[1-9]|1[1-9]|2\d|3[01]"), _SLASH, _two_digits(r"0[1-9]|1[0-2]")),
    (_two_digits("10"), _SLASH, _two_digits(r"0[1-9]|1[12]")),
    (_two_digits(r"0[1-9]|1[0-2]"), _SLASH, _two_digits(r"1[3-9]|2[1-9]|3[01]")),
    # One digit will do behind « le » or a day of the week: le 7/12, but not le 3/4.
    *((before, _DAY, _SLASH, _two_digits(r"0?[5-9]|1[0-2]|0[1-4]")) for before in (Slot(norms=words("le")), _WEEKDAY)),
    (_YEAR, _SEPARATOR, _SHORT, _SEPARATOR, _SHORT),
    # Written without a sign between the parts as the matchers see it: 12-11-2026.
    (_SHORT, _SHORT, _YEAR),
)
_DATES += tuple((_WEEKDAY, _COMMA, *slots) for slots in _DATES if slots[0] in (_DAY, _MONTH, _SHORT_MONTH))


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
_OF_NAMES = Slot(norms=words("de", "du", "des", "d'", "of", "van", "von", "le", "la", "&"), many="?")


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

_MONEY = Slot(norms=CURRENCIES, figure="U")
_SCALE = Slot(norms=_SCALES, many="?", figure="I")

TYPED: dict[str, tuple[Slots, ...]] = {
    # A promotional code: capitals, often with a figure.
    "code": (
        (Slot(kinds=("WORD",), shape=r"^(?=.*[A-Z]{3})[A-Z0-9]{4,16}$"),),
        (Slot(kinds=("WORD",), shape="^[A-Z]{3,16}$"), NUMBER),
    ),
    "date": _DATES,
    "email": _grouped("email"),
    "hashtag": _grouped("hashtag"),
    "mention": _grouped("mention"),
    "money": tuple(
        slots
        for number in _ANY_NUMBER
        for slots in ((*number, _SCALE, OF_NUMBER, _MONEY), (replace(_MONEY, figure=""), *number, _SCALE))
        if number[0] is NUMBER or slots[0] is number[0]
    ),
    "org": _ORG,
    "person": _PERSON,
    "word": ((Slot(kinds=("WORD", "NUMBER"), group="-"),),),
    "number": _NUMBER,
    "percent": tuple(
        slots
        for number in _ANY_NUMBER
        for slots in (
            (*number, _PERCENT_SIGN),
            (*number, Slot(norms=words("pour", "per")), Slot(norms=words("cent"))),
        )
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
    """The sequences of a typed token whose number lies between bounds."""
    return tuple(
        tuple(replace(slot, low=low, high=high) if slot.figure == "B" else slot for slot in slots)
        for slots in TYPED[name]
    )
