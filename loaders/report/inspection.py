"""The inspection that a report answers: who inspected whom, in which round, about what and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError, periods
from loaders.parsed import ParsedInspection

if TYPE_CHECKING:
    from loaders.dates import Period
    from loaders.report.head import Head

_INSPECTOR: Final = re.compile(
    r"(?P<body>(?:中共|中国共产党)?(?:中央|[\u4e00-\u9fff]{0,12}?(?:省|市|区|县|州|旗|盟|工|校|院|集团"
    r"|公司|局|厅|部|系统|总行|分行"
    r"|自治区)(?:委|党委|党组|党工委)?|国家|国务院)?"
    r"(?:第?[一二三四五六七八九十\d]{1,3})?(?:生态环境保护|环境保护|生态环境|安全生产|专项|联动"
    r"|提级)?(?:巡[视察](?:组|工作组|办公室|办)|督[察查]组|督导组|检查组|审计组))"
)
_AUDITOR: Final = re.compile(
    r"(?P<body>审计署[\u4e00-\u9fff]{0,10}?(?:特派员办事处|办事处)?|[\u4e00-\u9fff]{0,8}?(?:省|市|区|县"
    r"|州|自治区)?审计[厅局])"
)
_ROUND: Final = re.compile(
    r"(?:第?[一二三四五六七八九十百\d]{1,4}届)?(?:(?!年)[\u4e00-\u9fff]){0,6}?(?:省委|市委|区委|县委|州委|自治区党委|党委|党组"
    r"|中央)?第?[一二三四五六七八九十\d]{1,3}(?:轮|批次?)(?:[\u4e00-\u9fff]{0,8}?(?:巡[视察]|督察|督查|审计))?"
)
_KIND: Final = re.compile(
    r"(?:常规|专项|提级|联动|回头看|机动|交叉|延伸|经济责任(?=[^。]{0,8}审计)|例行|政治|预算执行|自然资源资产)"
    r"(?:巡[视察]|督[察查]|审计)?"
)
_NAME: Final = re.compile(
    r"(?:开展了?|进行了?|实施了?)(?:为期[^,。]{1,10}的)?(?P<name>[^,。;\n]{0,40}?(?:巡[视察]“?(?:“回头看”|回头看)?"
    r"|督[察查](?:“?回头看”?)?|审计(?:调查)?))(?=[。,;\n(]|$|工作|期间)"
)
_TARGET: Final = re.compile(
    r"对(?P<target>[^,。;对\n()\d]{2,40}?)(?:\([^()]{0,30}\))?(?:(?:19|20)\d\d年[^,。;\n]{0,30}?)?"
    r"(?:党委|党组|党工委|领导班子)?(?:进行|开展|实施|展开)"
)
_OWN: Final = re.compile(r"我(?:[局委厅院校行站所处司社办镇乡]|街道|公司|集团|学院|大学|中心|单位|支队)")
_PERIOD: Final = re.compile(
    r"(?P<from>(?:20\d\d)年\d{1,2}月(?:\d{1,2}日)?)(?:至|到|-|—|~)(?P<to>(?:(?:20\d\d)年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)"
)
_FEEDBACK: Final = re.compile(
    r"(?:反馈|通报|移交|出具|下达|印发)了?[^。,]{0,24}?(?:意见|情况|问题|清单|报告)|(?:意见|情况)?反馈(?:会|给)"
)


def read(folded: str, head: Head) -> ParsedInspection:
    """Return the inspection that a report answers, as its title and first sentences name it."""
    first = folded[head.start : head.start + 1200]
    paragraph = _first_paragraphs(first)
    body = _body(paragraph) or _body(head.title)
    name = _NAME.search(paragraph)
    starts_on, ends_on = _period_of(paragraph)
    named = name["name"] if name else ""
    return ParsedInspection(
        name=named.removesuffix("工作") or _round(head.title), body=body,
        kind=_inspection_kind(named, head.title, paragraph),
        target=_target(paragraph, head.issuer), round=_round(head.title) or _round(paragraph), theme=_theme(named),
        starts_on=starts_on, ends_on=ends_on, feedback_on=_feedback(paragraph),
    )  # fmt: skip


def _first_paragraphs(text: str) -> str:
    """Return the first paragraphs up to the first chapter."""
    chapter = re.search(r"\n[ ]*(?:[一]、|第一|\(一\)|1[.、])", text)
    return text[: chapter.start()] if chapter else text[:800]


def _body(words: str) -> str:
    match = _INSPECTOR.search(words) or _AUDITOR.search(words)
    return re.sub(r"^(?:根据|按照|经|由|日|至|了|和|的|对|关于|[年月日])+", "", match["body"]) if match else ""


def _round(words: str) -> str:
    match = _ROUND.search(words)
    return re.sub(r"^(?:.*(?:关于|根据|按照|落实|对照))?(?:在|对)?", "", match[0]) if match else ""


def _inspection_kind(name: str, title: str, paragraph: str) -> str:
    for words in (name, title, paragraph):
        match = _KIND.search(words)
        if match:
            return match[0]
    return ""


def _theme(name: str) -> str:
    """Return what a special inspection was about: the words before its kind."""
    match = re.match(r"(?P<theme>.{4,}?)(?:专项|机动|联动|提级)?(?:巡[视察]|督[察查]|审计)", name)
    return match["theme"] if match and not _KIND.fullmatch(match["theme"]) else ""


def _target(paragraph: str, issuer: str) -> str:
    """Return the body that was inspected; 我局 is the one that reports."""
    match = _TARGET.search(paragraph)
    named = match["target"].strip() if match else ""
    return issuer if issuer and _OWN.fullmatch(named) else named


def _period_of(paragraph: str) -> tuple[str, str]:
    match = _PERIOD.search(paragraph)
    if match is None:
        return "", ""
    try:
        first, last = _ends(match)
    except DateError:
        return "", ""
    return first.first.isoformat(), last.last.isoformat()


def _ends(match: re.Match[str]) -> tuple[Period, Period]:
    first = periods(match["from"])[0]
    stated = match["to"]
    if re.fullmatch(r"\d{1,2}日", stated):
        stated = f"{first.last.month}月{stated}"
    found = periods(stated, first.year)
    if not found:
        raise DateError(f"“{match[0]}” has no end")
    last = found[-1]
    return first, periods(stated, first.year + 1)[-1] if last.last < first.first else last


def _feedback(paragraph: str) -> str:
    """Return the day on which the findings were handed over: the last one said before the word of feedback."""
    year: int | None = None
    for sentence in re.split(r"[。\n]", paragraph):
        word = _FEEDBACK.search(sentence)
        day = _last_day(sentence[: word.start() + 2], year) if word else ""
        if day:
            return day
        stated = re.findall(r"(20\d\d)年", sentence)
        year = int(stated[-1]) if stated else year
    return ""


def _last_day(words: str, year: int | None) -> str:
    """Return the last single day that words name, a missing year being the last one said, or `year`."""
    try:
        days = [each for each in periods(words, year) if each.precision == "DAY" and each.first == each.last]
    except DateError:
        return ""
    return days[-1].last.isoformat() if days else ""
