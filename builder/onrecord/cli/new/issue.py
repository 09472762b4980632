"""`onrecord new issue`."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli import options
from onrecord.cli.new import asking, place
from onrecord.model import Issue, IssueType, Kind, Message, Report, Words, whole_day


@click.command()
@options.root
@click.option("--type", "type_name", type=asking.choice(IssueType), prompt="Type", default="problem", help="What it is.")
@click.option("--product", help="The product it is about.")
@click.option("--component", "components", multiple=True, help="A component of it; may be repeated.")
@click.option("--severity", help="How grave the company holds it to be.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be repeated.")
@click.option("--author", type=place.ALIAS, prompt="Author (alias)", help="Who reported it, by their alias.")
@click.option("--opened", metavar="TIME", help="When they did: a day, or a time with its zone (default: today).")
@click.option("--title", help="Its title, in the reporter's words.")
@click.option("--wants", help="What would make it right, in the reporter's words.")
@click.option("--affects", multiple=True, metavar="VERSION", help="A version it was seen in; may be repeated.")
@asking.text
@asking.via
@asking.lang
@asking.withheld
def issue(
    root: Path,
    type_name: str,
    product: str | None,
    components: tuple[str, ...],
    severity: str | None,
    tags: tuple[str, ...],
    author: str,
    opened: str | None,
    title: str | None,
    wants: str | None,
    affects: tuple[str, ...],
    text: str | None,
    via: str | None,
    lang: str | None,
    *,
    withheld: bool,
) -> None:
    """A new issue, with what a customer said."""
    from onrecord.importers.naming import file_slug
    from onrecord.read.canonical import issue_markdown

    reading = place.read(root)
    format = place.format_of(reading.corpus, author)  # before the words are asked for, so that none are typed in vain
    if not withheld:
        title, text = asking.ask("Title", title), asking.ask("Text", text)
    report = Message(
        1,
        author,
        asking.moment(opened, whole_day(reading.as_of)),
        Kind.REPORT,
        Report(title, wants, affects),
        text or "",
        format,
        lang,
        via=via,
        words=Words.WITHHELD if withheld else Words.PUBLISHED,
    )
    made = Issue(
        place.next_issue(root, reading.corpus),
        IssueType(type_name),
        (report,),
        product=product,
        components=components,
        severity=severity,
        tags=tags,
    )
    name = "-".join(filter(None, [made.id, file_slug(title)]))
    place.write_new(root, root / "content" / "issues" / f"{name}.md", issue_markdown(made))
