"""Dates and times that a text itself names, as instants: what « sous embargo jusqu'au 12 novembre, 9 h » ends at.

Without a year: the one nearest to the moment of the post. Without an hour: the start of the day. Without a day: that of
the post. Tomorrow, a weekday or next week are later than the post, whatever their date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from postguard.model import Span

FAR = datetime.max.replace(tzinfo=UTC)
"""Later than any post."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        """janvier january janv jan|février fevrier february févr fevr feb|mars march mar|avril april avr apr|mai may
        |juin june jun|juillet july juil jul|août aout august aug|septembre september sept sep|octobre october oct
        |novembre november nov|décembre decembre december déc dec""".split("|"),
        1,
    )
    for name in names.split()
}
_ZONES: dict[str, tzinfo] = {
    **dict.fromkeys(("utc", "gmt", "z"), UTC),
    "cet": timezone(timedelta(hours=1)),
    "cest": timezone(timedelta(hours=2)),
    "bst": timezone(timedelta(hours=1)),
    "est": timezone(timedelta(hours=-5)),
    "edt": timezone(timedelta(hours=-4)),
    "pst": timezone(timedelta(hours=-8)),
    "pdt": timezone(timedelta(hours=-7)),
    "et": ZoneInfo("America/New_York"),
    "eastern": ZoneInfo("America/New_York"),
    "pt": ZoneInfo("America/Los_Angeles"),
    "pacific": ZoneInfo("America/Los_Angeles"),
    "paris": ZoneInfo("Europe/Paris"),
    "london": ZoneInfo("Europe/London"),
    "londres": ZoneInfo("Europe/London"),
    "bruxelles": ZoneInfo("Europe/Brussels"),
    "brussels": ZoneInfo("Europe/Brussels"),
    "new york": ZoneInfo("America/New_York"),
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"""(?xi)(?<![\w/.\-])(?:
      (?P<iso>\d{{4}}-\d\d-\d\d)
    | (?P<d1>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\b\.?(?:,?\s+(?P<y1>20\d\d))?
    | (?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\s*[:h]\s*\d|\d)(?:,?\s+(?P<y2>20\d\d))?
    | (?P<d3>\d{{1,2}})[/.](?P<m3>\d{{1,2}})(?:[/.](?P<y3>\d{{4}}|\d\d))?(?![\w/])
    | (?P<same>aujourd['’]hui|today|tonight|ce\s+(?:soir|matin|midi)|cet\s+après-midi
      |this\s+(?:morning|afternoon|evening))
    | (?P<past>hier|yesterday|avant-hier)
    | (?P<later>demain|après-demain|tomorrow|la\s+semaine\s+prochaine|next\s+\w+|le\s+mois\s+prochain
      | (?:lun|mar|mercre|jeu|vendre|same)di(?:\s+prochain)?|dimanche(?:\s+prochain)?
      | (?:mon|tues|wednes|thurs|fri|satur|sun)day )
    )(?![\w])"""
)
_HOUR = re.compile(
    r"""(?xi)(?<![\w:/.,])(?:
      (?P<h1>\d{1,2})(?:[:.](?P<min1>\d\d))?\s?(?P<half>[ap])\.?m\b\.?
    | (?P<h2>[01]?\d|2[0-4])\s?(?:h|:)\s?(?P<min2>[0-5]\d)?(?!\w)(?:heures?)?
    | (?P<h3>[01]\d|2[0-3])(?P<min3>[0-5]\d)(?=\s+(?:gmt|utc|cet|cest|bst|e[sd]?t|p[sd]?t)\b)
    | (?P<noon>midi|noon)\b | (?P<midnight>minuit|midnight)\b )
    (?:[\s,(]*(?:heure\s+de\s+|heure\s+|hours?\s+)?(?P<zone>utc|gmt|cest|cet|bst|est|edt|et|pst|pdt|pt|eastern|pacific
      |paris|london|londres|bruxelles|brussels|new\s+york|[+\-]\d\d:?\d\d)\b)?"""
)
_WHOLE_DAY = re.compile(r"(?i)\W*(?:inclus|inclusive|end of day|eod|au soir|fin de journée)")
_BETWEEN = 24
"""Characters between a day and its hour, at most: « mardi 12 novembre 2026, à partir de 9 h »."""


class Moment(NamedTuple):
    """A stretch of the text and the instant it names; aware."""

    span: Span
    at: datetime


def moments(text: str, now: datetime) -> Iterator[Moment]:
    """The instants a text names, in its order, for a post that goes out at `now` (aware)."""
    days = [found for found in _DAY.finditer(text) if _is_day(found)]
    dated = [found for found in days if not found["later"]]
    # « jeudi 12 novembre »: the weekday says nothing beside its date.
    days = [d for d in days if not d["later"] or not any(abs(o.start() - d.end()) <= 4 for o in dated)]
    hours = [
        found
        for found in _HOUR.finditer(text)
        if not any(d.start() < found.end() and found.start() < d.end() for d in days)
    ]
    taken: set[int] = set()
    for day in days:
        near = [(_apart(day.span(), hour.span()), i) for i, hour in enumerate(hours) if i not in taken]
        distance, nearest = min(near, default=(_BETWEEN + 1, -1))
        hour = hours[nearest] if distance <= _BETWEEN and "\n" not in text[slice(*_gap(day, hours[nearest]))] else None
        if hour is not None:
            taken.add(nearest)
        end = max(day.end(), hour.end()) if hour else day.end()
        at = _instant(day, hour, now)
        if hour is None and at is not FAR and _WHOLE_DAY.match(text, end):
            at += timedelta(days=1)
        yield Moment(Span(min(day.start(), hour.start()) if hour else day.start(), end), at)
    for i, hour in enumerate(hours):
        if i not in taken:
            yield Moment(Span(*hour.span()), _instant(None, hour, now))


def _is_day(found: re.Match[str]) -> bool:
    number = found["d1"] or found["d2"] or found["d3"]
    return not number or (1 <= int(number) <= 31 and (not found["m3"] or int(found["m3"]) <= 31))


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(other[0] - one[1], one[0] - other[1])


def _gap(one: re.Match[str], other: re.Match[str]) -> tuple[int, int]:
    return (one.end(), other.start()) if one.end() <= other.start() else (other.end(), one.start())


def _instant(day: re.Match[str] | None, hour: re.Match[str] | None, now: datetime) -> datetime:
    zone = _zone(hour["zone"] if hour else None, now)
    local = now.astimezone(zone)
    if day is not None and day["later"]:
        return FAR
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        start = _date(day, midnight)
    except ValueError:
        return FAR  # the 31st of a month of 30 days is no day that has come
    return start + _of_day(hour) if hour else start


def _date(day: re.Match[str] | None, midnight: datetime) -> datetime:
    if day is None or day["same"]:
        return midnight
    if day["past"]:
        return midnight - timedelta(days=1)
    if day["iso"]:
        return datetime.fromisoformat(day["iso"]).replace(tzinfo=midnight.tzinfo)
    number, month, year = (day[f"{part}1"] or day[f"{part}2"] or day[f"{part}3"] for part in "dmy")
    written = _MONTHS.get(str(month).casefold()) or int(month)
    first = int(number)
    if written > 12:
        first, written = written, first  # 11/23 is the American order
    if year:
        full = int(year) + (2000 if len(year) == 2 else 0)
        return midnight.replace(year=full, month=written, day=first)
    near = (midnight.replace(year=midnight.year + shift, month=written, day=first) for shift in (-1, 0, 1))
    return min(near, key=lambda at: abs(at - midnight))


def _of_day(hour: re.Match[str]) -> timedelta:
    if hour["noon"] or hour["midnight"]:
        return timedelta(hours=12 if hour["noon"] else 24)
    hours, minutes = (int(hour[f"{part}1"] or hour[f"{part}2"] or hour[f"{part}3"] or 0) for part in ("h", "min"))
    if hour["half"]:
        hours = hours % 12 + (12 if hour["half"].casefold() == "p" else 0)
    return timedelta(hours=hours, minutes=minutes)


def _zone(name: str | None, now: datetime) -> tzinfo:
    if not name:
        return now.tzinfo or UTC
    known = _ZONES.get(re.sub(r"\s+", " ", name.casefold()))
    if known is not None:
        return known
    sign, digits = (-1 if name[0] == "-" else 1), re.sub(r"\D", "", name)
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
