"""The first word of a tool's name: Procore's own verbs and acts, and ours for files and discovery."""

from __future__ import annotations

READING = frozenset({"count", "describe", "find", "get", "list", "preview", "read", "show"})
DELETING = frozenset({"delete"})
_ACTS = """
    accept activate add answer apply approve archive assign attach cancel check clear close compare complete convert
    copy create deactivate decline detach disable distribute download enable execute export finish forward generate
    grant import invite link lock mark merge move notify open promote publish reassign recycle reject remove rename
    reopen reorder replace reply request resend reset respond restore retrieve review revoke run send set sign skip
    start submit subscribe swap sync transfer unarchive unassign unlink unlock unpublish unsubscribe update upload
    upsert validate void
"""
ACTING = frozenset(_ACTS.split())
VERBS = READING | DELETING | ACTING
