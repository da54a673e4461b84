"""What a tool call becomes on the wire, as tables that any language can read."""
