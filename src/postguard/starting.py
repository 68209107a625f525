"""A charter to start from: a shipped sample with the user's own name in it, three drafts, and a gate.

The samples are whole charters, in `rules/charters/<sector>/<language>/`. To add one, write it there with the words of
`PLACEHOLDERS`, each between double quotes where it stands in YAML, and add a line to `SECTORS`.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from postguard import charter as charters
from postguard import examples
from postguard.errors import UsageError
from postguard.model import Charter
from postguard.packs import rules_folder
from postguard.yamlfile import visible

SECTORS: Mapping[str, Mapping[str, str]] = {
    "brand": {"en": "a brand that works with creators", "fr": "une marque qui travaille avec des créateurs"},
    "company": {"en": "any company", "fr": "toute entreprise"},
    "finance": {"en": "a bank, an insurer, an asset manager", "fr": "une banque, un assureur, une société de gestion"},
    "health": {"en": "a hospital, a clinic, a laboratory", "fr": "un hôpital, une clinique, un laboratoire"},
    "nonprofit": {
        "en": "a charity, a foundation, a university",
        "fr": "une association, une fondation, une université",
    },
    "public": {"en": "a public body (French law)", "fr": "une collectivité, un établissement public"},
}

NAME, PRODUCT = "Exemplia", "Exempline"
CONTACTS = {"en": "charter@exemplia.example", "fr": "charte@exemplia.example"}
SPOKESPEOPLE = {"en": "managing director, press office", "fr": "direction générale, service de presse"}
PLACEHOLDERS = (NAME, PRODUCT, *CONTACTS.values(), *SPOKESPEOPLE.values())
"""What stands in the samples for the user's own words."""

DEFAULT_CONTACT = {"en": "the communications team", "fr": "le service communication"}
DEFAULT_SPOKESPERSON = {"en": "managing director", "fr": "direction générale"}

_ROLE = {"en": "spokesperson", "fr": "porte-parole"}
_SPECIAL = re.compile(r"[()|<>$*\\=…]|\.(?=\.)|(?<=\.)\.")
"""Signs that mean something in patterns."""

GATES: Mapping[str, Mapping[str, str]] = {
    "pre-commit": {
        ".pre-commit-config.yaml": """\
repos:
- repo: https://github.com/postguard/postguard
  rev: v{version}
  hooks:
  - id: postguard        # {drafts}/
  - id: postguard-test   # charter.yaml
"""
    },
    "ci": {
        ".github/workflows/postguard.yml": """\
name: postguard
on: [push, pull_request]
permissions:
  contents: read
jobs:
  drafts:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/checkout@v4
    - uses: actions/setup-python@v5
      with:
        python-version: "3.13"
    - run: pip install "postguard @ git+https://github.com/postguard/postguard@v{version}"
    - run: postguard test
    - run: postguard coverage
    - run: postguard check {drafts}
"""
    },
    "none": {},
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user said."""

    language: str
    sector: str
    name: str
    contact: str
    products: tuple[str, ...]
    spokespeople: tuple[str, ...]
    gate: str


def checked(value: str, what: str) -> str:
    """An answer on one line with something in it. Raises UsageError."""
    said = value.strip()
    if any(not (visible(c) or c == " " or c in "\u200d\ufe0f\u00a0\u202f") for c in said):
        raise UsageError(f"The {what} holds a line break or a character that cannot be seen: {json.dumps(said)}.")
    if not any(c.isalnum() for c in said):
        raise UsageError(f"The {what} should hold a letter or a figure, found {json.dumps(said, ensure_ascii=False)}.")
    return said


def files(answers: Answers, version: str) -> dict[str, str]:
    """Path below the folder → content, of everything a new charter needs."""
    sample = rules_folder() / "charters" / answers.sector / answers.language
    made = {}
    for path in sorted(sample.rglob("*.*")):
        text = path.read_text(encoding="utf-8")
        fill = _yaml if path.suffix == ".yaml" else _markdown
        made[path.relative_to(sample).as_posix()] = fill(text, answers)
    drafts = next(name.partition("/")[0] for name in made if "/" in name)
    for name, content in GATES[answers.gate].items():
        made[name] = content.format(version=version, drafts=drafts)
    return made


def failures(made: Mapping[str, str]) -> list[examples.Failure]:
    """Examples of the rules that no longer hold with the user's words in them."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("charter.md", "charter.yaml"):
            (Path(folder) / name).write_text(made[name], encoding="utf-8")
        charter: Charter = charters.load(Path(folder) / "charter.yaml", "charter.yaml")
    return list(examples.test(charter, every_rule=True))


def write(folder: Path, made: Mapping[str, str]) -> None:
    """Write all the files or none; what exists is never touched. Raises UsageError."""
    existing = [name for name in made if (folder / name).exists() or (folder / name).is_symlink()]
    if existing:
        listed = ", ".join(existing)
        raise UsageError(
            f"{folder} holds {listed} already; nothing was written. Name another folder, or move them away."
        )
    done: list[Path] = []
    try:
        for name, content in made.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                done.append(path)
                file.write(content)
    except OSError as error:
        for path in done:
            path.unlink(missing_ok=True)
        raise UsageError(
            f"{folder / name} cannot be written: {error.strerror or error}. Nothing was written."
        ) from None


_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "written": "Written in {folder}:",
        "charter.md": "the charter: read it, change it",
        "charter.yaml": "its rules: code names, dates and products are yours to fill in",
        "drafts": "three sample drafts, one ready and two to review; delete them when you have seen them",
        "gate": "runs the checks",
        "next": "Next, in that folder: postguard check {drafts}, then postguard coverage",
    },
    "fr": {
        "written": "Écrit dans {folder} :",
        "charter.md": "la charte : lisez-la, changez-la",
        "charter.yaml": "ses règles : à vous d'y mettre noms de code, dates et produits",
        "drafts": "trois brouillons d'exemple, un prêt et deux à revoir ; supprimez-les une fois vus",
        "gate": "lance les vérifications",
        "next": "Ensuite, dans ce dossier : postguard check {drafts}, puis postguard coverage",
    },
}


