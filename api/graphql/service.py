"""One operation in, one response out: compiled, answered by one statement, put together without resolvers."""

from __future__ import annotations

import logging
import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from graphql import (
    REMOVE,
    DocumentNode,
    FieldNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    execute_sync,
    visit,
)

from api.graphql.types import schema
from api.tables import Outline, outline
from graph.compile.cost import check
from graph.compile.errors import refused
from graph.compile.planner import INTROSPECTION
from graph.compile.selection import Operation
from graph.compile.statement import Compiler, Document
from graph.limits import LIMITS, Limits
from schema.errors import RectigraphError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.compile.statement import Statement
    from graph.engine import Engine

INTERNAL: Final = "INTERNAL"
ONLY_QUERIES: Final = "ONLY_QUERIES"
_log = logging.getLogger("rectigraph")


class Service:
    """Answers GraphQL operations from one engine, within limits."""

    def __init__(self, engine: Engine, limits: Limits = LIMITS) -> None:
        self._engine = engine
        self._limits = limits
        self._schema = schema()._schema  # strawberry's public schema hides the graphql-core one
        self._compiler = Compiler(self._schema, limits)

    async def execute(
        self, source: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> dict[str, Any]:
        """Return the response map: `data`, `errors`, `extensions`.

        A request that cannot be executed (syntax, validation, variables, an engine that fails) has `errors` and no
        `data`: nothing of it was answered.
        """
        try:
            return await self._execute(source, dict(variables or {}), operation_name)
        except GraphQLError as error:
            return {"errors": [error.formatted]}
        except RectigraphError as error:
            return {"errors": [{"message": str(error), "extensions": {"code": error.code}}]}
        except Exception:  # the outermost layer: what nobody foresaw is masked here and logged
            reference = secrets.token_hex(4)
            _log.exception("internal error, reference %s", reference)
            message = f"Internal error. Quote reference {reference} when you report it."
            return {"errors": [{"message": message, "extensions": {"code": INTERNAL}}]}

    async def _execute(self, source: str, given: dict[str, Any], operation_name: str | None) -> dict[str, Any]:
        document = self._compiler.document(source)
        if any(each.operation is not OperationType.QUERY for each in document.chosen(operation_name)):
            raise refused(ONLY_QUERIES, "Only queries are answered: the way into the graph is `rectigraph load`.")
        if document.errors:
            return {"errors": [error.formatted for error in document.errors]}
        operation = document.operation(operation_name)
        variables = self._compiler.variables(operation, given)
        statement = self._compiler.statement(source, operation, variables)
        today, cost = _today(), check(statement.cost(variables), self._limits.cost)
        parameters = statement.parameters(variables, today)
        data, version = await self._engine.answer(statement.text, parameters)
        if not self._engine.orders_maps:
            data = statement.order(data)
        self._introspect(document, operation, variables, data)
        return {"data": data, "extensions": _extensions(version, today, statement, cost)}

    def outline(
        self, source: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> Outline:
        """Return what an operation that can be executed says of its answer: titles, lists, values."""
        document = self._compiler.document(source)
        operation = document.operation(operation_name)
        values = self._compiler.variables(operation, dict(variables or {}))
        return outline(Operation(self._schema, operation, document.fragments, values))

    def _introspect(
        self, document: Document, operation: OperationDefinitionNode, variables: dict[str, Any], data: dict[str, Any]
    ) -> None:
        """Fill in what asks about the schema itself; graphql-core answers that."""
        roots = Operation(self._schema, operation, document.fragments, variables).roots()
        keys = [field.key for field in roots if field.name in INTROSPECTION]
        if not keys or document.node is None:
            return
        name = operation.name.value if operation.name else None
        asked = _without_graph(document.node, TypeInfo(self._schema))
        result = execute_sync(self._schema, asked, variable_values=variables, operation_name=name)
        data.update({key: (result.data or {}).get(key) for key in keys})

    async def aclose(self) -> None:
        """Close the connections that answers use."""
        await self._engine.aclose()


class _GraphFields(Visitor):
    """Removes the root fields that the graph answers."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info = info

    def enter_field(self, node: FieldNode, *_args: Any) -> Any:
        parent = self._info.get_parent_type()
        inside = parent is not None and parent.name == "Query"
        return REMOVE if inside and node.name.value not in INTROSPECTION else None


def _without_graph(document: DocumentNode, info: TypeInfo) -> DocumentNode:
    stripped: DocumentNode = visit(document, TypeInfoVisitor(info, _GraphFields(info)))
    return stripped


def _today() -> date:
    return datetime.now().astimezone().date()


def _extensions(version: str | None, today: date, statement: Statement, cost: int) -> dict[str, Any]:
    return {"dataset": version, "today": today.isoformat(), "statement": statement.fingerprint, "cost": cost}
