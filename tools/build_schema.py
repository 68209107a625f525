"""Writes `src/postguard/schemas/charter.v1.json`, with which editors complete charters: python tools/build_schema.py"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from postguard import charter, conditions, scope
from postguard.kinds import KINDS
from postguard.lists import LANGUAGES
from postguard.model import SEVERITIES

TARGET = Path(__file__).parents[1] / "src" / "postguard" / "schemas" / "charter.v1.json"

SCALAR = {"type": ["string", "number", "boolean"]}
TEXT = {"type": ["string", "number"]}
LIST = {
    "anyOf": [
        SCALAR,
        {"type": "array", "items": {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]}, "minItems": 1},
    ]
}
PATTERNS = {"anyOf": [LIST, {"$ref": "#/$defs/by-language"}]}
BY_LANGUAGE = {
    "type": "object",
    "properties": dict.fromkeys((*LANGUAGES, "all"), LIST),
    "additionalProperties": False,
    "minProperties": 1,
}
SPOKEN = {
    "anyOf": [TEXT, {"type": "object", "properties": dict.fromkeys(LANGUAGES, TEXT), "additionalProperties": False}]
}

REASONS = {"type": "object", "additionalProperties": TEXT, "minProperties": 1}
USE = {
    "type": "object",
    "properties": {
        **dict.fromkeys(charter.USE_KEYS, LIST),
        "clause": {"anyOf": [TEXT, {"type": "object", "additionalProperties": TEXT}]},
    },
    "required": ["pack"],
    "additionalProperties": False,
}


def described(table: Mapping[str, str], shapes: Mapping[str, Any], default: Any) -> dict[str, Any]:
    return {key: {"description": meaning, **shapes.get(key, default)} for key, meaning in table.items()}


def condition() -> dict[str, Any]:
    shapes: dict[str, Any] = dict.fromkeys(conditions.KEYS, LIST)
    shapes |= {"field": {"type": "object"}, "thread": SCALAR, "from": TEXT, "until": TEXT}
    return {"type": "object", "properties": shapes, "additionalProperties": False, "minProperties": 1}


def rule() -> dict[str, Any]:
    when = {
        "anyOf": [
            {"$ref": "#/$defs/condition"},
            {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1},
        ]
    }
    when["anyOf"].append({"type": "string", "pattern": r"^\$"})
    example = {
        "anyOf": [
            TEXT,
            {
                "type": "object",
                "properties": described(charter.EXAMPLE_KEYS, {"field": {"type": "object"}}, SCALAR),
                "required": ["text"],
                "additionalProperties": False,
            },
        ]
    }
    examples = {"type": "array", "items": example, "minItems": 1}
    shapes: dict[str, Any] = {
        "id": TEXT,
        "clause": TEXT,
        "severity": {"enum": list(SEVERITIES)},
        "message": SPOKEN,
        "instead": SPOKEN,
        "examples": {
            "type": "object",
            "properties": {"bad": examples, "good": examples},
            "additionalProperties": False,
        },
        "when": when,
        "unless": when,
        "from": TEXT,
        "until": TEXT,
        "about": {"enum": ["us", "us in post"]},
        "forbidden": {"const": "post"},
        "language": {"const": "post language"},
        **{guard: {"enum": ["allowed", "counts"]} for guard in ("denied", "quoted", "asked", "reported")},
        "disclosure": {
            "anyOf": [
                PATTERNS,
                {"type": "object", "properties": {"all": {"type": "array"}}, "additionalProperties": False},
            ]
        },
    }
    keys = {**charter.RULE_KEYS, **scope.KEYS}
    for kind in KINDS.values():
        keys |= kind.KEYS
    return {
        "type": "object",
        "properties": described(keys, shapes, PATTERNS),
        "required": ["id", "clause", "message"],
        "additionalProperties": False,
    }


def schema() -> dict[str, Any]:
    mapping = {"type": "object"}
    shapes: dict[str, Any] = {
        **dict.fromkeys(("charter", "version", "document", "timezone", "contact"), TEXT),
        "language": {"enum": list(LANGUAGES)},
        "clauses": mapping,
        "uses": {"anyOf": [LIST, {"type": "array", "items": {"anyOf": [SCALAR, USE]}, "minItems": 1}]},
        "people": REASONS,
        "partly": REASONS,
        "us": {"type": "object", "properties": dict.fromkeys(charter.US_KEYS, PATTERNS), "additionalProperties": False},
        "roles": {"type": "object", "additionalProperties": LIST},
        "conditions": mapping,
        "languages": {
            "type": "object",
            "properties": {"mentions": {"const": "post language"}, "clause": TEXT},
            "additionalProperties": False,
        },
        "words": mapping,
        "defaults": {
            "type": "object",
            "properties": dict.fromkeys(charter.DEFAULT_KEYS, TEXT),
            "additionalProperties": False,
        },
        "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}, "minItems": 1},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A postguard charter",
        "type": "object",
        "properties": described(charter.KEYS, shapes, mapping),
        "required": ["charter"],
        "additionalProperties": False,
        "$defs": {"by-language": BY_LANGUAGE, "condition": condition(), "rule": rule()},
    }


if __name__ == "__main__":
    TARGET.write_text(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
