"""The graph in a notebook: classes of py2neo's object mapper, computed from the model, and data frames.

    from api.notebook import Measure, connect, frame

    graph = connect()
    frame(Measure.match(graph).where(status="PLANNED").order_by("_.dueOn"))

Needs the extra `notebook`. Nothing here writes: a graph changes by `rectigraph load`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schema.overdue import days_overdue, overdue

try:
    from api.notebook.frames import frame
    from api.notebook.mapping import CLASSES
    from api.notebook.opening import connect
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        f"{error.name} is missing. Notebooks need the extra `notebook`: run `make notebook` in a checkout, or install "
        "rectigraph[notebook]."
    ) from error

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["connect", "days_overdue", "frame", "overdue"]  # the classes join them by name


def __getattr__(name: str) -> Any:
    if name in CLASSES:
        return CLASSES[name]
    raise AttributeError(f"{__name__} has no {name}: the classes are {', '.join(CLASSES)}.")


def __dir__() -> Iterable[str]:
    return [*__all__, *CLASSES]
