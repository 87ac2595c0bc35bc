"""Dates as sources give them: a day, a month or only a year."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
PRECISIONS = ("year", "month", "day")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day; an unknown part is 0."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises ValueError where the calendar has no such date.
        """
        parts = [int(part) for part in text.split("-")]
        datetime.date(*[*parts, 1, 1][:3])
        return cls(*parts)

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``: how exactly the date is known."""
        return PRECISIONS[(self.month > 0) + (self.day > 0)]

    def to(self, precision: str) -> PartialDate:
        """Return the same date, no more exact than ``precision``."""
        keep = PRECISIONS.index(precision)
        return PartialDate(self.year, self.month if keep >= 1 else 0, self.day if keep >= 2 else 0)

    def agrees_with(self, other: PartialDate) -> bool:
        """Whether both can be one date, whatever their unknown parts are."""
        precision = self._shared_precision(other)
        return self.to(precision) == other.to(precision)

    def is_before(self, other: PartialDate) -> bool:
        """Whether it is surely before another date, whatever their unknown parts are."""
        precision = self._shared_precision(other)
        return self.to(precision) < other.to(precision)

    def _shared_precision(self, other: PartialDate) -> str:
        return min(self.precision, other.precision, key=PRECISIONS.index)

    def words(self, language: str) -> str:
        """Write the date in ``id`` or ``en``: 8 Agustus 1967, August 1967, 1967."""
        parts = [str(self.year)]
        if self.month:
            parts.insert(0, MONTHS[language][self.month - 1])
        if self.day:
            parts.insert(0, str(self.day))
        return " ".join(parts)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts)
