"""A folder of tool files to import into."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from procore_mcp.catalog.openapi.importing import Report, import_document
from tests.catalog.folder import written
from tests.catalog.openapi.published import DOCUMENT, saved

Entries = dict[str, dict[str, Any]]
Import = Callable[..., Report]
Make = Callable[..., Entries]
GLOSSARY = {"walked_on": "Day of the walk", "urgent": "True for walks that cannot wait", "guide": "Who leads"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Curated tools about RFIs and a glossary; nothing generated yet."""
    place = tmp_path / "tools"
    place.mkdir()
    (place / "_glossary.json").write_text(json.dumps(GLOSSARY), encoding="utf-8")
    return written(place)


@pytest.fixture
def imports(tmp_path: Path, folder: Path) -> Import:
    """`imports()` takes the hand-written document, `imports(other)` another one."""

    def run(document: object = DOCUMENT) -> Report:
        return import_document(saved(document, tmp_path / "document.json"), folder)

    return run


@pytest.fixture
def makes(imports: Import, folder: Path) -> Make:
    """What a document becomes: entries of tool files by name."""

    def run(document: object = DOCUMENT) -> Entries:
        imports(document)
        files = [json.loads(file.read_bytes()) for file in (folder / "api").glob("more_*.json")]
        return {name: entry for file in files for name, entry in file["actions"].items()}

    return run


@pytest.fixture
def entries(makes: Make) -> Entries:
    return makes()
