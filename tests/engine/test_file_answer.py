"""Actions that are answered with a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from procore_mcp.api.messages import Request, Response
from procore_mcp.errors import BadArguments, ProcoreError
from tests.engine.canned import CannedProcore, engine, session

EXPORT = {"export_format": "csv"}
CSV = b"Issue Number,Title\n1,Duct\n"


@dataclass
class FileProcore(CannedProcore):
    """Answers every call with these bytes."""

    content: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    async def send(self, request: Request) -> Response:
        self.sent.append(request)
        return Response(self.status, self.headers, self.content)


@pytest.mark.anyio
async def test_a_file_arrives_as_its_text() -> None:
    headers = {"content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="issues.csv"'}
    procore = FileProcore(content=CSV, headers=headers)
    answer = await engine().call("export_coordination_issues", EXPORT, session(procore))
    assert answer.data["file"] == {"name": "issues.csv", "content_type": "text/csv", "size_bytes": len(CSV)}
    assert answer.data["company_id"] == 7
    assert answer.data["project_id"] == 42
    assert "Duct" in str(answer.data["pages"])


@pytest.mark.anyio
async def test_a_redirect_to_storage_is_followed_and_stays_here() -> None:
    link = "https://storage.procore.com/plan.xml?sig=s"
    procore = FileProcore(status=302, headers={"location": link}, files={link: b"<Project/>"})
    answer = await engine().call("download_schedule_file", {}, session(procore))
    assert procore.fetched == [link]
    assert answer.data["pages"] == [{"page": 1, "text": "<Project/>"}]
    assert "storage.procore.com" not in str(answer)


@pytest.mark.anyio
@pytest.mark.parametrize("status", [200, 202])
async def test_a_file_that_is_still_being_made_is_asked_for_again(status: int) -> None:
    answer = await engine().call("export_coordination_issues", EXPORT, session(FileProcore(status=status)))
    assert answer.data["done"] is False
    assert "again in a minute" in str(answer.data["next_step"])


@pytest.mark.anyio
async def test_a_file_without_text_is_named_with_its_size() -> None:
    procore = FileProcore(content=b"\x00\x01\x02\xff" * 8)
    answer = await engine().call("download_schedule_file", {}, session(procore))
    assert answer.data["file"] == {"name": "file", "content_type": None, "size_bytes": 32}
    assert "cannot be read" in str(answer.data["content"])


@pytest.mark.anyio
async def test_pages_that_the_file_does_not_have_are_refused() -> None:
    procore = FileProcore(content=CSV, headers={"content-type": "text/csv"})
    with pytest.raises(BadArguments, match="export_coordination_issues"):
        await engine().call("export_coordination_issues", {**EXPORT, "pages": "9"}, session(procore))


@pytest.mark.anyio
async def test_a_refusal_is_an_error_and_no_file() -> None:
    procore = FileProcore(content=b'{"errors": ["Forbidden"]}', status=403)
    with pytest.raises(ProcoreError):
        await engine().call("download_schedule_file", {}, session(procore))
