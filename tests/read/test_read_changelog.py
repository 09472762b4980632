from __future__ import annotations

from datetime import date

import pytest

from onrecord.model import ChangeKind, Release
from onrecord.read.changelog import decode_changelog
from onrecord.read.drafts import Decoded
from onrecord.read.source import SourceFile

FULL = """\
# Changelog

All notable changes of Fans.

## [Unreleased]

### Added

- A fan that
  is silent, closes #12

## [1.2.0] - 2026-05-02 [YANKED]

A release with a note,
of two lines.

### Added
- One
* Two
  - nested
    deeper

  a second paragraph
+ Three

### Fixed
- A rattle
lazily continued

```
## [0.0.1] - 2020-01-01
- no change
```

## 1.1.0 (2026-04-01)

### Security

- A lock <!-- said nowhere -->
<!-- a comment
- no change
-->

## [1.0.0](https://fans.example/1.0.0) – 2026-03-01

First.

[unreleased]: https://fans.example/compare
[1.2.0]: https://fans.example/1.2.0
"""


def decoded(text: str) -> Decoded:
    return decode_changelog(SourceFile("CHANGELOG.md", text.encode()), "fans")


def releases(text: str) -> list[Release]:
    return [draft.release for draft in decoded(text).releases]


def told(text: str) -> list[str]:
    return [str(problem) for problem in decoded(text).problems]


def test_releases_stand_with_their_versions_dates_and_notes() -> None:
    found = releases(FULL)
    assert [(r.version, r.date and r.date.day, r.yanked, r.notes) for r in found] == [
        ("Unreleased", None, False, ""),
        ("1.2.0", date(2026, 5, 2), True, "A release with a note,\nof two lines."),
        ("1.1.0", date(2026, 4, 1), False, ""),
        ("1.0.0", date(2026, 3, 1), False, "First."),
    ]
    headings = [n for n, line in enumerate(FULL.splitlines(), 1) if line.startswith("## ") and "0.0.1" not in line]
    assert [str(r.marks.start) for r in found] == [f"CHANGELOG.md:{n}:4" for n in headings]


def test_changes_are_whole_with_what_is_nested_in_them() -> None:
    _, release, security, _ = releases(FULL)
    assert [(c.kind, c.text, c.marks.start.line) for c in release.changes] == [
        (ChangeKind.ADDED, "One", 18),
        (ChangeKind.ADDED, "Two\n- nested\n  deeper\n\na second paragraph", 19),
        (ChangeKind.ADDED, "Three", 24),
        (ChangeKind.FIXED, "A rattle\nlazily continued", 27),
        (ChangeKind.FIXED, "```\n## [0.0.1] - 2020-01-01\n- no change\n```", 30),
    ]
    assert [(c.kind, c.text) for c in security.changes] == [(ChangeKind.SECURITY, "A lock <!-- said nowhere -->")]


def test_a_wrapped_change_is_one() -> None:
    (change,) = releases(FULL)[0].changes
    assert change.text == "A fan that\nis silent, closes #12"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("# Changelog\n\nWords.\n", []),
        ("## [Unreleased]\n", []),
        ("## [unreleased]\n### Added\n- x\n", []),
        (
            "## [1.0.0] - 2026-02-30\n",
            ['CHANGELOG.md:1:14: "2026-02-30" is no date; February 2026 has 28 days'],
        ),
        (
            "## 1.0.0\n",
            [
                (
                    "CHANGELOG.md:1:1: warning: the release 1.0.0 has no date; "
                    'write "## [1.0.0] - 2026-05-02"; until then it counts as not yet released'
                )
            ],
        ),
        ("## 1.0.0 - unreleased\n", []),
        (
            "## ../etc - 2026-05-02\n",
            [
                (
                    'CHANGELOG.md:1:4: warning: the heading "../etc - 2026-05-02" is no release; '
                    'a release looks like "## [1.2.0] - 2026-05-02"; what stands below is left out'
                )
            ],
        ),
        (
            "## [1.0.0] - 2026-05-02\n\n- x\n- y\n",
            [
                (
                    "CHANGELOG.md:3:1: warning: a change outside any section: it is kept as changed; "
                    'put it under "### Fixed" or another of added, changed, deprecated, removed, fixed, security'
                )
            ],
        ),
        (
            "## [1.0.0] - 2026-05-02\n### Fixd\n- x\n",
            ['CHANGELOG.md:2:5: warning: unknown section "Fixd": its changes are kept as changed; did you mean "fixed"?'],
        ),
        (
            "## [1.0.0] - 2026-05-02\n### Fixed\nA rattle.\n",
            ['CHANGELOG.md:3:1: warning: text outside a list: it is kept as a change; begin it with "- "'],
        ),
    ],
)
def test_what_is_unlike_keep_a_changelog_is_told(text: str, printed: list[str]) -> None:
    assert told(text) == printed


def test_an_empty_unreleased_is_no_release() -> None:
    assert releases("## [Unreleased]\n\n### Added\n\n## [1.0.0] - 2026-05-02\n")[0].version == "1.0.0"


def test_changes_outside_known_sections_are_kept_as_changed() -> None:
    (release,) = releases("## [1.0.0] - 2026-05-02\n\n- x\n\n### Bug fixes\n\n- y\n\n### fixed\n\n- z\n")
    assert [(c.kind.value, c.text) for c in release.changes] == [("changed", "x"), ("changed", "y"), ("fixed", "z")]


def test_link_definitions_are_no_text() -> None:
    (release,) = releases("## [1.0.0] - 2026-05-02\n### Fixed\n- x\n\n[1.0.0]: https://fans.example/1.0.0\n")
    assert [c.text for c in release.changes] == ["x"]
