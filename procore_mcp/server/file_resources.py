"""Files as resources: a client fetches what an answer links to, without the bytes passing through the model."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import mcp_types as t
from mcp.shared.exceptions import MCPError
from mcp.shared.uri_template import UriTemplate

from procore_mcp.api.messages import Download
from procore_mcp.engine.answer import LARGEST_LINKED
from procore_mcp.engine.consent import NobodyToAsk
from procore_mcp.engine.record_id import record_id
from procore_mcp.engine.workflows.stored_file import URI_TEMPLATE
from procore_mcp.errors import ProcoreMcpError
from procore_mcp.events import Watch, unwatched
from procore_mcp.server.address import Address
from procore_mcp.server.calling import Runs
from procore_mcp.server.context import Context, address_of
from procore_mcp.server.current_call import reported
from procore_mcp.server.sessions import Sessions

_READ_WITH = "download_file"
_TEMPLATE = UriTemplate.parse(URI_TEMPLATE)


class FileResources:
    """`procore://` addresses of files; an answer of a tool links to them."""

    def __init__(self, engine: Runs, sessions: Sessions, watch: Watch = unwatched) -> None:
        self._engine = engine
        self._sessions = sessions
        self._watch = watch

    def template(self, context: Context) -> t.ResourceTemplate:
        return t.ResourceTemplate(
            uri_template=_bound_template(address_of(context)),
            name="file",
            title="A file of the Documents tool",
            description="One version, whole. get_file_content reads it as text, by pages.",
        )

    async def read(self, context: Context, uri: str) -> t.BlobResourceContents:
        """Raises MCPError with the words of whatever is in the way."""
        arguments = _within(address_of(context), _ids(uri), uri)
        with reported(self._engine.catalog.resolve(_READ_WITH), context, self._watch) as call:
            try:
                session = await self._sessions.session(context)
                call.user = session.user
                answer = await self._engine.call(_READ_WITH, arguments, session, NobodyToAsk())
            except ProcoreMcpError as error:
                call.outcome = error.kind
                words = " ".join(filter(None, [error.message, error.hint]))
                raise MCPError(t.INVALID_PARAMS, words, data={"uri": uri, **error.describe()}) from None
            call.outcome = "ok"
        if answer.download is None:
            raise _absent(uri)
        return _blob(uri, answer.download)


def _ids(uri: str) -> Mapping[str, int]:
    found = _TEMPLATE.match(uri)
    ids = {name: number for name, part in (found or {}).items() if (number := record_id(part)) is not None}
    if not found or len(ids) < len(found):
        raise _absent(uri)
    return ids


def _within(address: Address, ids: Mapping[str, int], uri: str) -> Mapping[str, int]:
    """The ids that the address leaves open. Raises MCPError for a file of another company or project."""
    for name, bound in address.ids.items():
        if ids[name] != bound:
            words = f"This address is bound to {name} {bound}, and the file lies elsewhere."
            raise MCPError(t.INVALID_PARAMS, words, data={"uri": uri})
    return {name: number for name, number in ids.items() if name not in address.ids}


def _bound_template(address: Address) -> str:
    template = URI_TEMPLATE
    for name, bound in address.ids.items():
        template = template.replace(f"{{{name}}}", str(bound))
    return template


def _absent(uri: str) -> MCPError:
    return MCPError(t.INVALID_PARAMS, "Resource not found", data={"uri": uri})


def _blob(uri: str, download: Download) -> t.BlobResourceContents:
    size = len(download.content)
    if size > LARGEST_LINKED:
        raise MCPError(
            t.INVALID_PARAMS,
            f"The file has {size:,} bytes, and {LARGEST_LINKED:,} fit into one answer. Open it in Procore.",
            data={"uri": uri, "size": size},
        )
    return t.BlobResourceContents(
        uri=uri, mime_type=download.content_type, blob=base64.b64encode(download.content).decode("ascii")
    )
