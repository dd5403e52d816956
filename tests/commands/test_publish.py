"""Publishing: what is refused, what is kept, what is said."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from commands.cli.paths import Paths
from commands.publish import publish as publish_here
from tests.support.publishing import leftovers, orphans, publish, retell, run, settle, start, tree
from tests.support.sites import ARTICLE, BLOG, KIT, Site, small


@pytest.fixture
def public(site: Site) -> Path:
    """Return where the published site is."""
    return site.root / "public"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, list[str]]:
    """A blog published three times, its text changed each time, and the hash of each site."""
    site, trees = small(tmp_path_factory.mktemp("thrice")), []
    for number in range(3):
        retell(site, f"Texte {number}")
        publish(site)
        trees.append(tree(site.root / "public"))
    return site, trees


@pytest.fixture
def thrice(original: tuple[Site, list[str]], tmp_path: Path) -> tuple[Site, list[str]]:
    """A copy of it, free to be spoilt."""
    site, trees = original
    shutil.copytree(site.root, tmp_path / "blog", symlinks=True)
    return Site.at(tmp_path / "blog"), trees


def releases(site: Site) -> list[Path]:
    """Return the releases kept, the oldest first."""
    return sorted((site.root / "releases").iterdir())


def publish_on(site: Site, day: int, words: str) -> None:
    """Publish the blog with a text, on a day of that month."""
    site.write("blog.toml", BLOG.replace("2026-11-22", f"2026-11-{day}"))
    retell(site, words)
    publish(site)


def test_rollback_goes_to_what_readers_saw_before(site: Site, public: Path):
    """However often and on whatever day the bad site was published, the good one is kept.

    ``build.json`` and ``communautes.json`` hold the day: they alone make no other site.
    """
    publish_on(site, 20, "Plus ancien")
    publish_on(site, 21, "Un texte bon")
    good = (public / "estomac" / "index.html").read_text("utf-8")
    for day in (22, 23, 24, 25):
        publish_on(site, day, "Un texte mauvais")
    assert len(releases(site)) <= 5

    assert run(site, "rollback").returncode == 0
    assert (public / "estomac" / "index.html").read_text("utf-8") == good
    # The same again is no way back to the bad one.
    assert run(site, "rollback").returncode == 0
    assert "Plus ancien" in (public / "estomac" / "index.html").read_text("utf-8")
    assert run(site, "rollback").returncode == 1
    assert "Plus ancien" in (public / "estomac" / "index.html").read_text("utf-8")


def test_a_site_is_published(site: Site, public: Path):
    """The site as it will be online is there, beside its papers, and no paper is inside."""
    publish(site)
    (release,) = releases(site)
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    names = {p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file()}

    assert "https://carnet.example/estomac/" in (public / "estomac" / "index.html").read_text()
    assert release.name.startswith("000001-2026-11-22-")
    assert manifest["files"].keys() == names
    assert manifest["articles"] == {"estomac/index.html": "articles/estomac.md"}
    assert manifest["day"] == "2026-11-22"
    assert sorted(p.name for p in release.iterdir()) == ["manifest.json", "sbom.cdx.json", "site"]
    assert leftovers(site) == []


def test_a_server_may_read_it_whatever_the_umask(site: Site, public: Path):
    """A web server is somebody else: it may read every file, and write none."""
    command = ["sh", "-c", 'umask 077; exec "$@"', "sh"]
    process = start(site, "publish", before=command)
    _, said = process.communicate(timeout=120)

    assert process.returncode == 0, said
    for path in [public.resolve(), *public.resolve().rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_a_mistake_leaves_the_published_site(site: Site, public: Path):
    """What is wrong is said, and yesterday's site is there to the byte."""
    publish(site)
    before = tree(public)
    site.write("articles/faux.md", "---\ntitle: Faux\ndate: 2026-10-02\n---\n[@inconnu]\n")
    done = run(site, "publish")

    assert done.returncode == 1
    assert "inconnu" in done.stderr
    assert tree(public) == before
    assert len(releases(site)) == 1
    assert leftovers(site) == []


@pytest.mark.parametrize("gone", ["removed", "renamed", "draft"])
def test_a_published_article_does_not_vanish(site: Site, public: Path, gone: str):
    """An article that was published and has no page any more is refused by name, unless meant."""
    site.write("articles/autre.md", ARTICLE.replace("L'estomac", "Autre"))
    publish(site)
    before, file = tree(public), site.content / "articles" / "autre.md"
    if gone == "removed":
        file.unlink()
    elif gone == "renamed":
        file.rename(file.with_name("nouveau.md"))
    else:
        file.write_text(file.read_text("utf-8").replace("date:", "status: draft\ndate:"), "utf-8")
    refused = run(site, "publish")

    assert refused.returncode == 1
    assert "articles/autre.md" in refused.stderr
    assert "/autre/ était en ligne, et ne l’est plus." in refused.stderr
    assert "--allow-removal" in refused.stderr
    assert tree(public) == before

    publish(site, "allow_removal")
    assert not (public / "autre").exists()
    publish(site)


