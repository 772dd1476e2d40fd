"""Names of bodies 单位: short names that a file explains, and bodies that are none in particular."""

from __future__ import annotations

import re
from typing import Final

from loaders.text import fold

_SHORT: Final = re.compile(r"([一-鿿()]{4,40}?)\(以下(?:统)?简称[:\"“]?([一-鿿]{2,12})[\"”]?\)")
_RESPECTIVELY: Final = re.compile(r"([一-鿿、]{2,80}?)分别(?:为|是)([一-鿿、]{4,200}?)的简称")
_ONE: Final = re.compile(r"([一-鿿]{2,12})(?:为|是|系)([一-鿿]{4,40}?)的简称")
_GENERIC: Final = re.compile(
    r"^(?:各|有关|相关|省直|市直|区直|县直|责任|牵头|配合|全体|所有|其他|施工|建设|监理|代建|运维|运营|主管|业务|职能)"
)


def aliases(text: str) -> dict[str, str]:
    """Return the full name of each short name that a text explains: A（以下简称B）, B、D分别为A、C的简称."""
    folded = fold(text)
    found = {short: full for full, short in _SHORT.findall(folded)}
    for shorts, fulls in _RESPECTIVELY.findall(folded):
        found |= dict(zip(shorts.split("、"), fulls.split("、"), strict=False))
    return found | {short: full for short, full in _ONE.findall(folded) if short not in found}


def is_generic(name: str) -> bool:
    """Tell whether a name means bodies of a kind and none in particular (有关部门, 各区人民政府)."""
    return bool(_GENERIC.match(name))
