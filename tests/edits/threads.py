"""Edits of messages: said, changed, taken away."""

from __future__ import annotations

from datetime import date, timedelta

from edits.pick import TEXTS, Pick, toggled
from histories import Fields, SmallSite, a_message

STAFF = ("jo", "kim", "company")
KINDS = (
    "answer", "comment", "promise", "promise_update", "resolution", "confirmation", "dispute", "withdrawal", "correction",
    "request", "workaround", "report", "acknowledgement",
)  # fmt: skip  # fmt: skip
OUTCOMES = ("fixed", "done", "answered", "made_good", "declined", "by_design", "cannot_reproduce", "duplicate")


def of_message(site: SmallSite, pick: Pick) -> str | None:
    """A message added, changed or deleted."""
    if not site.issues:
        return None
    id = pick.one([*site.issues])
    issue = site.issues[id]
    thread = issue["_thread"]
    if not thread or pick.often(2):
        return f"issue {id}: {add_message(site, issue, pick)}"
    message = pick.one(thread)
    if pick.seldom(3):
        thread.remove(message)
        return f"issue {id}: message {message['id']} is deleted"
    return f"issue {id}, message {message['id']}: {change_message(site, message, pick)}"


def add_message(site: SmallSite, issue: Fields, pick: Pick) -> str:
    """A message of any kind, with what its kind adds."""
    thread = issue["_thread"]
    id = max((message["id"] for message in thread), default=1) + 1
    kind = pick.one(KINDS)
    earliest = date.fromisoformat(max([issue["opened"][:10], *(m["at"][:10] for m in thread if m["at"] != "unknown")]))
    at = min(earliest + timedelta(days=pick.below(4)), max(site.day, earliest)).isoformat()
    staff = [alias for alias, person in site.people.items() if person["role"] == "company"] or ["company"]
    customers = [alias for alias, person in site.people.items() if person["role"] == "customer"] or ["anonymous"]
    if kind in ("confirmation", "dispute", "withdrawal"):
        author = issue["author"]
    elif kind in ("report", "comment", "workaround"):
        author = pick.one([*customers, *staff] if kind != "report" else customers)
    else:
        author = pick.one(staff)
    message = a_message(id, kind, author, at, pick.one(TEXTS), **of_kind(kind, site, issue, pick))
    message["_apart"] = bool(pick.below(2))
    thread.append(message)
    return f"message {id}, a {kind} by {author} at {at}"


def of_kind(kind: str, site: SmallSite, issue: Fields, pick: Pick) -> Fields:
    """The fields that a kind adds."""
    thread = issue["_thread"]
    promises = [m["id"] for m in thread if m["kind"] == "promise"]
    match kind:
        case "promise":
            return {"what": pick.one(("Quiet fans", "A refund")), "due": pick.day(site.day)}
        case "promise_update":
            update = pick.one(({"kept": True}, {"dropped": True, "why": "No parts."}, {"due": pick.day(site.day), "why": "Late."}))
            return {"promise": pick.one(promises) if promises else 2, **update}
        case "resolution":
            return resolution(site, issue, promises, pick)
        case "withdrawal":
            return pick.one(({}, {"withdraws": 1}))
        case "correction":
            ours = [m["id"] for m in thread if m["kind"] in ("answer", "promise", "resolution", "acknowledgement")]
            return {"corrects": pick.one(ours) if ours else 1}
        case "report":
            return pick.one(({}, {"title": "Here too", "wants": "Silence", "affects": ["1.0.0"]}))
        case _:
            return {"in_reply_to": 1} if pick.below(2) else {}


def resolution(site: SmallSite, issue: Fields, promises: list[int], pick: Pick) -> Fields:
    """How an issue ended."""
    fields: Fields = {"outcome": pick.one(OUTCOMES)}
    if fields["outcome"] == "duplicate":
        fields["duplicate_of"] = pick.one((*site.issues, "https://example.org/9"))
    if fields["outcome"] == "made_good":
        fields["how"] = "A refund"
    versions = [r["_version"] for r in site.releases if r["_product"] == issue.get("product")]
    if fields["outcome"] == "fixed" and versions:
        fields["fixed_in"] = pick.one(versions)
    if promises and pick.below(2):
        fields["keeps_promise"] = promises[:1]
    return fields


def change_message(site: SmallSite, message: Fields, pick: Pick) -> str:
    """Another text, author, day, or some other field of a message."""
    what = pick.below(8)
    if what < 2:
        message["text"] = pick.one(TEXTS)
        return "another text"
    if what == 2 and "due" in message:
        message["due"] = pick.day(site.day)
        return f"due {message['due']}"
    if what == 3:
        message["author"] = pick.one([*site.people, *STAFF])
        return f"by {message['author']}"
    if what == 4:
        message["at"] = pick.day(site.day, 30, 1)
        return f"at {message['at']}"
    if what == 5:
        message["_apart"] = not message.get("_apart")
        return f"apart: {message['_apart']}"
    values = (
        ("via", ("phone", "form")),
        ("lang", ("de",)),
        ("format", ("text", "markdown")),
        ("source", ({"system": "forum", "id": "1-2", "url": "https://forum.example/1#2"},)),
        ("translations", ({"en": {"text": "In English.", "by": "machine"}},)),
        ("in_reply_to", (1,)),
    )
    name, of = pick.one(values)
    return toggled(message, name, of, pick)
