"""What a cell says: status, decisions on closing, amounts of money."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from loaders import english
from loaders.dates import DateError, day
from loaders.parsed import ClosureResult, ParsedClosure, Quantity, Status
from loaders.report import quantities
from loaders.report.status import of_label
from loaders.report.status import status as status_of_prose
from loaders.text import Spans, fold, number

_HAN: Final = re.compile("[\u3400-\u9fff]")
_LATIN_FIRST: Final = re.compile("[A-Za-z][A-Za-z -]*(?=[\u3400-\u9fff])")  # Completed 全部签署
_LONGEST_VERDICT: Final = 20  # characters; what is longer is read as prose
_USED: Final = "完工|竣工|投[入用]|交付"
# The first that fits decides: 基本完成 and 未完成 hold the word 完成, 持续推进 holds 推进.
_WORDS: Final[tuple[tuple[Status, str], ...]] = (
    ("IN_PROGRESS", "(?:基本|阶段性|部分|未全部|未按期)(?:完成|整改)|正在|(?:推进|整改|办理|进行|化解)中|在[办改]"),
    ("IN_PROGRESS", "主体(?:工程|结构)?(?:已)?(?:完工|完成|封顶)|(?:已|完成)(?:招标|立项|可研|初设|设计)"),
    ("IN_PROGRESS", f"完成.{{0,6}}(?:初步设计|施工图|可行性研究|环评|用地预审|勘察|选址|前期)(?!.*(?:{_USED}))"),
    ("IN_PROGRESS", "(?:起草|初稿|征求意见)(?!.*(?:印发|出台|完成|实施))"),
    ("IN_PROGRESS", f"待[^,;。]{{0,12}}(?:审议|审定|审批|批复|批准|印发|出台)(?!.*(?:{_USED}))"),
    ("IN_PROGRESS", "未(?:整改)?到位|未(?:完成|办结|化解|解决)"),
    ("IN_PROGRESS", r"(?:完成|进度|整改)[^,;。]{0,4}?(?<!\d)\d{1,2}(?:\.\d+)?%"),
    ("PLANNED", r"未启动|未整[改治]|未开[始展工]|未动工|尚未|待启动|待整改|未实施|^0(?:\.0+)?%?$"),
    ("COMPLETED", r"(?<!\d)100%$|(?:已|全部)(?:完成|整改|办结|落实|闭环|关闭)|整改(?:到位|完成)|完成(?:整改|销[号项])"),
    ("COMPLETED", r"^(?:(?:延期|逾期|超期)?(?:完成|办结|闭环|关闭|销[号项])|(?:化解|解决|息访)(?:完成|完毕|到位)?$)"),
    ("COMPLETED", r"^(?:待(?:验[收证]|销[号项]|复[查核验])|[是√✓✔☑]|1(?:\.0+)?$)"),
    ("COMPLETED", "[当现]场整[改治]|(?:检测|检验|验收|复[查核验])合格$"),
    ("ONGOING", "持续|长期|常态"),
    ("IN_PROGRESS", r"推进|^[否×✗✘☐]$|(?:^约?|率|进度.?|完成)\d[\d.]*%|达到序时|序时进度|滞后|逾期"),
    ("PLANNED", "计划|拟于|将于"),
    ("IN_PROGRESS", f"(?:开工|动工|进场|启动)(?!.*(?:完成|完毕|到位|{_USED}))"),
    ("COMPLETED", "已|到位|完成|完毕|完工|竣工|建成|投入使用|印发|出台|建立|修订|追回|上缴|归还"),
)  # fmt: skip
_STATUS: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = tuple(
    (status, re.compile(words)) for status, words in _WORDS
)
_LEFT_BLANK: Final = re.compile(r"[-–—/\\、.…]+|(?:暂?无|不涉及|不适用|N/?A)[。.]?", re.IGNORECASE)
# A result in figures is one: 核减133.72万元, 退回资金12万元, 下达罚单3份.
_IN_FIGURES: Final = re.compile(r"^[\u4e00-\u9fff]{2,}\d[\d,.]*[十百千万亿余]*[\u4e00-\u9fff%]")
_REMAINS: Final = re.compile("(?:剩余|其余|余下|尚余|尚有|还有)(?![^。;]*(?:均?已|完成|到位))")
_TICK: Final = re.compile(r"[√✓✔☑●■]")
# Options with a box each, before the words or behind them: ☑已整改 □正在整改; 已完成(√) 未完成( ).
_BOX: Final = re.compile(r"(?P<ticked>\(?\s*[√✓✔☑☒■●]\s*\)?)|[□☐○]|\(\s*\)")
_GROUP: Final = re.compile(r"是否|.*(?:情况|结果|进展|状态|进度|落实)(?:\([^()]*\))?(?=.)")  # 办理结果 above 办结
_BARE_SHARE: Final = re.compile(r"(?:100|[1-9]?\d)(?:\.\d+)?(?<!^1)")
_SHARED: Final = re.compile("%|率|比例|百分比|进度")
_FEWEST_BOXES: Final = 2
_ENDLESS: Final = "(?:长期(?:坚持|整改|推进)|持续(?:坚持|整改|推进|开展)|常态化?(?:坚持|推进|开展|运行|保持))中?"
_LAST_CLAUSE: Final = re.compile(f"[,;。](?:[并现]|目前)?(?:已?转入)?{_ENDLESS}[。;]?$")
_DONE: Final = re.compile("(?:已|全部)(?:完成|整改|办结)|整改(?:到位|完成)|完成整改")
# What comes last is not done yet: 盘点完成，系统测试中; 设备已到货，待安装. Who waits for the acceptance is done.
_UNDER_WAY: Final = re.compile(
    "[,;。](?:现|目前|尚)?"
    "(?:[\u4e00-\u9fff]{2,10}(?<![集其当])中|[\u4e00-\u9fff]{0,6}待(?!验|销|复|归档)[\u4e00-\u9fff]{2,8})[。;]?$"
)
# So is what has just begun, or lies with those who decide on it: 厂房已进场施工; 方案已报管委会审批.
_BEGUN: Final = re.compile(
    "[,;。][^,;。]{0,24}?(?:进场(?:施工)?|[开动]工(?:建设)?|(?:发布|挂网)?招标(?:公告)?"
    "|(?:报(?![告表销废])|[提移]交|送)(?![^,;。]{0,12}(?:[获得]|通过))[^,;。]{0,12}(?:审[批议定核]|批[准复])"
    "|承诺[^,;。]{0,16}[前底内][^,;。]{0,8})[。;]?$"
)
# Said of the whole, it counts whatever comes behind: 已完成整改，资料归集中; 未启动，待资金下达.
_OF_ALL: Final = re.compile(
    "^已?(?:完成|办结)[,;。]|(?:已|全部)(?:完成)?整改|整改(?:到位|完成)|完成整改|未(?:启动|开[始展工]|动工)|尚未"
)
_DAY: Final = r"\d{4}\s*[年./-]\s*\d{1,2}\s*(?:[月./-]\s*\d{1,2}\s*日?|月)"
_CLOSED: Final = "销[号项]|摘牌|闭环|关闭"
_DECISION: Final = re.compile(
    rf"(?P<day>{_DAY})"
    rf"|(?P<none>(?:未|尚未|暂不|暂缓|待|拟|申请|不能|没有|不得|无法|部分)(?:予以)?(?:{_CLOSED}|验收|复[查核验])|(?:拟|计划|预计)[^,;。]{{0,14}}(?:{_CLOSED}|验收))"
    r"|(?P<REOPENED>恢复挂号|重新挂号|恢复挂账|撤销销号|取消销号|重新挂账)"
    r"|(?P<KEPT_OPEN>留号|(?:不予|不同意)(?:销[号项]|摘牌|闭环|关闭)|继续挂号|保留挂号|不予通过|(?:未|不)(?:能)?通过(?:验收)?|验收未(?:通过|合格)|不合格)"
    rf"|(?P<CLOSED>{_CLOSED}|已验收|(?:通过|完成)[^,;。]{{0,4}}验收|(?:验收|复[查核验])(?:通过|合格)|(?:^|(?<=[,;。\s]))(?:通过|合格))"
)
_RESULTS: Final[dict[str, ClosureResult]] = {"REOPENED": "REOPENED", "KEPT_OPEN": "KEPT_OPEN", "CLOSED": "CLOSED"}
# What stands between a decision and its day; without it only where no day stands before.
_LINK: Final = re.compile(r"[ \t]*(?:(?:时间|日期)?:|[(\[])[ \t]*")
_NEAR: Final = re.compile(r"[ \t]*(?:(?:时间|日期)?:|[(\[]|于|[,;。])?\s*")
_WORK: Final = re.compile(
    "(?:已|正在|未|全部|基本|部分|持续)(?:完成|整[改治]|治理|办结|落实)|整[改治](?:到位|完成|完毕|中)"
)
_ONLY_A_DAY: Final = re.compile(rf"[\s(\[]*{_DAY}[\s)\]]*")
_YES: Final = re.compile(r"(?:是|已|[√✓✔☑])\s*(?:[(\[].*)?")


@lru_cache(maxsize=4096)
def status(cell: str, head: str = "") -> Status:
    """Return the status that a cell reports; UNSTATED for a blank one.

    A tick under a head such as 已完成 says what the head says. Prose is read as that of a report.
    """
    words = _chosen(fold(cell).strip())
    if not words or _LEFT_BLANK.fullmatch(words):
        return "UNSTATED"
    if not _HAN.search(words) and (stated := english.state_in(words)):
        return stated
    if _REMAINS.search(words):
        return "IN_PROGRESS"
    at = _last_clause(words)
    if _LAST_CLAUSE.match(words, at) and not _DONE.search(words):
        return "ONGOING"
    prose = len(words) > _LONGEST_VERDICT
    if prose and (verdict := of_label(words, 0, len(words))):
        return verdict.status
    if (_UNDER_WAY.match(words, at) or _BEGUN.match(words, at)) and not _OF_ALL.search(words):
        return "IN_PROGRESS"
    if prose:
        return status_of_prose(words, 0, len(words), "", Spans(())).status
    return _of_few_words(words, head)


def _last_clause(words: str) -> int:
    """Return where the stop before the last clause stands; the beginning without one."""
    # Searched for from the end: patterns that begin at each stop took as long as all the rest.
    end = len(words) - 1 if words[-1] in "。;" else len(words)
    return max(0, words.rfind(",", 0, end), words.rfind(";", 0, end), words.rfind("。", 0, end))


def _of_few_words(words: str, head: str) -> Status:
    if _BARE_SHARE.fullmatch(words) and _SHARED.search(head):
        words += "%"
    if _TICK.fullmatch(words):
        words = _GROUP.sub("", head) or words
    found: Status | None = next((each for each, pattern in _STATUS if pattern.search(words)), None)
    if found is None and (latin := _LATIN_FIRST.match(words)):
        found = english.state(latin[0])
    return found or (
        status_of_prose(words, 0, len(words), "", Spans(())).status if _IN_FIGURES.search(words) else "IN_PROGRESS"
    )


def _chosen(words: str) -> str:
    """Return the options that are ticked in a cell of several with a box each; any other cell as it is."""
    boxes = list(_BOX.finditer(words))
    if len(boxes) < _FEWEST_BOXES:
        return words
    ends = [0, *(each.end() for each in boxes)], [*(each.start() for each in boxes), len(words)]
    between = [words[start:end].strip(" ,;、。\n") for start, end in zip(*ends, strict=True)]
    options = between[1:] if not between[0] else between[:-1]
    return " ".join(option for box, option in zip(boxes, options, strict=True) if box["ticked"])


@lru_cache(maxsize=4096)
def closures(cell: str, closed_on: str = "") -> tuple[ParsedClosure, ...]:
    """Return the decisions of a cell, in its order; 未销号 and a blank are none.

    A decision has the day in brackets right behind it, else the last day before it that no decision has. `closed_on` is
    the cell of a column for the day alone: a day there is a decision, that of the last one if it has none, unless the
    cell says that none was taken (待验收).
    """
    folded = _chosen(fold(cell))
    found = _decisions(folded, cell.strip())
    on = _iso(fold(closed_on)) if closed_on.strip() else None
    if on is None or any(each.decided_on == on for each in found):
        return found
    if not found:
        undecided = any(token["none"] for token in _DECISION.finditer(folded))
        return () if undecided else (ParsedClosure(result="CLOSED", decided_on=on, phrase=closed_on.strip()),)
    last = found[-1]
    if last.decided_on is None:
        return (*found[:-1], ParsedClosure(result=last.result, decided_on=on, phrase=last.phrase))
    return found


def decides(cell: str) -> bool:
    """Tell whether a cell decides on closing in words, and names not only a day."""
    return any(_RESULTS.get(token.lastgroup or "") for token in _DECISION.finditer(fold(cell)))


def reports(cell: str) -> bool:
    """Tell whether a cell says how far the work is, as 已整改 and 正在整改 do."""
    return _WORK.search(fold(cell)) is not None


def is_tick(cell: str) -> bool:
    """Tell whether a cell is a tick and nothing else."""
    return _TICK.fullmatch(cell.strip()) is not None


def _decisions(folded: str, phrase: str) -> tuple[ParsedClosure, ...]:
    if _YES.fullmatch(folded.strip()):
        days = re.findall(_DAY, folded)
        return (ParsedClosure(result="CLOSED", decided_on=_iso(days[-1]) if days else None, phrase=phrase),)
    tokens = list(_DECISION.finditer(folded))
    if [token.lastgroup for token in tokens] == ["day"] and _ONLY_A_DAY.fullmatch(folded):
        return (ParsedClosure(result="CLOSED", decided_on=_iso(tokens[0].group()), phrase=phrase),)
    found: list[ParsedClosure] = []
    pending: str | None = None
    used: re.Match[str] | None = None
    for token, following in zip_longest(tokens, tokens[1:]):
        result = _RESULTS.get(token.lastgroup or "")
        if token.lastgroup == "day" and token is not used:
            pending = _iso(token.group())
        elif result:
            if following and _dates(folded, token, following, known=pending is not None):
                pending, used = _iso(following.group()), following
            if pending or not found or found[-1].result != result:
                found.append(ParsedClosure(result=result, decided_on=pending, phrase=phrase))
            pending = None
    return tuple(found)


def _dates(folded: str, decision: re.Match[str], following: re.Match[str], *, known: bool) -> bool:
    """Tell whether a day is that of the decision before it: in brackets, or near it where no day stands before."""
    between = folded[decision.end() : following.start()]
    return following.lastgroup == "day" and (_LINK if known else _NEAR).fullmatch(between) is not None


def _iso(words: str) -> str | None:
    try:
        return day(words)
    except DateError:
        return None


_MONEY: Final = re.compile(r"(?P<scale>[百千万亿]*)元")
_AMOUNT: Final = re.compile(r"(?:[¥￥]\s*)?(?:(?:约|合计|共)\s*)?(?P<value>-?[\d,]+(?:\.\d+)?)\s*(?P<more>余)?")


@lru_cache(maxsize=4096)
def amounts(cell: str, head: str, money: str = "") -> tuple[Quantity, ...]:
    """Return the amounts of a cell with their spans in it: a bare number has the unit of the head, else `money`."""
    folded = fold(cell)
    bare, unit = _AMOUNT.fullmatch(folded.strip()), _MONEY.search(head) or _MONEY.search(money)
    if not bare:
        return tuple(quantities.mentions(folded, cell, Spans(())))
    value = number(bare["value"].lstrip("-"))
    if unit is None or value is None:
        return ()
    scale = number("1" + unit["scale"]) or 1 if unit["scale"] else 1
    start = cell.index(cell.strip())
    return (
        Quantity(start=start, end=start + len(cell.strip()), surface=cell.strip(), value=round(value * scale, 2),
                 unit="元", comparator=">" if bare["more"] else "=", of=re.sub(r"[(\[].*", "", head)),
    )  # fmt: skip
