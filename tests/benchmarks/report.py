"""The figures of a run as text, as the tables of docs/performance.md, and as its chart."""

from __future__ import annotations

import json
import os
import platform
import re
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

_DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
_PAGE: Final = _DOCS / "performance.md"
_NAMES: Final = {"hand": "Cypher by hand", "rectigraph": "Rectigraph", "neo4j-graphql": "@neo4j/graphql",
                 "field-by-field": "field by field"}  # fmt: skip
_COLORS: Final = {"hand": "#6B7280", "rectigraph": "#1824F0", "neo4j-graphql": "#843000", "field-by-field": "#308448"}


def text(figures: dict[str, Any]) -> str:
    """Return the figures of one engine as Markdown."""
    parts = [
        f"\n### {figures['engine']}: {figures['measures']:,} measures, {figures['nodes']:,} nodes "
        f"({platform.machine()}, {os.cpu_count()} cores)",
        _table("Milliseconds at the median, one client; in brackets the ratio to Cypher by hand",
               figures["times"], _with_ratio),
        _table("Requests a second, eight connections", figures["throughput"], lambda row, name: f"{row[name]:,.0f}"),
        _table("Compiling, milliseconds", figures["compile"], lambda row, name: f"{row[name]:.2f}"),
        *([_table("The first time, when the engine plans the statement, milliseconds", figures["planned"],
                  lambda row, name: f"{row[name]:.0f}")] if figures["planned"] else ()),
        "Memory of the servers afterwards: "
        + ", ".join(f"{_NAMES[name]} {megabytes:.0f} MB" for name, megabytes in figures["memory"].items()) + ".",
    ]  # fmt: skip
    return "\n\n".join(parts)


def _with_ratio(row: dict[str, float], name: str) -> str:
    return f"{row[name]:.2f}" + ("" if name == "hand" else f" ({row[name] / row['hand']:.2f})")


def _table(title: str, rows: dict[str, dict[str, float]], cell: Any) -> str:
    columns = list(dict.fromkeys(name for row in rows.values() for name in row))
    lines = [f"{title}.", "", f"| question | {' | '.join(_NAMES.get(name, name) for name in columns)} |",
             "|---" * (len(columns) + 1) + "|"]  # fmt: skip
    for question, row in rows.items():
        lines.append(f"| {question} | {' | '.join(cell(row, name) if name in row else '–' for name in columns)} |")
    return "\n".join(lines)


def record(figures: dict[str, Any]) -> None:
    """Write the figures of one engine into the page, and draw the chart of both."""
    page = _PAGE.read_text("utf-8")
    engine = figures["engine"]
    block = re.compile(rf"(<!-- {engine} -->\n).*?(<!-- /{engine} -->)", re.DOTALL)
    written = text(figures).strip()
    _PAGE.write_text(block.sub(lambda found: f"{found[1]}{written}\n{found[2]}", page), "utf-8")
    kept = _DOCS / "performance.json"
    known = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    known[engine] = figures["times"]
    kept.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
    (_DOCS / "performance.svg").write_text(chart(known), "utf-8")


def chart(times: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return bars for each question and competitor: times the duration of Cypher by hand on the same engine."""
    rows = [
        (f"{question} · {engine}", {name: ms / of["hand"] for name, ms in of.items() if name != "hand"})
        for engine, questions in sorted(times.items(), reverse=True)
        for question, of in questions.items()
    ]
    body: list[str] = []
    y = 56
    most = max(ratio for _, ratios in rows for ratio in ratios.values())
    for title, ratios in rows:
        body.append(f'<text x="8" y="{y}" class="t">{escape(title)}</text>')
        for name, ratio in ratios.items():
            y += 16
            width = max(2.0, 560 * ratio / most)
            body.append(f'<rect x="8" y="{y - 9}" width="{width:.1f}" height="11" fill="{_COLORS[name]}"/>')
            body.append(f'<text x="{width + 14:.1f}" y="{y}">{ratio:.2f}</text>')
        y += 26
    legend = "".join(
        f'<rect x="{8 + i * 170}" y="26" width="11" height="11" fill="{_COLORS[name]}"/>'
        f'<text x="{24 + i * 170}" y="36">{escape(_NAMES[name])}</text>'
        for i, name in enumerate(name for name in _NAMES if name != "hand")
    )
    head = '<text x="8" y="16" class="t">Time of an answer, as a multiple of Cypher by hand on the same engine</text>'
    style = "text{font:12px sans-serif;fill:#1f2937}.t{font-weight:bold}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 {y}" width="660" height="{y}"><style>{style}</style>'
        f'<rect width="660" height="{y}" fill="#fff"/>{head}{legend}{"".join(body)}</svg>\n'
    )
