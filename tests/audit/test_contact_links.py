"""What shares a page, or leads to the doctor, is an address and nothing more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audit.contact_links import is_plain_mail, is_plain_share
from plugins.shared.contact_links import NETWORKS, mail_link, share_links
from tests.support.sites import ARTICLE, DEMO, Site
from tests.support.spoiling import PAGE, findings, said, spoil

SHOWN = "https://carnet.example/sla/"
SHARING = "a share link does more than give the address of its page."
MAILING = "an e-mail link is not the doctor’s, or does not say to write nothing on health."
DIALLING = "a telephone link is not the one of blog.toml."
UNMARKED = "the page does not say that it is part of a demonstration."
ASKED = "(N’écrivez rien sur votre santé, s’il vous plaît.)"


@pytest.mark.parametrize(("network", "link"), share_links(SHOWN, "Ça « va » & vient ?", NETWORKS))
def test_what_the_kit_shares_is_plain(network: str, link: str):
    """Each network gets the public address and the title, whatever is in the title."""
    assert is_plain_share(link, SHOWN), network


@pytest.mark.parametrize(
    "href",
    [
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fautre.example%2F",
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fcarnet.example%2Fsla%2F&utm=1",
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fcarnet.example%2Fsla%2F%3Fa%3D1",
        "http://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fcarnet.example%2Fsla%2F",
        "https://www.facebook.com.evil.example/sharer/sharer.php?u=https%3A%2F%2Fcarnet.example%2F",
        "https://u:p@x.com/intent/post?url=https%3A%2F%2Fcarnet.example%2Fsla%2F",
        "https://x.com/intent/post?text=sans%20adresse",
        "https://x.com/intent/post?url=https%3A%2F%2Fcarnet.example%2Fsla%2F&url=https%3A%2F%2Fb",
        "https://x.com/intent/post?url=https%3A%2F%2Fcarnet.example%2Fsla%2F&via=moi",
        "https://x.com/intent/post?url=https%3A%2F%2Fcarnet.example%2Fsla%2F#x",
        "https://wa.me/33100000000?text=https%3A%2F%2Fcarnet.example%2Fsla%2F",
        "https://wa.me/?text=https%3A%2F%2Fcarnet.example%2Fsla%2F%20https%3A%2F%2Fb.example",
        "https://share.joinmastodon.org/?a=1#text=https%3A%2F%2Fcarnet.example%2Fsla%2F",
        "https://share.joinmastodon.org/#text=https%3A%2F%2Fb.example",
        "https://share.joinmastodon.org/#text=rien",
        "https://partage.example/?u=https%3A%2F%2Fcarnet.example%2Fsla%2F",
        "mailto:moi@b.example?subject=x&body=https%3A%2F%2Fcarnet.example%2Fsla%2F",
        "mailto:?bcc=a%40b.example&body=https%3A%2F%2Fcarnet.example%2Fsla%2F",
        "https://[",
        "",
    ],
)
def test_what_does_more_is_not(published: Path, href: str):
    """Another page, another site, a word more, someone in copy: none is a plain share link."""
    assert not is_plain_share(href, SHOWN)
    text = (published / PAGE).read_text("utf-8")
    first = re.search(r'class="share">.*?href="([^"]*)"', text, re.DOTALL)
    assert first
    spoil(published / PAGE, first[1], href.replace("&", "&amp;"))

    assert (PAGE, SHARING) in said(published)


def test_a_share_link_is_protected(published: Path):
    """It tells the network nothing of the page it was followed from, but what it gives."""
    text = (published / PAGE).read_text("utf-8")
    link = re.search(r'href="https://wa\.me/[^"]*"( rel="[^"]*")', text)
    assert link
    spoil(published / PAGE, link[0], link[0].replace(link[1], ""))

    assert (PAGE, "a link to another site lacks its protection.") in said(published)


@pytest.mark.parametrize(
    "href",
    [
        "mailto:autre@carnet.example?subject=x&body=" + ASKED,
        "mailto:contact@carnet.example?subject=x",
        "mailto:contact@carnet.example?subject=x&body=Dites-moi%20tout",
        "mailto:contact@carnet.example?body=" + ASKED,
        "mailto:contact@carnet.example?subject=x&cc=a%40b.example&body=" + ASKED,
        "mailto:contact@carnet.example,a@b.example?subject=x&body=" + ASKED,
        "mailto:?subject=x&body=" + ASKED,
    ],
)
def test_a_mail_goes_to_the_doctor_alone(published: Path, href: str):
    """With a subject, and the words that ask for none on health; nobody else reads it."""
    assert not is_plain_mail(href, "contact@carnet.example")
    for page in (PAGE, "contact/index.html"):
        text = (published / page).read_text("utf-8")
        links = re.findall(r'href="(mailto:contact@carnet\.example[^"]*)"', text)
        for link in dict.fromkeys(links):
            spoil(published / page, link, href.replace("&", "&amp;"), text.count(link))

        assert (page, MAILING) in said(published)


def test_what_the_kit_writes_to_is_plain():
    """The kit's own link passes, with whatever words before those that ask."""
    link = mail_link("a@b.fr", "Une erreur", f"La page :\n\n{ASKED}")

    assert is_plain_mail(link, "a@b.fr")
    assert not is_plain_mail(link, "")


