"""Which clauses of a charter its rules enforce, which are left to people, and which nobody holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal, get_args

from postguard.model import Charter, Clause, Reason, Rule
from postguard.reporters.v1 import dumps
from postguard.reviewed import Change

SCHEMA = "postguard.coverage.v1"
WIDTH = 96

State = Literal["enforced", "partly", "people", "missing", "heading"]
STATES: tuple[State, ...] = get_args(State)
"""`missing`: no rule, and the charter says nothing of it. `heading`: a title above other clauses, with no text."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "enforced": "enforced",
        "partly": "partly",
        "people": "people only",
        "missing": "not covered",
        "heading": "heading",
        "unseen": "not seen: ",
        "orphans": "Rules under clauses that this charter does not have:",
        "bind": "To bind a pack to a clause: uses: [{pack: …, clause: …}]",
        "contradictions": "What the charter says and its rules do not go together:",
        "people.ruled": "clause {number} is said to be for people only, but {rules} enforces it: say so under “partly”",
        "partly.unruled": "clause {number} is said to be partly enforced, but no rule does: say so under “people”",
        "changes": "Changed since the last review ({file}):",
        "text": "its text changed",
        "new": "it is new",
        "gone": "it is gone",
        "look": "; look again at {rules}",
        "accept": "When the rules say what the clauses say: postguard coverage --accept",
        "summary": "{count} clauses: {counts}; {percent} % accounted for",
    },
    "fr": {
        "enforced": "appliqué",
        "partly": "en partie",
        "people": "aux personnes",
        "missing": "sans règle",
        "heading": "titre",
        "enforced.many": "appliqués",
        "unseen": "n'est pas vu : ",
        "orphans": "Règles liées à des articles que cette charte n'a pas :",
        "bind": "Pour lier un paquet à un article : uses: [{pack: …, clause: …}]",
        "contradictions": "Ce que dit la charte et ce que font ses règles ne s'accordent pas :",
        "people.ruled": "article {number} : laissé aux personnes, mais {rules} l'applique ; voyez « partly »",
        "partly.unruled": "article {number} : appliqué en partie, mais aucune règle ne le fait ; voyez « people »",
        "changes": "Modifié depuis la dernière relecture ({file}) :",
        "text": "son texte a changé",
        "new": "il est nouveau",
        "gone": "il a disparu",
        "look": " ; relisez {rules}",
        "accept": "Quand les règles disent ce que disent les articles : postguard coverage --accept",
        "summary": "{count} articles : {counts} ; {percent} % traités",
    },
}


