"""Work in Procore from any MCP client, as the person who signed in."""

__version__ = "0.1.0"
