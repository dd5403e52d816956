"""Read what reference managers and PubMed export, and say what was not understood of it.

| format | file |
| --- | --- |
| MEDLINE, ``.nbib`` | :mod:`.medline` |
| RIS | :mod:`.ris`, its tags in :mod:`.ris_tags` |
| EndNote’s XML and its “Refer” lines | :mod:`.endnote`, as tags of RIS |
| BibTeX, BibLaTeX | :mod:`.bibtex_file` cuts, :mod:`.bibtex` reads, :mod:`.latex` decodes |
| CSL-JSON | :mod:`.csl_json` |

:mod:`.encoding` gives the text, :mod:`.tagged` cuts it into records; :mod:`.dates`, :mod:`.people`,
:mod:`.languages` and :mod:`.notes` read values; :mod:`.entry` notes what nobody took. What is in
the file says what it is, whatever its name ends in.
"""

from __future__ import annotations

import re
from pathlib import Path

from commands.cli.errors import CommandError
from plugins.shared.problems import N_, Phrase

from .bibtex import read_bibtex
from .csl_json import read_csl_json
from .encoding import text_of
from .endnote import is_refer, read_endnote_xml, read_refer
from .entry import Export, Imported
from .medline import read_medline
from .ris import read_ris

__all__ = ["Export", "Imported", "read_export", "read_text"]

_FIX = N_("Export again from Zotero (CSL JSON, BibTeX or RIS).")
_LARGEST = 20_000_000
_PUBMED_XML = N_("“{file}” is XML that is not EndNote’s.")
_AS_PUBMED = N_("From PubMed: Save, format “PubMed”. From elsewhere: RIS.")
_BIBTEX = re.compile(r"^[ \t]*@[ \t]*\w+[ \t]*[{(]", re.MULTILINE)
_RIS = re.compile(r"^\ufeff?[ \t]*(?:TY ? ?-|ER  -|[A-Z][A-Z0-9]  - )", re.MULTILINE)
_TY = re.compile(r"^[ \t]*TY ? ?-", re.MULTILINE)
_MEDLINE = re.compile(r"^\ufeff?(?:PMID|STAT|OWN |FAU |DCOM|PHST|EDAT) ?- ?\S", re.MULTILINE)


def read_export(path: Path) -> Export:
    """Return what each record of an export became; raise :class:`CommandError` for no record."""
    if not path.is_file():
        raise CommandError(N_("There is no file “{file}”."), "", {"file": path})
    if path.stat().st_size > _LARGEST:
        raise CommandError(
            N_("“{file}” is too large to be a list of references."), _FIX, {"file": path}
        )
    text, problems = text_of(path.read_bytes())
    found = read_text(text)
    if not found.records:
        what, fix = _nothing(text)
        raise CommandError(what, fix, {"file": path})
    found.problems = problems + found.problems
    return found


def read_text(text: str) -> Export:
    """Return what each record of a text became, whatever its format."""
    start = text.lstrip("\ufeff \t\n")[:1]
    if start == "<":
        return read_endnote_xml(text) or Export()
    if start in ("[", "{"):
        return read_csl_json(text) or Export()
    if is_refer(text):
        return read_refer(text)
    # MEDLINE’s lines look like those of RIS, and either may hold a line that looks like BibTeX.
    tagged = _RIS.search(text) or _MEDLINE.search(text)
    entry = _BIBTEX.search(text)
    if entry and not (tagged and tagged.start() < entry.start()):
        return read_bibtex(text)
    if not tagged:
        return Export()
    return read_medline(text) if _MEDLINE.search(text) and not _TY.search(text) else read_ris(text)


def _nothing(text: str) -> tuple[Phrase, Phrase]:
    if text.lstrip("\ufeff \t\n").startswith("<"):
        return _PUBMED_XML, _AS_PUBMED
    return N_("No reference was found in “{file}”."), _FIX
