"""What a lock says, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ankigen.anki.package import History, Released

Frame = Mapping[str, str | tuple[str, ...]]
"""``home`` and ``report``, '' for none; the keys of ``subjects``, ``topics`` and ``levels``."""


@dataclass(frozen=True, slots=True)
class LockedNote:
    """One Anki note as it was last released.

    ``key`` is the first key of its source note. ``content`` is the digest of what the
    reader got, ``words`` of what the author wrote, ``works`` and ``drawings`` of what the
    bibliography and ``ankigen pictures`` added. ``mod`` is in seconds, ``note_id`` in
    milliseconds; ``since`` and ``changed`` are versions, ``cards`` the ordinals.
    """

    key: str
    fact: str
    variant: str
    guid: str
    content: str
    words: str
    works: str
    drawings: str
    mod: int
    note_id: int
    since: str
    changed: str
    cards: tuple[int, ...]
    retired: bool = False


@dataclass(frozen=True, slots=True)
class LockedRelease:
    """One release; ``time`` in seconds.

    ``came`` notes came with it, which shows a lost line. ``whole`` is the digest of all that
    was built, ``packages`` the digest of the members of each.
    """

    version: str
    time: int
    came: int
    whole: str
    tool: str
    packages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lock:
    """All that was released of a deck: ``names`` as Anki has them, notes by guid.

    ``frame`` is what ``deck.yaml`` put on all notes: its addresses, and the keys in its tags.
    """

    deck: str
    uid: str
    names: Mapping[str, str]
    frame: Frame
    releases: tuple[LockedRelease, ...]
    notes: Mapping[str, LockedNote]

    @property
    def latest(self) -> LockedRelease:
        """The release with the highest version."""
        return max(self.releases, key=lambda each: version_key(each.version))

    @property
    def history(self) -> History:
        """What a build needs to know of each note."""
        return {
            guid: Released(note.content, note.mod, note.note_id, note.cards)
            for guid, note in self.notes.items()
        }

    @property
    def last_time(self) -> int:
        """The latest time in the lock, in seconds."""
        times = [release.time for release in self.releases]
        return max(*times, *(note.mod for note in self.notes.values()), 0)


def version_key(version: str) -> tuple[int, ...]:
    """Return what orders versions: ``1.10.0`` comes after ``1.9.0``."""
    return tuple(int(part) for part in version.split("."))
