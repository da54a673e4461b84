from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procore_mcp.api.hosts import file_hop, request_url
from procore_mcp.config.environment import Environment
from procore_mcp.errors import ForeignHost

PRODUCTION = Environment("production", "https://api.procore.com", "https://login.procore.com", ("procore.com",))
FEDERAL = Environment("federal", "https://api.procoregov.com", "https://login.procoregov.com", ("procoregov.com",))
SIMULATOR = Environment("production", "http://127.0.0.1:8765", "http://127.0.0.1:8766", ())
PROXY = Environment("production", "https://procore-proxy:8443", "https://login.procore.com", ())


@pytest.mark.parametrize(
    "path",
    [
        "/rest/v1.0/me",
        "/rest/v1.0/projects/5/rfis/7",
        "/rest/v2.0/companies/1/projects/2/documents/a%2Fb%20c",
        "/rest/v1.0/users/who@example.com",
        "/rest/v1.0/files/plan.v2.pdf",
        "/rest/v1.0/files/...",
        "/",
    ],
)
def test_a_plain_path_is_joined_to_the_api(path):
    url = request_url(PRODUCTION, path)
    assert str(url) == f"https://api.procore.com{path}"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "rest/v1.0/me",
        "@evil.example/rest",
        ".evil.example/rest",
        ":80@evil.example/",
        "//evil.example/rest",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/rest",
        "/rest/../../admin",
        "/rest/./me",
        "/rest/..",
        "/rest/%2e%2e/admin",
        "/rest/%2E./admin",
        "/rest/%252e%252e/admin",
        "/rest/x%2f..%2fadmin",
        "/rest/x%5c..%5cadmin",
        "/rest/a%5Cb",
        "/rest/a%0d%0aHost:%20evil.example",
        "/rest/a\r\nHost: evil.example",
        "/rest/a\tb",
        "/rest/a b",
        "/rest/a%00",
        "/rest/a%zz",
        "/rest/a%",
        "/rest/me?access_token=1",
        "/rest/me#top",
        "/rest/\u202eme",
    ],
)
def test_a_path_that_could_lead_elsewhere_is_refused(path):
    with pytest.raises(ForeignHost):
        request_url(PRODUCTION, path)


def test_a_path_is_never_joined_to_an_address_with_credentials():
    with pytest.raises(ForeignHost):
        request_url(Environment("production", "https://user@api.procore.com", "", ()), "/me")


TRUSTED = [
    (PRODUCTION, "https://api.procore.com/rest/v1.0/rfis/1.pdf"),
    (PRODUCTION, "https://storage.procore.com/api/v5/files/us-east-1/x?companyId=1&sig=abc"),
    (PRODUCTION, "https://us02.procore.com/fas/api/v5/x"),
    (PRODUCTION, "https://procore.com/x"),
    (PRODUCTION, "https://app.procore.com:443/x"),
    (PRODUCTION, "https://app.procore.com?x=1"),
    (FEDERAL, "https://storage.procoregov.com/x"),
    (SIMULATOR, "http://127.0.0.1:8765/rest/v1.0/rfis/1.pdf"),
    (PROXY, "https://procore-proxy:8443/rest/v1.0/rfis/1.pdf"),
]

WITHOUT_TOKEN = [
    (PRODUCTION, "https://evilprocore.com/x"),
    (PRODUCTION, "https://procore.com.evil.io/x"),
    (PRODUCTION, "https://procore.com-evil.io/x"),
    (PRODUCTION, "https://storage.procoregov.com/x"),
    (FEDERAL, "https://storage.procore.com/x"),
    (PRODUCTION, "https://xn--prcore-2ya.com/x"),
    (PRODUCTION, "https://xn--pi-tla.procore.com/x"),
    (PRODUCTION, "https://xn--.procore.com/x"),
    (PRODUCTION, "https://API.PROCORE.COM/x"),
    (PRODUCTION, "https://s3.amazonaws.com/procore.com/x?X-Amz-Signature=abc"),
    (PRODUCTION, "https://bucket_1.s3.us-east-1.amazonaws.com/a plan.pdf"),
    (PRODUCTION, "https://evil.io/?u=https://api.procore.com/"),
    (PRODUCTION, "https://evil.io#@api.procore.com"),
    (SIMULATOR, "http://127.0.0.1:9000/blob"),
    (SIMULATOR, "http://localhost:8765/blob"),
    (SIMULATOR, "http://[::1]:9000/blob"),
    (SIMULATOR, "https://storage.procore.com/x"),
    (PROXY, "https://storage.procore.com/x"),
]

