"""Reports as long as wished, of invented bodies and from a fixed seed, about as dense with names as a real one."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_CITIES: Final = tuple(f"{first}{second}" for first in "云清柏望青石南北东西" for second in "澜溪川山河湖海江泉林")
_BUREAUS: Final = ("水务局", "财政局", "住房和城乡建设局", "生态环境局", "农业农村局", "应急管理局", "审计局")
_WORKS: Final = ("河道清淤", "污水管网改造", "老旧小区改造", "防汛物资储备", "节水型城市创建", "专项资金拨付")
_PROSE: Final = (
    "坚持把整改作为一项严肃的政治任务，逐条研究原因，逐项明确要求，做到不留死角、不打折扣。",
    "针对反映的情况，认真查找思想认识和作风上的差距，举一反三，把整改的过程变成改进工作的过程。",
    "进一步理顺工作关系，改进方式方法，推动各项要求落到实处，切实提高服务水平。",
    "通过集中学习、交流研讨、实地察看等方式，不断提高思想认识，增强做好工作的主动性。",
)
_NUMERALS: Final = "一二三四五六七八九"


def report(characters: int, seed: int = 1) -> str:
    """Return a report of at least that many characters: chapters of thirty issues with two to four measures each."""
    random = Random(seed)
    parts = ["云澜市关于省委第三巡视组反馈意见整改情况的通报\n\n根据省委统一部署，省委第三巡视组对云澜市进行了巡视。\n"]
    length = 0
    while length < characters:
        parts.append("".join(_chapter(random)))
        length += len(parts[-1])
    return "".join([*parts, "中共云澜市委员会\n2023年12月1日\n"])


def _chapter(random: Random) -> Iterator[str]:
    yield f"（{random.choice(_NUMERALS)}）关于{random.choice(_WORKS)}方面\n"
    for number in range(1, 31):
        measures = [f"{mark}{_measure(random)}" for mark in "①②③④"[: random.randint(2, 4)]]
        count = _NUMERALS[len(measures) - 1]
        fault = f"{random.choice(_WORKS)}推进不力，第{random.randint(1, 9999)}类问题反弹"
        yield f"{number}.针对“{fault}”的问题，主要从{count}个方面抓好整改。{''.join(measures)}\n"


def _measure(random: Random) -> str:
    city, work, bureau = random.choice(_CITIES), random.choice(_WORKS), random.choice(_BUREAUS)
    prose = "".join(random.choices(_PROSE, k=random.randint(1, 3)))
    return random.choice((_rule, _works, _group))(random, city, work, bureau) + prose


def _rule(random: Random, city: str, work: str, bureau: str) -> str:
    day = f"2023年{random.randint(1, 12)}月{random.randint(1, 28)}日"
    rule = f"《{city}市{work}管理办法》（{city[0]}政发〔2023〕{random.randint(1, 99)}号）"
    return f"完善{work}机制。市{bureau}牵头，{day}印发{rule}，已完成{random.randint(2, 900)}处整改。"


def _works(random: Random, city: str, work: str, bureau: str) -> str:
    month = f"2024年{random.randint(1, 12)}月底前"
    length = f"{random.randint(1, 99)}.{random.randint(1, 9)}公里"
    return f"加快{work}。{city}区人民政府会同市{bureau}推进{city}片区{work}工程，完成{length}，计划{month}完成。"


def _group(random: Random, city: str, work: str, bureau: str) -> str:
    person = f"{random.choice('王李张刘陈')}{random.choice('建立国海明')}{random.choice('军平文华波')}"
    return f"压实责任。市{bureau}成立{city}{work}工作专班，局长{person}任组长，追缴{random.randint(10, 999)}万元。"
