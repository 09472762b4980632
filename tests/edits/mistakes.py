"""Mistakes in content: what stops a build, or is warned of."""

from __future__ import annotations

from edits.pick import Pick
from histories import SmallSite


def mistake(site: SmallSite, pick: Pick) -> str | None:
    """Something that stops the build, or that a warning is given for."""
    issue = site.issues[pick.one([*site.issues])] if site.issues else {}
    files = (
        ("content/issues/1-again.md", b"---\ntype: problem\nauthor: ann\nopened: 2026-05-02\ntitle: Twice\n---\nAgain.\n"),
        ("content/issues/9-broken.md", b"---\ntype: [problem\n---\n"),
        ("content/issues/8.md", b"no front matter"),
        ("content/issues/2/9-jo.md", b"---\nid: 9\nauthor: nobody\nat: 2026-05-30\nkind: answer\n---\nWho?\n"),
        ("content/people/x.yaml", b"role: king\n"),
        ("content/pages/search.md", b"---\ntitle: Taken\n---\n"),
        ("content/issues/1/stray.txt", b"nobody names me"),
        ("content/stray.md", b"stray"),
        ("content/issues/7.md", b"---\ntype: problem\n\xff\n---\n"),
        ("themes/own/templates/issue.html", b"{% broken"),
        ("themes/own/templates/front.html", b"{{ page.nothing_of_that_name }}"),
        ("themes/own/templates/footer.html", b"{% include 'nowhere.html' %}"),
        ("themes/own/theme.yaml", b"nmae: no"),
        ("content/products/ghost/CHANGELOG.md", b"## [1.0] - 2026-01-01\n\n### Added\n\n- x, closes #999\n"),
    )
    what = pick.below(len(files) + 5)
    if what < len(files):
        path, data = files[what]
        site.others[path] = data
        return f"a wrong file: {path}"
    wrong = (("author", "nobody"), ("product", "none"), ("duplicate_of", "99"), ("colour", "red"), ("quote", "never said"))[
        what - len(files)
    ]
    issue.update([wrong])
    return f"a wrong field in an issue: {wrong}"
