"""What may be the name of a person, and where it begins and ends."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.lexicon import words
from loaders.parsed import PersonMention

if TYPE_CHECKING:
    from loaders.report.boundary import Boundaries

SURNAMES: Final = "".join(words("surnames"))
COMPOUND_SURNAMES: Final = "|".join(words("compound-surnames"))
SURNAME: Final = rf"(?:{COMPOUND_SURNAMES}|[{SURNAMES}])"
RARE_SURNAMES: Final = "".join(words("rare-surnames"))
NAMED: Final = (
    rf"(?P<name>[{HAN}]{{2,5}}·[{HAN}]{{2,6}}(?![{HAN}]{{0,2}}(?:公司|集团))"
    rf"|(?:{COMPOUND_SURNAMES})[{HAN}]{{1,2}}|[{SURNAMES}][{HAN}]{{1,2}}"
    # 人员 and 书记员 are words by themselves.
    rf"|(?!(?<=[人记])员)[{RARE_SURNAMES}](?:[{HAN}]{{2}}|[{HAN}](?=任|担任|同志|[、,;。])))"
)
WHOLE: Final = re.compile(rf"(?:{COMPOUND_SURNAMES})[{HAN}]{{1,2}}|[{SURNAMES}][{HAN}]{{1,2}}")
# Surname and a word: these are no names.
_COMMON: Final = re.compile(
    rf"[{HAN}]?(?:主要|负责|相关|有关|全体|单位|部门|公司|学院|各级|分管|基层|领导|党员|干部|支部|组织|成员|"
    rf"具体|直接|其他|工作|任务|责任|管理|建设|安全|学习|高级|正高|副高|专职|兼职|常务|党委|纪委|党组|第一|"
    rf"时任|原任|班子|革命|无名|抗日|抗战|民族|英雄|红色|时代|工匠|劳动|古|公|成立|平台|创新|文明|"
    rf"文化|传统|特色|应当|于是|于此|和谐|向上|常态|时候|明确|任职|安排|严格|严肃|全面|高度|国家|国有|水利|"
    rf"水务|金融|农村|农业|文物|文旅|广大|万元|单独|通报|通过|路边|能力|连续|连同|双方|都要|从严|都能|师生|"
    rf"宣传|宣读|万人|别|应)"
)
_GOES_ON: Final = re.compile(".*(?:[的了和与及等对在为被将由已是或各并]|工作|同志|会议|单位)")
_WORDS_OF_TWO: Final = frozenset((*words("name-lookalikes"), *words("outside-names")))
_ACTS: Final = frozenset(
    ("监督", "指导", "管理", "检查", "支持", "服务", "保障", "协调", "执行", "落实", "组织", "考核")
)
_PLACE_END: Final = re.compile(r"[市县区镇乡村省局部处科院校委会组员长副办]$")


def person(text: str, start: int, end: int, post: str | None = None, embedded: bool = False) -> PersonMention:
    """Return the person whose name is [start, end) of a text."""
    name = intern(text[start:end])
    return PersonMention(start=start, end=end, surface=name, name=name, post=post, embedded=embedded)


def is_whole_name(said: str) -> bool:
    """Tell whether words that stand alone where a name does are one, hidden ones (李某) among them."""
    return WHOLE.fullmatch(said) is not None and ("某" in said or _is_no_word(said))


def is_name(name: str) -> bool:
    """Tell whether what looks like a name is no word, and no name that somebody hid."""
    return "某" not in name and _is_no_word(name) and _GOES_ON.fullmatch(name) is None


def _is_no_word(name: str) -> bool:
    if len(name) == 2 and name[1] == "家":  # 刘家祠堂
        return False
    if name[0] == "和" and name[1:] in _ACTS:  # 加强对工作的领导和监督
        return False
    if name[0] == "任" and name[1] in "组副双主委职命":
        return False
    return (
        name[:2] not in _WORDS_OF_TWO
        and name not in _WORDS_OF_TWO
        and not (name[0] in _WORDS_OF_TWO and name[1:] in _WORDS_OF_TWO)  # 和督促
        and _COMMON.fullmatch(name) is None
        and not _PLACE_END.search(name)
    )


_BEFORE_NAME: Final = re.compile(
    r"(?:沿线|书记|局长|主任|同志|烈士|英雄|模范|楷模|传承人|教授|院士|校友|村民|职工|教师|警官|民警|法官|"
    r"检察官|司机|会计|员|长|记|党校|大学|学院|医院|公司|集团|[局厅委处科所院村镇部])$"
)


def opens(folded: str, marks: Boundaries, start: int) -> bool:
    """Say whether a name may begin here: at a boundary, or behind a word that names come after."""
    return marks.is_cut(start) or _BEFORE_NAME.search(folded, max(0, start - 4), start) is not None


def is_cut_within(marks: Boundaries, start: int, end: int) -> bool:
    """Tell whether a word that bounds names begins or ends inside [start, end)."""
    return marks.left(end) > start


# What may stand behind a name; without it three characters after a post are as often a verb.
_BEHIND: Final = re.compile(
    r"[、,，。;；:)(”\s]|$|\d{1,2}[人名]|同志|等|就|任|担任|为|作|走进|主持|带队|牵头|负责|出席|参加|讲|率|已|被|因|在|对|与|"
    r"和|于|的|受|到|赴|带领|作出|给予|违|挪用|贪污|收受|予|涉|亲自|领衔|挂帅|统筹|督办|驻|调度|进行|参与|说|介绍|签|分管|包|调|兼|向|"
    r"冒领|骗取|套取|侵占|占用|拖欠|承包|承租|反映|写|所(?=[欠借付])|欠|赔|退|交|借|垫|领取|虚报|重复|违规|案|团队|典型|记(?=不良|[入过])|"
    r"先后|利用|将|通过|组织|多次|党内|政务|行政|记过|记大过|降[级职]|停职|批评|扣[减发]|分别|书面|诫勉|警告|严重|免|留党|撤职|开除|退缴|收受|"
    r"立案|移送|移交|问责|约谈|采取|予以|谈话|提醒|停|罚|追|判|辞|退|主动|每|及时|定期|带|集体|一行|深入|前往|现场|全程|长期|当选|荣获|依法"
)
# 马某党内警告: the word behind a name of two characters begins with what might be its third.
_PUNISHED: Final = re.compile("党内|政务|行政|严重|记[大过]|诫勉|警告|开除|撤职|免[去职]")
# 路建设, 高文明: a given name that is a word too, where only a person can be spoken of.
_WORD_AS_NAME: Final = re.compile(rf"[{SURNAMES}](?:建设|文明|革命|英雄|向上|学习|胜利|安全)")
_ACTED: Final = re.compile(r"同志|严重|涉嫌|违[纪法规反]|被|因|受到|作出|主持|带队|带领|牵头|任|等?\d{1,2}人|[、,。;)]")


def name_end(folded: str, marks: Boundaries, match: re.Match[str]) -> int | None:
    """Return where the name behind a post ends: before a word that names are followed by; None if it is no name."""
    name, end = match["name"], match.end()
    if "·" in name:
        shortest = match.start("name") + name.index("·") + 3
        return next((at for at in range(shortest, end + 1) if stops(folded, marks, at)), None)
    if len(name) > 2 and (
        name.endswith("等")
        or match.string.startswith(("给予", "参与"), end - 1)
        or _PUNISHED.match(folded, end - 1)
        or _ends_earlier(folded, marks, end)
    ):
        name, end = name[:-1], end - 1
    named = is_name(name) or (_WORD_AS_NAME.fullmatch(name) and _ACTED.match(folded, end))
    return end if len(name) >= 2 and stops(folded, marks, end) and named else None


def _ends_earlier(folded: str, marks: Boundaries, end: int) -> bool:
    return not stops(folded, marks, end) and stops(folded, marks, end - 1)


def stops(folded: str, marks: Boundaries, end: int) -> bool:
    """Say whether a name may end here: before punctuation, or before a word that names are followed by."""
    return marks.begins(end) or _BEHIND.match(folded, end) is not None
