"""One operation in, one response out: compiled, answered by one statement, put together without resolvers."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from time import perf_counter
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
from graph.compile.dialect import DIALECTS
from graph.compile.errors import refused
from graph.compile.outline import laid_out, outlined
from graph.compile.planner import INTROSPECTION
from graph.compile.selection import Operation
from graph.compile.statement import Compiler
from graph.engine import ProfileStep
from graph.limits import LIMITS, Limits
from schema.errors import RectigraphError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.engine import Engine

INTERNAL: Final = "INTERNAL"
ONLY_QUERIES: Final = "ONLY_QUERIES"
_log = logging.getLogger("rectigraph")


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an operation is answered: plan and statement as text, the parameters, and what the engine touched for it.

    `profile` has a row for each step of the engine: its name, rows and database hits; None where it does not count.
    """

    plan: str
    cypher: str
    parameters: dict[str, Any]
    profile: list[ProfileStep] | None

    def __str__(self) -> str:
        """Return it as text, a section for each."""
        values = "\n".join(f"${name} = {value!r}" for name, value in self.parameters.items())
        steps = self.profile or ()
        hits = f"{sum(step.hits for step in steps)} database hits" if steps else "the engine does not count its hits"
        table = "".join(f"\n{each.hits:>9} {each.rows:>8} {'  ' * each.depth} {each.name}" for each in steps)
        return f"Plan\n{self.plan}\n\nCypher\n{self.cypher}\n\nParameters\n{values}\n\nProfile: {hits}{table}"


class Service:
    """Answers GraphQL operations from one engine, within limits."""

    def __init__(self, engine: Engine, limits: Limits = LIMITS) -> None:
        self._engine = engine
        self._limits = limits
        self._schema = schema()._schema  # strawberry's public schema hides the graphql-core one
        self._compiler = Compiler(self._schema, DIALECTS[engine.name], limits)

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
            return {"errors": [_formatted(error, "BAD_VALUE")]}
        except UnicodeEncodeError:
            message = "A string holds half of a character outside the BMP (a lone surrogate): send it whole."
            return {"errors": [{"message": message, "extensions": {"code": "BAD_VALUE"}}]}
        except RectigraphError as error:
            return {"errors": [{"message": str(error), "extensions": {"code": error.code}}]}
        except Exception:  # the outermost layer: what nobody foresaw is masked here and logged
            return {"errors": [{"message": masked(), "extensions": {"code": INTERNAL}}]}

    async def _execute(self, source: str, given: dict[str, Any], operation_name: str | None) -> dict[str, Any]:
        document = self._compiler.document(source)
        if any(each.operation is not OperationType.QUERY for each in document.chosen(operation_name)):
            raise refused(ONLY_QUERIES, "Only queries are answered: the way into the graph is `rectigraph load`.")
        if document.errors:
            code = "VALIDATION" if document.node else "SYNTAX"
            return {"errors": [_formatted(error, code) for error in document.errors]}
        operation = document.operation(operation_name)
        variables = self._compiler.variables(operation, given)
        statement = self._compiler.statement(source, operation, variables)
        today, cost = _today(), check(statement.cost(variables), self._limits.cost)
        parameters = statement.parameters(variables, today)
        asked_at = perf_counter()
        data, version = await self._engine.answer(statement.text, parameters)
        took_ms = (perf_counter() - asked_at) * 1000
        if statement.assemble:
            data = statement.assemble(data)
        if statement.introspected and document.node:
            asked = self._introspect(document.node, operation, variables)
            data.update({key: asked.get(key) for key in statement.introspected})
        as_of = statement.as_of(parameters, today)
        extensions = {
            "dataset": version,
            "asOf": as_of and as_of.isoformat(),
            "statement": statement.fingerprint,
            "databaseMs": round(took_ms, 1),
            "cost": cost,
        }
        return {"data": data, "extensions": extensions}

    def explain(
        self, source: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> Explanation:
        """Return how an operation is answered. Raises GraphQLError where it is refused.

        The statement is run once, on an engine that counts what it touches.
        """
        document = self._compiler.document(source)
        if document.errors:
            raise document.errors[0]
        operation = document.operation(operation_name)
        values = self._compiler.variables(operation, dict(variables or {}))
        statement = self._compiler.statement(source, operation, values)
        check(statement.cost(values), self._limits.cost)
        parameters = statement.parameters(values, _today())
        profile = self._engine.profile(statement.text, parameters)
        return Explanation(outlined(statement.plan), laid_out(statement.text), dict(parameters), profile)

    def outline(
        self, source: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> Outline:
        """Return what an operation that can be executed says of its answer: titles, lists, values."""
        document = self._compiler.document(source)
        operation = document.operation(operation_name)
        values = self._compiler.variables(operation, dict(variables or {}))
        return outline(Operation(self._schema, operation, document.fragments, values))

    def _introspect(
        self, document: DocumentNode, operation: OperationDefinitionNode, variables: dict[str, Any]
    ) -> dict[str, Any]:
        """Return the answer to what asks about the schema itself; graphql-core gives it."""
        name = operation.name.value if operation.name else None
        asked = _without_graph(document, TypeInfo(self._schema))
        return execute_sync(self._schema, asked, variable_values=variables, operation_name=name).data or {}

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


def _formatted(error: GraphQLError, code: str) -> dict[str, Any]:
    """Return an error as a response has it, with a code where graphql-core gave none."""
    return {**error.formatted, "extensions": {"code": code, **(error.extensions or {})}}


def masked() -> str:
    """Log the error that is handled, and return what is said of it: a reference that a report of it can quote."""
    reference = secrets.token_hex(4)
    _log.exception("internal error, reference %s", reference)
    return f"Internal error. Quote reference {reference} when you report it."


def _today() -> date:
    return datetime.now().astimezone().date()
