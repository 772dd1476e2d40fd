"""People beside a post or a form of address, behind who serves as one, and before the team called after them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.people.names import (
    COMPOUND_SURNAMES,
    NAMED,
    SURNAME,
    SURNAMES,
    is_cut_within,
    is_name,
    name_end,
    opens,
    person,
)
from loaders.report.sought import Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import PersonMention
    from loaders.report.boundary import Boundaries

_TITLE: Final = (
    "总书记|总理|主席|委员长|书记|副书记|省长|副省长|市长|副市长|区长|副区长|县长|副县长|镇长|乡长|局长|"
    "副局长|厅长|副厅长|部长|副部长|处长|副处长|科长|副科长|院长|副院长|校长|副校长|所长|站长|主任|副主任|"
    "董事长|副董事长|总经理|副总经理|经理|总裁|教授|副教授|院士|研究员|工程师|总工程师|老师|医生|医师|律师|"
    "同志|先生|女士|组长|副组长|队长|班长|园长|馆长|行长|会长|理事长|秘书长|巡视员|调研员|常委|委员|烈士(?!陵|墓)|"
    "等人|等同志"
)
_BEFORE_TITLE: Final = Near(
    re.compile(rf"(?P<name>{SURNAME}[{HAN}]{{1,2}})(?=(?P<title>{_TITLE}))"), re.compile(_TITLE), before=4, behind=3
)
_ADDRESS: Final = frozenset(("同志", "先生", "女士", "等人", "等同志", "老师"))  # no offices
# Who lives or works somewhere holds no post by it.
_RESIDENTS: Final = (
    "村民代表|居民代表|村民|居民|业主|"
    "(?:承包|承租|种植|养殖|经营|种粮大|贫困|脱贫|低保|监测|五保|拆迁|搬迁|受灾|受损|农|租|商)户"
)
_RESIDENT: Final = re.compile(rf"(?:{_RESIDENTS})[ ]*$")
_JOINING: Final = frozenset("和同与及向从")  # 农户和村民: more often a word than a surname there
_POST_FIRST: Final = (
    f"{_RESIDENTS}|"
    "书记|副书记|主席|副主席|省长|市长|副市长|区长|副区长|县长|副县长|镇长|副镇长|乡长|局长|副局长|厅长|"
    "副厅长|部长|副部长|处长|副处长|科长|副科长|院长|副院长|校长|副校长|所长|站长|主任|副主任|"
    "董事长|副董事长|总经理|副总经理|(?:常务|分管|生产|技术|安全|经营|销售|财务|行政)?副总|总监代表|专责|主管|专干|干事|财务总监|总监|总会计师|首席[\u4e00-\u9fff]{2}官|调研员|巡视员|经理|教授|院士|传承人|组长|副组长|委员|常委|会计|出纳|"
    "队长|馆长|行长|会长|理事长|秘书长|员工|职工|教师|学生|烈士|英雄|模范|楷模|劳模|工匠|领导|负责人|联系人|"
    "责任人|自然人|个体户|法定代表人|干部|法官|检察官|干警|民警|辅警|医师|医生|护士长|护士|采购员|采购经办人|经办人|承办人|报账员|保管员|工作人员|科员|股长|支书|辅导员|站长|所长|校长|厂长|村长|文书|"
    # Who is no official: 带领队伍 leads one.
    "导游|轮机长|(?:执法|管理|涉案|财务|监理|检测|值班)人员|(?<![带率])领队|教练|顾问|司机|[村校法]医|能手|(?:人大|党|职工|学生)代表|[专作画]家|(?:艺术|书法)家"
)
# Who does what by the end of the word: 收费员, 承租人, 庭长, 药剂师; 党员, 成员 and the like are many.
_ANY_POST: Final = (
    rf"(?<=[{HAN}])(?:(?<![人党成官队学会社动全演])员|(?<=[{HAN}]{{2}})(?<![工代个本万千百多余])人"
    r"|[庭段班园店船厂河湖田街链室矿井股警]长|师|工头)"
)
_POST_BEFORE: Final = re.compile(rf"(?:{_POST_FIRST}|{_ANY_POST})$")
KNOWN_POST: Final = re.compile(rf"(?:{_POST_FIRST})$")
# 人 may begin a word instead of ending an office: 历史人文资源, 引进人才.
_WORD_OF_MAN: Final = re.compile("人[文员口才民力事数大社均居身工行防情格权为物选心造马间]")
# The last characters of posts are few: they are looked for first, and the whole post before them then.
POST_ENDS: Final = "".join(sorted({post[-1] for post in _POST_FIRST.split("|")} | set("员人长师头总官户表")))
_AFTER_POST: Final = re.compile(rf"(?P<last>[{POST_ENDS}])(?!(?<=会计)师)[ ]{{0,4}}(?!代表){NAMED}")
LONGEST_POST_WORD: Final = 6
_LONGEST_POST: Final = 16  # characters of an office before its name: 市级非遗传承人, 工程建设科科长
_DEPUTY: Final = re.compile("(?:常务|执行)?副$")
# 专家应邀, 代表全程: as often many, of whom is told what they do; so a name of two characters must stand apart.
_OF_MANY: Final = re.compile("(?:家|代表|顾问|教练|人员)$")
_APART: Final = re.compile("[、,;。)]|等(?!级)|同志|任|担任")
_LONG_NAME: Final = 3  # characters
_NEXT_NAME: Final = re.compile(rf"、{NAMED}")
# 办公室主任由X担任: the office stands before the word that names go with, or behind the verb.
_SERVES: Final = Near(
    re.compile(
        rf"(?:(?P<post>(?:{_TITLE}))|(?<=[,。;:、\n]))由(?P<name>(?:{COMPOUND_SURNAMES})[{HAN}]{{1,2}}|[{SURNAMES}][{HAN}]{{1,2}})(?=(?:同志)?(?:担任|兼任|出任))"
    ),
    re.compile("担任|兼任|出任"),
    before=12,
    behind=2,
)


def titled(folded: str, text: str, marks: Boundaries) -> Iterator[PersonMention]:
    """Yield the people behind their post, before it, and behind 由 before 担任."""
    for match, post_start in _behind_posts(folded):
        # 总经理 holds the word 经, which bounds other names.
        first = min(post_start, max(marks.left(match.start()), match.start() - _LONGEST_POST))
        office: str | None = text[first : match.start("name")].strip()
        if _RESIDENT.search(folded, first, match.start("name")):
            if match["name"][0] in _JOINING:
                continue
            office = None
        held: re.Match[str] | None = match
        if _OF_MANY.search(folded, first, match.start("name")) and not _stands_apart(folded, marks, match):
            continue
        while held and (end := name_end(folded, marks, held)):
            yield person(text, held.start("name"), end, office)
            held = _NEXT_NAME.match(folded, end)
    for match in _BEFORE_TITLE.finditer(folded):
        name, start = match["name"], match.start()
        if opens(folded, marks, start) and is_name(name) and not is_cut_within(marks, start, match.end("name")):
            post = None if match["title"] in _ADDRESS else match["title"]
            yield person(text, start, match.end("name"), post)

    for match in _SERVES.finditer(folded):
        if is_name(match["name"]):
            post = match.start("post")
            office = text[max(marks.left(post), post - _LONGEST_POST) : match.end("post")] if match["post"] else None
            yield person(text, match.start("name"), match.end("name"), office)


def _stands_apart(folded: str, marks: Boundaries, match: re.Match[str]) -> bool:
    end = name_end(folded, marks, match)
    return (
        end is not None
        and (end - match.start("name") >= _LONG_NAME or _APART.match(folded, end) is not None)
        and match["name"][0] not in _JOINING
    )


def _behind_posts(folded: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield what may be a name behind a post, and where the post begins; 书记 ends in no 书 that 文书 ends in."""
    at = 0
    while (match := _AFTER_POST.search(folded, at)) is not None:
        last = match.end("last")
        post = KNOWN_POST if _WORD_OF_MAN.match(folded, last - 1) else _POST_BEFORE
        found = post.search(folded, max(0, last - LONGEST_POST_WORD), last)
        at = match.end() if found else match.start() + 1
        if found:
            deputy = _DEPUTY.search(folded, max(0, found.start() - LONGEST_POST_WORD), found.start())
            yield match, deputy.start() if deputy else found.start()


# 对管仲华团队奖励, 依托云澜大学沙志民团队: who a team is called after.
_TEAM: Final = Near(
    re.compile(
        rf"(?<=[对由与给为向托学院])(?!高[水层质]|党建|管理)(?P<name>{SURNAME}[{HAN}]{{1,2}})(?=(?:教授|院士)?(?:团队|课题组|项目组))"
    ),
    re.compile("团队|课题组|项目组"),
    before=7,
    behind=3,
)
_SHORT_NAME: Final = 2  # characters; behind a body they are as often a word (医院康复团队)


def of_teams(folded: str, text: str, marks: Boundaries) -> Iterator[PersonMention]:
    """Yield the people whom a team is called after."""
    for match in _TEAM.finditer(folded):
        whole = marks.is_cut(match.start()) or match.end("name") - match.start() > _SHORT_NAME
        if whole and is_name(match["name"]) and not is_cut_within(marks, match.start(), match.end("name")):
            yield person(text, *match.span("name"))
