"""The tables beside this module. Each holds `cases` (arguments and the one request that they become) and `refused`
(arguments and words of the sentences that refuse them); `why` says what a case is there for.

In a request, `query` and `form` hold unencoded pairs whose order counts only among pairs of one name, `body` is JSON,
and a file in a form is what the argument was. The company is 100 unless `company_id` says
otherwise; null means a call without the company header.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from procore_mcp.api.messages import FilePart, FormBody, JsonBody, Request

FOLDER = Path(__file__).parent
TOOLS = FOLDER / "tools"
Case = dict[str, Any]


def rows(kind: str) -> Iterator[tuple[str, Case]]:
    """Every row of `cases` or `refused`, with a name that says where it stands."""
    for path in sorted(FOLDER.glob("*.json")):
        for number, row in enumerate(json.loads(path.read_text("utf-8"))[kind]):
            yield f"{path.stem}-{number}-{row['tool']}", row


def as_request(expected: Case) -> Case:
    """The request of a case in the form of `as_written`."""
    written: Case = {"headers": [], "company_id": 100, **expected}
    return {**written, **{part: _grouped(written[part]) for part in ("query", "form") if part in written}}


def as_written(request: Request) -> Case:
    """A request in the words of the tables."""
    written: Case = {
        "method": request.method,
        "path": request.path,
        "query": _grouped([list(pair) for pair in request.query]),
        "headers": [list(pair) for pair in request.headers],
        "company_id": request.company_id,
    }
    if isinstance(request.body, JsonBody):
        written["body"] = request.body.value
    if isinstance(request.body, FormBody):
        written["form"] = _grouped([[name, _field(value)] for name, value in request.body.fields])
        written["multipart"] = request.body.multipart
    return written


def _grouped(pairs: list[list[Any]]) -> list[list[Any]]:
    return sorted(pairs, key=lambda pair: pair[0])


def _field(value: str | FilePart) -> str | dict[str, str]:
    if isinstance(value, str):
        return value
    content = base64.b64encode(value.content).decode("ascii")
    return {"file_name": value.file_name, "content_type": value.content_type, "content_base64": content}
