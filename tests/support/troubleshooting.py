"""Make docs/depannage.md: every message that a doctor can get, with its remedy, in French.

The messages are found in the code itself: the phrases that a ``Problem`` or an error of a command
is made of, with the remedy that stands beside them. ``tests/test_troubleshooting.py`` holds the
page to them; after a change of a message::

    SERMENT_ACCEPT=1 python3 tasks.py test --options "tests/test_troubleshooting.py"

A build never runs this.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from plugins.shared.i18n import translator

KIT = Path(__file__).parents[2]
PAGE = KIT / "docs" / "depannage.md"
CODE = ("plugins", "audit", "commands", "tasks.py")

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
SECTIONS: list[dict[str, Any]] = _DATA["section"]
# What stops somebody, by the name of what is made or called; its first words are the message.
_ERRORS = ("Problem", "CommandError", "NoAnswerError", "NotUsable", "Stopped", "UnusableError")
_NO_WORDS = "le message dit tout"
# Said when nothing is wrong: what a command answers, or what heads a list.
NOT_A_TROUBLE = {
    "{count} problem stops the publication. The site is as it was.",
    "{count} problems stop the publication. The site is as it was.",
    "{file}: the communities near its subject.",
    "{file}: what quality instruments ask.",
    "{illness}: the articles of this blog and the vetted communities.",
    "{name}: unchanged, last checked on {day}.",
    "{name}: unchanged.",
    "{word}: {name}.",
    "“{word}” is kept for now: check will say it again.",
}

Row = tuple[str, str]


@cache
def rows() -> dict[str, list[Row]]:
    """Return each section's messages and remedies, in French, in alphabetical order."""
    say = translator("fr")
    found: dict[str, dict[str, list[str]]] = {one["title"]: {} for one in SECTIONS}
    for path in _files():
        for what, fixes in messages(path).items():
            known = found[section(path)].setdefault(as_seen(say(what)), [])
            known += [fix for fix in map(as_seen, map(say, fixes)) if fix not in known]
    said = {what for path in _files() for what in messages(path)}
    for path in _files():
        for phrase in map(_phrase, ast.walk(_tree(path))):
            if is_message(phrase) and phrase not in said | NOT_A_TROUBLE:
                found[section(path)].setdefault(as_seen(say(phrase)), [])
    return {
        title: sorted(
            ((what, " Ou bien : ".join(fixes)) for what, fixes in said.items()), key=_alphabet
        )
        for title, said in found.items()
    }


def section(path: str) -> str:
    """Return the section that a file of the code belongs to; ``LookupError`` without one."""
    places = [(place, one["title"]) for one in SECTIONS for place in one["places"]]
    fits = [(len(place), title) for place, title in places if path.startswith(place)]
    if not fits:
        message = f"{path} has messages: name it in a section of tests/support/troubleshooting.toml"
        raise LookupError(message)
    return str(max(fits)[1])


def page() -> str:
    """Return the page."""
    parts = [_DATA["head"], "\n## De quoi parle votre message ?\n\n"]
    parts += [f"- {s['words']} : [{s['title']}](#{_anchor(s['title'])})\n" for s in SECTIONS]
    for one in SECTIONS:
        title, remedy = one["title"], one["remedy"]
        parts += [f"\n## {title}\n\n", f"{remedy}\n\n" if remedy else ""]
        parts.append("| message | ce qu’il faut faire |\n| --- | --- |\n")
        nothing = "voyez ci-dessus" if remedy else _NO_WORDS
        parts += [f"| {what} | {fix or nothing} |\n" for what, fix in rows()[title]]
    return "".join(parts)


def as_seen(phrase: str) -> str:
    """Return a phrase as a row shows it: what is said of the case is three dots."""
    holes = re.sub(r"(?<!\{)\{\w+\}(?!\})", "…", phrase.strip())
    plain = holes.replace("{{", "{").replace("}}", "}").replace("\n", " ")
    return re.sub(r"([\\|<*_`#\[])", r"\\\1", plain)


@cache
def messages(path: str) -> dict[str, list[str]]:
    """Return the English messages of a file, each with the remedies that stand beside it.

    One that is only named here, to be used elsewhere, is left to where it is used.
    """
    tree = _tree(path)
    found = _Reader(tree).found
    elsewhere = {id(node.value) for node in tree.body if isinstance(node, ast.Assign)}
    for node in ast.walk(tree):
        if (phrase := _phrase(node)) and is_message(phrase) and id(node) not in elsewhere:
            found.setdefault(phrase, [])
    return {what: fixes for what, fixes in found.items() if what not in NOT_A_TROUBLE}


