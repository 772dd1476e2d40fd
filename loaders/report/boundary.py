"""Where a name begins: the words of official prose that stand before names and are no part of them.

Chinese has no blanks. A name is bounded on its left by punctuation, or by a verb, preposition or conjunction. These
closed and half-closed classes are the same in every report, the names are not; hence the list is of boundaries.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

import ahocorasick

if TYPE_CHECKING:
    from collections.abc import Iterable

HAN: Final = "\u3400-\u9fff"
# A numeral takes its unit with it: 3家企业, 12个部门, 2300万元, 7公里.
_BREAK: Final = re.compile(
    rf"(?:[^{HAN}A-Za-z·]*\d)[余多]?(?:[十百千]?万?亿?余?(?:元|吨|亩|公里|平方公里|平方米|立方米|千瓦|人次|人|户|公顷)"
    rf"|[个名家项条处座眼件种类批所位年月日](?!理))|[^{HAN}A-Za-z·]+"
)

# Always outside a name: prepositions, particles, pronouns, adverbs, and verbs that do not form names.
_OUTSIDE: Final = """
由 向 与 同 和 及 对 将 把 被 经 在 从 为 以 于 是 已 的 等 了 就 并 至 到 按 报 请 交
让 使 给 或 其 该 本 此 这 也 均 又 再 还 未 不 没 需 应 要 须 拟 因 且 而 则 个 所有
全部 以及 并且 或者 对于 关于 根据 按照 依照 依据 依托 通过 经过 围绕 针对 结合 基于 鉴于 为了
由于 随着 随同 连同 有关 相关 其他 其它 另外 此外 同时 同步 下设 内设 下属 所属 原 现 一是 二是
三是 四是 五是 六是 七是 八是 九是 十是 一方面 另一方面 目前 现已 已经 正在 已由 均已 将由 再由
即将 立即 及时 积极 主动 定期 不定期 多次 先后 分别 共同 全面 逐步 陆续 认真 严格 专门 专题 持续
不断 切实 进一步 坚决 统一 首次 再次 逐一 逐个 各自 互相 相互 尽快 抓紧 直接 提前 适时 随时 每年
每月 每季度 每周 每日 每半年 年内 年底 年初 期间 以来 以后 之后 之前 以前 当中 其中 尤其 特别是
包括 涉及 例如 比如 会同 联合 协同 配合 联系 对接 协调 衔接 沟通 协商 商请 函告 致函 发函 征求
听取 提请 报请 报送 报经 报告 上报 呈报 提交 提报 移交 移送 转交 转送 交由 交办 责成 责令 督促
督导 督办 敦促 约谈 通知 要求 商 邀请 聘请 委托 授权 抽调 选派 派出 派驻 组织 牵头 负责 承办
主办 协办 参与 参加 配齐 支持 帮助 接受 服从 配备 赴 前往 走访 调研 走进 到访 实地 列席 主持
召开 召集 举行 举办 召开了 印发 下发 制发 转发 发布 发出 发放 公布 公示 公开 出台 出具 起草 拟定
拟订 签订 签署 签约 达成 成立 成立了 组建 组建了 设立 设置 新设 新增 增设 增加 建立 建立了
建立健全 健全 充实 调整 完善 修订 修改 制定 制订 撰写 汇总 梳理 摸排 排摸 清查 核查 核实 查处
查办 查找 查摆 问责 处分 处理 给予 追究 立案 办结 办理 缴纳 上缴 退缴 追缴 追回 收回 拨付 支付
划拨 划转 转入 转由 归还 划入 纳入 列入 融入 并入 加入 成为 作为 担任 兼任 称为 简称 以下简称
名为 隶属 位于 坐落 地处 来自 源于 用于 基本 没有 缺少 缺乏 存在 发现 指出 反馈 认为 表示 强调
明确 明确了 明确由 确定 确认 决定 批准 同意 审核 审定 审议 研究 讨论 部署 安排 分解 分工 细化
落细 压实 履行 履职 承担 担负 扛起 扛牢 发挥 利用好 用好 统筹用好 运用 借助 引进 引入 聘用 招聘
选聘 依法 依规 按时 按期 如期 顺利 圆满 初步 成功 率先 联动 带领 带动 引导 鼓励 动员 号召
教育引导 争取 获得 荣获 取得 得到 获批 荣 获 感谢 欢迎 学习 学习贯彻 传达 传达学习 贯彻 贯彻落实
坚持 紧盯 聚焦 瞄准 锚定 依靠 面向 向着 针对性 有效 充分 深入 深刻 高度 始终 自觉 带头 牢固 大力
着力 努力 全力 坚定 继续 经常 长期 常态化 严肃 从严 从快 一体 一并 一律 逐条 逐项 具体 涵盖 覆盖
推广至 列支 购买 采购 购置 租用 出租 承租 出借 借用 占用 占压 挪用 套取 截留 骗取 违规 违反 擅自
虚报 多报 少报 漏报 拖欠 欠缴 清退 清缴 清欠 清理整治 责任领导 牵头领导 分管领导 责任人 目标任务
任务 问题 工作中 情况 方面 方式 形式 之一 起来 下去 上来 过程 内容 事项 意见 精神 力度 机制 制度
作用 进展 成效 效果 措施 方案 台账 清单 座谈会 专题会 动员会 推进会 领导班子 班子 干部 干部职工
群众 同志 负责同志 主要领导 主要负责人 主要负责同志 负责人 代表 师生 代管 直管 托管 全省 全市 全区
全县 全国 全校 全院 全镇 全乡 我省 我市 我区 我县 我校 我院 全公司 全集团 全系统 全行业 本级 两级
三级 各级 每个 某 若干 多个 部分 少数 个别 多数 大部分 之间 之外 以外 以内 范围内 范围 内 中 上
下 来 去 开始 启动 策划启动 推动解决 完成 开展 加强 加快 加快推进 加大 推行 推荐 推送 开通 上线
打造 搭建 构建 健全完善 优化 深化 强化 提升 提高 改善 促进 实施 实行 执行 拓展 拓宽 扩大 巩固
谋划 布局 筹备 筹划 策划 谋划布局 开工 竣工 投用 建成 新建 改建 扩建 改扩建 续建 在建 共建 迁建
重建 修建 兴建 建好 建设了 抓好 抓实 做好 做实 管好 守好 盘活 处置了 挂牌 揭牌 恢复 停止 暂停
取消 撤销 注销 解除 终止 淘汰 关停 关闭 拆除 清除 清淤 疏浚 整合 合并 归并 归集 汇集 收集 监测到
排查出 排查 检查 抽查 自查 巡查 巡河 巡护 暗访 走访了 慰问 看望 接待 满足 围绕着 保护好 解决 破解
化解 消除 避免 防止 防范 杜绝 遏制 扭转 缓解 减少 降低 压减 缩减 精简 简化 确保 保证 保持 维护
维持 守住 保障了 通报 约见 提醒 谈话 诫勉 函询 批评 警示 责任倒查 倒查 问效 跟踪 跟进 调度
督查督办 挂图 会商 会审 会办 联审 联办 联席 验收 评估 评审 评价 考核 考评 考察 考查 申请 申报
申领 报批 报备 备案 登记 注册 招标 投标 中标 采用 采取 选择 选定 选用 选取 指定 指派 安排了 推选
选举 换届 任用 提拔 交流任职 转让 流转 出让 持有 参股 出资 注资 投入 投资建设 总投资 引育 招引
落户 落地 签约引进 对标 比照 参照 参考 借鉴 类似 如 像 即 除 除了 自 当 待 每 另 各 两 仅 共
累计 合计 总计 共计 约 近 超 超过 达到 不足 余 多 最 更 较 很 十分 非常 尚 暂 曾 便 却
仍 仍然 依然 仍由 现状 形成 利用 转 受 起到 聚力 划定 请示 参观 瞻仰 进行 融合 彰显 撤换 更换 打通 破除 引发 造成
导致 影响 聘任 牵头抓总 进驻 入驻 迁入 迁至 搬迁 做 向社会 面向社会 反映 核减 核销 审计 审计了
抽取 遴选 申办 举荐 帮扶 援助 服务于 打击 惩处 警示教育 会签 复核 复查 备选 抄送 抄报 协助 协议
讲授 讲解 宣讲 培养 储备了 压实了 守护 呼吁 督战 夯实 发挥好 强调要 传导 撰写了 通过了 明确为 调离
免去 解聘 采纳 吸纳 接收 承接 承继 对照 检视 剖析 整治 规范 规范了 细化了 严管 严查 深挖 彻查
约束 限制 设计 施工 试行 试点 试运行 一名 两名 三名 一家 两家 三家 几家 多家 一项 两项 各项 多项
多个 几个 双组长 启用
"""
# Outside the names of offices, but inside those of groups: 乡村振兴推进领导小组.
_IN_GROUPS: Final = """
推进 推动 落实 整改 整改落实 实施 促进 提升 改善 优化 深化 统筹 清理 清查 清欠 排查 处置 化解 防范 攻坚 筹备 筹建
迎接 创建 申报 评审 评估 评价 验收 考核 考评 考察 检查 巡查 联审 联席 联动 督查督办 督导 督办 督促 督查 协调 学习
保障 核查 调研 研究 审核 审查 审批 招标 采购 谈判 招聘 选聘 服务 解决 推广 化解 应对 处理 办理 问责 问题 会商
教育引导 宣讲 策划 引进 落地 调度 监测 登记 清退 清缴 加强 加快 布局 责任 精神 制度 机制 任务 改建 扩建 改扩建 迁建
重建 新建 共建 职工 教师 学生 干部 群众 党员 人员 违规 从严 专题 集中 联合 恢复 盘活 整合 流转 谋划 备案 代表 支持
帮助 评选 选举 换届 申请 专家 班子 领导班子 优化 利用 整治 审计 帮扶 援助 打击 协助 培养 设计 施工 试点 规范 转 夯实
拆除 清淤 投资建设 招引 注销 组织
"""
# Words that hold a boundary word and are none: 组织部, 合同, 住房和城乡建设.
_INSIDE: Final = """
组织部 组织人事 组织处 组织科 组织员 党建组织 联合会 联合社 联合体 联合国 联合大学 联合银行 联合学校
联合总公司 共同体 合同 同济大学 同济医院 大同 同心 同德 同仁 同创 同安 同兴 同盛 协同创新 协同办公
协同发展 和平 共和 和谐 人和 和县 和田 和林 仁和 太和 永和 祥和 中和 德和 和硕 平和 和顺 和静
和美 和润 和信 泰和 饱和 经济 经信 经开 经营 经贸 经管 经发 经侦 财经 神经 政经 经济和信息化 经纬
石经 交通 交警 交易 交投 交建 交运 交管 公交 外交 交口 交城 交响 交流 交换 社交 对外 对口 对台
对俄 报社 日报 晚报 广播电视报 情报 气象预报 预报 填报 向阳 向前 定向 方向 向荣 向导 同文 为民
华为 无为 有为 行为 人为 作为单位 以色列 于都 于洪 于田 在线 在建工程 存在感 使馆 大使馆 天使
让胡路 给排水 供给 自给 给水 将军 将乐 应急 应用 应县 供应 对应 响应 效应 能源 能力 智能 性能
功能 节能 动能 职能 核能 产能 高能 可再生能源 可持续 许可 可克达拉 再生水 再生资源 再生 再制造 要素
重要 主要 纪要 社会 委员会 会计 会展 会议中心 会宁 会东 会理 会泽 会昌 国会 协会 学会 商会 工会
基金会 理事会 董事会 监事会 常委会 管委会 纪委会 居委会 村委会 筹委会 安委会 编委会 学委会 医保会
总会 教代会 职代会 会泽县 政协会议 联谊会 红十字会 会馆 都市 成都 都江堰 首都 都匀 都昌 都安 新都
古都 都兰 均安 均州 又一村 还乡 需求 内需 未来 未央 未成年人 不动产 不锈钢 不孕不育 不良资产 因特
基因 且末 而立 则木 规则 原则 细则 中国 中央 中心 中共 中华 中学 中专 中等 中医 中西医 中铁 中建
中交 中石化 中石油 中海 中科 中粮 中信 中行 中冶 中电 中核 中车 中兴 中天 中原 中山 中宁 中卫
中牟 中阳 中方县 中江 中队 中专学校 中小学 中小企业 中试 中转 中级 中期 中部 中药 中部战区 关中
汉中 晋中 巴中 闻中 阆中 吴中 资中 集中供热 集中供水 高中 初中 一中 二中 三中 四中 五中 六中 七中
八中 九中 十中 上海 上饶 上虞 上蔡 上杭 上犹 上高 上林 上思 上城 上市 上游 网上 线上 水上 海上
陆上 上合 下城 下关 下陆 下游 下放 地下 线下 下花园 天下 来宾 来安 来凤 来广营 未来科技 去产能
自然 自治 自动 自来水 自贸 自主 自贡 自考 自助 自行车 自备 当涂 当阳 当地 待遇 另类 各庄 各乡镇
两江 两岸 两山 两湖 两河 两馆 两网 只店 共青 公共 共享 共建共治 共产党 近郊 超市 超限 超算 超高清
超高压 超级 达州 达拉特 到达 发达 余姚 余杭 余干 余江 多功能 多元 多式 多媒体 多伦 多彩 最高 更新
尚志 尚义 高尚 便民 便利 系统 院系 关系 体系 直系 系列 水系 系办 含山 非遗 非税 非公 非物质 非法
非煤 除险 除尘 除涝 防除 除害 像章 图像 录像 如东 如皋 如意 如家 即墨 即时 指挥 指导 指数 指南
名山 名城 名师 名医 名优 名人 名校 项城 项目 家庭 国家 家政 家属 家居 家畜 科学家 家具 家电
专家组 专家库 专家委员会 专家评审组 专家 个体 个旧 个人 原州 原平 原阳 原子 草原 高原 平原 原料
原水 太原 开原 五原 三原 资源 商务 商业 商贸 商洛 商丘 商河 商城 工商 商水 商南 电商 招商 商行
农商 商品 客商 侨商 赴外 本溪 本科 资本 日本 成本 基本农田 基本医疗 基本公共 本部 标本 文本 本土
获嘉 捕获 荣成 荣昌 荣县 荣军 光荣 荣誉 所属企业 现代 现场 实现 表现 交城县 交口县 将军路 等级
高等 初等 中等职业 平等 等离子 被服 被动 以工代赈 以奖代补 并网 并购 合并重组 就业 成就 就医 是非
实事 从业 从化 从江 报国 预报中心 环境监测 为先 公立 不锈 了望 至诚 至尊 四至 到户 到村 按摩
邀请赛 使用权 土地使用 占用费 党的建设 综合利用 资源化利用 资源利用 再利用 水利用 开发利用 利用外资
利用处 转型 转移 转化 转换 转变 周转 运转 转运 转播 审计局 审计处 审计署 审计厅 审计部 审计室
审计科 审计委员会 审计组 审计中心 审计委 审计委办 内审 审计法规 审计机关 审计报告 审计整改 综合整治
环境整治 设计院 设计研究院 设计公司 设计集团 设计学院 设计部 设计处 施工单位 设计单位 规范化 标准规范
试点项目 试点工程 试点县 协助调查 整治项目 整治工程 转型升级 帮扶项目 影响力 施工图 设计有限 设计股份
设计咨询 做强 审计师事务所 审计学院 规范科 援助中心 法律援助 帮扶中心 整治行动 监测预警 培养基地
学习中心组 学习强国 学习教育 学习平台 研究院 研究所 研究生 研究中心 研究室 研究会 研究基地 审批局
审批服务局 行政审批 审批 督查室 督查局 督办室 督导室 督导组 督查组 督导评估 检查组 检查站 检查大队
检察院 巡查组 核查组 评审组 评审中心 评估组 评估中心 评价中心 评审委员会 考核办 考核办公室 考核组 考试
考古 验收组 调查组 专题组 服务 采购中心 政府采购 集中采购 招标中心 招标办 招标公司 招标代理 招标投标
招投标 登记中心 登记局 不动产登记 任务分解 问题线索 负责制 责任公司 责任 有限责任公司 股份有限公司
责任有限公司 投资控股 控股集团 控股公司 控股有限 控股股份 控股 通报会 报告会 报告厅 处理厂 污水处理
垃圾处理 处理站 处理系统 处理中心 处理工程 处理设施 处理项目 水处理 办理中心 受理 监督检查 监督管理
教育 教师工作部 教师发展中心 教师学院 教师 教育督导 学生工作 学生处 学生部 学生会 学生资助 大学生 学生
职工大学 职工 总工会 干部学院 干部处 干部科 干部监督 老干部 离退休 干部大讲堂 人员 退役军人 群众工作
群众艺术馆 群众服务 党员 党员教育 专项 落实办 信息公开 公开课 政务公开 发展改革 发布会 发布中心
推广中心 推广站 技术推广 推广 引导基金 产业引导 代表大会 代表团 人民代表 代表处 人大代表 体制机制
会议室 会议 会议系统 会商室 会商系统 协调办 协调局 协调处 协调小组 协调组 协调领导小组 参与式 联系点
联系人 联动中心 联勤 联网 安全责任 同步卫星 共同富裕 一体化 一体机 一体站 任命 使用 保障 保障部
保障中心 保障局 内蒙古 内江 内乡 内黄 内丘 河内 国内 市内 校内 境内 室内 院内 内河 内控 内科 内涝
内涝治理 海内 内部审计 内部控制 集中连片 集中 支持中心 技术支持 决策支持 整合中心 清理中心 工作中心
工作室 上下水 申报系统 办公室 名录 成立大会 交流中心 交流合作 技术交流 合作交流 引进中心 人才引进
考察团 通过式 预算执行 执行局 执行庭 执行董事 执行委员会 支付中心 国库支付 集中支付 支付局 确权登记
出租汽车 出租车 公示系统 公示平台 公示栏 监测 监督 中介 受让 受援 感受 检查井 扶贫 加油站 加工
加压站 达标 获奖 跟踪审计 提升泵站 提升工程 改善工程 清淤工程 清淤项目 整改办 整改办公室 整改组 专班
两型 两新 学习室 新建路 新建村 新建县 新建区 新建小学 建成区 建成路 和谐路 共建路 发放中心 报名 报警
报销 警报 举报 举报中心 汇报 海报 警示教育基地 融合发展 融媒体 深度融合 融合中心 科教融合 集中
受益 更换工程 继续教育 产教融合 校企合作
"""
_CONJUNCTIONS: Final = frozenset("和与及同")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Offsets of a folded text at which a name may begin, in their order.

    `offices` are those for offices, works and places; `groups` those for groups, whose names hold verbs. `joints` maps
    the offset behind 和, 与, 及, 同 to the offset before it, for they also stand inside names; `words` does so for
    every word that bounds.
    """

    text: str
    offices: list[int]
    groups: list[int]
    joints: dict[int, int]
    words: dict[int, int]

    def left(self, end: int, group: bool = False, reach: int = 36) -> int:
        """Return the last boundary at or before `end`, at most `reach` characters away."""
        cuts = self.groups if group else self.offices
        index = bisect_right(cuts, end) - 1
        return max(cuts[index] if index >= 0 else 0, end - reach)

    def before(self, joint: int, group: bool = False) -> int:
        """Return the boundary before the conjunction that ends at `joint`."""
        return self.left(self.joints[joint], group)

    def is_cut(self, offset: int) -> bool:
        """Say whether a boundary word or punctuation ends at `offset`."""
        index = bisect_right(self.offices, offset) - 1
        return index >= 0 and self.offices[index] == offset


