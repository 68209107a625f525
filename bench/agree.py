"""Whether postguard finds what plain spaCy patterns of the same rules find: python bench/agree.py CORPUS.jsonl

    [--posts N] [--rules N] [--seed N] [--show N]

Rules and posts are those of `throughput.py`; a hit is a post with a rule. Prints how many posts agree and the first
differences. postguard undoes disguises, takes hashtags apart and asks for the language of a text, so that a hit of
its own may be right; one that only the plain `Matcher` has must be explained.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from throughput import charter, plain_matcher, posts, ready_checker, terms, whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--posts", type=int, default=5_000)
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=10, help="how many differences")
    given = parser.parse_args()
    listed = terms(given.corpus, given.rules)
    path = Path(tempfile.mkdtemp()) / "charter.yaml"
    path.write_text(charter(listed), encoding="utf-8")
    checker = ready_checker(str(path))
    plain = plain_matcher(checker)
    texts = posts(given.corpus, given.posts, given.seed)
    ours = [{(violation.rule, violation.span) for violation in checker.check(whole(text)).violations} for text in texts]
    theirs = [plain(text) for text in texts]
    pairs = [({rule for rule, _ in some}, others) for some, others in zip(ours, theirs, strict=True)]
    print(f"{sum(mine == others for mine, others in pairs):,} of {len(pairs):,} posts agree, {given.rules:,} rules")
    print(f"hits of both {sum(len(mine & others) for mine, others in pairs):,}", end="")
    print(f", of postguard alone {sum(len(mine - others) for mine, others in pairs):,}", end="")
    print(f", of the plain Matcher alone {sum(len(others - mine) for mine, others in pairs):,}")
    different = [at for at, (mine, others) in enumerate(pairs) if mine != others]
    for at in different[: given.show]:
        mine, others = pairs[at]
        for rule in sorted(mine ^ others):
            whose = "postguard" if rule in mine else "Matcher"
            said = [texts[at][span.start : span.end] for number, span in ours[at] if number == rule and span]
            print(f"{whose} alone: {listed[int(rule[1:])]!r}, post {at} {' | '.join(said) or texts[at]!r}")


if __name__ == "__main__":
    main()
