"""ankigen compiles bilingual flashcard decks from YAML into Anki packages."""

__version__ = "0.1.0"
