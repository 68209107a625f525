"""The JSON Schema of charters, with which editors complete them, is that of the code and of our own charters."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "src" / "postguard" / "schemas" / "charter.v1.json").read_text("utf-8"))
CHARTERS = [*(ROOT / "examples").glob("*/charter.yaml"), ROOT / "rules" / "starter.yaml"]


def test_the_schema_is_built_from_the_tables() -> None:
    assert runpy.run_path(str(ROOT / "tools" / "build_schema.py"))["schema"]() == SCHEMA, (
        "run python tools/build_schema.py"
    )


@pytest.mark.parametrize("path", CHARTERS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_our_charters_are_of_that_schema(path: Path) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))


def test_packs_with_switches_and_clauses_and_reasons_are_of_that_schema() -> None:
    uses = [
        {"pack": "fr/influence-commerciale", "clause": {"mention-absente": "5.1"}, "off": ["fri-animals"]},
        "starter",
    ]
    jsonschema.validate({"charter": "A", "uses": uses, "people": {"6": "tone"}, "partly": {"7": "pictures"}}, SCHEMA)


@pytest.mark.parametrize(
    "broken",
    [{"charter": "A", "rulez": []}, {"charter": "A", "rules": [{"id": "r"}]}, {"charter": "A", "language": "de"}, {}],
)
def test_mistakes_are_seen(broken: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)
