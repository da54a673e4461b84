"""Sign people in: an OAuth 2.1 authorization server for MCP clients, with Procore's own sign-in behind it."""
