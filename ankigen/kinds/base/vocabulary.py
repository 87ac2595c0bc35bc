"""Choices that kinds share."""

from __future__ import annotations

from typing import Annotated, Literal

from ankigen.kinds.base.fields import about

Field = Annotated[
    Literal[
        "ideology", "politics", "economy", "socio-culture", "society", "culture", "defence",
        "security", "education", "health", "environment", "science", "technology", "law", "trade",
        "finance", "development", "humanitarian", "energy", "food", "agriculture", "labour",
        "maritime", "transport", "aviation", "telecommunications", "postal",
        "intellectual-property", "infrastructure", "rural-development", "aid", "administration",
    ],
    about("Bidang kerja sama. — Field of cooperation.", title="Field", name="field"),
]  # fmt: skip
