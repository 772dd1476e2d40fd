"""The frame of a page made here: HTML without scripts, its style within it, nothing from elsewhere."""

from __future__ import annotations

from html import escape
from typing import Final

# `no-cache`: what a page shows changes with the graph.
HEADERS: Final = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
}
_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;"
    "background:#fff;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ddd}"
    "th{font-weight:600;width:14rem}td{white-space:pre-wrap}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}"
    "h3{font-size:1rem;margin:1.2rem 0 .3rem}ul{list-style:none;margin:0;padding:0}li{padding:.3rem 0;"
    "border-bottom:1px solid #ddd}blockquote{margin:.2rem 0 .2rem .2rem;padding-left:.8rem;border-left:3px solid #bbb;"
    "color:#333;white-space:pre-wrap}a{color:#0b4fa0}small{color:#555}"
    "@media(max-width:40rem){th{width:7rem}th,td{padding:.3rem .3rem .3rem 0}}"
)


def html(title: str, body: str, head: str = "") -> bytes:
    """Return a page; `title` is text, `body` and `head` are HTML."""
    return (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{head}<style>{_STYLE}</style></head><body><main>{body}</main></body></html>\n"
    ).encode("utf-8", "replace")


def both(zh: str, en: str) -> str:
    """Return a name in both languages, each marked as what it is."""
    return f'{escape(zh)} <span lang="en">{escape(en)}</span>'