@cache
def _automaton() -> Any:
    automaton = ahocorasick.Automaton()
    groups = frozenset(_IN_GROUPS.split())
    for word in _OUTSIDE.split():
        automaton.add_word(word, (len(word), True, word not in groups))
    for word in groups:
        automaton.add_word(word, (len(word), True, False))
    for word in _INSIDE.split():
        automaton.add_word(word, (len(word), False, False))
    automaton.make_automaton()
    return automaton


@lru_cache(maxsize=4)
def boundaries(folded: str) -> Boundaries:
    """Return the boundaries of a folded text; kept for the readers of one text after another."""
    offices, groups = {0}, {0}
    joints, bounds = dict[int, int](), dict[int, int]()
    for found in _BREAK.finditer(folded):
        offices.add(found.end())
        groups.add(found.end())
    words = cast("Iterable[tuple[int, tuple[int, bool, bool]]]", _automaton().iter_long(folded))
    for last, (length, outside, everywhere) in words:
        if outside:
            offices.add(last + 1)
            bounds[last + 1] = last + 1 - length
            if everywhere:
                groups.add(last + 1)
            if folded[last] in _CONJUNCTIONS and length == 1:
                joints[last + 1] = last
    return Boundaries(folded, sorted(offices), sorted(groups), joints, bounds)
