"""A language view of notes."""

from __future__ import annotations

from msgspec import Struct


class Variant(Struct, frozen=True):
    """A language view of the notes, with a note type and a subdeck of its own.

    ``asks`` and ``answers`` are language codes. Whatever on the card is not content is in the
    language that it asks in.
    """

    asks: str
    answers: str

    @property
    def name(self) -> str:
        """A language code, or two that a hyphen joins, the asking one first."""
        return f"{self.asks}-{self.answers}" if self.translates else self.asks

    @property
    def labels(self) -> str:
        """The language of everything on the card that is not content."""
        return self.asks

    @property
    def translates(self) -> bool:
        """Whether the variant asks for the other language."""
        return self.asks != self.answers
