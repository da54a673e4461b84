"""Serve the fixtures through our own server: `python -m tests.conformance.serve PORT`."""

from __future__ import annotations

import sys
import warnings
from functools import partial

import anyio
from mcp.shared.exceptions import MCPDeprecationWarning

from procore_mcp.server.http import serve_http
from procore_mcp.server.log import configure_logging
from tests.conformance.fixtures import Fixtures
from tests.server.fake_site import fake_server


def main(port: str) -> None:
    configure_logging("error")
    warnings.simplefilter("ignore", MCPDeprecationWarning)  # the suite tests what the protocol has deprecated
    anyio.run(partial(serve_http, fake_server(Fixtures()), port=int(port), on_ready=partial(print, flush=True)))


if __name__ == "__main__":
    main(sys.argv[1])
