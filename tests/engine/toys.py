"""Records of every make that a codec knows, and how to draw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, IntEnum
from zoneinfo import ZoneInfo

from hypothesis import strategies as st


class Colour(Enum):
    RED = "red"
    GREEN = ("g", 2)
    CRIMSON = "red"  # noqa: PIE796 - an alias is meant


class Size(IntEnum):
    SMALL = 1
    LARGE = 2


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True)
class One:
    only: str


@dataclass(frozen=True, slots=True)
class Leaves:
    text: str
    number: int
    truth: bool
    ratio: float
    none: None
    data: bytes
    day: date
    instant: datetime
    zone: ZoneInfo
    colour: Colour
    size: Size


@dataclass(frozen=True, slots=True)
class Maybe:
    text: str | None = None
    truth: bool | None = None
    colour: Colour | None = None
    instant: datetime | None = None
    one: One | None = None
    many: tuple[str | None, ...] | None = None


@dataclass(frozen=True)
class Unslotted:
    name: str
    colour: Colour = Colour.RED


@dataclass(frozen=True, slots=True)
class Derived(One):
    more: int = 0


@dataclass(slots=True, kw_only=True)
class Open:
    name: str
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Checked:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("upside down")


@dataclass(frozen=True, slots=True)
class Caching:
    text: str
    note: str = field(default="", compare=False)
    _words: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
    length: int = field(init=False, default=7)


Choice = Nothing | One | Checked | str | int | Colour | tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Holding:
    texts: tuple[str, ...] = ()
    pair: tuple[str, One] = ("", One(""))
    empty: tuple[()] = ()
    names: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, int | None]] = frozenset()
    by_name: Mapping[str, Maybe] = field(default_factory=dict)
    by_number: dict[int, str] = field(default_factory=dict)
    by_pair: Mapping[tuple[str, str], One] = field(default_factory=dict)
    by_colour: Mapping[Colour, Mapping[date, str]] = field(default_factory=dict)
    choice: Choice = None
    choices: tuple[Choice, ...] = ()
    inner: Holding | None = None
    all: tuple[Holding, ...] = ()


texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
zones = st.sampled_from(
    [
        UTC,
        timezone(timedelta(hours=5, minutes=45)),
        timezone(-timedelta(hours=1, minutes=2, seconds=3, microseconds=4)),
        timezone(timedelta(hours=1), "CET"),
        timezone(timedelta(0), "Z"),
        timezone(timedelta(hours=2), "UTC+01:00"),
        ZoneInfo("Europe/Berlin"),
        ZoneInfo("UTC"),
        None,
    ]
)
fixed_days = st.dates(date(1, 1, 3), date(9999, 12, 29))
instants = st.builds(
    lambda moment, zone, fold: moment.replace(tzinfo=zone, fold=fold),
    st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)),  # noqa: DTZ001 - the zone is drawn next
    zones,
    st.sampled_from([0, 1]),
)
colours = st.sampled_from(Colour)
ones = st.builds(One, texts)
leaves = st.builds(
    Leaves,
    texts,
    st.integers(),
    st.booleans(),
    st.floats(allow_nan=False),
    st.none(),
    st.binary(max_size=9),
    fixed_days,
    instants,
    st.sampled_from([ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")]),
    colours,
    st.sampled_from(Size),
)


def maybe(some: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | some


maybes = st.builds(
    Maybe,
    maybe(texts),
    maybe(st.booleans()),
    maybe(colours),
    maybe(instants),
    maybe(ones),
    maybe(st.lists(maybe(texts), max_size=3).map(tuple)),
)
ordered = st.tuples(st.integers(), st.integers()).map(lambda two: Checked(min(two), max(two)))
numbers = st.lists(st.integers(), max_size=3).map(tuple)
choices = st.builds(Nothing) | ones | ordered | texts | st.integers() | colours | numbers | st.none()


def holding(inner: st.SearchStrategy[Holding]) -> st.SearchStrategy[Holding]:
    return st.builds(
        Holding,
        texts=st.lists(texts, max_size=3).map(tuple),
        pair=st.tuples(texts, ones),
        names=st.frozensets(texts, max_size=4),
        pairs=st.frozensets(st.tuples(texts, maybe(st.integers())), max_size=3),
        by_name=st.dictionaries(texts, maybes, max_size=2),
        by_number=st.dictionaries(st.integers(), texts, max_size=2),
        by_pair=st.dictionaries(st.tuples(texts, texts), ones, max_size=2),
        by_colour=st.dictionaries(colours, st.dictionaries(fixed_days, texts, max_size=2), max_size=2),
        choice=choices,
        choices=st.lists(choices, max_size=3).map(tuple),
        inner=maybe(inner),
        all=st.lists(inner, max_size=2).map(tuple),
    )


holdings = st.recursive(st.just(Holding()), holding, max_leaves=3)
