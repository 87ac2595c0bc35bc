"""Compiled decks + lock → what is released: packages, manifest, sums, notes, the next lock."""
