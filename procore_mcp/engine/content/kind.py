"""What a file is: first by its own bytes, then by its name, then by what the storage called it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePosixPath


class Kind(StrEnum):
    TEXT = "text"
    TABLE = "csv"
    PDF = "pdf"
    IMAGE = "image"
    WORKBOOK = "xlsx"
    DOCUMENT = "docx"
    OTHER = "other"


_IMAGE_SIGNATURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
)
_BY_SUFFIX = {
    ".xlsx": Kind.WORKBOOK,
    ".xlsm": Kind.WORKBOOK,
    ".docx": Kind.DOCUMENT,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
}
_TEXT_SUFFIXES = {
    ".txt",
    ".md",
    ".log",
    ".json",
    ".xml",
    ".html",
    ".htm",
    ".yaml",
    ".yml",
    ".ifc",
    ".eml",
    ".rtf",
}


def kind_of(content: bytes, *, name: str, content_type: str | None) -> Kind:
    suffix = PurePosixPath(name.lower()).suffix
    if content.startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith(_IMAGE_SIGNATURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return Kind.IMAGE
    if content.startswith(b"PK\x03\x04"):
        return _BY_SUFFIX.get(suffix, Kind.OTHER)
    if suffix in {".csv", ".tsv"} or content_type == "text/csv":
        return Kind.TABLE
    if suffix in _TEXT_SUFFIXES or (content_type or "").startswith("text/"):
        return Kind.TEXT
    return Kind.OTHER
