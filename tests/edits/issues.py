"""Edits of issues: their headers and reports, the files beside them, and where they lie."""

from __future__ import annotations

from edits.pick import TEXTS, TITLES, Pick, toggled
from histories import FILE, FOLDER, STREAM, Fields, SmallSite, a_picture, an_issue


def of_issue(site: SmallSite, pick: Pick) -> str | None:
    """A change in the header or the report of an issue."""
    if not site.issues:
        return None
    id = pick.one([*site.issues])
    issue = site.issues[id]
    name, values = pick.one(
        [
            ("title", TITLES),
            ("_text", TEXTS),
            ("tags", (["noise"], ["noise", "Lärm"], ["x & y"])),
            ("type", ("idea", "question", "praise", "problem", "ask")),
            ("product", (*site.products,)),
            ("components", (["motor"], ["blades", "motor"])),
            ("severity", ("high", "low")),
            ("author", (*site.people, "anonymous", "anonymous-1")),
            ("wants", ("Silence.", "My money")),
            ("affects", (["1.0.0"], ["1.0.0", "2"])),
            ("quote", ("They roar.", "roar")),
            ("opened", ("2026-05-02", "2026-05-02T23:30+00:00", "2026-06-14")),
            ("lang", ("de", "ar")),
            ("via", ("phone", "email")),
            ("format", ("markdown", "text")),
            ("duplicate_of", (*site.issues, "https://example.org/7")),
            ("source", ({"system": "forum", "id": "7", "url": "https://forum.example/7"}, {"system": "forum", "id": "8"})),
            ("counted", ({"what": "votes", "n": 7, "at": "2026-06-01", "source": "forum"},)),
            ("translations", ({"en": {"text": "They roar, in English.", "by": "machine"}},)),
        ]
    )
    if name in ("title", "type", "author", "opened", "_text"):
        issue[name] = pick.one(values)
        return f"issue {id}, {name}: {issue[name]!r}"
    if name == "product":
        issue.pop("components", None)
    return f"issue {id}, {toggled(issue, name, values, pick)}"


def of_issues(site: SmallSite, pick: Pick) -> str | None:
    """An issue added, deleted, renamed, moved, or exchanged with another."""
    deeds = (add_issue, add_issue, delete_issue, rename_issue, move_issue, renumber_issue, exchange_issues)
    return pick.one(deeds)(site, pick)


def add_issue(site: SmallSite, pick: Pick) -> str:
    """A new issue, under the lowest free number or an importer's."""
    free = next(n for n in range(1, 99) if str(n) not in site.issues)
    id = pick.one((str(free), "7", "42", f"imp-{free}"))
    author = pick.one([alias for alias, p in site.people.items() if p["role"] == "customer"] or ["anonymous"])
    issue = an_issue(pick.one(TITLES), author, opened=pick.day(site.day, 20, 0), _text=pick.one(TEXTS))
    issue |= {"_shape": pick.one((FILE, FOLDER, STREAM)), "_slug": pick.one(("", "too-loud", "x_1"))}
    issue["product"] = pick.one([*site.products] or ["fans"])
    site.issues[id] = issue
    return f"issue {id} is new"


def delete_issue(site: SmallSite, pick: Pick) -> str | None:
    """An issue taken away; what speaks of it mostly mended."""
    if not site.issues:
        return None
    id = pick.one([*site.issues])
    del site.issues[id]
    if pick.often(4):
        forget_issue(site, id)
    return f"issue {id} is deleted"


def forget_issue(site: SmallSite, id: str, now: str | None = None) -> None:
    """Let nothing speak of an issue any more, or by another id."""
    for other in site.issues.values():
        for fields in (other, *other["_thread"]):
            if fields.get("duplicate_of") == id and now:
                fields["duplicate_of"] = now
            elif fields.get("duplicate_of") == id:
                del fields["duplicate_of"]
                if "outcome" in fields:
                    fields["outcome"] = "done"
    for release in site.releases:
        mark = f"#{now}" if now else "it"
        release["_changes"] = [(kind, text.replace(f"#{id}", mark)) for kind, text in release["_changes"]]


def rename_issue(site: SmallSite, pick: Pick) -> str | None:
    """Another slug."""
    if not site.issues:
        return None
    id = pick.one([*site.issues])
    site.issues[id]["_slug"] = pick.one(("", "renamed", "too-loud"))
    return f"issue {id} is called {site.issues[id]['_slug']!r}"


def renumber_issue(site: SmallSite, pick: Pick) -> str | None:
    """Another id."""
    if not site.issues:
        return None
    id = pick.one([*site.issues])
    new = next(str(n) for n in range(1, 99) if str(n) not in site.issues)
    site.issues = {new if known == id else known: issue for known, issue in site.issues.items()}
    if pick.often(4):
        forget_issue(site, id, new)
    return f"issue {id} is now {new}"


def move_issue(site: SmallSite, pick: Pick) -> str | None:
    """Another shape, and messages in files of their own or not."""
    if not site.issues:
        return None
    id = pick.one([*site.issues])
    issue = site.issues[id]
    issue["_shape"] = pick.one([shape for shape in (FILE, FOLDER, STREAM) if shape != issue["_shape"]])
    apart = pick.below(2)
    for message in issue["_thread"]:
        message["_apart"] = bool(apart)
    return f"issue {id} lies in a {issue['_shape']}, messages apart: {apart}"


def exchange_issues(site: SmallSite, pick: Pick) -> str | None:
    """Two issues exchange their words, so that each file holds what the other held."""
    if len(site.issues) < 2:
        return None
    one, other = pick.one([*site.issues]), pick.one([*site.issues])
    site.issues[one], site.issues[other] = site.issues[other], site.issues[one]
    return f"issues {one} and {other} are exchanged"


def of_attachment(site: SmallSite, pick: Pick) -> str | None:
    """A file beside an issue added, changed, or taken away."""
    if not site.issues:
        return None
    id = pick.one([*site.issues])
    issue = site.issues[id]
    issue["_shape"] = FOLDER if issue["_shape"] == STREAM else issue["_shape"]
    files = issue["_files"]
    deed = pick.below(4) if files else 0
    name = pick.one([*files]) if deed else pick.one(("log.txt", "picture.png", "dump.bin"))
    if deed == 3:
        del files[name]
        if pick.often(4):
            issue["attachments"] = [file for file in issue.get("attachments", ()) if file["file"] != name]
        return f"issue {id}: the file {name} is taken away"
    data = {"txt": b"a log %d", "bin": b"\0\xff %d"}.get(name[-3:], b"")
    files[name] = data % pick.below(10) if data else a_picture(1 + pick.below(4))
    named = issue.setdefault("attachments", [])
    if name not in {file["file"] for file in named} and pick.often(5):
        named.append({"file": name, "alt": "What it shows"})
    return f"issue {id}: the file {name} is {'changed' if deed else 'put there'}"


def one_letter(site: SmallSite, pick: Pick) -> str | None:
    """One letter for another, so that the file stays as long as it was."""
    if not site.issues:
        return None
    id = pick.one([*site.issues])
    places: list[tuple[Fields, str]] = [
        (site.issues[id], "_text"),
        (site.issues[id], "title"),
        *((m, "text") for m in site.issues[id]["_thread"]),
    ]
    places += [(person, "name") for person in site.people.values() if "name" in person]
    places += [(product, "name") for product in site.products.values()]
    fields, name = pick.one(places)
    text = fields.get(name) or "x"
    last = "x" if text[-1] != "x" else "y"
    fields[name] = text[:-1] + last
    return f"one letter: {name} of issue {id} or beside it is {fields[name]!r}"
