"""Ledgers as long as wished, of invented bodies and from a fixed seed, in the columns that ledgers mostly have.

`short` rows say each something of its own in one sentence for the fault and one for the measure, as most ledgers do:
those of the tests have 87 characters a row on the average, these 125. `long` rows tell in several sentences what is to
be done and what was done, and have 200. `repeated` rows say the same few things.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["short", "long", "repeated"]
HEAD: Final = (
    "序号", "问题来源", "反馈时间", "所属领域", "问题", "整改措施", "牵头单位", "配合单位", "责任人", "整改时限",
    "完成情况", "完成时间", "销号情况", "备注",
)  # fmt: skip
_FIELDS: Final = ("河湖治理", "水资源保护", "财政管理", "住房保障", "农业农村", "安全生产", "干部人事", "招标投标")
_SOURCES: Final = ("市委第三轮巡察", "2022年度预算执行审计", "省生态环境保护督察", "专项监督检查")
_CITIES: Final = tuple(f"{first}{second}" for first in "云清柏望青石南北东西" for second in "澜溪川山河湖海江泉林")
_BUREAUS: Final = ("水务局", "财政局", "住房和城乡建设局", "生态环境局", "农业农村局", "应急管理局", "审计局")
_WORKS: Final = (
    "河道清淤",
    "污水管网改造",
    "老旧小区改造",
    "防汛物资储备",
    "节水型城市创建",
    "专项资金拨付",
    "台账管理",
)
_FAULTS: Final = (
    "推进缓慢",
    "底数不清",
    "监管不到位",
    "资金闲置",
    "责任未落实",
    "手续不全",
    "数据与现场不符",
    "未按期完工",
)
_STEPS: Final = (
    "制定{work}工作方案并报市政府审定", "对{place}{number}处{work}点位逐一排查", "追缴{place}违规资金{number}万元",
    "新建改造{place}管网{number}公里", "约谈{place}镇主要负责人", "建立{place}{work}问题清单，逐项销号",
    "组织{place}业务培训{number}人次", "聘请第三方机构核查{place}{number}个项目", "完成{place}{work}确权登记",
    "补充{place}防汛物资储备并实行信息化管理", "清理整治{place}违章建筑{number}处", "加强{place}{work}日常监管",
)  # fmt: skip
# What is told with who, when and to whom costs most to read.
_ACTS: Final = (
    "印发《{place}{work}管理办法》", "召开{number}次专题会议研究{place}{work}", "与{place}区政府签订目标责任书",
    "每季度向市政府报送{place}{work}进展", "对{place}等{number}个乡镇开展拉网式排查",
)  # fmt: skip
_ONE_OF: Final = 8  # measures tells of an act, as in the ledgers that the tests have
_DONE: Final = ("已完成", "整改完成", "已整改到位")
_STATES: Final = (*_DONE, "正在推进", "基本完成", "未完成", "持续推进", "尚未启动")


def rows(count: int, kind: Kind = "short", seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Yield the head and `count` rows."""
    yield HEAD
    random = Random(seed)
    for number in range(1, count + 1):
        yield _row(random, number, kind)


def _row(random: Random, number: int, kind: Kind) -> tuple[str, ...]:
    place, bureau = random.choice(_CITIES), random.choice(_BUREAUS)
    fault, measure, state = _told(random, number, place, kind)
    month, day = random.randint(1, 12), random.randint(1, 28)
    done = state in _DONE or state.endswith("处整改。")
    return (
        str(number), random.choice(_SOURCES), f"2023-{month:02}-{day:02}", random.choice(_FIELDS), fault, measure,
        f"市{bureau}", f"{place}区人民政府、市{random.choice(_BUREAUS)}", f"市{bureau}分管副局长",
        f"2024年{month}月底前", state, f"2024-{month:02}-{day:02}" if done else "",
        f"已销号（2024年{month}月{day}日）" if done and day % 2 else "", "",
    )  # fmt: skip


def _told(random: Random, number: int, place: str, kind: Kind) -> tuple[str, str, str]:
    work = random.choice(_WORKS)
    if kind == "repeated":
        return f"{work}{random.choice(_FAULTS)}", f"制定{work}方案并报市政府审定", random.choice(_STATES)
    fault = f"{place}{work}{random.choice(_FAULTS)}，第{number}号图斑未整治"
    if kind == "short":
        return fault, _steps(random, place, 1), random.choice(_STATES)
    return fault, _steps(random, place, 3), f"{_steps(random, place, 2)}，已完成{random.randint(2, 9000)}处整改。"


def _steps(random: Random, place: str, count: int) -> str:
    steps = random.sample(_STEPS, count - 1)
    steps.append(random.choice(_STEPS if random.randrange(_ONE_OF) else _ACTS))
    told = (step.format(work=random.choice(_WORKS), place=place, number=random.randint(2, 9000)) for step in steps)
    return "；".join(told) + "。"
