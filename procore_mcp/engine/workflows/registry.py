"""The functions that tool files name in `runs`."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.engine.run import WorkflowFunction
from procore_mcp.engine.workflows.describe_tools import describe_tools
from procore_mcp.engine.workflows.file_bytes import file_bytes
from procore_mcp.engine.workflows.file_content import file_content
from procore_mcp.engine.workflows.find_tools import find_tools
from procore_mcp.engine.workflows.run_tool import run_tool

FUNCTIONS: Mapping[str, WorkflowFunction] = {
    "describe_tools": describe_tools,
    "file_bytes": file_bytes,
    "file_content": file_content,
    "find_tools": find_tools,
    "run_tool": run_tool,
}
