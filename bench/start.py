"""Cold start of `postguard check` on one draft beside its parts and peers, in one run.

    python bench/start.py [--runs N] [--path FOLDER ...] [--presidio PYTHON]

Prints the median, the spread, the ratio to `import click, yaml` and to a clean draft, and the peak memory of each
process. Peers are programs in this environment, in the folders of --path (`bin` of another environment,
`node_modules/.bin`) or on the PATH, each with the rules it has by itself; Presidio is a library: --presidio names the
Python that has it. Each reads one clean draft; those that are not installed are told.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CLEAN = "Portes ouvertes jeudi à l'atelier de Lyon, de 14 h à 18 h : venez voir souder un cadre de vélo."
BAD = "Notre vélo, 100 % garanti, est sans aucun risque. Document confidentiel."
ENGLISH = "Open house on Thursday at our workshop: come and see how we weld a bicycle frame.\n"

IMPORTS = "import click, yaml"
OURS = "postguard check, clean draft"

PEERS = {
    "proselint": ("pip install proselint", "check DRAFT"),
    "trustlint": ("pip install trustlint", "check DRAFT"),
    # Outside its root it reads nothing, and says so to nobody.
    "detect-secrets": ("pip install detect-secrets", "-C FOLDER scan --no-verify DRAFT"),
    "textlint": ("npm install textlint textlint-rule-prh", "--config CONFIG DRAFT"),
    "alex": ("npm install alex", "DRAFT"),
    "write-good": ("npm install write-good", "DRAFT"),
}
"""Programs: how to install each, and what it is told."""

# textlint has no rule of its own.
CONFIG = '{"rules": {"prh": {"rulePaths": ["FOLDER/prh.yml"]}}}'
TERMS = """\
version: 1
rules:
- {expected: maker of bicycles, pattern: /bicycle manufacturer/i}
"""

PRESIDIO = """\
import sys, spacy
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
engine = SpacyNlpEngine()
engine.nlp = {"en": spacy.blank("en")}  # a model would have to be fetched, and takes longer
AnalyzerEngine(nlp_engine=engine, supported_languages=["en"]).analyze(open(sys.argv[1]).read(), language="en")
"""

ALL_PACKS = """\
charter: All packs
language: en
clauses: {"1": Secrets}
uses: [PACKS]
rules:
- {id: secret, clause: "1", confidential: Zanzibarque, message: A secret.}
"""


def commands() -> dict[str, list[str]]:
    from postguard.packs import pack_names

    python = sys.executable
    postguard = [python, "-m", "postguard"]
    everything = Path(tempfile.mkdtemp()) / "charter.yaml"
    everything.write_text(
        ALL_PACKS.replace("PACKS", ", ".join(name for name in pack_names() if name != "starter")), encoding="utf-8"
    )
    packs = ["-c", str(everything), "--role", "brand"]
    return {
        "python -c pass": [python, "-c", "pass"],
        IMPORTS: [python, "-c", "import click, yaml"],
        "import spacy": [python, "-c", "import spacy"],
        "postguard --help": [*postguard, "--help"],
        OURS: [*postguard, "check", "-c", "starter", "--role", "employee", "--text", CLEAN],
        "postguard check, clean draft, all packs": [*postguard, "check", *packs, "--text", CLEAN],
        "postguard check, violations, all packs": [*postguard, "check", *packs, "--text", BAD],
        "postguard check, violations": [*postguard, "check", "-c", "starter", "--role", "employee", "--text", BAD],
    }


def peers(folders: list[Path], presidio: str) -> tuple[dict[str, list[str]], list[str]]:
    """Commands of those that are installed, and a word on each of the others."""
    folder = Path(tempfile.mkdtemp())
    draft, config = folder / "draft.md", folder / ".textlintrc.json"
    draft.write_text(ENGLISH, encoding="utf-8")
    config.write_text(CONFIG.replace("FOLDER", str(folder)), encoding="utf-8")
    (folder / "prh.yml").write_text(TERMS, encoding="utf-8")
    files = {"DRAFT": str(draft), "CONFIG": str(config), "FOLDER": str(folder)}
    places = os.pathsep.join([*map(str, folders), str(Path(sys.executable).parent), os.environ["PATH"]])
    present, missing = {}, []
    for name, (how, told) in PEERS.items():
        if program := shutil.which(name, path=places):
            present[name] = [program, *(files.get(word, word) for word in told.split())]
        else:
            missing.append(f"{name}: not installed ({how})")
    if subprocess.run([presidio, "-c", "import presidio_analyzer"], stderr=subprocess.DEVNULL).returncode:
        missing.append("presidio: not installed (pip install presidio-analyzer)")
    else:
        present["presidio on blank spaCy"] = [presidio, "-c", PRESIDIO, str(draft)]
    found = {}
    for name, command in present.items():
        tried = subprocess.run(command, capture_output=True, text=True)
        if tried.returncode:
            # What breaks is over soon, and would look fast.
            missing.append(f"{name}: does not find the draft clean: {(tried.stderr or tried.stdout).strip()}")
        else:
            found[f"{name}, clean draft"] = command
    return found, missing


def measure(command: list[str], **environment: str) -> tuple[float, int]:
    """Seconds of wall time, and kilobytes of peak memory, of one process. Ends with what it said when it breaks."""
    # As after an installation: modules are compiled.
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | environment
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=given)
        _, status, usage = os.wait4(child.pid, 0)
        taken = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        errors = said.read().decode()
    if child.returncode not in (0, 1, 2) or "Traceback" in errors:
        raise SystemExit(errors)
    return taken, usage.ru_maxrss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--path", type=Path, nargs="*", default=[], help="folders with programs of peers")
    parser.add_argument("--presidio", default=sys.executable, metavar="PYTHON", help="the Python that has Presidio")
    given = parser.parse_args()
    others, missing = peers(given.path, given.presidio)
    table = commands() | others
    times: dict[str, list[float]] = {name: [] for name in table}
    memory: dict[str, int] = dict.fromkeys(table, 0)
    for turn in range(given.runs + 1):  # in turns, so that a busy moment hits all alike; the first warms the disk cache
        for name, command in table.items():
            seconds, peak = measure(command)
            if turn:
                times[name].append(seconds)
                memory[name] = max(memory[name], peak)
    imports, ours = statistics.median(times[IMPORTS]), statistics.median(times[OURS])
    print(f"{'':40}  median ms   min-max ms   × imports   × clean draft   peak MB")
    for name, taken in times.items():
        median = statistics.median(taken)
        spread = f"{min(taken) * 1000:.0f}-{max(taken) * 1000:.0f}"
        ratios = f"{median / imports:8.2f}×   {median / ours:12.2f}×"
        print(f"{name:40}  {median * 1000:9.0f}   {spread:>10}   {ratios}   {memory[name] / 1024:7.0f}")
    for line in missing:
        print(line)


if __name__ == "__main__":
    main()
