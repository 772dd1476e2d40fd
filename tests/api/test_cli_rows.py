from api.cli.rows import columns, rows


def test_the_shallowest_list_of_objects_becomes_rows():
    data = {
        "measures": {"totalCount": 2, "nodes": [{"text": "a", "parts": [{"text": "b"}]}, {"text": "c", "parts": []}]}
    }
    assert rows(data) == [{"text": "a", "parts": "b"}, {"text": "c", "parts": ""}]


def test_inner_objects_become_dotted_columns():
    data = {"measures": {"groups": {"nodes": [{"key": {"leadUnit": {"name": "市水务局"}}, "count": 3}]}}}
    assert rows(data) == [{"key.leadUnit.name": "市水务局", "count": 3}]


def test_an_answer_without_a_list_is_one_row():
    assert rows({"measures": {"totalCount": 7}}) == [{"measures.totalCount": 7}]


def test_null_is_kept():
    assert rows({"nodes": [{"unit": None}]}) == [{"unit": None}]


def test_columns_stand_in_the_order_of_their_first_appearance():
    assert columns([{"unit": None}, {"unit.name": "市水务局", "unit": None}]) == ["unit", "unit.name"]
