"""The frame of every page that a person sees while signing in: plain, without scripts, readable on a phone."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from starlette.responses import HTMLResponse

# Text and buttons keep a contrast of at least 4.5 : 1 in both schemes (WCAG 2.2, criterion 1.4.3).
STYLE = """
:root { color-scheme: light dark; --text: #1c1917; --page: #f5f5f4; --card: #fff; --quiet: #57534e; --line: #d6d3d1;
  --act: #b83a0b; --on-act: #fff; --note: #fef3e7; font: 100%/1.5 system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { :root { --text: #fafaf9; --page: #1c1917; --card: #292524; --quiet: #d6d3d1;
  --line: #57534e; --act: #fb8b4b; --on-act: #1c1917; --note: #3b2a1e; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem 1rem; background: var(--page); color: var(--text); }
main { max-width: 32rem; margin: 8vh auto 0; padding: 1.5rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .75rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.3; text-wrap: balance; }
p { margin: 0 0 1rem; } dl { margin: 0 0 1rem; } dt { color: var(--quiet); font-size: .875rem; }
dd { margin: 0 0 .75rem; } dd small { display: block; color: var(--quiet); font-size: .875rem; }
.note { padding: .75rem 1rem; background: var(--note); border-radius: .5rem; }
form, .actions { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 0; }
button, .button { flex: 1 1 10rem; min-height: 2.75rem; padding: .55rem 1rem; border: 1px solid var(--act);
  border-radius: .5rem; background: var(--act); color: var(--on-act); font: inherit; font-weight: 600;
  text-align: center; text-decoration: none; cursor: pointer; }
button.quiet { border-color: var(--quiet); background: transparent; color: var(--text); }
@media (max-width: 30rem) { body { padding: .75rem; } main { margin-top: 0; padding: 1.125rem; } }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode("ascii")
# No form-action: browsers apply it to the redirects that follow as well, and those lead to Procore, to a company's own
# sign-in behind it, and to the client. Nothing on these pages can be made to hold another form.
HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def page(title: str, content: str, *, status: int = 200, then: str | None = None) -> HTMLResponse:
    """`content` is HTML whose texts have been escaped; `then` is an address that the browser goes to by itself."""
    headers = HEADERS | ({"Refresh": f"0; url={then}"} if then else {})
    return HTMLResponse(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{content}\n</main>\n</body>\n</html>\n",
        status,
        headers,
    )
