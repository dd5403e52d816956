"""What is published is what the content folder promises, all of it and nothing else."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from audit import audit
from audit.inventory import address, read_header, read_inventory
from audit.results import AS_GIVEN, KEPT_BACK, TAKEN_AWAY
from plugins.gate.foreign_files import LEFTOVERS
from plugins.gate.steps import PLUGINS
from tests.support.sites import ARTICLE, BLOG, DEMO, Site
from tests.support.spoiling import TODAY, findings, said, spoil

HEADER = "---\ntitle: Un titre\ndate: 2026-10-02\nconditions: reflux\n---\n"


def test_the_demonstration_passes(published: Path):
    """The audit finds nothing to say of the demonstration."""
    assert findings(published) == []


def test_what_was_proven_is_counted(published: Path):
    """The audit says how much it looked at, and all of it held."""
    audited = audit(published, DEMO, TODAY)
    counts = {proven.what: (proven.count, proven.of) for proven in audited.proven}

    assert all(proven.holds for proven in audited.proven)
    of_articles = next(what for what in counts if what.startswith("articles whose disclaimer"))
    assert counts[of_articles] == (14, 14)
    of_pages = next(what for what in counts if what.startswith("articles and pages"))
    assert counts[of_pages] == (176, 176)
    assert counts[AS_GIVEN] == (2, 2)
    # The demonstration has everything but drafts; a plain build makes no leaflet.
    assert {what for what, (_, of) in counts.items() if not of} == {KEPT_BACK, TAKEN_AWAY}
    assert len(audited.articles) == 14
    assert audited.articles["en/ror-et-autisme/index.html"] == "articles/ror-et-autisme.en.md"


def test_what_was_not_proven_is_counted(published: Path):
    """A page that does not hold is not among those that do."""
    spoil(published / "sla" / "index.html", 'role="note"', "")
    (proven,) = (
        p for p in audit(published, DEMO, TODAY).proven if p.what.startswith("articles whose")
    )

    assert (proven.count, proven.of, proven.holds) == (13, 14, False)


@pytest.mark.parametrize("absent", PLUGINS)
def test_no_plugin_can_be_missing(site: Site, absent: str):
    """Without any one plugin, the build stops, or the audit does not let the site pass."""
    built = site.build(
        f"PLUGINS = [plugin for plugin in PLUGINS if plugin.__name__ != {absent!r}]",
        base="publishconf",
    )

    assert built.status != 0 or findings(built.output, site.content)


def test_a_complete_site_passes_both_halves(site: Site):
    """With all its plugins the same site is built and passes."""
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []


def test_a_lost_page_is_found(published: Path):
    """An article of the content folder without its page does not pass."""
    (published / "sla" / "index.html").unlink()

    assert ("sla/index.html", "the page of articles/sla.md is missing.") in said(published)


def test_a_lost_page_of_the_doctor_is_found(published: Path):
    """So is a page that is no article."""
    (published / "a-propos" / "index.html").unlink()

    assert ("a-propos/index.html", "the page of pages/a-propos.md is missing.") in said(published)


@pytest.mark.parametrize(
    "name",
    [
        "ancien.html",
        "ancien/index.html",
        "rubrique/inconnue/index.html",
        "mot-cle/inconnu/index.html",
        "page/3/index.html",
        "page/02/index.html",
        "sla/page/2/index.html",
        "rubrique/sang/page/3/index.html",
        "sla/index.en.html",
        "en/sla/index.html",
        "theme/extra.html",
    ],
)
def test_a_page_from_nowhere_is_found(published: Path, name: str):
    """A page that comes from no text does not pass, wherever it stands and however it looks."""
    (published / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(published / "index.html", published / name)

    assert (name, "this page comes from no text of yours.") in said(published)


def test_an_article_taken_out_leaves_no_page(published: Path, demo_content: Path):
    """The page of an article that the content folder does not have any more does not pass."""
    (demo_content / "articles" / "sla.md").unlink()

    assert ("sla/index.html", "this page comes from no text of yours.") in said(
        published, demo_content
    )


def test_long_lists_have_following_pages(site: Site):
    """The second and third pages of a list are known, as long as there are articles for them."""
    for number in range(21):
        site.write(f"articles/a{number}.md", f"{HEADER}Texte [@chey2024].\n")
    built = site.build(base="publishconf")

    assert (built.output / "page" / "3" / "index.html").is_file()
    assert findings(built.output, site.content) == []


def test_a_published_draft_is_found(published: Path, demo_content: Path):
    """A draft that reached the published pages does not pass."""
    path = demo_content / "articles" / "sla.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nstatus: draft\n", 1), "utf-8")
    found = said(published, demo_content)

    assert (
        "sla/index.html",
        "a draft, or an article planned for a later day, is among the published pages.",
    ) in found
    assert any("feeds/all.atom.xml" in name for name, _ in found)


def test_drafts_are_not_published(site: Site):
    """A draft has a page on the doctor's machine, none online."""
    path = site.content / "articles" / "pas-fini.md"
    path.write_text("---\ntitle: Pas fini\nstatus: draft\n---\nÀ écrire.\n", "utf-8")
    local = site.build()

    assert local.status == 0, local.said
    assert (local.output / "drafts" / "pas-fini" / "index.html").is_file()
    assert findings(local.output, site.content, drafts=True) == []
    assert (
        "drafts/pas-fini/index.html",
        "a draft, or an article planned for a later day, is among the published pages.",
    ) in said(local.output, site.content)
    shutil.rmtree(local.output)
    online = site.build(base="publishconf")
    assert online.status == 0, online.said
    assert not (online.output / "drafts").exists()
    assert findings(online.output, site.content) == []


