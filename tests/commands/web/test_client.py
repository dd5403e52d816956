"""The way out: what services answer, or fail to, is a fact, a refusal in words, or waited for."""

from __future__ import annotations

import gzip
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.cite.pubmed import read_pubmed
from commands.web import client as network
from commands.web.client import LARGEST, Network, NoAnswerError, is_public, read_object
from plugins.shared.i18n import translator
from tests.support.replaying import Reply, Services, cite, message, recorded, replaying, xml
from tests.support.sites import Site

WAKEFIELD = "10.1016/s0140-6736(97)11096-0"
BUSY = Reply(b"", 429, headers={"Retry-After": "9999"})


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    with replaying() as found:
        for name, base in found.environment.items():
            monkeypatch.setenv(name, base)
        yield found


@pytest.fixture
def waited() -> list[float]:
    """How long the network waited, instead of waiting."""
    return []


@pytest.fixture
def way(services: Services, waited: list[float]) -> Network:
    return Network("0", "https://carnet.example", pause=waited.append)


def refused(way: Network, url: str) -> str:
    """Return what is said of an address that gives no answer."""
    with pytest.raises(NoAnswerError) as caught:
        way.get(url, "Crossref")
    return caught.value.rendered(translator("fr"))


def test_a_404_is_a_fact(way: Network, services: Services):
    """That there is nothing is an answer."""
    answer = way.get(f"{services.base}/crossref/works/x", "Crossref")

    assert not answer.found


def test_a_busy_service_is_asked_again(way: Network, services: Services, waited: list[float]):
    """After 429, the service is asked again once it had time; what it asks for is bounded."""
    services.on("/crossref/", BUSY, Reply(b"", 503), Reply(b'{"message": {}}'))

    assert read_object(way.get(f"{services.base}/crossref/x", "Crossref"), "Crossref")
    assert [wait for wait in waited if wait >= 1] == [8, 2]


def test_a_service_is_asked_three_times_a_second(
    way: Network, services: Services, waited: list[float]
):
    """That is what PubMed allows; what a request took counts as waited."""
    for _ in range(3):
        way.get(f"{services.base}/crossref/works/x", "Crossref")

    assert len(waited) == 2
    assert all(0 < wait <= 0.34 for wait in waited)


def test_a_broken_service_is_left_alone(way: Network, services: Services):
    """Three tries, then words; after two silences it is not asked any more."""
    services.on("/crossref/", Reply(b"", 500))

    assert "Crossref n’a pas pu répondre (code 500)" in refused(way, f"{services.base}/crossref/x")
    assert len(services.asked) == 3


