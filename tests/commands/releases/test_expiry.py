"""A site that nobody builds again: until which day it holds, and who says so."""

from __future__ import annotations

from datetime import date

import pytest

from commands.releases import manifest as manifests
from commands.releases.store import Release
from tests.support.publishing import run
from tests.support.sites import ARTICLE, BLOG, Site

AS_OF = "as_of = 2026-11-22"
# As they are, on 22 November: a vetting of 12 October, for six months; an article of 1 October.
ENDS = (
    "jusqu’au 12 avril 2027\u00a0: ce jour-là, la vérification de «\u00a0france-assos-sante\u00a0» "
    "prend fin"
)
CLOSED = """
[practice]
name = "Le cabinet"
closed_from = 2026-12-24
closed_until = 2027-01-02
"""


def on(site: Site, day: str, more: str = "") -> None:
    """Have the blog be of a day, with more settings."""
    site.write("blog.toml", f"{BLOG.replace(AS_OF, f'as_of = {day}')}\n{more}")


def published(site: Site, **env: str) -> str:
    """Publish, and return what was said."""
    done = run(site, "publish", **{"CI": "", **env})
    assert done.returncode == 0, done.stderr
    return " ".join(done.stderr.split(" "))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, ENDS),
        (
            {
                "articles/estomac.md": ARTICLE.replace(
                    "conditions", "review_by: 2027-02-01\nconditions"
                )
            },
            "1er février 2027\u00a0: ce jour-là, la relecture de articles/estomac.md est à faire",
        ),
        (
            {"articles/foie.md": ARTICLE.replace("2026-10-01", "2026-12-12").replace("L'e", "Le")},
            "12 décembre 2026\u00a0: ce jour-là, articles/foie.md est prévu",
        ),
        (
            {
                "articles/rein.md": ARTICLE.replace("2026-10-01", "2025-01-02").replace(
                    "L'e", "Re"
                ),
                "blog.toml": BLOG + "\n[review]\nhidden_after = 11\n",
            },
            "2 décembre 2026\u00a0: ce jour-là, articles/rein.md quitte les listes",
        ),
        (
            {"blog.toml": BLOG + CLOSED},
            "17 décembre 2026\u00a0: ce jour-là, l’annonce de vos congés change",
        ),
        ({"communities/vetting.toml": "", "articles/estomac.md": ARTICLE}, "1er octobre 2027"),
    ],
    ids=["vetting", "review", "planned", "unlisted", "closing", "nothing vetted"],
)
def test_publish_says_what_changes_first(site: Site, files: dict[str, str], said: str):
    """The earliest day of all that may lapse, with its name."""
    for name, text in files.items():
        site.write(name, text)

    assert said in published(site)


@pytest.mark.parametrize(("to", "env"), [("pages", {}), ("folder", {"CI": "true"})])
def test_nothing_is_said_where_it_is_built_again(site: Site, to: str, env: dict[str, str]):
    """Where the host or CI builds the blog every week, what lapses vanishes by itself."""
    on(site, "2026-11-22", f'[publish]\nto = "{to}"\n')

    assert "valable tel quel" not in published(site, **env)
    if to == "pages":
        on(site, "2027-04-11", f'[publish]\nto = "{to}"\n')
        assert "le site publié d’ici" not in run(site, "check").stderr


@pytest.mark.parametrize(
    ("day", "said", "still"),
    [
        ("2027-03-28", "", False),
        # The vetting that ends is shown for one more week.
        ("2027-03-29", "est valable tel quel jusqu’au 12 avril 2027", True),
        ("2027-04-11", "est valable tel quel jusqu’au 12 avril 2027", False),
        ("2027-04-12", "n’est plus à jour depuis le 12 avril 2027", False),
        ("2027-05-01", "n’est plus à jour depuis le 12 avril 2027", False),
    ],
)
def test_it_is_said_again_when_the_day_nears(site: Site, day: str, said: str, *, still: bool):
    """From two weeks before, and until one is published from which what lapses has vanished."""
    published(site)
    on(site, day)
    for command in ("check", "build", "build"):
        done = run(site, command)
        assert done.returncode == 0, done.stderr
        assert ("le site publié d’ici" in done.stderr) == bool(said)
        assert said in done.stderr
    published(site)
    assert ("le site publié d’ici" in run(site, "check").stderr) == still


def test_a_manifest_of_before_holds_for_ever(site: Site):
    """One that says nothing of it, or nothing that can be read, is no fault."""
    published(site)
    release = Release(next((site.root / "releases").iterdir()))
    manifest = manifests.read(release)
    assert manifest
    assert date.fromisoformat(manifest.next_change["day"]) == date(2027, 4, 12)
    for change in ({}, {"day": "hier", "kind": "vetting", "name": "x"}, {"day": "2027-04-12"}):
        manifest.next_change.clear()
        manifest.next_change.update(change)
        manifests.write(manifest, release)
        on(site, "2027-04-20")
        done = run(site, "check")
        assert (done.returncode, "le site publié d’ici" in done.stderr) == (0, False)
