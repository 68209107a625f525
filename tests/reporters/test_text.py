from __future__ import annotations

from pathlib import Path

import pytest

from postguard.model import Clause, Dependency, Post, Problem, Report, Result, Span, Violation
from postguard.reporters import Style, render

from .made_up import PRAISE, ROLES, charter, code_name, missing_mention, report, violation

SNAPSHOTS = Path(__file__).parent / "snapshots"
STYLES = {
    "en-80": Style("en", width=80),
    "en-120-color": Style("en", width=120, color=True, reveal=True),
    "fr-80": Style("fr", width=80, reveal=True),
    "fr-120-color": Style("fr", width=120, color=True),
    "fr-40": Style("fr", width=1),
}


@pytest.mark.parametrize("name", STYLES)
def test_the_whole_report(name: str) -> None:
    """A wanted change: write the new output over the file and read the difference."""
    assert render(report(), "text", STYLES[name]) == (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8")


def said(*outcomes: Result | Problem, contact: str = "", language: str = "en", reveal: bool = False) -> str:
    return render(Report(charter(contact), outcomes), "text", Style(language, width=80, reveal=reveal))


CLEAN = Result(Post("Bonjour"))
BAD = Result(Post("Le meilleur."), (violation("Le meilleur.", "Le meilleur"),))
UNSURE = Result(Post("?"), depends=(Dependency("ambassadeur", ROLES, "role"),))
UNREAD = Problem("a.csv", "It is empty.")

SUMMARIES = {
    "nothing": ((), "0 posts: nothing was checked", "0 message\xa0: rien n’a été contrôlé"),
    "clean": ((CLEAN,), "1 post: 1 clean", "1 message\xa0: 1 sans manquement"),
    "mixed": (
        (CLEAN, BAD, UNSURE),
        "3 posts: 1 clean, 1 with violations (1 warning), 1 not fully checked",
        "3 messages\xa0: 1 sans manquement, 1 avec manquements (1 avertissement), 1 pas entièrement contrôlé",
    ),
    "unread": ((UNREAD, UNREAD), "0 posts: 2 entries not read", "0 message\xa0: 2 entrées non lues"),
}


@pytest.mark.parametrize(("outcomes", "english", "french"), SUMMARIES.values(), ids=SUMMARIES)
def test_summary(outcomes: tuple[Result | Problem, ...], english: str, french: str) -> None:
    for language, line in (("en", english), ("fr", french)):
        written = render(Report(charter(""), outcomes), "text", Style(language, width=200))
        assert written.splitlines()[-1] == line


def test_clean_posts_are_only_counted() -> None:
    assert said(CLEAN, CLEAN, contact="reseaux@example.com") == "2 posts: 2 clean\n"


def test_a_contact_is_named_when_there_are_violations() -> None:
    assert said(BAD, contact="reseaux@example.com").endswith("\nA question before publishing: reseaux@example.com\n")
    assert said(BAD, contact="reseaux@example.com", language="fr").endswith(
        "\nUne question avant de publier\u202f? reseaux@example.com\n"
    )


LINES = "Un.\nDeux mots.\nTrois mots ici.\n"
HEADERS = {
    "text without a source": (Result(Post(LINES), (violation(LINES, "mots"),)), "(text):2:6"),
    "file": (Result(Post(LINES, source="a.md", line=10), (violation(LINES, "ici"),)), "a.md:12:12"),
    "file, nothing to point at": (Result(Post(LINES, source="a.md", line=10), (missing_mention(),)), "a.md:10"),
    "file, first violation without words": (
        Result(Post(LINES, source="a.md"), (missing_mention(), violation(LINES, "mots"))),
        "a.md:2:6",
    ),
    "record": (
        Result(Post(LINES, id="p1", source="a.csv", record=2, line=3, network="x"), (violation(LINES, "ici"),)),
        "a.csv:3  record 2 · id p1 · x",
    ),
    "row": (Problem("a.csv", "Bad.", record=2, line=3, column=4), "a.csv:3:4  record 2"),
    "source": (Problem("a.zip", "Bad."), "a.zip"),
}


@pytest.mark.parametrize(("outcome", "header"), HEADERS.values(), ids=HEADERS)
def test_header(outcome: Result | Problem, header: str) -> None:
    assert said(outcome).splitlines()[0] == header


def test_lines_of_a_file_are_numbered_as_in_the_file() -> None:
    found = Violation("r", "claim", Clause("1", ""), "info", Span(4, 25), "", "", "0" * 16)
    written = said(Result(Post(LINES, source="a.md", line=8), (found,)))
    assert written == (
        "a.md:9:1\n"
        "  ● info: clause\xa01 [r]\n"
        "     9 │ Deux mots.\n"
        "       │ ^~~~~~~~~~\n"
        "    10 │ Trois mots ici.\n"
        "       │ ~~~~~~~~~~\n"
        "\n"
        "1 post: 1 with violations (1 info)\n"
    )


def test_many_lines_are_shortened() -> None:
    text = "un\ndeux\ntrois\nquatre\ncinq\nsix"
    found = Violation("r", "claim", Clause("1", ""), "info", Span(1, len(text)), "", "", "0" * 16)
    written = said(Result(Post(text, source="a.csv", record=1), (found,)), language="fr")
    assert written.splitlines()[2:-2] == [
        "    │ un",
        "    │  ^",
        "    │ deux",
        "    │ ~~~~",
        "    │ trois",
        "    │ ~~~~~",
        "    │ … encore 3 lignes",
    ]


MISSING = {
    "disclosure": ("disclosure", None, "Missing from the post.", "Absent du message."),
    "whole post": ("claim", None, "The whole post is concerned.", "Tout le message est concerné."),
    "disclosure of a part": ("disclosure", "titre", "Missing from “titre”.", "Absent de «\xa0titre\xa0»."),
    "whole part": (
        "claim",
        "titre",
        "The whole of “titre” is concerned.",
        "Tout le texte de «\xa0titre\xa0» est concerné.",
    ),
}


@pytest.mark.parametrize(("kind", "part", "english", "french"), MISSING.values(), ids=MISSING)
def test_what_has_no_words_is_said(kind: str, part: str | None, english: str, french: str) -> None:
    found = Violation("r", kind, PRAISE, "error", None, "Why.", "", "0" * 16, part)
    for language, sentence in (("en", english), ("fr", french)):
        assert said(Result(Post("x"), (found,)), language=language).splitlines()[2:4] == [f"    {sentence}", "    Why."]


def test_other_violations_do_not_show_masked_words() -> None:
    text = "Le projet Draille est le meilleur"
    found = (code_name(text, "Draille"), violation(text, "Draille est le meilleur"))
    assert said(Result(Post(text, source="a.md"), found)).splitlines()[8:10] == [
        "    1 │ Le projet ••• est le meilleur",
        "      │           ^~~~~~~~~~~~~~~~~~~",
    ]
    assert said(Result(Post(text, source="a.md"), found), reveal=True).splitlines()[8:10] == [
        "    1 │ Le projet Draille est le meilleur",
        "      │           ^~~~~~~~~~~~~~~~~~~~~~~",
    ]


def depends(field: str, rules: int = 1) -> Result:
    return Result(Post("x"), depends=tuple(Dependency(f"r{n}", ROLES, field) for n in range(rules)))


DEPENDS = {
    "role": (
        depends("role"),
        "rule r0 (clause\xa06.1) depends on the role of the author; say it with --role or defaults: in the charter",
    ),
    "network": (
        depends("network"),
        "rule r0 (clause\xa06.1) depends on the network; say it with --network or defaults: in the charter",
    ),
    "language": (
        depends("language"),
        "rule r0 (clause\xa06.1) depends on the language of the post; "
        "say it with --language or defaults: in the charter",
    ),
    "moment": (
        depends("publish_at"),
        "rule r0 (clause\xa06.1) depends on the moment the post goes out; say it with --publish-at or beside the post",
    ),
    "field of the charter": (
        depends("paid_partnership"),
        "rule r0 (clause\xa06.1) depends on the field “paid_partnership”; say it beside the post",
    ),
    "many rules": (
        depends("role", 8),
        "rules r0 (clause\xa06.1), r1 (clause\xa06.1), r2 (clause\xa06.1), r3 (clause\xa06.1), r4 (clause\xa06.1), "
        "r5 (clause\xa06.1) and 2 more depend on the role of the author; "
        "say it with --role or defaults: in the charter",
    ),
}


@pytest.mark.parametrize(("outcome", "sentence"), DEPENDS.values(), ids=DEPENDS)
def test_what_hangs_on_an_unknown_field_is_said(outcome: Result, sentence: str) -> None:
    written = render(Report(charter(""), (outcome,)), "text", Style(width=400))
    assert written == f"(text):1\n  ? not decided: {sentence}\n\n1 post: 1 not fully checked\n"


def test_rules_are_grouped_by_field() -> None:
    both = Result(Post("x"), depends=depends("role", 2).depends + depends("network").depends + depends("role").depends)
    written = render(Report(charter(""), (both,)), "text", Style(width=400)).splitlines()
    assert [line.split(";")[0] for line in written[1:3]] == [
        "  ? not decided: rules r0 (clause\xa06.1), r1 (clause\xa06.1) depend on the role of the author",
        "  ? not decided: rule r0 (clause\xa06.1) depends on the network",
    ]


PROBLEMS = {
    "nowhere": (None, None, "not checked: Why.", "non contrôlé\xa0: Why."),
    "line": (3, None, "not checked, line 3: Why.", "non contrôlé, ligne\xa03\xa0: Why."),
    "column": (3, 4, "not checked, line 3, column 4: Why.", "non contrôlé, ligne\xa03, colonne\xa04\xa0: Why."),
}


@pytest.mark.parametrize(("line", "column", "english", "french"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_problem_of_a_post_says_where(line: int | None, column: int | None, english: str, french: str) -> None:
    result = Result(Post("x", source="a.csv", record=1), problems=(Problem("a.csv", "Why.", 1, line, column),))
    assert said(result).splitlines()[1] == f"  ? {english}"
    assert said(result, language="fr").splitlines()[1] == f"  ? {french}"
