"""Check what a DOI, a PMID, a PMCID, an ISBN and an address are made of.

Each is made as it is compared: bare, without what the sentence or the publisher wrote around it.
Pure: knows neither Pelican nor the network.

DOI: ISO 26324, *DOI Handbook*, 2.2 and 2.4. PMID and PMCID: National Library of Medicine. ISBN:
International ISBN Agency, *ISBN Users’ Manual*, 7th ed., appendix 1. arXiv: *Understanding the
arXiv identifier*; Cochrane and medRxiv make their DOIs of their own numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from plugins.shared.problems import UNSEEN
from plugins.shared.tracking import untracked

DOI, PMID, PMCID, ISBN, URL = "DOI", "PMID", "PMCID", "ISBN", "URL"

# A DOI may hold < and >, as those of Wiley did until 2001, but no quote, space or control.
IN_DOI = r"[^\s\"“”«»\\^`{}|\x00-\x1f\x7f]"
_DOI = re.compile(rf"10\.[0-9]{{4,9}}(?:\.[0-9]+)*/{IN_DOI}+")
_PMID = re.compile(r"[1-9][0-9]{0,8}")
# A number of PubMed as French writes large numbers: 39 626 064.
GROUPED = r"[0-9]{1,3}(?:\s[0-9]{3}){1,2}"
_PMCID = re.compile(r"PMC[1-9][0-9]{0,8}")
ISBN_SYNTAX = re.compile(r"(?:[0-9][\s-]*){9}(?:[0-9][\s-]*){0,3}[0-9Xx]")
_URL = re.compile(r"https?://[^\s\"<>“”«»\\^`{|}]+", re.IGNORECASE)

# What a page or a word processor leaves between the letters it copies, and shows nobody.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\n ]+")
HYPHENS = re.compile("[\u2010-\u2013\u2212](?=[^\u2010-\u2013\u2212]|$)")
# What ends a sentence, not a name.
_AFTER = ".,;:!?…'’\"*_<([{«“"
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<", "»": "«", "”": "“"}
# What publishers write after a DOI for one form of the text.
_FORM = re.compile(
    r"(?:/(?:full|abstract|abs|e?pdf|pdfft|pdfdirect|html?|xml|fulltext|full-text|summary"
    r"|references|meta|tables|figures|supplementary-material|related|information|view)(?:/.*)?"
    r"|\.(?:full|abstract)(?:[.-](?:pdf|text|html?))*|\.pdf|\.html?)$",
    re.IGNORECASE,
)
# bioRxiv and medRxiv add the version to the DOI.
_DRAFT = re.compile(r"^(10\.(?:1101|64898)/[\d.]+)v\d+\S*$", re.IGNORECASE)
# Oxford University Press adds the number of its page.
_OXFORD_PAGE = re.compile(r"^(10\.1093/[a-z]+/[a-z]+\d+)/\d{5,}$", re.IGNORECASE)
_TRACKED = re.compile(r"\?[\w.-]*(?:=.*)?$|#(?:[a-z].*)?$", re.IGNORECASE | re.DOTALL)
_SHORT, _LONG = 10, 13

# Numbers of registers and archives, and the DOI or the address that each makes.
ARXIV = r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"
_REGISTERED: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), kind, made)
    for pattern, kind, made in (
        (rf"arxiv\s*:?\s*{ARXIV}(?:\s*\[[\w.-]+\])?", DOI, "10.48550/arxiv.{}"),
        (r"(?:cochrane\s*:?\s*)?((?:cd|mr|ed)\d{6}(?:\.pub\d+)?)", DOI, "10.1002/14651858.{}"),
        (
            r"(?:(?:med|bio)rxiv\s*:?\s*)?(\d{4}\.[01]\d\.[0-3]\d\.\d{6,8})(?:v\d+)?",
            DOI,
            "10.1101/{}",
        ),
        (r"biorxiv\s*:?\s*(\d{6})(?:v\d+)?", DOI, "10.1101/{}"),
        (r"isrctn\s*:?\s*(\d{8})", DOI, "10.1186/isrctn{}"),
        (
            r"(?:clinicaltrials\.gov(?:\s+(?:identifier|id|number))?\s*:?\s*)?nct\s*:?\s*(\d{8})",
            URL,
            "https://clinicaltrials.gov/study/NCT{}",
        ),
        (
            r"(?:hal(?:\s*id)?\s*:?\s*)?((?:hal|tel|halshs|inserm|pasteur|dumas|cel)-\d{8})(v\d+)?",
            URL,
            "https://hal.science/{}",
        ),
        (r"(ark:/?\d{5,9}/[\w/.=-]+)", URL, "https://n2t.net/{}"),
    )
)

# Those of them that stand in a reference, not to be taken for anything else.
REGISTERED_IN_TEXT = (
    rf"(?i:arxiv\s{{0,3}}:\s{{0,3}}{ARXIV.replace('(', '(?:', 1)}|NCT[0-9]{{8}}|ISRCTN\s?[0-9]{{8}}"
    r"|(?:hal|tel|halshs|inserm|pasteur|dumas|cel)-[0-9]{8}(?:v[0-9]+)?)"
)

_PLACE = re.compile(r"#(?![/!]).*$")


@dataclass(frozen=True)
class Identifier:
    """A name of a publication; ``kind`` is ``DOI``, ``PMID``, ``PMCID``, ``ISBN`` or ``URL``."""

    kind: str
    value: str

    @property
    def name(self) -> str:
        """Return it with its kind, as it is compared: ``doi:10.1042/bj1490739``.

        An address without what would follow readers, and without a place in its page; “#/” and “#!”
        begin another page where scripts make them.
        """
        value = _PLACE.sub("", untracked(self.value)) if self.kind == URL else self.value
        return f"{self.kind}:{value}".lower().rstrip("/")

    @property
    def address(self) -> str:
        """Return where it leads; empty for an ISBN, which no single site holds."""
        return {
            DOI: f"https://doi.org/{quote(self.value, safe='/:;().,-_~!$&*+=@')}",
            PMID: f"https://pubmed.ncbi.nlm.nih.gov/{self.value}/",
            PMCID: f"https://pmc.ncbi.nlm.nih.gov/articles/{self.value}/",
            URL: self.value,
        }.get(self.kind, "")


def is_doi(value: object) -> bool:
    """Tell whether a value is a bare DOI, from which a link can be made."""
    return isinstance(value, str) and _DOI.fullmatch(value) is not None


def is_pmid(value: object) -> bool:
    """Tell whether a value is a number of PubMed."""
    return isinstance(value, str) and _PMID.fullmatch(value) is not None


def is_pmcid(value: object) -> bool:
    """Tell whether a value is a number of PubMed Central: ``PMC1165682``."""
    return isinstance(value, str) and _PMCID.fullmatch(value) is not None


def is_url(value: object) -> bool:
    """Tell whether a value is a whole address of the web."""
    return isinstance(value, str) and _URL.fullmatch(value) is not None


def is_isbn(figures: str) -> bool:
    """Tell whether ten or thirteen figures are an ISBN: the last one proves the others."""
    if len(figures) == _SHORT:
        values = [10 if figure == "X" else int(figure) for figure in figures]
        return sum(value * (10 - n) for n, value in enumerate(values)) % 11 == 0
    if len(figures) == _LONG and figures.isdecimal():
        return sum(int(figure) * (3 if n % 2 else 1) for n, figure in enumerate(figures)) % 10 == 0
    return False


def longest_isbn(figures: str) -> str:
    """Return an ISBN of thirteen figures: 978, nine of the ten, and a new proof."""
    if len(figures) != _SHORT:
        return figures
    first = f"978{figures[:9]}"
    proof = -sum(int(figure) * (3 if n % 2 else 1) for n, figure in enumerate(first)) % 10
    return f"{first}{proof}"


def cleaned(words: str) -> str:
    """Return words without what nobody sees, every kind of space made plain."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", words)).strip()