@cache
def named() -> dict[str, list[str]]:
    """Return the phrases that have a name of their own in some module, for those that import it."""
    found: dict[str, list[str]] = {}
    for path in _files():
        for node in _tree(path).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found.setdefault(node.targets[0].id, []).extend(filter(None, [_phrase(node.value)]))
    return {name: said for name, said in found.items() if len(said) == 1}


def is_message(phrase: str) -> bool:
    """Tell whether a phrase says what is wrong: a sentence that does not begin as an order does."""
    begun = re.match(r"[a-zà-ÿ“{…]", phrase)
    return bool(begun) and phrase.endswith((".", "?", ": {error}", ": {said}"))


# What each name stands for at one place of the code: phrases, in order.
_Known = dict[str, list[str]]


class _Reader:
    """Follows what a module says: every branch of each function, and the names on the way."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: dict[str, list[str]] = {}
        self._shared: _Known = {}
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        self._shared = self._run(tree.body, [{}])[0]
        for function in functions:
            values = [n.value for n in ast.walk(function) if isinstance(n, ast.Return)]
            said = [phrase for value in values for phrase in self._phrases(value, {})]
            self._shared[f"{function.name}()"] = said
        calls: dict[str, list[ast.Call]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                calls.setdefault(_called(node), []).append(node)
        for function in functions:
            self._run(function.body, [self._given(function, calls.get(function.name, []))])

    def _given(self, function: ast.FunctionDef, calls: list[ast.Call]) -> _Known:
        """Return what the calls of a function, in its module, give its parameters."""
        names = [one.arg for one in function.args.args if one.arg not in ("self", "cls")]
        known: _Known = {}
        for call in calls:
            for name, value in zip(names, call.args, strict=False):
                known.setdefault(name, []).extend(self._phrases(value, {}))
        return known

    def _run(self, body: list[ast.stmt], at: list[_Known]) -> list[_Known]:
        """Follow statements from what is known before them; return what may be known after."""
        for statement in body:
            if isinstance(statement, ast.FunctionDef):
                continue
            for known in at:
                self._read(statement, known)
            if isinstance(statement, ast.Assign):
                at = [one for known in at for one in self._bound(statement, known)]
            else:
                at = self._within(statement, at)
        at = list({repr(known): known for known in at}.values())
        gone = body and isinstance(body[-1], (ast.Return, ast.Raise, ast.Continue, ast.Break))
        return [] if gone else at

    def _within(self, statement: ast.stmt, at: list[_Known]) -> list[_Known]:
        """Follow the blocks of a statement, each from the same beginning."""
        if isinstance(statement, ast.For):
            at = [known | self._listed(statement, known) for known in at]
        blocks = [block for name in ("body", "orelse") if (block := getattr(statement, name, None))]
        blocks += [h.body for h in getattr(statement, "handlers", [])]
        blocks += [c.body for c in getattr(statement, "cases", [])]
        if not blocks:
            return at
        whole = isinstance(statement, ast.If) and bool(statement.orelse)
        after = [known for block in blocks for known in self._run(block, at)]
        return ([] if whole else at) + after

    def _listed(self, loop: ast.For, known: _Known) -> _Known:
        """Return what the names of a loop stand for where its rows are written in it."""
        if not isinstance(loop.target, ast.Tuple) or not isinstance(
            loop.iter, (ast.Tuple, ast.List)
        ):
            return {}
        rows_of_it = [row.elts for row in loop.iter.elts if isinstance(row, ast.Tuple)]
        columns = zip(*rows_of_it, strict=False)
        return {
            name.id: [phrase for cell in column for phrase in self._phrases(cell, known)]
            for name, column in zip(loop.target.elts, columns, strict=False)
            if isinstance(name, ast.Name)
        }

    def _bound(self, statement: ast.Assign, known: _Known) -> list[_Known]:
        """Return what is known after an assignment: once for each of its alternatives."""
        target, value = statement.targets[0], statement.value
        values = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
        after = []
        for one in values:
            pairs = [(target, one)]
            if isinstance(target, ast.Tuple) and isinstance(one, ast.Tuple):
                pairs = list(zip(target.elts, one.elts, strict=False))
            new = {t.id: self._phrases(v, known) for t, v in pairs if isinstance(t, ast.Name)}
            if isinstance(target, ast.Name) and isinstance(one, (ast.Tuple, ast.List, ast.Dict)):
                rows = one.values if isinstance(one, ast.Dict) else one.elts
                new[f"{target.id}[]"] = [p for item in rows for p in self._phrases(item, known)]
            after.append(known | new)
        return after

    def _read(self, statement: ast.stmt, known: _Known) -> None:
        """Note what a statement says, its own blocks apart."""
        todo: list[ast.AST] = [statement]
        while todo:
            node = todo.pop()
            for what, fix in self._pairs(node, known):
                remedies = self.found.setdefault(what, [])
                if fix and fix not in remedies:
                    remedies.append(fix)
            todo += [
                child
                for child in ast.iter_child_nodes(node)
                if not isinstance(child, (ast.stmt, ast.excepthandler, ast.match_case))
                or isinstance(node, ast.ClassDef)
            ]

    def _pairs(self, node: ast.AST, known: _Known) -> Iterator[Row]:
        """Yield what a call or a tuple puts side by side: a message, and its remedy or nothing."""
        if isinstance(node, ast.Call) and node.args:
            parts: list[ast.expr] = [*node.args, *(k.value for k in node.keywords)]
            if _called(node) in _ERRORS:
                after = parts[1] if len(parts) > 1 else None
                said, fixes = self._phrases(parts[0], known), self._phrases(after, known)
                yield from _beside(said, fixes, each=isinstance(after, (ast.Call, ast.Subscript)))
                return
        elif isinstance(node, ast.Tuple):
            parts = node.elts
        else:
            return
        for one, other in pairwise([*parts, None]):
            said = [phrase for phrase in self._phrases(one, known) if is_message(phrase)]
            fixes = [phrase for phrase in self._phrases(other, known) if not is_message(phrase)]
            yield from _beside(said, fixes) if fixes else ()

    def _phrases(self, node: ast.expr | None, known: _Known) -> list[str]:
        """Return the phrases that an expression may be, its alternatives in order."""
        if isinstance(node, ast.Call):
            if phrase := _phrase(node):
                return [phrase]
            return self._shared.get(f"{_called(node)}()", [])
        if isinstance(node, ast.IfExp):
            return self._phrases(node.body, known) + self._phrases(node.orelse, known)
        if isinstance(node, ast.BoolOp):
            return [phrase for one in node.values for phrase in self._phrases(one, known)]
        # One of several: they are known under the name of them all.
        many = isinstance(node, ast.Subscript)
        named_by = node.value if isinstance(node, ast.Subscript) else node
        if not isinstance(named_by, ast.Name):
            return []
        name = f"{named_by.id}[]" if many else named_by.id
        return known.get(name) or self._shared.get(name) or named().get(name, [])


def _beside(said: list[str], fixes: list[str], *, each: bool = False) -> Iterator[Row]:
    """Pair alternatives one to one where there are as many; else one, or ``each``, with each."""
    if len(said) == len(fixes):
        yield from zip(said, fixes, strict=True)
    elif each or len(said) == 1 or len(fixes) == 1:
        yield from ((what, fix) for what in said for fix in fixes or [""])
    else:
        yield from ((what, "") for what in said)


@cache
def _tree(path: str) -> ast.Module:
    return ast.parse((KIT / path).read_text("utf-8"))


def _phrase(node: ast.AST) -> str:
    """Return what ``N_("…")`` marks, nothing of anything else."""
    if isinstance(node, ast.Call) and _called(node) == "N_" and node.args:
        word = node.args[0]
        return str(word.value) if isinstance(word, ast.Constant) else ""
    return ""


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


@cache
def _files() -> tuple[str, ...]:
    """Return the files of the code that say something."""
    places = [KIT / name for name in CODE]
    files = [file for at in places for file in ([at] if at.is_file() else at.rglob("*.py"))]
    telling = [file for file in files if "N_(" in file.read_text("utf-8")]
    return tuple(sorted(file.relative_to(KIT).as_posix() for file in telling))


def _alphabet(row: Row) -> tuple[str, Row]:
    return re.sub(r"[\W_]+", " ", row[0]).casefold().strip(), row


def _anchor(title: str) -> str:
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
