"""Copy a module that reads references without one of the fields it fills in."""

from __future__ import annotations

import ast
import importlib
import sys
import types
from collections.abc import Iterator

from tests.support.sites import KIT


def written_keys(code: str) -> Iterator[tuple[set[str], int]]:
    """Yield the keys that code writes into dictionaries, with the line of each literal."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Dict):
            keys = {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
            yield keys, node.lineno
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            key = node.targets[0].slice
            if isinstance(key, ast.Constant):
                yield {str(key.value)}, node.lineno


class WithoutField(ast.NodeTransformer):
    """Take one key out of a dictionary that a reader builds, by where it stands."""

    def __init__(self, field: str, number: int) -> None:
        self.field, self.number = field, number

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        """Take the key out of a literal."""
        if node.lineno == self.number:
            pairs = [
                (key, value)
                for key, value in zip(node.keys, node.values, strict=True)
                if not (isinstance(key, ast.Constant) and key.value == self.field)
            ]
            node.keys, node.values = [key for key, _ in pairs], [value for _, value in pairs]
        return self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """Take out ``item["field"] = …``."""
        target = node.targets[0]
        if node.lineno == self.number and isinstance(target, ast.Subscript):
            return ast.Pass()
        return self.generic_visit(node)


def module_without(name: str, field: str, number: int) -> types.ModuleType:
    """Return a copy of a module that writes a field no more where that line writes it."""
    original = importlib.import_module(name)
    tree = ast.parse((KIT / f"{name.replace('.', '/')}.py").read_text("utf-8"))
    tree = ast.fix_missing_locations(WithoutField(field, number).visit(tree))
    copy = types.ModuleType(name)
    copy.__package__ = original.__package__
    # A dataclass looks for its module by name while it is made.
    sys.modules[name] = copy
    try:
        exec(compile(tree, name, "exec"), copy.__dict__)
    finally:
        sys.modules[name] = original
    return copy
