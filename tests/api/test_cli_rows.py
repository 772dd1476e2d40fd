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
    assert columns([{"count": 1}, {"unit.name": "市水务局", "count": 2}]) == ["count", "unit.name"]


def test_an_object_that_is_null_once_has_no_column_of_its_own():
    assert columns([{"unit": None}, {"unit.name": "市水务局"}]) == ["unit.name"]


def test_objects_of_an_inner_list_are_joined():
    items = [{"text": "清淤", "issue": {"title": "河道淤积"}}, {"text": None, "issue": {"title": "违建"}}]
    assert rows({"nodes": [{"items": items}]}, between=" | ") == [{"items": "清淤, 河道淤积 | 违建"}]
