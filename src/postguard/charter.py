"""YAML → `Charter`, or errors that show the lines: all the mistakes of all its files in one go."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, get_args
from zoneinfo import ZoneInfo, available_timezones

from postguard import document, yamlfile
from postguard.conditions import instant
from postguard.errors import CharterError, Fault
from postguard.kinds import KINDS
from postguard.kinds.base import Kind
from postguard.lists import LANGUAGES, Author, Vocabularies, Written, entries, known_names
from postguard.model import (
    CERTAINTIES,
    SEVERITIES,
    Advice,
    Charter,
    Clause,
    Examples,
    Pack,
    Post,
    Reason,
    Rule,
    Severity,
)
from postguard.packs import find as find
from postguard.packs import pack_names, pack_path
from postguard.pattern import as_names
from postguard.scope import KEYS as SCOPE_KEYS
from postguard.scope import read_scope
from postguard.yamlfile import Node

KEYS: Mapping[str, str] = {
    "charter": "the title of the charter; or a mapping by language",
    "version": "its version, as its readers know it",
    "language": "fr or en: of the messages, and of patterns that say nothing else",
    "document": "the Markdown file that people read; its numbered headings and paragraphs are the clauses",
    "clauses": "the clauses, when they stand in no document: number → title, or number → {title, text}",
    "timezone": "whose clocks the dates of the charter and undated offsets mean, such as Europe/Paris",
    "contact": "whom to ask before publishing",
    "about": "of a pack: who owes what, in a sentence or two; or a mapping by language",
    "limits": "of a pack: what it cannot see; or a mapping by language",
    "parameters": "of a pack: vocabularies that its user can fill under words:, each with what it is",
    "uses": "packs: shipped ones by name, own ones by ./path.yaml; or {pack: …, clause: …, on: [rule], off: [rule]}",
    "us": "who we are: names, products, accounts (roles), spokespeople (roles)",
    "roles": "groups of roles by name, used as $name where roles stand",
    "conditions": "conditions by name, used as when: $name or {is: name}",
    "people": "clauses that only people can judge: number → why; see postguard coverage",
    "partly": "clauses of which the rules see a part only: number → what they do not see",
    "languages": "mentions: post language; clause: the one broken when only the language of a mention is wrong",
    "words": "vocabularies of this charter, used in patterns as $name",
    "defaults": "role, network and language of posts whose source does not say",
    "rules": "the rules, each bound to a clause",
}
RULE_KEYS: Mapping[str, str] = {
    "id": "a name of its own, in lower case with hyphens",
    "clause": "number of the clause it enforces",
    "severity": "error, warning or info; default error",
    "source": "the instrument and article the rule rests on, and where that was read",
    "certainty": "how sure the source is: verified, secondary, unverified or house",
    "off": "`yes`: the rule is switched off until a charter names it under on:",
    "message": "why this is a problem, in one sentence; or a mapping by language",
    "instead": "what to write instead; or a mapping by language",
    "examples": "bad: texts it must catch, good: texts it must let pass",
}
EXAMPLE_KEYS: Mapping[str, str] = {
    "text": "the text of the post",
    "span": "of a bad example: the words that the rule should point at",
    "role": "who publishes it",
    "author": "its author, by name",
    "network": "where it goes",
    "language": "the language its source states",
    "audience": "to whom it goes",
    "jurisdiction": "where its readers are",
    "publish_at": "when it goes out",
    "field": "what the scheduler says of it: {paid_partnership: true}",
}
USE_KEYS = ("pack", "clause", "on", "off")
US_KEYS = ("names", "products", "accounts", "spokespeople")
DEFAULT_KEYS = ("role", "network", "language")
_STANDARD = {"accounts": frozenset({"brand"}), "spokespeople": frozenset({"spokesperson"})}
"""The groups of roles of a pack whose user does not say."""
MAX_DEPTH = 5
"""How deep packs may use packs."""

Compiled = Mapping[str, Charter]
"""Packs by name, before the charter that uses them switches or binds any of their rules."""


class Shelf(Protocol):
    """Where compiled packs are kept for the next time."""

    def packs(self, names: list[str], given: Mapping[str, str], make: Callable[[], Compiled | None]) -> Compiled:
        """The packs of these names, made with what is given to them: those that are kept, or what `make` makes.

        `given`: what the charter says that packs may ask for, each by its key (`us`, `$name`) and a digest of it.
        """


MISSING_CLAUSES = "Name a Markdown “document” with numbered headings, or write “clauses” in this file."


def load(
    path: Path,
    shown: str | None = None,
    *,
    reads: Callable[[Path], None] = lambda path: None,
    trace: list[Written] | None = None,
    shelf: Shelf | None = None,
) -> Charter:
    """The charter in a YAML file, with the packs it uses. Raises CharterError with every mistake found.

    `reads` is told each file that it is made of, vocabularies apart, before that is read; its lists of patterns are
    added to `trace`. `shelf` keeps the shipped packs that it uses.
    """
    loader = _Loader(reads, trace=trace, shelf=shelf)
    charter = loader.charter(path, shown or str(path), pack="")
    loader.finish()
    assert charter is not None
    return charter


@dataclass(slots=True)
class _Loader:
    """One loading of a charter: the files being read, the rules by id, the faults."""

    reads: Callable[[Path], None]
    open: list[Path] = field(default_factory=list)
    done: dict[Path, Charter] = field(default_factory=dict)
    ids: dict[str, Rule] = field(default_factory=dict)
    files: list[yamlfile.YamlFile] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    trace: list[Written] | None = None
    shelf: Shelf | None = None
    user: Mapping[str, Node] = field(default_factory=dict)
    """The keys of the charter that everything is loaded for: packs learn from it who `us` is, and their parameters."""

    def finish(self) -> None:
        faults = self.faults + [fault for file in self.files for fault in file.faults]
        if faults:
            raise CharterError(faults)

    def charter(self, path: Path, shown: str, *, pack: str) -> Charter | None:
        self.reads(path)
        try:
            root = yamlfile.load(path, shown)
        except CharterError as error:
            self.faults += error.faults
            if not self.open:
                self.finish()
            return None
        self.files.append(root.file)
        self.open.append(path.resolve())
        try:
            return self._charter(root, path, shown, pack)
        finally:
            self.open.pop()

    def _charter(self, root: Node, path: Path, shown: str, pack: str) -> Charter:
        fields = yamlfile.keys(root, KEYS, ("charter",), of="the charter")
        if not self.user:
            self.user = fields
            self._packs(fields.get("uses"))
        name = pack or (shown if shown in pack_names() else "")
        shipped = name in pack_names()
        language = yamlfile.choice(fields.get("language"), LANGUAGES, "en", of="language")
        zone = _zone(fields.get("timezone"))
        clauses = self._clauses(root, fields, path, language, name)
        about = _pack(fields, name or shown, language, self.user)
        vocabularies = self._vocabularies(fields.get("words"), language, self._parameters(about))
        author = _author(fields, language, vocabularies, self.user if name else {}, standard=shipped)
        author = replace(author, trace=self.trace)
        number = author.mentions_clause
        if number and number not in clauses and clauses:
            fields["languages"].fault(f"there is no clause “{number}”", yamlfile.closest(number, clauses))
        people = _reasons(fields.get("people"), clauses, {}, of="people")
        partly = _reasons(fields.get("partly"), clauses, people, of="partly")
        written = list(self._rules(fields.get("rules"), clauses, author, zone, name))
        rules = [rule for rule, off in written if not off]
        dormant = [rule for rule, off in written if off]
        packs = [about] if name else []
        for used in self._uses(fields.get("uses"), path, clauses):
            known = {rule.id for rule in (*rules, *dormant)}
            rules += [rule for rule in used.rules if rule.id not in known]
            dormant += [rule for rule in used.dormant if rule.id not in known]
            packs += [other for other in used.packs if other.name not in {one.name for one in packs}]
            clauses = {**used.clauses, **clauses}
        if ("rules" in fields and not (fields["rules"].items or ())) or (not rules and "rules" not in fields):
            where = fields.get("rules", root)
            if where.items is not None or "rules" not in fields:
                where.fault("the charter has no rule", "A charter without rules would let everything pass.")
        return Charter(
            about.title or shown,
            yamlfile.text(fields.get("version"), of="version"),
            language,
            zone,
            yamlfile.text(fields.get("contact"), of="contact"),
            clauses,
            tuple(rules),
            _defaults(fields.get("defaults")),
            shown,
            tuple(packs),
            tuple(dormant),
            people,
            partly,
            tuple(sorted({role for rule in (*rules, *dormant) for role in rule.scope.values("role")})),
            tuple(sorted(_named_roles([rule for rule, _ in written], author))) if not name else (),
        )

    def _packs(self, node: Node | None) -> None:
        """Load the shipped packs that a charter uses, for `uses` to find them."""
        names = sorted(set(_words(node)) & set(pack_names()))
        if not names:
            return
        faults = len(self.faults)

        def make() -> Compiled | None:
            read = {name: self.charter(pack_path(name), name, pack=name) for name in names}
            whole = {name: charter for name, charter in read.items() if charter}
            faulty = len(self.faults) > faults or any(file.faults for file in self.files if file.path in names)
            self.done |= {pack_path(name).resolve(): charter for name, charter in whole.items()}
            return None if faulty else whole

        if self.shelf is None:
            make()
            return
        words = self.user.get("words")
        told = {"us": self.user.get("us"), **{f"${key.text}": value for key, value in (words and words.entries) or ()}}
        for name, charter in self.shelf.packs(
            names, {key: _digest(value) for key, value in told.items()}, make
        ).items():
            self.done[pack_path(name).resolve()] = charter
            self.ids = {rule.id: rule for rule in (*charter.rules, *charter.dormant)} | self.ids

    def _parameters(self, pack: Pack) -> dict[str, Node | None]:
        """The lists that the charter gives for the parameters of a pack, None for what it does not say."""
        words = self.user.get("words")
        return {name: words.get(name) if words else None for name in pack.parameters}

    def _vocabularies(self, node: Node | None, language: str, told: Mapping[str, Node | None]) -> Vocabularies:
        try:
            return Vocabularies(node, language=language, told=told)
        except CharterError as error:
            self.faults += error.faults
            return Vocabularies(language=language)

    def _clauses(
        self, root: Node, fields: Mapping[str, Node], path: Path, language: str, pack: str
    ) -> dict[str, Clause]:
        found: dict[str, Clause] = {}
        if "document" in fields:
            name = yamlfile.text(fields["document"], of="document")
            beside = path.parent / name
            if not _below(beside, path.parent):
                fields["document"].fault("the document must stand beside the charter or below it")
                return found
            self.reads(beside)
            try:
                found = document.clauses(beside.read_text(encoding="utf-8-sig"), _beside(root.file.path, name))
            except OSError as error:
                fields["document"].fault(f"the document “{name}” cannot be read: {error.strerror or error}")
                return found
            except UnicodeDecodeError:
                fields["document"].fault(f"the document “{name}” is not UTF-8 text", "Save it as UTF-8.")
                return found
            if not found:
                hint = "Clauses are headings or bold paragraphs with a number: “## 3. …”, “**3.1 Title.** …”."
                fields["document"].fault(f"the document “{name}” has no numbered clause", hint)
        if "clauses" in fields:
            found |= dict(_written_clauses(fields["clauses"], language))
        elif "document" not in fields and "rules" in fields:
            root.fault("the charter has no clauses", MISSING_CLAUSES)
        return {number: replace(clause, pack=pack) for number, clause in found.items()}

    def _uses(self, node: Node | None, path: Path, clauses: Mapping[str, Clause]) -> Iterator[Charter]:
        for line, switches in _used(node):
            name = str(line.text).strip()
            if name.startswith(("./", "../")) or name.endswith((".yaml", ".yml")):
                target, shown = path.parent / name, name
                root = self.open[0].parent
                if not _below(target, root):
                    line.fault(f"“{name}” stands outside the folder of the charter", "Keep its packs below it.")
                    continue
                if not target.is_file():
                    line.fault(f"there is no file “{name}” beside the charter")
                    continue
            elif name in pack_names():
                target, shown = pack_path(name), name
            else:
                line.fault(f"there is no shipped pack “{name}”", yamlfile.closest(name, pack_names()))
                continue
            resolved = target.resolve()
            if resolved in self.open:
                chain = [p.name for p in self.open[self.open.index(resolved) :]] + [resolved.name]
                line.fault(f"the charters use one another in a circle: {' → '.join(chain)}")
            elif len(self.open) > MAX_DEPTH:
                line.fault(f"packs use packs more than {MAX_DEPTH} deep")
            else:
                if resolved not in self.done and (used := self.charter(target, shown, pack=name)):
                    self.done[resolved] = used
                if resolved in self.done:
                    used = self.done[resolved]
                    yield _bound(_switched(used, switches), switches.get("clause"), used, clauses)

    def _rules(
        self, node: Node | None, clauses: Mapping[str, Clause], author: Author, zone: ZoneInfo, pack: str
    ) -> Iterator[tuple[Rule, bool]]:
        """The rules, each with whether it is switched off."""
        if node is None:
            return
        if node.items is None:
            node.fault(f"“rules” should be a list, each rule beginning with “- id:”, found {node.what}")
            return
        for item in node.items:
            rule = _rule(item, clauses, author, zone, pack)
            if rule is None:
                continue
            if rule.id in self.ids:
                first = self.ids[rule.id].place
                where = item.get("id") or item
                where.fault(f"a rule “{rule.id}” stands already in {first.path}, line {first.line}")
            else:
                self.ids[rule.id] = rule
                off = yamlfile.choice(item.get("off"), ("yes", "no", "true", "false"), "no", of="off")
                yield rule, off in ("yes", "true")


def _words(node: Node | None) -> Iterator[str]:
    """Every word of a value, whatever it is."""
    if node is not None:
        yield from re.split(r"[,\s]+", node.text or "")
        for item in (*(node.items or ()), *(value for _, value in node.entries or ())):
            yield from _words(item)


def _digest(node: Node | None) -> str:
    """What a value says, wherever it stands."""

    def said(value: Node) -> object:
        if value.entries is not None:
            return [(said(key), said(item)) for key, item in value.entries]
        return list(map(said, value.items)) if value.items is not None else (value.text, value.block)

    return hashlib.sha256(repr(said(node)).encode("utf-8", "surrogatepass")).hexdigest() if node is not None else ""


def _used(node: Node | None) -> Iterator[tuple[Node, dict[str, Node]]]:
    """What stands under `uses`: the name of each pack, and the rules to switch on and off."""
    for item in node.items if node is not None and node.items is not None else (node,):
        if item is None:
            continue
        if item.entries is None:
            yield from ((line, {}) for line in yamlfile.texts(item, of="uses"))
            continue
        fields = yamlfile.keys(item, USE_KEYS, ("pack",), of="an item of “uses”")
        if yamlfile.text(fields.get("pack"), of="pack"):
            yield fields.pop("pack"), fields


def _switched(used: Charter, switches: Mapping[str, Node]) -> Charter:
    """A pack with the rules a charter names switched on or off."""
    named: dict[str, set[str]] = {"on": set(), "off": set()}
    ids = [rule.id for rule in (*used.rules, *used.dormant)]
    for key, node in switches.items():
        for line in yamlfile.texts(node, of=key) if key in named else ():
            named[key].add(str(line.text))
            if line.text not in ids:
                line.fault(f"the pack has no rule “{line.text}”", yamlfile.closest(str(line.text), ids))
    if not switches:
        return used
    on = tuple(rule for rule in used.rules if rule.id not in named["off"])
    woken = tuple(rule for rule in used.dormant if rule.id in named["on"])
    asleep = tuple(rule for rule in (*used.rules, *used.dormant) if rule not in (*on, *woken))
    return replace(used, rules=on + woken, dormant=asleep)


def _bound(used: Charter, node: Node | None, whole: Charter, clauses: Mapping[str, Clause]) -> Charter:
    """A pack whose rules enforce clauses of the charter that uses it: all of them one, or by clause of the pack."""
    if node is None:
        return used
    theirs = {rule.clause.number for rule in (*whole.rules, *whole.dormant)}
    pairs = [(None, node)] if node.entries is None else [(key, value) for key, value in node.entries]
    targets: dict[str, Clause] = {}
    for key, value in pairs:
        number = yamlfile.text(value, of="clause")
        if number and number not in clauses:
            value.fault(f"there is no clause “{number}”", yamlfile.closest(number, clauses))
        if key is not None and key.text not in theirs:
            key.fault(f"the pack has no clause “{key.text}” with rules", yamlfile.closest(str(key.text), theirs))
        if number in clauses:
            targets |= dict.fromkeys(theirs if key is None else [str(key.text)], clauses[number])
    rules, dormant = (
        tuple(replace(rule, clause=targets.get(rule.clause.number, rule.clause)) for rule in group)
        for group in (used.rules, used.dormant)
    )
    return replace(used, rules=rules, dormant=dormant)


def _reasons(
    node: Node | None, clauses: Mapping[str, Clause], others: Mapping[str, Reason], *, of: str
) -> dict[str, Reason]:
    """What stands under `people` or `partly`: number of a clause → why."""
    if node is None:
        return {}
    if not node.entries:
        node.fault(f"“{of}” should be a mapping of clause numbers to reasons, found {node.what}", 'Write "6.3": why.')
        return {}
    found: dict[str, Reason] = {}
    for key, value in node.entries:
        number = str(key.text)
        if clauses and number not in clauses:
            key.fault(f"there is no clause “{number}”", yamlfile.closest(number, clauses))
        if number in others:
            hint = "Under “partly” when a rule enforces some of it, else under “people”."
            key.fault(f"clause “{number}” stands under “people” already", hint)
        found[number] = Reason(yamlfile.text(value, of=f"{of} {number}"), key.place)
    return found


def _pack(fields: Mapping[str, Node], name: str, language: str, user: Mapping[str, Node]) -> Pack:
    """What a charter or pack says of itself."""
    titles, about, limits = (_by_language(fields.get(key), language, of=key) for key in ("charter", "about", "limits"))
    parameters: dict[str, dict[str, str]] = {}
    node = fields.get("parameters")
    if node is not None and node.entries is None:
        node.fault(f"“parameters” should be a mapping of names to what they are, found {node.what}")
    for key, value in (node.entries or ()) if node is not None else ():
        parameters[str(key.text)] = _by_language(value, language, of=str(key.text))
    words = user.get("words")
    told = {str(key.text) for key, _ in (words.entries or ())} if words is not None else set()
    return Pack(
        name,
        titles.get(language, ""),
        yamlfile.text(fields.get("version"), of="version"),
        about,
        limits,
        parameters,
        tuple(name for name in parameters if name not in told),
        titles,
    )


def _rule(item: Node, clauses: Mapping[str, Clause], author: Author, zone: ZoneInfo, pack: str) -> Rule | None:
    if item.entries is None:
        item.fault(f"a rule should be a mapping that begins with “- id:”, found {item.what}")
        return None
    kinds = {key: name for name, kind in KINDS.items() for key in kind.NAMING}
    named = [str(key.text) for key, _ in item.entries if key.text in kinds]
    naming = sorted({kinds[key] for key in named})
    if len(naming) != 1:
        listed = ", ".join(sorted(kinds))
        if not naming:
            item.fault("the rule does not say what it looks for", f"It needs one of the keys: {listed}.")
        else:
            item.fault(f"a rule is of one kind, found {' and '.join(named)}", "Make it two rules.")
    kind_name = naming[0] if naming else ""
    kind: Kind | None = KINDS.get(kind_name) if len(naming) == 1 else None
    possible = (*RULE_KEYS, *SCOPE_KEYS, *(kind.KEYS if kind else [key for k in KINDS.values() for key in k.KEYS]))
    fields = yamlfile.keys(item, possible, ("id", "clause", "message"), of="the rule")
    number = yamlfile.text(fields.get("clause"), of="clause")
    if number and number not in clauses and clauses:  # without any clauses the charter has been told so
        fields["clause"].fault(f"there is no clause “{number}”", yamlfile.closest(number, clauses))
    severity: Severity = "error"
    written = yamlfile.choice(fields.get("severity"), get_args(Severity), "error", of="severity")
    for possible_severity in SEVERITIES:
        severity = possible_severity if possible_severity == written else severity
    before = len(item.file.faults)
    scope = read_scope(
        fields,
        author,
        zone,
        about_match=kind.ABOUT_MATCH if kind else True,
        denials=kind_name == "confidential" or "topic" in fields,
    )
    body = kind.read(fields, author) if kind else None
    examples = _examples(fields.get("examples"), zone)
    advice, translations = _advice(fields, author.language)
    if kind is None or "id" not in fields or len(item.file.faults) > before:
        return None
    return Rule(
        yamlfile.text(fields.get("id"), of="id"),
        clauses.get(number, Clause(number, "")),
        kind_name,
        severity,
        advice,
        body,
        scope,
        examples,
        item.place,
        translations,
        pack,
        yamlfile.text(fields.get("source"), of="source"),
        yamlfile.choice(fields.get("certainty"), CERTAINTIES, "", of="certainty"),
    )


def _advice(fields: Mapping[str, Node], language: str) -> tuple[Advice, dict[str, Advice]]:
    messages, insteads = (_by_language(fields.get(key), language, of=key) for key in ("message", "instead"))
    spoken = {name: Advice(message, insteads.get(name, "")) for name, message in messages.items()}
    own = spoken.pop(language, Advice(""))
    return own, spoken


def _by_language(node: Node | None, language: str, *, of: str) -> dict[str, str]:
    """A text in the charter's language, or a mapping of texts by language which holds that one."""
    if node is None:
        return {}
    if node.entries is None:
        return {language: yamlfile.text(node, of=of)}
    fields = yamlfile.keys(node, LANGUAGES, (language,), of=f"“{of}”")
    return {name: yamlfile.text(value, of=of) for name, value in fields.items()}


