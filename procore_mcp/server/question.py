"""The words of the question that a person is asked before a commit or a delete."""

from __future__ import annotations

from collections.abc import Iterator

from mcp_types import ElicitRequestFormParams

from procore_mcp.api.messages import Json
from procore_mcp.engine.consent import Preview
from procore_mcp.engine.one_line import one_line
from procore_mcp.engine.spoken import spoken

FIELD = "confirm"
MAX_FACTS = 40
MAX_FACT_LENGTH = 300


def question(preview: Preview) -> ElicitRequestFormParams:
    """Depends on the preview alone, so the same call always asks the same."""
    return ElicitRequestFormParams(
        message="\n".join([preview.summary, "", *_facts(preview.request)]),
        requested_schema={
            "type": "object",
            "properties": {
                FIELD: {
                    "type": "boolean",
                    "title": f"{preview.title}: go ahead?",
                    "description": "Yes sends it to Procore now. No leaves everything as it is.",
                }
            },
            "required": [FIELD],
        },
    )


def _facts(request: Json) -> list[str]:
    facts = list(_flat(request, ""))
    left = len(facts) - MAX_FACTS
    return [*facts[:MAX_FACTS], f"… and {left} more values"] if left > 0 else facts


def _flat(value: Json, path: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        for name, part in value.items():
            own = one_line(name)
            yield from _flat(part, f"{path}.{own}" if path else own)
    elif isinstance(value, list) and value:
        for position, part in enumerate(value, start=1):
            yield from _flat(part, f"{path}.{position}")
    else:
        yield f"{_shortened(path)}: {_shortened(spoken(value))}"


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_FACT_LENGTH else f"{text[:MAX_FACT_LENGTH]}… ({len(text)} characters)"
