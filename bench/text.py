"""What reading a post costs: python bench/text.py [--bombs FILE.jsonl]

Prints microseconds per post of 300 characters, plain and disguised, and the time and growth on hostile input.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from postguard.disguise import Vocabulary, disguised
from postguard.text import read
from postguard.tokens import tokenize

WORDS = """
projet phénix nacelle project falcon nightjar bluebird altéa norbel northwind licenciement layoffs
plan social levée fonds chiffre affaires prévisionnel garanti sans risque cliniquement prouvé
confidentiel interne rachat fusion acquisition merger guaranteed returns clinically proven
projetphénix projetphenix projectfalcon plansocial
""".split()
VOCABULARY = Vocabulary(WORDS, WORDS)  # all of them confidential: the dearest case

PLAIN = {
    "ASCII": (
        "We are thrilled to open our new workshop in Leeds on Thursday at 10 am. Come and see how a frame is welded, "
        "meet the team and try one of forty bikes on the track. Coffee is on us, registration is free and the first "
        "fifty guests leave with a tote bag. See you there, and bring a friend! #bikes #Leeds #OpenDay"
    ),
    "French": (
        "Portes ouvertes jeudi à l'atelier de Lyon, de 14 h à 18 h : venez voir souder un cadre de vélo, rencontrer "
        "l’équipe et essayer l'un des quarante modèles sur la piste. Le café est offert, l'inscription est gratuite, "
        "et les cinquante premiers visiteurs repartent avec un sac. À très vite ! 🚲 #vélo #Lyon #PortesOuvertes"
    ),
}
DISGUISED = {
    "styled": "𝗣𝗼𝗿𝘁𝗲𝘀 𝗼𝘂𝘃𝗲𝗿𝘁𝗲𝘀 : le 𝗣𝗿𝗼𝗷𝗲𝘁 𝗣𝗵𝗲́𝗻𝗶𝘅 arrive, venez voir souder un vélo. " * 4,
    "signs": "On parle de Ph*nix, de N4c3ll3, d'un l1c3nc13m3nt et de F.A.L.C.O.N. avec N i g h t j a r jeudi. " * 3,
    "hidden": "Pro\u200bjet Phé\u00adnix, Nаcelle, lay<!-- x -->offs, Projet&nbsp;Phénix, N🧺acelle, oﬀre et plus. "
    * 4,
}
UNITS = [
    *(
        "!",
        "'",
        "(",
        "🔥",
        "l'",
        "http://",
        "a.",
        "a̶",
        "a-",
        "@",
        "#a",
        "☃",
        "1.",
        "\xa0",
        "\n",
        "«",
        "…",
        "👩\u200d💻",
    ),
    *(".", "-", "_", "$", "%", ")", "]", '"', "—", "a ", "a*", "4b", "é", "<b>", "&#32;", "A_", "xn--a ", "1/2\n"),
    *("a.b@", "www.", "*a* ", "\u202ea\u202c", "a🔥", "ı ɐ", "ɐ ", "%C3%A9/", "«a» ", "a\n-\n", "Nacele ", "1 000 "),
    *("N*celle ", "projet ", "projet 🔥 ", "projet 1/2\n", "`a", "a_", "a'", "\ufe0f", "Ã©", "ᴀ", "а"),
]


def seconds(call: Callable[[], object], rounds: int) -> float:
    """The shortest time of a call, of several."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def everything(text: str) -> None:
    tokens = tokenize(read(text))
    disguised(tokens.reading, tokens, VOCABULARY)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--bombs", type=Path, help="a file of rows whose `unit` is repeated")
    options = arguments.parse_args()
    times = []
    for kind, texts in (("plain", PLAIN), ("disguised", DISGUISED)):
        for name, text in texts.items():
            post = text[:300]
            everything(post)
            reading = seconds(lambda post=post: read(post), 300) * 1e6  # type: ignore[misc]
            whole = seconds(lambda post=post: everything(post), 300) * 1e6  # type: ignore[misc]
            times.append(whole)
            print(f"{kind:10s} {name:8s} read {reading:7.1f} µs   read, tokenize and disguised {whole:7.1f} µs")
    print(f"median of all {statistics.median(times):.1f} µs\n")
    units = list(UNITS)
    if options.bombs:
        units = [str(json.loads(line)["unit"]) for line in options.bombs.read_text(encoding="utf-8").splitlines()]
    worst = []
    for unit in units:
        took = [seconds(lambda n=n: everything((unit * n)[:n]), 2) for n in (10_000, 20_000, 40_000)]  # type: ignore[misc]  # noqa: B023
        worst.append((took[0], took[2] / took[1], unit))
    for took_, growth, unit in sorted(worst, reverse=True)[:8]:
        print(f"{took_ * 1000:7.1f} ms for 10,000 characters of {unit!r}, twice as many {growth:.2f} times as long")
    print(f"worst growth {max(growth for _, growth, _ in worst):.2f}, {max(worst, key=lambda w: w[1])[2]!r}")


if __name__ == "__main__":
    main()
