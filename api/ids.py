"""Where nodes have their IRIs: below an address that is set, else below the one that a request came to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.requests import Request

_HOST: Final = re.compile(r"[A-Za-z0-9._-]+(?::[0-9]+)?|\[[0-9A-Fa-f:.]+\](?::[0-9]+)?")
NO_HOST: Final = "The Host header of the request is no address."


def base_iri(request: Request, ids: str | None) -> str | None:
    """Return what the IRIs of nodes begin with in the answer to a request; None where its Host is no address.

    `ids` is what is set; where it is no web address, nobody could follow it.
    """
    if ids and ids.startswith(("http://", "https://")):
        return ids
    return f"{request.base_url}id/" if _HOST.fullmatch(request.headers.get("host", "")) else None
