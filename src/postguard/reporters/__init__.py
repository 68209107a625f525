"""One module per output format. To add one: write its class (see `base.Reporter`) and list it in `REPORTERS`."""

from __future__ import annotations

from postguard.errors import UsageError
from postguard.model import Report
from postguard.reporters.base import Format, Reporter, Style
from postguard.reporters.json_ import Json
from postguard.reporters.jsonl import Jsonl
from postguard.reporters.text import Text

__all__ = ["REPORTERS", "Format", "Reporter", "Style", "render"]

REPORTERS: dict[str, Format] = {
    "json": Json,
    "jsonl": Jsonl,
    "text": Text,
}


def render(report: Report, format: str, style: Style | None = None) -> str:
    """The whole report at once; doors that stream call the three functions of the reporter themselves."""
    if format not in REPORTERS:
        raise UsageError(f"There is no format “{format}”. Formats: {', '.join(REPORTERS)}.")
    reporter = REPORTERS[format](style or Style())
    written = [reporter.start(report.charter)]
    written += [reporter.outcome(outcome) for outcome in report.outcomes]
    return "".join([*written, reporter.finish(report.tally)])
