"""Packages in old versions of Anki; all of them: ``pytest tests/old_anki/every_version.py``."""
