"""What exists: tool files read, checked and turned into typed tools. Pure after loading."""
