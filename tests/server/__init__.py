"""The server layer, through real clients in both eras of the protocol."""
