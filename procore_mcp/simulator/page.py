"""The frame of every page for people: plain, readable, no scripts."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem; }
h1 { font-size: 1.4rem; margin: 0 0 1rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; }
td { border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
th { font-weight: 600; } code { font: .95em ui-monospace, monospace; overflow-wrap: anywhere; }
label { display: block; margin-bottom: .25rem; } select, button { font: inherit; padding: .4rem .8rem; }
button { border: 0; border-radius: .35rem; background: #c2410c; color: #fff; cursor: pointer; }
button.quiet { background: transparent; color: inherit; box-shadow: inset 0 0 0 1px currentColor; }
.actions { display: flex; gap: .75rem; } .note { opacity: .7; }
"""


def page(title: str, content: str, *, status: int = 200) -> HTMLResponse:
    """`content` is HTML whose texts have been escaped."""
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} · simulated Procore</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>{content}"
        '<p class="note">This is a simulated Procore. Nothing here is real.</p></body></html>',
        status,
    )
