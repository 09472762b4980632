"""What is told in each language of a site: the groups of a further language's tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from onrecord.render.page import Page
from onrecord.render.pages.group import Group, Lay
from onrecord.render.trees import folder_of, is_told


def in_tree(groups: Iterator[Group], tag: str) -> Iterator[Group]:
    """What of some groups is told in a further language, where its tree lies."""
    folder = folder_of(tag)
    for group in groups:
        paths = tuple([folder + path for path in group.paths if is_told(path)])
        if paths:
            listed, by = folder + group.listed if group.listed else "", f"{group.by}, in the language {tag}"
            yield replace(group, by=by, paths=paths, lay=partial(_laid, group.lay, folder, tag), listed=listed)


def _laid(lay: Lay, folder: str, tag: str) -> Iterator[Page]:
    for page in lay():
        if is_told(page.path):
            yield Page(folder + page.path, page.maker, page.view, tag)
