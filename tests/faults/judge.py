"""Put a fault into a good site that is online, publish, and judge what came of it."""

from __future__ import annotations

from pathlib import Path

from tests.support.sites import Site

from .case import ANYWHERE, SECRET, Blocked, Fault, Published
from .harness import (
    Message,
    Outcome,
    around,
    copy_live,
    online,
    plain_spaces,
    publish,
    tree_hash,
)


def judge(fault: Fault, live: Path, folder: Path) -> Message | None:
    """Assert that a fault does no harm, and return why nothing was published, if nothing was.

    ``live``: the good site, as it is online; ``folder``: an empty one, for a copy.
    """
    site = copy_live(live, folder)
    fault.inject(site)
    before, beside = tree_hash(online(site)), around(site)
    outcome = publish(site, unprivileged=fault.unprivileged)

    assert "Traceback" not in outcome.said, outcome.said
    assert around(site) == beside
    assert not holds_secret(site)
    if isinstance(fault.expected, Blocked):
        assert outcome.status == 1, outcome.said
        assert tree_hash(online(site)) == before
        given = reason(fault.expected, outcome)
    else:
        assert outcome.status == 0, outcome.said
        check_published(fault.expected, site)
        given = None
    return given


def holds_secret(site: Site) -> bool:
    """Tell whether what stands beside the content folder got into the published site."""
    files = [path for path in online(site).rglob("*") if path.is_file()]
    return any(SECRET.encode() in path.read_bytes() for path in files)


def reason(expected: Blocked, outcome: Outcome) -> Message:
    """Return the message that was expected among those that stopped the publication."""
    anywhere = expected.file == ANYWHERE
    messages = outcome.messages
    if anywhere and not messages:
        # Neither the texts nor the pages: the command itself, in a sentence.
        messages = [Message("", 0, plain_spaces(outcome.said.strip()).partition("\n")[0])]
    found = [
        message
        for message in messages
        if expected.says in message.what
        and (anywhere or (message.file, message.line) == (expected.file, expected.line))
    ]
    assert found, outcome.said
    assert found[0].what
    return found[0]


def check_published(expected: Published, site: Site) -> None:
    """Assert that the page is there and holds what it must, and nothing that it must not."""
    page = plain_spaces((online(site) / expected.page / "index.html").read_text("utf-8"))
    assert page.count('<aside class="disclaimer ') == 1
    for text in expected.shows:
        assert text in page
    for text in expected.never:
        assert text not in page
    for name in expected.absent:
        assert not (online(site) / name).exists(), name
