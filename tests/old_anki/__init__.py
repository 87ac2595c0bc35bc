"""Packages in old versions of Anki. The whole suite: ``python -m tests.old_anki``.

2.1.66 is part of the default run (tests/old_anki/test_old_anki.py).
"""
