"""The language views, and the packages as sets of them."""

from __future__ import annotations

from ankigen.catalogue.base import Variant

VARIANTS: dict[str, Variant] = {
    variant.name: variant
    for variant in (
        Variant("id", "id", "id", "id", "Bahasa Indonesia"),
        Variant("en", "en", "en", "en", "English"),
        Variant("id-en", "id", "en", "id", "Terjemahan Indonesia-Inggris"),
    )
}

PACKAGES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "en": ("en",),
    "translation": ("id-en",),
    "bilingual": ("id", "en", "id-en"),
}
