"""A form for the faults that people ask for most."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from procore_mcp.simulator.faults import Fault, read_fault

_KINDS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "error": ("Answer 500", {"status": 500}),
    "gateway": ("Answer 502 with a page of HTML", {"status": 502, "html": True}),
    "unavailable": ("Answer 503, come back in 5 seconds", {"status": 503, "headers": {"Retry-After": "5"}}),
    "limit": ("Answer 429, come back in 5 seconds", {"status": 429, "headers": {"Retry-After": "5"}}),
    "late": ("Answer 10 seconds late", {"delay": 10.0}),
    "lost": ("Do it, but lose the answer", {"drop": "after_commit"}),
    "dropped": ("Hang up before doing it", {"drop": "before_commit"}),
    "cut": ("Cut the answer in the middle", {"truncate": True}),
}
_METHODS = ("*", "GET", "POST", "PATCH", "PUT", "DELETE")


def fault_form(action: str) -> str:
    """HTML that posts a kind, a method, a path and a number of times to `action`."""
    kinds = "".join(f'<option value="{kind}">{escape(words)}</option>' for kind, (words, _) in _KINDS.items())
    methods = "".join(f'<option value="{method}">{"any" if method == "*" else method}</option>' for method in _METHODS)
    return (
        f'<form method="post" action="{action}"><div class="fields">'
        f'<p><label for="kind">What goes wrong</label><select id="kind" name="kind">{kinds}</select></p>'
        f'<p><label for="method">Method</label><select id="method" name="method">{methods}</select></p>'
        '<p><label for="path">Path (regular expression)</label><input id="path" name="path" value=".*" required></p>'
        '<p><label for="times">Times</label>'
        '<input id="times" name="times" type="number" min="1" value="1" required></p>'
        '</div><p class="actions"><button name="act" value="add">Add the fault</button>'
        '<button class="quiet" name="act" value="clear" formnovalidate>Clear all faults</button></p></form>'
    )


def fault_of(form: Mapping[str, str]) -> Fault:
    """Raises ValueError for an unknown kind, a path that is no regular expression, or a wrong number of times."""
    if form.get("kind") not in _KINDS:
        raise ValueError(f"There is no such kind of fault; there are {', '.join(_KINDS)}.")
    where = {"method": form.get("method", "*"), "path": form.get("path", ".*"), "times": form.get("times", 1)}
    return read_fault({**where, **_KINDS[form["kind"]][1]})