def test_three_sites_are_kept(site: Site, public: Path):
    """After many publications the last three are there, and the latest is in force."""
    for number in range(5):
        retell(site, f"Texte {number}")
        publish(site)

    assert [release.name[:6] for release in releases(site)] == ["000003", "000004", "000005"]
    assert "Texte 4" in (public / "estomac" / "index.html").read_text("utf-8")


def test_back_to_the_site_before(thrice: tuple[Site, list[str]]):
    """A rollback says where it goes, and goes one release further back each time."""
    site, trees = thrice
    public = site.root / "public"
    first = run(site, "rollback")

    assert first.returncode == 0, first.stderr
    assert "Retour à la version 000002-2026-11-22-" in first.stderr
    assert tree(public) == trees[1]
    assert run(site, "rollback").returncode == 0
    assert tree(public) == trees[0]

    last = run(site, "rollback")
    assert last.returncode == 1
    assert "pas de version plus ancienne" in last.stderr
    assert tree(public) == trees[0]

    publish(site)
    assert tree(public) == trees[2]


def spoil(release: Path, how: str) -> None:
    """Change one thing of a release, by hand."""
    site = release / "site"
    if how == "changed":
        (site / "index.html").write_text("<p>Piraté</p>", "utf-8")
    elif how == "missing":
        (site / "estomac" / "index.html").unlink()
    elif how == "added":
        (site / "autre.html").write_text("<p>Publicité</p>", "utf-8")
    elif how == "link":
        (site / "passwd").symlink_to("/etc/passwd")
    elif how == "statement":
        (site / "build.json").unlink()
    elif how == "manifest":
        (release / "manifest.json").write_text("{", "utf-8")
    else:
        (release / "manifest.json").unlink()


@pytest.mark.parametrize(
    "how", ["changed", "missing", "added", "link", "statement", "manifest", "no manifest"]
)
def test_a_tampered_release_is_passed_over(thrice: tuple[Site, list[str]], how: str):
    """A release that is not what was published is not gone back to, and the next one is."""
    site, trees = thrice
    spoil(releases(site)[1], how)
    done = run(site, "rollback")

    assert done.returncode == 0, done.stderr
    assert "La version 000002-2026-11-22-" in done.stderr
    assert "laissée de côté" in done.stderr
    assert tree(site.root / "public") == trees[0]


@pytest.mark.parametrize("how", ["changed", "added", "manifest"])
def test_a_site_changed_by_hand_is_said(thrice: tuple[Site, list[str]], how: str):
    """Publishing over a site that someone changed says so; what was changed does not go on."""
    site, trees = thrice
    spoil(releases(site)[2], how)
    done = run(site, "publish")

    assert done.returncode == 0, done.stderr
    assert "modifié à la main" in done.stderr
    assert tree(site.root / "public") == trees[2]


def test_what_cannot_be_compared_is_not_replaced(site: Site, public: Path):
    """Without any manifest nobody knows what was published: the doctor is asked."""
    publish(site)
    before = tree(public)
    spoil(releases(site)[0], "no manifest")
    done = run(site, "publish")

    assert done.returncode == 1
    assert "ne peut pas être comparé" in done.stderr
    assert tree(public) == before


def test_something_else_in_the_place_of_the_site(site: Site, public: Path):
    """A folder of the doctor's own is never taken for a site."""
    public.mkdir()
    (public / "photos.zip").write_bytes(b"x")
    done = run(site, "publish")

    assert done.returncode == 1
    assert "contient autre chose" in done.stderr
    assert [path.name for path in public.iterdir()] == ["photos.zip"]


@pytest.mark.parametrize("where", ["content", "."])
def test_a_folder_that_holds_the_blog(site: Site, where: str):
    """Written whole, the blog's own folder and the doctor's are refused all the same."""
    folder = site.root / where / ("public" if where == "content" else "")
    settle(site, f'folder = "{folder}"')
    before = tree(site.content)
    done = run(site, "publish")

    assert done.returncode == 1
    assert "ne peut pas être publié dans" in done.stderr
    assert tree(site.content) == before


def test_a_folder_elsewhere(site: Site, tmp_path_factory: pytest.TempPathFactory):
    """The site may be where a web server of this machine looks; its releases stand beside."""
    where = tmp_path_factory.mktemp("srv") / "carnet"
    settle(site, f'folder = "{where}"')
    publish(site)

    assert (where / "estomac" / "index.html").is_file()
    assert sorted(path.name for path in where.parent.iterdir()) == ["carnet", "carnet-releases"]
    assert not (site.root / "public").exists()


def test_pages_leaves_a_plain_folder(site: Site, public: Path):
    """A host that fetches the folder finds files, not a link; that is no weaker there."""
    settle(site, 'to = "pages"')
    first, second = publish(site), publish(site)

    assert not public.is_symlink()
    assert (public / "estomac" / "index.html").is_file()
    assert "liens" not in first.stderr + second.stderr
    assert leftovers(site) == []