def _examples(node: Node | None, zone: ZoneInfo) -> Examples:
    if node is None:
        return Examples()
    fields = yamlfile.keys(node, ("bad", "good"), of="“examples”")
    made = {}
    for name, value in fields.items():
        items = value.items if value.items is not None else tuple(value.lines()) if value.block else (value,)
        if not items:
            value.fault(f"“{name}” is empty", "Write at least one example, or remove the key.")
        made[name] = tuple(post for item in items if (post := _example(item, zone, of=name)) is not None)
    return Examples(made.get("bad", ()), made.get("good", ()))


def _example(node: Node, zone: ZoneInfo, *, of: str) -> Post | None:
    if node.entries is None:
        words = yamlfile.text(node, of=of)
        return Post(words, source=node.file.path, line=node.line) if words else None
    fields = yamlfile.keys(node, EXAMPLE_KEYS, ("text",), of="the example")
    said = yamlfile.flags(fields.pop("field")) if "field" in fields else {}
    texts = {key: yamlfile.text(value, of=key) for key, value in fields.items()}
    said |= {key: texts[key] for key in ("audience", "jurisdiction", "span") if key in texts}
    moment: datetime | None = instant(fields.get("publish_at"), zone, of="publish_at")
    if "span" in texts and texts["span"] not in texts.get("text", ""):
        fields["span"].fault("the “span” does not stand in the text of the example")
    return Post(
        texts.get("text", ""),
        source=node.file.path,
        line=node.line,
        role=texts.get("role"),
        author=texts.get("author"),
        network=texts.get("network"),
        language=texts.get("language"),
        publish_at=moment,
        meta=said,
    )


