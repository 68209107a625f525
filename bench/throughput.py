"""Posts a second in one process, term rules and shipped packs, beside spaCy on the same posts in the same run.

    python bench/throughput.py CORPUS.jsonl [--posts N] [--rules N ...] [--packs NAME ...] [--runs N]

The corpus is a file of JSON lines with a `text` each. Posts are made from it by recombining sentences: all different,
never seen before in the process that is measured. Time is processor time, so that a busy machine changes little.
Terms are pairs of words: most are made up from the corpus, some stand in it, so that a post or two in a hundred match.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def posts(corpus: Path, number: int, seed: int) -> list[str]:
    dice = random.Random(seed)
    texts = [json.loads(line)["text"] for line in corpus.open(encoding="utf-8")]
    sentences = [sentence for text in texts for sentence in SENTENCE.split(text) if len(sentence) > 3]
    mean = statistics.mean(map(len, texts))
    made: dict[str, None] = {}
    while len(made) < number:
        post = dice.choice(sentences)
        while len(post) < mean * dice.random() * 1.4:
            post += " " + dice.choice(sentences)
        made[post] = None
    return list(made)


def terms(corpus: Path, number: int) -> list[str]:
    dice = random.Random(5)
    words = [re.findall(r"[a-zà-ÿ]{4,}", json.loads(line)["text"].lower()) for line in corpus.open(encoding="utf-8")]
    known = sorted({word for some in words for word in some})
    real = sorted({f"{a} {b}" for some in words for a, b in pairwise(some)})
    made = dict.fromkeys(dice.sample(real, number // 25))
    while len(made) < number:
        made[f"{dice.choice(known)} {dice.choice(known)}"] = None
    return list(made)


def charter(lines: Iterable[str]) -> str:
    rules = "".join(f'- {{id: t{i}, clause: "1", topic: "{line}", message: M}}\n' for i, line in enumerate(lines))
    return f'charter: Terms\nlanguage: fr\nclauses: {{"1": One}}\nrules:\n{rules}'


def seconds(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def one(corpus: Path, name: str, number: int, seed: int, charter_name: str) -> tuple[float, str]:
    """Posts a second of one engine in this fresh process, and what it found."""
    texts = posts(corpus, number, seed)
    if name == "spacy":
        import spacy

        tokenizer = spacy.blank("xx").tokenizer
        return len(texts) / seconds(lambda: [tokenizer(text) for text in texts]), ""
    from postguard import api
    from postguard.checker import Checker
    from postguard.model import Post

    began = time.process_time()
    loaded = api.load(charter_name)
    checker = Checker(loaded, screened=name != "unscreened")
    checker.check(Post("Ready.", role="employee", network="linkedin"))
    compiled = time.process_time() - began
    made = [Post(text, role="employee", network="linkedin") for text in texts]
    if name == "matcher":
        return _matcher(checker, texts), f"compiled in {compiled:.2f} s"
    found = 0

    def run() -> None:
        nonlocal found
        for result in checker.check_all(made):
            found += result.verdict != "clean"

    taken = seconds(run)
    return len(made) / taken, f"{100 * found / len(made):.1f} % not clean, compiled in {compiled:.2f} s"


def _matcher(checker: object, texts: list[str]) -> float:
    """The same rules as plain `Matcher` patterns over every post, on documents of our own tokenizer."""
    from spacy.matcher import Matcher

    from postguard.matcher import _spacy
    from postguard.text import read
    from postguard.tokens import tokenize

    engine = checker.analyst.engine  # type: ignore[attr-defined]
    matcher = Matcher(engine.vocab, validate=False)
    for rule in checker.charter.rules:  # type: ignore[attr-defined]
        runs = rule.body.statement.runs
        matcher.add(rule.id, [[_spacy(slot) for slot in run.slots] for run in runs])
    return len(texts) / seconds(lambda: [matcher(engine.doc(tokenize(read(text)))) for text in texts])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--posts", type=int, default=40_000)
    parser.add_argument("--rules", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--packs", nargs="*", default=["starter"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        engine, number, seed, name = given.one
        print(json.dumps(one(given.corpus, engine, int(number), int(seed), name)))
        return
    folder = Path(tempfile.mkdtemp())
    table = [("spaCy tokenizer alone (xx)", "spacy", given.posts // 4, "starter")]
    for number in given.rules:
        path = folder / f"{number}.yaml"
        path.write_text(charter(terms(given.corpus, number)), encoding="utf-8")
        table.append((f"postguard, {number} term rules", "postguard", given.posts, str(path)))
        if number <= 1000:
            table.append((f"plain Matcher, the same {number}", "matcher", max(200_000 // number, 50), str(path)))
    table += [(f"postguard, {name}", "postguard", given.posts, name) for name in given.packs]
    measured: dict[str, list[float]] = {label: [] for label, *_ in table}
    notes: dict[str, str] = {}
    for turn in range(given.runs):
        for label, engine, number, name in table:
            command = [sys.executable, __file__, str(given.corpus), "--one", engine, str(number), str(turn), name]
            rate, notes[label] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            measured[label].append(rate)
    base = statistics.median(measured[table[0][0]])
    print(f"{'':34} posts/s      min-max    × spaCy's tokenizer")
    for label, rates in measured.items():
        middle = statistics.median(rates)
        print(f"{label:34} {middle:7,.0f} {min(rates):7,.0f}-{max(rates):<9,.0f} {middle / base:6.2f}×  {notes[label]}")


if __name__ == "__main__":
    main()
