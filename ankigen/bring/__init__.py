"""Decks that others made → notes of ours: ``ankigen import``.

``tables`` and ``packages`` read a file, ``maps`` says (or guesses) what becomes of its columns,
``fields`` and ``notes`` make it so, and ``writing`` puts it into a deck. What cannot be kept is a
``Loss``: nothing goes without a word.
"""
