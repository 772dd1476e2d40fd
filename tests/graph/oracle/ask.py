"""Operations put to a service and to the oracle, and what their answers differ in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from graphql import GraphQLSchema

from api.graphql.service import Service
from oracle.compare import Translation, same
from oracle.execute import answer
from oracle.reduce import reduced
from oracle.world import World

if TYPE_CHECKING:
    from graphql import ExecutionResult


@dataclass(frozen=True, slots=True)
class Pages:
    """That an operation is asked again for each next page: `path` leads to a list, `variable` takes its cursor."""

    path: tuple[str, ...]
    variable: str
    backward: bool = False

    def cursor(self, data: Any) -> str | None:
        """Return the cursor to go on from, None at the end of the list."""
        for key in self.path:
            data = data[key]
        info = data["pageInfo"]
        more, cursor = ("hasPreviousPage", "startCursor") if self.backward else ("hasNextPage", "endCursor")
        return info[cursor] if info[more] else None


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation with its variables; `name` says which in a report."""

    name: str
    source: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    pages: Pages | None = None


@dataclass(slots=True)
class Comparison:
    """A service beside the oracle on the same graph."""

    service: Service
    schema: GraphQLSchema
    world: World
    asked: int = 0
    refused: int = 0

    async def smallest_difference(self, asked: Asked) -> str | None:
        """Return the difference in the answers to the smallest operation that still differs, None if there is none."""
        if await self.difference(asked) is None:
            return None

        async def failing(source: str) -> bool:
            return await self.difference(replace(asked, source=source, pages=None)) is not None

        if await failing(asked.source):  # else only a later page differs
            asked = replace(asked, source=await reduced(self.schema, asked.source, failing), pages=None)
        return await self.difference(asked)

    async def difference(self, asked: Asked, most_pages: int = 12) -> str | None:
        """Return what a reader needs to know of the first difference in the answers, None if there is none."""
        translation = Translation()
        own = given = dict(asked.variables)
        for _ in range(most_pages):
            plain = answer(self.schema, self.world, asked.source, own)
            compiled = await self.service.execute(asked.source, given)
            self.asked += 1
            if not self._agree(plain, compiled, translation):
                return self._report(replace(asked, variables=given), plain, compiled, translation)
            cursor = asked.pages.cursor(plain.data) if asked.pages and not plain.errors else None
            if cursor is None:
                return None
            assert asked.pages is not None
            own = own | {asked.pages.variable: cursor}
            given = given | {asked.pages.variable: translation.to_engine[cursor]}
        return None

    def _agree(self, plain: ExecutionResult, compiled: dict[str, Any], translation: Translation) -> bool:
        if plain.errors or "errors" in compiled:
            self.refused += 1
            codes = [(error.extensions or {}).get("code") for error in plain.errors or ()]
            return "errors" in compiled and code_of(compiled) in codes
        return same(translation.expected(plain.data, compiled["data"]), compiled["data"])

    def _report(self, asked: Asked, plain: ExecutionResult, compiled: dict[str, Any], translation: Translation) -> str:
        expected = translation.expected(plain.data, compiled.get("data"))
        ours = {"errors": [error.formatted for error in plain.errors]} if plain.errors else expected
        theirs = {"errors": compiled["errors"]} if "errors" in compiled else compiled["data"]
        return "\n".join(
            (
                f"{asked.name}: the compiled answer is not that of plain execution.",
                asked.source,
                f"variables {json.dumps(asked.variables, ensure_ascii=False)}",
                *_first_difference("answer", ours, theirs),
                f"plain    {json.dumps(ours, ensure_ascii=False)}",
                f"compiled {json.dumps(theirs, ensure_ascii=False)}",
            )
        )


def code_of(response: dict[str, Any]) -> str | None:
    """Return the code of the first error of a response, None if there is none."""
    errors = response.get("errors") or [{}]
    return errors[0].get("extensions", {}).get("code")


def _first_difference(path: str, plain: Any, compiled: Any) -> list[str]:
    """Return where two answers part; keys in another order are told as such."""
    if isinstance(plain, dict) and isinstance(compiled, dict) and list(plain) == list(compiled):
        pairs = [(f"{path}.{key}", plain[key], compiled[key]) for key in plain]
    elif isinstance(plain, list) and isinstance(compiled, list) and len(plain) == len(compiled):
        pairs = [(f"{path}[{i}]", *both) for i, both in enumerate(zip(plain, compiled, strict=True))]
    else:
        return (
            []
            if same(plain, compiled)
            else [f"at {path}", f"  plain    {plain!r}"[:600], f"  compiled {compiled!r}"[:600]]
        )
    return next((found for pair in pairs if (found := _first_difference(*pair))), [])
