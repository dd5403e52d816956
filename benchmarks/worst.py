"""Find the texts, within the limits of the preflight, that Markdown takes longest to read.

    .venv/bin/python benchmarks/worst.py --seconds 60

Each text is one repetition, in lines as long as allowed, up to the size allowed. Those that
take longer than the limit are named; nothing waits for them.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from markdown import Markdown

sys.path[:0] = [str(Path(__file__).parents[1])]

from plugins.gate.preflight import LARGEST, LONGEST_LINE  # noqa: E402 - found by the line above
from plugins.reader.dialect import extensions  # noqa: E402
from plugins.reader.markup import reduce_markup  # noqa: E402
from plugins.shared.typography import typeset  # noqa: E402
from plugins.sources.calls import CitationCalls  # noqa: E402

REPEATED = (
    *("![", "<a ", "<img src='", "[*", "[", "]", "`", "*a ", "**a_ ", "> ", "- ", "&amp;", '"'),
    *("1-", "| a ", "[^1]", "*[A]: a\n", "[^a]: b\n", "{filename}", "« ", "[@a", "[@a]", "@10."),
    *("<", "<div>", "<span>", "<p><b>", "\\", "_", "__a", "<!--", "<![", "a|b\n", "- a\n", "("),
)


def main() -> None:
    """Print the processor time of each text."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60)
    limit = parser.parse_args().seconds
    signal.signal(signal.SIGALRM, _too_long)
    for repeated in REPEATED:
        seconds = _seconds(repeated, limit)
        print(f"{seconds:8.1f} s  {repeated!r}" + "  stopped" * (seconds >= limit), flush=True)


def _too_long(*_: object) -> None:
    raise TimeoutError


def _seconds(repeated: str, limit: int) -> float:
    """Return the seconds that a text takes to become a page, at most ``limit``."""
    line = repeated * (LONGEST_LINE // len(repeated))
    text = f"{line}\n\n" * (LARGEST[".md"] // (len(line.encode()) + 2))
    converter = Markdown(extensions=[*extensions(), CitationCalls()])
    begun = time.process_time()
    signal.alarm(limit)
    try:
        typeset(reduce_markup(converter.convert(text)), "fr")
    except TimeoutError:
        return limit
    except RecursionError:
        print(f"too deep  {repeated!r}")
    finally:
        signal.alarm(0)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
