"""What a fault is: what it changes in a good site, and what must come of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.sites import KIT, LEDGER, SOURCES, Site

# The article that most faults are written into. It is good, and online, before each.
TARGET = "articles/cible.md"
HEADER = "title: La cible\ndate: 2026-10-02\nconditions: reflux\n"
BODY = "Texte neuf [@chey2024].\n"
# Words that only the new text of the target holds.
NEW = "Texte neuf"
SECRET = "mot de passe : hypocrate-1234"

ANYWHERE = "*"

Change = Callable[[Site], object]


@dataclass(frozen=True)
class Blocked:
    """Nothing is published, and the message says why.

    ``says``: part of what the doctor reads; ``file`` and ``line``: where it sends them. No line
    of a file is at fault where the ``whole`` of it is, its name or its kind. A fault of the kit
    may show on any page: ``file`` is then ``ANYWHERE``.
    """

    says: str
    file: str = TARGET
    line: int = 0
    whole: bool = False


def whole(says: str, file: str = TARGET) -> Blocked:
    """Return what is expected where no line is at fault, but a file or folder as a whole."""
    return Blocked(says, file, whole=True)


@dataclass(frozen=True)
class Published:
    """The site is published, and unharmed.

    ``shows`` and ``never``: what the page holds, and what it does not. ``absent``: pages that
    must not be there, because a draft is meant.
    """

    page: str = "cible"
    shows: tuple[str, ...] = (NEW,)
    never: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


KEPT_BACK = Published(absent=("autre", "drafts"))


@dataclass(frozen=True)
class Fault:
    """One fault: files of the content folder to write, or a change of the site.

    ``pelican``: the function of Pelican or of Markdown that would let it through; only for the
    faults found by reading them. ``unprivileged``: the build may not read what is forbidden to
    it, even where the tests are run by root. ``bounded``: the build may need more time or memory
    than there is, and is stopped from outside.
    """

    id: str
    title: str
    expected: Blocked | Published
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    change: Change | None = None
    pelican: str = ""
    unprivileged: bool = False
    bounded: bool = False

    def inject(self, site: Site) -> None:
        """Put the fault into a site, whose target has just been changed."""
        site.write(TARGET, f"---\n{HEADER}---\n{BODY}")
        for name, content in self.files.items():
            site.write(name, content)
        if self.change:
            self.change(site)


def header(text: str = HEADER, body: str = BODY) -> dict[str, str | bytes]:
    """Return the target with another header, between two lines of ``---``: text from line 2 on."""
    return {TARGET: f"---\n{text}---\n{body}"}


def added(*lines: str, body: str = BODY) -> dict[str, str | bytes]:
    """Return the target with more lines in its header, the first of them being line 5."""
    return header(HEADER + "".join(f"{line}\n" for line in lines), body)


def elsewhere(files: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """Return what was written in the target as another article, which was never online."""
    return {"articles/autre.md": files[TARGET]}


def plain(text: str, body: str = BODY) -> dict[str, str | bytes]:
    """Return the target with a header of plain ``Key: value`` lines, the first being line 1."""
    return {TARGET: f"{text}\n{body}"}


def body(text: str) -> dict[str, str | bytes]:
    """Return the target with this text after its first paragraph, from line 8 on."""
    return header(body=f"{BODY}\n{text}\n")


def source(**values: object) -> str:
    """Return the sources file with a second source of these values after the first."""
    return json.dumps([*json.loads(SOURCES), values], ensure_ascii=False, indent=1)


def ledger(old: str, new: str) -> dict[str, str | bytes]:
    """Return the ledger of vettings with one change."""
    assert old in LEDGER
    return {"communities/vetting.toml": LEDGER.replace(old, new)}


def own_copy(site: Site, name: str) -> Path:
    """Give a site its own copy of a file or folder of the kit."""
    top = site.root / Path(name).parts[0]
    if top.is_symlink():
        top.unlink()
        kit = KIT / top.name
        shutil.copytree(kit, top) if kit.is_dir() else shutil.copy(kit, top)
    return site.root / name


def kit(name: str, old: str, new: str) -> Change:
    """Return the change of a text in a file of the kit."""

    def change(site: Site) -> None:
        path = own_copy(site, name)
        text = path.read_text("utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new), "utf-8")

    return change


def settings(python: str, name: str = "publishconf.py") -> Change:
    """Return the addition of some lines to the settings of the published site."""

    def change(site: Site) -> None:
        path = own_copy(site, name)
        path.write_text(path.read_text("utf-8") + f"\n{python}\n", "utf-8")

    return change


def plugin(python: str) -> Change:
    """Return the addition of one more plugin, after all the others: what a spoiler would do."""

    def change(site: Site) -> None:
        (site.root / "spoiler.py").write_text(python, "utf-8")
        settings("import spoiler\nPLUGINS = [*PLUGINS, spoiler]")(site)

    return change


def listening(signal: str, *lines: str) -> Change:
    """Return a plugin that does something, in a few lines of Python, when a signal comes.

    Their names: ``sender``, and ``kw`` for what else Pelican sends.
    """
    body = "".join(f"    {line}\n" for line in lines)
    return plugin(
        "from pathlib import Path\n"
        "from pelican import signals\n\n"
        f"def act(sender, **kw):\n{body}\n"
        f"def register():\n    signals.{signal}.connect(act)\n"
    )


def spoil(page: str, *lines: str, on: str = "finalized") -> Change:
    """Return a plugin that edits a finished page: the lines change the text ``html``.

    ``site`` is the folder of the finished site, ``path`` the page.
    """
    return listening(
        on,
        "site = Path((kw.get('context') or sender.settings)['OUTPUT_PATH'])",
        f"path = site / {page!r}",
        "if not path.is_file():",
        "    return",
        "html = path.read_text('utf-8')",
        *lines,
        "path.write_text(html, 'utf-8')",
    )
