"""What a doctor pastes, told apart as the texts are: by the reader of :mod:`plugins.sources`."""

from __future__ import annotations

from plugins.sources.identifiers import (
    DOI,
    ISBN,
    PMCID,
    PMID,
    URL,
    Identifier,
    identify,
    is_isbn,
    is_search,
    is_year,
    longest_isbn,
    read_pmcid,
    read_pmid,
    what_else,
)

__all__ = [
    "DOI",
    "ISBN",
    "PMCID",
    "PMID",
    "URL",
    "Identifier",
    "identify",
    "is_isbn",
    "is_search",
    "is_year",
    "longest_isbn",
    "read_pmcid",
    "read_pmid",
    "what_else",
]
