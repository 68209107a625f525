"""What a pack holds, as a page for people: its rules with source, date, certainty and examples; what it cannot see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from postguard.conditions import Window
from postguard.model import Charter, Clause, Pack, Post, Rule

_WORDS = {
    "en": {
        "version": "Version",
        "limits": "What it cannot see",
        "parameters": "What you can tell it",
        "parameters.how": "Under `words:` of your charter, each a list of patterns; `us:` is read too.",
        "use": "In your charter, its findings under a clause of yours (leave `clause` out to keep the pack's own):",
        "rules": "Rules",
        "asleep": "off",
        "row": "| rule | severity | finds |",
        "error": "error",
        "warning": "warning",
        "info": "info",
        "kind": "kind",
        "severity": "severity",
        "force": "in force",
        "source": "source",
        "certainty": "certainty",
        "off": "switched off; a charter wakes it with `uses: [{pack: …, on: [rule]}]`",
        "from": "from",
        "until": "until",
        "instead": "Instead",
        "caught": "caught",
        "passes": "passes",
        "verified": "verified: the official text was read",
        "secondary": "secondary: a reliable summary was read",
        "unverified": "unverified",
        "house": "house rule, inspired by the text",
        "advice": "A reminder, not legal advice.",
    },
    "fr": {
        "version": "Version",
        "limits": "Ce qu'il ne voit pas",
        "parameters": "Ce que vous pouvez lui dire",
        "parameters.how": "Sous `words:` dans votre charte, chacun une liste de motifs ; `us:` est lu aussi.",
        "use": "Dans votre charte, ses manquements sous un de vos articles (sans `clause`, ceux du paquet) :",
        "rules": "Règles",
        "asleep": "éteinte",
        "row": "| règle | gravité | relève |",
        "error": "erreur",
        "warning": "avertissement",
        "info": "information",
        "kind": "genre",
        "severity": "gravité",
        "force": "en vigueur",
        "source": "source",
        "certainty": "certitude",
        "off": "éteinte ; une charte la réveille par `uses: [{pack: …, on: [règle]}]`",
        "from": "depuis le",
        "until": "jusqu'au",
        "instead": "À la place",
        "caught": "relevé",
        "passes": "admis",
        "verified": "vérifiée : le texte officiel a été lu",
        "secondary": "secondaire : un résumé fiable a été lu",
        "unverified": "non vérifiée",
        "house": "règle maison, inspirée du texte",
        "advice": "Un aide-mémoire, pas un conseil juridique.",
    },
}


def page(charter: Charter, pack: Pack, language: str) -> Iterator[str]:
    """The lines of the page, in Markdown, in one of the two languages. `charter` is the pack, read alone."""
    say = _WORDS[language]
    yield f"# {pack.name} — {pack.titles.get(language, pack.title)}"
    yield ""
    yield f"{say['version']} {pack.version}. {_spoken(pack.about, language)}"
    yield say["advice"]
    yield ""
    if pack.limits:
        yield f"**{say['limits']}.** {_spoken(pack.limits, language)}"
        yield ""
    if pack.parameters:
        yield f"**{say['parameters']}.** {say['parameters.how']}"
        yield ""
        yield from (f"- `{name}`: {_spoken(what, language)}" for name, what in pack.parameters.items())
        yield ""
    yield from (say["use"], "", "```yaml", "uses:", f'- {{pack: {pack.name}, clause: "5.1"}}', "```", "")
    yield f"## {say['rules']}"
    dormant = {rule.id for rule in charter.dormant}
    ordered = sorted((*charter.rules, *charter.dormant), key=lambda r: list(charter.clauses).index(r.clause.number))
    yield from ("", say["row"], "| --- | --- | --- |")
    for rule in ordered:
        message = rule.translations.get(language, rule.advice).message.replace("|", "\\|")
        asleep = f" ({say['asleep']})" if rule.id in dormant else ""
        yield f"| `{rule.id}` | {say[rule.severity]}{asleep} | {message} |"
    shown = ""
    for rule in ordered:
        if rule.clause.number != shown:
            shown = rule.clause.number
            yield from (*(() if rule is not ordered[0] else ("",)), f"### {_clause(rule.clause, language)}", "")
            if rule.clause.text:
                yield from (rule.clause.text, "")
        yield from _rule(rule, language, off=rule.id in dormant)


def _rule(rule: Rule, language: str, *, off: bool) -> Iterator[str]:
    say = _WORDS[language]
    advice = rule.translations.get(language, rule.advice)
    yield f"**`{rule.id}`** — {advice.message}"
    if advice.instead:
        yield f"{say['instead']}: {advice.instead}" if language == "en" else f"{say['instead']} : {advice.instead}"
    yield ""
    facts = {
        say["kind"]: rule.kind,
        say["severity"]: say[rule.severity],
        say["force"]: _in_force(rule, language),
        say["source"]: rule.source,
        say["certainty"]: say.get(rule.certainty, ""),
    }
    colon = ": " if language == "en" else " : "
    yield from (f"- {name}{colon}{value}" for name, value in facts.items() if value)
    if off:
        yield f"- {say['off']}"
    for word, examples in ((say["caught"], rule.examples.bad), (say["passes"], rule.examples.good)):
        for example in _some(examples, language):
            text = _one_line(example.text)
            quoted = f"“{text}”" if language == "en" else f"« {text} »"
            yield f"- {word}{colon}{quoted}" + (f" ({example.role})" if example.role else "")
    yield ""


def _some(examples: tuple[Post, ...], language: str) -> list[Post]:
    """Two examples, those that say to be in the reader's language first."""
    return sorted(examples, key=lambda post: (post.language or language) != language)[:2]


def _one_line(text: str) -> str:
    return " ⏎ ".join(line.strip() for line in text.splitlines() if line.strip()).replace("*", "\\*")


def _clause(clause: Clause, language: str) -> str:
    return f"{clause.number} — {clause.spoken(language).title}"


def _spoken(said: Mapping[str, str], language: str) -> str:
    return said.get(language) or next(iter(said.values()), "")


def _in_force(rule: Rule, language: str) -> str:
    say = _WORDS[language]
    windows = [test for test in rule.scope.tests() if isinstance(test, Window)]
    return ", ".join(
        f"{word} {_day(moment)}"
        for window in windows[:1]
        for word, moment in ((say["from"], window.start), (say["until"], window.end))
        if moment
    )


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d") if (moment.hour, moment.minute) == (0, 0) else moment.strftime("%Y-%m-%d %H:%M")