def _written_clauses(node: Node, language: str) -> Iterator[tuple[str, Clause]]:
    if node.entries is None:
        node.fault(f"“clauses” should be a mapping of numbers to titles, found {node.what}", 'Write "3.1": Code names.')
        return
    if not node.entries:
        node.fault("“clauses” is empty", MISSING_CLAUSES)
    for key, value in node.entries:
        number = str(key.text)
        if value.entries is None:
            yield number, Clause(number, yamlfile.text(value, of=f"clause {number}"), place=key.place)
        else:
            fields = yamlfile.keys(value, ("title", "text"), ("title",), of=f"clause {number}")
            titles = _by_language(fields.get("title"), language, of="title")
            title = titles.pop(language, "")
            yield number, Clause(number, title, yamlfile.text(fields.get("text"), of="text"), titles, key.place)


def _author(
    fields: Mapping[str, Node],
    language: str,
    vocabularies: Vocabularies,
    user: Mapping[str, Node],
    *,
    standard: bool,
) -> Author:
    """How this charter's patterns and conditions are read: its vocabularies, its groups, who “us” is.

    `user`: of a pack, the keys of the charter that uses it; empty for a charter.
    `standard`: roles are the standard ones.
    """
    node = fields.get("us") or user.get("us")
    us = yamlfile.keys(node, US_KEYS, of="“us”") if node is not None else {}
    names, products = (
        [(as_names(sequence), spoken) for sequence, spoken in entries(us.get(key), of=key)]
        for key in ("names", "products")
    )
    if us or user:
        vocabularies.define("us", names + products, untold=not us)
        vocabularies.define("products", products, untold=not us)
        we = vocabularies.get("we")
        vocabularies.define("own", names + products + (we.strong if we else []))
    roles: dict[str, frozenset[str]] = {}
    for key in ("accounts", "spokespeople"):
        if key in us:
            roles[key] = frozenset(str(node.text).strip().casefold() for node in yamlfile.texts(us[key], of=key))
        elif standard:
            roles[key] = _STANDARD[key]
    if "roles" in fields:
        for name, node in fields["roles"].entries or ():
            members = yamlfile.texts(node, of=str(name.text))
            roles[str(name.text).casefold()] = frozenset(str(member.text).strip().casefold() for member in members)
    languages = (
        yamlfile.keys(fields["languages"], ("mentions", "clause"), of="“languages”") if "languages" in fields else {}
    )
    if "mentions" in languages:
        yamlfile.choice(languages["mentions"], ("post language",), "post language", of="mentions")
    conditions = (
        {str(name.text): node for name, node in (fields["conditions"].entries or ())} if "conditions" in fields else {}
    )
    return Author(
        language,
        vocabularies,
        roles,
        conditions,
        known=known_names(us.get("names"), us.get("products")),
        mentions_clause=yamlfile.text(languages.get("clause"), of="clause"),
        mentions_language="mentions" in languages,
        standard_roles=standard,
    )


def _named_roles(rules: Iterable[Rule], author: Author) -> frozenset[str]:
    """The roles that a charter names: in its rules, those switched off among them, in its groups and under us."""
    return frozenset().union(*(rule.scope.values("role") for rule in rules), *author.roles.values())


def _zone(node: Node | None) -> ZoneInfo:
    if node is None:
        return ZoneInfo("UTC")
    name = yamlfile.text(node, of="timezone")
    known = available_timezones()
    if name not in known:
        cities = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(known)}
        near = cities.get(name.casefold().replace(" ", "_"))
        hint = f"Did you mean “{near}”?" if near else "Write a region and a city: Europe/Paris, America/New_York."
        node.fault(f"there is no time zone “{name}”", hint)
        return ZoneInfo("UTC")
    return ZoneInfo(name)


def _defaults(node: Node | None) -> dict[str, str]:
    if node is None:
        return {}
    fields = yamlfile.keys(node, DEFAULT_KEYS, of="“defaults”")
    return {key: yamlfile.text(value, of=key) for key, value in fields.items()}


def _beside(shown: str, name: str) -> str:
    """A file named in a charter, as it is shown: beside the charter."""
    return str(Path(shown).parent / name)


def _below(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
