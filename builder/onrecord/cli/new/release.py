"""`onrecord new release`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from onrecord.cli import options
from onrecord.cli.new import asking, place
from onrecord.model import Change, ChangeKind, OnrecordError, Release, whole_day


@click.command()
@options.root
@click.option("--product", type=place.PRODUCT, help="The product.")
@click.option("--version", type=place.VERSION, help="The version.")
@click.option("--date", "day", metavar="DATE", help="The day it came out (default: today).")
@click.option(
    "--notes", callback=asking.words, default="", help="A few words about it, in Markdown; - reads them from standard input."
)
@click.option("--added", multiple=True, metavar="TEXT", help="Something new; may be repeated, as all of these.")
@click.option("--changed", multiple=True, metavar="TEXT", help="Something that works otherwise now.")
@click.option("--deprecated", multiple=True, metavar="TEXT", help="Something that will go.")
@click.option("--removed", multiple=True, metavar="TEXT", help="Something that went.")
@click.option("--fixed", multiple=True, metavar="TEXT", help="Something that was wrong; `Closes #42` in it closes issue 42.")
@click.option("--security", multiple=True, metavar="TEXT", help="Something that was unsafe.")
def release(root: Path, product: str | None, version: str | None, day: str | None, notes: str, **kinds: tuple[str, ...]) -> None:
    """A new release of a product, in a file of its own."""
    from onrecord.read.canonical import release_text

    reading = place.read(root)
    products = list(reading.corpus.products)
    product = asking.ask("Product", product or (products[0] if len(products) == 1 else None), products)
    if product not in products and os.path.lexists(root / "content" / "products" / product / "product.yaml"):
        raise OnrecordError(f"product {product} is there, and something is wrong with it; `onrecord check` says what")
    if product not in products:
        raise click.UsageError(f"there is no product {product!r}; `onrecord new product --id {product}` makes one")
    version = place.VERSION.convert(asking.ask("Version", version), None, click.get_current_context())
    changes = tuple(Change(kind, text) for kind in ChangeKind for text in kinds[kind.value])
    made = Release(product, version, asking.moment(day, whole_day(reading.as_of)), changes, notes=notes)
    folder = root / "content" / "products" / product / "releases"
    place.write_new(root, folder / f"{version}.yaml", release_text(made))
