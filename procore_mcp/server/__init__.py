"""Speak MCP: what clients list, call, confirm and read goes through here, over stdio or HTTP."""
