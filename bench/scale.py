"""How time and memory grow with rules and posts: python bench/scale.py CORPUS.jsonl

    [--rows N ...] [--rules N ...] [--jobs N ...]

Compiles 100, 1,000 and 10,000 term rules, cold and from the cache, and checks CSV files of so many rows (`--rows
1000000` too) into JSONL with one process and two. The posts are made as in `throughput.py`, all different. Prints
seconds of wall time and peak memory of the largest process.
"""

from __future__ import annotations

import argparse
import csv
import filecmp
import multiprocessing
import sys
import tempfile
from itertools import islice
from pathlib import Path

from start import measure
from throughput import charter, stream, terms


def run(arguments: list[str], cache: Path) -> tuple[float, float]:
    """Seconds, and megabytes of the largest process."""
    taken, peak = measure([sys.executable, "-m", "postguard", *arguments], XDG_CACHE_HOME=str(cache))
    return taken, peak / 1024


def write(corpus: Path, rows: int, table: Path) -> None:
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text", "network"])
        writer.writerows([str(at), text, "linkedin"] for at, text in enumerate(islice(stream(corpus, 1), rows)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 50_000, 250_000])
    parser.add_argument("--rules", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured(given, Path(folder))


def measured(given: argparse.Namespace, folder: Path) -> None:
    # The peak of a process counts from that of the one that started it: what takes memory is made by others.
    with multiprocessing.get_context("spawn").Pool(1) as other:
        for number in given.rules:
            rules = charter(other.apply(terms, (given.corpus, number)))
            (folder / f"{number}.yaml").write_text(rules, encoding="utf-8")
        for rows in given.rows:
            other.apply(write, (given.corpus, rows, folder / f"{rows}.csv"))
    print(f"{'':44} seconds   peak MB   (python -c pass: {measure([sys.executable, '-c', 'pass'])[1] / 1024:.0f})")
    for number in given.rules:
        for label in ("cold", "from the cache"):
            taken, peak = run(
                ["check", "-c", str(folder / f"{number}.yaml"), "--text", "Rien à dire."], folder / "cache"
            )
            print(f"{f'one clean post, {number} terms, {label}':44} {taken:7.2f}   {peak:7.0f}")
    charter_path = str(folder / f"{1000 if 1000 in given.rules else given.rules[0]}.yaml")
    for rows in given.rows:
        reports = []
        for jobs in given.jobs:
            reports.append(folder / f"{rows}-{jobs}.jsonl")
            arguments = ["check", str(folder / f"{rows}.csv"), "-c", charter_path]
            taken, peak = run([*arguments, "--jobs", str(jobs), "-o", f"jsonl={reports[-1]}"], folder / "cache")
            label = f"CSV of {rows:,} rows to JSONL, {jobs} process{'es' * (jobs > 1)}"
            print(f"{label:44} {taken:7.2f}   {peak:7.0f}   {rows / taken:,.0f} posts/s", flush=True)
        assert all(filecmp.cmp(reports[0], report, shallow=False) for report in reports)


if __name__ == "__main__":
    main()