def test_a_silent_service_is_not_asked_for_ever(way: Network):
    """After two silences of a service, the others of a long list do not wait for it."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        way._tests.add(("127.0.0.1", nobody.getsockname()[1]))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        said = [refused(way, url).partition(" Vérifiez")[0] for _ in range(3)]

    assert said[:2] == ["Crossref ne répond pas (pas de connexion)."] * 2
    assert said[2] == "Crossref ne répond pas."


def test_a_slow_service_is_not_waited_for(
    way: Network, services: Services, monkeypatch: pytest.MonkeyPatch
):
    """Silence has an end, and so has an answer that comes drop by drop, of whatever length."""
    monkeypatch.setattr(network, "PATIENCE", 0.2)
    services.on("/slow", Reply(b"{}", after=2))

    assert "trop lent" in refused(way, f"{services.base}/slow")

    monkeypatch.setattr(network, "PATIENCE", 5)
    monkeypatch.setattr(network, "LONGEST", 0.2)
    services.on("/drops", Reply(b"{}" * 50, drip=0.05, length=-1))
    assert "trop lent" in refused(way, f"{services.base}/drops")


def test_a_body_cut_short_is_no_answer(way: Network, services: Services):
    """Fewer bytes than were announced, or half of what was compressed, are not read."""
    packed = gzip.compress(b"x" * 1000)[:-20]
    services.on("/short", Reply(b'{"message": {}}', length=500))
    services.on("/packed", Reply(packed, headers={"Content-Encoding": "gzip"}))

    assert "coupé" in refused(way, f"{services.base}/short")
    assert "coupé" in refused(way, f"{services.base}/packed")


def test_a_compressed_answer_is_read(way: Network, services: Services):
    """What was compressed on the way is the same."""
    packed = gzip.compress(b'{"a": 1}')
    services.on("/packed", Reply(packed, headers={"Content-Encoding": "gzip"}))

    assert way.get(f"{services.base}/packed", "Crossref").body == b'{"a": 1}'


@pytest.mark.parametrize("packed", [False, True])
def test_too_much_is_not_read(way: Network, services: Services, packed: bool):
    """Neither megabytes nor what unfolds into them."""
    body = b" " * (LARGEST + 1)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    services.on("/large", Reply(gzip.compress(body) if packed else body, headers=headers))

    assert "plus de 5 Mo" in refused(way, f"{services.base}/large")


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://a..b/",
        "http://[::1",
    ],
)
def test_no_redirect_leads_inside(way: Network, services: Services, target: str):
    """A redirect to the doctor's own network, or to a file, is refused before it is asked."""
    services.on("/moved", Reply(b"", 302, headers={"Location": target}))

    said = refused(way, f"{services.base}/moved")

    assert "pas une adresse publique" in said or "n’en est pas une" in said
    assert len(services.asked) == 1


def test_the_address_typed_is_checked_too(site: Site, services: Services):
    """An address of the inside is no source, and nothing of it is read."""
    done = cite(site, services, "http://10.0.0.1/secret")

    assert done.status == 1
    assert "10.0.0.1:80\u00a0» n’est pas une adresse publique" in done.said


def test_a_redirect_is_followed_but_not_for_ever(way: Network, services: Services):
    """As browsers do, and five times at most."""
    services.on("/moved", Reply(b"", 301, headers={"Location": "/here?a=1"}))
    services.on("/here", Reply(b"ok"))
    services.on("/circle", Reply(b"", 307, headers={"Location": "/circle"}))

    assert way.get(f"{services.base}/moved", "x").url.endswith("/here?a=1")
    assert "sans fin" in refused(way, f"{services.base}/circle")


@pytest.mark.parametrize(
    "address", ["10.1.2.3", "127.0.0.1", "::1", "fe80::1", "::ffff:192.168.0.1", "224.0.0.1"]
)
def test_what_is_not_public(address: str):
    """Loopback, private, link-local and multicast addresses, written in any way."""
    assert not is_public(address)


def test_what_is_public():
    """Others are: of both kinds, and written the one in the other."""
    assert is_public("9.9.9.9")
    assert is_public("2620:fe::fe")
    assert is_public("64:ff9b::909:909")
    assert not is_public("64:ff9b::a00:1")


@pytest.mark.parametrize(
    ("target", "reply"),
    [
        ("/crossref/", Reply(b'{"message": ')),
        ("/crossref/", Reply(b"[]")),
        ("/crossref/", Reply(b'{"message": {"DOI": 3}}')),
        ("/pubmed/esearch", Reply(b'{"esearchresult": []}')),
    ],
)
def test_an_answer_that_makes_no_sense(site: Site, services: Services, target: str, reply: Reply):
    """What cannot be read is told as such: nothing is written of it, and it is no 404."""
    services.on(target, reply)

    done = cite(site, services, WAKEFIELD)

    assert done.status == 1
    assert "a envoyé quelque chose d’illisible" in done.said
    assert "Aucune publication" not in done.said


