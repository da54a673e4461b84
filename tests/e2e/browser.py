"""A browser with one person in front of it: keeps cookies, follows redirects, presses buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx2

MOST_HOPS = 10
PATIENCE = 30.0  # seconds for one answer


@dataclass
class Page:
    """What the browser shows. `form` holds the hidden fields of its one form, `choices` the values that one may choose
    from, `links` the addresses of its links."""

    address: str
    status: int
    text: str
    headers: httpx2.Headers
    action: str = ""
    form: dict[str, str] = field(default_factory=dict[str, str])
    choices: list[str] = field(default_factory=list[str])
    links: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class Left:
    """The browser was sent to an address that none of our servers answers: back to the client."""

    address: str

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.address).query))


class Browser:
    """`person` is Procore's id of whoever signs in with it, None for whom Procore offers first; `at_home` are the
    origins that it can reach, except what begins with `away`."""

    def __init__(self, person: int | None, at_home: tuple[str, ...], away: str = "http://127.0.0.1:9999/") -> None:
        self.person = person
        self._at_home = at_home
        self._away = away
        self.http = httpx2.AsyncClient(follow_redirects=False, trust_env=False, timeout=PATIENCE)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()

    async def open(self, address: str) -> Page | Left:
        if self._leaves_for(address):
            return Left(address)
        return await self._follow(await self.http.get(address))

    async def press(self, page: Page, **fields: str) -> Page | Left:
        """Send the form of `page` with the fields of the button, as its own page does."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.address))
        where = urljoin(page.address, page.action)
        return await self._follow(
            await self.http.post(
                where, data=page.form | fields, headers={"Origin": origin, "Sec-Fetch-Site": "same-origin"}
            )
        )

    async def sign_in(self, address: str) -> Left:
        """All the way from the client's link to the client's own address, saying yes to everything."""
        ours = await self.open(address)
        assert isinstance(ours, Page), ours
        procore = await self.press(ours, decision="allow")
        assert isinstance(procore, Page), procore
        person = procore.choices[0] if self.person is None else str(self.person)
        back = await self.press(procore, decision="allow", person_id=person)
        assert isinstance(back, Left), back
        return back

    def _leaves_for(self, address: str) -> bool:
        return address.startswith(self._away) or not address.startswith(self._at_home)

    async def _follow(self, answer: httpx2.Response) -> Page | Left:
        for _ in range(MOST_HOPS):
            if not answer.is_redirect:
                return read(answer)
            target = urljoin(str(answer.url), answer.headers["location"])
            if self._leaves_for(target):
                return Left(target)
            answer = await self.http.get(target)
        raise AssertionError("The redirects have no end.")


def read(answer: httpx2.Response) -> Page:
    page = Page(str(answer.url), answer.status_code, answer.text, answer.headers)
    _Reader(page).feed(answer.text)
    return page


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._page.action = told.get("action", "")
        elif tag == "input" and told.get("type") == "hidden":
            self._page.form[told["name"]] = told["value"]
        elif tag == "option":
            self._page.choices.append(told["value"])
        elif tag == "a":
            self._page.links.append(told["href"])
