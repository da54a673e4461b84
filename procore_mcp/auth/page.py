"""The page that the browser ends on."""

from __future__ import annotations

from html import escape

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 36rem; margin: 15vh auto; padding: 0 1rem; font: 1.125rem/1.5 system-ui, sans-serif; }}
:root {{ color-scheme: light dark; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
</main>
</body>
</html>
"""

_HEAD = (
    "HTTP/1.1 {status}\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "Content-Length: {length}\r\n"
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\n"
    "Cache-Control: no-store\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Connection: close\r\n"
    "\r\n"
)


def page(status: str, title: str, text: str) -> bytes:
    """A whole HTTP answer; `status` is, for example, `400 Bad Request`."""
    body = _PAGE.format(title=escape(title), text=escape(text)).encode()
    return _HEAD.format(status=status, length=len(body)).encode() + body


def signed_in() -> bytes:
    return page("200 OK", "You are signed in", "You can close this page and go back to your assistant.")


def not_signed_in(why: str) -> bytes:
    return page("400 Bad Request", "You are not signed in", f"{why} You can close this page.")


def not_ours() -> bytes:
    return page(
        "400 Bad Request",
        "This page belongs to another sign-in",
        "Go back to the page of the sign-in that you started last, or start it again.",
    )


def not_found() -> bytes:
    return page("404 Not Found", "Nothing here", "This address only receives the end of a Procore sign-in.")
