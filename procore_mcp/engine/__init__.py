"""Run a tool: check the arguments, decide, send, and write the answer for its reader."""