def farewell(folder: Path, made: Mapping[str, str], answers: Answers) -> Iterator[str]:
    """What was written, and what to do next."""
    say = _WORDS[answers.language]
    yield say["written"].format(folder=folder)
    told: dict[str, str] = {}
    for name in made:
        shown = name if name in say or name.startswith(".") else name.partition("/")[0] + "/"
        told[shown] = say["drafts"] if shown.endswith("/") else say.get(shown, say["gate"])
    width = max(map(len, told))
    yield from (f"  {name:{width}}  {what}" for name, what in told.items())
    drafts = next(name for name in told if name.endswith("/"))
    yield say["next"].format(drafts=drafts)


def _markdown(text: str, answers: Answers) -> str:
    """The text with the user's words; the sentence on products goes when there are none."""
    lines = text.splitlines(keepends=True)
    if not answers.products:
        first = next((number for number, line in enumerate(lines) if PRODUCT in line), len(lines))
        del lines[first : first + 2]
    return _filled("".join(lines), answers, lambda said: re.sub(r"([*`\[\]<\\])", r"\\\1", said))


def _yaml(text: str, answers: Answers) -> str:
    """The YAML with the user's words between double quotes, where JSON and YAML escape alike."""
    lists = {
        "names": [_pattern(answers.name)],
        "products": [_pattern(product) for product in answers.products],
        "spokespeople": [_ROLE[answers.language], *answers.spokespeople],
    }
    return "".join(_yaml_lines(text, answers, lists))


def _yaml_lines(text: str, answers: Answers, lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        key = re.match(r"  (names|products|spokespeople): \[", line)
        if key is None:
            yield _filled(line, answers, lambda said: _quoted(said)[1:-1])
        elif lists[key[1]]:
            yield f"  {key[1]}: [{', '.join(_quoted(said) for said in lists[key[1]])}]\n"


def _filled(text: str, answers: Answers, escaped: Callable[[str], str]) -> str:
    """The text with the user's words in place of the placeholders, all of them in one pass."""
    said = {
        NAME: answers.name,
        PRODUCT: ", ".join(answers.products),
        CONTACTS[answers.language]: answers.contact,
        SPOKESPEOPLE[answers.language]: ", ".join(answers.spokespeople),
    }
    return re.sub("|".join(map(re.escape, said)), lambda found: escaped(said[found[0]]), text)


def _quoted(said: str) -> str:
    return json.dumps(said, ensure_ascii=False)


def _pattern(said: str) -> str:
    """The words as they stand, with no sign that means something in a pattern."""
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", said)
