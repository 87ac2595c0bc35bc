"""Anki: what a package holds, its files, and what real Anki says of them."""
