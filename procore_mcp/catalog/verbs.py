"""The first word of a tool's name: Procore's own verbs and acts, and ours for files and discovery."""

from __future__ import annotations

READING = frozenset({"count", "describe", "find", "get", "list", "preview", "read", "search", "show"})
DELETING = frozenset({"delete"})
_ACTS = """
    " accept activate add advance answer apply approve archive assign associate attach calculate cancel check
    clear close commit compare complete convert copy create deactivate decline detach disable disassociate
    distribute download email enable execute export finish forward generate grant import invite link lock mark
    merge move notify open post promote publish reactivate reassign recycle reject remove rename reopen reorder
    replace reply request resend reset respond restart restore retrieve return review revoke run save send set
    sign skip start submit subscribe swap sync terminate toggle transfer unarchive unassign unlink unlock
    unpublish unsubscribe update upload upsert validate void
"""
ACTING = frozenset(_ACTS.split())
VERBS = READING | DELETING | ACTING
