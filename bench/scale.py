"""How time and memory grow with rules and posts: python bench/scale.py CORPUS.jsonl [--rows N ...] [--rules N ...]

Compiles 100, 1,000 and 10,000 term rules, cold and from the cache, and checks CSV files of so many rows into JSONL with
one process and two. The posts are made as in `throughput.py`. Prints seconds of wall time and peak memory of the
largest process.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from pathlib import Path

from start import measure
from throughput import charter, posts, terms


def run(arguments: list[str], cache: Path) -> tuple[float, float]:
    """Seconds, and megabytes of the largest process."""
    taken, peak = measure([sys.executable, "-m", "postguard", *arguments], XDG_CACHE_HOME=str(cache))
    return taken, peak / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 50_000, 250_000])
    parser.add_argument("--rules", type=int, nargs="*", default=[100, 1000, 10_000])
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    print(f"{'':44} seconds   peak MB")
    for number in given.rules:
        path = folder / f"{number}.yaml"
        path.write_text(charter(terms(given.corpus, number)), encoding="utf-8")
        for label in ("cold", "from the cache"):
            taken, peak = run(["check", "-c", str(path), "--text", "Rien à dire."], folder / "cache")
            print(f"{f'one clean post, {number} terms, {label}':44} {taken:7.2f}   {peak:7.0f}")
    texts = posts(given.corpus, max(given.rows), 1)
    rules = str(folder / f"{1000 if 1000 in given.rules else given.rules[0]}.yaml")
    for rows in given.rows:
        table = folder / f"{rows}.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "text", "network"])
            writer.writerows([str(at), text, "linkedin"] for at, text in enumerate(texts[:rows]))
        for jobs in ("1", "2"):
            report = folder / f"{rows}-{jobs}.jsonl"
            arguments = ["check", str(table), "-c", rules, "--jobs", jobs, "-o", f"jsonl={report}"]
            taken, peak = run(arguments, folder / "cache")
            label = f"CSV of {rows:,} rows to JSONL, {jobs} process{'es' * (jobs > '1')}"
            print(f"{label:44} {taken:7.2f}   {peak:7.0f}   {rows / taken:,.0f} posts/s")
        assert (folder / f"{rows}-1.jsonl").read_bytes() == (folder / f"{rows}-2.jsonl").read_bytes()


if __name__ == "__main__":
    main()