def without_end(written: str) -> str:
    """Return a name without what ended the sentence it was copied from."""
    end = len(written)
    # Counted once, for a text may end with thousands of them.
    left = {sign: written.count(sign) for pair in _PAIRS.items() for sign in pair}
    while end:
        last = written[end - 1]
        opened = _PAIRS.get(last, "")
        alone = opened and left[last] > left[opened]
        if not (last in _AFTER or last.isspace() or alone):
            break
        if last in left:
            left[last] -= 1
        end -= 1
    return written[:end]


def read_doi(written: str) -> str:
    """Return a bare DOI, in small letters as it is compared; empty for anything else."""
    before, doi = "", HYPHENS.sub("-", written.strip())
    while before != doi:
        before = doi
        # Copied from an address, where ( is %28, or %2528 where one address held the other.
        shown = HYPHENS.sub("-", unquote(doi))
        doi = shown if "\ufffd" not in shown and _DOI.fullmatch(shown) else doi
        doi = without_end(_TRACKED.sub("", without_end(doi))).rstrip("/")
        bare = without_end(_DRAFT.sub(r"\1", _FORM.sub("", doi)))
        doi = bare if _DOI.fullmatch(bare) else doi
    doi = _OXFORD_PAGE.sub(r"\1", doi).lower()
    return doi if _DOI.fullmatch(doi) and not UNSEEN.search(doi) else ""


def read_pmid(written: str) -> str:
    """Return a number of PubMed, without zeros before it nor spaces in it; empty for others."""
    value = without_end(written.strip())
    if re.fullmatch(GROUPED, value):
        value = re.sub(r"\s", "", value)
    value = value.lstrip("0")
    return value if _PMID.fullmatch(value) else ""


def read_pmcid(written: str) -> str:
    """Return ``PMC1165682``, without its version; empty for anything else."""
    match = re.fullmatch(r"PMC\s?0*([0-9]{1,9})(?:\.[0-9]+)?", without_end(written.strip()), re.I)
    value = f"PMC{match[1]}" if match else ""
    return value if _PMCID.fullmatch(value) else ""


def read_isbn(written: str) -> str:
    """Return the figures of an ISBN, without hyphens; empty for anything else."""
    written = HYPHENS.sub("-", without_end(written.strip()))
    if not ISBN_SYNTAX.fullmatch(written):
        return ""
    figures = re.sub(r"[\s-]", "", written).upper()
    return figures if is_isbn(figures) else ""


def read_registered(written: str) -> Identifier | None:
    """Return what the number of an archive or of a register names: of arXiv, Cochrane or HAL."""
    for pattern, kind, made in _REGISTERED:
        match = pattern.fullmatch(without_end(written))
        if match:
            value = made.format(*match.groups())
            return Identifier(kind, value.lower() if kind == DOI or "/hal." in value else value)
    return None