def test_draft_pages_are_not_published(site: Site):
    """A draft that is no article has a page on the doctor's machine too, in any language."""
    for name in ("essai.md", "essai.en.md"):
        site.write(f"pages/{name}", "---\ntitle: Essai\nstatus: draft\n---\nÀ écrire.\n")
    built = site.build()

    assert built.status == 0, built.said
    assert (built.output / "drafts" / "essai" / "index.html").is_file()
    assert findings(built.output, site.content, drafts=True) == []
    found = said(built.output, site.content)
    for page in ("drafts/essai/index.html", "drafts/en/essai/index.html"):
        assert (
            page,
            "a draft, or an article planned for a later day, is among the published pages.",
        ) in found


def test_a_hidden_article_has_a_page_and_no_entry(site: Site):
    """A hidden article has an address, and nothing leads there."""
    site.write(
        "articles/discret.md", HEADER.replace("---\n", "---\nstatus: hidden\n", 1) + "[@chey2024]"
    )
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []
    assert "discret/index.html" not in audit(built.output, site.content, TODAY).articles
    (built.output / "discret" / "index.html").unlink()
    assert any(
        "articles/discret.md is missing" in line for line in findings(built.output, site.content)
    )


def test_a_hidden_article_in_a_feed_is_found(published: Path, demo_content: Path):
    """An article hidden since is not in a feed any more."""
    path = demo_content / "articles" / "sla.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nstatus: hidden\n", 1), "utf-8")

    assert (
        "feeds/all.atom.xml (sla/)",
        "the feed names a page that is no published article.",
    ) in said(published, demo_content)


def test_a_name_with_accents_becomes_an_address(site: Site):
    """A file may be named in plain French: its address has no accent and no space."""
    site.write("articles/Mal de l'été.md", f"{HEADER}Texte [@chey2024].\n")
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert (built.output / "mal-de-l-ete" / "index.html").is_file()
    assert findings(built.output, site.content) == []


@pytest.mark.parametrize(
    "statement",
    [
        b"",
        b"{",
        b"[]",
        b'{"day": "2026-11-21", "gate": "passed"}',
        b'{"day": "2026-11-22", "gate": "failed"}',
        b'{"day": "2026-11-22"}',
    ],
)
def test_a_site_that_the_gate_did_not_pass_is_found(published: Path, statement: bytes):
    """Without the statement of the gate, of that day, a site does not pass."""
    (published / "build.json").write_bytes(statement)

    assert ("build.json", "this site did not pass all the checks on 2026-11-22.") in said(published)


