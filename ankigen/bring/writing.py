"""Notes that were brought → files of a deck, old or new; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ankigen.bring.notes import Brought, Data, There
from ankigen.deck import check
from ankigen.deck.trial import copied, told_of
from ankigen.diagnostics import Diagnostic, MisuseError, Severity, writing
from ankigen.edit import skeletons
from ankigen.edit.fmt_files import schemas_for
from ankigen.edit.new_files import (
    FROM_DECK,
    Made,
    OpenDeck,
    add_media,
    check_key,
    new_deck,
    notes_in,
    refuse_link,
)
from ankigen.edit.rewritten import write_text
from ankigen.folders import DECK_FILE, DECKS, MEDIA_FOLDER
from ankigen.kinds.base.variants import DEFAULT_LANGUAGES
from ankigen.source import parse_text
from ankigen.source.tree import UnreadableTextError


@dataclass(frozen=True, slots=True)
class Into:
    """The deck that notes go into; ``uid`` and ``today`` are for one that is not there yet."""

    folder: Path
    uid: str
    today: str

    @property
    def is_new(self) -> bool:
        """Whether the deck is to be made."""
        return not (self.folder / DECK_FILE).exists()


def into(where: Path, uid: str, today: str) -> Into:
    """Return the deck that an argument names: its folder, or its key under ``decks``.

    Raises MisuseError for a folder that is no deck and cannot become one.
    """
    folder = where
    if where.name == where.as_posix() and not (where / DECK_FILE).exists():
        folder = Path(DECKS) / where
    found = Into(folder, uid, today)
    if found.is_new:
        check_key(folder.name)
        if folder.exists():
            raise MisuseError("new-exists", path=folder.as_posix())
        if folder.absolute().parent.name != DECKS:
            raise MisuseError("import-into", path=folder.as_posix())
    return found


def there(deck: Into) -> There:
    """Return what a deck has already. Raises MisuseError for one that cannot be read."""
    if deck.is_new:
        return There(DEFAULT_LANGUAGES)
    opened = OpenDeck(deck.folder)
    notes: dict[str, list[Data]] = {}
    for _, data in opened.listed():
        notes.setdefault(str(data.get("kind")), []).extend(notes_in(data))
    every = [note for each in notes.values() for note in each]
    keys = [str(key) for note in every for key in (note.get("key"), *(note.get("was") or ()))]
    topics = frozenset(opened.declared("topics"))
    return There(opened.codes, topics, notes, frozenset(keys), deck.folder / MEDIA_FOLDER)


def write(deck: Into, brought: Brought, place: Path) -> tuple[Made, list[Diagnostic]]:
    """Put notes into a deck, unless it would not be sound with them: then say why.

    That is tried in a copy below ``place``. Raises MisuseError, and AnkigenError where it
    cannot be written.
    """
    texts = _texts(deck, brought)
    for name in (*texts, *(f"{MEDIA_FOLDER}/{each}" for each in brought.media)):
        refuse_link(deck.folder, name)
    if deck.is_new:
        new_deck(place, deck.folder.name, deck.uid, deck.today, texts, brought.media)
        copy = place / DECKS / deck.folder.name
    else:
        copy = copied(deck.folder, check([deck.folder]).sources, {}, place)
        _put(copy, texts, brought.media)
    found = list(told_of(check([copy]).diagnostics, copy, deck.folder))
    if any(each.severity is Severity.ERROR for each in found):
        return Made(), found
    made = Made()
    if deck.is_new:
        root = deck.folder.parent.parent
        return new_deck(root, deck.folder.name, deck.uid, deck.today, texts, brought.media), []
    for name in texts:
        made.say("added-to" if (deck.folder / name).exists() else "created", deck.folder / name)
    _put(deck.folder, texts, brought.media)
    return made, []


def _texts(deck: Into, brought: Brought) -> dict[str, str]:
    """Return the texts of the deck's files that change or are new, by their names."""
    texts: dict[str, str] = {}
    opened = None if deck.is_new else OpenDeck(deck.folder)
    try:
        for (kind, name), notes in brought.notes.items():
            if name in texts:
                raise MisuseError("import-file", file=name)
            if notes:
                texts[name] = _text(deck, opened, deck.folder / name, kind, notes)
                _prove(texts[name], notes)
        unlisted = [name for name in texts if opened and name not in opened.files]
        if unlisted:
            listed = _read(deck.folder / DECK_FILE)
            for name in unlisted:
                listed = skeletons.add_file(listed, name)
            texts[DECK_FILE] = listed
    except (UnreadableTextError, UnicodeDecodeError):
        raise MisuseError("new-unreadable", path=deck.folder.as_posix()) from None
    return texts


def _text(deck: Into, opened: OpenDeck | None, path: Path, kind: str, notes: list[Data]) -> str:
    if opened and path.exists():
        opened.refuse_other_kind(path, kind)
        return skeletons.add_notes(_read(path), notes)
    schemas = FROM_DECK if deck.is_new else schemas_for(path) or FROM_DECK
    return skeletons.file_text(kind, schemas, skeletons.notes_text(notes))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _prove(text: str, notes: list[Data]) -> None:
    """Raise AssertionError where the last notes of a text are not these."""
    written = notes_in(parse_text("", text).data)[-len(notes) :]
    assert written == notes, "a note would say something else"


def _put(folder: Path, texts: Mapping[str, str], media: Mapping[str, Path]) -> None:
    """Write files into a deck's folder, pictures first; one that is there stays.

    So whoever is interrupted never leaves a note without its picture.
    """
    with writing(folder / MEDIA_FOLDER):
        add_media(folder, media)
    for name, text in texts.items():
        write_text(folder / name, text)
