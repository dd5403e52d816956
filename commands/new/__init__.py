"""Begin an article: ask what it is about, write it as a draft, open it in the doctor's editor.

``questions`` asks; ``article`` makes the text of the file, from what was answered and the words
that were there already; ``documents`` reads those from a file (``--from``). No file that is there
is ever written over.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from commands.cli.asking import Ended
from commands.cli.atomic_write import write_whole
from commands.cli.console import Console
from commands.cli.paths import Paths
from commands.cli.runner import FAILED, run_dialogue
from plugins.shared.problems import N_

from .article import free_path, written
from .documents import Words, read_words
from .questions import ask_about


def new(paths: Paths, title: str = "", *, source: str = "", editor: bool = True) -> int:
    """Write the draft of an article, and return the exit status.

    ``title``: what it is called, asked for when empty; ``source``: the path of a file whose text it
    takes (.docx, .txt or .md); ``editor``: whether to open what was written.
    """
    blog = paths.blog()
    console = Console(blog)

    def act() -> int:
        words = read_words(Path(source).expanduser()) if source else Words()
        for problem in words.left_out:
            console.say(problem)
        try:
            begun = ask_about(console, paths.content, blog, title.strip() or words.title)
        except Ended:
            console.say(N_("No answer came: nothing was written."))
            return FAILED
        path = free_path(paths.content, begun)
        text = written(begun, words.text, blog.build_day())
        write_whole(path, text.encode())
        console.say(
            N_(
                "Your draft: {file}. Only you see it, with: python3 tasks.py preview\n"
                "To publish it, take out the line “status: draft”."
            ),
            file=path.relative_to(paths.root).as_posix(),
        )
        if editor:
            _open(path)
        return 0

    return run_dialogue(paths, console, act, N_("Interrupted: nothing was written."))


def _open(path: Path) -> None:
    """Open a file as a double click would, where the system knows how."""
    if sys.platform == "win32":
        os.startfile(path)
        return
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        subprocess.Popen(
            [opener, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        # A machine without a desktop: the path was said.
        return
