"""The optional dependencies that read files."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from procore_mcp.errors import MissingExtra


def optional(module: str) -> ModuleType:
    """Raises MissingExtra with the command that installs it."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtra(
            f"Reading this kind of file needs the package {module.partition('.')[0]!r}, which is not installed.",
            hint="Whoever runs the server can install it: pip install 'procore-mcp[files]'.",
        ) from None
