from __future__ import annotations

import pytest

from postguard.errors import UsageError
from postguard.reporters import REPORTERS, Style, render

from .made_up import report


def test_formats_stand_in_alphabetical_order() -> None:
    assert list(REPORTERS) == sorted(REPORTERS)


@pytest.mark.parametrize("name", REPORTERS)
def test_render_is_what_a_door_gets_that_streams(name: str) -> None:
    reporter = REPORTERS[name](Style())
    streamed = reporter.start(report().charter)
    for outcome in report().outcomes:
        streamed += reporter.outcome(outcome)
    assert render(report(), name) == streamed + reporter.finish(report().tally)


@pytest.mark.parametrize("name", REPORTERS)
def test_every_report_ends_with_one_line_feed(name: str) -> None:
    written = render(report(), name)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")


def test_an_unknown_format_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError, match=r"^There is no format “xml”\. Formats: json, jsonl, text\.$"):
        render(report(), "xml")
