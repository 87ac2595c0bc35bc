"""Every number and address that a reader's Anki remembers. Frozen for ever: see docs/identity.md.

All are made the same way: SHA-256 over the parts joined by U+001F, each part
NFC-normalised UTF-8, the first part naming what the number is for. Nothing here
depends on texts, names, positions, Python's ``hash()`` or the machine. Golden
tests hold each function; a change that fails them is a change that would cost
every reader their scheduling.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata

NAMESPACE = "ankigen"
"""The tool's identity for note types. A fork that changes templates must change it."""

SEPARATOR = "\x1f"

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_BASE32_PAIRS = [one + other for one in _BASE32 for other in _BASE32]


def _hash(*parts: str) -> bytes:
    text = SEPARATOR.join(parts)
    if text.count(SEPARATOR) != len(parts) - 1:
        raise ValueError(f"a part of {parts!r} contains the separator")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return hashlib.sha256(text.encode("utf-8")).digest()


def _number(bits: int, *parts: str) -> int:
    return int.from_bytes(_hash(*parts)[:8], "big") >> (64 - bits)


def guid(uid: str, note_key: str, fact: str, variant: str) -> str:
    """Return the guid of the Anki note for one fact of a source note in one variant.

    ``uid`` is the deck's random token, ``fact`` the kind's name of what is
    asked. The guid has 16 characters of ``a-z2-7`` (base32 of 80 bits).
    """
    digest = _hash("guid", uid, note_key, fact, variant)
    return _base32(digest[:5]) + _base32(digest[5:10])


def _base32(five: bytes) -> str:
    # base64.b32encode takes three times as long, and every note has a guid.
    number, pairs = int.from_bytes(five, "big"), _BASE32_PAIRS
    return (
        pairs[number >> 30]
        + pairs[number >> 20 & 1023]
        + pairs[number >> 10 & 1023]
        + pairs[number & 1023]
    )


def uid_of(random: bytes) -> str:
    """Return the uid of a new deck: 80 random bits as 16 characters of ``a-z2-7`` (base32)."""
    if len(random) != 10:
        raise ValueError("a uid is made of 10 random bytes")
    return base64.b32encode(random).decode("ascii").lower()


def note_type_id(variant: str) -> int:
    """Return the id of a variant's note type: below 2^41, so never a time in the future."""
    return _past(_number(40, "note-type", NAMESPACE, variant, "1"))


def field_id(variant: str, slot: int) -> int:
    """Return the id of the field in a slot (from 0): 53 bits, exact in every JSON reader."""
    return _number(53, "field", NAMESPACE, variant, str(slot))


def template_id(variant: str, slot: int) -> int:
    """Return the id of the card template in a slot (from 0): 53 bits."""
    return _number(53, "template", NAMESPACE, variant, str(slot))


def deck_id(uid: str, part: str) -> int:
    """Return the id of a deck or subdeck; ``part`` is a variant, ``parent`` or ``retired``.

    Anki matches decks by name, so this number only has to be stable inside a package.
    """
    return _past(_number(40, "deck", uid, part))


def media_name(content: bytes, suffix: str) -> str:
    """Return the bare name of a media file: told by its content alone, so it gives nothing away."""
    return f"ankigen-{hashlib.sha256(content).hexdigest()[:20]}{suffix}"


def card_address(home: str, deck: str, note_key: str, fact: str) -> str:
    """Return where the page of a fact is, which its cards link to; ``note_key`` is the first key.

    An address that was once on a card never changes, wherever the words on its page go.
    """
    return f"{home.rstrip('/')}/c/{deck}/{note_key}/#{fact}"


def work_address(home: str, deck: str, work: str) -> str:
    """Return where the page of a work of the bibliography is, which cards that cite it link to."""
    return f"{home.rstrip('/')}/s/{deck}/{work}/"


def _past(number: int) -> int:
    # Anki's own ids are times in milliseconds: keep clear of 0, 1 and the present.
    return number + (1 << 30)
