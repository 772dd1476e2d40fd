"""The statuses of HTTP by which what failed on our side is told."""

from __future__ import annotations

from typing import Final

from api.graphql.service import INTERNAL
from schema.errors import EngineError, EngineRefused, EngineUnavailable, QueryTimeout

FAILURES: Final = {
    QueryTimeout.code: 504,
    EngineUnavailable.code: 503,
    EngineRefused.code: 500,
    EngineError.code: 500,
    INTERNAL: 500,
}
