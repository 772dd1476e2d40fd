"""The inspection that a report answers: who inspected whom, in which round, about what and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.dates import DateError, periods
from loaders.parsed import ParsedInspection
from loaders.report.boundary import boundaries
from loaders.report.jurisdiction import jurisdiction
from loaders.report.units.found import longest
from loaders.report.units.numbered import groups
from loaders.report.units.suffixes import full_names

if TYPE_CHECKING:
    from loaders.dates import Period
    from loaders.report.head import Head

# What the names of those who inspect end in: 市委第二巡察组, 巡察二组, 第五综合检查组, 巡察办.
_INSPECTS: Final = re.compile(
    rf"(?:巡[视察查]|督[察查导]|检查|审计|核查|考核)[{HAN}\d]{{0,6}}?(?:组|办公室|办|督察局)$|专项组$|督察局$"
)
# These answer for what was found, though their names tell of the inspection: 市委巡视整改工作领导小组办公室.
_ANSWERS: Final = re.compile("整改|领导小组|调度|专班")
_AUDITOR: Final = re.compile(
    rf"(?P<body>审计署[{HAN}]{{0,10}}?(?:特派员办事处|办事处)|审计署|[{HAN}]{{0,8}}?(?:省|市|区|县|州|自治区)?审计[厅局])"
)
_BEFORE_BODY: Final = re.compile("^(?:根据|按照|经|由|日|至|了|和|的|对|关于|[年月日])+")
_ORDINAL: Final = r"(?:第?[一二三四五六七八九十\d]{1,3})?"
# 督察组 alone, or with its number: another sentence may say whose it is.
_BARE: Final = re.compile(rf"{_ORDINAL}(?:巡[视察查]|督[察查导]|检查|审计|核查|考核|专项|工作){_ORDINAL}组")
_NUMBER: Final = r"[一二三四五六七八九十百\d]{1,4}"
_LEVEL: Final = "(?:[省市区县州旗盟校院]委|自治区党委|党委|党组|中央)"
_BY: Final = rf"(?:[{HAN}]{{0,8}}?(?:巡[视察]|督[察查导]|审计|检查))"
# 十四届县委第六轮巡察, 第三轮第一批省级督察. 第十八批信访件 is no round, and 一、二、三轮 are several.
_ROUND: Final = re.compile(
    rf"(?<!、)(?:第?{_NUMBER}届[{HAN}]{{0,4}}?{_LEVEL}?|(?<![{HAN}]){_LEVEL}|(?:(?<=落实)|(?<=关于)|(?<![{HAN}]))省)?(?<!、)(?:第?{_NUMBER}轮(?:第?{_NUMBER}批次?)?{_BY}?"
    rf"|第{_NUMBER}批次?{_BY}(?!组))"
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
_OWN_AREA: Final = re.compile("我(?:省|市|自治区|区|县|州|旗|盟)")
_SUBJECTS: Final = ("情况", "问题", "责任", "工作")  # what was looked at, and no body
_DAY: Final = r"\d{1,2}月份?(?:\d{1,2}日|[上中下]旬|[初底末])?"
_PERIOD: Final = re.compile(
    rf"(?P<from>20\d\d年{_DAY})(?:起,?)?(?:至|到|[-—~]+)(?P<to>(?:20\d\d年)?(?:{_DAY}|\d{{1,2}}日))"
)
# A time for objections, or in office, is none of an inspection.
_OTHER_PERIOD: Final = re.compile("公示|公告|公开|任职|任期|审计期间|集中整改|整改期")
_FEEDBACK: Final = re.compile(
    r"(?:反馈|通报|移交|出具|下达|印发)了?[^。,]{0,24}?(?:意见|情况|问题|清单|报告)|(?:意见|情况)?反馈(?:会|给)|反馈(?=[。,;]|$)"
)
# The day before these is one of the inspection, and none of the feedback.
_BEGINS: Final = re.compile(r"^(?:起|以来|开始)|进驻|(?:开展|进行|实施)[^,。]{0,24}(?:巡[视察]|督[察查导]|审计|检查)")


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
        target=_target(paragraph, head.issuer, jurisdiction(folded, head, "")),
        round=_round(head.title) or _round(paragraph), theme=_theme(named),
        starts_on=starts_on, ends_on=ends_on, feedback_on=_feedback(paragraph),
    )  # fmt: skip


def _first_paragraphs(text: str) -> str:
    """Return the first paragraphs up to the first chapter."""
    chapter = re.search(r"\n[ ]*(?:[一]、|第一|\(一\)|1[.、])", text)
    return text[: chapter.start()] if chapter else text[:800]


def _body(words: str) -> str:
    """Return who inspected: a group or an office with its level, else who audited, else a group as it is called."""
    marks = boundaries(words)
    named = longest([*full_names(words, marks), *groups(words, marks)])
    found = [words[each.start : each.end] for each in named if not _in_title(words, each.start)]
    bodies = [each for each in found if _INSPECTS.search(each) and not _ANSWERS.search(each)]
    auditor = _AUDITOR.search(words)
    return (
        next((each for each in bodies if not _BARE.fullmatch(each)), "")
        or (_BEFORE_BODY.sub("", auditor["body"]) if auditor else "")
        or next(iter(bodies), "")
    )


def _in_title(words: str, at: int) -> bool:
    return words.rfind("《", 0, at) > words.rfind("》", 0, at)


def _round(words: str) -> str:
    match = _ROUND.search(words)
    return match[0] if match else ""


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


def _target(paragraph: str, issuer: str, areas: tuple[str, ...]) -> str:
    """Return the body that was inspected; 我局 is the one that reports, 我市 the city among the `areas` of the head."""
    match = _TARGET.search(paragraph)
    named = match["target"].strip() if match else ""
    subject = named.endswith(_SUBJECTS)
    if (own := _OWN_AREA.match(named)) and (subject or own[0] == named):
        return next((area for area in areas if area.endswith(own[0][1:])), "")
    if (own := _OWN.match(named)) and (subject or own[0] == named):
        return issuer
    if subject:
        bodies = longest(list(full_names(named, boundaries(named))))
        return named[bodies[0].start : bodies[-1].end] if bodies else ""
    return named


def _period_of(paragraph: str) -> tuple[str, str]:
    match = next((each for each in _PERIOD.finditer(paragraph) if not _is_other_period(paragraph, each)), None)
    if match is None:
        return "", ""
    try:
        first, last = _ends(match)
    except DateError:
        return "", ""
    return first.first.isoformat(), last.last.isoformat()


def _is_other_period(paragraph: str, period: re.Match[str]) -> bool:
    clause = max(paragraph.rfind(mark, 0, period.start()) for mark in ",。;\n")
    return _OTHER_PERIOD.search(paragraph, clause + 1, period.start()) is not None


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
        for word in _FEEDBACK.finditer(sentence):
            before = sentence[: word.start()]
            if day := _last_day(_PERIOD.sub("", before), _last_year(before) or year):
                return day
        year = _last_year(sentence) or year
    return ""


def _last_year(words: str) -> int | None:
    stated = re.findall(r"(20\d\d)年", words)
    return int(stated[-1]) if stated else None


def _last_day(words: str, year: int | None) -> str:
    """Return the last single day that words name, a missing year being the last one said, or `year`.

    An empty string if there is none, or the words behind it tell of the inspection itself.
    """
    try:
        days = [each for each in periods(words, year) if each.precision == "DAY" and each.first == each.last]
    except DateError:
        return ""
    behind = words[words.rfind("日") + 1 :]
    return days[-1].last.isoformat() if days and not _BEGINS.search(behind) else ""
