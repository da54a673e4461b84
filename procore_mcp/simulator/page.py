"""The frame of every page for people: plain, readable, no scripts."""

from __future__ import annotations

from html import escape
from typing import Literal

from starlette.responses import HTMLResponse

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif;
  --line: color-mix(in srgb, currentColor 16%, transparent); --soft: color-mix(in srgb, currentColor 5%, transparent); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1.25rem; }
body.card { max-width: 27rem; padding: 12vh 1.25rem 2rem; }
.card main { border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem; background: var(--soft); }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 1rem; text-wrap: balance; }
h2 { font-size: 1.05rem; margin: 2rem 0 .25rem; }
p { margin: 0 0 1rem; } p:last-child { margin-bottom: 0; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .35rem 1rem .35rem 0; }
th { font-weight: 600; white-space: nowrap; } td { border-top: 1px solid var(--line); }
td.long { overflow-wrap: anywhere; }
td:first-child { font-weight: 500; } th:last-child, td:last-child { padding-right: 0; }
code { display: block; padding: .6rem .75rem; border-radius: .4rem; background: var(--soft);
  font: .95em ui-monospace, monospace; overflow-wrap: anywhere; user-select: all; }
label { display: block; font-weight: 500; margin-bottom: .35rem; }
select, button { font: inherit; padding: .55rem .9rem; border-radius: .4rem; }
select { width: 100%; border: 1px solid var(--line); background: Canvas; color: inherit; margin-bottom: 1rem; }
button { flex: 1; border: 1px solid transparent; background: #c2410c; color: #fff; font-weight: 600; cursor: pointer; }
button.quiet { border-color: var(--line); background: transparent; color: inherit; }
input { font: inherit; width: 100%; padding: .5rem .75rem; border-radius: .4rem; border: 1px solid var(--line);
  background: Canvas; color: inherit; }
td select, td input { margin: 0; max-width: 20rem; padding: .35rem .6rem; } td label { margin: .35rem 0; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0 1rem; margin-top: .75rem; }
.page .actions { max-width: 27rem; margin-top: .75rem; }
.actions { display: flex; gap: .75rem; } .note { margin-top: 1.5rem; font-size: .9rem; opacity: .7; }
@media (max-width: 30rem) { th, td { padding-right: .6rem; } table { font-size: .875rem; } }
"""


def page(title: str, content: str, *, status: int = 200, look: Literal["page", "card"] = "card") -> HTMLResponse:
    """`content` is HTML whose texts have been escaped; a card is for one decision, a page for much to read."""
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} · simulated Procore</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f'<style>{_STYLE}</style></head><body class="{look}"><main><h1>{escape(title)}</h1>{content}</main>'
        '<p class="note">This is a simulated Procore. Nothing here is real.</p></body></html>',
        status,
    )
