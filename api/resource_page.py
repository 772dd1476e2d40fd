"""A node as a page for people: HTML without scripts, whose links lead to other nodes.

Links are relative, so they hold wherever the service is reached, behind a proxy too.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from api.page import both, html
from schema.declare import Vocabulary, properties_of
from schema.nodes import BY_LABEL
from schema.rdf.terms import english, stated
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.neighbourhood import Group, Neighbour, Neighbourhood
    from schema.declare import PropertyType
    from schema.records import RelationshipRecord

_LONGEST: Final = 2_000  # characters of a value
_LONGEST_TITLE: Final = 120
_LONGEST_QUOTE: Final = 300
_SPAN: Final = ("report", "start", "end")
_TITLES: Final = {each.type: each.title_zh for each in RELATIONSHIPS}


def page(found: Neighbourhood, base: str) -> bytes:
    """Return the page of a node; `base` is where nodes have their IRIs."""
    kind = BY_LABEL[found.label]
    identifier: str = found.node.id
    title = _short(str(getattr(found.node, kind.caption.name) or identifier))
    here = _address(identifier)
    body = "".join(
        (
            f"<p><small>{both(kind.info.title_zh, english(kind.label))}</small></p><h1>{escape(title)}</h1>",
            f"<p><small>{escape(base + identifier)}</small></p>",
            f'<p><a href="{here}?format=turtle" type="text/turtle">Turtle</a> '
            f'<a href="{here}?format=jsonld" type="application/ld+json">JSON-LD</a> '
            f'<a href="../export">{both("整个图", "Whole graph")}</a></p>',
            f"<h2>{both('属性', 'Properties')}</h2><table>{''.join(_properties(found))}</table>",
            *_way(found, "由此出发的关系", "Relationships from here", leaving=True),
            *_way(found, "指向此处的关系", "Relationships to here", leaving=False),
        )
    )
    alternates = (
        f'<link rel="alternate" type="text/turtle" href="{here}?format=turtle">'
        f'<link rel="alternate" type="application/ld+json" href="{here}?format=jsonld">'
    )
    return html(title, body, alternates)


def message(text: str) -> bytes:
    """Return a page that says one thing."""
    return html("Rectigraph", f"<p>{escape(text)}</p>")


def _properties(found: Neighbourhood) -> Iterator[str]:
    for each in stated(BY_LABEL[found.label]):
        value = getattr(found.node, each.name)
        if value is not None and value != ():
            yield f"<tr>{_head(each.info.title_zh, english(each.key))}<td>{_value(value)}</td></tr>"


def _way(found: Neighbourhood, zh: str, en: str, *, leaving: bool) -> Iterator[str]:
    groups = [group for group in found.groups if group.leaving == leaving]
    if groups:
        yield f"<h2>{both(zh, en)}</h2>"
        yield from (part for group in groups for part in _group(found, group))


def _group(found: Neighbourhood, group: Group) -> Iterator[str]:
    yield f"<h3>{both(_TITLES[group.type], english(group.type))} <small>{group.total:,}</small></h3><ul>"
    for each in group.first:
        yield f"<li>{_neighbour(each)}{_quote(found.quote(each.record))}</li>"
    if group.more:
        yield f"<li>另有 {group.more} 条 / {group.more:,} more</li>"
    yield "</ul>"


def _neighbour(each: Neighbour) -> str:
    label = BY_LABEL[each.other.label].info.title_zh
    name = escape(_short(each.title or each.other.id))
    said = "".join(f" <small>{text}</small>" for text in (*_said(each.record), *_passage(each.record)))
    return f'<small>{escape(label)}</small> <a href="{_address(each.other.id)}">{name}</a>{said}'


def _quote(words: str | None) -> str:
    if not words:
        return ""
    shown = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
    return f"<blockquote>{escape(shown.strip())}</blockquote>"


def _said(record: RelationshipRecord) -> Iterator[str]:
    """Yield what a relationship says beside its passage."""
    properties: tuple[PropertyType, ...] = properties_of(cast("Any", type(record.properties)))
    for each in properties:
        value = getattr(record.properties, each.name)
        if each.name not in _SPAN and value is not None and value is not False:
            yield f"{both(each.info.title_zh, english(each.key))}: {_value(value)}"


def _passage(record: RelationshipRecord) -> Iterator[str]:
    """Yield where a relationship was taken from: the report, and the characters of its text."""
    report, start, end = (getattr(record.properties, name, None) for name in _SPAN)
    if report is None:
        return
    if start is None or end is None:
        yield f'<a href="{_address(report)}">{both("出处", "from")}</a>'
    else:
        place = f"{_address(report)}#char={start},{end}"
        yield f'<a href="{place}">{both("出处", "from")} {start}–{end}</a>'


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        items: tuple[Any, ...] = value
        return "<br>".join(map(_value, items))
    if isinstance(value, bool):
        return "是 / yes" if value else "否 / no"
    if isinstance(value, Vocabulary):
        return both(value.title_zh, english(value.value))
    text = str(value)
    if len(text) <= _LONGEST:
        return escape(text)
    left = len(text) - _LONGEST
    return f"{escape(text[:_LONGEST])}… <small>另有 {left} 字 / {left:,} more characters</small>"


def _head(zh: str, en: str) -> str:
    return f'<th scope="row">{both(zh, en)}</th>'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TITLE else f"{text[:_LONGEST_TITLE]}…"


def _address(identifier: str) -> str:
    return escape(quote(identifier, safe=""))
