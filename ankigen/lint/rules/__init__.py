"""The rules, in the order of their index. A rule is a module: its docstring is its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View
from ankigen.lint.rules import (
    ambiguous_abbreviation,
    answer_in_front,
    answer_too_long,
    confusable_characters,
    contradiction,
    copied_translation,
    core_unsound,
    date_impossible,
    dissolved_in_present,
    example_left,
    link_blog,
    link_insecure,
    link_refused,
    link_shortened,
    long_enumeration,
    media_alt,
    media_too_big,
    media_unlicensed,
    near_duplicate,
    non_standard_indonesian,
    numbers_differ,
    punctuation_differs,
    question_without_subject,
    same_front,
    source_missing,
    source_twice,
    stale_as_of,
    translation_missing,
    unexpanded_abbreviation,
    unused_ignore,
    volatile_without_as_of,
    wrong_language,
    yes_no_question,
)


class Rule(Protocol):
    """What a module in this folder has."""

    CODE: str
    SEVERITY: Severity
    __doc__: str | None

    def check(self, view: View, /) -> Iterator[Finding]:
        """Yield what the rule doubts in a deck."""
        ...


RULES: tuple[Rule, ...] = (
    # the card
    answer_in_front,
    same_front,
    near_duplicate,
    ambiguous_abbreviation,
    unexpanded_abbreviation,
    answer_too_long,
    long_enumeration,
    yes_no_question,
    question_without_subject,
    # the facts
    volatile_without_as_of,
    stale_as_of,
    source_missing,
    source_twice,
    core_unsound,
    example_left,
    link_insecure,
    link_shortened,
    link_blog,
    link_refused,
    date_impossible,
    contradiction,
    dissolved_in_present,
    # the languages
    translation_missing,
    copied_translation,
    wrong_language,
    numbers_differ,
    punctuation_differs,
    non_standard_indonesian,
    confusable_characters,
    # the pictures
    media_unlicensed,
    media_alt,
    media_too_big,
    # the ignores
    unused_ignore,
)
