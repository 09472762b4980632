"""The pages of the search: its form, the shards of words, and the lists of issues by what results can be limited to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from onrecord.render import routes
from onrecord.render.jsonld import canonical_json
from onrecord.render.outline import Outline
from onrecord.render.pages.group import Group
from onrecord.render.pages.layout import Keys, Layout, html, one
from onrecord.render.search.index import Index, choices_text
from onrecord.render.search.shards import shard_name
from onrecord.render.views.search import search_view

CHOICES: Mapping[str, Callable[[Outline], str]] = {
    "product": lambda outline: outline.product or "",
    "type": lambda outline: outline.judged.type,
    "status": lambda outline: outline.judged.status,
    "year": lambda outline: str(outline.judged.year or ""),
}
"""What results can be limited to."""


def search_groups(layout: Layout) -> Iterator[Group]:
    """The pages of the search, each shard known by a digest of the words that it holds."""
    index = layout.index
    if index is None or not layout.wants("search"):
        return
    for cut in index.cuts:
        path, by = routes.search(f"{shard_name(cut)}.txt"), f"the words of the search from “{cut}” on"
        yield one(path, "text", by, partial(index.shard, cut), layout.key("text", partial(_shard, index, cut)))
    for name in CHOICES:
        path, values = routes.search(f"by-{name}.txt"), partial(_values, layout.outlines, name)
        key = layout.key("text", partial(_choices, values))
        yield one(path, "text", f"the issues by their {name}, for the search", partial(_choice, values), key)
    yield one(routes.search("shards.json"), "text", "the shards of the search", partial(_shards, index, len(layout.outlines)))
    yield html(routes.SEARCH, "search", "the page of the search", partial(search_view, layout.record, layout.outlines))


def _shard(index: Index, cut: str, _keys: Keys) -> Iterator[str]:
    yield "search"
    yield index.key(cut)


def _values(outlines: Mapping[str, Outline], name: str) -> Iterator[tuple[str, str]]:
    """The value that each issue has of what results can be limited to, of those that have one."""
    value = CHOICES[name]
    return ((id, found) for id, outline in outlines.items() if (found := value(outline)))


def _choices(values: partial[Iterator[tuple[str, str]]], _keys: Keys) -> Iterable[str]:
    return (part for pair in values() for part in pair)


def _choice(values: partial[Iterator[tuple[str, str]]]) -> str:
    return choices_text(values())


def _shards(index: Index, total: int) -> str:
    return canonical_json({"issues": total, "shards": [[cut, shard_name(cut)] for cut in index.cuts]}, compact=True).decode("utf-8")
