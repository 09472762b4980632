"""Reports that are nobody's pair, put together at random from clauses that hold many of the words of the pairs."""

from __future__ import annotations

from random import Random

THINGS = (
    "door", "battery", "screen", "app", "invoice", "phone", "router", "camera", "fan", "printer", "charger", "cable", "kettle",
    "oven", "washing machine", "helmet", "mower", "scooter", "watch", "strap", "lens", "speaker", "lamp", "television", "parcel",
    "delivery", "subscription", "newsletter", "calendar", "map", "ticket", "seat", "reservation", "card", "account", "claim",
    "form", "button", "menu", "search", "backup", "disk", "update", "password", "email", "video", "photo", "keyboard", "letter",
    "label", "box", "drawing", "meter", "heating", "thermostat", "pharmacy", "prescription", "bus", "train", "platform", "bench",
    "screw", "backpack", "zip",
)  # fmt: skip
FAULTS = (
    "makes a noise like a mill", "is late by three days", "broke on the first morning", "shows an error with the number {n}",
    "is gone", "stays grey", "does not fit", "came in the wrong colour", "costs more than it says", "is slower than the old one",
    "asks for my name twice", "falls over", "smells of oil", "is too bright at night", "cannot be closed", "loses its settings",
    "is not in the list", "froze", "arrived with a scratch", "takes an hour", "was sent to my old address", "is blocked",
    "needs a code that nobody has", "is empty", "leaks", "gets hot", "is missing a part", "will not start", "hides the last line",
    "speaks English to me",
)  # fmt: skip
TIMES = (
    "since the update", "in the cold", "after lunch", "when two people use it", "on the train", "at the airport",
    "every Saturday", "upstairs", "with the charger in", "in dark mode", "after a power cut", "on my old phone", "in the rain",
    "at the back", "in the bedroom", "since August", "when I add a second account", "whenever the door is open",
    "while a video plays", "if the card has expired", "in the summer", "as soon as I leave the house",
    "before nine in the morning", "on the left side",
)  # fmt: skip
AFTER = (
    "I have sent you {n} photos of it.", "The shop says that I should ask you.",
    "My neighbour has the same one and no such trouble.", "Nobody answers the phone.", "I want my money back.",
    "A new cable changed nothing.", "Your page says that this cannot happen.", "It was a present for my daughter.",
    "I switched it off and on again.", "The box has the number {n} on it.", "Please send somebody.",
    "In the leaflet there is no word about it.", "I found the old one in the cellar and use that.",
    "Support told me to wait for a letter.", "It cost {n} euros.", "The light is green all the while.",
    "My account shows nothing.", "We live on the third floor, without a lift.", "I am not good with menus.",
    "The warranty ends next month.", "Is there another way?", "I would have liked to be told before.",
    "On the television it works.", "I took it to a repair shop in town, and they laughed.",
    "I ordered it for our club of {n} people.",
)  # fmt: skip


def others(n: int, seed: int = 1) -> list[tuple[str, str]]:
    """So many reports, each a title and a text; the same from the same seed."""
    r = Random(seed)
    return [_report(r) for _ in range(n)]


def _report(r: Random) -> tuple[str, str]:
    thing, other = r.sample(THINGS, 2)
    said = f"The {thing} {_of(r, FAULTS)} {r.choice(TIMES)}."
    more = r.choice(("", f" The {other} {_of(r, FAULTS)}, too."))
    title = f"{thing.capitalize()} {_of(r, FAULTS)}" if r.random() < 0.7 else f"{r.choice(TIMES).capitalize()}"
    return title, f"{said}{more} {_of(r, AFTER)}"


def _of(r: Random, words: tuple[str, ...]) -> str:
    return r.choice(words).format(n=r.randrange(2, 900))