@pytest.mark.parametrize(
    "body",
    [
        b"<PubmedArticleSet>",
        b"<html/>",
        b"<PubmedArticleSet>" + b"<a>" * 200 + b"</a>" * 200 + b"</PubmedArticleSet>",
    ],
    ids=["cut", "another kind", "deep"],
)
def test_xml_that_makes_no_sense(site: Site, services: Services, body: bytes):
    """Half a record, another document or one that is endlessly deep is not read."""
    services.on("id=39626065&", Reply(body, kind="text/xml"))

    done = cite(site, services, "39626065")

    assert done.status == 1
    assert "PubMed a envoyé quelque chose d’illisible" in done.said


def test_a_record_without_its_title(site: Site, services: Services):
    """A record that was read, and lacks what a reference cannot lack, is no broken connection."""
    empty = b"<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>"
    services.on("id=39626065&", Reply(empty, kind="text/xml"))

    done = cite(site, services, "39626065")

    assert done.status == 1
    assert "il manque à sa fiche son titre ou son numéro" in done.said
    assert "connexion" not in done.said


@pytest.mark.parametrize(
    "entity", ['SYSTEM "file:///etc/hostname"', '"bbbb"'], ids=["a file", "one that grows"]
)
def test_xml_opens_nothing(entity: str):
    """A record with entities of its own is refused, however good the rest of it is."""
    good = recorded("pubmed/39663965.xml").decode()
    start = good.index("<PubmedArticleSet>")
    title = "<ArticleTitle>&b;</ArticleTitle>"
    bad = re.sub("<ArticleTitle>.*?</ArticleTitle>", title, good[start:])

    assert read_pubmed(good.encode())
    with pytest.raises(NoAnswerError):
        read_pubmed(f"<!DOCTYPE PubmedArticleSet [<!ENTITY b {entity}>]>{bad}".encode())


def test_one_service_out_of_two_is_enough(site: Site, services: Services):
    """Without PubMed, Crossref's record is taken; its status is not taken for good news."""
    services.on("/pubmed/", Reply(b"", 500))
    services.article("10.1007/978-1-59745-423-0_7", message("crossref/chapter.json"))

    done = cite(site, services, "10.1007/978-1-59745-423-0_7")

    assert (done.status, done.out) == (0, "[@hainaut2011]\n")
    assert "statut inconnu" in done.said
    assert "cite --check" in done.said


def test_a_busy_service_costs_nothing_but_time(site: Site, services: Services):
    """What came on the second try is a source like any other, its status read."""
    services.on("/crossref/", Reply(b"", 429), message("crossref/chapter.json"))

    done = cite(site, services, "10.1007/978-1-59745-423-0_7")

    assert (done.status, done.out) == (0, "[@hainaut2011]\n")
    assert "aucune rétractation" in done.said


def test_a_resolver_without_the_agency(site: Site, services: Services):
    """When neither Crossref nor doi.org answers, that is said; DataCite's 404 proves nothing."""
    services.on("/crossref/", Reply(b"", 500))
    services.on("/doi/", Reply(b"", 500))

    done = cite(site, services, "10.1000/x")

    assert done.status == 1
    assert "n’a pas pu répondre (code 500)" in done.said
    assert "Aucune publication" not in done.said


def test_bad_news_need_one_service_only(site: Site, services: Services):
    """What is known of a retraction is told even while Crossref is out."""
    services.on("/crossref/", Reply(b"", 500))
    services.on(f'term="{WAKEFIELD}', Reply(b'{"esearchresult": {"idlist": ["9500320"]}}'))
    services.on("id=9500320&", xml("pubmed/9500320.xml"))

    assert (
        "RÉTRACTÉE (depuis le 6 février 2010, d’après PubMed"
        in cite(site, services, WAKEFIELD).said
    )


def test_the_kit_names_itself_without_its_own_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A copy of the kit that lacks one file asks all the same."""
    assert network.kit_version() != "0"

    monkeypatch.setattr(network, "_PROJECT", tmp_path / "pyproject.toml")
    assert network.kit_version() == "0"
