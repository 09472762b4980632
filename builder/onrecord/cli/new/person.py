"""`onrecord new person`."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli import options
from onrecord.cli.new import asking, place
from onrecord.model import Corpus, Person, Role


@click.command()
@options.root
@click.option("--role", type=asking.choice(Role), prompt="Role", default="customer", help="On which side they speak.")
@click.option("--alias", type=place.ALIAS, help="Their alias (default for a customer: the next of c1, c2, …, which says nothing).")
@click.option("--name", help="The name they agreed to show.")
@click.option("--title", help="What they do.")
@click.option("--product", "products", multiple=True, help="A product they work on; may be repeated.")
@click.option("--language", "languages", multiple=True, metavar="TAG", help="A language they speak; may be repeated.")
@click.option("--page/--no-page", default=None, help="Whether they have a page (default: staff do).")
def person(
    root: Path,
    role: str,
    alias: str | None,
    name: str | None,
    title: str | None,
    products: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    page: bool | None,
) -> None:
    """A new person: somebody of the company, a customer or an observer."""
    from onrecord.read.canonical import person_text

    if alias is None and Role(role) is Role.CUSTOMER:
        alias = next_alias(place.read(root).corpus)
    alias = place.ALIAS.convert(asking.ask("Alias", alias), None, click.get_current_context())
    made = Person(alias, Role(role), name, title, products, languages, page=page)
    place.write_new(root, root / "content" / "people" / f"{alias}.yaml", person_text(made))


def next_alias(corpus: Corpus) -> str:
    """The next opaque alias for a customer: `c1`, `c2` and so on."""
    numbers = [int(alias[1:]) for alias in corpus.people if alias.startswith("c") and alias[1:].isdecimal()]
    return f"c{max(numbers, default=0) + 1}"
