"""Mistakes of rules that are no errors: what `rules --lint` finds, each with its place and what to do.

To add a check, write a function that yields `Remark`s and list it in `CHECKS`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from postguard import yamlfile
from postguard.analysis import ANY, Analyst, Match
from postguard.conditions import Condition, Named, Window
from postguard.disguise import Vocabulary
from postguard.fields import FieldTest
from postguard.forms import listed
from postguard.kinds import KINDS
from postguard.language import languages
from postguard.lists import LANGUAGES
from postguard.model import Charter, Place, Post, Rule
from postguard.packs import rules_folder
from postguard.pattern import Choice, Element, Gap, List, PatternError, Typed, Words, parse
from postguard.phrases import Phrases
from postguard.readers.networks import NETWORKS
from postguard.text import norm, read
from postguard.tokens import tokenize
from postguard.unfolding import inflected
from postguard.yamlfile import Node

LONG_MESSAGE = 240
NOTES = frozenset({"window-closed"})
"""Checks whose remarks are worth knowing and fail nothing."""
ACCEPTED = ("disclosure", "equivalent")
"""Keys whose patterns are looked for to be content with them."""
PATTERN_KEYS = (
    "confidential",
    "code names",
    "names",
    "claim",
    "topic",
    "disclosure",
    "equivalent",
    "insufficient",
    "outdated",
)


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something that is probably a mistake."""

    place: Place
    check: str
    message: str

    @property
    def note(self) -> bool:
        """Worth knowing, and no mistake: nothing has to be mended."""
        return self.check in NOTES

    def __str__(self) -> str:
        path, line, column = self.place
        return f"{path}:{line}:{column}: {'note: ' if self.note else ''}{self.message} [{self.check}]"


class Sheet:
    """A charter and the YAML it was read from."""

    def __init__(self, charter: Charter, path: Path, now: datetime) -> None:
        self.charter, self.now = charter, now
        self.root = yamlfile.load(path, charter.path)
        nodes = self.root.get("rules")
        by_id = {rule.id: rule for rule in charter.rules if rule.place.path == charter.path}
        found = [(node.get("id"), node) for node in (nodes.items if nodes and nodes.items else ())]
        self.rules: list[tuple[Rule, Node]] = [
            (by_id[str(name.text)], node) for name, node in found if name is not None and str(name.text) in by_id
        ]

    @cached_property
    def analyst(self) -> Analyst:
        return Analyst(Vocabulary(()))

    def patterns(self, node: Node) -> Iterator[tuple[str, Node]]:
        """Every pattern line of a rule, with the key it stands under."""
        for key in PATTERN_KEYS:
            for line in lines(node.get(key)):
                yield key, line

    def spoken(self, node: Node) -> Iterator[tuple[str, str, Node]]:
        """The same, with the language that each line is for: the same line in two languages is two patterns."""
        for key in PATTERN_KEYS:
            value = node.get(key)
            if value is None or value.entries is None:
                yield from ((key, "", line) for line in lines(value))
                continue
            for language, part in value.entries:
                yield from ((key, str(language.text), line) for line in lines(part))


def lines(node: Node | None) -> Iterator[Node]:
    """The pattern lines of a list, a block, a text or a mapping of these."""
    if node is None:
        return
    for _, value in node.entries or ():
        yield from lines(value)
    for item in node.items or ():
        yield from lines(item)
    if node.text is not None:
        yield from node.lines() if node.block else [node]


def lint(charter: Charter, path: Path, *, now: datetime | None = None) -> list[Remark]:
    """All remarks on a charter's own rules, in the order of the file."""
    sheet = Sheet(charter, path, now or datetime.now(UTC))
    return sorted({remark for check in CHECKS.values() for remark in check(sheet)})


def _looked_for(rule: Rule) -> Phrases:
    """All the patterns of a rule together."""
    together = Phrases()
    for phrases in KINDS[rule.kind].phrases(rule.body):
        together |= phrases
    return together


def _each(name: str, sheet: Sheet, judge: Callable[[Rule, Node], str]) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        if message := judge(rule, node):
            yield Remark(node.place, name, f"rule “{rule.id}” {message}")


