"""The words by which a passage shows that it names a fault 问题, or answers one."""

from __future__ import annotations

import re
from typing import Final

FAULT: Final = re.compile(
    r"不(?!断|忘|移|折|懈|变|定期|仅|但)|未(?!来)|没有|缺(?!省)|欠|差距|薄弱|滞后|迟缓|缓慢|[弱淡虚泛]化"
    r"|短板|弱项|问题|漏洞|偏[低差高慢软离]"
    r"|违[规反纪法]|超(?:标|范围|期|预算|概算)|流于|形式主义|官僚|隐患|反弹|拖延|拖欠|闲置|浪费"
    r"|[侵挤占挪]用|侵占|较[少低慢弱差]|过[低慢少松]"
    r"|宽松软|松散|失[管之守控]|空转|虚假|重.{1,6}轻|不力|走过场|[乱混]象|混乱|随意|淡薄|脱节|直排|堵点|瓶颈|单一"
)
ANSWER: Final = re.compile(
    r"一是|[①-⑳]|已|完成|正在|印发|制定|修订|建立|成立|召开|开展|组织|持续|整改(?:到位|完成)|推进|加强|计划|新建|实施|清[退理]|追[缴回]"
)
