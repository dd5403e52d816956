r"""LaTeX as text: accents, signs, and what stands above or below the line.

pylatexenc reads LaTeX; here it is told what a title needs of it (``$_{2}$`` is ``<sub>2</sub>``,
``\ce{CO2}``), and what it would drop (``%`` and a lone ``$``, which exports forget to escape, signs
it has no letter for, commands that nobody knows) is kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from commands.cite.record import plain, rich

from .latex_signs import GREEK, LETTERS, MARKED, NOTHING, SIGNS, UNITS

# What stands for a tag while LaTeX is read: it would take < and > for signs.
_TAGS = {
    "\ue001": "<i>",
    "\ue002": "</i>",
    "\ue003": "<sub>",
    "\ue004": "</sub>",
    "\ue005": "<sup>",
    "\ue006": "</sup>",
}
_UNESCAPED = r"(?<!\\)(?:\\\\)*"
_DISPLAYED = re.compile(r"(?<!\\)\$\$(.+?)(?<!\\)\$\$", re.DOTALL)
_MATH = re.compile(r"(?<!\\)\$(.+?)(?<!\\)\$|\\\((.+?)\\\)", re.DOTALL)
# 37 $^\circ$C
_DEGREE = re.compile(r"\^\s*(?:\{\s*\\circ\s*([CF]?)\s*\}|\\circ(?![A-Za-z]))\s*")
_SCRIPT = re.compile(
    r"(?<!\\)([_^])\s*(?:\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}|(\\[A-Za-z]+|[^\s\\{}]))"
)
# Chemistry, in the words of mhchem: figures after a letter stand below the line, charges above.
_CHEMISTRY = re.compile(r"\\(?:ce|chem|ch)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
# siunitx: a number and its unit.
_QUANTITY = re.compile(r"\\(?:SI|qty)\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_OLD_FONT = re.compile(r"\{\\(it|em|sl)\s+((?:[^{}]|\{[^{}]*\})*)\}")
_VERBATIM = re.compile(r"\\(?:url|nolinkurl|path)\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*")


def as_text(written: str) -> str:
    """Return LaTeX as text with no other markup than ``<i>``, ``<sub>`` and ``<sup>``."""
    if not re.search(r"[\\${}~^_%&`']|--", written):
        return rich(written)
    text = _decoded(_prepared(written))
    for mark, tag in _TAGS.items():
        text = text.replace(mark, tag)
    return rich(re.sub(r"</(sub|sup|i)><\1>", "", text))


def verbatim(written: str) -> str:
    """Return an address or an identifier, in which LaTeX only escapes a few signs."""
    inside = re.search(r"\\(?:url|nolinkurl|path|href)\s*\{([^{}]*)\}", written)
    text = inside[1] if inside else written
    text = re.sub(r"\{?\\textasciitilde\s*(?:\{\})?\}?|\\~\{\}|\\sim\b", "~", text)
    text = re.sub(r"\{?\\textless\s*(?:\{\})?\}?|\$<\$", "<", text)
    text = re.sub(r"\{?\\textgreater\s*(?:\{\})?\}?|\$>\$", ">", text)
    text = re.sub(r"\{?\\textunderscore\s*(?:\{\})?\}?", "_", text)
    return plain(re.sub(r"\\([_%&#$~{}^])", r"\1", text).replace("{", "").replace("}", ""))


def _prepared(text: str) -> str:
    """Return LaTeX with signs that exports forget to escape escaped, and scripts as commands."""
    text = _CHEMISTRY.sub(_chemistry, text)
    text = _QUANTITY.sub(r"\1~{\2}", text).replace("\\-", "")
    text = _OLD_FONT.sub(r"\\textit{\2}", text)
    text = _VERBATIM.sub(lambda m: verbatim(m[1] or "").replace("_", r"\_"), text)
    text = re.sub(rf"({_UNESCAPED})%", r"\1\\%", text)
    if len(re.findall(r"(?<!\\)\$", text)) % 2:
        text = re.sub(r"(?<!\\)\$", r"\\$", text)
    text = re.sub(rf"({_UNESCAPED})([&#])", r"\1\\\2", text)
    return _MATH.sub(_in_math, _DISPLAYED.sub(r"$\1$", text))


def _in_math(match: re.Match[str]) -> str:
    """Return a formula with its scripts as commands, and no hyphen where a minus is meant."""
    inside = _DEGREE.sub(r"°\1", match[1] or match[2] or "")
    for _ in range(3):
        inside = _SCRIPT.sub(_script, inside)
    return f"${inside}$"


def _script(match: re.Match[str]) -> str:
    command = "textsubscript" if match[1] == "_" else "textsuperscript"
    return f"\\{command}{{{match[2] if match[3] is None else match[3]}}}"


def _chemistry(match: re.Match[str]) -> str:
    text = re.sub(r"\^\{?([^\s{}]+)\}?|(?<=[A-Za-z\d)\]])([+-])(?=\s|$)", _charge, match[1])
    return re.sub(r"(?<=[A-Za-z)\]])(\d+)", r"\\textsubscript{\1}", text)


def _charge(match: re.Match[str]) -> str:
    return f"\\textsuperscript{{{match[1] or match[2]}}}"


def _decoded(text: str) -> str:
    # Only an import needs it, and it takes a tenth of a second.
    from pylatexenc.latexwalker import (  # noqa: PLC0415
        LatexWalker,
        LatexWalkerError,
        LatexWalkerParseError,
    )

    to_text, walker_macros = _converter()
    try:
        walker = LatexWalker(text, latex_context=walker_macros, tolerant_parsing=True)
        nodes, _, _ = walker.get_latex_nodes()
        return str(to_text.nodelist_to_text(nodes))
    except (LatexWalkerError, LatexWalkerParseError, RecursionError, IndexError, ValueError):
        # What is no LaTeX stays as it is written, its braces off.
        return re.sub(r"(?<!\\)[{}]", "", text)


@cache
def _converter() -> tuple[Any, Any]:
    from pylatexenc import latex2text, latexencode, latexwalker, macrospec  # noqa: PLC0415

    reads = latexwalker.get_default_latex_context_db()
    says = latex2text.get_default_latex_context_db()
    one = [macrospec.std_macro(name, "{") for name in (*MARKED, *LETTERS)]
    one += [macrospec.std_macro("foreignlanguage", "{{"), macrospec.std_macro("noopsort", "{")]
    reads.add_context_category("ours", macros=one, prepend=True)

    def around(marks: str) -> Any:
        def show(node: Any, l2tobj: Any) -> str:
            arguments = getattr(node.nodeargd, "argnlist", None) or []
            inside = l2tobj.nodelist_to_text([n for n in arguments if n is not None])
            return f"{marks[0]}{inside}{marks[1]}" if inside.strip() else inside

        return show

    def unknown(node: Any, l2tobj: Any) -> str:
        """Keep the words that a command nobody knows is about; without any, the command itself."""
        arguments = getattr(node.nodeargd, "argnlist", None) or []
        words = str(l2tobj.nodelist_to_text([n for n in arguments if n is not None]))
        about = words or node.parsing_state.s.startswith("{", node.pos + node.len)
        if about or node.macroname in NOTHING or not node.macroname.isalpha():
            return words
        return f"\\{node.macroname} "

    builtin = latexencode.get_builtin_uni2latex_dict()
    letters: dict[str, str] = {}
    for number, command in builtin.items():
        match = re.fullmatch(r"\{?\\(?:ensuremath\{\\)?([A-Za-z]+)\}{0,2}", command)
        if match and says.get_macro_spec(match[1]) is None:
            letters.setdefault(match[1], chr(number))
    ours = [latex2text.MacroTextSpec(name, around(marks)) for name, marks in MARKED.items()]
    ours += [latex2text.MacroTextSpec(name, "%s") for name in LETTERS]
    ours.append(latex2text.MacroTextSpec("foreignlanguage", "%(2)s"))
    ours.append(latex2text.MacroTextSpec("noopsort", ""))
    greek = {
        f"{before}{name}": unicodedata.lookup(
            f"Greek small letter {name.replace('lambda', 'lamda')}"
        )
        for before in ("text", "up")
        for name in GREEK
    }
    signs = greek | letters | SIGNS | UNITS
    ours += [latex2text.MacroTextSpec(name, sign) for name, sign in signs.items()]
    says.add_context_category("ours", macros=ours, prepend=True)
    says.set_unknown_macro_spec(latex2text.MacroTextSpec("", unknown))
    to_text = latex2text.LatexNodes2Text(
        latex_context=says, math_mode="text", strict_latex_spaces=False, keep_comments=True
    )
    return to_text, reads
