"""Git as a store of facts: commits, tags and the bytes of files. See ``call`` for the rules."""

from ankigen.git.call import GitError
from ankigen.git.committed import Differing, differing
from ankigen.git.history import (
    changes_of,
    commit_of,
    is_shallow,
    last_change,
    tag_commit,
    tags,
    time_of,
)
from ankigen.git.places import top_of
from ankigen.git.tree import export, file_at, files_at

__all__ = [
    "Differing",
    "GitError",
    "changes_of",
    "commit_of",
    "differing",
    "export",
    "file_at",
    "files_at",
    "is_shallow",
    "last_change",
    "tag_commit",
    "tags",
    "time_of",
    "top_of",
]
