"""`onrecord new product`."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli import options
from onrecord.cli.new import asking, place
from onrecord.model import Component, Product


@click.command()
@options.root
@click.option("--id", "id", type=place.PRODUCT, prompt="Id", help="Its id, which stands in addresses.")
@click.option("--name", help="Its name.")
@click.option("--summary", default="", help="What it is, in a sentence.")
@click.option("--home", metavar="URL", help="Its home page.")
@click.option("--component", "components", multiple=True, metavar="ID[=NAME]", help="A part of it; may be repeated.")
def product(root: Path, id: str, name: str | None, summary: str, home: str | None, components: tuple[str, ...]) -> None:
    """A new product; in its changelog, #42 will mean issue 42."""
    from onrecord.read.canonical import product_text

    parts = tuple(_component(text) for text in components)
    made = Product(id, asking.ask("Name", name), summary, home, components=parts, references={"#": "issues"})
    place.write_new(root, root / "content" / "products" / id / "product.yaml", product_text(made))


def _component(text: str) -> Component:
    id, _, name = text.partition("=")
    return Component(place.PRODUCT.convert(id, None, click.get_current_context()), name or id)
