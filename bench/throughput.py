"""Posts a second in one process, term rules and shipped packs, beside other engines on the same posts in the same run.

    python bench/throughput.py CORPUS.jsonl [--posts N] [--rules N ...] [--packs NAME ...] [--runs N]

The corpus is a file of JSON lines with a `text` each. Posts are made from it by recombining sentences: all different,
never seen before in the process that is measured. Time is processor time, so that a busy machine changes little.
Terms are pairs of words: most are made up from the corpus, some stand in it, so that a post or two in a hundred match.
The others (`engines.py`) look for the same terms letter for letter: no forms, no hashtags, no disguises, and they say
only whether a post has one. Those that take time for each term are given fewer posts. `agree.py` compares results.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engines import ENGINES

if TYPE_CHECKING:
    from postguard.checker import Checker
    from postguard.model import Post

BASE = "spaCy tokenizer alone (xx)"
SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def posts(corpus: Path, number: int, seed: int) -> list[str]:
    return list(islice(stream(corpus, seed), number))


def stream(corpus: Path, seed: int) -> Iterator[str]:
    """Posts without end, all different. What is kept of each is eight bytes."""
    dice = random.Random(seed)
    texts = [json.loads(line)["text"] for line in corpus.open(encoding="utf-8")]
    sentences = [sentence for text in texts for sentence in SENTENCE.split(text) if len(sentence) > 3]
    mean = statistics.mean(map(len, texts))
    made: set[int] = set()
    while True:
        post = dice.choice(sentences)
        while len(post) < mean * dice.random() * 1.4:
            post += " " + dice.choice(sentences)
        if hash(post) not in made:
            made.add(hash(post))
            yield post


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
    """Processor time. What stands ready is not looked through for garbage, as in `postguard check`."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    began = time.process_time()
    run()
    return time.process_time() - began


def one(corpus: Path, name: str, number: int, seed: int, what: str) -> tuple[float, str]:
    """Posts a second of one engine in this fresh process, and what it found. `what`: a charter, or how many terms."""
    texts = posts(corpus, number, seed)
    if name == "spacy":
        import spacy

        tokenizer = spacy.blank("xx").tokenizer
        # A list of what it makes would be measured too.
        return len(texts) / seconds(lambda: deque(map(tokenizer, texts), 0)), ""
    made: list[Any] = texts
    listed = terms(corpus, int(what)) if name in ENGINES else []
    began = time.process_time()
    if name in ENGINES:
        find: Callable[[Any], object] = ENGINES[name].made(listed)
    else:
        checker = ready_checker(what, screened=name != "unscreened")
        if name == "matcher":
            find = plain_matcher(checker)
        else:
            find = lambda post: checker.check(post).verdict != "clean"  # noqa: E731
            made = list(map(whole, texts))
    ready = time.process_time() - began
    found = 0

    def run() -> None:
        nonlocal found
        found = sum(map(bool, map(find, made)))

    taken = seconds(run)
    return len(texts) / taken, f"{found:,} of {len(texts):,} posts found, ready in {ready:.2f} s"


def whole(text: str) -> Post:
    """A post of which all is known that rules may ask for."""
    from postguard.model import Post

    return Post(text, role="employee", network="linkedin")


def ready_checker(charter_name: str, *, screened: bool = True) -> Checker:
    from postguard import api
    from postguard.checker import Checker

    checker = Checker(api.load(charter_name), screened=screened)
    checker.check(whole("Ready."))
    return checker


def plain_matcher(checker: Checker) -> Callable[[str], set[str]]:
    """The same rules as plain `Matcher` patterns over every post, on documents of our own tokenizer: text → rules."""
    from spacy.matcher import Matcher

    from postguard.matcher import _spacy
    from postguard.text import read
    from postguard.tokens import tokenize

    engine = checker.analyst.engine
    matcher = Matcher(engine.vocab, validate=False)
    for rule in checker.charter.rules:
        runs = rule.body.statement.runs
        matcher.add(rule.id, [[_spacy(slot) for slot in run.slots] for run in runs])
    names = engine.vocab.strings
    return lambda text: {names[key] for key, *_ in matcher(engine.doc(tokenize(read(text))))}


def table(given: argparse.Namespace) -> Iterator[tuple[str, str, int, str]]:
    """Label, engine, posts, and a charter or how many terms."""
    folder = Path(tempfile.mkdtemp())
    yield BASE, "spacy", given.posts, ""
    for number in given.rules:
        path = folder / f"{number}.yaml"
        path.write_text(charter(terms(given.corpus, number)), encoding="utf-8")
        yield f"postguard, {number} term rules", "postguard", given.posts, str(path)
        if number <= 1000:
            yield f"plain Matcher, the same {number}", "matcher", min(given.posts, 200_000 // number), str(path)
        for name, engine in ENGINES.items():
            if engine.installed:
                few = min(given.posts, 5_000_000 // number) if engine.slow else given.posts
                yield f"{engine.title}, {number} terms", name, few, str(number)
    for name in given.packs:
        yield f"postguard, {name}", "postguard", given.posts, name


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
        engine, number, seed, what = given.one
        print(json.dumps(one(given.corpus, engine, int(number), int(seed), what)))
        return
    rows = list(table(given))
    measured: dict[str, list[float]] = {label: [] for label, *_ in rows}
    notes: dict[str, str] = {}
    for turn in range(given.runs):
        for label, name, number, what in rows:
            command = [sys.executable, __file__, str(given.corpus), "--one", name, str(number), str(turn), what]
            rate, notes[label] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
            measured[label].append(rate)
    base = statistics.median(measured[BASE])
    ours = base
    print(f"{'':40}   posts/s         min-max   × tokenizer   × postguard")
    for label, name, *_ in rows:
        middle, rates = statistics.median(measured[label]), measured[label]
        ours = middle if name == "postguard" else ours
        beside = f"{middle / ours:6.2f}×" if label != BASE else "       "
        spread = f"{min(rates):,.0f}-{max(rates):,.0f}"
        print(f"{label:40} {middle:9,.0f} {spread:>17}   {middle / base:8.2f}×      {beside}  {notes[label]}")
    for engine in ENGINES.values():
        if not engine.installed:
            print(f"{engine.title}: not installed (pip install {engine.package})")


if __name__ == "__main__":
    main()
