"""The role 牵头 配合 督办 that the words around a body give it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN

if TYPE_CHECKING:
    from loaders.parsed import Role

_LISTED_END: Final = "[局厅委部办处院会府司团组区县镇校]"
# The bodies of a list share the verb behind it: 由甲局、乙局配合.
_REST: Final = rf"(?:(?:、|和|及|与)[{HAN}]{{2,16}}?{_LISTED_END}){{0,8}}"
_LEAD: Final = re.compile(
    r"(?:牵头|责任|主责|主办|承办|落实)(?:单位|部门|科室|处室)\s*(?:[】\]]?[:为是]|[】\]])\s*(?:[^。\n:]{0,80}[、,;])?$|由$"
)
_COOPERATE: Final = re.compile(
    r"(?:配合|协办|协同|参与)(?:单位|部门)\s*(?:[】\]]?[:为是]|[】\]])\s*(?:[^。\n:]{0,80}[、,;])?$"
    rf"|(?:会同|联合|协同|配合|商)(?:[{HAN}]{{2,16}}?{_LISTED_END}(?:、|和|及|与))*$"
)
_WITH: Final = re.compile(r"[同与](?:[^。;,\n]{0,24}[、和])?$")
_TOGETHER: Final = re.compile(r"(?:[^。;,\n]{0,24})?(?:联合|共同|协同|配合|合作|签订|对接)")
_SUPERVISE: Final = re.compile(
    r"(?:督导|督办|监督|监管|督促|验收|指导)(?:单位|部门)\s*(?:[】\]]?[:为是]|[】\]])\s*(?:[^。\n:]{0,80}[、,;])?$"
)
_OBJECT: Final = re.compile(r"[到对赴向][^,。;\n]*$")
_LEADS: Final = re.compile(rf"{_REST}(?:作为)?(?:牵头|负责(?!同志|人)|主责|承办|具体负责)")
_COOPERATES: Final = re.compile(rf"{_REST}(?:等[^,。;]{{0,6}})?(?:密切|积极)?(?:配合|协同|协办|协助)")
_SUPERVISES: Final = re.compile(r"(?:督导|督办|监管|负责监督|跟踪督办|[指督]导下|监督下)")


def role(folded: str, start: int, end: int) -> Role | None:
    """Return the role that the words around a body give it; labels come before verbs."""
    first = max(0, start - 100)
    line = folded[max(first, folded.rfind("\n", first, start) + 1) : start]
    if _SUPERVISE.search(line) or (_SUPERVISES.match(folded, end) and not _OBJECT.search(line)):
        return "SUPERVISE"
    if _COOPERATE.search(line) or (_WITH.search(line) and _TOGETHER.match(folded, end)):
        return "COOPERATE"
    if _COOPERATES.match(folded, end):
        return "COOPERATE"
    return "LEAD" if _LEADS.match(folded, end) or _LEAD.search(line) else None
