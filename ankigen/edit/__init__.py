"""SourceFile + edits → text, at the places of the parser's events, never load-and-dump.

Comments and whatever an edit does not name stay byte for byte.
"""

from __future__ import annotations

from ankigen.edit.fix import CERTAIN, Fixed, fix
from ankigen.edit.layout import Layout, lay_out
from ankigen.edit.replace import Replacement, apply, from_edits

__all__ = ["CERTAIN", "Fixed", "Layout", "Replacement", "apply", "fix", "from_edits", "lay_out"]
