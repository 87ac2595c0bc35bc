"""Dates as sources give them: a day, a month or only a year."""

from __future__ import annotations

import datetime

PRECISIONS = ("year", "month", "day")


class PartialDate(tuple[int, int, int]):
    """A date known to the year, the month or the day; an unknown part is 0."""

    __slots__ = ()

    def __new__(cls, year: int, month: int = 0, day: int = 0) -> PartialDate:
        """Make a date of its parts."""
        return super().__new__(cls, (year, month, day))

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises ValueError where the calendar has no such date.
        """
        parts = [int(part) for part in text.split("-")]
        try:
            datetime.date(*[*parts, 1, 1][:3])
        except OverflowError:
            raise ValueError("no date of any calendar") from None
        return cls(*parts)

    @property
    def year(self) -> int:
        """The year."""
        return self[0]

    @property
    def month(self) -> int:
        """The month from 1, or 0."""
        return self[1]

    @property
    def day(self) -> int:
        """The day of the month from 1, or 0."""
        return self[2]

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

    def words(self, months: tuple[str, ...]) -> str:
        """Write the date with a language's names of months: 8 Agustus 1967, August 1967, 1967."""
        parts = [str(self.year)]
        if self.month:
            parts.insert(0, months[self.month - 1])
        if self.day:
            parts.insert(0, str(self.day))
        return " ".join(parts)

    def __getnewargs__(self) -> tuple[int, int, int]:
        # What copies and other processes are made of: a tuple's own would be one tuple.
        return self.year, self.month, self.day

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts)

    def __repr__(self) -> str:
        return f"PartialDate({str(self)!r})"
