"""What a stranger with a hostile eye found, one test each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from postguard.cli import main

Write = Callable[[str, str | bytes], Path]
CHARTER = """\
charter: A
clauses: {"1": One}
rules:
- {id: embargo, clause: "1", confidential: Helios, until: 2030-01-01, message: m}
- {id: claim, clause: "1", claim: guarantee ... vision, message: m}
- {id: net, clause: "1", claim: promise, message: m, when: {network: [linkedin]}}
- {id: staff, clause: "1", claim: promise, message: m, when: {role: [employee]}}
"""
FIELDS = ["--role", "x", "--network", "x"]


@pytest.fixture
def run(write: Write) -> Callable[..., tuple[int, str, str]]:
    write("charter.yaml", CHARTER)

    def run(*arguments: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(main, list(arguments))
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stdout, done.stderr

    return run


@pytest.mark.parametrize("format_", ["json", "jsonl", "text"])
def test_an_undecided_confidential_word_is_hidden_too(run, write: Write, format_: str) -> None:  # type: ignore[no-untyped-def]
    write("a.md", "---\ndate: TBD\nrole: brand\nnetwork: x\n---\nWe guarantee Helios gives vision\n")
    code, shown, _ = run("check", "a.md", "-f", format_)
    assert (code, "Helios" in shown, "•••" in shown) == (2, False, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--network", "linkdin", "--role", "x"], "The network “linkdin” is not known. Did you mean “linkedin”?"),
        (["--network", "x", "--role", "Emplyee"], "The charter names no role “Emplyee”; did you mean “employee”?"),
    ],
)
def test_a_slip_in_a_field_switches_no_rule_off(run, arguments: list[str], said: str) -> None:  # type: ignore[no-untyped-def]
    code, shown, _ = run("check", "--text", "We promise", *arguments)
    assert (code, said in " ".join(shown.split())) == (2, True)


def test_a_network_is_known_by_its_usual_names(run) -> None:  # type: ignore[no-untyped-def]
    assert run("check", "--text", "We promise", "--network", "LinkedIn page", "--role", "x")[0] == 1


def test_a_report_keeps_the_mode_of_the_old_one_and_follows_links(run, write: Write) -> None:  # type: ignore[no-untyped-def]
    old = write("old.json", "old")
    old.chmod(0o600)
    link = old.with_name("link.json")
    link.symlink_to(old)
    run("check", "--text", "ok", *FIELDS, "-o", "json=link.json")
    assert (link.is_symlink(), "postguard.v1" in old.read_text("utf-8"), old.stat().st_mode & 0o777) == (
        True,
        True,
        0o600,
    )


def test_a_pipe_is_written_to_and_not_replaced(run, desk: Path) -> None:  # type: ignore[no-untyped-def]
    os.mkfifo(desk / "pipe")
    with subprocess.Popen(["cat", str(desk / "pipe")], stdout=subprocess.PIPE) as reader:
        run("check", "--text", "ok", *FIELDS, "-o", "jsonl=pipe")
        assert reader.stdout is not None
        assert b"postguard.v1" in reader.stdout.read()
    assert (desk / "pipe").is_fifo()


@pytest.mark.parametrize(
    ("outputs", "said"),
    [(["json=."], "it is a folder"), (["json=a.txt", "text=a.txt"], "two reports cannot go to the same file")],
)
def test_outputs_that_cannot_be(run, outputs: list[str], said: str) -> None:  # type: ignore[no-untyped-def]
    code, _, complaint = run("check", "--text", "ok", *(part for output in outputs for part in ("-o", output)))
    assert (code, said in complaint) == (2, True)


def test_a_closed_pipe_is_neither_0_nor_1(run, write: Write) -> None:  # type: ignore[no-untyped-def]
    write("many.jsonl", '{"text": "ok", "role": "x", "network": "x"}\n' * 5000)
    command = f"{sys.executable} -m postguard check many.jsonl -f jsonl | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr


def test_text_in_fields_nobody_reads_is_told(run, write: Write) -> None:  # type: ignore[no-untyped-def]
    write("a.csv", "text,role,network,texte de la story\nok,x,x,one two three four five\n")
    code, _, complaint = run("check", "a.csv")
    assert (code, "“texte de la story” holds text that was not checked" in complaint) == (0, True)


def test_a_very_long_line_is_clipped_around_the_place(run, write: Write) -> None:  # type: ignore[no-untyped-def]
    write("charter.yaml", f"charter: A\nwords: {{a: [{'x' * 3000}, @b]}}\n")
    assert max(map(len, run("rules")[2].splitlines())) < 260


def test_no_word_has_no_forms(run) -> None:  # type: ignore[no-untyped-def]
    code, _, complaint = run("forms", "", "--language", "en")
    assert (code, "Name a word" in complaint) == (2, True)
