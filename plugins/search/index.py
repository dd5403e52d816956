"""Have Pagefind make the index of some copies, and keep what readers need of it.

Knows nothing of Pelican. https://pagefind.app/docs/config-options/
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from weakref import finalize

from .documents import Document, known_words

try:
    from pagefind_bin import get_executable
except ImportError:  # there is none for this machine
    get_executable = None

# Where the index is in the site: a page needs its address to be this.
FOLDER = "pagefind"
SCRIPT = "search.js"
WORDS = "words.{language}.txt"
_OWN = Path(__file__).with_name(SCRIPT)
# The rest of what Pagefind writes is pages of its own, which nobody sees, and a second way to run.
_ENTRY = "pagefind-entry.json"
_NEEDED = (
    "pagefind.js",
    _ENTRY,
    "pagefind.*.pf_meta",
    "index/*.pf_index",
    "fragment/*.pf_fragment",
)
_PROGRAM = "wasm.{language}.pagefind"


def program() -> Path | None:
    """Return the program that makes the index; ``None`` on a machine that it is not made for."""
    if get_executable is None:
        return None
    with suppress(FileNotFoundError):
        return Path(get_executable())
    return None


class Indexing:
    """An index that Pagefind makes of the copies of some pages, in a process of its own."""

    def __init__(self, documents: Sequence[Document], copies: Mapping[str, str]) -> None:
        """Begin with it; ``copies``: of each page, by its path, what the index is made from."""
        self._documents = documents
        self._folder = Path(tempfile.mkdtemp(prefix="serment-"))
        # Whatever becomes of the build meanwhile.
        self._end = finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        for save_as, html in copies.items():
            path = self._folder / "site" / save_as
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, "utf-8")
        self._process = subprocess.Popen(
            [str(program()), "--site", "site", "--output-path", "index", "--silent"],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        finalize(self, _stop, self._process)

    def write(self, output: Path) -> str:
        """Put the finished index into the site that holds the pages; return its digest.

        Raises ``CalledProcessError`` where the program fails: nothing that the doctor wrote makes
        it.
        """
        made = output / FOLDER
        # Where a plain “pelican” wrote before: a part of that index would belong to no page.
        shutil.rmtree(made, ignore_errors=True)
        by_language: dict[str, list[Document]] = defaultdict(list)
        for document in self._documents:
            by_language[document.language].append(document)
        if self._process.wait():
            raise subprocess.CalledProcessError(self._process.returncode, self._process.args)
        _take(self._folder / "index", by_language, made)
        self._end()
        for language, own in by_language.items():
            words = "".join(f"{word}\n" for word in known_words(own))
            (made / WORDS.format(language=language)).write_text(words, "utf-8", newline="\n")
        shutil.copyfile(_OWN, made / SCRIPT)
        return _digest(made)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that nobody waits for any more; nothing if it ended."""
    process.kill()
    process.wait()


def _digest(made: Path) -> str:
    """Return what tells the files of an index from any others, by their names and bytes."""
    files = {f"{FOLDER}/{p.relative_to(made).as_posix()}": p for p in made.rglob("*.*")}
    lines = (f"{name} {sha256(files[name].read_bytes()).hexdigest()}\n" for name in sorted(files))
    return sha256("".join(lines).encode()).hexdigest()


def _take(index: Path, languages: Iterable[str], made: Path) -> None:
    """Put into a folder what readers need of an index."""
    for pattern in (*_NEEDED, *(_PROGRAM.format(language=one) for one in languages)):
        for file in index.glob(pattern):
            place = made / file.relative_to(index)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
    # Its languages come in any order.
    entry = made / _ENTRY
    told = json.dumps(json.loads(entry.read_bytes()), sort_keys=True, separators=(",", ":"))
    entry.write_text(told, "utf-8", newline="\n")
