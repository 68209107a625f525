"""Never silent: whatever is not checked gives exit 2 and says where and why; 2 wins over 1, 1 over 0."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from postguard.cli import main

Write = Callable[[str, str | bytes], Path]

# name: (files on the desk, arguments, standard input, exit code, what must be said)
FAULTS: dict[str, tuple[dict[str, str | bytes], list[str], bytes, int, str]] = {
    "nothing named": (
        {},
        ["check"],
        b"",
        2,
        "Nothing to check: name files or folders, - for standard input, or use --text.",
    ),
    "text and paths": (
        {"a.txt": "x"},
        ["check", "a.txt", "--text", "x"],
        b"",
        2,
        "Give either paths or --text, not both.",
    ),
    "empty text": ({}, ["check", "--text", "  "], b"", 2, "The --text is empty."),
    "invisible text": ({}, ["check", "--text", "\u200b\u2060"], b"", 2, "There is no text in this post."),
    "missing file": ({}, ["check", "no.md"], b"", 2, "There is no such file or folder."),
    "a text is no file name": ({}, ["check", "Our best offer!"], b"", 2, "There is no such file or folder."),
    "empty folder": ({"d/.keep": ""}, ["check", "d"], b"", 2, "There is no draft in this folder."),
    "folder of pictures": ({"d/a.png": b"\x89PNG"}, ["check", "d"], b"", 2, "There is no draft in this folder."),
    "unknown ending": ({"a.docx": b"PK"}, ["check", "a.docx"], b"", 2, "a.docx"),
    "unknown ending in a folder": ({"d/a.docx": b"PK", "d/b.txt": "x"}, ["check", "d"], b"", 2, "d/a.docx"),
    "no ending": ({"draft": "x"}, ["check", "draft"], b"", 2, "draft"),
    "empty file": ({"a.txt": ""}, ["check", "a.txt"], b"", 2, "There is no post in it."),
    "blank file": ({"a.txt": " \n\n "}, ["check", "a.txt"], b"", 2, "a.txt"),
    "empty standard input": ({}, ["check", "-"], b"", 2, "There is no post in it."),
    "empty csv": ({"a.csv": ""}, ["check", "a.csv"], b"", 2, "There is no post in it."),
    "csv with a heading only": ({"a.csv": "text,date\n"}, ["check", "a.csv"], b"", 2, "a.csv"),
    "csv without a text column": (
        {"a.csv": "date,link\n2026-01-01,https://x.example\n"},
        ["check", "a.csv"],
        b"",
        2,
        "--map text=",
    ),
    "csv row without text": ({"a.csv": 'id,text\n1,hello\n2,""\n'}, ["check", "a.csv"], b"", 2, "record 2"),
    "csv with an open quote": (
        {"a.csv": 'id,text\n1,hello\n2,"never closed\n3,x\n'},
        ["check", "a.csv"],
        b"",
        2,
        "Line 3, column 3: a quotation mark opened here is never closed",
    ),
    "csv with a short row": ({"a.csv": "id,text,role\n1,hello,x\n2\n"}, ["check", "a.csv"], b"", 2, "line 3"),
    "mapped column that is not there": (
        {"a.csv": "id,body\n1,hello\n"},
        ["check", "a.csv", "--map", "text=Message"],
        b"",
        2,
        "Message",
    ),
    "mapping without heading": (
        {"a.csv": "x"},
        ["check", "a.csv", "--map", "text"],
        b"",
        2,
        "--map text should be FIELD=HEADING",
    ),
    "jsonl line that is no JSON": (
        {"a.jsonl": '{"text": "a"}\n{"text": \n'},
        ["check", "a.jsonl"],
        b"",
        2,
        "Line 2 is not JSON: at column 11",
    ),
    "jsonl record without text": ({"a.jsonl": '{"id": "1"}\n'}, ["check", "a.jsonl"], b"", 2, "record 1"),
    "jsonl text that is a number": ({"a.jsonl": '{"text": 12}\n'}, ["check", "a.jsonl"], b"", 2, "record 1"),
    "json that is no JSON": ({"a.json": "[{]"}, ["check", "a.json"], b"", 2, "a.json"),
    "json without posts": ({"a.json": '{"settings": {}}'}, ["check", "a.json"], b"", 2, "a.json"),
    "json with an empty list": ({"a.json": "[]"}, ["check", "a.json"], b"", 2, "a.json"),
    "json nested to death": ({"a.json": "[" * 100_000}, ["check", "a.json"], b"", 2, "a.json"),
    "front matter that is no YAML": ({"a.md": "---\nrole: [x\n---\nhello\n"}, ["check", "a.md"], b"", 2, "a.md"),
    "front matter without text": ({"a.md": "---\nrole: x\n---\n"}, ["check", "a.md"], b"", 2, "a.md"),
    "date that is none": (
        {"a.jsonl": '{"text": "a", "publish_at": "soon"}\n'},
        ["check", "a.jsonl"],
        b"",
        2,
        "it is not a date",
    ),
    "half an emoji": ({"a.jsonl": '{"text": "\\ud83d"}\n'}, ["check", "a.jsonl"], b"", 2, "record 1"),
    "unknown encoding": ({"a.txt": "x"}, ["check", "a.txt", "--encoding", "klingon"], b"", 2, "encoding"),
    "wrong encoding": ({"a.txt": "é".encode("latin-1")}, ["check", "a.txt", "--encoding", "utf-8"], b"", 2, "a.txt"),
    "text too long": ({"a.txt": "a " * 60_000}, ["check", "a.txt"], b"", 2, "at most 100,000 are checked"),
    "unknown role": ({}, ["check", "--text", "hello"], b"", 2, "depend"),
    "missing charter": ({}, ["check", "--text", "x", "-c", "no.yaml"], b"", 2, "There is no charter “no.yaml”"),
    "unknown pack": ({}, ["check", "--text", "x", "-c", "startr"], b"", 2, "Did you mean “starter”?"),
    "empty charter": (
        {"c.yaml": ""},
        ["check", "--text", "x", "-c", "c.yaml"],
        b"",
        2,
        "c.yaml:1:1: the file is empty",
    ),
    "charter without rules": (
        {"c.yaml": 'charter: A\nclauses: {"1": One}\n'},
        ["check", "--text", "x", "-c", "c.yaml"],
        b"",
        2,
        "c.yaml:1:1: the charter has no rule",
    ),
    "charter with a mistake": (
        {"c.yaml": "charter: A\nrulez: []\n"},
        ["check", "--text", "x", "-c", "c.yaml"],
        b"",
        2,
        "c.yaml:2:1: unknown key “rulez” in the charter",
    ),
    "charter that is a folder": ({"c/.keep": ""}, ["check", "--text", "x", "-c", "c"], b"", 2, "this is a folder"),
    "charter with a broken pattern": (
        {"c.yaml": 'charter: A\nclauses: {"1": One}\nrules:\n- {id: r, clause: "1", claim: (a, message: m}\n'},
        ["check", "--text", "x", "-c", "c.yaml"],
        b"",
        2,
        "c.yaml:4:31: this parenthesis is never closed",
    ),
    "unknown format": ({}, ["check", "--text", "x", "-f", "pdf"], b"", 2, "'pdf' is not one of"),
    "unknown output": ({}, ["check", "--text", "x", "-o", "pdf=a.pdf"], b"", 2, "there is no format “pdf”"),
    "output without file": ({}, ["check", "--text", "x", "-o", "json"], b"", 2, "should be FORMAT=FILE"),
    "output that cannot be written": (
        {},
        ["check", "--text", "x", "-o", "json=no/a.json"],
        b"",
        2,
        "cannot be written",
    ),
    "date on the command line": (
        {},
        ["check", "--text", "x", "--publish-at", "soon"],
        b"",
        2,
        "--publish-at soon is no date",
    ),
    "unknown option": ({}, ["check", "--txt", "x"], b"", 2, "No such option"),
    "unknown command": ({}, ["chek"], b"", 2, "No such command 'chek'"),
    "explain what is not there": ({}, ["explain", "9.9"], b"", 2, "There is no rule and no clause “9.9”"),
    "test without examples": ({}, ["test"], b"", 2, "No rule has an example, so nothing was tested."),
    "2 wins over 1": (
        {"a.jsonl": '{"text": "Phénix", "role": "x"}\n{\n'},
        ["check", "a.jsonl"],
        b"",
        2,
        "1 with violations",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_said_and_gives_exit_2(write: Write, name: str) -> None:
    files, arguments, stdin, code, said = FAULTS[name]
    for file, content in files.items():
        write(file, content)
    done = CliRunner().invoke(main, arguments, input=stdin)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert said in done.output.replace("\u00a0", " ").replace("\n    ", " "), done.output
    assert done.exit_code == code, done.output


CLEAN = {
    "clean text": (["check", "--text", "Bonjour", "--role", "x"], 0),
    "a violation": (["check", "--text", "Phénix", "--role", "x"], 1),
    "a disclosure missing": (["check", "--text", "Bonjour", "--role", "creator"], 1),
    "a disclosure made": (["check", "--text", "Ad: bonjour", "--role", "creator"], 0),
    "starter, clean": (["check", "--text", "Bonjour", "-c", "starter", "--role", "x"], 0),
}


@pytest.mark.parametrize("name", CLEAN)
def test_what_was_checked_gives_0_or_1(desk: Path, name: str) -> None:
    arguments, code = CLEAN[name]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == code, done.output


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on_sets_the_mildest_severity_that_blocks(write: Write, fail_on: str, code: int) -> None:
    charter = (
        'charter: A\nclauses: {"1": One}\nrules:\n- {id: r, clause: "1", claim: best, message: m, severity: warning}\n'
    )
    write("charter.yaml", charter)
    done = CliRunner().invoke(main, ["check", "--text", "the best", "--fail-on", fail_on])
    assert (done.exit_code, "1 warning" in done.output) == (code, True)


def test_the_other_rows_of_a_broken_file_are_checked(write: Write) -> None:
    write("a.jsonl", '{"text": "a", "role": "x"}\nnot json\n{"text": "Phénix", "role": "x"}\n')
    done = CliRunner().invoke(main, ["check", "a.jsonl"])
    assert "2 posts" in done.output
    assert "clause\u00a01" in done.output
    assert done.exit_code == 2


def test_an_old_report_survives_a_run_that_fails(write: Write) -> None:
    old = write("report.json", "old")
    done = CliRunner().invoke(
        main, ["check", "--text", "x", "--role", "x", "-o", "json=report.json", "-o", "json=no/x.json"]
    )
    assert done.exit_code == 2
    assert old.read_text() == "old"


def test_an_unknown_error_quotes_nothing_and_gives_2(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from postguard import api, cli

    def fail(*_: object, **__: object) -> None:
        raise ValueError("".join(reversed("xinéhP")))

    monkeypatch.setattr(api, "load", fail)
    monkeypatch.setattr("sys.argv", ["postguard", "check", "--text", "Phénix"])
    with pytest.raises(SystemExit) as caught:
        cli.run()
    assert caught.value.code == 2
    said = capsys.readouterr().err
    assert "postguard: internal error (ValueError)" in said
    assert "Phénix" not in said


def test_at_least_forty_faults_are_listed() -> None:
    assert len(FAULTS) >= 40
