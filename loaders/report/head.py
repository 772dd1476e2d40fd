"""The head and foot of a report: title, issuer, publication, signature, and the inspection that it answers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError, periods
from loaders.parsed import ParsedInspection
from loaders.text import number
from loaders.values import dataclass

if TYPE_CHECKING:
    from loaders.dates import Period

_TITLE: Final = re.compile(
    r"[^。\n]{0,80}?(?:整改|巡[视察]|审计|督察|督查|反馈|整治|巡查|问题|审议意见)[^。\n]{0,60}?(?:的)?(?:通报|报告|公告|公示"
    r"|情况|方案|清单|台账|公开|说明|函|[览况]表"
    r"|措施)(?:\([^()\n]{1,20}\))?[ ]*$"
)
_BODY_NAME: Final = re.compile(
    r"^(?:中共|中国共产党)?[\u4e00-\u9fff()·]{2,40}(?:委员会|党委|党组|党工委|工委|人民政府|政府|局|厅"
    r"|委|办公室|公司|集团|大学|学院|学校|[中小]学|幼儿园|医院"
    r"|中心|院|部|处|协会|联合会|银行|支部|管委会|领导小组|办事处|法院|检察院|社|会|组)$"
)
_DATE: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d|[二][〇零][〇零一二三四五六七八九]{2})[年\-./](?P<m>\d{1,2}"
    r"|[一二三四五六七八九十]{1,3})[月\-./](?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日?"
)
_PUBLISHER: Final = re.compile(
    r"(?:信息|稿件|文章|内容)?(?:来源|发布机构|发布单位|发布部门|信息来源|责任部门"
    r"|供稿)[:][ ]*(?P<name>[^\s:|]{2,40}?)(?=发布时间"
    r"|发布日期|发布于|时间|日期|作者|编辑|责编|浏览|点击|阅读|字[体号]|[\s|]|$|\d{4})"
)
# What says best when a text was published comes first.
_PUBLISHED: Final = tuple(
    re.compile(rf"{words}(?:时间|日期|于)[: ]*")
    for words in ("(?:发布|公布|公开|刊发)", "(?:更新|发文)", "(?<!成文)", "成文")
)
_PERIOD: Final = re.compile(
    r"(?P<from>(?:20\d\d)年\d{1,2}月(?:\d{1,2}日)?)(?:至|到|-|—|~)(?P<to>(?:(?:20\d\d)年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)"
)
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
_FEEDBACK: Final = re.compile(
    r"(?:反馈|通报|移交|出具|下达|印发)了?[^。,]{0,24}?(?:意见|情况|问题|清单|报告)|(?:意见|情况)?反馈(?:会|给)"
)
_ALIAS: Final = re.compile(
    r"(?P<full>[\u4e00-\u9fff]{4,40}?)\((?:以下"
    r"|下)(?:统)?(?:简)?称[:]?(?P<quote>[“\"])?(?P<alias>[^()“”\"]{1,20}?)[”\"]?\)"
)
_NOTICE_OF: Final = re.compile(r"印发|转发")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head and foot say, dates as ISO days, empty strings where they are silent."""

    title: str = ""
    kind: str = ""
    issuer: str = ""
    publisher: str = ""
    signed_on: str = ""
    published_on: str = ""
    start: int = 0
    end: int = 0

    @property
    def signed(self) -> date | None:
        """Return the day after which nothing is reported as done: of the signature, else of the publication."""
        stated = self.signed_on or self.published_on
        return date.fromisoformat(stated) if stated else None


def as_written(words: str, folded: str, text: str) -> str:
    """Return the characters of the text that folded words stand for; the words themselves where lines were joined."""
    at = folded.find(words) if words else -1
    return text[at : at + len(words)] if at >= 0 else words


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read(folded: str) -> Head:
    """Return the head of a report in folded words, and the stretch of text between it and the signature."""
    lines = _lines(folded)
    cover = _cover(lines)
    if cover:
        return _covered(folded, lines, cover)
    return _of_lines(folded, lines)


_COVER: Final = re.compile(r"关于(?:印发|转发|公布)[^。\n]{0,20}《(?P<title>[^》\n]{4,100})》[^。\n]{0,10}通知")


def _cover(lines: list[_Line]) -> int:
    """Return which line is the title of the plan that a covering notice 关于印发《…》的通知 sends out, 0 if none is."""
    match = _COVER.search("".join(line.text for line in lines[:12]))
    title = match["title"] if match else None
    return next((index for index, line in enumerate(lines) if index and line.text == title), 0)


