"""What a file is."""

from __future__ import annotations

import pytest

from procore_mcp.engine.content.kind import Kind, kind_of


@pytest.mark.parametrize(
    ("content", "name", "content_type", "kind"),
    [
        (b"%PDF-1.7 ...", "scan.dat", None, Kind.PDF),
        (b"\x89PNG\r\n\x1a\n...", "photo", None, Kind.IMAGE),
        (b"\xff\xd8\xff\xe0", "photo.pdf", "application/pdf", Kind.IMAGE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "photo.webp", None, Kind.IMAGE),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "radio.wav", None, Kind.OTHER),
        (b"PK\x03\x04...", "Log.XLSX", None, Kind.WORKBOOK),
        (b"PK\x03\x04...", "letter.docx", None, Kind.DOCUMENT),
        (b"PK\x03\x04...", "model.zip", None, Kind.OTHER),
        (b"a,b\n1,2", "log.csv", None, Kind.TABLE),
        (b"a,b\n1,2", "log", "text/csv", Kind.TABLE),
        (b"Poured level 3.", "notes.txt", None, Kind.TEXT),
        (b"Poured level 3.", "notes", "text/plain; charset=utf-8", Kind.TEXT),
        (b"\x00\x01\x02", "model.rvt", "application/octet-stream", Kind.OTHER),
    ],
)
def test_a_file_is_known_by_its_bytes_before_its_name(
    content: bytes, name: str, content_type: str | None, kind: Kind
) -> None:
    assert kind_of(content, name=name, content_type=content_type) is kind
