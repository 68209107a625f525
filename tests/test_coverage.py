"""Every clause is enforced, partly enforced, for people only, or not covered; and none changes unseen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from postguard import charter as charters
from postguard.cli import main
from postguard.coverage import coverage
from postguard.errors import CharterError

DOCUMENT = """\
# Charter

## 1. Words

**1.1 Secrets.** We keep them.

**1.2 Pictures.** Nobody is shown
without consent.

**1.3 Tone.** We are kind.

**1.4 Sanctions.** There are some.
"""
RULES = """\
- {id: secret, clause: "1.1", message: m, confidential: Phénix}
- {id: faces, clause: "1.2", message: m, claim: here is the face}
"""
HEAD = 'charter: Soap\nversion: "7"\ndocument: charter.md\n'
SAID = """\
people: {"1.3": tone is for people to judge}
partly:
  "1.2": faces in pictures
"""
PACK = """\
charter: Pack
clauses: {best: No best, new: No new}
rules:
- {id: best, clause: best, message: m, claim: the best, examples: {bad: [the best], good: [good]}}
- {id: new, clause: new, message: m, claim: brand new, off: yes, examples: {bad: [brand new], good: [new]}}
- {id: newer, clause: new, message: m, claim: newer, examples: {bad: [newer], good: [new]}}
"""


@pytest.fixture
def charter(desk: Path) -> Callable[..., Path]:
    def write(said: str = SAID, document: str = DOCUMENT, rules: str = RULES) -> Path:
        (desk / "charter.md").write_text(document, encoding="utf-8")
        (desk / "charter.yaml").write_text(f"{HEAD}{said}rules:\n{rules}", encoding="utf-8")
        (desk / "pack.yaml").write_text(PACK, encoding="utf-8")
        return desk / "charter.yaml"

    return write


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["coverage", *arguments])


@pytest.mark.parametrize("command", ["coverage", "rules"])
def test_a_charter_is_named_behind_the_command_or_by_its_option(charter: Callable[..., Path], command: str) -> None:
    path = charter()
    path.rename(path.with_name("other.yaml"))
    behind, option = (CliRunner().invoke(main, [command, *named, "other.yaml"]) for named in ([], ["-c"]))
    assert behind.stdout == option.stdout
    assert behind.exit_code == 0
    both = CliRunner().invoke(main, [command, "other.yaml", "-c", "other.yaml"])
    said = "postguard: Name the charter once: behind the command or with --charter.\n"
    assert (both.exit_code, both.stderr) == (2, said)


def test_each_clause_is_said_to_be_enforced_partly_for_people_or_not_covered(charter: Callable[..., Path]) -> None:
    charter()
    done = run()
    assert (
        done.stdout
        == """\
heading      1    Words
enforced     1.1  Secrets
                  secret
partly       1.2  Pictures
                  faces
                  not seen: faces in pictures
people only  1.3  Tone
                  tone is for people to judge
not covered  1.4  Sanctions

