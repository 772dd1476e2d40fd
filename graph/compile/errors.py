"""Errors of a request: GraphQL errors with a stable code in `extensions`."""

from __future__ import annotations

from graphql import GraphQLError


def refused(code: str, message: str, **asked: object) -> GraphQLError:
    """Return an error that says what was refused; `asked` goes into `extensions` beside the code."""
    return GraphQLError(message, extensions={"code": code, **asked})
