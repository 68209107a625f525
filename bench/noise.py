"""How often the entries of each shipped vocabulary stand in ordinary posts: python bench/noise.py POSTS.jsonl [NAME…]

Prints posts per 1,000 for each vocabulary and its most frequent entries as written. A strong entry that stands in many
ordinary posts belongs among the weak ones.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from postguard.analysis import Analyst
from postguard.disguise import Vocabulary
from postguard.lists import Author, Vocabularies


def main() -> None:
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    author = Author("fr", Vocabularies())
    names = sys.argv[2:] or sorted(author.vocabularies.shipped)
    phrases = {name: author.vocabulary(name) for name in names}
    analyst = Analyst(Vocabulary(()))
    posts: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {name: Counter() for name in names}
    for row in rows:
        analysis = analyst.analyse(row["text"], row.get("lang"))
        for name, listed in phrases.items():
            found = analysis.find(listed)
            posts[name] += bool(found)
            words[name].update(row["text"][m.span.start : m.span.end].casefold() for m in found)
    for name, count in posts.most_common():
        top = ", ".join(f"{word} ×{n}" for word, n in words[name].most_common(12))
        print(f"{1000 * count / len(rows):7.1f} per 1,000  {name}: {top}")


if __name__ == "__main__":
    main()
