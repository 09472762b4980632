"""What a page tells machines in the words of schema.org: a discussion with its comments, as honest as the page itself."""

from __future__ import annotations

from typing import Any

from onrecord.model import Issue, Message
from onrecord.render import routes
from onrecord.render.jsonld import json_ld
from onrecord.render.safe import SafeHtml, visible
from onrecord.render.views.frame import absolute, web
from onrecord.render.views.quote import excerpt
from onrecord.render.views.record import Record

LONGEST = 2000
"""How much of a message is repeated for machines."""


def issue_data(record: Record, issue: Issue) -> SafeHtml | None:
    """An issue as a `DiscussionForumPosting` and its thread as comments; None where the site has no address to name it by."""
    site = record.corpus.site
    url = absolute(site, routes.issue(issue.id))
    if not url:
        return None
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "DiscussionForumPosting",
            "@id": url,
            "url": url,
            "headline": record.name(issue),
            "inLanguage": visible(issue.report.lang or site.language),
            "isPartOf": {"@type": "WebSite", "name": visible(site.title), "url": site.url},
            "commentCount": len(issue.thread) - 1,
            **_said(record, issue, issue.report),
            **_about(record, issue),
            "comment": [
                {"@type": "Comment", "url": f"{url}#m{message.id}", **_said(record, issue, message)}
                for message in issue.thread
                if message.id != 1
            ],
        }
    )


def _said(record: Record, issue: Issue, message: Message) -> dict[str, Any]:
    who = record.who(message.author, routes.issue(issue.id), issue)
    at = record.language.when(message.at).machine
    author = {"@type": "Organization" if message.author == "company" else "Person", "name": who.name}
    text = "" if message.withheld else excerpt(message, LONGEST)
    lang = {"inLanguage": visible(message.lang)} if message.lang else {}
    return {"author": author} | lang | ({"datePublished": at} if at else {}) | ({"text": text} if text else {})


def _about(record: Record, issue: Issue) -> dict[str, Any]:
    product = record.corpus.products.get(issue.product or "")
    if product is None:
        return {}
    home = web(product.home)
    return {"about": {"@type": "Product", "name": visible(product.name)} | ({"url": home} if home else {})}
