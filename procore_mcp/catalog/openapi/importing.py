"""From a document to the generated tier on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from procore_mcp.catalog.load import curated_shelf, generated_shelf
from procore_mcp.catalog.openapi.action_reader import read_actions
from procore_mcp.catalog.openapi.document import read_documents, version_of
from procore_mcp.catalog.openapi.drift import Change, drift
from procore_mcp.catalog.openapi.glossary import read_glossary
from procore_mcp.catalog.openapi.imported import Imported, facts_of, read_imported
from procore_mcp.catalog.openapi.tier import Tier, build_tier
from procore_mcp.catalog.openapi.tier_folder import brought_back, read_aliases, replace_folder
from procore_mcp.catalog.openapi.tier_text import tier_text
from procore_mcp.errors import BadToolFile

GENERATED = "api"


@dataclass(frozen=True, slots=True)
class Report:
    """`changes` since the import before; of the `calls` in the document, `generated` ones have a generated tool and
    `left_out` ones a newer version."""

    changes: list[Change]
    calls: int
    generated: int
    left_out: int


def import_document(file: Path, folder: Path) -> Report:
    """Write `folder`/api anew. Raises BadDocument, or BadToolFile for the folder; then nothing was written."""
    place = brought_back(folder / GENERATED)
    tier = _made(file, folder)
    changes = drift(read_imported(place), tier.imported)
    try:
        replace_folder(place, tier_text(tier), lambda fresh: generated_shelf(folder, fresh))
    except OSError as error:
        fix = "Make it writable, or name another folder of tool files with --tools."
        raise BadToolFile(str(folder), f"it cannot be written: {error.strerror or error}", fix=fix) from error
    calls = tier.imported.calls.values()
    left_out = sum(call.instead is not None for call in calls)
    return Report(changes, len(calls), sum(map(len, tier.names.values())), left_out)


def changes_since(file: Path, folder: Path) -> list[Change]:
    """What the document says that the imported one did not, and the other way round; nothing is written.

    Raises BadDocument or BadToolFile.
    """
    documents = read_documents(file)
    calls = {action.http: facts_of(action) for action in read_actions(documents)}
    return drift(read_imported(folder / GENERATED), Imported(version_of(file, documents), calls))


def _made(file: Path, folder: Path) -> Tier:
    documents = read_documents(file)
    place = folder / GENERATED
    return build_tier(
        read_actions(documents),
        version=version_of(file, documents),
        curated=curated_shelf(folder).tools,
        glossary=read_glossary(folder),
        before=read_imported(place),
        aliases=read_aliases(place),
    )
