"""One module per output format. To add one: write its class (see `base.Reporter`) and list it in `REPORTERS`."""

from __future__ import annotations

from importlib import import_module

from postguard.errors import UsageError
from postguard.model import Report
from postguard.reporters.base import Format, Reporter, Style

__all__ = ["REPORTERS", "Format", "Reporter", "Style", "render"]


def _from(module: str, name: str) -> Format:
    """The reporter of a module, which is imported when a report is to be written."""

    def reporter(style: Style) -> Reporter:
        made: Reporter = getattr(import_module(f"postguard.reporters.{module}"), name)(style)
        return made

    return reporter


REPORTERS: dict[str, Format] = {
    "json": _from("json_", "Json"),
    "jsonl": _from("jsonl", "Jsonl"),
    "text": _from("text", "Text"),
}


def render(report: Report, format: str, style: Style | None = None) -> str:
    """The whole report at once; doors that stream call the three functions of the reporter themselves."""
    if format not in REPORTERS:
        raise UsageError(f"There is no format “{format}”. Formats: {', '.join(REPORTERS)}.")
    reporter = REPORTERS[format](style or Style())
    written = [reporter.start(report.charter)]
    written += [reporter.outcome(outcome) for outcome in report.outcomes]
    return "".join([*written, reporter.finish(report.tally)])
