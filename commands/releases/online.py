"""Tell whether readers find a release at the blog's public address, by asking for it as they do."""

from __future__ import annotations

from urllib.parse import urlsplit

from commands.cli.console import Console
from commands.releases.store import STATEMENT, Release
from commands.web.client import Network, NoAnswerError, kit_version
from plugins.legal.demonstration import is_for_examples
from plugins.shared.blog import Blog
from plugins.shared.problems import N_


def say_whether_online(blog: Blog, release: Release, console: Console) -> None:
    """Say that the site is online, that another is still shown, or that this is not known.

    What is compared is ``build.json``, which holds a digest of every page. An address that is kept
    for examples is not asked.
    """
    address = blog.blog.address
    if is_for_examples(address):
        return
    service = urlsplit(address).hostname or address
    network = Network(kit_version(), address, blog.contact.mail)
    try:
        with console.while_(N_("Reading the public page…")):
            answer = network.get(f"{address}/{STATEMENT}", service)
    except NoAnswerError as silence:
        console.say(
            N_("Whether readers find it at {address} is not known. {said}"),
            address=address,
            said=silence.rendered(console.translate),
        )
        return
    if answer.found and answer.body == (release.site / STATEMENT).read_bytes():
        console.say(N_("It is online at {address}."), address=address)
        return
    console.say(
        N_(
            "{address} does not show this site yet: some hosts need a few minutes. If it is so in "
            "an hour, look whether what stands under [publish] is the place of this address."
        ),
        address=address,
    )
