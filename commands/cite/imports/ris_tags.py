"""What the tags and the types of RIS are called, in the dialects that write them.

Research Information Systems’ specification (2001, and 2011 as EndNote and Zotero extended it);
Scopus, Web of Science, PubMed and Embase differ in a few tags.
"""

from __future__ import annotations

TYPES = {
    **dict.fromkeys(("JOUR", "EJOUR", "JFULL", "ABST", "INPR"), "article-journal"),
    **dict.fromkeys(("MGZN", "CTLG"), "article-magazine"),
    **dict.fromkeys(("NEWS",), "article-newspaper"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "SER", "CLSWK", "ANCIENT"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("CONF", "CPAPER", "CPAPR"), "paper-conference"),
    **dict.fromkeys(("RPRT", "GOVDOC"), "report"),
    **dict.fromkeys(("ELEC", "WEB"), "webpage"),
    **dict.fromkeys(("DATA", "AGGR", "DBASE"), "dataset"),
    **dict.fromkeys(("PREP", "PPRINT", "PREPRINT"), "article"),
    **dict.fromkeys(("BILL", "UNBILL"), "bill"),
    **dict.fromkeys(("STAT", "LEGAL"), "legislation"),
    **dict.fromkeys(("UNPB", "UNPD", "MANSCPT"), "manuscript"),
    **dict.fromkeys(("MPCT", "VIDEO", "MULTI"), "motion_picture"),
    **dict.fromkeys(("SOUND", "MUSIC"), "song"),
    **dict.fromkeys(("ICOMM", "PCOMM"), "personal_communication"),
    **dict.fromkeys(("ART", "FIGURE", "CHART", "EQUA"), "graphic"),
    "BLOG": "post-weblog",
    "CASE": "legal_case",
    "COMP": "software",
    "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia",
    "GEN": "document",
    "HEAR": "hearing",
    "MAP": "map",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "SLIDE": "speech",
    "STAND": "standard",
    "THES": "thesis",
}
# Abstracts, subjects, files, call numbers, addresses, short titles, what databases count.
LEFT_OUT = frozenset(
    "AB N2 KW L1 L3 L4 CN CR AD DP DB ST AV RN RP U1 U2 U3 U4 U5 C1 C4 C5 C6 C8 LB NV OP "
    "H1 H2 EM EF FN VR PN Z1 Z2 Z9 NR TC UT DS SO PT SC WC GA PA NO CA RI".split()
)
TAGS = LEFT_OUT | frozenset(
    "TY ER ID TI T1 T2 T3 TT CT BT AU A1 A2 A3 A4 ED TA JF JO JA J1 J2 J9 JI PD PU PI PY Y1 Y2 DA "
    "VL IS SP EP SE SV SN DO UR L2 LK LA M1 M2 M3 N1 AN C2 C3 C7 AR PB CY PP CP ET PM".split()
)
# How the names of preprint servers begin.
PREPRINTS = ("biorxiv", "medrxiv", "arxiv", "research square", "ssrn", "preprints.org", "psyarxiv")
