"""Tables: which row holds the headings, what each column holds, what happens to broken rows."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.model import Part, Post, Problem
from postguard.readers.rows import NONE, Row, Torn, delimiter_of, rows
from tests.readers.outcomes import DATA, outcomes, post, posts, problem

SPECTRUM = sorted(path.stem for path in (DATA / "csv-spectrum").glob("*.csv"))


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_spectrum(name: str) -> None:
    text = (DATA / "csv-spectrum" / f"{name}.csv").read_bytes().decode("utf-8")
    lines = text.splitlines(keepends=True)
    delimiter, skip = delimiter_of(lines)
    headings, *records = [row.cells for row in rows(lines, delimiter, skip) if isinstance(row, Row)]
    expected = json.loads((DATA / "csv-spectrum" / f"{name}.json").read_text(encoding="utf-8"))
    assert [dict(zip(headings, cells, strict=True)) for cells in records] == expected


@pytest.mark.parametrize(
    ("table", "delimiter", "skip"),
    [
        ("id,texte\n1,bonjour\n", ",", 0),
        ("id;texte\n1;un, deux, trois\n2;quatre, cinq\n", ";", 0),
        ('id;texte\r\n1;"a\r\nb, c"\r\n', ";", 0),
        ("id\ttexte\n1\ta, b\n", "\t", 0),
        ("id|texte\n1|a, b; c\n", "|", 0),
        ("texte\nun, deux\n", NONE, 0),
        ("sep=;\nid;texte\n", ";", 1),
        ('"sep=|"\r\nid|texte\r\n', "|", 1),
    ],
)
def test_the_delimiter_is_the_one_that_makes_a_table(table: str, delimiter: str, skip: int) -> None:
    assert delimiter_of(io.StringIO(table, newline="")) == (delimiter, skip)


def test_rows_begin_on_lines_of_the_file() -> None:
    table = 'a,"x\ny"\n\nb,"1\r\n2\r3"\nc,d\n'
    found = list(rows(io.StringIO(table, newline=""), ","))
    assert [(row.line, list(row.cells)) for row in found if isinstance(row, Row)] == [
        (1, ["a", "x\ny"]),
        (3, []),
        (4, ["b", "1\r\n2\r3"]),
        (7, ["c", "d"]),
    ]


@pytest.mark.parametrize(
    ("table", "line", "column", "after"),
    [
        ('a,"b\nc,d\n', 1, 3, ["c", "d"]),
        ('"x",y\na,"b "c" d"\ne,f\n', 2, 3, ["e", "f"]),
        ('a,"b\nc","d\ne,f\n', 2, 4, ["e", "f"]),
    ],
    ids=["never closed", "not doubled", "second cell of a row"],
)
def test_a_torn_cell_is_placed_and_reading_goes_on(table: str, line: int, column: int, after: list[str]) -> None:
    found = list(rows(io.StringIO(table, newline=""), ","))
    assert [(item.line, item.column) for item in found if isinstance(item, Torn)] == [(line, column)]
    assert isinstance(found[-1], Row)
    assert list(found[-1].cells) == after


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=2, max_size=4), min_size=1))
def test_what_a_csv_writer_wrote_is_read_back(table: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(table)
    file.seek(0)
    assert [list(row.cells) for row in rows(file, ",") if isinstance(row, Row)] == table


@given(st.text(alphabet='ab",;\n\r ', max_size=60))
def test_any_table_ends_and_its_lines_only_rise(table: str) -> None:
    lines = [row.line for row in rows(io.StringIO(table, newline=""), ",")]
    assert lines == sorted(lines)


TOOLS: dict[str, tuple[str, Post]] = {
    "buffer": (
        "Text,Image URL,Tags,Posting Time\nHello,https://a.example/1.jpg,ai,2026-11-12 09:30\n",
        Post(
            "Hello",
            record=1,
            line=2,
            publish_at=datetime(2026, 11, 12, 9, 30),
            meta={"Image URL": "https://a.example/1.jpg", "Tags": "ai"},
        ),
    ),
    "sprout": (
        "date,time_24hr,message_text\n24/12/2026,18:05,Hello\n",
        Post("Hello", record=1, line=2, publish_at=datetime(2026, 12, 24, 18, 5)),
    ),
    "metricool": (
        "Text,Date,Time,Draft,Facebook,Twitter/X,LinkedIn,First Comment Text,Alt text picture 1,"
        "LinkedIn Poll Option 1\n"
        "Hello,2026-11-12,09:30:00,FALSE,FALSE,FALSE,TRUE,#ad,A cat,Yes\n",
        Post(
            "Hello",
            record=1,
            line=2,
            network="linkedin",
            publish_at=datetime(2026, 11, 12, 9, 30),
            parts=(
                Part("First Comment Text", "#ad", 2),
                Part("Alt text picture 1", "A cat", 2),
                Part("LinkedIn Poll Option 1", "Yes", 2),
            ),
            meta={"Draft": "FALSE", "Facebook": "FALSE", "Twitter/X": "FALSE", "LinkedIn": "TRUE"},
        ),
    ),
    "publer": (
        "Date - Intl. format or prompt,Text,Link(s) - Separated by comma for FB carousels,"
        '"Title - For the video, pin, PDF .."\n'
        "2026/11/12 09:30,Hello,https://a.example,A title\n",
        Post(
            "Hello",
            record=1,
            line=2,
            publish_at=datetime(2026, 11, 12, 9, 30),
            parts=(
                Part("Link(s) - Separated by comma for FB carousels", "https://a.example", 2),
                Part("Title - For the video, pin, PDF ..", "A title", 2),
            ),
        ),
    ),
    "gohighlevel, two rows of headings": (
        "All Social,,,Facebook,Pinterest\npostAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,imageUrls,title,title\n"
        "2026-11-12 09:30:00,Hello,,One,Two\n",
        Post(
            "Hello",
            record=1,
            line=3,
            publish_at=datetime(2026, 11, 12, 9, 30),
            parts=(Part("title", "One", 3), Part("title (2)", "Two", 3)),
        ),
    ),
    "oktopost": (
        "Network,Message,LinkUrl,LinkTitle\nLinkedIn,Hello,,Read\n",
        Post("Hello", record=1, line=2, network="linkedin", parts=(Part("LinkTitle", "Read", 2),)),
    ),
    "ayrshare": (
        "post,platforms,mediaUrls,scheduleDate\nHello,twitter,,2026-11-12\n",
        Post("Hello", record=1, line=2, network="x", publish_at=datetime(2026, 11, 12)),
    ),
    "schedulin": (
        "channel,caption,media_url,scheduled_at,placement\ninstagram,Hello,,2026-11-12,feed\n",
        Post(
            "Hello",
            record=1,
            line=2,
            network="instagram",
            publish_at=datetime(2026, 11, 12),
            meta={"placement": "feed"},
        ),
    ),
    "hootsuite, no headings": (
        '"11/24/2026 09:30","Hello, this is a message",https://a.example\n',
        Post(
            "Hello, this is a message",
            record=1,
            line=1,
            publish_at=datetime(2026, 11, 24, 9, 30),
            parts=(Part("link 3", "https://a.example", 1),),
        ),
    ),
    "postpickr, no headings": (
        "Ciao a tutti,https://a.example,24/11/2026 09:30,L\n",
        Post(
            "Ciao a tutti",
            record=1,
            line=1,
            publish_at=datetime(2026, 11, 24, 9, 30),
            parts=(Part("link 2", "https://a.example", 1),),
            meta={"column 4": "L"},
        ),
    ),
    "calendar with a title": (
        "Calendrier éditorial;;;\n;;;\nDate;Heure;Réseau;Texte\n24/11/2026;9h30;Twitter;Bonjour\n",
        Post("Bonjour", record=1, line=4, network="x", publish_at=datetime(2026, 11, 24, 9, 30)),
    ),
}


@pytest.mark.parametrize(("table", "expected"), TOOLS.values(), ids=TOOLS)
def test_exports_of_tools(table: str, expected: Post) -> None:
    found = post("a.csv", table)
    assert found == Post(**{**{name: getattr(expected, name) for name in Post.__slots__}, "source": "a.csv"})


def test_a_post_for_two_networks_is_two_posts_of_one_record() -> None:
    found = posts("a.csv", "id,text,Facebook,LinkedIn\n7,Hello,yes,yes\n8,Hi,no,no\n")
    assert [(p.id, p.record, p.network) for p in found] == [("7", 1, "facebook"), ("7", 1, "linkedin"), ("8", 2, None)]


def test_a_text_for_each_network_is_a_post_for_each() -> None:
    found = posts("a.csv", "Date;Texte;Texte LinkedIn\n2026-11-12;Bonjour;Madame, Monsieur\n2026-11-13;Salut;\n")
    assert [(p.text, p.network, p.record) for p in found] == [
        ("Bonjour", None, 1),
        ("Madame, Monsieur", "linkedin", 1),
        ("Salut", None, 2),
    ]


def test_columns_named_after_networks_can_hold_the_texts() -> None:
    found = posts("a.csv", "Date;LinkedIn;X\n2026-11-12;Nous ouvrons demain matin.;Demain, on ouvre les portes !\n")
    assert [(p.text, p.network) for p in found] == [
        ("Nous ouvrons demain matin.", "linkedin"),
        ("Demain, on ouvre les portes !", "x"),
    ]


def test_a_second_text_is_a_part() -> None:
    found = post("a.csv", "Caption,Text\nSecond,First\n")
    assert (found.text, found.parts) == ("First", (Part("Caption", "Second", 2),))


def test_the_line_of_a_text_is_where_its_cell_begins() -> None:
    found = post("a.csv", 'Titre;Texte;Premier commentaire\n"un\ndeux";"trois\nquatre";cinq\n')
    assert (found.line, found.parts) == (3, (Part("Titre", "un\ndeux", 2), Part("Premier commentaire", "cinq", 4)))


@pytest.mark.parametrize(
    ("headings", "dates", "expected"),
    [
        ("Date,Text", ["03/04/2026", "24/04/2026"], [datetime(2026, 4, 3), datetime(2026, 4, 24)]),
        ("Date,Text", ["03/04/2026", "04/24/2026"], [datetime(2026, 3, 4), datetime(2026, 4, 24)]),
        ("Date,Texte", ["03/04/2026"], [datetime(2026, 4, 3)]),
        ("Date;Text", ["03/04/2026"], [datetime(2026, 4, 3)]),
        ("Date (mm/dd/yyyy),Texte", ["03/04/2026"], [datetime(2026, 3, 4)]),
        ("Date,Texte", ["03/04/2026", "04/24/2026"], [datetime(2026, 3, 4), datetime(2026, 4, 24)]),
    ],
    ids=["day shown", "month shown", "French heading", "semicolon", "heading says", "shown goes before French"],
)
def test_day_and_month_are_settled_for_the_whole_column(
    headings: str, dates: list[str], expected: list[datetime]
) -> None:
    delimiter = ";" if ";" in headings else ","
    table = "\n".join([headings, *(f"{date}{delimiter}Hello" for date in dates)])
    assert [item.publish_at for item in posts("a.csv", table)] == expected


def test_a_late_row_settles_the_first_ones() -> None:
    table = "Date,Text\n" + "03/04/2026,Hello\n" * 500 + "24/04/2026,Hello\n"
    assert {item.publish_at for item in posts("a.csv", table)} == {datetime(2026, 4, 3), datetime(2026, 4, 24)}


def test_an_ambiguous_date_is_said_and_the_post_still_read() -> None:
    found = post("a.csv", "Date,Text\n03/04/2026,Hello\n")
    assert (found.text, found.publish_at) == ("Hello", None)
    assert found.unreadable == (
        "The field “Date” holds “03/04/2026”, which cannot be read: it is day 3 of month 4 or day 4 of month 3, "
        "and nothing in this source settles which; write 2026-04-03 or 2026-03-04. Accepted are, among others, "
        "2026-11-12 09:30, 2026-11-12T09:30+01:00, 12/11/2026 09:30, 12.11.2026, 12 novembre 2026 à 9h30.",
    )


def test_a_sentence_on_a_date_repeats_no_word_of_the_cell() -> None:
    [sentence] = post("a.csv", "Date,Heure,Text\nProjet Draille,9h,Hello\n").unreadable
    assert sentence.startswith("The field “Date + Heure” holds a value, which cannot be read: it is not a date.")


@pytest.mark.parametrize(
    ("table", "reason", "record", "line"),
    [
        ("Date,Text\n2026-11-12,\n", "Record 1, line 2, has no text under “Text”.", 1, 2),
        (
            "Datum,Notiz\n2026-11-12,Hallo\n",
            "No column of text was found; the headings are: “Datum”, “Notiz”. "
            "Name the one that holds the text with --map text=HEADING.",
            None,
            None,
        ),
        (
            "Date;LinkedIn;X\n2026-11-12;à voir;\n",
            "No column of text was found; the headings are: “Date”, “LinkedIn”, “X”. "
            "Name the one that holds the text with --map text=HEADING.",
            None,
            None,
        ),
        ("Date,Text\n", "There are headings in it and no post: 0 posts were checked.", None, 1),
        (",,\n,,\n", "There is no post in it.", None, None),
        ('"Text\n', "There are headings in it and no post: 0 posts were checked.", None, 1),
    ],
    ids=["no text", "no column", "ticks only", "headings only", "blank", "torn headings"],
)
def test_a_table_without_posts_is_a_problem(table: str, reason: str, record: int | None, line: int | None) -> None:
    assert problem("a.csv", table) == Problem("a.csv", reason, record=record, line=line)


def test_blank_rows_and_week_rows_are_no_records() -> None:
    table = "Jour;Texte\nSemaine 45;\n2026-11-12;Un\n;\nSemaine 46 (fériée);\n2026-11-19;Deux\n"
    assert [(item.record, item.line, item.text) for item in posts("a.csv", table)] == [(1, 3, "Un"), (2, 6, "Deux")]


def test_a_week_in_the_column_of_texts_is_a_post() -> None:
    assert post("a.csv", "Jour;Texte\n;Semaine 45\n").text == "Semaine 45"


def test_a_row_of_another_length_is_read_and_flagged() -> None:
    table = "Text,Date\nHello\nHi,2026-11-12,,\nHey,2026-11-13,extra\n"
    short, trailing, long = posts("a.csv", table)
    why = "a delimiter is missing, or stands in a cell without quotation marks around it."
    assert short.unreadable == (f"Line 2 has 1 cells where 2 are expected: {why}",)
    assert trailing.unreadable == ()
    assert long.unreadable == (f"Line 4 has 3 cells where 2 are expected: {why}",)


def test_a_torn_row_is_a_problem_among_the_posts_around_it() -> None:
    found = outcomes("a.csv", 'Text,Date\nA,2026-11-12\n"B "b"\nc\nd\nF,2026-11-14\n')
    why = "a quotation mark stands inside a quoted cell without being doubled"
    assert found[1] == Problem(
        "a.csv", f"Line 3, column 1: {why}. Lines 3 to 5 were not read.", record=2, line=3, column=1
    )
    assert [(item.text, item.record) for item in found if isinstance(item, Post)] == [("A", 1), ("F", 3)]


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest() -> None:
    found = outcomes("a.csv", 'Text,Date\n"A,2026-11-12\nB,2026-11-13\nC,2026-11-14\n')
    assert found[0] == Problem(
        "a.csv",
        "Line 2, column 1: a quotation mark opened here is never closed; the file may be cut. Line 2 was not read.",
        record=1,
        line=2,
        column=1,
    )
    assert [(item.text, item.record) for item in found[1:] if isinstance(item, Post)] == [("B", 2), ("C", 3)]


def test_the_user_names_the_columns() -> None:
    found = post("a.csv", "Datum;Notiz;Wer\n12.11.2026;Hallo;chef\n", columns={"text": "notiz", "role": "Wer"})
    assert (found.text, found.role, found.publish_at) == ("Hallo", "chef", datetime(2026, 11, 12))


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"text": "Noitz"}, "There is no column “Noitz”; the headings are: “Datum”, “Notiz”."),
        (
            {"txet": "Notiz"},
            "A column cannot be mapped to “txet”; possible: "
            "text, id, language, network, role, author, publish_at, time, part.",
        ),
    ],
)
def test_a_column_that_does_not_exist_is_refused(columns: dict[str, str], reason: str) -> None:
    assert problem("a.csv", "Datum;Notiz\n12.11.2026;Hallo\n", columns=columns) == Problem("a.csv", reason)


def test_a_week_with_a_note_is_a_record_without_text() -> None:
    found = outcomes("a.csv", "Jour;Note;Texte\nSemaine 45;à voir;\n2026-11-12;;Un\n")
    assert found[0] == Problem("a.csv", "Record 1, line 2, has no text under “Texte”.", record=1, line=2)


def test_rows_without_headings_can_be_short() -> None:
    found = posts("a.csv", "24/11/2026 09:30,Hello to you,https://a.example\n25/11/2026 09:30,Hello again\n")
    assert [(item.text, len(item.unreadable)) for item in found] == [("Hello to you", 0), ("Hello again", 1)]


@pytest.mark.parametrize(
    ("date", "time", "expected"),
    [
        ("2026-11-12 09:30", "09:30", datetime(2026, 11, 12, 9, 30)),
        ("2026-11-12", "09:30", datetime(2026, 11, 12, 9, 30)),
        ("2026-11-12", "", datetime(2026, 11, 12)),
        ("2026-11-12", "le soir", None),
        ("", "2026-11-12 09:30", datetime(2026, 11, 12, 9, 30)),
        ("", "09:30", None),
        ("", "", None),
    ],
)
def test_date_and_time_are_joined(date: str, time: str, expected: datetime | None) -> None:
    found = post("a.csv", f"Date,Heure,Texte\n{date},{time},Bonjour\n")
    assert found.publish_at == expected
    assert bool(found.unreadable) is (expected is None and bool(date + time))


def test_two_torn_cells_are_two_problems() -> None:
    found = outcomes("a.csv", 'Text,Date\n"A "a",1\n"B "b",2\nC,2026-11-12\n')
    assert [(type(item), item.line, item.record) for item in found] == [
        (Problem, 2, 1),
        (Problem, 3, 2),
        (Post, 4, 3),
    ]


def test_a_heading_twice_keeps_both_values() -> None:
    assert post("a.csv", "text,note,note\nHello,a,b\n").meta == {"note": "a", "note (2)": "b"}


def test_damage_in_a_field_makes_it_unknown() -> None:
    found = post("a.csv", "text,network,title\nHello,Linked\0In,T\ufffd\n")
    assert (found.network, found.unreadable) == (
        None,
        (
            "The field “network” contains a NUL character: the file is damaged, or not text.",
            "The field “title” contains a character that could not be decoded (shown as �): save the file as UTF-8.",
        ),
    )
