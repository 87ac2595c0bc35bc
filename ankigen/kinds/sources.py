"""Bibliographies: ``sources.yaml``, the works that a deck's notes cite by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from ankigen.kinds.base.fields import Record, about
from ankigen.kinds.base.records import Source, Work, WorkKey
from ankigen.kinds.base.text import Name

Works = Mapping[str, Work]
"""Works by their keys."""


class SourcesFile(Record, frozen=True, kw_only=True):
    """What ``sources.yaml`` says."""

    TITLE: ClassVar = "Sources"
    ABOUT: ClassVar = (
        "Daftar pustaka dek: setiap karya sekali, di bawah kunci yang dikutip catatan. — The"
        " bibliography of a deck: each work once, under the key that notes cite."
    )

    kind: Annotated[
        Literal["sources"],
        about("Selalu sources. — Always sources.", title="Kind", snippet="sources"),
    ]
    sources: Annotated[
        dict[WorkKey, Work],
        about(
            "Karya-karya menurut kuncinya. — The works by their keys.",
            title="Works",
            min_length=1,
        ),
    ]


FILE_RECORD = SourcesFile


def work_of(cited: str | Source, works: Works) -> tuple[Work, Name]:
    """Return the work that is cited, and the place in it.

    A key that is not there, which has its diagnostic, gives a work that is called by it.
    """
    if isinstance(cited, str):
        return works.get(cited) or Work(title=Name({"": cited})), Name()
    if cited.work:
        return work_of(cited.work, works)[0], cited.at
    return cited, cited.at
