"""Edits of what issues lean on: people, products, releases."""

from __future__ import annotations

from edits.pick import Pick, toggled
from histories import SmallSite, a_release


def of_people(site: SmallSite, pick: Pick) -> str | None:
    """A person added, changed, renamed or deleted."""
    what = pick.below(8)
    if what == 0 or not site.people:
        alias = pick.one(("cem", "dora", "joanna", "eve"))
        site.people[alias] = {"role": pick.one(("customer", "company", "observer"))}
        return f"{alias} is new"
    alias = pick.one([*site.people])
    person = site.people[alias]
    if what == 1:
        return rename_person(site, alias, pick)
    if what == 2:
        del site.people[alias]
        return f"{alias} is deleted"
    if what == 3:
        site.people_together = not site.people_together
        return f"people in one file: {site.people_together}"
    if what == 4:
        person["role"] = pick.one(("customer", "company", "observer"))
        return f"{alias} is of the role {person['role']}"
    values = (
        ("name", ("Jo", "Kim & Co", "Ann", "Änne")),
        ("page", (True, False)),
        ("title", ("Engineer", "Support")),
        ("products", ([*site.products][:1], [*site.products])),
        ("languages", (["de"], ["de", "en"])),
        ("links", ([{"title": "Home", "url": "https://jo.example/"}],)),
        ("formerly", (["joanna"], ["old-name", "older"])),
    )
    name, of = pick.one(values)
    return f"{alias}: {toggled(person, name, of, pick)}"


def rename_person(site: SmallSite, alias: str, pick: Pick) -> str:
    """Another alias, with the former one kept or not, and mostly everywhere in the record."""
    new = pick.one(("renata", "zoe", "a1"))
    person = site.people[alias]
    if pick.often(3):
        person["formerly"] = [*person.get("formerly", ()), alias]
    site.people = {new if known == alias else known: value for known, value in site.people.items()}
    if pick.often(6):
        for issue in site.issues.values():
            for fields in (issue, *issue["_thread"]):
                fields["author"] = new if fields["author"] == alias else fields["author"]
    return f"{alias} is now {new}"


def of_product(site: SmallSite, pick: Pick) -> str | None:
    """A product added, changed, renamed or deleted."""
    what = pick.below(8)
    if what == 0 or not site.products:
        id = pick.one(("lamps", "fans", "old"))
        site.products[id] = {"name": pick.one(("Lamps", "Fans")), "components": ["blades", "motor"]}
        return f"product {id} is new"
    id = pick.one([*site.products])
    product = site.products[id]
    if what == 1:
        return rename_product(site, id, pick)
    if what == 2:
        del site.products[id]
        if pick.often(3):
            forget_product(site, id)
        return f"product {id} is deleted"
    values = (
        ("summary", ("What blows.", "What *blows*.")),
        ("home", ("https://example.org/fans",)),
        ("notice", ("Recalled!", "Recalled?")),
        ("references", ({"#": "issues"}, {"#": "github:acme/fans"}, {"GH-": "https://tracker.example/{}", "#": "issues"})),
        ("company", ("Beta", {"name": "Beta", "home": "https://beta.example/"})),
        ("components", (["blades", "motor"], ["motor"], [{"id": "motor", "name": "The motor", "formerly": ["engine"]}, "blades"])),
        ("formerly", (["old"], ["old", "older"])),
        ("name", ("Fans", "Lüfter", "Fans & more")),
    )
    name, of = pick.one(values)
    if name == "name":
        product["name"] = pick.one(of)
        return f"product {id} is called {product['name']}"
    return f"product {id}, {toggled(product, name, of, pick)}"


def rename_product(site: SmallSite, id: str, pick: Pick) -> str:
    """Another id, with the former one kept or not."""
    new = pick.one(("wind", "breeze"))
    product = site.products[id]
    if pick.often(3):
        product["formerly"] = [*product.get("formerly", ()), id]
    site.products = {new if known == id else known: value for known, value in site.products.items()}
    for issue in site.issues.values():
        if issue.get("product") == id:
            issue["product"] = new
    for release in site.releases:
        release["_product"] = new if release["_product"] == id else release["_product"]
    for person in site.people.values():
        if id in person.get("products", ()):
            person["products"] = [new if known == id else known for known in person["products"]]
    return f"product {id} is now {new}"


def forget_product(site: SmallSite, id: str) -> None:
    """Let nothing speak of a product any more."""
    site.releases = [release for release in site.releases if release["_product"] != id]
    for issue in site.issues.values():
        if issue.get("product") == id:
            issue.pop("product")
            issue.pop("components", None)
            for message in issue["_thread"]:
                message.pop("fixed_in", None)
    for person in site.people.values():
        if id in person.get("products", ()):
            person["products"] = [known for known in person["products"] if known != id]


def of_release(site: SmallSite, pick: Pick) -> str | None:
    """A release added, changed, dated, taken back or deleted."""
    what = pick.below(9)
    if what < 2 or not site.releases:
        return add_release(site, pick)
    release = pick.one(site.releases)
    called = f"release {release['_version']} of {release['_product']}"
    if what == 2:
        site.releases.remove(release)
        return f"{called} is deleted"
    if what == 3:
        toggled(release, "yanked", (True,), pick)
        return f"{called}, yanked: {release.get('yanked')}"
    if what == 4:
        if release["_version"] == "Unreleased":
            release |= {"_version": "3.0.0", "date": pick.day(site.day, 3, 0)}
        else:
            release["date"] = pick.day(site.day, 10, 1)
        return f"{called} is dated {release['date']}"
    if what == 5:
        if release["_version"] != "Unreleased":
            release["_in"] = pick.one([way for way in ("changelog", "yaml", "md") if way != release["_in"]])
        return f"{called} lies in {release['_in']}"
    if what == 6:
        release["_notes"] = pick.one(("", "What a *year*.", "Closes #2."))
        return f"{called}, notes: {release['_notes']!r}"
    release["_changes"] = [*release["_changes"][what == 7 :], a_change(site, pick)]
    return f"{called}: {release['_changes'][-1]}"


def add_release(site: SmallSite, pick: Pick) -> str:
    """A release with a change."""
    product = pick.one([*site.products] or ["fans"])
    taken = {release["_version"] for release in site.releases if release["_product"] == product}
    version = next(v for v in (pick.one(("2.0.0", "Unreleased", "1.5.0")), *map(str, range(4, 99))) if v not in taken)
    dated = None if version == "Unreleased" else pick.day(site.day, 20, 0)
    where = "changelog" if version == "Unreleased" else pick.one(("changelog", "yaml", "md"))
    site.releases.insert(0, a_release(version, a_change(site, pick), date=dated, _product=product, _in=where))
    return f"release {version} of {product} is new: {site.releases[0]['_changes']}"


def a_change(site: SmallSite, pick: Pick) -> tuple[str, str]:
    """A change that closes or mentions an issue, or neither."""
    id = pick.one([*site.issues] or ["1"])
    text = pick.one((f"The noise, closes #{id}", f"See #{id} and #77", "The *noise* `#1`", f"Fixes #{id}, GH-12"))
    return pick.one(("fixed", "added", "changed", "security")), text