REFUSED = [
    (PRODUCTION, ""),
    (PRODUCTION, "/rest/v1.0/me"),
    (PRODUCTION, "//storage.procore.com/x"),
    (PRODUCTION, "ftp://storage.procore.com/x"),
    (PRODUCTION, "file:///etc/passwd"),
    (PRODUCTION, "javascript:alert(1)"),
    (PRODUCTION, "http://storage.procore.com/x"),
    (PRODUCTION, "http://api.procore.com/x"),
    (PRODUCTION, "HTTPS://api.procore.com/x"),
    (PRODUCTION, "https://user@storage.procore.com/x"),
    (PRODUCTION, "https://storage.procore.com:pw@evil.io/x"),
    (PRODUCTION, "https://storage.procore.com\\@evil.io/x"),
    (PRODUCTION, "https://storage.procore.com/a\\b"),
    (PRODUCTION, "https://storage.procore.com\n.evil.io/x"),
    (PRODUCTION, "https://storage.procore.com/x\r\nX: y"),
    (PRODUCTION, "https://storage.procore.com%2eevil.io/x"),
    (PRODUCTION, "https://storage.procore.com./x"),
    (PRODUCTION, "https://storage.procore.com:8443/x"),
    (PRODUCTION, "https://pröcore.com/x"),
    (PRODUCTION, "https://storage。procore.com/x"),
    (PRODUCTION, "https://127.0.0.1/x"),
    (PRODUCTION, "https://localhost/x"),
    (PRODUCTION, "https://x.localhost/x"),
    (PRODUCTION, "https://printer.local/x"),
    (PRODUCTION, "https://vault.corp.internal/x"),
    (PRODUCTION, "https://intranet/x"),
    (PRODUCTION, "https://10.0.0.5/x"),
    (PRODUCTION, "https://169.254.169.254/latest/meta-data"),
    (PRODUCTION, "https://192.168.1.1/x"),
    (PRODUCTION, "https://8.8.8.8/x"),
    (PRODUCTION, "https://2130706433/x"),
    (PRODUCTION, "https://0x7f.1/x"),
    (PRODUCTION, "https://127.1/x"),
    (PRODUCTION, "https://[::1]/x"),
    (PRODUCTION, "https://[::ffff:10.0.0.5]/x"),
    (PRODUCTION, "https://[fd00::1]/x"),
    (PRODUCTION, "https://storage.procore.com/" + "x" * 70_000),
    (PROXY, "http://127.0.0.1:8765/x"),
    (SIMULATOR, "http://127.0.0.2:8765/x"),
    (SIMULATOR, "http://127.0.0.1:8765@evil.io/x"),
    (SIMULATOR, "http://10.0.0.5/x"),
    (SIMULATOR, "http://evil.io/x"),
]


@pytest.mark.parametrize(("environment", "link"), TRUSTED)
def test_a_link_to_procore_takes_the_token(environment, link):
    assert file_hop(environment, link).takes_token


@pytest.mark.parametrize(("environment", "link"), WITHOUT_TOKEN)
def test_a_link_to_another_public_host_is_fetched_without_the_token(environment, link):
    assert not file_hop(environment, link).takes_token


@pytest.mark.parametrize(("environment", "link"), REFUSED)
def test_a_link_to_nowhere_public_is_refused_without_being_repeated(environment, link):
    with pytest.raises(ForeignHost) as refusal:
        file_hop(environment, link)
    assert "?" not in str(refusal.value.describe())
    assert len(refusal.value.message) < 200


AWKWARD_WORDS = (
    "procore.com",
    "api.procore.com",
    "evil.io",
    "127.0.0.1",
    "localhost",
    "[::1]",
    "xn--",
    "http",
    "https",
)
AWKWARD = st.sampled_from([*":/\\@?#%.-_1Aö。\t\n \x00", "://", "//", ":443", "%2e", "%40", *AWKWARD_WORDS])


@given(st.lists(AWKWARD, max_size=9).map("".join).map(lambda tail: f"https://{tail}"))
def test_whatever_takes_the_token_is_a_procore_host_to_every_parser(link):
    try:
        hop = file_hop(PRODUCTION, link)
    except ForeignHost:
        return
    assert hop.url.raw_host.decode() == urlsplit(link).hostname
    assert not hop.url.userinfo
    assert not hop.takes_token or f".{hop.url.host}".endswith(".procore.com")


@given(st.lists(AWKWARD, max_size=9).map("".join))
def test_whatever_path_is_accepted_stays_on_the_api(path):
    try:
        url = request_url(PRODUCTION, path)
    except ForeignHost:
        return
    assert (url.scheme, url.host, url.port, url.userinfo) == ("https", "api.procore.com", None, b"")
