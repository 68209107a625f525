"""Dates as people and tools write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.readers import dates

UTC, PARIS = UTC, timezone(timedelta(hours=1))
READ: dict[str, datetime] = {
    "2026-11-12": datetime(2026, 11, 12),
    "2026-11-12 09:30": datetime(2026, 11, 12, 9, 30),
    "2026-11-12T09:30:00.000Z": datetime(2026, 11, 12, 9, 30, tzinfo=UTC),
    "2026-11-12T09:30:00+01:00": datetime(2026, 11, 12, 9, 30, tzinfo=PARIS),
    "2026-11-12 09:30:00 +0100": datetime(2026, 11, 12, 9, 30, tzinfo=PARIS),
    "2026-11-12 09:30 UTC": datetime(2026, 11, 12, 9, 30, tzinfo=UTC),
    "2026/11/12 09:30": datetime(2026, 11, 12, 9, 30),
    "2026-1-5": datetime(2026, 1, 5),
    "24/09/2026": datetime(2026, 9, 24),
    "24/09/26 18:00": datetime(2026, 9, 24, 18),
    "09/24/2026 09:00": datetime(2026, 9, 24, 9),
    "09/24/2026 2:30 PM": datetime(2026, 9, 24, 14, 30),
    "09/24/2026 12:15 a.m.": datetime(2026, 9, 24, 0, 15),
    "05/05/2026": datetime(2026, 5, 5),
    "03.04.2026 08:15": datetime(2026, 4, 3, 8, 15),
    "24-09-2026": datetime(2026, 9, 24),
    "24/09/2026 à 14h30": datetime(2026, 9, 24, 14, 30),
    "24/09/2026 14 h": datetime(2026, 9, 24, 14),
    "12 novembre 2026": datetime(2026, 11, 12),
    "jeudi 12 novembre 2026 à 9h30": datetime(2026, 11, 12, 9, 30),
    "1er août 2026": datetime(2026, 8, 1),
    "12. November 2026 um 09:30 Uhr": datetime(2026, 11, 12, 9, 30),
    "12 de noviembre de 2026": datetime(2026, 11, 12),
    "12 dicembre 2026": datetime(2026, 12, 12),
    "November 12, 2026 9:30 AM": datetime(2026, 11, 12, 9, 30),
    "Nov 12th 2026": datetime(2026, 11, 12),
    "12-Nov-2026": datetime(2026, 11, 12),
    "Thu, 12 Nov 2026 09:30:00 GMT": datetime(2026, 11, 12, 9, 30, tzinfo=UTC),
    " 2026-11-12\u00a009:30 ": datetime(2026, 11, 12, 9, 30),
}
REFUSED: dict[str, str] = {
    "bientôt": "it is not a date",
    "": "it is not a date",
    "2026-13-45": "there is no such day or time",
    "31/02/2026": "there is no such day or time",
    "13/14/2026": "there is no such day or time",
    "12/12/2026 25:00": "there is no such day or time",
    "12/12/2026 14:30 PM": "there is no such day or time",
    "Thu, 45 Nov 2026 09:30:00 GMT": "there is no such day or time",
    "09:30": "it is a time without a date",
    "12/11": "it has no year",
    "12 novembre": "it has no year",
    "26-09-24": "a year of two digits can be meant at either end; write it in four",
    "46000.5": "it is not a date",
    "12/11/20269": "it is not a date",
    "03/04/2026": "it is day 3 of month 4 or day 4 of month 3, and nothing in this source settles which; "
    "write 2026-04-03 or 2026-03-04",
    "x" * 10_000: "it is not a date",
}


@pytest.mark.parametrize(("value", "expected"), READ.items(), ids=READ)
def test_a_date_is_read(value: str, expected: datetime) -> None:
    found = dates.moment(value)
    assert (found, found.utcoffset()) == (expected, expected.utcoffset())


@pytest.mark.parametrize(("value", "why"), REFUSED.items(), ids=lambda text: text[:20])
def test_what_is_no_date_says_why(value: str, why: str) -> None:
    with pytest.raises(dates.NotADate) as error:
        dates.moment(value)
    assert str(error.value).startswith(why)


@pytest.mark.parametrize(
    ("order", "expected"), [("day", datetime(2026, 4, 3)), ("month", datetime(2026, 3, 4))], ids=["day", "month"]
)
def test_the_order_of_the_column_settles_a_date(order: dates.Order, expected: datetime) -> None:
    assert dates.moment("03/04/2026", order) == expected


def test_a_date_against_the_order_of_its_column_is_not_guessed() -> None:
    with pytest.raises(dates.NotADate, match="there is no such day or time"):
        dates.moment("24/09/2026", "month")


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2026", "24/04/2026"], "day"),
        (["12/24/2026"], "month"),
        (["24/12/2026"], "day"),
        (["03/04/2026 09:00", "04/24/2026 09:00"], "month"),
        (["03/04/2026", "2026-04-24", "24.04.2026", "bientôt"], None),
    ],
)
def test_a_value_above_twelve_shows_the_order(values: list[str], order: dates.Order | None) -> None:
    assert dates.order_in(values) == order


@pytest.mark.parametrize(
    ("heading", "order"),
    [
        ("Date (jj/mm/aaaa)", "day"),
        ("date DD-MM-YYYY", "day"),
        ("Datum (TT.MM.JJJJ)", "day"),
        ("Date (mm/dd/yyyy hh:mm)", "month"),
        ("Date", None),
        ("postAtSpecificTime (YYYY-MM-DD HH:mm:ss)", None),
    ],
)
def test_a_heading_can_say_the_order(heading: str, order: dates.Order | None) -> None:
    assert dates.order_told(heading) == order


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_says_why_not(value: str) -> None:
    try:
        assert isinstance(dates.moment(value), datetime)
    except dates.NotADate as why:
        assert str(why)


@given(
    st.datetimes(datetime(2001, 1, 1), datetime(2099, 12, 31)), st.sampled_from(["%d/%m/%Y %H:%M", "%d.%m.%Y %Hh%M"])
)
def test_a_written_date_is_read_back(moment: datetime, written: str) -> None:
    assert dates.moment(moment.strftime(written), "day") == moment.replace(second=0, microsecond=0)
