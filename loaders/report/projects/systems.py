"""Systems and platforms of information: 智慧防汛系统, and no 供水系统 nor 合作平台."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.report.projects import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.boundary import Boundaries

# 将信息录入系统 says what is done with a system.
_PUT_INTO: Final = re.compile(r"(?:录入|纳入|接入|导入|上传|登录|进入|输入|填入|登入|接通)$")
_NOT_SYSTEMS: Final = re.compile(
    r"(?:全|本|各|政法|教育|卫生|水务|公安|财政|宣传|组织|党政|生态|免疫|神经|排水|社会|金融|供销|交通|法院|"
    r"检察|税务|国资|城管|民政|工会|录入|评价|道路|动力|供水|供电|照明|消防|视频监控|目录|操作|软件|计算机|"
    r"信息|管理|业务|一个|该|原|此|新|老|旧|内部|外部|相关|多个)$"
)
# Parts of a building are equipment, and no systems of information.
_EQUIPMENT: Final = re.compile(
    r"^(?!.*(?:智慧|智能|在线|信息|数字|远程|监控|监测)).*(?:灭火|喷水|喷淋|报警|通风|空调|给水|排烟|阻车|照明|供电|配电|制冷|供暖|除尘|脱硫|脱硝|曝气)$"
)
_NOT_PLATFORMS: Final = re.compile(
    r"(?:创新|载体|高端|合作|发展|投资|投融资|融资|创业|等|各类|网络|新|大|能级|工作|公共|媒体|新媒体|宣传|"
    r"社交|第三方|电商|交流|科研|学习|教学|展示|服务|该|此|原|多个|国家级|省级|市级|区域|互联网|国有|产业|"
    r"科技|研发|学科|实践|育人|国企|政府)$"
)
# A plain name counts where the system is what was brought in: 上线固定资产管理系统.
_BROUGHT: Final = re.compile(r"(?:上线|建成|启用|搭建|开发|研发|打造|建设|投用|运行|开通|升级|建立|完善|部署)了?$")


_RUNS: Final = re.compile("(?:已|正式|全面)*(?:上线|录入|接入|覆盖|启用|投用|投入|注册|建成|运行)")


def system(folded: str, marks: Boundaries, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the system that its last word at [start, end) ends, if it has a name of its own or was brought in."""
    left = _begin(folded, marks, start)
    stem = folded[left:start]
    if _EQUIPMENT.search(stem) or _PUT_INTO.search(stem) or names.KIND_COUNTED.match(folded, end):
        return
    bad = _NOT_SYSTEMS if folded.startswith("系统", start) else _NOT_PLATFORMS
    if folded[end : end + 1] in "性内地化学推梳谋总载" and folded[end : end + 1]:
        return
    named = not names.GENERIC.make(stem) or folded.startswith("大脑", start)  # 城市大脑
    brought = len(stem) > 4 and _BROUGHT.search(folded, max(0, left - 4), left)
    brought = brought or (len(stem) > 3 and _RUNS.match(folded, end))
    long = len(stem) >= 4 and (named or brought)
    short = named and len(stem) >= 2 and (end - left > 4 or stem.isascii()) and not bad.search(stem)
    if long or short:
        yield left, end


def _begin(folded: str, marks: Boundaries, start: int) -> int:
    """Return where the name of a system begins; what it does (盘点系统) is part of it, though it bounds other names."""
    left = names.first(folded, marks, start)
    word = marks.word(left)
    if word is None or folded[word:left] not in names.USES:
        if names.GENERIC.make(folded[left:start]):
            left = names.left(folded, marks, start)
        if left == start and word is not None and left - word > 1:
            left = names.first(folded, marks, word)
    return names.numbered(folded, marks, left)