def _covered(folded: str, lines: list[_Line], cover: int) -> Head:
    """Return the head of the plan, signed as the covering notice is."""
    notice = _of_lines(folded[: lines[cover].start], lines[:cover])
    plan = lines[cover]
    return replace(notice, title=plan.text, kind=_kind(plan.text), start=plan.end, end=len(folded))


def _of_lines(folded: str, lines: list[_Line]) -> Head:
    opening = _opening(lines)
    title_lines = _title_lines(opening)
    title = _joined(title_lines)
    signature = _signature(lines)
    issuer = _issuer(opening, title_lines, signature)
    start = title_lines[-1].end if title_lines else 0
    end = signature[0].start if signature and signature[0].start > start else len(folded)
    published_on, publisher = _publication(folded[: _body_start(opening, folded)])
    if not title_lines:
        return _inline(folded, publisher, published_on, signature)
    return Head(
        title=_without_body(title, issuer), kind=_kind(title), issuer=issuer, publisher=publisher,
        signed_on=next((day for line in signature if (day := _day(line.text))), "") or _held(folded, start),
        published_on=published_on, start=start, end=end,
    )  # fmt: skip


def _inline(folded: str, publisher: str, published_on: str, signature: list[_Line]) -> Head:
    """Return the head of a text whose title and signature share their lines with the rest."""
    title = _INLINE_TITLE.match(folded)
    foot = _INLINE_SIGNATURE.search(folded, max(0, len(folded) - 120))
    named = [name for name in (foot and foot["body"], title and title["body"]) if name and _BODY_NAME.match(name)]
    words = title["title"] if title else ""
    signed_on = _day(foot["day"]) if foot else next((day for line in signature if (day := _day(line.text))), "")
    end = foot.start("body") if foot else signature[0].start if signature else len(folded)
    return Head(
        title=words, kind=_kind(words), issuer=named[0] if named else _issuer([], [], signature), publisher=publisher,
        signed_on=signed_on, published_on=published_on, start=title.end() if title else 0, end=end,
    )  # fmt: skip


def _lines(folded: str) -> list[_Line]:
    found: list[_Line] = []
    at = 0
    for raw in folded.split("\n"):
        if raw.strip():
            found.append(_Line(raw.strip(), at + len(raw) - len(raw.lstrip())))
        at += len(raw) + 1
    return found


def _opening(lines: list[_Line]) -> list[_Line]:
    """Return the lines before the first paragraph, which is the first line that ends a sentence."""
    for index, line in enumerate(lines[:25]):
        if len(line.text) > 60 or line.text[-1] in "。;" or re.match(r"[一1][、.]|\(一\)", line.text):
            return lines[:index]
    return lines[:25]


def _body_start(opening: list[_Line], folded: str) -> int:
    return opening[-1].end if opening else 0


_INLINE_TITLE: Final = re.compile(
    r"\s*(?P<body>[^。\n ]{0,40}?)(?P<title>关于[^。\n]{4,80}?(?:通报|报告|公告|公示|情况))(?=[\s。(\d]|$)"
)
_INLINE_SIGNATURE: Final = re.compile(
    r"(?:^|[。;:\n ])(?P<body>[^。,;:\n ]{4,40})[ ]*(?P<day>(?:20\d\d"
    r"|二[〇零][^年]{2})年[^年。,]{1,4}月[^月。,]{1,4}日)\s*$"
)


_LONGEST_COLUMN: Final = 12  # characters of the column of a site, 巡察整改公开, which may stand above a title


def _title_lines(opening: list[_Line]) -> list[_Line]:
    """Return the lines of the title: the one that names a report, and those above it that it continues.

    Of a covering notice (印发…的通知) and the plan below it the plan's title is taken.
    """
    named = [index for index, line in enumerate(opening) if _is_title(line.text)]
    if not named:
        return _broken_title(opening)
    index = next((i for i in named if not _NOTICE_OF.search(opening[i].text)), named[0])
    if len(opening[index].text) <= _LONGEST_COLUMN and "关于" not in opening[index].text:
        index = next((i for i in named if i > index and "关于" in opening[i].text), index)
    first = index
    if (
        re.match(r"(?:的|整改|情况|通报|报告|方案|巡|反馈|意见|[^关]{0,30}$)", opening[index].text)
        and "关于" not in opening[index].text
    ):
        while (first and opening[first - 1].text.startswith("关于")) or (
            first and _continues_title(opening[first - 1].text)
        ):
            first -= 1
    return opening[first : index + 1]


