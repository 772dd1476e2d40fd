"""Quantities 数量: numerals with the unit that they count or measure, in base units."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Final

from loaders.parsed import Quantity
from loaders.text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import Comparator
    from loaders.text import Spans

# What a unit is in terms of its base unit.
_BASES: Final = {
    "元": ("元", 1), "块钱": ("元", 1), "元人民币": ("元", 1), "美元": ("美元", 1),
    "方": ("立方米", 1), "立方": ("立方米", 1), "立方米": ("立方米", 1), "m³": ("立方米", 1),
    "m3": ("立方米", 1), "升": ("升", 1),
    "平方米": ("平方米", 1), "平米": ("平方米", 1), "㎡": ("平方米", 1), "m²": ("平方米", 1), "m2": ("平方米", 1),
    "平方公里": ("平方公里", 1), "平方千米": ("平方公里", 1), "公顷": ("公顷", 1), "亩": ("亩", 1),
    "延米": ("延米", 1), "公里": ("公里", 1), "千米": ("公里", 1), "km": ("公里", 1), "米": ("米", 1),
    "吨": ("吨", 1), "公斤": ("公斤", 1), "千克": ("公斤", 1), "kg": ("公斤", 1), "斤": ("斤", 1), "克": ("克", 1),
    "毫克": ("毫克", 1), "微克": ("微克", 1),
    "千瓦时": ("千瓦时", 1), "千瓦": ("千瓦", 1), "兆瓦": ("兆瓦", 1),
}  # fmt: skip
_MEASURES: Final = "|".join(sorted(map(re.escape, _BASES), key=len, reverse=True))
_COUNTERS: Final = (
    "岁|个/升|个百分点|百分点|%|‰|个工作日|工作日|个小时|小时|分钟|个月|人次|人天|户次|家次|车次|班次|场次|件次|台次|辆次|批次|艘次|架次|列次|趟次|余?人|大类|小类|大项|小项|台套|台\\(套\\)|个|名|次|期|处"
    "|项|件|家|条|起|份|场|轮|辆|台|套|座|户|所|支|类|种|块|宗|篇|册|本|部(?![门分委队署长])|棵|株|眼|口(?!径)|艘|门(?![户头槛市])|位(?!于)"
    "|例(?!行|会)|分(?![\u4e00-\u9fff])|分(?=以[上下]|提高|提升|上升|增|下降|降)|笔|组(?!织|长|成|建|团|合)"
    "|樘|幅|张|段|天|批次|批|只|头|羽|标准箱|标箱|列(?=[,。;、)]|$)|间|栋|幢|幅|枚|盏|根|趟|届|公里|版|层(?![次层面级架])|款|节|堂|课时|学时|集|架|艘|尾|箱|卷|具|面|副|顶|周(?!年|边|期)|倍(?![数增])|日内|村(?![级庄民干委支])"
)
_ARABIC: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN_NUMERAL: Final = "[一二两三四五六七八九十百千零]+"
_QUANTITY: Final = re.compile(
    # Every numeral begins so: asked first, it leaves the branches below to a few characters of a text.
    rf"(?=[\d一二两三四五六七八九十百千万零])(?:"
    rf"(?:(?<![\d.第+\-〔\[A-Za-z年月])|(?<=[每全]年)|(?<=每月))(?P<arabic>{_ARABIC})(?P<more1>[余多])?(?P<scale>(?:(?!千[米克])[十百千])?[万亿]?亿?)(?P<more2>[余多几])?"
    rf"(?P<unit>(?:{_MEASURES})(?:/(?:立方米|平方米|公里|[\u4e00-\u9fff]))?|{_COUNTERS})"
    rf"|(?<![第一二三四五六七八九十百千零每\d进唯统同逐新上下])(?P<han>{_HAN_NUMERAL})(?P<hmore1>[余多])?(?P<hscale>[万亿]*)(?P<hmore2>[余多])?"
    rf"(?P<hunit>{_MEASURES}|{_COUNTERS})"
    # Years are counted where the words around say so; else 3年 is a plan's name and 2022年 a date.
    rf"|(?:(?<=连续)|(?<=察看)|(?<=暂停)|(?<=停止)|(?<=满)|(?<=超过)|(?<=期限)|(?<=为期)|(?<=不少于)|(?<=不低于)|(?<=延长至)|(?<=取消)|(?<=名单)|(?<=名单”)|(?<=资格)|(?<=业务)|(?<=投标))(?P<years>\d{{1,2}}|{_HAN_NUMERAL})年(?![底末初度中行计攻])"
    rf"|(?:(?<=近)|(?<=超)|(?<=超过)|(?<=逾)|(?<=上))(?P<round>[百千]?[万亿]|[百千])(?P<around>余)?(?P<rounded>{_MEASURES}|{_COUNTERS})"
    rf"|(?<![\d第一二两三四五六七八九十])(?P<long_years>\d{{1,2}}|[一二两三四五六七八九十]+)年(?=以上|以下|之?内))"
)
# What a limit ends with is asked before which one it is.
_LIMIT_ENDS: Final = frozenset("于过少多出逾破超到足近")
_LIMIT: Final = re.compile(
    "(?:(?P<at_least>不少于|不低于|不小于|至少|达到或超过)|(?P<at_most>不超过|不多于|不高于|不大于|最多|至多)"
    "|(?P<more>超过|超出|高于|大于|多于|逾|突破|超)|(?P<less>不到|不足|少于|低于|小于|近|接近))$"
)
_COMPARATORS: Final[dict[str, Comparator]] = {"at_least": ">=", "at_most": "<=", "more": ">", "less": "<"}
_NO_COUNT: Final = re.compile(
    "[一二两三四五六七八九十]{1,2}期|[一二两三四五六七八九十]方|一批|一部|一面|一头|一块|一口|一起|一道|一片|一段|一日|一天|一节|一门|一次性|一位|一条龙|一条心|一条线|一本|一类|"
    "[二三四五六七八九]类(?!问题|事|风)|一版|一款|一只|一根|一场|一张|一组|一种|一家|[十一二三四五六七八九]+届|一个(?=[,。、;])|一个(?:时期|阶段|方面|过程|样|劲)|十分"
)
_HAN_DIGITS: Final = frozenset("一二两三四五六七八九十")  # what is counted so may be no count: 一批, 三期
# One for each, not one: 一项目一方案, 一村一策, 一单一审.
_ONE_EACH: Final = re.compile("一[^一,。;、]{1,3}一|(?<=一.)一|(?<=一..)一|(?<=一...)一")
# 排名后三位, 前十名: places in an order.
_RANKED: Final = re.compile("(?:排名|位列|位居|倒数|末尾)[前后末第]?$")
# Inside a few words in quotation marks nothing is counted: “一次挂号管三天”. A fault is quoted in its words.
_SLOGAN: Final = re.compile("[“‘「](?<!针对.)(?<!关于.)(?<!反馈.)(?<!指出.)[^“”‘’,。;]{0,6}$")
# 采取3项措施: what is listed next is announced, not counted.
_ANNOUNCED: Final = re.compile(r"采取(?:了|以下|如下|下列)?$")
_ASPECTS: Final = re.compile(r"方面|维度|坚持|意识|自信|维护|确立")


def mentions(folded: str, text: str, taken: Spans, offset: int = 0) -> Iterator[Quantity]:
    """Yield the quantities of a folded text outside `taken` (dates, titles, numbers of documents).

    Their spans begin to count at `offset`, where the text stands in a larger one.
    """
    for match in _QUANTITY.finditer(folded):
        if not taken.touch(match.start(), match.end()) and not _is_none(folded, match):
            yield _quantity(folded, text, match, offset)


def _is_none(folded: str, match: re.Match[str]) -> bool:
    """Say whether it is an ordinal, a phase, a slogan in quotation marks, or the number of declared aspects."""
    start, end = match.span()
    if folded[start] in _HAN_DIGITS and (
        _NO_COUNT.match(folded, start) or (_ONE_EACH.match(folded, start) and not folded[end - 1].isdigit())
    ):
        return True
    if folded.endswith("最后", 0, start) or (folded[end - 1] in "个大项" and _ASPECTS.match(folded, end, end + 3)):
        return True
    if (
        folded[end - 1] in "项条个"
        and folded.startswith(("措施", "举措", "办法"), end)
        and _ANNOUNCED.search(folded, max(0, start - 4), start)
    ):
        return True
    if _RANKED.search(folded, max(0, start - 4), start):
        return True
    slogan = _SLOGAN.search(folded, max(0, start - 8), start)
    return slogan is not None and bool(re.match(r"[^“”‘’]{0,10}[”’]", folded[end : end + 12]))


def _quantity(folded: str, text: str, match: re.Match[str], offset: int) -> Quantity:
    numeral, more, scale, still_more, counted = match.groups()[:5] if match["arabic"] else match.groups()[5:10]
    if match["round"]:  # 近万条, 上百户
        numeral, more, counted = f"一{match['round']}", folded[match.start() - 1] == "上", match["rounded"]
        still_more = match["around"]
    if numeral is None:
        return _years(folded, text, match, offset)
    start, end = match.span()
    unit, factor = _BASES.get(counted, (counted, 1))
    value = (number(numeral) or 0) * (number(f"1{scale}") or 1 if scale else 1) * factor
    of = _counted(folded, start, end)
    return Quantity(
        start=start + offset, end=end + offset, surface=intern(text[start:end]),
        value=round(value, 6), unit=intern(unit),
        comparator=_comparator(folded, start, end, more=bool(more or still_more)), of=of and intern(of),
    )  # fmt: skip


def _years(folded: str, text: str, match: re.Match[str], offset: int) -> Quantity:
    start, end = match.span()
    value = number(match["years"] or match["long_years"]) or 0
    return Quantity(
        start=start + offset, end=end + offset, surface=intern(text[start:end]), value=value, unit="年",
        comparator=_comparator(folded, start, end, more=False),
    )  # fmt: skip


def _comparator(folded: str, start: int, end: int, *, more: bool) -> Comparator:
    limit = start and folded[start - 1] in _LIMIT_ENDS and _LIMIT.search(folded, max(0, start - 6), start)
    if limit:
        return _COMPARATORS[limit.lastgroup or ""]
    if folded.startswith(("以上", "及以上"), end):
        return ">="
    if folded.startswith(("以下", "以内", "之内"), end):
        return "<="
    return ">" if more or folded.startswith(("余", "多"), end) else "="


_LONGEST_NOUN: Final = 24  # characters
_HAN: Final = "\u4e00-\u9fff"
_NOUN: Final = re.compile(rf"(?:的)?((?:[{_HAN}A-Za-z]|\([{_HAN}]{{1,4}}\))+)")
_QUOTED: Final = re.compile(r"“([^“”\n]{1,20})”")
# Where the noun after a unit ends, and where the words before a numeral are still no noun.
_NOUN_END: Final = re.compile(
    "的|以(?!上)|和|与|及|等|中$|进一步|明确|处理|已|均|到村|任职|开展|进行|完成|实行|用于|申报|列入|纳入|实施(?!细则|方案|办法)|按|由|在|为|涉及|签订|上线|"
    "逐一|归还|[返退]还|退回|缴[入纳存]|上缴|收[回缴]|追[回缴]|清退|提[高升]|增[加长至到]|上升|下降|降[低至到]|缩短|压缩|修复|被|全部|组织|予以|给予|获|达|正在|将|实现|对"
)
_ADVERBS: Final = re.compile(
    "(?:[一二三四五六七八九十]是|共计?|累计|已|先后|全年|现有|其中|约|达到?|为|了|至|新(?!增|建|聘|能)|将|各|由|并|的|同比|分别|重新|首批|每(?:年|月|季度|周|日)|年均|集中(?!供|式)|全面|高标准|以来|年(?![初末中底度]))+"
)
_VERBS: Final = re.compile(
    "举办|整改(?!率|完成率|意见)|发放|选[聘派]|配备|新增|聘[用请]|新聘|清[理退收]|追[缴回]|收[回缴]|建成|签[约订]|培[养训](?!费|基地|中心)|排查|查处|立案|办结|受理|招聘|修[复建订]|新建|完成|落实|终止|"
    "督促|停招|组织|开展|投入|整治|拆除|实施|安装|编入|下达的|核查|拨付|制定|扶持|引进|化解|盘活|压减|核减|补[签报缴]|约谈|支[出付]|上缴|取消|召开|印发|出台|走访|检查|联合|充实|完善|提升至|惠及|覆盖"
)


def _counted(folded: str, start: int, end: int) -> str | None:
    """Return what is counted: the noun after the unit, else the one before the numeral in its clause."""
    quoted = _QUOTED.match(folded, end)
    if quoted:
        return quoted[1]
    # Looked for no further than the longest noun: a clause without an end would be read anew from each of its numerals.
    after = _NOUN.match(folded, end, end + 2 * _LONGEST_NOUN)
    if after and not folded.startswith(("以", "左右", "及以"), end):
        stop = _NOUN_END.search(after[1])
        noun = after[1][: stop.start()] if stop else after[1]
        if 1 < len(noun) <= _LONGEST_NOUN:
            return noun
    return _before(folded, start)


# 病案首页填写合格率由81.5%提高到96.2%: what changes stands before 由, or before the verb.
_CHANGE: Final = re.compile(
    r"(?:(?:已?由|从)(?:[\d.,%]+[万亿]?[\u4e00-\u9fff]{0,3})?)?"
    r"(?:(?:提[高升]|增[加长]?|上升|下降|降低?|缩短|压缩)[至到]?|每[年月日])?$"
)
_CHANGE_ENDS: Final = frozenset("高升增加长降低短缩至到年月日")
# Marks of lists, and what is left of a clause that ends before its noun: 将…, 违规发放的….
_MARKED: Final = re.compile(
    r"^(?:[ \u3000]*\(\d{1,2}\)[ ]*)?(?:[\u4e00-\u9fff]*?(?<=[局厅委院府位已])将)?"
    r"(?:对[\u4e00-\u9fff]*?(?:给予|予以))?的?"
)
# What a clause begins behind; of all before the numeral the last one.
_STOP: Final = re.compile("(?s).*[,。;:!?\n、]")
_FARTHEST: Final = 40  # characters before a numeral that are looked through for its noun
_WHOLLY_QUOTED: Final = re.compile("“[^“”]+”")


def _before(folded: str, end: int) -> str | None:
    farthest = max(0, end - _FARTHEST)
    stop = _STOP.match(folded, farthest, end)
    first = _behind_verbs(folded, stop.end() if stop else farthest, end)
    inner = [match.end() for match in _VERBS.finditer(folded, first, end - 2)]
    if inner and "发现" not in folded[first:end]:
        first = inner[-1]
    named = _MARKED.sub("", folded[first:end])
    words = (_changes(named) and _CHANGE.sub("", named)) or named
    words = words[1:-1] if _WHOLLY_QUOTED.fullmatch(words) else words
    return words if 1 < len(words) <= 30 and "《" not in words else None


def _behind_verbs(folded: str, first: int, end: int) -> int:
    """Return where the adverbs and verbs end that a clause begins with: three of each at the most."""
    for _ in range(3):
        adverbs = _ADVERBS.match(folded, first, end)
        behind = adverbs.end() if adverbs else first
        verb = _VERBS.match(folded, behind, end)
        behind = verb.end() if verb else behind
        if behind == first:
            break
        first = behind
    return first


def _changes(named: str) -> bool:
    """Say whether words may end in a change, which is looked for from each of them."""
    return named[-1:] in _CHANGE_ENDS or "由" in named or "从" in named
