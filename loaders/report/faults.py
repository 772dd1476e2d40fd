"""The words by which a passage shows that it names a fault 问题, or answers one."""

from __future__ import annotations

import re
from typing import Final

FAULT: Final = re.compile(
    # All begin so: asked first, it leaves the alternatives to a few characters.
    r"(?=[不未没缺欠差薄滞迟缓弱淡虚泛短问漏偏违超流形官隐反拖闲浪侵挤占挪较过截套挂多宽松失空重走乱混随脱直堵瓶单盲死断有时依仍屡频易递"
    r"进推敷率度力性量规模面化遇务低慢难风造作私克优打两躺掺变冒骗贪故损坏破塌渗老带跑先])"
    r"(?:不(?!断|忘|移|折|懈|变|定期|仅|但)|未(?!来)|没有|缺(?!省)|欠|差距|薄弱|滞后|迟缓|缓慢|[弱淡虚泛]化"
    r"|短板|弱项|问题(?!导向|意识)|漏洞|偏[低差高慢软离]"
    r"|违[规反纪法]|超(?:标|范围|期|预算|概算)|流于|形式主义|官僚|隐患|反弹|拖延|拖欠|闲置|浪费"
    r"|[侵挤占挪]用|侵占|较[少低慢弱差]|过[低慢少松大多高长]|滞留|截留|套取|挂账|虚[列报增假]|多[计列付]|漏[征缴报]"
    r"|宽松软|松[散懈]|失[管之守控]|空转|重.{1,6}轻|不力|走过场|[乱混]象|混乱|随意|淡薄|脱节|直排|堵点|瓶颈|单一|盲区|死角|断[档层]|空挂|挂名"
    r"|有增无减|时有发生|[依仍]然存在|屡[有次]|[频多易]发(?![展现布改放电挥动票区])|递减|虚高|[进推][展进度]?慢|敷衍|走形式"
    r"|[率度力性量规模面化遇务][低慢差弱难]|[低慢差弱难](?<![降压调].)(?=[,。;:、\n]|$)|风险(?=$|[,。;:]|突出|隐患|较大|高)"
    r"|造假|作假|规避|化整为零|私[设分存自]|克扣|优亲厚友|打折扣|两张皮|躺平|推诿|掺杂|空壳|乱[收发占堆]|变相|冒领|骗取|贪[污占]"
    r"|(?<![优首率领争创])先[^,。\n]{1,5}后[^,。\n]{1,6}(?=[,。;:\n]|$)"  # 先施工后签合同
    r"|失效|故障|损坏|破损|塌陷|渗漏|老化|带病|跑冒滴漏)"
)
NAMED_FAULT: Final = re.compile(rf"(?!问题)(?:{FAULT.pattern})")  # 一、查出问题整改情况 names none
_DONE: Final = (
    r"已|完成|正在|印发|制定|修订|建立|成立|召开|开展|组织|持续|整改(?:到位|完成)|推进|加强|计划|新建|实施|清[退理]|追[缴回]"
    r"|完善|健全|出台|引进|深化|加大|强化|配[备齐]|选派|约谈|给予|收回|拨付|核查|排查"
)
ANSWER: Final = re.compile(rf"一是|[①-⒛]|{_DONE}")
# What answers a fault behind the sentence or the label that names it, also what is done with money and contracts. Marks
# of lists say nothing there: faults are listed too.
DEED: Final = re.compile(
    rf"{_DONE}|重新|签订|补[缴办交发记]|退[还回付]|[上收]缴|缴[入纳]|扣[减回]|下达|调整|移[送交]|压减|盘活"
    r"|归还|核减|责令|处[分罚]"
)
