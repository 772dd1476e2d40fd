"""Whether two issues state the same kind of fault: from the words of their titles alone, pure and in whole numbers.

A title is weighed by its terms: pairs of neighbouring characters of what it is about. How the fault is put (未整改,
不到位) says little and weighs nothing; words that titles of every subject have (制度, 监管) weigh little. No weight is
counted in the graph, so that a score does not depend on what else is loaded.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from schema.topics import is_under, labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The least score of two issues that count as similar: chosen on the pairs of tests/graph/test_likeness.py.
ALIKE: Final = 42
_SUBJECT: Final = 4  # weight of a pair of characters of the subject
_COMMON_WORD: Final = 1
_OFFENCE: Final = "违规"  # the term of all that was done against a rule
_ONE_OFFENDS: Final = 70  # per cent of the score where it was against a rule in one title, and left undone in the other
_BETWEEN_NARROWER: Final = 80  # per cent of the score where fields only have the broader one in common

_AGAINST_RULES: Final = "违反规定 违法违规 违规违纪 违规 违法 违纪 擅自 私自 非法 超标准 超范围 超限额"
_OFFENCES: Final = "挪用 侵占 套取 虚报 冒领 截留 坐支 偷排 直排 私设 私用 乱收费 公款"
_PUT: Final = (
    "不到位 不够 不足 不力 不严格 不严 不实 不细 不深入 不深 不强烈 不强 不高 不全 不及时 不规范 不完善 "
    "不健全 不彻底 不充分 不平衡 不扎实 不精准 不明显 不合理 不科学 不牢 不紧 不畅 不清 不准 不落实 不符 "
    "不快 不大 不多 不好 到位 滞后 迟缓 缓慢 薄弱 缺失 缺位 欠缺 缺乏 弱化 虚化 淡化 松散 松懈 粗放 混乱 "
    "流于形式 走过场 走形式 形式化 未整改 未落实 未完成 未按规定 未按要求 未按期 未及时 没有 存在 有差距 "
    "差距 有短板 短板 有漏洞 漏洞 有偏差 偏差 有弱项 有盲区 盲区 薄弱环节 问题 突出 严重 较为 较大 较多 较低 "
    "较 比较 仍然 依然 仍 个别 部分 有的 一些 多处 等方面 方面 情况 现象 环节 用力 力度 程度 质量 水平 效果 "
    "成效 能力 意识 以及 关于 针对 对于 进一步 长期 反弹 反复 不 未 无 和 与 及 或 对 在 的 了 中 等 有 是 "
    "为 把 被 于"
)
_COMMON: Final = (
    "工作 落实 推进 推动 执行 贯彻 履行 机制 制度 体系 建设 管理 监管 监督 责任 主体责任 主体 措施 重点 领域 "
    "统筹 整改 治理 整治 防治 项目 任务 保障 服务 组织 开展 实施 学习 教育 认识 重视 把关 审核 审批 检查 "
    "排查 研究 规定 规划 方案 发展 改革 创新 人员 单位 部门 企业 干部 党委 党组 支部 中心 区域 城市 农村 "
    "群众 使用 安全 隐患 进度"
)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds words, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda each: (-len(each), each))))


_OFFENCE_WORDS: Final = _any((*_AGAINST_RULES.split(), *_OFFENCES.split()))
_PUT_WORDS: Final = _any((*_PUT.split(), *_AGAINST_RULES.split()))
_COMMON_WORDS: Final = _any(_COMMON.split())
_BREAKS: Final = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Profile:
    """The terms of a title with their weights and the sum of these, and the topics that it names."""

    terms: tuple[tuple[str, int], ...]
    topics: tuple[str, ...]
    weight: int

    @property
    def subject(self) -> tuple[str, ...]:
        """Return the terms that say what the fault is about; without one of them, no two titles are alike."""
        return tuple(term for term, weight in self.terms if weight > _COMMON_WORD and term != _OFFENCE)


@lru_cache(maxsize=4096)
def profile(title: str) -> Profile:
    """Return what a title is compared by: the same for titles that differ in digits, signs and width only."""
    plain = unicodedata.normalize("NFKC", title).lower()
    terms: dict[str, int] = {}
    for term, weight in _terms(plain):
        terms[term] = max(weight, terms.get(term, 0))
    return Profile(tuple(sorted(terms.items())), tuple(sorted(_topics(plain))), sum(terms.values()))


def _terms(plain: str) -> Iterator[tuple[str, int]]:
    if _OFFENCE_WORDS.search(plain):
        yield _OFFENCE, _SUBJECT
    for run in _BREAKS.split(plain):
        for said in _PUT_WORDS.split(run):
            yield from ((word, _COMMON_WORD) for word in _COMMON_WORDS.findall(said))
            for subject in _COMMON_WORDS.split(said):
                yield from ((pair, _SUBJECT) for pair in _pairs(subject))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or ([run] if run else [])


def _topics(plain: str) -> set[str]:
    """Return the topics whose labels stand in a title, of labels within each other the longest."""
    return {labels()[found] for found in _labels().findall(plain)}


@cache
def _labels() -> re.Pattern[str]:
    return _any(labels())


def likeness(one: Profile, other: Profile) -> int:
    """Return how much two titles say the same, 0 to 100: the product of the shares that both have in common.

    A word in which both differ (水 against 大气) so counts twice, one that only the longer has counts once. Titles of
    fields without anything in common are not alike.
    """
    shared = common(one, other)
    if not any(weight > _COMMON_WORD and term != _OFFENCE for term, weight in shared.items()):
        return 0
    both = sum(shared.values())
    left = _fields(one, other) * (100 if _offends(one) == _offends(other) else _ONE_OFFENDS)
    return both * both * left // (one.weight * other.weight * 100)


def _offends(one: Profile) -> bool:
    return any(term == _OFFENCE for term, _ in one.terms)


def common(one: Profile, other: Profile) -> Mapping[str, int]:
    """Return the terms that both titles have, with their weights."""
    of_other = dict(other.terms)
    return {term: weight for term, weight in one.terms if term in of_other}


def _fields(one: Profile, other: Profile) -> int:
    """Return the per cent of a score that the fields of two titles leave."""
    pairs = [(a, b) for a in one.topics for b in other.topics]
    if not pairs or any(is_under(a, b) or is_under(b, a) for a, b in pairs):
        return 100
    tops = {(a.partition("/")[0], b.partition("/")[0]) for a, b in pairs}
    return _BETWEEN_NARROWER if any(a == b for a, b in tops) else 0