def test_a_missing_statement_is_found(published: Path):
    """Nor does it without any statement."""
    (published / "build.json").unlink()

    assert any("did not pass all the checks" in line for line in findings(published))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("---\ntitle: A\nStatus : draft\n---\nslug: b\n", {"title": "A", "status": "draft"}),
        ("Title: A\r\nSlug: b\r\n\r\nstatus: draft\r\n", {"title": "A", "slug": "b"}),
        ("\n---\nstatus:\n  draft\n...\nlang: en", {"status": "draft"}),
        (
            "---\nslug: 'a-b'\nlang: \"en\"\n\nkind: practice\n---\n",
            {"slug": "a-b", "lang": "en", "kind": "practice"},
        ),
        ("\n---\ntitle: A\n\nstatus: draft\n---\n", {"title": "A", "status": "draft"}),
        ("un texte sans rien", {}),
    ],
)
def test_a_header_is_read_again(text: str, fields: dict[str, str]):
    """YAML or plain lines, French typography, values below their names, up to the end."""
    assert read_header(text) == fields


def test_a_name_is_read_again():
    """A file's name becomes an address by the audit's own rule."""
    assert address("Mal de l'Œil Ægéen") == "mal-de-l-oeil-aegeen"


def test_what_the_demonstration_promises():
    """Languages, days and sources come from the content folder alone."""
    inventory = read_inventory(DEMO, TODAY)
    article = inventory.by_page["en/ipp-au-long-cours/index.html"]

    assert (article.language, article.status, article.medical) == ("en", "published", True)
    assert (article.day, article.disclaimer) == (date(2026, 2, 12), "medication")
    assert inventory.pages["en/index.html"] == "pages/english.md"
    assert inventory.own == "https://carnet.example"


def test_nothing_else_is_a_text(tmp_path: Path):
    """Leftovers of editors promise nothing."""
    (tmp_path / "articles").mkdir()
    for name in (".a.md", "a.md~", "#a.md#", "a.txt", "~$a.md"):
        (tmp_path / "articles" / name).write_text(HEADER, "utf-8")

    assert read_inventory(tmp_path, TODAY).articles == ()


@pytest.mark.parametrize("pattern", LEFTOVERS)
def test_what_the_build_passes_over_is_no_text(pattern: str, tmp_path: Path):
    """In no folder named like what programs leave behind does a text promise a page."""
    folder = tmp_path / "articles" / pattern.replace("*", "a").replace("?", "b")
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(HEADER, "utf-8")

    assert read_inventory(tmp_path, TODAY).articles == ()


def test_the_language_of_a_blog_is_its_own(site: Site):
    """What is expected of an English blog is expected in English, in its articles too."""
    site.write("blog.toml", BLOG.replace('language = "fr"', 'language = "en"'))
    site.write("articles/estomac.md", ARTICLE)
    inventory = read_inventory(site.content, TODAY)

    assert inventory.language == "en"
    assert [article.language for article in inventory.articles] == ["en"]


@pytest.mark.parametrize(
    ("folder", "status", "promised"),
    [
        ("articles", "published", True),
        ("pages", "published", True),
        ("articles", "draft", False),
        ("pages", "draft", False),
    ],
)
def test_pages_write_themselves_in_each_language_met(
    site: Site, folder: str, status: str, promised: bool
):
    """One text in English that readers may see, and there is a page of contact in English."""
    site.write(f"{folder}/welcome.en.md", f"title: Welcome\nstatus: {status}\n\nWelcome.\n")

    pages = read_inventory(site.content, TODAY).pages
    assert "contact/index.html" in pages
    assert ("en/contact/index.html" in pages) is promised


def test_practice_news_need_no_source(site: Site):
    """News of the practice pass without sources nor communities, not without a disclaimer."""
    site.write(
        "articles/conges.md", HEADER.replace("conditions: reflux", "kind: practice") + "Fermé."
    )
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []
    page = built.output / "conges" / "index.html"
    spoil(page, '<aside class="disclaimer', '<aside class="x')
    assert any(
        "the disclaimer: there must be one" in line for line in findings(built.output, site.content)
    )
