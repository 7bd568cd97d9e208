from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model import Record, derived, found, judged
from detente.model import given as given_
from detente.store.tables import record_of, row_of
from tests.model.records import records

CLASSES = sorted(
    {
        item
        for module in (given_, found, judged, derived)
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, Record) and item is not Record
    },
    key=lambda c: (c.__module__, c.__name__),
)


@pytest.mark.parametrize("record", CLASSES, ids=lambda c: f"{c.__module__.rpartition('.')[2]}.{c.__name__}")
@given(data=st.data())
@settings(
    max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
def test_a_record_comes_back_from_json_and_messagepack_as_it_went(record: type[Record], data: Any) -> None:
    made = data.draw(records(record))
    assert msgspec.json.decode(msgspec.json.encode(made), type=record) == made
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=record) == made


@pytest.mark.parametrize(
    "record", [c for c in CLASSES if c.__module__ == judged.__name__ and c is not judged.Analysis]
)
@given(data=st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_record_comes_back_from_a_row_as_it_went(record: type[Record], data: Any) -> None:
    made = data.draw(records(record))
    assert record_of(record, row_of(made)) == made


@pytest.mark.parametrize("record", CLASSES)
def test_every_record_is_frozen_and_takes_its_fields_by_name(record: type[Record]) -> None:
    assert record.__struct_config__.frozen
    with pytest.raises(TypeError, match="positional"):
        record("something")  # type: ignore[call-arg]