def test_a_system_without_links(site: Site, public: Path):
    """Where links are impossible the site is published, and its weaker promise said aloud."""
    done = publish(site, LINKS="none")
    retell(site, "Texte nouveau")
    again = publish(site, LINKS="none")

    assert "ne permet pas les liens" in done.stderr
    assert "ne permet pas les liens" in again.stderr
    assert not public.is_symlink()
    assert "Texte nouveau" in (public / "estomac" / "index.html").read_text("utf-8")
    assert run(site, "rollback", LINKS="none").returncode == 0
    assert "Texte nouveau" not in (public / "estomac" / "index.html").read_text("utf-8")
    assert leftovers(site) == []


def test_an_audit_that_fails_publishes_nothing(site: Site, public: Path):
    """A plugin that never ran is seen from outside: nothing is put in force."""
    publish(site)
    before = tree(public)
    conf = (KIT / "publishconf.py").read_text("utf-8")
    (site.root / "publishconf.py").unlink()
    spoilt = "PLUGINS = [p for p in PLUGINS if p.__name__ not in ('plugins.gate.plugin',)]\n"
    (site.root / "publishconf.py").write_text(conf + spoilt, "utf-8")
    done = run(site, "publish")

    assert done.returncode == 1
    assert tree(public) == before


def test_many_at_once(site: Site, public: Path, everything: bool):
    """Twenty publications started together all end, one after another; the site is whole."""
    many = 20 if everything else 5
    publish(site)
    before = tree(public)
    processes = [start(site, "publish") for _ in range(many)]
    said = [process.communicate(timeout=600)[1] for process in processes]

    assert [process.returncode for process in processes] == [0] * many, said
    assert sum("est en cours" in text for text in said) >= many // 2
    assert tree(public) == before
    kept = [f"{number:06}" for number in (many - 1, many, many + 1)]
    assert [r.name[:6] for r in releases(site)] == kept
    assert leftovers(site) == []
    assert orphans(site) == []


def test_moving_the_blog_keeps_everything(
    original: tuple[Site, list[str]], thrice: tuple[Site, list[str]]
):
    """The blog's folder may be copied elsewhere: the site and its releases go along."""
    there, trees = thrice
    retell(there, "Ailleurs")
    publish(there)

    assert tree(original[0].root / "public") == trees[2]
    assert "Ailleurs" in (there.root / "public" / "estomac" / "index.html").read_text("utf-8")


def test_the_same_site_twice(site: Site, public: Path):
    """Going back from a site that was published twice leads to the one before both."""
    publish(site)
    before = tree(public)
    retell(site, "Texte nouveau")
    publish(site)
    publish(site)
    done = run(site, "rollback")

    assert done.returncode == 0, done.stderr
    assert tree(public) == before


def test_a_check_tells_what_would_be_gone(site: Site):
    """A check warns that publishing will refuse: an article that was published is gone."""
    site.write("articles/autre.md", ARTICLE.replace("L'estomac", "Autre"))
    publish(site)
    (site.content / "articles" / "autre.md").unlink()
    done = run(site, "check")

    assert done.returncode == 0
    assert "/autre/ était en ligne, et ne l’est plus." in done.stderr
    assert "Le blog ne sera pas publié ainsi." in done.stderr
    assert "Articles vérifiés\u00a0: 1" in done.stderr


def test_nothing_known_is_said(site: Site):
    """A machine that is new each time says that it cannot notice removals; a first does not."""
    first = publish(site)
    shutil.rmtree(site.root / "releases")
    (site.root / "public").unlink()
    again = publish(site, GITHUB_ACTIONS="true")

    assert "C’est la première publication" not in first.stderr
    assert "C’est la première publication faite d’ici" in again.stderr
    assert "::warning::C’est la première publication" in again.stdout
    assert "C’est la première publication" not in publish(site, GITHUB_ACTIONS="true").stderr


def test_a_first_site_that_reads_back_wrong(
    site: Site, public: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A first site that readers would not get as it was written is in force no more, nor kept."""
    monkeypatch.setattr("commands.publish.smoke", lambda *_: ["index.html"])

    assert publish_here(Paths(site.root), demonstration=True) == 1
    said = capsys.readouterr().err
    assert "index.html" in said
    assert "Le site n’a pas changé." in said
    assert not os.path.lexists(public)
    assert releases(site) == []


def test_an_error_nobody_foresaw(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A fault of the kit is one sentence with a file and a line, never a traceback; it is kept."""

    def fail(*_: object) -> None:
        raise KeyError("inattendu")

    monkeypatch.setattr("commands.releases.manifest.describe", fail)

    assert publish_here(Paths(site.root), demonstration=True) == 1
    said = capsys.readouterr().err
    assert "le kit lui-même s’est arrêté ici" in said
    assert "KeyError: 'inattendu'" in said
    assert "Traceback" not in said
    assert "Le site n’a pas changé." in said
    assert "Traceback" in (site.root / ".build" / "last-failure.txt").read_text("utf-8")
    assert leftovers(site) == []


def test_a_publication_trusts_nothing_that_was_kept(site: Site):
    """It begins from the texts: what builds and checks keep is neither read nor written."""
    run(site, "check")
    for kept in (site.root / ".build/cache").iterdir():
        kept.unlink()
    publish(site)

    assert not list((site.root / ".build/cache").iterdir())
