"""The protocol's own conformance suite against our server, with the fixtures that it asks every server for."""
