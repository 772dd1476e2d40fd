"""The second pass: full names found once, and their short forms, wherever they stand."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.phrases import Phrases
from loaders.report.units.found import Found
from loaders.report.units.suffixes import ends_here
from loaders.units import is_generic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loaders.report.boundary import Boundaries
    from loaders.report.context import Context


def known_names(folded: str, found: list[Found], context: Context) -> dict[str, str]:
    """Return the surfaces to look for everywhere: full names, aliases of bodies, short forms of enterprises."""
    area = _AREA.sub("", (context.target or context.issuer).removeprefix("中共"))[:2]
    names = Counter(folded[each.start : each.end] for each in found if not each.name)
    known = {name: "" for name in names if len(name) >= 4 and not is_generic(name)}
    known |= {short: full for short, full in context.aliases.items() if _body(full)}
    for name in tuple(known):
        if (short := _SHORTENED.sub("", name)) != name and len(short) >= 4:
            known.setdefault(short, name)
            local = short.removeprefix(area) if area else short
            if local != short and len(local) >= 4:
                known.setdefault(local, name)
        if (trade := _TRADE_NAME.match(name)) is not None and trade["short"] != name:
            known.setdefault(trade["short"], name)
        if name.endswith(("局", "厅")) and len(name) >= 6:
            known.setdefault(name[:-1], name)
    return known


_AREA: Final = re.compile(rf"^[{HAN}]{{2,3}}(?:省|自治区)")
_SHORTENED: Final = re.compile(r"(?:\(集团\)|集团)?(?:股份|控股|投资)?(?:有限|责任)+公司$|集团$")
# 鑫安物业 for 鑫安物业服务有限公司: what a firm is called by, with its trade.
_TRADE_NAME: Final = re.compile(
    rf"(?:[{HAN}]{{2,3}}[省市县区])?(?P<short>[{HAN}]{{2,4}}?(?:物业|环保|环境|化工|建设|建工|建筑|科技|能源|矿业|水务|燃气|热力|路桥|"
    rf"置业|地产|医药|生物|食品|物流|传媒|电力|钢铁|水泥|园林|市政|劳务))[{HAN}()]{{0,8}}公司$"
)
_BODY: Final = re.compile(
    r"(?:公司|集团|大学|学院|学校|中学|医院|委员会|局|厅|中心|小组|指挥部|专班|院|所|银行|组|部|处|办公室|"
    r"政府|党委|党组)$"
)


def _body(name: str) -> bool:
    return _BODY.search(name) is not None


def wherever(folded: str, marks: Boundaries, known: Mapping[str, str]) -> Iterator[Found]:
    """Yield every place where a known name stands, with what it stands for."""
    for start, end, name in Phrases(known).longest(folded) if known else ():
        if name[:-1] == folded[start:end] and not _lost_end(folded, marks, end):
            continue
        if ends_here(folded, end):
            lost = name[:-1] == folded[start:end] and name
            yield Found(start, end, name, _LOST if lost else _SHORT if name else "")


_LOST: Final = "the text has it with its last character elsewhere"
_SHORT: Final = "the text has it in full elsewhere"
_CUT_BEHIND: Final = re.compile(r"共同|联合|[,，。;、和与]|等|开展|进行|组织|负责|牵头|配合")


def _lost_end(folded: str, marks: Boundaries, end: int) -> bool:
    """Say whether a name ends here that lost its last character: 河务共同开展 for 河务局共同开展."""
    return _CUT_BEHIND.match(folded, end) is not None
