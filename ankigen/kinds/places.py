"""Places: ``places.yaml``, where the cities of a deck lie, for the dots on its maps."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec.structs import force_setattr

from ankigen.kinds.base.fields import Record, about
from ankigen.kinds.base.text import clean


class Place(Record, frozen=True, kw_only=True):
    """Where a city lies, in degrees."""

    TITLE: ClassVar = "Place"
    ABOUT: ClassVar = (
        "Letak satu kota dalam derajat; dua angka desimal cukup. — Where a city lies, in degrees;"
        " two decimals are enough."
    )
    NAME: ClassVar = "place"

    east: Annotated[
        float,
        about(
            "Bujur: timur positif, barat negatif. — Longitude: east positive, west negative.",
            title="East",
            ge=-180,
            le=180,
            examples=[106.85],
        ),
    ]
    north: Annotated[
        float,
        about(
            "Lintang: utara positif, selatan negatif. — Latitude: north positive, south negative.",
            title="North",
            ge=-90,
            le=90,
            examples=[-6.21],
        ),
    ]


PlaceName = Annotated[
    str,
    about(
        "Kota dan negara, dengan nama Inggrisnya dalam dek (tanpa bahasa Inggris: bahasa pertama"
        " dek). — City and country, by their English names in the deck (without English: its first"
        " language).",
        title="City and country",
        pattern=r"^[^\n\r\t, ][^\n\r\t]*, [^\n\r\t, ]+( [^\n\r\t, ]+)*$(?!\n)",
        examples=["Victoria, Seychelles"],
        wrong='Tulis kota, koma, dan negara: "Victoria, Seychelles". — Write the city, a comma and'
        ' the country: "Victoria, Seychelles".',
    ),
]


class PlacesFile(Record, frozen=True, kw_only=True):
    """What ``places.yaml`` says."""

    TITLE: ClassVar = "Places"
    ABOUT: ClassVar = (
        "Letak kota-kota dek, untuk titik di peta; berkasnya places.yaml di samping deck.yaml. —"
        " Where a deck's cities lie, for the dots on maps; the file is places.yaml beside"
        " deck.yaml."
    )

    kind: Annotated[
        Literal["places"], about("Selalu places. — Always places.", title="Kind", snippet="places")
    ]
    places: Annotated[
        dict[PlaceName, Place],
        about(
            "Kota-kota dan letaknya. — Cities and where they lie.",
            title="Places",
            min_length=1,
        ),
    ]

    def __post_init__(self) -> None:
        named = {clean(name): place for name, place in self.places.items()}
        force_setattr(self, "places", named)


FILE_RECORD = PlacesFile
