from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.compact import compact
from loaders.report import parse_report
from loaders.text import fold, number


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="整改，。 \n\u3000\u200b《》1①一、<b>-", max_size=80))
def test_compact_copy_finds_its_way_back(text: str) -> None:
    plain = compact(text)
    put_in = [at for at in range(len(plain.text)) if plain.start(at) == plain.start(at + 1)]
    assert {plain.text[at] for at in put_in} <= {"\n"}
    kept = [at for at in range(len(plain.text)) if at not in put_in]
    assert [text[plain.start(at)] for at in kept] == [plain.text[at] for at in kept]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十二", 12),
        ("二〇二三", 2023),
        ("一百零五", 105),
        ("两", 2),
        ("1,200", 1200),
        ("3.5", 3.5),
        ("2万", 20000),
        ("三万五千", 35000),
    ],
)
def test_numeral_reads_as_its_value(numeral: str, value: float) -> None:
    assert number(numeral) == value


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("已整改到位.", "已整改到位。"),
        ("清淤14.6公里.2.建设泵站", "清淤14.6公里。2.建设泵站"),
        ("一.总体情况", "一.总体情况"),
        ("见政府网www.gov.cn", "见政府网www.gov.cn"),
    ],
)
def test_a_full_stop_of_ascii_width_ends_a_sentence(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("words", ["", "整改", "第一"])
def test_other_words_are_no_numeral(words: str) -> None:
    assert number(words) is None


def test_widths_digits_and_script_are_folded() -> None:
    assert fold("（２０２３）問題：５％") == "(2023)问题:5%"


def test_the_bar_of_sites_that_looks_like_a_stroke_is_a_bar() -> None:
    text = "整改公开丨中共柳河市水务局党组关于市委巡察整改进展情况的通报\n一、供水管网漏损率高。\n已改造管网12公里。\n"
    assert parse_report(text).report.issuer == "中共柳河市水务局党组"


def test_breaks_inside_sentences_are_joined() -> None:
    text = "县委巡察组对县水利局党组开\n展了巡察，现将整改情况予以公\n布。\n一、整改落实的情况\n"
    assert "开展了巡察" in compact(text).text
    assert "\n一、" in compact(text).text


def test_half_a_pair_of_surrogates_is_read_as_any_other_character() -> None:
    text = "云澜市巡察整改情况的通报\n1.针对“管理松\ud83d散”的问题。已印发办法。\n"
    found = parse_report(text)
    assert found.report.text == text
    assert [issue.title for issue in found.issues] == ["管理松\ud83d散"]


def test_number_that_goes_on_a_count_is_a_heading_where_all_breaks_are_lost() -> None:
    text = (
        "云澜市关于巡察整改情况的通报根据市委安排，现将整改情况通报如下。一、整改组织情况市委召开会议3次，研究部署整改。"
        "二、具体问题整改情况（一）党的建设方面1.针对“党员教育松散”的问题。一是建立考勤制度，补缴党费37人。二是开展培训2次。"
        "2.针对“换届不及时”的问题。已指导5个支部完成换届。（二）资产管理方面3.针对“租金收缴不力”的问题。已清缴欠租87.5万元。"
        "三、下一步工作持续巩固整改成果，推动各项工作落实，坚持标本兼治，完善长效机制，确保问题不反弹。中共云澜市委员会2023年12月1日"
    )
    issues = parse_report(text).issues
    assert [(issue.number, issue.title) for issue in issues] == [
        ("1", "党员教育松散"),
        ("2", "换届不及时"),
        ("3", "租金收缴不力"),
    ]


def test_head_above_the_number_of_each_page_stays_once() -> None:
    head = "国华新能源公司巡视整改进展情况通报"
    text = f"{head}\n第 1 页\n现将整改情况通报如下。\n{head}\n第 2 页\n一、整改情况\n{head}\n第 3 页\n二、下一步打算\n"
    assert compact(text).text.count(head) == 1


def test_head_below_the_number_of_each_page_is_left_out_on_the_first_page_too() -> None:
    pages = "柳河港务公司   内部资料\n一、整改情况\n柳河港务公司   第 1 页\n柳河港务公司   内部资料\n已整改。\n"
    plain = compact(f"{pages}柳河港务公司   第 2 页\n柳河港务公司   内部资料\n已销号。\n").text
    assert "内部资料" not in plain
    assert [line for line in plain.split("\n") if line.strip()] == ["一、整改情况", "已整改。", "已销号。"]


def test_line_below_a_single_number_of_a_page_stays() -> None:
    assert "内部资料" in compact("一、整改情况\n— 1 —\n柳河港务公司 内部资料\n已整改。\n").text


def test_numbers_alone_on_their_lines_count_pages_of_a_broken_text() -> None:
    paragraph = "\u3000\u3000县委巡察组对县水利局党组开展了巡察现将整改情况予以公布并接受干部群众的监督" + "和评议" * 80
    lines = [paragraph[at : at + 28] for at in range(0, len(paragraph), 28)]
    text = "\n".join([lines[0], "12", *lines[1:], "13", "公布期为十五日。"])
    assert "".join(lines) in compact(text).text


def test_broken_amount_is_no_heading() -> None:
    text = "巡察整改情况的报告\n1.台账不清。\n整改情况：挽回损失\n163 万元。\n2.清收不力。\n整改情况：收回欠款。\n"
    assert [issue.number for issue in parse_report(text).issues] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("疏通管道 31 处，追回 27.4 万元", "疏通管道31处，追回 27.4万元"),
        ("惠及 6.3 万户、90 余户", "惠及 6.3万户、90余户"),
        ("改造管网 17.2 公\n里，完成率 60%", "改造管网 17.2公里，完成率 60%"),
        ("建成厂房 2 万平方\n米", "建成厂房2万平方米"),
        ("责 任 人：丁一鸣\n时　　限：6月底", "责任人：丁一鸣\n时限：6月底"),
        ("2 ．水价执行不严。", "2．水价执行不严。"),
    ],
)
def test_blanks_and_breaks_inside_labels_and_before_units_are_dropped(text: str, plain: str) -> None:
    assert compact(text).text == plain


@pytest.mark.parametrize(
    "text", ["1 项目管理不规范", "1 个人有关事项未报告", "问题\n12 处罚不到位", "预算的 3 处理不当"]
)
def test_blanks_behind_the_number_of_a_heading_stay(text: str) -> None:
    assert compact(text).text == text.replace("的 3", "的3")
