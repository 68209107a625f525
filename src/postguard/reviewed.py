"""What the clauses said when their rules were last reviewed: a hash of each, in a small file beside the charter."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from postguard.errors import UsageError
from postguard.model import Charter, Clause

SCHEMA = "postguard.reviewed.v1"


@dataclass(frozen=True, slots=True)
class Change:
    """A clause that is not what it was when its rules were last reviewed."""

    clause: Clause
    kind: Literal["text", "new", "gone"]


def path_beside(charter: Path) -> Path:
    """`charter.reviewed.json` beside `charter.yaml`."""
    return charter.with_name(f"{charter.stem}.reviewed.json")


def digest(clause: Clause) -> str:
    """16 hexadecimal digits of title and text; how they are wrapped into lines does not count."""
    said = "\n".join(" ".join(unicodedata.normalize("NFC", part).split()) for part in (clause.title, clause.text))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def record(charter: Charter) -> str:
    """The file that says: the rules were reviewed against these clauses. It holds no word of the charter."""
    clauses = {number: digest(clause) for number, clause in charter.own_clauses.items()}
    return json.dumps({"schema": SCHEMA, "clauses": clauses}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def read(path: Path) -> dict[str, str] | None:
    """Number of a clause → its hash at the last review; None when there was none. Raises UsageError."""
    again = "Put it back from your version control, or record a new review: postguard coverage --accept."
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text. {again}") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from None
    try:
        found = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise UsageError(f"{path}, line {line}: this is not JSON, so the last review is unknown. {again}") from None
    clauses = found.get("clauses") if isinstance(found, dict) and found.get("schema") == SCHEMA else None
    if not isinstance(clauses, dict) or not all(isinstance(value, str) for value in clauses.values()):
        raise UsageError(f"{path} is not a record of a review ({SCHEMA}). {again}")
    return clauses


def changes(charter: Charter, reviewed: Mapping[str, str]) -> Iterator[Change]:
    """Clauses whose title or text changed, that are new, or that are gone since the review."""
    own = charter.own_clauses
    for number, clause in own.items():
        if number not in reviewed:
            yield Change(clause, "new")
        elif reviewed[number] != digest(clause):
            yield Change(clause, "text")
    yield from (Change(Clause(number, ""), "gone") for number in reviewed if number not in own)
