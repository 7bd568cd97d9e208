"""Any record of a class, made up from the types of its fields."""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st

from detente.model import Record, Span

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
numbers = st.integers(0, 10**6)


@cache
def records(record: type[Record]) -> st.SearchStrategy[Any]:
    """Any record of that class."""
    return st.deferred(lambda: fields(record))


def fields(record: type[Record]) -> st.SearchStrategy[Any]:
    """Any record of that class, field by field."""
    hints = typing.get_type_hints(record)
    found = {f.name: values(hints[f.name]) for f in msgspec.structs.fields(record)}
    return st.fixed_dictionaries(found).map(lambda made: record(**made))


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of that type."""
    plain = {str: words, int: numbers, bool: st.booleans(), float: st.floats(0, 1), type(None): st.none()}
    if hint in plain:
        return plain[hint]
    if hint is Span:
        return st.builds(Span, numbers, numbers)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return st.sampled_from(args)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*map(values, args))
    if origin is tuple:
        return st.lists(values(args[0]), max_size=1 if is_record(args[0]) else 2).map(tuple)
    if is_record(hint):
        return records(hint)
    raise TypeError(f"no values for {hint}")


def is_record(hint: Any) -> bool:
    """Whether a type is a record class."""
    return isinstance(hint, type) and issubclass(hint, Record)
