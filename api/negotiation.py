"""Content negotiation by RFC 9110, section 12.5: which of several forms a client wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Wanted:
    """One item of an Accept header: a media range or language range, its parameters, and its quality."""

    range: str
    parameters: dict[str, str]
    quality: float


def wanted(header: str) -> list[Wanted]:
    """Return the items of an Accept header in its order; an item whose quality is no number is left out."""
    return [item for text in header.split(",") if text.strip() and (item := _item(text))]


def parameters(text: str) -> dict[str, str]:
    """Return the parameters after the first semicolon of a header's value, names and values in lower case."""
    pairs = (part.partition("=") for part in text.split(";")[1:])
    return {name.strip().lower(): value.strip().strip('"').lower() for name, _, value in pairs}


def preferred(accept: str, offers: Sequence[str]) -> str | None:
    """Return the media type that an Accept header prefers among those offered, or None if it accepts none.

    The range that names a type most exactly decides its quality. Of equal quality the one named more exactly wins,
    then the one named first, then the one offered first: a wildcard means the first offer.
    """
    ranges = wanted(accept) if accept.strip() else [Wanted("*/*", {}, 1.0)]
    ranked = [(found, -rank, offer) for rank, offer in enumerate(offers) if (found := _rank(offer, ranges))]
    return max(ranked)[2] if ranked else None


def prefers_language(accept: str, language: str) -> bool:
    """Tell whether the language that an Accept-Language header likes best is this one, such as zh for zh-CN."""
    liked = max(wanted(accept), key=lambda item: item.quality, default=None)
    return liked is not None and liked.range.partition("-")[0] == language


def _item(text: str) -> Wanted | None:
    found = parameters(text)
    try:
        quality = float(found.pop("q", "1"))
    except ValueError:
        return None
    return Wanted(text.partition(";")[0].strip().lower(), found, quality)


def _rank(offer: str, ranges: list[Wanted]) -> tuple[float, int, int] | None:
    """Return quality, exactness and place of the range that decides about an offer; None if it is not acceptable."""
    kind = offer.partition("/")[0]
    exactness = {"*/*": 0, f"{kind}/*": 1, offer: 2}
    matching = [
        (exactness[item.range], -place, item.quality)
        for place, item in enumerate(ranges)
        if item.range in exactness and item.parameters.get("charset", "utf-8") in ("utf-8", "utf8")
    ]
    if not matching:
        return None
    exact, place, quality = max(matching)
    return (quality, exact, place) if quality > 0 else None
