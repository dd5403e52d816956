"""Commands of LaTeX, and what each is in a title: marks around words, a sign, a unit, nothing."""

from __future__ import annotations

# What :mod:`.latex` makes tags of.
_ITALIC, _SUB, _SUP = "\ue001\ue002", "\ue003\ue004", "\ue005\ue006"
MARKED = {
    **dict.fromkeys("emph textit textsl mkbibemph mkbibitalic it em sl mathit".split(), _ITALIC),
    **dict.fromkeys("textsubscript subscript mkbibsubscript".split(), _SUB),
    **dict.fromkeys("textsuperscript superscript up mkbibsuperscript ts".split(), _SUP),
    **dict.fromkeys("enquote mkbibquote textquote".split(), "“”"),
}
# Of letters for formulas, which readers’ machines read out one by one or not at all, the plain one.
LETTERS = "mathbf mathcal mathsf mathbb mathfrak mathscr mathtt mathbfit boldsymbol bm pmb".split()
SIGNS = {
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "og": "«\u00a0",
    "fg": "\u00a0»",
    "degree": "°",
    "celsius": "°C",
    "permil": "‰",
    "ohm": "Ω",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textasciigrave": "`",
    "textbackslash": "\\",
    "textunderscore": "_",
    "textdollar": "$",
    "textpercent": "%",
    "textsuperscript*": "",
    "hspace": " ",
    "quad": " ",
    "newline": " ",
    "par": " ",
    "slash": "/",
    "hyp": "-",
    "lq": "\u2018",
    "rq": "\u2019",
    "copyright": "©",
    "pounds": "£",
    "ddag": "‡",
    "S": "§",
    "P": "¶",
    "SS": "SS",
}
# siunitx: \SI{5}{\milli\gram}.
UNITS = dict(
    pair.split("=")
    for pair in (
        "kilo=k deci=d centi=c milli=m micro=µ nano=n pico=p femto=f mega=M giga=G gram=g "
        "kilogram=kg metre=m meter=m litre=L liter=L mole=mol mol=mol molar=M second=s minute=min "
        "hour=h day=d percent=% degreeCelsius=°C kelvin=K pascal=Pa joule=J watt=W volt=V "
        "ampere=A hertz=Hz gray=Gy sievert=Sv becquerel=Bq dalton=Da newton=N tesla=T per=/ "
        "squared=² cubed=³"
    ).split()
)
GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma "
    "tau upsilon phi chi psi omega"
).split()
# What changes how letters look, or where they are parted: nothing of a title.
NOTHING = frozenset(
    "t relax protect tiny scriptsize footnotesize small normalsize large Large LARGE huge rm sf tt "
    "sc bf normalfont rmfamily sffamily ttfamily upshape itshape slshape scshape bfseries mdseries "
    "left right big Big bigg Bigg displaystyle textstyle scriptstyle limits nolimits xspace "
    "nobreak allowbreak penalty sloppy boldmath unboldmath unskip ignorespaces null leavevmode "
    "selectfont MakeLowercase MakeUppercase MakeSentenceCase NoCaseChange uppercase lowercase num "
    "si unit text mbox hbox textrm textup textnormal textmd textsf texttt textbf textsc textlf "
    "mathrm ensuremath url href path nolinkurl latin textlatin mathstrut strut cal operatorname "
    "mathop mathord".split()
)
