"""Print how often the prose lint is right, kind by kind, on the sentences of tests/data/prose_lint.

    .venv/bin/python benchmarks/prose_lint.py --tuning

``--tuning``: also each sentence of the half that rules are tuned on of which too much or too little
is told. Of the judge's half only the figures are shown: whoever reads it tunes on it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.judged import HALVES, LANGUAGES, read, said, scores


def main() -> None:
    """Print the scores of both halves, together and by language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tuning", action="store_true")
    if parser.parse_args().tuning:
        _print_wrong()
    for half in HALVES:
        for languages in (LANGUAGES, *((language,) for language in LANGUAGES)):
            print(f"\n{half:8} {'+'.join(languages):6} right wrong missed precision recall")
            for kind, s in scores(half, languages).items():
                figures = f"{s.right:5} {s.wrong:5} {s.missed:6}"
                print(f"{kind:15} {figures} {s.precision:9.0%} {s.recall:6.0%}")


def _print_wrong() -> None:
    for language in LANGUAGES:
        for sentence in read("tuning", language):
            found = said(sentence.text, language) - sentence.allowed
            for kind in sorted(found ^ sentence.wanted):
                print("wrong " if kind in found else "missed", kind, "|", sentence.text)


if __name__ == "__main__":
    main()
