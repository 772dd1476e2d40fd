"""The status 进展状态 of a measure, from labels, verdicts and the wording of its clauses; each cue is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders import english
from loaders.parsed import Status, StatusCue
from loaders.text import Spans
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLAUSE: Final = re.compile(r"[^,。;:!?\n]+")
# What stands in brackets behind a verdict tells of a part or of the details: 正在整改(已完成招标).
_BEFORE_BRACKET: Final = re.compile(r"[^,。;:!?\n(]+")


def _each(*words: str, then: str) -> str:
    return "|".join(word + then for word in words)


# What a label or verdict says; the first that matches counts.
_VERDICTS: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = (
    ("IN_PROGRESS", re.compile(
        r"未(?:全部|完全|能)?(?:完成|关闭|闭环)|尚未(?:整改)?完成|(?:已)?(?:基本|阶段性|部分|大部分|初步"
        r"|取得阶段性)(?:整改|成[效果])?(?:完成|到位)?")),
    ("IN_PROGRESS", re.compile(r"(?:达到|完成|符合|按)序时(?:进度|推进)?|序时推进")),
    ("PLANNED", re.compile(r"未整改|未启动|未开始|未实施|尚未整改|未开展|待整改|待启动|暂未")),
    ("IN_PROGRESS", re.compile(r"正在|整改中|推进中|办理中|进行中|已启动|加快推进|有序推进")),
    ("ONGOING", re.compile(r"^(?:需|将|已)?(?:长期|持续|常态化)(?!.*已)")),
    ("COMPLETED", re.compile(
        r"(?:已|全部|均|按期)*(?:整改|完成|办结|解决|落实|处置|处理)+(?:完成|完毕|到位|整改|任务)*|已销号"
        r"|整改到位|(?:已|全部)?(?:关闭|闭环)")),
    ("ONGOING", re.compile(r"长期(?:坚持|推进|整改)?|持续(?:整改|推进|坚持)?|常态化|立行立改.{0,4}坚持")),
)  # fmt: skip
_VERDICT: Final = re.compile(
    # All begin so: asked first, it leaves the branches behind it to a few characters.
    r"(?=[该此整状进结完落【(\[目现均,已正基未长持阶])"
    r"(?:(?:该(?:项|条|个)?(?:问题|任务|工作|事项|项目|措施)|此(?:项|问题)[^,。;]{0,6}|(?:整改)?(?:状态"
    r"|进度|结论|完成情况|整改结果|进展情况"
    r"|整改情况|落实情况|完成状态)[:](?=[^。\n]{0,14}(?:[。;\n,(]|$)))"
    r"(?P<a>(?:目前|现|已|均|全部|仍)*[^,。;\n:(]{2,14})(?=[,。;\n()]|$)"
    r"|[【(\[](?P<b>(?:已|全部|基本|正在|未|长期|持续|阶段性)[^】)\]。,:]{1,10})[】)\]]"
    r"|(?:^|(?<=[。;\n:]))(?P<c>(?:目前|现|均)?,?(?:已(?:全部|按期)?(?:整改)?(?:完成|办结)(?:整改)?"
    r"|(?:已)?整改完成|完成整改"
    r"|已整改(?:到位|完成)?|正在整改|基本完成(?:整改)?|未(?:整改|完成)|长期坚持|持续整改|阶段性完成"
    r"|持续推进))(?=[,。;\n(]|并|$)"
    r"|(?<=[☑√✓✔])(?P<d>(?:已|未|正在)(?:完成)?整改(?:完成|到位)?))"
)
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
_STAGE: Final = r"进入(?![^,。]{0,10}(?:运[行营]|长效|常态|巩固))[^,。]{1,12}阶段"
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
    r"|组织(?:开展|召开)(?=[^,。]{0,20}(?:培训|会|\d))|开展(?:了|[^,。]{0,16}\d)|调整完善|纳入|举办|修[缮复]|制作|配备"
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
# What will be done again and again leaves nothing open: 今后每季度公示.
_STANDING: Final = re.compile(r"今后|每[年月日周季半天]|定期")
_LASTS: Final = re.compile(r"(?:并|同时)?(?:(?:持续|继续|坚持|不断)[^\d]*$|推动[将把])")
_CONTINUES: Final = re.compile(r"[ ]*(?:\d+[.、])?(?:坚持|持续|继续|长期)")
_COMPLETES: Final = re.compile(
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

# A verdict and nothing else: 已完成整改, but not 已完成排查, which is a result.
_BARE_VERDICT: Final = re.compile(
    r"(?:该(?:问题|项|任务)|此项)?(?:整改(?:任务|工作)?)?(?:已经?|达到|符合|未|正在?|基本|全部|均|部分|持续|长期|阶段性|尚未|按期|如期|按时|有序|序时|待|按照?)*"
    r"(?:全部|全面)?(?:完成|整改|推进|坚持|办结|关闭|闭环|落实|到位|销号|并|且|和|,|、|长期|持续|完毕|进行|中|实施|启动|解决|开始|任务|目标|序时进度|时限|计划|验收|工作|措施|已)+"
)


_NONE: Final = Spans(())


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a measure and what speaks for it."""

    status: Status
    evidence: tuple[StatusCue, ...]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that speaks for a status: its words, and the cue among them."""

    words: str
    cue: StatusCue

    @property
    def status(self) -> Status:
        return self.cue.status


def status(
    text: str,
    start: int,
    end: int,
    heading: str,
    excluded: Spans,
    said: StatusCue | None = None,
    *,
    plan: bool = False,
    partly: Spans = _NONE,
) -> Verdict:
    """Return the status of the measure [start, end) of a folded text by the first rule that holds.

    `said` is what a label of the whole issue says of its measures. A `plan` 方案 states nothing yet
    unless its words say that something is done or under way. Numbers that lie in `partly` complete nothing.
    """
    verdicts = tuple(_verdicts(text, start, end, excluded))
    clauses = tuple(_clauses(text, start, end, excluded, partly))
    cues = tuple(clause.cue for clause in clauses)
    if verdicts:
        return Verdict(_of_verdicts(verdicts), _in_order(verdicts + cues))
    if said:
        return Verdict(said.status, _in_order((said, *cues)))
    if plan and not STATED.search(_without_attributes(text[start:end])):
        return Verdict("UNSTATED", ())
    if not clauses and (act := _dated_act(text, start, end, heading, excluded)):
        return Verdict("COMPLETED", (act,))
    return Verdict(_of_clauses(clauses, heading), cues)


# 6月6日,党组专题学习方案 took place once; 自7月1日起, 每年6月5日 and 6月6日印发的通知 are no acts of that day.
_ON_A_DAY: Final = re.compile(
    r"(?<![\d每自从至到-])(?<!每年)(?:20\d\d年)?(?:1[0-2]|[1-9])月"
    r"(?:(?:[12]\d|3[01]|[1-9])日(?:[至到-][\d月]{1,5}日)?(?:[上下]午|当天)?|[上中下]旬|份?(?=,))(?!起|前|后|以[来前后]|之|至今|开始)"
    r"(?![^,。;\n]{0,24}的(?:通知|意见|规定|办法|要求|会议|文件|反馈|决定|报告))"
)


def _dated_act(text: str, start: int, end: int, heading: str, excluded: Spans) -> StatusCue | None:
    """Return the day of an act that no other word states: what was done on a day is done, and no standing work."""
    act = None if _CONTINUES.match(heading) else _ON_A_DAY.search(text, start, end)
    if act is None or excluded.touch(*act.span()):
        return None
    return StatusCue(start=act.start(), end=act.end(), status="COMPLETED")


def of_label(text: str, start: int, end: int) -> StatusCue | None:
    """Return what the value [start, end) of a label such as 整改情况: says in its first words, if that is a verdict."""
    first = _BEFORE_BRACKET.search(text, start, end)
    if first is None or not is_verdict(first[0]):
        return None
    found = verdict(first[0])
    return StatusCue(start=first.start(), end=first.end(), status=found) if found else None


def is_verdict(words: str) -> bool:
    """Say whether words are a verdict and nothing else."""
    return _BARE_VERDICT.fullmatch(words.strip()) is not None or english.state(words) is not None


def _in_order(cues: tuple[StatusCue, ...]) -> tuple[StatusCue, ...]:
    return tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))


def _of_verdicts(verdicts: tuple[StatusCue, ...]) -> Status:
    stated = {cue.status for cue in verdicts}
    first: tuple[Status, ...] = ("IN_PROGRESS", "COMPLETED", "PLANNED", "ONGOING")
    return next(each for each in first if each in stated)


def _verdicts(text: str, start: int, end: int, excluded: Spans) -> Iterator[StatusCue]:
    for match in _VERDICT.finditer(text, start, end):
        group = match.lastgroup or "a"
        found = verdict(match[group])
        if match["a"] and ":" in match[0] and not is_verdict(match["a"]):
            continue
        if found and not excluded.touch(match.start(), match.end()):
            yield StatusCue(start=match.start(group), end=match.end(group), status=found)


def verdict(words: str) -> Status | None:
    """Return the status that a short statement means (已完成, 正在整改, 未整改, Closed …), None if it is none."""
    return next((status_ for status_, pattern in _VERDICTS if pattern.search(words)), None) or english.state(words)


def _clauses(text: str, start: int, end: int, excluded: Spans, partly: Spans) -> Iterator[_Clause]:
    planned_to = -1
    for match in _CLAUSE.finditer(text, start, end):
        words = _without_attributes(_without(text, match.start(), match.end(), excluded))
        if found := _cue(words):
            at, stop, stated = found
            # What is planned holds on: 计划新建公办园8所,新增学位2160个.
            if stated != "IN_PROGRESS" and planned_to == match.start() and not STATED.search(words):
                stated = "PLANNED"
            elif stated == "COMPLETED" and partly.touch(match.start(), match.end()):
                stated = "IN_PROGRESS"
            yield _Clause(words, StatusCue(start=match.start() + at, end=match.start() + stop, status=stated))
            planned_to = match.end() + 1 if stated == "PLANNED" and text.startswith((",", "、"), match.end()) else -1


# 对已搬迁地块, 已建成的污水厂: what a thing has become already is no deed of the measure.
_ATTRIBUTE: Final = re.compile(
    r"已[\u4e00-\u9fff]{2}的(?=[\u4e00-\u9fff《“])"
    r"|(?:(?<=[对把按])|(?<=针对|加强|强化|完善|规范|巩固|提升|优化|盘活|利用|依托|围绕|结合|管控|督促|做好|抓好))已[\u4e00-\u9fff]{2}"
    r"|(?:(?<=^排查)|(?<=^核查|^清理|^推进|^推动|^整治|^治理|^修复)|(?<=全面排查|全面核查|全面清理|逐一排查|逐一核查))"
    r"已(?!完成|达|全|基本|取得)[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff]{2})"
)


def _without_attributes(words: str) -> str:
    """Return words of the same length, without what things are already."""
    return _ATTRIBUTE.sub(lambda found: "·" * len(found[0]), words) if "已" in words else words


def _without(text: str, start: int, end: int, excluded: Spans) -> str:
    if not excluded.touch(start, end):
        return text[start:end]
    kept, at = "", start
    for each in excluded.over(start, end):
        kept += text[at : each.start] + "《" * (each.end - each.start)
        at = each.end
    return kept + text[at:end]


# 完成工程量的65% and 完成率87.2% leave a remainder.
_PARTLY: Final = re.compile(
    r"(?:完成|占)(?:总)?(?:[年月季]度|阶段)?(?:工程量?|投资|进度|任务|计划|总量|工作量|目标|份额)[^,。\d]{0,6}(?<!\d)\d{1,2}(?:\.\d+)?%"
    r"|(?:完成率|形象进度|工程进度|完成)(?:为|达到?|已达|了|约|近)?(?<!\d)\d{1,2}(?:\.\d+)?%"
    r"|(?:追[回缴]|收[回缴]|退[还缴]|清[理退收]|缴[纳清入]|完成|整改|拆除|兑付|偿还|归还|拨付|支付|修复|改造|处置)了?(?:绝?大)?部分"
    r"|(?:完成|整改|[追收]回)[^,。\d]{0,10}[二三四五六七八九十百]+分之"
)


# 23个问题中已有19个完成整改
_OF_ALL: Final = re.compile(
    r"(?P<all>\d{1,6})(?P<unit>[个项件处家户宗名])[^\d]{0,8}中已?有?(?P<part>\d{1,6})(?P=unit)[^\d]{0,4}(?:已|完成|整改|办结|到位)"
)


def _part(clause: str) -> re.Match[str] | None:
    """Return the words of a clause that report a part of a whole."""
    if ("%" in clause or "分" in clause) and (partly := _PARTLY.search(clause)):
        return partly
    of_all = _OF_ALL.search(clause) if "中" in clause else None
    return of_all if of_all and int(of_all["part"]) < int(of_all["all"]) else None


_PAST_DAY: Final = re.compile(r"已[于在][^,。]{2,14}月份?将\Z")  # 已于5月将资金拨付到位 is done


def _cue(clause: str) -> tuple[int, int, Status] | None:
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
    if opens and not _COMPLETES.search(clause):
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


def _of_clauses(clauses: tuple[_Clause, ...], heading: str) -> Status:
    if _CONTINUES.match(heading):
        return "ONGOING"
    stated = [clause.status for clause in clauses]
    # A heading names the action and tells nothing of it: 推动资源扩容。三期项目拟于2025年3月开工建设。
    named = heading and stated[:1] == ["ONGOING"] and clauses[0].words.endswith(heading)
    if set(stated[1:] if named else stated) == {"PLANNED"}:
        return "PLANNED"
    if _is_open(clauses):
        return "IN_PROGRESS"
    return "COMPLETED" if "COMPLETED" in stated else "ONGOING"


def _is_open(clauses: tuple[_Clause, ...]) -> bool:
    """Say whether a remainder is left: something under way or to come that no later clause reports complete.

    What is said to be under way just now (正在, 初稿) stays open, whatever else is done; so does a share of the whole
    (形象进度72%), until more is said than how many of something else are done (管网已完成8.3公里).
    """
    open_ = shared = False
    for clause in clauses:
        if clause.status == "IN_PROGRESS" and HELD_OPEN.search(clause.words):
            return True
        if clause.status in {"IN_PROGRESS", "PLANNED"} and not _STANDING.search(clause.words):
            open_, shared = True, shared or _SHARE.search(clause.words) is not None
        elif clause.status == "COMPLETED" and _COMPLETES.search(clause.words):
            open_ = shared and _COUNTS.search(clause.words) is not None
    return open_


_SHARE: Final = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d+)?%")
_COUNTS: Final = re.compile(r"完成[^,。\d]{0,8}\d[^,。]*$")