def no_bad_example(sheet: Sheet) -> Iterator[Remark]:
    yield from _each(
        "no-bad-example", sheet, lambda r, _: "" if r.examples.bad else "has no bad example: nothing proves it"
    )


def no_good_example(sheet: Sheet) -> Iterator[Remark]:
    said = "has no good example: write the near miss it must let pass"
    yield from _each("no-good-example", sheet, lambda r, _: "" if r.examples.good else said)


def no_advice(sheet: Sheet) -> Iterator[Remark]:
    yield from _each(
        "no-advice", sheet, lambda r, _: "" if r.advice.instead else "says what is wrong, not what to write instead"
    )


def long_message(sheet: Sheet) -> Iterator[Remark]:
    said = f"has a message of more than {LONG_MESSAGE} characters: one sentence is read"
    yield from _each("long-message", sheet, lambda r, _: said if len(r.advice.message) > LONG_MESSAGE else "")


def identifier(sheet: Sheet) -> Iterator[Remark]:
    said = "should be named in lower case with hyphens"
    yield from _each("identifier", sheet, lambda r, _: "" if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", r.id) else said)


def example_twice(sheet: Sheet) -> Iterator[Remark]:
    def judge(rule: Rule, _: Node) -> str:
        bad, good = ({_told(example): example for example in some} for some in (rule.examples.bad, rule.examples.good))
        both = bad.keys() & good.keys()
        where = sorted((bad[told].line, good[told].line) for told in both)
        return f"has an example that is both bad and good (lines {where[0][0]} and {where[0][1]})" if both else ""

    yield from _each("example-twice", sheet, judge)


def _told(example: Post) -> tuple[object, ...]:
    """A text with all that its source says of it."""
    said = tuple(sorted((name, value) for name, value in example.meta.items() if name != "span"))
    fields = (example.role, example.author, example.network, example.language, example.publish_at)
    return (" ".join(example.text.split()), *fields, said)


def example_without_field(sheet: Sheet) -> Iterator[Remark]:
    def judge(rule: Rule, node: Node) -> str:
        asked = {t.field for t in rule.scope.tests() if isinstance(t, FieldTest)}
        for field in ("role", "network"):
            missing = [e for e in (*rule.examples.bad, *rule.examples.good) if getattr(e, field) is None]
            about_us = field == "role" and node.get("about") is not None
            if (
                field in asked
                and not about_us
                and missing
                and field not in sheet.charter.defaults
                and rule.kind != "confidential"
            ):
                return f"asks for the {field}, which its example on line {missing[0].line} does not say"
        return ""

    yield from _each("example-without-field", sheet, judge)


def leaking_message(sheet: Sheet) -> Iterator[Remark]:
    """Messages go into reports for machines, where confidential words are hidden."""
    for rule, node in sheet.rules:
        if rule.kind != "confidential":
            continue
        names = _names_in(node)
        for key in ("message", "instead"):
            where = node.get(key)
            analysis = sheet.analyst.analyse(getattr(rule.advice, key))
            for match in analysis.find(rule.body.terms | rule.body.code_names, languages=ANY):
                # “Internal figures stay internal” gives nothing away, though a pattern may find it.
                if where and names & _words(match) and not rule.scope.is_free(analysis, match):
                    words = analysis.text[match.span.start : match.span.end]
                    said = f"the {key} of “{rule.id}” says “{words}” itself; reports would repeat it"
                    yield Remark(where.place, "leaking-message", said)
                    break


def _words(match: Match) -> frozenset[str]:
    tokens = match.view.tokens
    return frozenset(tokens.items[tokens.visible[i]].norm for i in range(match.hit.start, match.hit.end))


def _names_in(node: Node) -> frozenset[str]:
    """The words of a confidential rule that are names: alone on a line, with a capital, or not in the dictionary."""
    found: set[str] = set()
    for key in ("confidential", "code names"):
        for line in lines(node.get(key)):
            words = _plain(str(line.text))
            written = re.findall(r"[\w&'’-]+", str(line.text)) if words or key == "confidential" else []
            found.update(words if len(words) == 1 or key == "code names" else ())
            found.update(norm(word) for word in written if word[:1].isupper() or any(map(str.isdigit, word)))
            found.update(word for word in words if not listed(word))
    return frozenset(form for word in found for form in inflected(word, "fr") | inflected(word, "en"))


def duplicate_pattern(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        seen: dict[tuple[str, str, str], int] = {}
        for key, language, line in sheet.spoken(node):
            name = (key, language, _folded(str(line.text)))
            if name in seen:
                said = f"“{line.text}” stands in “{rule.id}” twice (first on line {seen[name]})"
                yield Remark(line.place, "duplicate-pattern", said)
            seen.setdefault(name, line.line)


def _folded(pattern: str) -> str:
    """A pattern as it is compared with others: where case counts (=Ad, AD), with its case."""
    exact = "=" in pattern or any(word.isupper() for word in re.findall(r"[^\W\d_]{2,}", pattern))
    return " ".join(pattern.split()) if exact else norm(pattern)


def same_pattern_elsewhere(sheet: Sheet) -> Iterator[Remark]:
    seen: dict[tuple[str, str, str, str], str] = {}
    for rule, node in sheet.rules:
        if rule.scope.when or rule.scope.unless:
            continue
        for key, language, line in sheet.spoken(node):
            name = (key, language, _folded(str(line.text)), rule.clause.number)
            if key in ("confidential", "claim", "topic") and seen.setdefault(name, rule.id) != rule.id:
                said = f"“{line.text}” is in the rule “{seen[name]}” of the same clause too: it is reported twice"
                yield Remark(line.place, "same-pattern-elsewhere", said)


def shadowed_pattern(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        by_key: dict[tuple[str, str], list[tuple[tuple[str, ...], Node]]] = {}
        for key, language, line in sheet.spoken(node):
            if (words := _plain(str(line.text))) and key in ("confidential", "claim", "topic"):
                by_key.setdefault((key, language), []).append((words, line))
        for found in by_key.values():
            for words, line in found:
                for shorter, other in found:
                    if other is not line and len(shorter) < len(words) and _within(shorter, words):
                        said = f"“{line.text}” never adds anything in “{rule.id}”: “{other.text}” finds it already"
                        yield Remark(line.place, "shadowed-pattern", said)
                        break


def _plain(pattern: str) -> tuple[str, ...]:
    """The words of a pattern that is nothing but words."""
    try:
        elements = parse(pattern)
    except PatternError:
        return ()
    if len(elements) != 1 or not isinstance(elements[0], Words) or elements[0].exact:
        return ()
    return tuple(t.norm for t in tokenize(read(elements[0].text)).items if t.kind == "WORD")


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def short_pattern(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        for key, line in sheet.patterns(node):
            words = _plain(str(line.text))
            plain = str(line.text)[:1] not in "#@" and not str(line.text).isupper()
            if len(words) == 1 and len(words[0]) < 3 and plain and key != "disclosure":
                yield Remark(
                    line.place,
                    "short-pattern",
                    f"“{line.text}” in “{rule.id}” is too short to mean one thing",
                )


def common_word(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        narrowed = rule.scope.when or key_in(node, "code names")
        for key, line in sheet.patterns(node):
            words = _plain(str(line.text))
            if len(words) == 1 and key in ("confidential", "claim", "topic") and not narrowed and words[0] in COMMON:
                said = f"“{line.text}” is an everyday word: alone it makes “{rule.id}” noisy; add beside or about"
                yield Remark(line.place, "common-word", said)


def key_in(node: Node, key: str) -> bool:
    return node.get(key) is not None


def weak_alone(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        for _, line in sheet.patterns(node):
            if re.fullmatch(r"\$[\w-]+\.weak", str(line.text).strip()) and not rule.scope.when:
                said = (
                    f"the weak entries {line.text} stand alone in “{rule.id}”: they need beside, about or words around"
                )
                yield Remark(line.place, "weak-alone", said)


def open_gap(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        for _, line in sheet.patterns(node):
            try:
                elements = parse(str(line.text))
            except PatternError:
                continue
            edges = [e for e in (elements[0], elements[-1]) if isinstance(e, Words)]
            gap = any(isinstance(e, Gap) and e.limit is None for e in elements)
            if gap and len(edges) == 2 and all(norm(edge.text) in COMMON for edge in edges):
                said = f"“{line.text}” in “{rule.id}” joins two everyday words over any distance; write ...3"
                yield Remark(line.place, "open-gap", said)


def shouting(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        for _, line in sheet.patterns(node):
            for word in re.findall(r"[^\W\d_]{7,}", str(line.text)):
                if word.isupper():
                    said = f"“{word}” in “{rule.id}” matches capitals only; write it in lower case to match any"
                    yield Remark(line.place, "shouting", said)


def never_matches(sheet: Sheet) -> Iterator[Remark]:
    """A pattern of words that does not find its own words, or that the rule's allowed words always free."""
    for rule, node in sheet.rules:
        phrases = _looked_for(rule)
        for _, line in sheet.patterns(node):
            if not _plain(str(line.text)):
                continue
            analysis = sheet.analyst.analyse(str(line.text))
            found = analysis.find(phrases, languages=ANY)
            if not found:
                said = f"“{line.text}” in “{rule.id}” does not find its own words"
                yield Remark(line.place, "never-matches", said)
            elif rule.kind != "disclosure" and all(rule.scope.is_free(analysis, match) for match in found):
                said = f"“{line.text}” in “{rule.id}” can never fire: the rule's allowed words free it"
                yield Remark(line.place, "never-matches", said)


def useless_allowed(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        if rule.kind == "disclosure":
            continue
        phrases = _looked_for(rule)
        for line in lines(node.get("allowed")):
            plain = _plain(str(line.text)) and not any(part.gapped for part in phrases.every())
            if (
                plain
                and not key_in(node, "names")
                and not sheet.analyst.analyse(str(line.text)).find(phrases, languages=ANY)
            ):
                said = f"“{line.text}” is allowed in “{rule.id}”, and no pattern of the rule would find it"
                yield Remark(line.place, "useless-allowed", said)


def freed_example(sheet: Sheet) -> Iterator[Remark]:
    """Allowed words that free what the rule itself says it must catch."""
    for rule, node in sheet.rules:
        if rule.kind == "disclosure":
            continue
        phrases = _looked_for(rule)
        for example in rule.examples.bad:
            analysis = sheet.analyst.analyse(example.text, example.language)
            found = analysis.find(phrases, languages=ANY if rule.kind == "confidential" else None)
            if found and all(rule.scope.is_free(analysis, match) for match in found):
                key = "allowed" if not analysis.find(rule.scope.allowed_sentence) else "allowed sentence"
                where = node.get(key) or node
                said = f"“{key}” of “{rule.id}” frees its own bad example on line {example.line}"
                yield Remark(where.place, "freed-example", said)


def optional_edge(sheet: Sheet) -> Iterator[Remark]:
    """`<percent> (APR)`: meant as a group, read as a word that may be missing."""
    for rule, node in sheet.rules:
        for key, line in sheet.patterns(node):
            pattern = str(line.text)
            try:
                elements = parse(pattern)
            except PatternError:
                continue
            needed = [e for e in elements if not (isinstance(e, Choice) and e.implied)]
            edges = [e for e in (elements[0], elements[-1]) if e not in needed]
            if edges and key not in ACCEPTED and all(map(_says_little, needed)):
                rest = re.sub(r"\([^()|]*\)", "", pattern).strip()
                said = f"what stands alone in parentheses in “{pattern}” of “{rule.id}” may be missing"
                hint = f"“{rest}” alone fires: remove the parentheses if both must be there"
                yield Remark(line.place, "optional-edge", f"{said}, and then {hint}")


def _says_little(element: Element) -> bool:
    """A figure, any word, an everyday word: what a pattern can hardly consist of."""
    match element:
        case Words():
            return set(norm(element.text).split()) <= COMMON
        case List():
            return element.weak
        case Choice():
            return all(map(_says_little, (part for option in element.options for part in option)))
    return isinstance(element, Gap | Typed)


def accepted_and_not(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        accepted = {norm(str(line.text)) for line in lines(node.get("disclosure"))}
        for key in ("insufficient", "outdated"):
            for line in lines(node.get(key)):
                if norm(str(line.text)) in accepted:
                    yield Remark(
                        line.place, "accepted-and-not", f"“{line.text}” is both accepted and {key} in “{rule.id}”"
                    )


def owed_by_all(sheet: Sheet) -> Iterator[Remark]:
    said = "has no “when”: every single post owes this mention"
    yield from _each("owed-by-all", sheet, lambda r, _: said if r.kind == "disclosure" and not r.scope.when else "")


def everyday_is_code_name(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        names = {norm(str(line.text)) for line in lines(node.get("code names"))}
        for line in lines(node.get("everyday")):
            if norm(str(line.text)) in names:
                yield Remark(
                    line.place,
                    "everyday-is-code-name",
                    f"“{line.text}” is a code name and an everyday word in “{rule.id}”",
                )


def everyday_missing(sheet: Sheet) -> Iterator[Remark]:
    said = "has code names and no “everyday” words: if they have no everyday sense, use “confidential”"
    yield from _each(
        "everyday-missing", sheet, lambda _, n: said if key_in(n, "code names") and not key_in(n, "everyday") else ""
    )


def window_closed(sheet: Sheet) -> Iterator[Remark]:
    """An embargo that is over breaks nothing: whoever keeps the charter decides when its rule goes."""

    def judge(rule: Rule, _: Node) -> str:
        ends = [end for condition in rule.scope.when if (end := _over(condition, sheet.now))]
        if not ends:
            return ""
        since = min(ends).astimezone(sheet.charter.timezone)
        return f"is over since {since:%Y-%m-%d %H:%M} and finds nothing any more: remove it, or give it a new “until”"

    yield from _each("window-closed", sheet, judge)


def _over(condition: Condition, now: datetime) -> datetime | None:
    """When the last branch of a condition closed; None when one is open still."""
    closed: list[datetime] = []
    for branch in condition:
        ends = [t.end for t in branch if isinstance(t, Window) and t.end and t.end < now]
        ends += [end for t in branch if isinstance(t, Named) and (end := _over(t.condition, now))]
        if not ends:
            return None
        closed.append(min(ends))
    return max(closed, default=None)


def language_twin(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        for key in PATTERN_KEYS:
            value = node.get(key)
            spoken = (
                {str(name.text) for name, _ in value.entries} & set(LANGUAGES) if value and value.entries else set()
            )
            if value is not None and len(spoken) == 1:
                (one,), (other,) = spoken, set(LANGUAGES) - spoken
                said = f"“{key}” of “{rule.id}” has patterns in {one} and none in {other}: posts in {other} pass"
                yield Remark(value.place, "language-twin", said)


def wrong_language(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        for key in PATTERN_KEYS:
            value = node.get(key)
            for name, part in value.entries if value and value.entries else ():
                spoken = languages([w for line in lines(part) for w in _plain(str(line.text))])
                if name.text in LANGUAGES and spoken and name.text not in spoken:
                    said = f"the “{name.text}” patterns of “{rule.id}” read like another language"
                    yield Remark(part.place, "wrong-language", said)


def translation_missing(sheet: Sheet) -> Iterator[Remark]:
    def judge(rule: Rule, _: Node) -> str:
        without = [name for name, advice in rule.translations.items() if rule.advice.instead and not advice.instead]
        return f"has a message in {without[0]} and no “instead” in it" if without else ""

    yield from _each("translation-missing", sheet, judge)


def nothing_removed(sheet: Sheet) -> Iterator[Remark]:
    """Shipped vocabularies change; what a charter removes from them may be gone."""
    node = sheet.root.get("words")
    for name, value in node.entries if node and node.entries else ():
        path = rules_folder() / "words" / f"{name.text}.yaml"
        if not path.is_file():
            continue
        shipped = {
            norm(str(line.text))
            for key in ("strong", "weak")
            for line in lines(yamlfile.load(path, path.name).get(key))
        }
        for line in lines(value.get("remove")):
            if norm(str(line.text)) not in shipped:
                said = f"“{line.text}” is not in the shipped vocabulary “{name.text}”, so nothing is removed"
                yield Remark(line.place, "nothing-removed", said)


def unused(sheet: Sheet) -> Iterator[Remark]:
    content = sheet.root.file.content
    for section, sign in (("words", "$"), ("roles", ""), ("conditions", "")):
        node = sheet.root.get(section)
        for name, value in node.entries if node and node.entries else ():
            uses = len(re.findall(rf"{re.escape(sign)}(?<![\w-]){re.escape(str(name.text))}(?![\w-])", content))
            changed = value.get("add") or value.get("remove")
            if uses <= (0 if sign else 1) and not changed:
                yield Remark(name.place, f"unused-{section}", f"“{name.text}” under “{section}” is used nowhere")


def role_typo(sheet: Sheet) -> Iterator[Remark]:
    """A role that one rule names, close to one that others name."""
    counts: Counter[str] = Counter(sheet.charter.defaults.values())
    places: dict[str, Place] = {}
    for rule, node in sheet.rules:
        for test in rule.scope.tests():
            if isinstance(test, FieldTest) and test.field == "role":
                counts.update(test.values)
                places |= {value: node.place for value in test.values if value not in places}
    for role, count in counts.items():
        near = [other for other in counts if counts[other] > count and other != role]
        close = get_close_matches(role, near, n=1, cutoff=0.85)
        if count == 1 and close and role in places:
            yield Remark(places[role], "role-typo", f"the role “{role}” is named once; did you mean “{close[0]}”?")


def unknown_network(sheet: Sheet) -> Iterator[Remark]:
    for rule, node in sheet.rules:
        for value in sorted(rule.scope.values("network") - set(NETWORKS)):
            hint = yamlfile.closest(value, NETWORKS)
            yield Remark(node.place, "unknown-network", f"“{rule.id}” asks for a network “{value}”. {hint}")


def no_contact(sheet: Sheet) -> Iterator[Remark]:
    if not sheet.charter.contact:
        yield Remark(sheet.root.place, "no-contact", "the charter names nobody to ask: add “contact”")


def no_timezone(sheet: Sheet) -> Iterator[Remark]:
    windows = any(isinstance(t, Window) for r, _ in sheet.rules for t in r.scope.tests())
    if windows and sheet.root.get("timezone") is None:
        yield Remark(sheet.root.place, "no-timezone", "the charter has dates and no “timezone”: they are read as UTC")


def clause_without_text(sheet: Sheet) -> Iterator[Remark]:
    said = "is bound to a clause without a title"
    yield from _each("clause-without-title", sheet, lambda r, _: "" if r.clause.title else said)


COMMON = frozenset(
    """le la les un une des de du et ou mais on nous vous ils elle je tu il avec pour sans dans sur par plus moins
    bien bon beau grand petit nouveau premier meilleur jour temps monde vie offre prix client produit équipe
    projet merci bonjour aujourd'hui demain the a an of and or but we you they it with for without in on by
    more less good best great big small new first day time world life offer price customer product team
    project thanks hello today tomorrow free win love like vert durable naturel green natural safe fast sûr
    rapide unique top super service solution qualité quality""".split()
)
"""Words of ordinary posts: alone they find nothing but noise."""

CHECKS: dict[str, Callable[[Sheet], Iterator[Remark]]] = {
    "accepted-and-not": accepted_and_not,
    "clause-without-title": clause_without_text,
    "common-word": common_word,
    "duplicate-pattern": duplicate_pattern,
    "everyday-is-code-name": everyday_is_code_name,
    "everyday-missing": everyday_missing,
    "example-twice": example_twice,
    "freed-example": freed_example,
    "example-without-field": example_without_field,
    "identifier": identifier,
    "language-twin": language_twin,
    "leaking-message": leaking_message,
    "long-message": long_message,
    "never-matches": never_matches,
    "no-advice": no_advice,
    "no-bad-example": no_bad_example,
    "no-contact": no_contact,
    "no-good-example": no_good_example,
    "no-timezone": no_timezone,
    "nothing-removed": nothing_removed,
    "open-gap": open_gap,
    "optional-edge": optional_edge,
    "owed-by-all": owed_by_all,
    "role-typo": role_typo,
    "same-pattern-elsewhere": same_pattern_elsewhere,
    "shadowed-pattern": shadowed_pattern,
    "short-pattern": short_pattern,
    "shouting": shouting,
    "translation-missing": translation_missing,
    "unknown-network": unknown_network,
    "unused": unused,
    "useless-allowed": useless_allowed,
    "weak-alone": weak_alone,
    "window-closed": window_closed,
    "wrong-language": wrong_language,
}
