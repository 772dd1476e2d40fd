"""The title of an issue: the fault, or the task where only a task is stated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.report.faults import DEED, FAULT
from loaders.report.status import is_verdict
from loaders.text import Stretch, line_end, trimmed

if TYPE_CHECKING:
    from loaders.report.labels import Label
    from loaders.report.outline import Node, Outline

_OPENING: Final = re.compile(r"[ \n]*[^“\"。,;\n]{0,44}(?P<quote>[“\"])|[ \n]*(?P<bare>[“\"])")
_LEAD: Final = re.compile(
    r"[ \n]*(?:(?:巡[视察]|审计|督察|检查)?(?:反馈|发现|指出)(?:的)?(?:问题)?[:]?[ ]*)?(?P<word>针对"
    r"|关于|对照|就(?![业医学地近诊餐读])|围绕|对(?:于|(?![外口接内公]))(?=[^,。:;\n]{4,60}问题[,:。]))[: ]?"
)
# 审计指出的工程结算不及时的问题, 巡视指出: who found the fault, and how it was told, is no part of it.
_FINDS: Final = r"(?:发现|指出|反馈|查出|反映|提出|点出|通报|认为|所指)"
_TOLD: Final = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,12}}?(?:巡[视察]|审计|督[察查导]|检查|抽查|暗访|调研|组|群众|意见|报告)[\u4e00-\u9fff]{{0,4}}?|){_FINDS}{{1,2}}"
    r"(?:(?:的)?(?:问题)?(?:是)?[:,]|的(?=[^,。\n]{2,200}问题(?:[,:;。\n]|$)))"
)
_CLAUSE: Final = re.compile(r"[^。:;\n]+")
# Who answers for it stands in brackets behind a title: …不规范(责任单位:…).
_ANSWERABLE: Final = re.compile(
    r"[(【\[][^()\n]{0,8}(?:单位|部门|科室|人|领导|时限|时间|状态|情况|等级|类[型别]|性质|程度|编号)$"
)
_TOPIC_END: Final = re.compile(
    r"(?P<topic>.{2,200}?)(?:的)?(?:问题(?!不|较|突出|整改不|未|线索|清单|台账|导向)|方面(?!的?(?:工作)?存在)|(?:审议)?(?:意见|建议)(?=落实|办理|$)"
    r"|(?=的整改))(?:的)?(?:(?:整改|办理|落实)(?:落实)?(?:情况|进展|工作|结果|成效)?(?:情况)?)?"
    r"(?=[,:。;\n ]|$|主要|要?从|我|现|已|采取|一是|[①-⒛]|\()"
)
_LABEL_ONLY: Final = re.compile(r"[ ]*(?:反馈|存在|具体|主要|突出|发现|审计|督察)?(?:的)?问题(?:描述|表现|内容)?[ ]*")
# 第28项:… is the number that the fault has in the feedback.
ITEM: Final = re.compile(
    r"[ \n]*(?:第(?=[^\n]{1,3}[项条号个])|(?:整改)?(?:任务|问题|事项)(?=[^\n]{1,3}[:、]))"
    r"(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})(?:[项条号个](?:整改)?(?:任务|问题|事项)?)?[:、,. ][ ]*"
)
_NUMBERED: Final = re.compile(r"[ \n]*(?:\d{1,2}[.、]|\(\d+\))[ ]*")
_VERDICT: Final = re.compile(r"[ ]*[(【\[](?:已|正在|基本|未|长期|持续|完成)[^)】\]]{0,12}[)】\]][ ]*$")


def title(of: Outline, issue: Node) -> Stretch:
    """Return where the title of an issue stands, without its quotation marks; an empty stretch if it has none."""
    label = next((each for each in of.labels_in(issue.start, issue.end) if each.kind == "fault"), None)
    labelled = label is not None and not of.text[issue.body : label.start].strip(" \n【[")
    start = label.value if label and labelled else issue.body
    item = ITEM.match(of.text, start, issue.end)
    start = item.end() if item else start
    if _LABEL_ONLY.fullmatch(of.text, start, issue.heading_end):
        start = issue.heading_end
    end = min(issue.end, label.end) if label and labelled else _line_end(of, issue, start)
    topic = _UNDER_TOPIC.match(of.text, start, end)
    start = topic.end() if topic else start
    found = quoted(of.text, start, end) or _stated(of.text, start, end)
    if label and labelled and _is_answered(of, label, end) and found.start == start:
        found = Stretch(start, _paragraph_end(of.text, start, end))
    return _inside_brackets(of.text, *trimmed(of.text, found.start, found.end))


def _line_end(of: Outline, issue: Node, start: int) -> int:
    """Return where a title ends at the latest: before a label, or the blank that a break became."""
    end = next((each.start for each in of.labels_in(start + 1, issue.end)), issue.end)
    return min(end, issue.heading_end) if of.text.startswith(" ", issue.heading_end) else end


def _inside_brackets(text: str, start: int, end: int) -> Stretch:
    """Return a title without the brackets around all of it: 【台账管理不规范】."""
    enclosed = text.startswith("【", start) and text.find("】", start, end) == end - 1
    return Stretch(start + 1, end - 1) if enclosed else Stretch(start, end)


# 就业补助资金方面。关于虚报冒领补贴的问题,: what the fault is about stands before it.
_UNDER_TOPIC: Final = re.compile(
    r"[ ]*[^,。:;\n“]{2,20}方面(?:[。:]\s*(?=(?:针对|关于|对)[^。;\n]{4,80}?(?:问题|方面)[,。:])|:[ ]*(?=[^\n]{4}))"
)
_LONGEST: Final = 300  # characters


def _is_answered(of: Outline, fault: Label, end: int) -> bool:
    """Say whether a label follows that of a fault: its value is the fault then, and nothing of the answer.

    Where what follows is only a verdict, or who is responsible, deeds behind the first stop are the answer.
    """
    following = of.labels_in(fault.end, fault.end + 1)
    return bool(following) and fault.end <= end and not _tells_of_deeds(of.text, fault, following[0])


def _tells_of_deeds(text: str, fault: Label, following: Label) -> bool:
    first = _CLAUSE.match(text, fault.value, fault.end)
    given = following.kind == "measure" or (
        following.kind == "result" and not is_verdict(text[following.value : following.end])
    )
    if given or first is None:
        return False
    return any(each.search(text, first.end(), fault.end) for each in (DEED, _RUN))


_RUN: Final = re.compile("[。:;]\\s*一是[^\n]{2,400}?[。;]\\s*二是")


def _paragraph_end(text: str, start: int, end: int) -> int:
    """Return where the sentences of a paragraph end, its last stop excluded."""
    last = line_end(text, start, min(end, start + _LONGEST))
    return start + len(text[start:last].rstrip(" 。;:,"))


_WORD: Final = re.compile("[\u4e00-\u9fff]")
# 关于“…”的问题整改情况 names a fault; in 关于“打招呼”问题突出的问题 the quotation is a part of it.
_AFTER_QUOTED: Final = re.compile(
    r"(?:等)?(?:中)?(?:的)?(?:问题(?![\u4e00-\u9fff])|问题(?=主要|要?从|[我现已共]|采取|一是"
    r"|的?(?:整改|落实|办理)+(?:情况|进展|工作|结果|成效)*(?![\u4e00-\u9fff]))|方面|反馈|整改(?![不未缓滞迟走流])|(?:审议)?(?:意见|建议)|[,。:;\n])"
)


_LONGEST_WORD: Final = 8
_OBJECT: Final = re.compile(
    r"(?:针对|关于|对于?|围绕|就)(?![^“]*(?:巡|审计|督|检查|反馈|指出|提出|反映|存在|出现|发生))[\u4e00-\u9fff、]{2,}"
)
# 关于科研“重论文轻转化”,成果停留在纸面的问题: the quotation is a part of the fault.
_FAULT_GOES_ON: Final = re.compile(r"[,、][^。:;“\n]{3,60}?(?:问题|方面)(?:[。,:;(\n]|$)")


def _leads(lead: str, after: str) -> bool:
    """Say whether words before a quotation say that it is the fault: 针对“…”, or any verb of 聚焦“…”问题."""
    return re.match("针对|关于|对|围绕|就|落实", lead) is not None or (
        _VERB.fullmatch(lead) is not None and after.lstrip("的").startswith(("问题", "方面"))
    )


_VERBS: Final = re.compile(
    "针对|关于|对|就|[^“]*(?:聚焦|围绕|破解|解决|整治|治理|根治|纠治|纠正|整改|落实|紧盯|直面|回应|克服|消除|防范|防止|查处|指出|反馈|发现|存在)"
)
# 聚焦, 着力破解; 科研经费 is a part of the fault.
_VERB: Final = re.compile("(?:着力|坚决|切实|全力|重点|集中|深入|严肃|持续|有效|认真)?[\u4e00-\u9fff]{1,2}|")


def quoted(text: str, start: int, end: int) -> Stretch | None:
    """Return all inside the outer quotation marks of 针对“…”的问题; of “A”“B” from the first mark to the last."""
    opening = _OPENING.match(text, start, min(end, start + 60))
    if opening is None:
        return None
    first = opening.end()
    told = _TOLD.match(text, start, first)
    lead = text[told.end() if told else start : first - 1].strip()
    last = _closing(text, first, min(end, first + 400))
    after = text[last + 1 : last + 12] if last else ""
    if last is None or (lead and not _leads(lead, after)):
        return None
    goes_on = len(lead) > 2 or after.lstrip("的").startswith("问题") or (lead != "针对" and _WORD.match(after))
    if goes_on and not _AFTER_QUOTED.match(after):
        return None
    if len(lead) > 2 and _FAULT_GOES_ON.match(text, last + 1, end):
        return None
    if last - first < _LONGEST_WORD and lead and (_OBJECT.fullmatch(lead) or not _VERBS.match(lead)):
        return None  # 关于基层党支部“空心化”的问题, 干部“带病提拔”的问题
    if last - first < 6 and not re.match(r"(?:等)?(?:的)?(?:问题|方面)", after):
        return None
    return Stretch(first, last)


def _closing(text: str, start: int, end: int) -> int | None:
    """Return where the mark stands that closes the quotation opened before `start`, the last of joined ones."""
    depth = 1
    for at in range(start, end):
        char = text[at]
        if char == "“":
            depth += 1
        elif char == "”" or (char == '"' and depth == 1):
            depth -= 1
            if not depth:
                joined = re.match(r"[”\"][、,和及;]?[“\"]", text[at : at + 3])
                return _closing(text, at + joined.end(), end) or at if joined else at
        elif char == "\n":
            return None
    return None


def _stated(text: str, start: int, end: int) -> Stretch:
    """Return the topic of 针对…问题 or 关于…方面, of a bare heading the clause up to its first stop."""
    number = _NUMBERED.match(text, start, end)
    lead = _LEAD.match(text, number.end() if number else start, end)
    body = lead.end() if lead else number.end() if number else start
    while body < end and text[body].isspace():
        body += 1
    told = _TOLD.match(text, body, end) if lead is None else None
    body = told.end() if told else body
    clause = _CLAUSE.match(text, body, end)
    if clause is None:
        return Stretch(body, body)
    if lead is None and (named := answered(text, body, clause.end())):
        return Stretch(body, named.end())
    if lead is None:
        told_by = _ANSWERABLE.search(text, body, clause.end()) if text.startswith(":", clause.end()) else None
        stop = told_by.start() if told_by else _without_verdict(text, body, _stop(text, body, clause.end(), end))
        return Stretch(body, stop)
    topic = _TOPIC_END.match(text, body, clause.end())
    if topic:
        return Stretch(body, topic.end("topic"))
    comma = text.find(",", body, clause.end()) if lead["word"] == "针对" else -1
    return Stretch(body, comma if comma > body else clause.end())


# 县水利局等6个部门存在的固定资产账实不符等问题,已…
_HELD: Final = re.compile(r"[^。:;,\n]{2,40}?存在的?[^。:;\n]{4,60}?问题(?=[,。])")


def answered(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return how a sentence names whose fault it is and which, if the rest of it tells what was done about that."""
    match = _HELD.match(text, start, end)
    return match if match and DEED.search(text, match.end(), end) else None


def _stop(text: str, start: int, stop: int, end: int) -> int:
    """Return where a bare title ends whose first clause is [start, stop): behind 某公司: stands what is wrong there."""
    after = _CLAUSE.match(text, stop + 1, end) if text.startswith(":", stop) else None
    if after is None or FAULT.search(text, start, stop) or not FAULT.search(after[0]) or DEED.search(after[0]):
        return stop
    return after.end()


_ANSWERED: Final = re.compile(
    r"(?<=[\u4e00-\u9fff”]{4})(?:的)?问题的?(?:整改|落实|办理)(?:落实|完成)?(?:情况|进展|结果|成效)+[ ]*$"
)


def _without_verdict(text: str, start: int, end: int) -> int:
    verdict = _VERDICT.search(text, start, end) or _ANSWERED.search(text, start, end)
    end = verdict.start() if verdict else end
    if text.endswith("方面", start, end) and FAULT.search(text, start, end - 2):
        return end - 2
    return end - 3 if text.endswith("的问题", start, end) else end
