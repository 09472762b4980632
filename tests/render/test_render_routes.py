"""Where pages lie, and how they lead to each other."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.render import routes


@pytest.mark.parametrize(
    ("here", "there", "fragment", "link"),
    [
        ("index.html", "index.html", "", "index.html"),
        ("index.html", "issues/42/index.html", "", "issues/42/index.html"),
        ("issues/41/index.html", "issues/42/index.html", "m3", "../42/index.html#m3"),
        ("issues/42/index.html", "issues/42.json", "", "../42.json"),
        ("issues/42/index.html", "issues/42/feed.xml", "", "feed.xml"),
        ("issues/42/index.html", "index.html", "", "../../index.html"),
        ("products/fans/releases/1.0/index.html", "products/fans/index.html", "c-motor", "../../index.html#c-motor"),
        ("404.html", "people/jo/index.html", "", "people/jo/index.html"),
    ],
)
def test_links_are_relative_and_name_files(here: str, there: str, fragment: str, link: str):
    assert routes.href(here, there, fragment) == link


PARTS = st.text("ab~.+-é", min_size=1, max_size=3).filter(lambda part: part not in (".", ".."))
PATHS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)


@given(PATHS, PATHS)
def test_a_link_leads_where_it_should(here: str, there: str):
    found = urlsplit(urljoin("https://example.org/a/" + here, routes.href(here, there)))
    assert unquote(found.path) == "/a/" + there


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("1.0", "1.0"),
        ("1.10.0-rc.1+build", "1.10.0-rc.1+build"),
        ("..", "~2e~2e"),
        (".htaccess", "~2ehtaccess"),
        ("../../etc", "~2e.~2f..~2fetc"),
        ("2.0 beta", "2.0~20beta"),
        ("~2e", "~7e2e"),
        ("é", "~c3~a9"),
        ("1.", "1~2e"),
    ],
)
def test_a_name_is_one_part_of_a_path(name: str, part: str):
    assert routes.segment(name) == part


@given(st.text(max_size=300), st.text(max_size=300))
def test_two_names_never_share_a_part_and_none_leaves_the_site(one: str, other: str):
    a, b = routes.segment(one), routes.segment(other)
    assert (a == b) == (one == other)
    assert "/" not in a
    assert "\\" not in a
    assert not a.startswith(".")
    assert 0 < len(a) <= routes.LONGEST_SEGMENT


def test_absolute_addresses_are_pretty():
    assert routes.pretty("index.html") == ""
    assert routes.pretty("issues/42/index.html") == "issues/42/"
    assert routes.pretty("issues/42.json") == "issues/42.json"
    assert routes.pretty("404.html") == "404.html"
