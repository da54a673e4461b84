"""Links in answers: a signed one opens the file for whoever holds it, so its signature stays here."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from procore_mcp.api.messages import Json

_SIGNING = re.compile(
    r"^(x-(amz|goog|ms|procore)-.*|(access_?)?token|sig|signature|signed|expires?|policy|key-pair-id|awsaccesskeyid"
    r"|googleaccessid|se|sp|sv|sr|st|auth|jwt)$",
    re.IGNORECASE,
)


def without_signatures(value: Json) -> Json:
    """The same value; a string that is a signed link as a whole loses its query. Prose is left as people wrote it."""
    if isinstance(value, dict):
        return {name: without_signatures(part) for name, part in value.items()}
    if isinstance(value, list):
        return [without_signatures(part) for part in value]
    return _unsigned(value) if isinstance(value, str) and value.startswith(("https://", "http://")) else value


def _unsigned(text: str) -> str:
    try:
        link = urlsplit(text)
    except ValueError:
        return text
    if not any(_SIGNING.match(name) for name, _ in parse_qsl(link.query, keep_blank_values=True)):
        return text
    return urlunsplit((link.scheme, link.netloc, link.path, "", ""))
