"""YAML → `Charter`, or errors that show the lines: all the mistakes of all its files in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo, available_timezones

from postguard import document, yamlfile
from postguard.conditions import instant
from postguard.errors import CharterError, Fault, UsageError
from postguard.kinds import KINDS
from postguard.kinds.base import Kind
from postguard.lists import LANGUAGES, Author, Vocabularies, entries, known_names
from postguard.model import SEVERITIES, Advice, Charter, Clause, Examples, Post, Rule, Severity
from postguard.packs import pack_names, pack_path
from postguard.scope import KEYS as SCOPE_KEYS
from postguard.scope import read_scope
from postguard.yamlfile import Node

KEYS: Mapping[str, str] = {
    "charter": "the title of the charter",
    "version": "its version, as its readers know it",
    "language": "fr or en: of the messages, and of patterns that say nothing else",
    "document": "the Markdown file that people read; its numbered headings and paragraphs are the clauses",
    "clauses": "the clauses, when they stand in no document: number → title, or number → {title, text}",
    "timezone": "whose clocks the dates of the charter and undated offsets mean, such as Europe/Paris",
    "contact": "whom to ask before publishing",
    "uses": "rule packs: shipped ones by name, own ones by ./path.yaml",
    "us": "who we are: names, products, accounts (roles), spokespeople (roles)",
    "roles": "groups of roles by name, used as $name where roles stand",
    "conditions": "conditions by name, used as when: $name or {is: name}",
    "languages": "mentions: post language; clause: the one broken when only the language of a mention is wrong",
    "words": "vocabularies of this charter, used in patterns as $name",
    "defaults": "role, network and language of posts whose source does not say",
    "rules": "the rules, each bound to a clause",
}
RULE_KEYS: Mapping[str, str] = {
    "id": "a name of its own, in lower case with hyphens",
    "clause": "number of the clause it enforces",
    "severity": "error, warning or info; default error",
    "message": "why this is a problem, in one sentence; or a mapping by language",
    "instead": "what to write instead; or a mapping by language",
    "examples": "bad: texts it must catch, good: texts it must let pass",
}
EXAMPLE_KEYS = ("text", "span", "role", "author", "network", "language", "publish_at")
US_KEYS = ("names", "products", "accounts", "spokespeople")
DEFAULT_KEYS = ("role", "network", "language")
MAX_DEPTH = 5
"""How deep packs may use packs."""

MISSING_CLAUSES = "Name a Markdown “document” with numbered headings, or write “clauses” in this file."


def load(path: Path, shown: str | None = None) -> Charter:
    """The charter in a YAML file, with the packs it uses. Raises CharterError with every mistake found."""
    loader = _Loader()
    charter = loader.charter(path, shown or str(path), pack="")
    loader.finish()
    assert charter is not None
    return charter


def find(name: str | None, start: Path) -> tuple[Path, str]:
    """The file of a charter and the name to show for it: a path, a shipped pack, or the nearest `charter.yaml`.

    Without a name and without a `charter.yaml` in `start` or above, the shipped starter. Raises UsageError.
    """
    if name is None:
        for folder in (start, *start.parents):
            if (folder / "charter.yaml").is_file():
                return folder / "charter.yaml", _relative(folder / "charter.yaml", start)
        return pack_path("starter"), "starter"
    if Path(name).is_dir() and (Path(name) / "charter.yaml").is_file():
        return Path(name) / "charter.yaml", str(Path(name) / "charter.yaml")
    if Path(name).exists():
        return Path(name), name
    if name in pack_names():
        return pack_path(name), name
    hint = yamlfile.closest(name, pack_names())
    raise UsageError(f"There is no charter “{name}”: no such file, and no shipped pack of that name. {hint}")


def _relative(path: Path, start: Path) -> str:
    return str(path.relative_to(start)) if path.is_relative_to(start) else str(path)


@dataclass(slots=True)
class _Loader:
    """One loading of a charter: the files being read, the rules by id, the faults."""

    open: list[Path] = field(default_factory=list)
    done: dict[Path, Charter] = field(default_factory=dict)
    ids: dict[str, Rule] = field(default_factory=dict)
    files: list[yamlfile.YamlFile] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def finish(self) -> None:
        faults = self.faults + [fault for file in self.files for fault in file.faults]
        if faults:
            raise CharterError(faults)

    def charter(self, path: Path, shown: str, *, pack: str) -> Charter | None:
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
        language = yamlfile.choice(fields.get("language"), LANGUAGES, "en", of="language")
        zone = _zone(fields.get("timezone"))
        clauses = self._clauses(root, fields, path, language)
        vocabularies = self._vocabularies(fields.get("words"), language)
        author = _author(fields, language, vocabularies)
        number = author.mentions_clause
        if number and number not in clauses and clauses:
            fields["languages"].fault(f"there is no clause “{number}”", yamlfile.closest(number, clauses))
        rules = list(self._rules(fields.get("rules"), clauses, author, zone, pack))
        for used in self._uses(fields.get("uses"), path):
            rules += [rule for rule in used.rules if rule.id not in {known.id for known in rules}]
            clauses = {**used.clauses, **clauses}
        if ("rules" in fields and not (fields["rules"].items or ())) or (not rules and "rules" not in fields):
            where = fields.get("rules", root)
            if where.items is not None or "rules" not in fields:
                where.fault("the charter has no rule", "A charter without rules would let everything pass.")
        return Charter(
            yamlfile.text(fields.get("charter"), shown, of="charter"),
            yamlfile.text(fields.get("version"), of="version"),
            language,
            zone,
            yamlfile.text(fields.get("contact"), of="contact"),
            clauses,
            tuple(rules),
            _defaults(fields.get("defaults")),
            shown,
        )

    def _vocabularies(self, node: Node | None, language: str) -> Vocabularies:
        try:
            return Vocabularies(node, language=language)
        except CharterError as error:
            self.faults += error.faults
            return Vocabularies(language=language)

    def _clauses(self, root: Node, fields: Mapping[str, Node], path: Path, language: str) -> dict[str, Clause]:
        found: dict[str, Clause] = {}
        if "document" in fields:
            name = yamlfile.text(fields["document"], of="document")
            beside = path.parent / name
            if not _below(beside, path.parent):
                fields["document"].fault("the document must stand beside the charter or below it")
                return found
            try:
                found = document.clauses(beside.read_text(encoding="utf-8-sig"))
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
        return found

    def _uses(self, node: Node | None, path: Path) -> Iterator[Charter]:
        for line in yamlfile.texts(node, of="uses"):
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
                    yield self.done[resolved]

    def _rules(
        self, node: Node | None, clauses: Mapping[str, Clause], author: Author, zone: ZoneInfo, pack: str
    ) -> Iterator[Rule]:
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
                yield rule


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
    texts = {key: yamlfile.text(value, of=key) for key, value in fields.items()}
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
        meta={"span": texts["span"]} if "span" in texts else {},
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
            yield number, Clause(number, yamlfile.text(value, of=f"clause {number}"))
        else:
            fields = yamlfile.keys(value, ("title", "text"), ("title",), of=f"clause {number}")
            titles = _by_language(fields.get("title"), language, of="title")
            title = titles.pop(language, "")
            yield number, Clause(number, title, yamlfile.text(fields.get("text"), of="text"), titles)


def _author(fields: Mapping[str, Node], language: str, vocabularies: Vocabularies) -> Author:
    """How this charter's patterns and conditions are read: its vocabularies, its groups, who “us” is."""
    us = yamlfile.keys(fields["us"], US_KEYS, of="“us”") if "us" in fields else {}
    names, products = (entries(us.get(key), of=key) for key in ("names", "products"))
    if us:
        vocabularies.define("us", names + products)
        vocabularies.define("products", products)
        we = vocabularies.get("we")
        vocabularies.define("own", names + products + (we.strong if we else []))
    roles: dict[str, frozenset[str]] = {}
    for key in ("accounts", "spokespeople"):
        if key in us:
            roles[key] = frozenset(str(node.text).strip().casefold() for node in yamlfile.texts(us[key], of=key))
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
    )


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


def _below(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
