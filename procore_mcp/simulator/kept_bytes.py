"""The content of files within JSON."""

from __future__ import annotations

import base64
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

Bytes = Annotated[
    bytes,
    BeforeValidator(lambda value: base64.b64decode(value) if isinstance(value, str) else value),
    PlainSerializer(lambda value: base64.b64encode(value).decode()),
]
