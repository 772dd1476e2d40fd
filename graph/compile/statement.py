"""Documents to statements: parse, validate, plan and render once, then bind values for each request."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from graphql import (
    BREAK,
    ArgumentNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    ObjectFieldNode,
    OperationDefinitionNode,
    ValueNode,
    Visitor,
    get_variable_values,
    parse,
    validate,
    visit,
)

from graph.compile.answer import assembler
from graph.compile.answer import shape as shape_of
from graph.compile.arguments import Variables, shape
from graph.compile.cost import Cost, cost_of
from graph.compile.errors import refused
from graph.compile.extent import refusals, too_long
from graph.compile.plan import Plan
from graph.compile.planner import INTROSPECTION, Planner
from graph.compile.render import Renderer
from graph.compile.scope import Scope
from graph.compile.selection import Operation
from graph.limits import LIMITS, Limits

if TYPE_CHECKING:
    from datetime import date

    from graph.compile.dialect import Dialect

# Before all else: read beside the answer it took Neo4j as long as a tenth of 5,000 measures.
_VERSION: Final = "WITH head(COLLECT { MATCH (v:Dataset) RETURN v.version }) AS version"
_CACHED: Final = 512  # statements; one is about 10 kB of text and closures


K = TypeVar("K")
V = TypeVar("V")


class _Recent(Generic[K, V]):
    """The values used last, by key."""

    def __init__(self) -> None:
        self._values: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key, made now if it is not there."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        value = self._values[key] = make()
        if len(self._values) > _CACHED:
            self._values.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class Statement:
    """One compiled operation. `text` returns one record: `data`, and the `version` of the dataset it was read from.

    `assemble` makes the response's data of `data`; None where it is that already. `introspected` are the keys of what
    asks about the schema, null in `data`: graphql-core answers that. An answer can be reproduced by the `fingerprint`,
    a short hash of the text.
    """

    text: str
    fingerprint: str
    plan: Plan
    scope: Scope
    assemble: Callable[[Any], Any] | None
    cost: Cost
    introspected: tuple[str, ...] = ()

    def parameters(self, variables: Variables, today: date) -> Mapping[str, Any]:
        """Return the parameters of one request. Raises GraphQLError where a limit or a cursor refuses a value."""
        return self.scope.bind(variables, today)

    def as_of(self, parameters: Mapping[str, Any], today: date) -> date | None:
        """Return the day that the answer holds for: today where none was asked about, None where several were."""
        days = {parameters[name] for name in self.scope.days} or {today}
        return days.pop() if len(days) == 1 else None


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed and validated document; `errors` is empty if it may be executed."""

    node: DocumentNode | None
    errors: tuple[GraphQLError, ...]
    operations: dict[str | None, OperationDefinitionNode]
    fragments: dict[str, FragmentDefinitionNode]

    def chosen(self, name: str | None) -> list[OperationDefinitionNode]:
        """Return the operations that a name may mean: without one, all of them."""
        return [node for key, node in self.operations.items() if name is None or key == name]

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """Return the operation to execute. Raises GraphQLError if the name does not choose exactly one."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if name not in self.operations:
            names = ", ".join(str(known) for known in self.operations)
            raise refused("OPERATION_NAME", f"Name the operation to execute (`operationName`), one of: {names}.")
        return self.operations[name]


class _Place(Visitor):
    """Finds the arguments and input fields around a value."""

    def __init__(self, value: Node) -> None:
        super().__init__()
        self._value = value
        self.names: list[str] = []

    def enter(self, node: Node, _key: Any, parent: Any, _path: Any, ancestors: list[Any]) -> Any:
        """Keep the names above the value, and stop there."""
        if node is not self._value:
            return None
        named = (above for above in (*ancestors, parent) if isinstance(above, ArgumentNode | ObjectFieldNode))
        self.names = [above.name.value for above in named]
        return BREAK


def _placed(error: GraphQLError, document: DocumentNode) -> GraphQLError:
    """Return a validation error about a value with the name of its argument; any other as it is."""
    if not error.nodes or not isinstance(error.nodes[0], ValueNode):
        return error
    place = _Place(error.nodes[0])
    visit(document, place)
    return GraphQLError(f"`{'.'.join(place.names)}`: {error.message}", error.nodes) if place.names else error


class Compiler:
    """Compiles operations against one schema for one engine, once for each document, name and shape of variables."""

    def __init__(self, schema: GraphQLSchema, dialect: Dialect, limits: Limits = LIMITS) -> None:
        self._schema = schema
        self._dialect = dialect
        self._limits = limits
        self._documents: _Recent[str, Document] = _Recent()
        self._statements: _Recent[Any, Statement] = _Recent()

    def document(self, source: str) -> Document:
        """Return the parsed and validated document."""
        return self._documents.get(source, lambda: self._read(source))

    def _read(self, source: str) -> Document:
        try:
            node = parse(source, max_tokens=self._limits.tokens)
        except GraphQLError as error:
            return Document(None, (too_long(source, self._limits.tokens) or error,), {}, {})
        errors = tuple(_placed(error, node) for error in validate(self._schema, node))
        operations = {
            d.name.value if d.name else None: d for d in node.definitions if isinstance(d, OperationDefinitionNode)
        }
        fragments = {d.name.value: d for d in node.definitions if isinstance(d, FragmentDefinitionNode)}
        if not errors:
            errors = tuple(
                error for operation in operations.values() for error in refusals(operation, fragments, self._limits)
            )
        return Document(node, errors, operations, fragments)

    def variables(self, operation: OperationDefinitionNode, given: dict[str, Any]) -> dict[str, Any]:
        """Return the coerced variables. Raises the first GraphQLError that coercion finds."""
        values = get_variable_values(self._schema, operation.variable_definitions or (), given)
        if isinstance(values, list):
            raise values[0]
        return values.coerced

    def statement(self, source: str, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Statement:
        """Return the statement of an operation, from the cache if its like was compiled before."""
        name = operation.name.value if operation.name else None
        key = (source, name, shape(variables))
        return self._statements.get(key, lambda: self._compile(source, operation, variables))

    def _compile(self, source: str, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Statement:
        scope = Scope(self._limits)
        asked = Operation(self._schema, operation, self.document(source).fragments, variables)
        plan = Planner(asked, scope, self._dialect).plan()
        written = Renderer(scope).render(plan)
        text = " ".join((_VERSION, *written.before, f"RETURN {written.text} AS data, version"))
        introspected = tuple(field.key for field in asked.roots() if field.name in INTROSPECTION)
        fingerprint = blake2b(text.encode(), digest_size=8).hexdigest()
        return Statement(text, fingerprint, plan, scope, assembler(shape_of(plan)), cost_of(asked), introspected)
