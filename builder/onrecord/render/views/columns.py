"""What the columns of the tables mean that can be downloaded."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.render.language import Language
from onrecord.render.safe import visible

Meanings = Mapping[str, str]
"""What each column of a table means, by its name, in the order of the columns."""


def meanings(language: Language) -> dict[str, Meanings]:
    """What each column of each table means, in a language."""
    tables = {
        "issues": _issues(language),
        "messages": _messages(language),
        "promises": _promises(language),
        "releases": _releases(language),
        "people": _people(language),
        "products": _products(language),
    }
    return {name: {column: visible(means) for column, means in columns.items()} for name, columns in tables.items()}


def _issues(language: Language) -> Meanings:
    _ = language.gettext
    days = _("Calendar days that took; empty while the clock runs, or where a time is unknown.")
    return {
        "id": _("The issue’s number, for ever."),
        "type": _("problem, idea, question, praise, or ask (the company asks its customers)."),
        "product": _("The id of the product it is about."),
        "components": _("The ids of the parts of the product, with spaces between."),
        "severity": _("How grave the company calls it."),
        "tags": _("Words to find it by, with spaces between."),
        "title": _("The title, in the words of who reported it; empty where words are withheld."),
        "author": _("The alias of who reported it."),
        "opened": _("The day on which it was reported."),
        "opened_claimed": _("That time as its source claims it, where it is in doubt."),
        "status": _("Where it stands, as it follows from what was said."),
        "since": _("Since which day it stands there."),
        "people": _("How many different people reported it, duplicates included."),
        "duplicate_of": _("The issue that it is a duplicate of."),
        "first_answer": _("The day of the first answer."),
        "first_answer_days": days,
        "resolution": _("The day on which the company said that it is resolved."),
        "resolution_days": days,
        "confirmation": _("The day on which a customer confirmed that."),
        "confirmation_days": days,
        "url": _("The address of its page."),
    }


def _messages(language: Language) -> Meanings:
    _ = language.gettext
    return {
        "issue": _("The number of the issue."),
        "id": _("The number of the message in its issue, for ever; the report is 1."),
        "kind": _("What it does: report, comment, answer, promise, resolution, confirmation, dispute, …"),
        "author": _("The alias of who said it."),
        "role": _("On which side they speak: customer, company or observer."),
        "at": _("When it was said: a day, or a time with its zone."),
        "at_claimed": _("That time as its source claims it, where it is in doubt."),
        "lang": _("The language of the words, where it is not the site’s."),
        "via": _("How it came: email, form, phone, …"),
        "source": _("The public address where it was first said."),
        "evidence": _("Of a customer’s words: checkable at a public source, or entered by the company."),
        "withheld": _("Whether the words are kept back."),
        "text": _("The words."),
    }


def _promises(language: Language) -> Meanings:
    _ = language.gettext
    return {
        "issue": _("The number of the issue on which it was made."),
        "message": _("The number of the message that made it."),
        "by": _("The alias of who promised."),
        "what": _("What was promised."),
        "proof": _("How anyone can see that it is kept."),
        "made": _("The day on which it was made."),
        "first_due": _("The day it was first promised for: it is kept or missed by that."),
        "due": _("The day it is promised for now."),
        "state": _("How it stands: due, moved, missed, kept, kept_late, disputed or dropped."),
        "times_moved": _("How often its day was moved."),
        "ended": _("The day on which the company said that it is kept, or dropped."),
        "why": _("Why it was dropped."),
    }


def _releases(language: Language) -> Meanings:
    _ = language.gettext
    return {
        "product": _("The id of the product."),
        "version": _("The version; Unreleased for what is made and not yet released."),
        "date": _("The day of the release."),
        "yanked": _("Whether it was taken back."),
        "kind": _("The kind of change: added, changed, deprecated, removed, fixed or security."),
        "change": _("What was changed, in Markdown."),
        "closes": _("The numbers of the issues that the change closes, with spaces between."),
    }


def _people(language: Language) -> Meanings:
    _ = language.gettext
    return {
        "alias": _("The name by which the record knows them."),
        "name": _("The name they agreed to show."),
        "role": _("On which side they speak: customer, company or observer."),
        "title": _("What they do."),
        "products": _("The ids of the products they work on, with spaces between."),
        "languages": _("The languages they speak, with spaces between."),
        "reported": _("How many issues they reported."),
        "answered": _("How many issues they answered."),
        "promises": _("How many promises they made."),
    }


def _products(language: Language) -> Meanings:
    _ = language.gettext
    return {
        "id": _("The id of the product."),
        "name": _("What it is called."),
        "summary": _("What it is, in a sentence."),
        "home": _("The address of its own page."),
        "company": _("Who answers for it, where that is another company."),
        "components": _("The ids of its parts, with spaces between."),
    }
