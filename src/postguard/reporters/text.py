"""For people: each post with something to say, its words underlined, why, and what to do; then one line of counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postguard.model import SEVERITIES, Charter, Problem, Result, Tally
from postguard.reporters.base import Style
from postguard.reporters.unchecked import unchecked, undecided
from postguard.reporters.visible import visible
from postguard.reporters.voice import BOLD, DIM, Voice


class Text:
    APART = True

    def __init__(self, style: Style) -> None:
        self._style = style
        self._voice = Voice(style)
        self._contact = ""

    def start(self, charter: Charter) -> str:
        self._contact = charter.contact
        return ""

    def outcome(self, outcome: Result | Problem) -> str:
        if isinstance(outcome, Problem):
            return _block([self._source_header(outcome), *unchecked(outcome, self._voice, placed=True)])
        return "" if outcome.verdict == "clean" else _block(self._post(outcome))

    def finish(self, tally: Tally) -> str:
        say, voice = self._voice.say, self._voice
        severities = [say.count(name, getattr(tally, name)) for name in SEVERITIES if getattr(tally, name)]
        counts = [
            say.count("clean", tally.clean) if tally.clean else "",
            f"{say.count('violating', tally.violating)} ({', '.join(severities)})" if tally.violating else "",
            say.count("unchecked", tally.unchecked) if tally.unchecked else "",
            say.count("unread", tally.unread) if tally.unread else "",
        ]
        summary = say.count("posts", tally.posts) + (", ".join(filter(None, counts)) or say("nothing"))
        lines = [voice.paint(BOLD, line) for line in voice.lines(summary, "")]
        if tally.violating and self._contact:
            lines += voice.lines(say("contact", contact=self._contact), "")
        return "\n".join(lines) + "\n"

    def _post(self, result: Result) -> Iterator[str]:
        from postguard.reporters.finding import Sheets, finding  # 3 ms that a clean post need not wait for

        yield self._post_header(result)
        sheets = Sheets(result, self._style)
        for violation in result.violations:
            yield from finding(violation, sheets, self._voice)
            yield ""
        yield from undecided(result.depends, self._voice)
        for problem in result.problems:
            yield from unchecked(problem, self._voice)

    def _post_header(self, result: Result) -> str:
        from postguard.reporters.finding import place

        post, say = result.post, self._voice.say
        numbers: tuple[int, ...] = (post.line,)
        if post.record is None:
            spans = ((violation.part, violation.span.start) for violation in result.violations if violation.span)
            numbers = next((place(result, *at) for at in spans), numbers)
        known = [
            "" if post.record is None else say("record", record=post.record),
            say("id", id=post.id) if post.id else "",
            post.network or "",
            say("role", role=post.role) if post.role else "",
        ]
        return self._header(post.source, numbers, known)

    def _source_header(self, problem: Problem) -> str:
        numbers = [number for number in (problem.line, problem.column) if number is not None]
        record = "" if problem.record is None else self._voice.say("record", record=problem.record)
        return self._header(problem.source, numbers, [record])

    def _header(self, source: str, numbers: Iterable[int], known: Iterable[str]) -> str:
        """`source:line:column` first: editors and terminals make that a link."""
        where = visible(":".join([source or self._voice.say("unnamed"), *map(str, numbers)]))
        facts = visible(" · ".join(filter(None, known)))
        return self._voice.paint(BOLD, where) + (self._voice.paint(DIM, f"  {facts}") if facts else "")


def _block(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n\n"
