"""Houses that are works while they are built, and bodies once they stand: 新建溪口村党群服务中心, …卫生院已封顶."""

from __future__ import annotations

import re
from typing import Final

_RAISES: Final = re.compile("(?:[新扩迁改修筹]建|建设|改造|建成)$")
_GOES_UP: Final = re.compile(
    "(?:项目|主体|已|即将|正在|全面)*(?:封顶|启用|投用|投入使用|开工|完工|竣工|动工|施工|建成|工程|项目)"
)


def is_raised(folded: str, start: int, end: int) -> bool:
    """Say whether the words around [start, end) tell that it is being built, or how far its building has come."""
    return _RAISES.search(folded, max(0, start - 2), start) is not None or _GOES_UP.match(folded, end) is not None