4 clauses: 1 enforced, 1 partly, 1 people only, 1 not covered; 75 % accounted for
"""
    )
    assert done.exit_code == 0


def test_it_is_said_in_french(charter: Callable[..., Path]) -> None:
    charter('people: {"1.3": le ton se juge, "1.4": les sanctions se décident}\n')
    shown = run("--ui-language", "fr").stdout
    assert "aux personnes  1.3  Tone\n                    le ton se juge\n" in shown
    assert shown.endswith("\n4 articles : 2 appliqués, 2 aux personnes ; 100 % traités\n")


@pytest.mark.parametrize(("asked", "code"), [("75", 0), ("75.1", 1), ("100", 1), ("0", 0)])
def test_fail_under_compares_the_share_of_clauses_accounted_for(
    charter: Callable[..., Path], asked: str, code: int
) -> None:
    charter()
    done = run("--fail-under", asked)
    assert done.exit_code == code
    said = f"postguard: 75 % of the clauses are accounted for, --fail-under asks for {asked} %. Not covered: 1.4.\n"
    assert done.stderr == (said if code else "")


def test_fail_under_is_a_percentage(charter: Callable[..., Path]) -> None:
    charter()
    done = run("--fail-under", "101")
    assert done.exit_code == 2
    assert "101.0 is not in the range 0<=x<=100" in done.stderr or "101 is not in the range" in done.stderr


def test_the_machine_format_holds_the_same(charter: Callable[..., Path]) -> None:
    charter()
    found = json.loads(run("--format", "json").stdout)
    assert found["schema"] == "postguard.coverage.v1"
    assert [(c["number"], c["state"], c["rules"], c["reason"], c["line"]) for c in found["clauses"]] == [
        ("1", "heading", [], "", 3),
        ("1.1", "enforced", ["secret"], "", 5),
        ("1.2", "partly", ["faces"], "faces in pictures", 7),
        ("1.3", "people", [], "tone is for people to judge", 10),
        ("1.4", "missing", [], "", 12),
    ]
    assert found["counts"] == {"enforced": 1, "partly": 1, "people": 1, "missing": 1, "heading": 1}
    assert (found["accounted_for"], found["changes"], found["orphans"]) == (75.0, None, [])


@pytest.mark.parametrize(
    ("said", "line", "message", "hint"),
    [
        ('people: {"1.9": why}\n', 4, "there is no clause “1.9”", "Did you mean “1."),
        ("people: tone\n", 4, "“people” should be a mapping of clause numbers to reasons, found “tone”", 'Write "6.3"'),
        ("partly: {}\n", 4, "“partly” should be a mapping of clause numbers to reasons, found a mapping", "Write"),
        ('people:\n  "1.3":\n', 5, "“people 1.3” should be a text, found nothing", ""),
        (
            'people: {"1.3": a}\npartly:\n  "1.3": b\n',
            6,
            "clause “1.3” stands under “people” already",
            "Under “partly”",
        ),
    ],
)
def test_what_is_said_of_clauses_is_read_strictly(
    charter: Callable[..., Path], said: str, line: int, message: str, hint: str
) -> None:
    with pytest.raises(CharterError) as caught:
        charters.load(charter(said), "charter.yaml")
    (fault,) = caught.value.faults
    assert (fault.line, fault.hint.startswith(hint)) == (line, True), fault
    assert fault.message.startswith(message)


def test_what_the_charter_says_must_go_together_with_its_rules(charter: Callable[..., Path]) -> None:
    charter('people: {"1.1": no machine can}\npartly: {"1.4": jail}\n')
    done = run()
    assert done.exit_code == 1
    assert (
        "  charter.yaml:4: clause 1.1 is said to be for people only, but secret enforces it: say so under “partly”\n"
        "  charter.yaml:5: clause 1.4 is said to be partly enforced, but no rule does: say so under “people”\n"
    ) in done.stdout


def test_rules_of_packs_under_clauses_the_charter_does_not_have_are_orphans(charter: Callable[..., Path]) -> None:
    charter(f"{SAID}uses: [./pack.yaml]\n")
    done = run()
    assert (
        "Rules under clauses that this charter does not have:\n"
        "  ./pack.yaml  best: best\n"
        "  ./pack.yaml  new: newer\n"
        "To bind a pack to a clause: uses: [{pack: …, clause: …}]\n"
    ) in done.stdout
    assert "; 75 % accounted for" in done.stdout


@pytest.mark.parametrize(
    ("clause", "held", "orphans"),
    [
        ('"1.4"', ["best", "newer"], []),
        ('{best: "1.4"}', ["best"], ["new"]),
        ('{best: "1.4", new: "1.4"}', ["best", "newer"], []),
    ],
)
def test_a_pack_is_bound_to_clauses_of_the_charter(
    charter: Callable[..., Path], clause: str, held: list[str], orphans: list[str]
) -> None:
    read = charters.load(charter(f"uses: [{{pack: ./pack.yaml, clause: {clause}}}]\n"), "charter.yaml")
    found = coverage(read)
    assert [rule.id for row in found.rows if row.clause.number == "1.4" for rule in row.rules] == held
    assert [row.clause.number for row in found.orphans] == orphans
    from postguard.checker import Checker
    from postguard.model import Post

    broken = Checker(read).check(Post("It is the best")).violations[0].clause
    assert (broken.number, broken.title, broken.text) == ("1.4", "Sanctions", "There are some.")


@pytest.mark.parametrize(
    ("clause", "message"),
    [('"1.9"', "there is no clause “1.9”"), ('{bst: "1.4"}', "the pack has no clause “bst” with rules")],
)
def test_a_pack_is_bound_to_clauses_that_exist(charter: Callable[..., Path], clause: str, message: str) -> None:
    with pytest.raises(CharterError) as caught:
        charters.load(charter(f"uses: [{{pack: ./pack.yaml, clause: {clause}}}]\n"), "charter.yaml")
    (fault,) = caught.value.faults
    assert (fault.line, fault.message) == (4, message)
    assert fault.hint.startswith("Did you mean")


def test_a_file_of_the_charters_own_means_its_clauses_by_number(charter: Callable[..., Path], desk: Path) -> None:
    path = charter("uses: [./more.yaml]\n")
    more = 'charter: More\nclauses: {"1.4": Sanctions}\nrules: [{id: r, clause: "1.4", message: m, claim: fired}]\n'
    (desk / "more.yaml").write_text(more, encoding="utf-8")
    assert "1.4" not in coverage(charters.load(path, "charter.yaml")).missing


def test_a_sleeping_rule_enforces_nothing(charter: Callable[..., Path]) -> None:
    read = charters.load(charter(rules=RULES.replace("message: m, claim", "off: yes, message: m, claim")), "c.yaml")
    assert "1.2" in coverage(read).missing


def test_the_clause_of_the_language_of_mentions_is_enforced(charter: Callable[..., Path]) -> None:
    rules = RULES + '- {id: ad, clause: "1.3", message: m, disclosure: {en: [Ad], fr: [Pub]}}\n'
    read = charters.load(charter('languages: {mentions: post language, clause: "1.4"}\n', rules=rules), "c.yaml")
    assert [r.id for row in coverage(read).rows if row.clause.number == "1.4" for r in row.rules] == ["ad"]


# The review


def test_a_clause_that_changed_since_the_review_fails_and_names_it(charter: Callable[..., Path], desk: Path) -> None:
    charter()
    accepted = run("--accept")
    assert accepted.exit_code == 0
    assert accepted.stderr == "postguard: charter.reviewed.json records the 5 clauses as they are; commit it.\n"
    assert run().exit_code == 0
    charter(document=DOCUMENT.replace("without consent", "without written consent"))
    done = run()
    assert done.exit_code == 1
    assert (
        "Changed since the last review (charter.reviewed.json):\n"
        "  charter.md:7: 1.2 Pictures: its text changed; look again at faces\n"
        "When the rules say what the clauses say: postguard coverage --accept\n"
    ) in done.stdout
    assert json.loads(run("--format", "json").stdout)["changes"] == [{"clause": "1.2", "change": "text"}]
    run("--accept")
    assert run().exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1.3 Tone", "1.3 Voice", "  charter.md:10: 1.3 Voice: its text changed\n"),
        ("**1.3 Tone.**", "**1.5 Tone.**", "  charter.md:10: 1.5 Tone: it is new\n  1.3: it is gone\n"),
    ],
)
def test_titles_new_and_lost_clauses_count_too(charter: Callable[..., Path], old: str, new: str, said: str) -> None:
    charter("")
    run("--accept")
    charter("", document=DOCUMENT.replace(old, new))
    done = run()
    assert (said in done.stdout, done.exit_code) == (True, 1)


def test_lines_and_spaces_are_no_change(charter: Callable[..., Path]) -> None:
    charter()
    run("--accept")
    charter(document=DOCUMENT.replace("shown\nwithout", "shown  without\n"))
    assert run().exit_code == 0


def test_the_record_holds_no_word_of_the_charter(charter: Callable[..., Path], desk: Path) -> None:
    charter()
    run("--accept")
    record = (desk / "charter.reviewed.json").read_text("utf-8")
    read = json.loads(record)
    assert read["schema"] == "postguard.reviewed.v1"
    assert list(read["clauses"]) == sorted(read["clauses"]) == ["1", "1.1", "1.2", "1.3", "1.4"]
    assert all(len(value) == 16 and set(value) <= set("0123456789abcdef") for value in read["clauses"].values())
    assert not [word for word in ("Soap", "Secrets", "kind", "Pictures") if word in record]
    assert [path.name for path in desk.glob(".*")] == [], "nothing half-written stays behind"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{\n<<<<", "charter.reviewed.json, line 2: this is not JSON, so the last review is unknown."),
        ("[]", "charter.reviewed.json is not a record of a review (postguard.reviewed.v1)."),
        (
            '{"schema": "postguard.reviewed.v1", "clauses": {"1": 3}}',
            "charter.reviewed.json is not a record of a review",
        ),
    ],
)
def test_a_broken_record_is_never_taken_for_a_review(
    charter: Callable[..., Path], desk: Path, content: str, said: str
) -> None:
    charter()
    (desk / "charter.reviewed.json").write_text(content, encoding="utf-8")
    done = run()
    assert done.exit_code == 2
    assert said in done.stderr
    assert "postguard coverage --accept" in done.stderr


def test_a_shipped_pack_is_not_accepted() -> None:
    done = run("--charter", "starter", "--accept")
    assert done.exit_code == 2
    assert done.stderr == "postguard: starter is a shipped pack: what is reviewed is a charter of your own.\n"


def test_every_clause_of_the_starter_has_rules() -> None:
    from postguard import api

    found = coverage(api.load("starter"))
    assert (found.missing, found.contradictions, found.percent) == ((), (), 100.0)