def _is_title(line: str) -> bool:
    return (
        _TITLE.match(line) is not None
        and ">" not in line
        and not line.startswith(("来源", "发布", "索引", "当前位置", "标题:"))
    )


def _continues_title(line: str) -> bool:
    return "关于" in line and not re.search(r"[。:>]|通报$|报告$", line)


def _broken_title(opening: list[_Line]) -> list[_Line]:
    for index, line in enumerate(opening[:-1]):
        if "关于" in line.text and _TITLE.match(line.text + opening[index + 1].text):
            return opening[index : index + 2]
    return []


def _joined(lines: list[_Line]) -> str:
    return "".join(line.text for line in lines)


def _without_body(title: str, issuer: str) -> str:
    return title[len(issuer) :].strip() if issuer and title.startswith(issuer) and "关于" in title else title


_GENRES: Final = re.compile(r"(?P<plan>(?<!情况)(?:方案|清单|措施表|措施$|计划|任务分解))|通报|情况|报告")


def _kind(title: str) -> str:
    """Return what a text is by the last word for it in its title: 督察报告整改任务清单 is a plan, 方案落实情况 none."""
    *_, last = (None, *_GENRES.finditer(title))
    return "PLAN" if last and last["plan"] else "NOTICE"


def _signature(lines: list[_Line]) -> list[_Line]:
    """Return the lines of the signature block: the last body and date alone on their lines, or on one."""
    tail = lines[-12:]
    for index in range(len(tail) - 1, -1, -1):
        line = tail[index].text
        match = _DATE.search(line)
        if match and len(line) <= 60 and line[-1] not in "。;" and not re.search(r"[:,]", line):
            above = tail[index - 1] if index else None
            own = line[: match.start()].strip()
            if not own and above and _BODY_NAME.match(above.text):
                return [above, tail[index]]
            if not own or _BODY_NAME.match(own):
                return [tail[index]]
    if tail and _BODY_NAME.match(tail[-1].text) and len(lines) > 4:
        return [tail[-1]]
    return []


def _issuer(opening: list[_Line], title: list[_Line], signature: list[_Line]) -> str:
    """Return who issues the report: the body that signs, else that above or before the title."""
    for line in signature:
        name = _DATE.sub("", line.text).strip()
        if _BODY_NAME.match(name):
            return name
    above = [line.text for line in opening if title and line.start < title[0].start and _BODY_NAME.match(line.text)]
    if above:
        return above[-1]
    before = re.match(r"(?P<body>[^。\n]{3,40}?)关于", _joined(title))
    if before and _BODY_NAME.match(before["body"].strip()):
        return before["body"].strip()
    own = _TITLE_BODY.match(_joined(title))
    return _reporter(opening, title) or (own["body"] if own else "")


# 市审计局局长 骆景川 below the title: who reports to a people's congress, for the government.
_REPORTER: Final = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{1,20}?(?:[局厅署委办院会]|政府))(?:党[组委]书记、)?"
    r"(?:副?[局厅省市区县州]长|审计长|副?主任|院长|检察长)[ ]+"
    r"[\u4e00-\u9fff][\u4e00-\u9fff ·]{1,6}"
)
_AREA: Final = re.compile(
    r"(?m)(?:^(?!关于)|(?<=在)|(?<=关于))[\u4e00-\u9fff]{2,8}?[省市区县旗州](?=(?:19|20)\d\d|第[一二三四五六七八九十])"
)
# 南锋电缆股份有限公司2023年度内部审计整改报告
_TITLE_BODY: Final = re.compile(
    r"(?P<body>[\u4e00-\u9fff()·]{2,30}?(?:局|厅|公司|集团|大学|学院|医院|中学|党委|党组|党工委|委员会|管委会|人民政府|法院"
    r"|检察院|银行|联合社|街道|办事处))"
    r"(?=(?:19|20)\d\d年|落实|贯彻|(?:内部|内控)?审计|整改|巡[视察])"
)


def _reporter(opening: list[_Line], title: list[_Line]) -> str:
    """Return the body whose head reports to a people's congress, with the area that the lines above name."""
    words = "\n".join(line.text for line in opening)
    named = next((found["body"] for line in opening if (found := _REPORTER.fullmatch(line.text))), "")
    area = _AREA.search(words)
    return area[0] + named[1:] if area and named[:1] == area[0][-1] else named


