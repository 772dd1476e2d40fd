"""Policy documents 政策文件: titles in 《…》 with their number 发文字号, kind and stage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.parsed import DocumentMention
from loaders.report.sought import Near
from loaders.text import Spans, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKET: Final = re.compile(r"[《》〈〉]")
_LONGEST: Final = 200
_NUMBER: Final = re.compile(
    r" {0,4}(?:[(\[] {0,4})?(?P<code>[\u4e00-\u9fffA-Za-z]{1,16}) {0,4}[〔\[【({〈](?P<year>(?:19"
    r"|20)\d\d)[〕\]】)}〉] {0,4}第? {0,4}(?P<serial>\d{1,5}) {0,4}号"
)
_NUMBERS: Final = Near(_NUMBER, re.compile(r"[〔\[【({〈](?:19|20)\d\d[〕\]】)}〉]"), before=29, behind=19)
_KINDS: Final = re.compile(
    r"(实施办法|管理办法|办法|规定|细则|条例|实施方案|工作方案|方案|预案|实施意见|指导意见|意见|通知"
    r"|通报|规划|计划|纲要|规则|制度|准则|章程|决定|决议"
    r"|公告|公报|报告|清单|台账|指南|指引|标准|规范|导则|措施|政策|要点|目录|协议|备忘录|合同|函|纪要"
    r"|批复|请示|汇编|手册|指标体系|体系|机制|流程|名录|责任书|承诺书|建议书|告知书|通知书|决定书|意见书|倡议书|任务书"
    r"|说明|简报|总结|公约|守则|指令|提示|(?<!方|办)法|条款|预算|报表|[明联]白?卡)"
    r"(?:\([^()]{1,12}\))?$"
)
_STAGES: Final = (
    ("TRIAL", re.compile("试行")),
    ("INTERIM", re.compile("暂行")),
    ("DRAFT", re.compile("征求意见稿|初稿|草案|送审稿|讨论稿|草稿|报批稿|审议稿")),
)


def titles(folded: str) -> tuple[Spans, tuple[Stretch, ...]]:
    """Return the stretches 《…》 of a folded text, brackets included and nested ones inside, and unclosed 《."""
    found: list[Stretch] = []
    open_: list[Stretch] = []
    depth, start = 0, 0
    for match in _BRACKET.finditer(folded):
        if depth and (match.start() - start > _LONGEST or "\n\n" in folded[start : match.start()]):
            open_.append(Stretch(start, start + 1))
            depth = 0
        if match[0] in "《〈":
            start = match.start() if not depth else start
            depth += 1 if depth or match[0] == "《" else 0
        elif depth:
            depth -= 1
            if not depth:
                found.append(Stretch(start, match.end()))
    if depth:
        open_.append(Stretch(start, start + 1))
    return Spans(tuple(found)), tuple(open_)


def mentions(folded: str, text: str, within: Spans) -> Iterator[DocumentMention]:
    """Yield the documents of a text, given the stretches of their titles."""
    for span in within:
        title = folded[span.start + 1 : span.end - 1]
        yield DocumentMention(
            start=span.start, end=span.end, title=text[span.start + 1 : span.end - 1].strip(),
            number=_number(folded, span.end), kind=_kind(title), stage=_stage(title, folded[span.end : span.end + 8]),
        )  # fmt: skip


def _number(folded: str, after: int) -> str | None:
    match = _NUMBER.match(folded, after)
    return f"{match['code']}〔{match['year']}〕{match['serial']}号" if match else None


def numbers(folded: str) -> Iterator[Stretch]:
    """Yield the stretches of all numbers of documents: the year in them is no date."""
    return (Stretch(each.start(), each.end()) for each in _NUMBERS.finditer(folded))


def _kind(title: str) -> str:
    match = _KINDS.search(title)
    return match[1] if match else "other"


def _stage(title: str, after: str) -> str | None:
    draft = re.match(r"\(?(征求意见稿|初稿|草案|送审稿|讨论稿|草稿)", after)
    words = title + (draft[1] if draft else "")
    return next((stage for stage, pattern in _STAGES if pattern.search(words)), None)
