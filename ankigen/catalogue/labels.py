"""What stands on a card that is not content, in the language of the card."""

from __future__ import annotations

from ankigen.model import Text

UNRELEASED = Text("belum dirilis", "unreleased")

LABELS: dict[str, Text] = {
    "as-of": Text("Keadaan per", "As of"),
    "source": Text("Sumber", "Source"),
    "report": Text("Laporkan kesalahan", "Report a mistake"),
    "example": Text("Contoh:", "Example:"),
    "retired": Text("Kartu ini ditarik.", "This card has been retired."),
    "retired-use": Text("Penggantinya: {key}.", "Use this one instead: {key}."),
}

RETIRED_DECK = Text(
    "Kartu yang ditarik dari dek ini; tidak perlu dipelajari.",
    "Cards retired from this deck; there is no need to study them.",
)