def _publication(head: str) -> tuple[str, str]:
    """Return the day of publication and the publisher of the lines above the text."""
    publisher = _PUBLISHER.search(head)
    name = re.sub(r"(?:发布)?(?:时间|日期)$", "", publisher["name"]) if publisher else ""
    for mark in (mark for pattern in _PUBLISHED for mark in pattern.finditer(head)):
        if day := _day(head[mark.end() : mark.end() + 20]):
            return day, name
    alone = (line for line in head.split("\n") if len(_DATE.sub("", line).strip(" ()[]")) < 12)
    return next((day for line in alone if (day := _day(line))), ""), name


def _day(words: str) -> str:
    match = _DATE.search(words)
    if match is None:
        return ""
    try:
        return date(*(int(number(match[group]) or 0) for group in ("y", "m", "d"))).isoformat()
    except ValueError:
        return ""


def inspection(folded: str, head: Head) -> ParsedInspection:
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


_OWN: Final = re.compile(r"我(?:[局委厅院校行站所处司社办镇乡]|街道|公司|集团|学院|大学|中心|单位|支队)")


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


def aliases(folded: str) -> dict[str, str]:
    """Return the full name of each short name that the text introduces by 以下简称."""
    found: dict[str, str] = {}
    for match in _ALIAS.finditer(folded[:6000]):
        full = re.split(r"对|向|由|和|与|根据|按照|成立|印发", match["full"])[-1]
        found.setdefault(match["alias"], full or match["full"])
    return found


_PROVINCE: Final = re.compile(
    r"(?:北京|天津|上海|重庆)市|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北"
    r"|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省"
    r"|(?:内蒙古|广西|西藏|宁夏|新疆)(?:壮族|回族|维吾尔)?自治区"
)
# ——在青沅县第十八届人民代表大会常务委员会第十四次会议上, below the title of a report to a people's congress.
_CONGRESS: Final = re.compile(r"(?<=在)[\u4e00-\u9fff]{2,16}?(?=第[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大))")
_SUBTITLE: Final = 100  # characters behind the title
_HELD: Final = re.compile(r"\s*(?:-{1,2}|\()[ ]*(?P<day>[^\n]{4,20}?日)在[^\n]{4,60}会议?上")


def _held(folded: str, start: int) -> str:
    """Return the day of the session at which a report was given, which stands below its title at `start`."""
    match = _HELD.match(folded, start)
    return _day(match["day"]) if match else ""


# 清河市委 at the beginning of a name says the city; 十届市委 and 落实市委 do not.
_OPENING: Final = r"(?<![\u4e00-\u9fff])(?![一二三四五六七八九十全省本我]|落实|贯彻|根据)[\u4e00-\u9fff]{2,4}?"
_CITY: Final = re.compile(
    rf"{_OPENING}市(?=委|政府)|(?P<city>[\u4e00-\u9fff]{{2,5}}?(?:市|自治州|盟|地区))(?!委|级|场|政|直)"
)
_DISTRICT: Final = re.compile(
    rf"{_OPENING}[区县旗](?=委|政府)|(?P<district>[\u4e00-\u9fff]{{2,8}}?(?:区|县|旗))(?!域|委|级|直)"
)

# What stands straight before a bare 县 or 市 in a title is no part of its name: 关于2023年度县本级预算执行.
_NO_AREA: Final = re.compile(
    r"中共|中国共产党|共青团|关于|(?:\d{4}|[〇零一二三四五六七八九]{4})(?:年度|年)|上年度|本年度"
)


def jurisdiction(folded: str, head: Head, target: str) -> tuple[str, ...]:
    """Return the areas from province to district that the head names, as far as it does."""
    congress = _CONGRESS.search(folded, head.start, head.start + _SUBTITLE)
    words = f"{head.issuer}\n{head.title}\n{head.publisher}\n{target}\n{congress[0] if congress else ''}"
    plain = _NO_AREA.sub(" ", words)
    found: list[str] = []
    for pattern in (_PROVINCE, _CITY, _DISTRICT):
        rest = plain
        for name in found:
            rest = rest.replace(name, " ")
        match = pattern.search(rest)
        if match and match[0] not in found:
            found.append(match[0])
    return tuple(found)
