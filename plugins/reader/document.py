"""Hold a file as it was read: the fields of its header, its body, what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field

from plugins.shared.problems import Problem


@dataclass(frozen=True)
class Field:
    """One field of the header: its value, the line it stands on, that line as it was written.

    ``is_doubtful``: the line could not be read, and said so; ``value`` is what is left of it.
    """

    value: str | list[str]
    line: int
    written: str = ""
    is_doubtful: bool = False

    @property
    def text(self) -> str:
        """Return the value as one string."""
        return ", ".join(self.value) if isinstance(self.value, list) else self.value


@dataclass(frozen=True)
class Document:
    """A file as read: the header's fields by lower-case name, the body, where it starts."""

    fields: dict[str, Field]
    body: str
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """Return the text of a field, or ``default``."""
        found = self.fields.get(name)
        return found.text if found else default
