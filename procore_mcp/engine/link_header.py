"""The one thing that a `Link` header is good for here: the query of its `next` page.

Procore's links leave out parameters of the call that they answer, so they are never followed as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s";,]+))*)')
_RELATION = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]+))', re.IGNORECASE)


def next_query(header: str) -> Mapping[str, str] | None:
    """Query parameters of the link whose `rel` is `next`; None when there is no such link."""
    for target, attributes in _LINK.findall(header):
        relation = _RELATION.search(attributes)
        if relation and "next" in (relation[1] or relation[2]).lower().split():
            return _query(target)
    return None


def _query(target: str) -> Mapping[str, str]:
    try:
        return dict(parse_qsl(urlsplit(target).query))
    except ValueError:
        return {}