def test_a_telephone_is_the_doctor_s(published: Path):
    """A number that blog.toml does not hold is found."""
    spoil(
        published / PAGE,
        '<p class="site-footer__kit"',
        '<a href="tel:0899000000">08</a><p class="site-footer__kit"',
    )

    assert (PAGE, DIALLING) in said(published)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<p class="fictional">', "<p>"),
        ('<p class="fictional">', '<p class="fictional" hidden>'),
        ('<p class="fictional">', '<p class="fictional" aria-hidden="true">'),
        ('<header class="site-header">', '<header class="site-header" hidden>'),
        ('<header class="site-header">', '<header class="site-header" inert>'),
        ('<header class="site-header">', '</header><header class="site-header" style="x">'),
    ],
)
def test_a_demonstration_without_its_mark_is_found(published: Path, old: str, new: str):
    """On any page: the mark is there, and nothing hides it."""
    spoil(published / PAGE, old, new)

    assert (PAGE, UNMARKED) in said(published)


def test_a_mark_on_a_real_blog_is_found(published: Path, tmp_path: Path):
    """The page of a doctor who exists does not say that she does not."""
    text = (DEMO / "blog.toml").read_text("utf-8").replace("fictional = true", "fictional = false")
    content = tmp_path / "content"
    content.mkdir()
    (content / "blog.toml").write_text(text, "utf-8")

    assert "the page of a real blog says that it is a demonstration." in "\n".join(
        findings(published, content)
    )


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("Dr Jeanne Exemple", "Dr Autre", "doctor.name"),
        ("médecin généraliste", "chirurgienne", "doctor.specialty"),
        ("Aucun financement", "Un financement", "doctor.funding"),
        ("contact@carnet.example", "autre@carnet.example", "contact.mail"),
    ],
)
def test_a_notice_that_says_something_else_is_found(published: Path, old: str, new: str, name: str):
    """Who publishes, hosts and writes is said word for word, or the site does not pass."""
    page = published / "mentions-legales" / "index.html"
    head, main, rest = page.read_text("utf-8").partition("<main")
    body, end, foot = rest.replace("\u00a0", " ").partition("</main>")
    assert old in body
    page.write_text(head + main + body.replace(old, new) + end + foot, "utf-8")

    wanted = f"the legal notice does not say “{name}” as blog.toml does."
    assert ("mentions-legales/index.html", wanted) in said(published)


def test_a_reviewer_nobody_named_is_found(published: Path):
    """Whatever the theme or a plugin makes of it: without one in the header, none on the page."""
    spoil(published / PAGE, "par son auteur", "par Dr Paul Martin, cardiologue")

    assert (PAGE, "the page names a reviewer, and its header does not.") in said(published)


def test_a_reviewer_left_out_is_found(site: Site):
    """The one that the header names is on the page, by that name."""
    site.write("articles/estomac.md", ARTICLE.replace("date:", "reviewer: Dr Paul Martin\ndate:"))
    built = site.build(base="publishconf")
    assert findings(built.output, site.content) == []
    spoil(built.output / "estomac" / "index.html", "Dr Paul Martin", "Dr Autre", -1)

    assert "the page does not name its reviewer." in "\n".join(findings(built.output, site.content))


def test_a_page_that_did_not_write_itself_is_missed(published: Path):
    """Without its source in the content folder, it is expected all the same."""
    (published / "en" / "accessibilite" / "index.html").unlink()

    assert ("en/accessibilite/index.html", "the page of blog.toml is missing.") in said(published)


CONTACT = "contact/index.html"
NOTICE = '<aside class="disclaimer disclaimer--emergency" role="note"'
MISSING = "the page of contact does not say whom to call in an emergency."
NOT_FIRST = "whom to call in an emergency does not stand first, seen."
OTHER_WORDS = "the page of contact does not say the approved words on emergencies."


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (NOTICE, '<aside class="other"', MISSING),
        (NOTICE, f"{NOTICE} hidden", NOT_FIRST),
        (NOTICE, f"<p>Mot de moi.</p>{NOTICE}", NOT_FIRST),
        (NOTICE, f"Mot de moi.{NOTICE}", NOT_FIRST),
        (NOTICE, f"<details>{NOTICE}", NOT_FIRST),
        ("Un courriel peut", "Un courriel ne peut", OTHER_WORDS),
        ('<a href="tel:15">15</a>', '<a href="tel:16">16</a>', OTHER_WORDS),
        (
            '<a href="tel:15">15</a>',
            '<a href="tel:16">15</a>',
            "the disclaimer calls another number than it shows.",
        ),
    ],
)
def test_the_page_of_contact_calls_first(published: Path, old: str, new: str, finding: str):
    """There, seen, before all else, word for word, with the numbers that it shows."""
    spoil(published / CONTACT, old, new)

    assert (CONTACT, finding) in said(published)


def test_the_numbers_of_the_page_of_contact_can_be_dialled(published: Path):
    """As links: a reader in an emergency copies no figures. In the other language too."""
    page = published / "en" / CONTACT
    html = page.read_text("utf-8")
    page.write_text(re.sub(r'<a href="tel:[^"]*">(\d+)</a>', r"\1", html), "utf-8")

    cannot = "the emergency numbers of a page of contact cannot be dialled."
    assert (f"en/{CONTACT}", cannot) in said(published)
