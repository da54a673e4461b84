"""What a simulator can be told to do differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"

_Count: TypeAlias = Annotated[int, Field(ge=0, le=10**12)]


@dataclass(slots=True)
class Origins:
    """Where the three hosts are reached, without a trailing slash; links and redirects are built from these."""

    api: str = "https://api.procore.test"
    login: str = "https://login.procore.test"
    storage: str = "https://storage.files.test"


@dataclass(slots=True)
class Settings:
    """Numbers and switches; times are in seconds.

    Where Procore's documents are silent there is a switch: a client should get along with each of its positions. The
    first position is the one assumed. `configured_required` names, per resource, the fields that a company made
    required; they are enforced only when a request asks for it with `run_configurable_validations`.
    """

    # The older published examples, large enough for a working day of tests.
    hourly_limit: _Count = 3600
    spike_limit: _Count = 100
    retry_after: bool = True
    # Body of 429 answers.
    limit_body: Literal["json", "text", "html", "empty"] = "json"
    # More requests than this at once are answered as if a limit were used up; 0 sets none.
    most_at_once: _Count = 0
    most_body_bytes: _Count = 64 * 2**20
    # The largest file that a record takes; 0 sets no limit.
    most_attachment_bytes: _Count = 0

    company_header: bool = True
    # Where no header names a company, the one of the path, the query or the project does.
    company_from_address: bool = False
    missing_company_status: Literal[400, 401, 403, 404] = 400

    access_token_life: _Count = 5400
    auto_approve: bool = False
    loopback_any_port: bool = True
    pkce: Literal["honoured", "ignored", "required"] = "honoured"
    # Status of OAuth errors about the app or the token itself; the others are 400.
    oauth_client_status: Literal[401, 400] = 401
    # Client libraries in public use rely on both: credentials in a header, login actions on the API host too.
    basic_at_token: bool = False
    login_on_api_host: bool = False

    link_life: _Count = 300
    # What storage answers to a file that came as a form.
    stored_status: Literal[204, 201, 200] = 204
    redirect_status: Literal[302, 307] = 302

    unknown_query: Literal["refuse", "ignore"] = "refuse"
    beyond_the_end: Literal["empty", "last_page", "not_found"] = "empty"
    # More records a page than the most: cut down in v1 and refused in v2, or one of the two everywhere.
    oversize_page: Literal["by_version", "clamp", "refuse"] = "by_version"
    # A company that uses budget changes can only read its budget modifications.
    budget_changes_only: bool = False
    # Hours from UTC of the calendar by which the daily log is of today.
    daily_log_utc_offset: Annotated[int, Field(ge=-12, le=14)] = 0
    sync_order: Literal["as_sent", "reversed"] = "as_sent"
    # How long an Idempotency-Token is remembered.
    idempotency_life: _Count = 24 * 3600
    # Whether showing a record by its id finds it in the recycle bin.
    show_recycled: bool = False

    # Whether the hooks of a company are told what happens in its projects.
    webhooks_of_projects: bool = True
    # Events come at least once and in no promised order: the two that a receiver has to live with.
    webhooks_twice: bool = False
    webhooks_out_of_order: bool = False
    # A header that no document knows signs each event: receivers have to live with headers that they do not expect.
    webhooks_signed: bool = False
    # Whether the events of one call name it by an identifier of their own; null otherwise.
    webhooks_name_operation: bool = False
    # Whether a hook is disabled once its destination was silent for twelve hours.
    webhooks_give_up: bool = False

    configured_required: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


_SETTINGS = TypeAdapter(Settings)


def number_limits(name: str) -> tuple[int, int]:
    """The least and the most that a setting which is a number can be."""
    told = _SETTINGS.json_schema()["properties"][name]
    return told["minimum"], told["maximum"]


def change_settings(settings: Settings, raw: Mapping[str, object]) -> None:
    """Sets some members, all or none of them. Raises ValueError for an unknown member or a value it cannot have."""
    known = {item.name for item in fields(Settings)}
    if unknown := raw.keys() - known:
        raise ValueError(f"There is no setting {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}.")
    changed = _SETTINGS.validate_python({**asdict(settings), **raw})
    for name in raw:
        setattr(settings, name, getattr(changed, name))
