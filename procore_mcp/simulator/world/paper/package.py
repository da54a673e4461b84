"""The zip container that office documents share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same document must give the same bytes
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(parts: Mapping[str, str], types: Mapping[str, str], main: str) -> bytes:
    """`parts` are XML texts by path, `types` the content type of each typed part, `main` the part to open."""
    overrides = "".join(f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in types.items())
    listing = (
        f'{HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    everything = {"[Content_Types].xml": listing, "_rels/.rels": relations({"officeDocument": main}), **parts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in everything.items():
            archive.writestr(zipfile.ZipInfo(path, _SAME_MOMENT), text.encode())
    return out.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """A relationships part; `targets` maps the kind of relation to the part it leads to."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'
