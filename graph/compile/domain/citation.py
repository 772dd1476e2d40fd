"""Citations 引用: which document is named, and what the text does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph.compile.domain.declare import Filter
from graph.compile.spec import Argument, InputType

if TYPE_CHECKING:
    from graph.compile.filters import Filters


def _cites(filters: Filters, node: str, value: Any) -> str:
    cited, document = filters.scope.variable("c"), filters.scope.variable()
    holds = filters.joined("Document", document, value.get("document", {}), "cites.document")
    as_what = filters.operators(f"{cited}.role", value.get("role", {}), "cites.role")
    return f"EXISTS {{ MATCH ({node})-[{cited}:CITES]->({document}:Document) WHERE {holds} AND {as_what} }}"


FILTERS: Final = (
    Filter(("Measure", "Issue", "Event"), Argument("cites", "CitationFilter", "引用 / Cites a document."), _cites),
)
INPUTS: Final = (
    InputType("CitationFilter", "引用条件 / One citation meets both.", (
        Argument("role", "StringFilter", "关系 / As what."), Argument("document", "DocumentWhere", "文件 / Which one."),
    )),
)  # fmt: skip
