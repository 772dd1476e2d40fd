"""The words that show how far a clause says the work has come: to be done, open, done, lasting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from loaders.parsed import Status


def _each(*words: str, then: str) -> str:
    return "|".join(word + then for word in words)


# The clauses of a report are searched for five kinds of words. Each alternative begins with a character of its own, and
# says only behind it what must not stand before: so the engine looks for these characters first, ten times as fast.
_INTENDED: Final = (
    r"(?:于|在|从|自|对|将|投资(?=约?\d)|采购|20\d\d|\d+月|年[底内]|[今明]年|新[建增]|改[建造]|引进|招[聘录]|安排"
    "|[^,。]{0,14}(?:完成|开工|实施|建成|启动|投用|竣工|投入))"
)
_BY_THEN: Final = (
    "(?:之|以)?前(?!已)[^,。已]{0,16}(?:完成|建成|到位|实现|落实|完工|竣工|办结|销号|投用|试运行|投运|通水|通车|启用"
    "|运行|投产|并网|达产)"
)
_FUTURE: Final = re.compile(
    r"下一?步|下一阶段|今后|后续将|届时|即将"
    rf"|{_each('季度', '月份?', '年[底内初]', '明年', '下半年', '近期', '随后', then='(?:拟|将)')}|接下来"
    r"|将(?:继续|结合|进一步|持续|坚持|集中|立足|加[快大强]|严格|深入"
    r"|按照?|根据|定期|适时|尽快|及时|逐步|不断|全力|认真|积极|切实"
    r"|于|会(?!议)|组织(?!部|架构)|开展|推[动进]|完成|启动|健全|完善|制定|出台|印发|实施|充分|聚焦|围绕"
    r"|统筹|督促|采取|重点(?!任务|工作|问题)|力争|会同"
    r"|联合|常态|严肃|持之以恒|始终|以(?![^,。]{1,30}(?:纳入|作为|转化))|对(?![^,。]{1,40}(?:纳入|作为|列入)))"
    rf"|计划(?<!制定..)(?<!年度..){_INTENDED}|拟(?<!制定.)(?<!年度.)(?:{_INTENDED}|结合|通过|采[取用]|由|出台|制定|修订|印发|开展|组织|召开|调整|选[派聘]|申报)|预计(?<!制定..)(?<!年度..){_INTENDED}"
    rf"|{_each(*'底末日月年', then=_BY_THEN)}|力争|争取(?:20\d\d|年底|\d+月"
    r"|尽快|早日|[^,。]{0,20}(?:完成|落地))|确保(?:20\d\d|年底|\d+月)[^,。]{0,20}(?:完成|落地|实施|建成"
    r"|开工)|待[^,。]{2,20}后"
)
_PUSHED: Final = "(?:推进|推动|推|实施|铺设|建设|规划|布局|落地|编制|办理|施工|协调)"
# Work that has come to a stage goes on: 已进入调试阶段; to run or to be kept up is the end of it.
_STAGE: Final = (
    r"进入(?![^,。]{0,10}(?:运[行营]|长效|常态|巩固))(?:[^,。]{1,12}阶段|(?:设备|联合|整机|单机)?(?:调试|试验|收尾)$)"
)
# 剩余29.5万元已从质保金中抵扣: nothing is left.
_SETTLED: Final = (
    "抵扣|归还|到位|[收追][回缴]|退[还缴]|清[退偿收]|上缴|拨付|入库|完成(?:整改|改造|拆除|清退)|拆除|办结|移交|注销"
    "|核销|失信"
)
_SHORT: Final = _each("还差", "尚差", "仍差", then=r"(?=[约近]?\d)")
_REST: Final = _each(
    "其余", "余下", "剩余", then=
    # 拆除剩余违建4处 leaves none.
    r"(?<!(?:拆除|完成|清退|追回|追缴|收回|缴清|整改|改造|修复|拨付|办结|化解|处置|发放|补齐|关停|退还|搬迁|安置)..)"
    rf"(?![^,。;]{{0,16}}已[^,。;]{{0,14}}(?:{_SETTLED})"
    "|[^,。;]{0,12}(?:按(?:规定|市场|标准|政策)|结转|统筹|调剂|作为)"
    "|[^,。;]{0,12}(?:全部|均)(?![正在将拟未需按待处]|计划|预计|力争))"
)  # fmt: skip
_AS_FAR: Final = r"(?:至|到)(?:第?[\d一二三四五六七八九十]+|[正负]|地[上下])"  # 施工至8层
_OPEN: Final = re.compile(
    "正(?:在|处|积极|根据|按照?|与|通过|抓紧|加紧|有序|同步|稳步|全力|加快|进一步)"
    rf"|{_SHORT}"
    r"|暂未|暂时未|已(?:上报|报请?|提请|提交)[^,。;]{2,20}(?:审批|审核|审定|审议|批复|批准)$"
    f"|{_each('加快', '加速', '有序', '稳步', '着力', '统筹', '全力', '合力', '大力', '压茬', '同步', then=_PUSHED)}"
    f"|{_each('编制', '修订', '起草', '论证', '招标', '采购', then='中$')}"
    f"|{_each('评审', '审理', '仲裁', '调试', '报批', '施工', then='中$')}"
    r"|推进中|进行中|基本(?:完成|建成|成型)|办理中|尚有(?=\d)|建设中(?!心)|谋(?<!同.)划|策划(?!推出|举办)|》初稿|初稿|尚未|仍[在需未]|未完成"
    f"|{_REST}"
    f"|{_STAGE}"
    f"|{_each('施工', '浇筑', '掘进', '建设', then=_AS_FAR)}"
    "|深入研究|待(?<!接待)(?<!招待)(?<!期待)(?:批复|审批|验收|拨付)(?!后)|进入[^,。]{0,6}程序|已启动|全面启动|做好准备"
)
# What is pushed on in general has no end: 统筹推进…等工作, 谋划推动河长制工作落地见效.
_WORK: Final = re.compile("(?:统筹|谋划)推[动进](?:[^,。]{0,60}工作$|[^,。]{0,20}工作(?:落地|见效|提质|上))")
_TO: Final = r"(?:到|至|为)(?=\d)"
_IN_FORCE: Final = "起,?(?:在?全[县市区省校院行])?(?:全面|正式|统一)?(?:推行|推广|实施|执行|施行|运行|实行)"
# What is told of a day without a word of intent has happened on it: 于3月28日挂牌运营.
_HAPPENED: Final = "(?!前|之前|以前)[^,。前]{0,8}(?:并网|投产|达产|开业|挂牌|揭牌|开园|开馆|开诊|复工|复产|运营)"
_DONE: Final = re.compile(
    r"已(?!有|经济|成为?常态|建成区)|完成(?!时|情况|率|后|目标|前|各项)|印发|成立|签订|建成|出台|下发"
    r"|发布|召开|举办|新增|组建|增设|通过(?=《|了|验收|审"
    r"|评)|研究通过|获批|批复(?!后)|达到|列入|办结|验收合格|复[检验查]合格|检[测验](?:结果)?合格|追[回缴究]|收[回缴]|清退|退[还缴]|约谈了?|问责"
    r"|荣获|获得|修订(?!计划)|编制(?!数|外|内)|制定(?!.{0,2}(?:措施要|计划时))|建立(?!在)"
    r"|予以(?:通报|处罚|罚款|警告|取缔|辞退|清退|表扬)|扣[减除发缴]|罚款|吊销|启用(?!前)|聘请|配齐|取消(?=\d)|化解(?=[^,。]{0,8}\d)|指定专人|健全(?:完善)?了|设[立置]|累计|共计|查处|处分|批评教育|留置|谈话提醒|提醒谈话"
    r"|立案|整改到位|出具(?!体)|修建|选派|选聘|安装|开工|进场|录入|承接(?=\d)|通车|下线|签约"
    r"|组织(?:开展|召开)(?=[^,。]{0,20}(?:培训|会|\d))|开展(?:了|[^,。]{0,16}\d)|调整完善|纳入|举办|修[缮复](?![^,。\d]{0,6}(?:工程|项目|工作|方案|计划|保护))|制作|配备"
    rf"|{_each('提[高升]', '下[降减]', '压[降减缩]', '下调', '降', '减', '增[长至]', '缩[短减]', then=_TO)}"
    r"|缴[入清]|上缴(?!制度)|补[齐全发缴办录签提登](?!工作)|改选|更换(?!周期|频[率次]|机制|制度|时)|拆除|核减"
    r"|取得(?!实效|成效|进展|阶段)|提起诉讼|上线|作出(?:书面|深刻)?(?:检[讨查]|说明|处罚|处理)|做出(?:书面|深刻)?检[讨查]|停用|叫停|终止(?=[^,。]{0,16}(?:合同|协议|合作))|解除(?=[^,。]{0,12}(?:合同|协议|聘|质押|抵押|冻结|查封))|精简(?=[^,。]{0,10}\d)|兑[付现]|拨付|归还|移[交送]|取缔|关停|暂停|下架|颁布|修编|诫勉|警告|开除|免职|免去|撤职|调离"
    rf"|{_each('进行', '予以', '在[^,。]{2,16}', then='公[示开]$')}"
    rf"|{_each('开发', '搭建', '研发', '打造', then='(?=[^,。]{0,14}(?:系统|平台|小程序|软件))')}"
    rf"|{_each('月', '日', then=_IN_FORCE)}"
    rf"|{_each('月', '日', then=_HAPPENED)}"
    r"|全部[\u4e00-\u9fff]{2,4}$|通[水气车]|投运|复[垦耕绿]|投入(?=[^,。]{0,8}\d)|清理|培训(?=[^,。]{0,12}\d)|建设(?=\d)|投用|竣工"
)
_LASTING: Final = re.compile(
    r"持续|坚持|继续|定期|常态|长期|不断|始终|严格(?:落实|执行|按)|每[年月周日季半天]|按[季月周]|加强"
    r"|强化|进一步|督[导促]|推动|督办|引导"
)
HELD_OPEN: Final = re.compile(rf"正(?:在|与|通过|积极|根据|按)|{_SHORT}|初稿|尚未|仍[在需未]|尚有(?=\d)|未完成|{_REST}")
_LASTS: Final = re.compile(r"(?:并|同时)?(?:(?:持续|继续|坚持|不断)[^\d]*$|推动[将把])")
COMPLETES: Final = re.compile(
    r"(?:已|均|全部|全面|顺利|如期)(?:[^,。]{0,12})(?:完成|办结|到位|建成|投用|竣工|移交)"
    r"|^完成(?!.{0,40}初稿)|签订|签署|承接|办结|竣工验收|验收合格|投入使用"
)
_COUNTED: Final = re.compile(
    r"[\d率达升高降](?:(?<=\d)[余多万亿千百]*(?:人次|次|期|篇|份|名|人|个(?!月|百分)|项|条|件|处|家|场|户|公里|吨|亩|元|座|台"
    r"|套|起|轮|批|笔|眼|米|节|所|辆|方|本|册|只|头|株|棵|块|平方米|立方米|卷|宗|盏|栋|幢|间|口|组|段|幅|枚|张|架|艘|公顷|支|堂|课时|学时|门)"
    r"|(?<!\d)[^\d,。]{0,4}\d+(?:\.\d+)?(?:%|个百分点))"
)
_NOT_COUNTED: Final = re.compile(
    r"^[ ]*(?:针?对(?!接|标|照)(?![^,。]{0,24}(?:进行|开展|实施|予以|给予|作出|落实))|按|将|为(?!\d)|在|围绕|聚焦)"
    # What a number of things is that was named before tells of no result: 聚焦方案确定的13项内容.
    r"|(?:覆盖|涉及|规定|确定|明确|部署|提出|反馈|交办)的\d"
    r"|每|不少于|不低于|(?<![元亩米岁级模])以上|一次(?!办|性)"
)
STATED: Final = re.compile(r"已(?!有)|了(?=[\d《“一二三])|正在|目前|截至|累计")
# What others are urged to finish, or what is to be made sure of, is not said to be finished: 督促运维单位限期完成.
_URGED: Final = re.compile(
    "[^,。]{0,12}?(?P<cue>(?:督[促导]|敦促|责令|要求|促[使进]|确保|推动|鼓励|引导|指导)(?!了|检查|组|[^,。]{0,30}(?:已|均|全部|累计))[^,。]{0,40}"
    "(?:限期)?(?:完成|到位|落实|办结|整改|建立|健全|完善|制定|出台|达到))"
)
# What is said to be done again and again has no end: 坚持每季度召开1次分析会.
_AGAIN: Final = re.compile(r"每(?:[年月日周天]|季度|半年|学期)|按[季月周]|定期")
_PAST_DAY: Final = re.compile(r"已[于在][^,。]{2,14}月份?将\Z")  # 已于5月将资金拨付到位 is done


def cue(clause: str) -> tuple[int, int, Status] | None:
    """Return where the words stand that decide a clause, and their status."""
    if (future := _FUTURE.search(clause)) and not _PAST_DAY.search(clause, 0, future.end()):
        # 方案已报市政府待批准后实施: what waits for its next step has begun.
        begun = clause.startswith("待", future.start()) and _DONE.search(clause, 0, future.start())
        return *future.span(), "IN_PROGRESS" if begun else "PLANNED"
    if partly := _part(clause):
        return *partly.span(), "IN_PROGRESS"
    if lasts := _LASTS.match(clause):
        return *lasts.span(), "ONGOING"
    opens = _OPEN.search(clause)
    if opens and _WORK.match(clause[opens.start() :]):
        return *opens.span(), "ONGOING"
    if opens and not COMPLETES.search(clause):
        return *opens.span(), "IN_PROGRESS"
    if done := _DONE.search(clause):
        if urged := _URGED.match(clause):
            return *urged.span("cue"), "ONGOING"
        again = _AGAIN.search(clause, 0, done.start())
        if again and not STATED.search(clause):
            return *again.span(), "ONGOING"
        return *done.span(), "COMPLETED"
    if (counted := _COUNTED.search(clause)) and not _NOT_COUNTED.search(clause):
        return *counted.span(), "COMPLETED"
    lasting = _LASTING.search(clause)
    return (*lasting.span(), "ONGOING") if lasting else None


# 完成工程量的65% and 完成率87.2% leave a remainder.
_PARTLY: Final = re.compile(
    r"(?:完成|占)(?:总)?(?:[年月季]度|阶段)?(?:工程量?|投资|进度|任务|计划|总量|工作量|目标|份额)[^,。\d]{0,6}(?<!\d)\d{1,2}(?:\.\d+)?%"
    r"|(?:完成率|形象进度|工程进度|完成)(?:为|达到?|已达|了|约|近)?(?<!\d)\d{1,2}(?:\.\d+)?%"
    r"|(?:追[回缴]|收[回缴]|退[还缴]|清[理退收]|缴[纳清入]|完成|整改|拆除|兑付|偿还|归还|拨付|支付|修复|改造|处置)了?(?:绝?大)?部分"
    r"|(?:完成|整改|[追收]回)[^,。\d]{0,10}[二三四五六七八九十百]+分之"
    r"|(?:完成|占)[^,。\d]{0,8}[一二三四五六七八九]成(?=以上|多|左右|$)"
)
# 23个问题中已有19个完成整改
_OF_ALL: Final = re.compile(
    r"(?P<all>\d{1,6})(?P<unit>[个项件处家户宗名])[^\d]{0,8}中已?有?(?P<part>\d{1,6})(?P=unit)[^\d]{0,4}(?:已|完成|整改|办结|到位)"
)


def _part(clause: str) -> re.Match[str] | None:
    """Return the words of a clause that report a part of a whole."""
    if ("%" in clause or "分" in clause or "成" in clause) and (partly := _PARTLY.search(clause)):
        return partly
    of_all = _OF_ALL.search(clause) if "中" in clause else None
    return of_all if of_all and int(of_all["part"]) < int(of_all["all"]) else None
