"""How to reach Procore: messages, pacing, retry, transfer. Knows nothing about tools."""
