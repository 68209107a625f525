"""Cold start of `postguard check` on one draft beside its parts and a peer, in one run.

    python bench/start.py [--runs N]

Prints the median, the spread and the ratio to `import click, yaml`, and the peak memory of each process. The peer
(proselint) is measured when it is installed.
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
    found = {
        "python -c pass": [python, "-c", "pass"],
        "import click, yaml": [python, "-c", "import click, yaml"],
        "import spacy": [python, "-c", "import spacy"],
        "postguard --help": [*postguard, "--help"],
        "postguard check, clean draft": [*postguard, "check", "-c", "starter", "--role", "employee", "--text", CLEAN],
        "postguard check, clean draft, all packs": [*postguard, "check", *packs, "--text", CLEAN],
        "postguard check, violations, all packs": [*postguard, "check", *packs, "--text", BAD],
        "postguard check, violations": [*postguard, "check", "-c", "starter", "--role", "employee", "--text", BAD],
    }
    proselint = shutil.which("proselint", path=f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}")
    if proselint:
        draft = Path(tempfile.mkdtemp()) / "draft.md"
        draft.write_text("Open house on Thursday at our workshop: come and see how a bicycle frame is welded.\n")
        found["proselint, clean draft"] = [proselint, "check", str(draft)]
    return found


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
    runs = parser.parse_args().runs
    table = commands()
    times: dict[str, list[float]] = {name: [] for name in table}
    memory: dict[str, int] = dict.fromkeys(table, 0)
    for turn in range(runs + 1):  # in turns, so that a busy moment hits all alike; the first warms the disk cache
        for name, command in table.items():
            seconds, peak = measure(command)
            if turn:
                times[name].append(seconds)
                memory[name] = max(memory[name], peak)
    base = statistics.median(times["import click, yaml"])
    print(f"{'':40}  median ms   min-max ms     ratio   peak MB")
    for name, taken in times.items():
        median = statistics.median(taken)
        spread = f"{min(taken) * 1000:.0f}-{max(taken) * 1000:.0f}"
        print(f"{name:40}  {median * 1000:9.0f}   {spread:>10}   {median / base:6.2f}×   {memory[name] / 1024:6.0f}")


if __name__ == "__main__":
    main()
