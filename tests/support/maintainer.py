"""``ankigen``, as if it were released as it is now.

Decks are released with released note types only. Whoever changes a template writes
notetypes.lock when the tool is released, and tests of releases do not wait for that; nor
for a commit of what is being tried.
"""

from __future__ import annotations

import json
from typing import Any

from ankigen.cards import notetypes
from ankigen.cli import committed


def released_note_types(now: int = 1_600_000_000) -> dict[str, dict[str, Any]]:
    """Return what notetypes.lock would say after a release of the tool."""
    entries = json.loads(notetypes.released(now))["note types"]
    return {str(entry["id"]): entry for entry in entries}


def release_tool() -> None:
    """Let this process take the note types for released, and the tool for committed."""
    entries = released_note_types()
    notetypes.read_lock = lambda: entries  # type: ignore[assignment]
    committed.tool_uncommitted = list


if __name__ == "__main__":
    release_tool()
    from ankigen.cli import main

    main()