@dataclass(frozen=True, slots=True)
class Row:
    """A clause of the charter, and what holds it."""

    clause: Clause
    state: State
    rules: tuple[Rule, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The charter says of a clause what its rules deny."""

    clause: Clause
    reason: Reason
    rules: tuple[Rule, ...]

    def said(self, language: str) -> str:
        key = "people.ruled" if self.rules else "partly.unruled"
        told = _WORDS[language][key].format(number=self.clause.number, rules=_ids(self.rules))
        return f"{self.reason.place.path}:{self.reason.place.line}: {told}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The clauses of a charter, each with what holds it, and the rules that hold none of them."""

    charter: Charter
    rows: tuple[Row, ...]
    orphans: tuple[Row, ...]
    """Clauses of packs, with the rules that hang on them."""
    contradictions: tuple[Contradiction, ...]

    def count(self, state: State) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def clauses(self) -> int:
        """How many clauses ask for something."""
        return len(self.rows) - self.count("heading")

    @property
    def percent(self) -> float:
        """The share of clauses that are enforced, partly enforced, or said to be for people only."""
        return 100 * (self.clauses - self.count("missing")) / self.clauses if self.clauses else 0.0

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(row.clause.number for row in self.rows if row.state == "missing")


def coverage(charter: Charter) -> Coverage:
    """What holds each of the charter's own clauses."""
    own = charter.own_clauses
    held: dict[str, list[Rule]] = {number: [] for number in own}
    lost: dict[tuple[str, str], list[Rule]] = {}
    for rule in charter.rules:
        # A mention in the wrong language breaks a clause of its own: see `languages:`.
        if (also := getattr(rule.body, "language_clause", "")) in held and also != rule.clause.number:
            held[also].append(rule)
        if rule.clause.number in own and _ours(rule, charter):
            held[rule.clause.number].append(rule)
        else:
            lost.setdefault((rule.pack, rule.clause.number), []).append(rule)
    rows = tuple(_row(clause, tuple(held[number]), charter, own) for number, clause in own.items())
    orphans = tuple(Row(rules[0].clause, "missing", tuple(rules)) for rules in lost.values())
    wrong = [
        Contradiction(row.clause, said[row.clause.number], row.rules)
        for row in rows
        for said in (charter.people if row.rules else charter.partly,)
        if row.clause.number in said
    ]
    return Coverage(charter, rows, orphans, tuple(wrong))


def _ours(rule: Rule, charter: Charter) -> bool:
    """The rule means a clause of the charter: as it stands in it, or by its number in a file of the charter's own."""
    return rule.clause.pack in ("", charter.path) or rule.clause.pack.endswith((".yaml", ".yml"))


def _row(clause: Clause, rules: tuple[Rule, ...], charter: Charter, own: Iterable[str]) -> Row:
    people, partly = charter.people.get(clause.number), charter.partly.get(clause.number)
    if rules:
        said = partly or people
        return Row(clause, "partly" if said else "enforced", rules, said.text if said else "")
    if people:
        return Row(clause, "people", (), people.text)
    below = any(number.startswith((f"{clause.number}.", f"{clause.number}-")) for number in own)
    return Row(clause, "heading" if below and not clause.text else "missing")


def lines(found: Coverage, language: str, changes: tuple[Change, ...] = (), file: str = "") -> Iterator[str]:
    """The table for people, in one of the two languages."""
    say = _WORDS[language]
    width = max(len(say[state]) for state in STATES)
    number = max((len(row.clause.number) for row in found.rows), default=0)
    margin = " " * (width + number + 4)
    for row in found.rows:
        yield f"{say[row.state]:{width}}  {row.clause.number:{number}}  {row.clause.spoken(language).title}".rstrip()
        if row.rules:
            yield from (margin + line for line in wrap(_ids(row.rules), WIDTH - len(margin), break_on_hyphens=False))
        if row.reason:
            told = (say["unseen"] if row.state == "partly" else "") + row.reason
            yield from (margin + line for line in wrap(told, WIDTH - len(margin)))
    if found.orphans:
        yield from ("", say["orphans"])
        for row in found.orphans:
            yield f"  {row.rules[0].pack}  {row.clause.number}: {_ids(row.rules)}"
        yield say["bind"]
    if found.contradictions:
        yield from ("", say["contradictions"])
        yield from (f"  {contradiction.said(language)}" for contradiction in found.contradictions)
    if changes:
        yield from ("", say["changes"].format(file=file))
        for change in changes:
            where = f"{change.clause.place.path}:{change.clause.place.line}: " if change.kind != "gone" else ""
            title = f"{change.clause.number} {change.clause.title}".strip()
            rules = _ids(_held(found, change.clause.number))
            yield f"  {where}{title}: {say[change.kind]}" + (say["look"].format(rules=rules) if rules else "")
        yield say["accept"]
    counts = ", ".join(
        f"{count} {say.get(f'{state}.many', say[state]) if count > 1 else say[state]}"
        for state, count in ((state, found.count(state)) for state in STATES if state != "heading")
        if count
    )
    yield ""
    yield say["summary"].format(count=found.clauses, counts=counts, percent=int(found.percent))


def as_json(found: Coverage, changes: tuple[Change, ...] | None) -> str:
    """`postguard.coverage.v1`; `changes` is None when no review was ever recorded."""
    rows = [
        {
            "number": row.clause.number,
            "title": row.clause.title,
            "state": row.state,
            "rules": [rule.id for rule in row.rules],
            "reason": row.reason,
            "source": row.clause.place.path,
            "line": row.clause.place.line,
        }
        for row in found.rows
    ]
    orphans = [
        {"pack": row.rules[0].pack, "clause": row.clause.number, "rules": [rule.id for rule in row.rules]}
        for row in found.orphans
    ]
    changed = None if changes is None else [{"clause": c.clause.number, "change": c.kind} for c in changes]
    whole = {
        "schema": SCHEMA,
        "charter": found.charter.title,
        "version": found.charter.version,
        "clauses": rows,
        "orphans": orphans,
        "contradictions": [contradiction.clause.number for contradiction in found.contradictions],
        "changes": changed,
        "counts": {state: found.count(state) for state in STATES},
        "accounted_for": round(found.percent, 2),
    }
    return dumps(whole) + "\n"


def _held(found: Coverage, number: str) -> tuple[Rule, ...]:
    return next((row.rules for row in found.rows if row.clause.number == number), ())


def _ids(rules: Iterable[Rule]) -> str:
    return ", ".join(rule.id for rule in rules)
