"""Dates and times as tools and people write them, without guessing between day/month and month/day.

Naive moments stay naive: the checker reads them in the charter's time zone. A date alone is the start of that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from postguard.readers.folding import squeeze, words

Order = Literal["day", "month"]
"""What stands first in 03/04/2026."""
IMPOSSIBLE = "there is no such day or time"
ACCEPTED = "2026-11-12 09:30, 2026-11-12T09:30+01:00, 12/11/2026 09:30, 12.11.2026, 12 novembre 2026 à 9h30"

MONTHS: dict[str, int] = {
    squeeze(name): number
    for number, names in enumerate(
        (
            "january jan janvier janv januar enero ene gennaio gen",
            "february feb février févr fév februar febrero febbraio",
            "march mar mars märz mrz marzo",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag",
            "june jun juin juni junio giugno giu",
            "july jul juillet juil juli julio luglio lug",
            "august aug août aout agosto ago",
            "september sep sept septembre septiembre settembre set",
            "october oct octobre oktober okt octubre ottobre ott",
            "november nov novembre noviembre",
            "december dec décembre déc dezember dez diciembre dic dicembre",
        ),
        1,
    )
    for name in names.split()
}
CLOCK = (
    r"(?P<hour>\d{1,2})(?:\s?[:hH.]\s?(?P<minute>\d{2})?)?"
    r"(?::(?P<second>\d{2})(?:\.\d+)?)?\s?(?:Uhr\b)?(?P<half>[aApP]\.?[mM]\.?)?"
)
TIME = re.compile(CLOCK)
MOMENT = rf"(?:(?:T|,?\s+(?:(?:à|at|a las|alle|um|-)\s+)?){CLOCK}\s?(?P<utc>Z|UTC|GMT)?)?"
NUMBERS = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d{{2}}){MOMENT}", re.IGNORECASE
)
YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){MOMENT}", re.IGNORECASE
)
NAMED = re.compile(
    rf"(?:[^\W\d]{{2,10}}\.?,?\s+)?(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|\.)?[\s-]+(?:de\s+)?(?P<month>[^\W\d]{{3,10}})\.?,?"
    rf"|(?P<month2>[^\W\d]{{3,10}})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?)[\s-]+(?:de\s+)?(?P<year>\d{{4}}){MOMENT}",
    re.IGNORECASE,
)
MAIL = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|[A-Z]{1,3})")
OFFSET = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$)")
LONGEST = 60
SHOWABLE = re.compile(r"[\d\s/.:,+TZhH-]{1,30}")
"""Only what cannot hold a word of a post is repeated in a message."""


class NotADate(ValueError):
    """Says why, in words that follow "… cannot be read: "."""


def moment(value: str, order: Order | None = None) -> datetime:
    """The moment that `value` names; raises NotADate."""
    value = OFFSET.sub("", " ".join(value.split()))
    if len(value) > LONGEST:
        raise NotADate("it is not a date")
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return _written(value, order)


def order_in(values: Iterable[str]) -> Order | None:
    """What the first value above 12 shows for a whole column."""
    for value in values:
        found = NUMBERS.fullmatch(" ".join(value.split()))
        if found and found["sep"] != ".":
            a, b = int(found["a"]), int(found["b"])
            if (a > 12) != (b > 12):
                return "day" if a > 12 else "month"
    return None


def ambiguous(value: str) -> bool:
    found = NUMBERS.fullmatch(" ".join(value.split()))
    return bool(
        found and found["sep"] != "." and found["a"] != found["b"] and max(int(found["a"]), int(found["b"])) <= 12
    )


def order_told(heading: str) -> Order | None:
    """Some headings say it: "Date (jj/mm/aaaa)"."""
    found = re.search(r"(?<![ayj]\W)\b(?:(dd|jj|tt|gg)\Wmm|mm\W(?:dd|jj|tt|gg))\b", heading, re.IGNORECASE)
    return None if not found else "day" if found[1] else "month"


def shown(value: str) -> str:
    value = " ".join(value.split())
    return f"“{value}”" if SHOWABLE.fullmatch(value) else "a value"


def _written(value: str, order: Order | None) -> datetime:
    if found := YEAR_FIRST.fullmatch(value):
        return _built(found, int(found["month"]), int(found["day"]))
    if found := NUMBERS.fullmatch(value):
        return _built(found, *_month_and_day(found, order))
    if (found := NAMED.fullmatch(value)) and (month := MONTHS.get(squeeze(found["month"] or found["month2"]))):
        return _built(found, month, int(found["day"] or found["day2"]))
    if MAIL.fullmatch(value):
        return _mailed(value)
    raise NotADate(_why(value))


def _mailed(value: str) -> datetime:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError):
        raise NotADate(IMPOSSIBLE) from None


def _month_and_day(found: re.Match[str], order: Order | None) -> tuple[int, int]:
    a, b = int(found["a"]), int(found["b"])
    if found["sep"] == "-" and len(found["year"]) == 2:
        raise NotADate("a year of two digits can be meant at either end; write it in four")
    if found["sep"] == "." or a == b:
        return b, a
    order = order or order_in([found[0]])
    if min(a, b) > 12:
        raise NotADate(IMPOSSIBLE)
    if order is None:
        year = _year(found)
        raise NotADate(
            f"it is day {a} of month {b} or day {b} of month {a}, and nothing in this source settles which; "
            f"write {year}-{b:02}-{a:02} or {year}-{a:02}-{b:02}"
        )
    return (b, a) if order == "day" else (a, b)


def _year(found: re.Match[str]) -> int:
    return int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)


def _built(found: re.Match[str], month: int, day: int) -> datetime:
    hour = int(found["hour"] or 0)
    if half := (found["half"] or "").lower()[:1]:
        if not 1 <= hour <= 12:
            raise NotADate(IMPOSSIBLE)
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        stamp = datetime(_year(found), month, day, hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        raise NotADate(IMPOSSIBLE) from None
    return datetime.fromisoformat(f"{stamp.isoformat()}+00:00") if found["utc"] else stamp


def _why(value: str) -> str:
    if TIME.fullmatch(value):
        return "it is a time without a date"
    if len(words(value)) == 2 and re.match(r"\d{1,2}(?:er)?[/. ]", value):
        return "it has no year"
    return "it is not a date"
