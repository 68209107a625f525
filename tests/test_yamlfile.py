"""Every scalar comes out as it was written, or is a fault with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard import yamlfile
from postguard.errors import CharterError

TRAPS = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "yaml_traps.jsonl").read_text("utf-8").splitlines()
]

# What each trap must give: the texts as written, or the line, column and message of the fault.
AS_WRITTEN = {
    "yaml-03": ["NO"],
    "yaml-04": ["no"],
    "yaml-05": ["on"],
    "yaml-06": ["off"],
    "yaml-07": ["Yes"],
    "yaml-08": ["12:30"],
    "yaml-09": ["190:20:30"],
    "yaml-10": ["0123"],
    "yaml-11": ["4.10"],
    "yaml-12": ["1_000"],
    "yaml-13": ["0x1F"],
    "yaml-14": [".inf"],
    "yaml-15": ["2026-05-01"],
    "yaml-16": ["2026-05-01 08:00:00"],
    "yaml-17": ["2026-05-01T08:00:00+02:00"],
    "yaml-18": ["~"],
    "yaml-19": ["null"],
    "yaml-40": ["Ph\u0301enix"],
    "yaml-41": ["Phénix"],
    "yaml-42": ["\u0420hénix"],  # a letter of another script is the pattern's affair, see test_lists
}
FAULTS = {
    "yaml-01": (2, 3, "YAML takes “#ProjetX” for a comment and drops it"),
    "yaml-02": (2, 10, "YAML takes “#1” for a comment and drops it"),
    "yaml-20": (2, 2, "“x” holds an empty text"),
    "yaml-21": (2, 3, "“x” holds an empty text"),
    "yaml-22": (2, 3, "“x” holds an empty text"),
    "yaml-23": (2, 3, "“x” holds an empty text"),
    "yaml-24": (2, 3, "each line of “x” should be a text, found a mapping (key: value)"),
    "yaml-25": (2, 3, "a text may not begin with “@” unless it stands between quotes"),
    "yaml-26": (2, 3, "a text may not begin with “`” unless it stands between quotes"),
    "yaml-27": (2, 3, "a text may not begin with “%” unless it stands between quotes"),
    "yaml-28": (2, 3, "“*ref” refers to something that is not there"),
    "yaml-29": (2, 3, "the tag !secret means nothing here"),
    "yaml-30": (2, 3, "this list or mapping is never closed, or a comma is missing"),
    "yaml-31": (2, 3, "this list or mapping is never closed, or a comma is missing"),
    "yaml-38": (1, 1, "tags (!…) have no place in a charter"),
    "yaml-39": (1, 7, "this escape stands for no character"),
    "yaml-43": (1, 1, "a line may not begin with a tab"),
}


@pytest.mark.parametrize("trap", [t for t in TRAPS if t["yaml"].startswith("- ")], ids=lambda t: t["id"])
def test_a_list_item_comes_out_as_written_or_is_a_fault(trap: dict[str, str]) -> None:
    try:
        root = yamlfile.parse(f"x:\n{trap['yaml']}", "charter.yaml")
        texts = [node.text for node in yamlfile.texts(root.get("x"), of="x")]
        faults = root.file.faults
    except CharterError as error:
        texts, faults = [], list(error.faults)
    if trap["id"] in AS_WRITTEN:
        assert (texts, faults) == (AS_WRITTEN[trap["id"]], [])
    else:
        line, column, message = FAULTS[trap["id"]]
        assert [(fault.line, fault.column, fault.message) for fault in faults] == [(line, column, message)]


@pytest.mark.parametrize(
    ("name", "line", "column", "message"),
    [
        ("yaml-32", 2, 1, "the key “id” stands here a second time (first on line 1)"),
        ("yaml-34", 1, 1, "the file is empty"),
        ("yaml-35", 4, 1, "a second document begins here; a charter file holds one"),
        ("yaml-38", 1, 1, "tags (!…) have no place in a charter"),
        ("yaml-39", 1, 7, "this escape stands for no character"),
        ("yaml-43", 1, 1, "a line may not begin with a tab"),
    ],
)
def test_a_broken_file_is_a_fault_with_its_place(name: str, line: int, column: int, message: str) -> None:
    trap = next(t for t in TRAPS if t["id"] == name)
    try:
        faults = yamlfile.parse(trap["yaml"], "charter.yaml").file.faults
    except CharterError as error:
        faults = list(error.faults)
    assert (faults[0].line, faults[0].column, faults[0].message) == (line, column, message)


@pytest.mark.parametrize("name", ["yaml-37", "yaml-44", "yaml-45"])
def test_aliases_windows_lines_and_byte_order_marks_are_fine(name: str) -> None:
    trap = next(t for t in TRAPS if t["id"] == name)
    root = yamlfile.parse(trap["yaml"], "charter.yaml")
    assert root.file.faults == []
    assert root.entries


def test_every_trap_is_tested() -> None:
    elsewhere = {"yaml-33", "yaml-36"}  # no rules, unknown key: faults of the charter, see test_charter
    listed = {"yaml-32", "yaml-34", "yaml-35", "yaml-37", "yaml-44", "yaml-45"} | elsewhere
    assert {t["id"] for t in TRAPS} == listed | set(AS_WRITTEN) | set(FAULTS)


def test_the_fault_shows_the_line_with_a_caret() -> None:
    with pytest.raises(CharterError) as caught:
        yamlfile.parse("charter: A\nwords:\n  rivaux: [@x]\n", "charter.yaml")
    assert str(caught.value) == (
        "charter.yaml:3:12: a text may not begin with “@” unless it stands between quotes\n"
        "      rivaux: [@x]\n"
        "               ^\n"
        "    Put the text between quotes, or write the list as a text block: one pattern a line after “|”."
    )


def test_a_text_block_gives_its_lines_with_their_places() -> None:
    root = yamlfile.parse("x: |\n  # a comment\n  #ProjetX\n\n    on\n  12:30\n", "charter.yaml")
    lines = [(node.text, node.line, node.column) for node in yamlfile.texts(root.get("x"), of="x")]
    assert lines == [("#ProjetX", 3, 3), ("on", 5, 5), ("12:30", 6, 3)]


def test_a_comment_with_a_space_is_a_comment() -> None:
    root = yamlfile.parse("x: Projet # secret\n", "charter.yaml")
    assert (root.get("x").text, root.file.faults) == ("Projet", [])


def test_an_alias_bomb_is_refused_quickly() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(15)
    )
    root = yamlfile.parse(bomb, "charter.yaml")
    assert any(fault.message == "more than 100 uses of aliases (*name)" for fault in root.file.faults)


def test_deep_nesting_is_refused() -> None:
    root = yamlfile.parse("x: " + "[" * 50 + "]" * 50, "charter.yaml")
    assert [fault.message for fault in root.file.faults] == ["nested deeper than 20 levels"]


def test_a_value_inside_itself_is_refused() -> None:
    root = yamlfile.parse("x: &x [*x]", "charter.yaml")
    assert [fault.message for fault in root.file.faults] == ["this value contains itself"]


def test_latin_1_names_the_place(tmp_path: Path) -> None:
    path = tmp_path / "charter.yaml"
    path.write_bytes("charter: A\nversion: été\n".encode("latin-1"))
    with pytest.raises(CharterError) as caught:
        yamlfile.load(path, "charter.yaml")
    assert [(f.line, f.column, f.message) for f in caught.value.faults] == [(2, 10, "the file is not UTF-8 text")]


@given(st.text())
def test_any_text_gives_a_node_or_faults_with_places(content: str) -> None:
    try:
        yamlfile.parse(content, "x.yaml")
    except CharterError as error:
        assert all(fault.line >= 1 and fault.column >= 1 and fault.message for fault in error.faults)
