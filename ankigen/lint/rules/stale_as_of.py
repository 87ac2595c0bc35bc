"""A dated fact that should be looked up again.

Fakta bertanggal yang sudah waktunya diperiksa lagi.

The day of the source is on the card, so an old count is not a lie; but a learner takes it for
the present. Who holds an office is looked up after 12 months, a count of members or people
after 36, any other dated fact after 60 (`stale-months` in the configuration changes that).
What a body was when it ended never grows stale. `--today` fixes the day, for checks that give
the same result tomorrow.

Tanggal sumber tercantum di kartu, jadi angka lama bukan kebohongan; namun pelajar akan
menganggapnya keadaan sekarang. Pemegang jabatan diperiksa lagi setelah 12 bulan, jumlah anggota
atau penduduk setelah 36, fakta bertanggal lain setelah 60 (`stale-months` dalam konfigurasi
mengubahnya). Keadaan suatu badan ketika bubar tidak pernah basi. `--today` menetapkan hari
pemeriksaan.

Wrong:
- key: postal-club
  type: organisation
  name:
    id: Perkumpulan Pos Pasifik
    en: Pacific Postal Society
  members:
    count: 32
    as_of: "2009-03"

Right:
- key: postal-club
  type: organisation
  name:
    id: Perkumpulan Pos Pasifik
    en: Pacific Postal Society
  members:
    count: 34
    as_of: "2026-03"
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.dates import PartialDate
from ankigen.diagnostics import Severity
from ankigen.kinds.base.records import Note
from ankigen.kinds.goal import Goal
from ankigen.kinds.organisation import Organisation
from ankigen.kinds.term import Term
from ankigen.lint.base import Finding, Path, View, facts_of
from ankigen.lint.wording import asks_for_members, asks_for_office

CODE = "stale-as-of"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield each `as_of` older than its kind of fact allows."""
    for note in view.deck.notes:
        for path, date, kind in _dated(note):
            limit = view.settings.stale_months[kind]
            months = _months(date, view.today)
            if months > limit:
                yield Finding(
                    note, path, {"as_of": str(date), "months": str(months), "limit": str(limit)}
                )


def _dated(note: Note) -> Iterator[tuple[Path, PartialDate, str]]:
    if isinstance(note, (Goal, Term)) and note.as_of:
        office, members = asks_for_office(note), asks_for_members(note)
        yield ("as_of",), note.as_of, "office" if office else "members" if members else "other"
    elif isinstance(note, Organisation):
        over = note.status is not None and note.status.state != "active"
        for name, fact in facts_of(note):
            # A fact that is not asked is on no card.
            if fact.as_of and not over and name not in note.skip:
                yield (name, "as_of"), fact.as_of, "members" if name == "members" else "other"


def _months(date: PartialDate, today: PartialDate) -> int:
    """Return the whole months since a date; an unknown part counts as late as it can be."""
    month, day = date.month or 12, date.day or 28
    return (today.year - date.year) * 12 + today.month - month - (today.day < day)
