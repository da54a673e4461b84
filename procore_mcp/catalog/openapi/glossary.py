"""What the names of parameters mean, in our words: `_glossary.json`, one flat object of names and short meanings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import RootModel, StringConstraints, TypeAdapter, ValidationError

from procore_mcp.catalog.openapi.words import plural, sentence, snake, spoken
from procore_mcp.errors import BadToolFile

FILE_NAME = "_glossary.json"
Meaning = Annotated[str, StringConstraints(min_length=3, max_length=120, pattern=r"[^.]$")]
_FILTER = re.compile(r"filters?\[([^\]]*)\](.*)")
_LISTED = re.compile(r"\[\]$")


class Glossary(RootModel[dict[str, Meaning]]):
    """Meanings are a few words without a full stop. Names are Procore's own, those of filters without `filters[]`."""

    def meaning(self, name: str, *, narrows: bool = False) -> str:
        """Empty when nobody explained the name. A list of ids that narrows another list means the records themselves,
        and not what is done with them."""
        spellings = _spellings(name)
        known = next((one for one in sorted(spellings, key=_is_many) if one in self.root), "") if narrows else ""
        known = known or next((one for one in spellings if one in self.root), "")
        return self.root[known] if known else ""


def plain_meaning(name: str) -> str:
    """Of a name that nobody explained, the name in plain words."""
    words = snake(_LISTED.sub("", bare_name(name)))
    for ending, start in (("_id", "Id of the"), ("_ids", "Ids of the"), ("_uuid", "UUID of the")):
        noun = words.removesuffix(ending)
        if noun and noun != words:
            return f"{start} {spoken(plural(noun) if ending == '_ids' else noun)}"
    return sentence(spoken(words))


def read_glossary(folder: Path) -> Glossary:
    """Empty when there is none. Raises BadToolFile."""
    path = folder / FILE_NAME
    if not path.exists():
        return Glossary({})
    try:
        return TypeAdapter(Glossary).validate_json(path.read_bytes())
    except ValidationError as error:
        worst = error.errors(include_url=False)[0]
        place = ".".join([path.name, *(str(part) for part in worst["loc"])])
        fix = "Write one flat object of names and meanings, each a few words without a full stop."
        raise BadToolFile(place, worst["msg"], fix=fix) from None


def _spellings(name: str) -> list[str]:
    """As the document writes it, without what makes it a filter or a list, and as one or many."""
    inner = _LISTED.sub("", bare_name(name))
    found = [name, bare_name(name), inner, snake(inner)]
    return [*found, inner.removesuffix("s"), f"{inner}s"] if inner.endswith(("_id", "_ids")) else found


def _is_many(spelling: str) -> bool:
    return spelling.endswith("_ids")


def bare_name(name: str) -> str:
    """`vendor_id` of `filters[vendor_id]`."""
    found = _FILTER.fullmatch(name)
    return f"{found[1]}{found[2]}" if found else name
