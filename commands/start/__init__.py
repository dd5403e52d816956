"""Make the doctor's own blog of the demonstration: questions, then one yes before anything changes.

``questions`` says what is asked; ``dialogue`` asks it, with a way back, and each answer is kept as
it comes; ``settings`` writes them into ``blog.toml``; ``demonstration`` puts aside what was
delivered. A second run changes answers.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from rich.table import Table

from commands.build import check
from commands.cli.asking import Ended, yes_or_no
from commands.cli.atomic_write import write_whole
from commands.cli.console import Console
from commands.cli.paths import Paths
from commands.cli.runner import FAILED, run_dialogue
from plugins.shared.files import read_file
from plugins.shared.problems import N_

from .demonstration import KEPT_ASIDE, put_aside, take_out, write_pages
from .dialogue import Dialogue
from .questions import COUNTRY, LANGUAGE, NAMES
from .settings import OF_THE_DEMONSTRATION, values_of, with_answers, without_half_a_server


def start(paths: Paths) -> int:
    """Ask, write and check; return the exit status."""
    blog = paths.blog()
    console = Console(blog)
    settings = paths.content / "blog.toml"
    kept = paths.work_folder / "start.json"

    def act() -> int:
        text, _ = read_file(settings)
        # Of the demonstration, nothing is hers but where it is most often read.
        known = values_of(text, [LANGUAGE, COUNTRY] if blog.blog.fictional else NAMES)
        dialogue = Dialogue(text, known, lambda answers: _keep(kept, answers), _resumed(kept))
        console.speak(dialogue.value(LANGUAGE))
        if dialogue.answers:
            console.say(N_("Your answers of the last time are kept: Enter goes through them."))
        agreed = False

        def settle() -> None:
            nonlocal agreed
            _show(console, dialogue.answers, first=blog.blog.fictional)
            console.say(N_("Write this in content/blog.toml? (yes/no)"))
            agreed = yes_or_no(console, default=False, back=True)

        try:
            dialogue.ask_all(console, settle)
        except Ended:
            console.say(N_("No more answers came. Those so far are kept: ask again to go on."))
            return FAILED
        if not agreed:
            console.say(N_("Nothing was written. Your answers are kept: ask again to go on."))
            return FAILED
        answers, lacking = without_half_a_server(text, dialogue.answers)
        if blog.blog.fictional:
            # What the demonstration says of itself is not hers, even where she said nothing.
            answers = dict.fromkeys(values_of(text, _CLAIMS), "") | answers
            answers |= dict.fromkeys(OF_THE_DEMONSTRATION, "")
        _write(paths, text, answers, first=blog.blog.fictional)
        # What could not be written yet is proposed the next time.
        left = {name: said for name, said in dialogue.answers.items() if name not in answers}
        if left:
            _keep(kept, left)
        else:
            kept.unlink(missing_ok=True)
        if lacking:
            what = N_(
                "How the site is sent is not written yet, for want of: {names}. Your host gives "
                "them; then run this command again."
            )
            names = ", ".join(console.translate(_LACKING[name]) for name in lacking)
            console.say(what, names=names)
        console.say(N_("Your blog is ready. A first article: python3 tasks.py new"))
        console.say(N_("Now everything is checked, and what is left for you to write is said."))
        return 0

    status = run_dialogue(
        paths, console, act, N_("Interrupted. Your answers so far are kept: ask again to go on.")
    )
    return status or check(Paths(paths.root))


# What a server cannot be reached without.
_LACKING = {
    "publish.host": N_("the name of the server"),
    "publish.user": N_("your user name"),
    "publish.path": N_("the folder of the site"),
}
# Of the demonstration's blog.toml, what must not become hers by saying nothing.
_CLAIMS = [
    *("doctor.interests", "doctor.funding", "contact.mail", "communities.mail", "blog.subtitle"),
]


def _write(paths: Paths, text: str, answers: dict[str, str], *, first: bool) -> None:
    """Write the answers; the first time, put the demonstration aside before and its pages anew."""
    content = paths.content
    server = values_of(text, ["publish.host"]).get("publish.host")
    if answers.get("publish.host", server) != server:
        # The key of the former server is not that of this one.
        answers = answers | {"publish.host_key": ""}
    new = with_answers(text, answers)
    if first:
        put_aside(content)
        take_out(content)
        said = values_of(new, [LANGUAGE, "doctor.name", "doctor.specialty", "doctor.city"])
        write_pages(content, {name.partition(".")[2]: value for name, value in said.items()})
    # Last: until then the blog is the demonstration, and a second run does the whole again.
    write_whole(content / "blog.toml", new.encode())


def _show(console: Console, answers: dict[str, str], *, first: bool) -> None:
    """Show each line that will be written, and what will be moved."""
    table = Table(show_header=False, box=None)
    for name in NAMES:
        if answers.get(name):
            table.add_row(name, answers[name])
    console.show(table)
    if first:
        console.say(
            N_("The demonstration’s texts, sources and vettings move to {folder}/."),
            folder=KEPT_ASIDE,
        )


def _keep(kept: Path, answers: dict[str, str]) -> None:
    write_whole(kept, json.dumps(answers, ensure_ascii=False, indent=1).encode())


def _resumed(kept: Path) -> dict[str, str]:
    """Return the answers of a run that was interrupted; none where they cannot be read."""
    with suppress(OSError, ValueError):
        read = json.loads(kept.read_text("utf-8"))
        if isinstance(read, dict):
            return {str(name): str(value) for name, value in read.items() if name in NAMES}
    return {}
