"""The pages as a screen reader, a narrow phone and a suspicious browser meet them."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from starlette.responses import Response

from procore_mcp.catalog.safety import Safety
from procore_mcp.server.oauth.attempt import Asked
from procore_mcp.server.oauth.client import Client
from procore_mcp.server.oauth.page import STYLE
from procore_mcp.server.oauth.pages import Terms, consent_page, refused_page, signed_in_page
from procore_mcp.server.oauth.people import Person

PUBLISHED = Client("https://claude.example/client.json", "Claude", ("https://claude.example/callback",))
OWN_NAME = Client("x1", 'A "Program" <b>', ("cursor://oauth/callback",))
PRIYA = Person("7", "Priya Raman", "priya@calloway.example", 0.0)
MCP = "https://mcp.example.com/mcp"


def asked(client: Client, resource: str = MCP) -> Asked:
    return Asked(client.id, client.name, client.redirect_uris[0], "", resource, "procore", None)


def consent(client: Client = PUBLISHED, *, terms: Terms | None = None, resource: str = MCP) -> Response:
    return consent_page(
        client, asked(client, resource), "secret", terms=terms or Terms(), last=(PRIYA.name, PRIYA.login)
    )


PAGES = {
    "consent": consent(),
    "consent of a stranger": consent_page(OWN_NAME, asked(OWN_NAME), "secret", terms=Terms(), last=None),
    "signed in": signed_in_page(PRIYA, asked(OWN_NAME), "cursor://oauth/callback?code=c&iss=i"),
    "refused": refused_page("Because.", asked=asked(PUBLISHED), address="https://claude.example/callback?error=x"),
    "refused without a way back": refused_page("Because."),
}


class Outline(HTMLParser):
    """Tags with their attributes, and what stands in each."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._in = ""
        self.feed(text(response))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = tag

    def handle_data(self, data: str) -> None:
        self.texts[self._in] = self.texts.get(self._in, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def text(response: Response) -> str:
    return bytes(response.body).decode()


@pytest.mark.parametrize("response", PAGES.values(), ids=PAGES)
def test_every_page_has_one_language_one_title_one_heading_and_no_script(response: Response) -> None:
    outline = Outline(response)
    assert outline.all("html") == [{"lang": "en"}]
    assert outline.texts["title"] == outline.texts["h1"]
    assert [len(outline.all(tag)) for tag in ("title", "h1", "main")] == [1, 1, 1]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in outline.all("meta")
    assert not {tag for tag, _ in outline.tags} & {"script", "iframe", "img", "link", "object"}
    assert not [name for _, attrs in outline.tags for name in attrs if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("response", PAGES.values(), ids=PAGES)
def test_every_page_keeps_others_from_framing_and_caching_it(response: Response) -> None:
    policy = response.headers["content-security-policy"]
    style = base64.b64encode(hashlib.sha256(Outline(response).texts["style"].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; frame-ancestors 'none'"
    assert response.headers["x-frame-options"] == "DENY"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["referrer-policy"] == "same-origin"


def test_consent_tells_who_asks_what_for_as_whom_and_where_it_leads() -> None:
    told = text(consent(resource=f"{MCP}/c/7/p/8"))
    for words in (
        "Let Claude work in Procore for you?",
        "Published by claude.example",
        "Do what you may do in Procore. It shows you what it is about to do",
        "Only in company 7, project 8.",
        "<strong>Priya Raman</strong> (priya@calloway.example)",
        "https://claude.example/callback",
    ):
        assert words in told
    assert [button.get("value") for button in Outline(consent()).all("button")] == ["allow", "deny"]


def test_consent_says_that_a_publisher_does_not_vouch_for_a_program_on_the_device() -> None:
    """Whoever listens on a port there gets the code, whatever document they name."""
    native = Client(PUBLISHED.id, "Claude", ("http://127.0.0.1:1/callback",))
    warning = "any program on this device can say that it is this one"
    assert warning in str(consent(native).body)
    assert warning not in str(consent(PUBLISHED).body)


def test_consent_says_that_a_name_is_only_a_claim() -> None:
    told = text(PAGES["consent of a stranger"])
    assert "nobody has checked that name" in told
    assert "A &quot;Program&quot; &lt;b&gt;" in told
    assert "the app that opens cursor: links" in told
    assert "Whoever is signed in to Procore" in told


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (Terms(Safety.READ), "It can change nothing."),
        (Terms(Safety.WRITE), "but not delete, send or approve anything."),
        (Terms(Safety.COMMIT), "except delete. It shows you"),
        (Terms(Safety.DELETE, asks_first=False), "Do what you may do in Procore.<"),
    ],
)
def test_consent_promises_what_this_server_keeps(terms: Terms, words: str) -> None:
    assert words in text(consent(terms=terms))


def test_a_client_that_is_opened_by_a_link_leaves_a_page_behind() -> None:
    page = PAGES["signed in"]
    assert page.headers["refresh"] == "0; url=cursor://oauth/callback?code=c&iss=i"
    assert Outline(page).all("a") == [{"class": "button", "href": "cursor://oauth/callback?code=c&iss=i"}]
    assert "Priya Raman" in text(page)


def schemes() -> list[dict[str, str]]:
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w+)", part)) for part in STYLE.split("@media", 1))
    return [light, light | dark]


@pytest.mark.parametrize("colours", schemes(), ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [("text", "card"), ("text", "note"), ("quiet", "card"), ("on-act", "act"), ("text", "page"), ("act", "card")],
)
def test_text_can_be_read_in_both_schemes(colours: dict[str, str], front: str, back: str) -> None:
    """WCAG 2.2, criterion 1.4.3: 4.5 to 1."""
    light, dark = sorted((_luminance(colours[front]), _luminance(colours[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[position : position + 2], 16) / 255 for position in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
