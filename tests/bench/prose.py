"""Markdown as customers and companies write it, put together at random: about 120 words a message."""

from __future__ import annotations

from random import Random

from bench.words import COMPLAINTS, FAULTS, NOUNS, REGIONS, REPLIES, SUBJECTS, WHEN

PLAIN = ("bullets", "steps", "code", "quote")


def title(r: Random, component: str, number: int) -> str:
    """The title of an issue; no two are the same."""
    return f"{_fault(r)} ({component} {number})"


def message(r: Random, *, staff: bool, hard: bool) -> str:
    """A message: two paragraphs, each with a list, code, a quotation or (by the company alone) a table after it."""
    pool = REPLIES if staff else COMPLAINTS
    first, second = r.sample((*PLAIN, "table") if staff else PLAIN, 2)
    parts = [_paragraph(r, pool), _block(r, first), _paragraph(r, pool), _block(r, second)]
    return "\n\n".join([*parts, _rare(r)] if hard else parts)


def change(r: Random) -> tuple[str, str]:
    """A change of a release: its kind, and what it says."""
    kind = r.choice(("Added", "Changed", "Fixed"))
    return kind, f"{r.choice(SUBJECTS)} no longer {r.choice(FAULTS)} {r.choice(WHEN)} (`{r.choice(NOUNS)}`)"


def _fault(r: Random) -> str:
    return f"{r.choice(SUBJECTS)} {r.choice(FAULTS)} {r.choice(WHEN)}"


def _paragraph(r: Random, pool: tuple[str, ...]) -> str:
    sentences = [f"{_fault(r)}.", *r.sample(pool, 2)]
    at, noun = r.randrange(3), r.choice(NOUNS)
    address = f"https://docs.example.com/{noun}/{r.randrange(900)}"
    ends = (
        f", see the *{noun}* setting",
        f", and the **{noun}** is empty",
        f" (`{noun}_{r.randrange(99)}`)",
        f", as in [the {noun} guide]({address})",
        "",
    )
    sentences[at] = sentences[at][:-1] + r.choice(ends) + sentences[at][-1]
    return " ".join(sentences)


def _block(r: Random, kind: str) -> str:
    if kind == "bullets":
        return "\n".join(_bullet(r) for _ in range(r.randint(3, 4)))
    if kind == "steps":
        return "\n".join(f"{k}. set **{r.choice(NOUNS)}** to {r.randrange(100)} and save the {r.choice(NOUNS)}" for k in (1, 2, 3))
    if kind == "code":
        return _code(r)
    if kind == "quote":
        return f"> {r.choice(COMPLAINTS)}\n> {_fault(r)}."
    rows = (f"| {region} | {r.randrange(900)} ms | {r.randrange(90)} ms |" for region in REGIONS)
    return "\n".join(("| region | before | after |", "| --- | --- | --- |", *rows))


def _bullet(r: Random) -> str:
    if r.random() < 0.5:
        return f"- open the *{r.choice(NOUNS)}* tab and choose `{r.choice(NOUNS)}`"
    return f"- {r.choice(SUBJECTS).lower()} {r.choice(FAULTS)}"


def _code(r: Random) -> str:
    held = (
        f'"request": "{r.randrange(16**10):010x}"',
        f'"{r.choice(NOUNS)}": {r.randrange(1000)}',
        f'"error": "{r.choice(NOUNS)} <{r.choice(NOUNS)}> & retry"',
    )
    return "\n".join(("```json", "{", ",\n".join(f"  {pair}" for pair in held), "}", "```"))


def _rare(r: Random) -> str:
    """What fewer people write: a heading, a list in a list, a link by reference, a hard line break."""
    noun, other = r.choice(NOUNS), r.choice(NOUNS)
    nested = f"- the {noun} of\n    - one *{other}*\n    - another **{other}**\n- and no {noun}"
    return f"The {noun}\n{'-' * 12}\n\nSee [the guide][{noun}],  \nor the {other}.\n\n{nested}\n\n[{noun}]: https://docs.example.com/{noun}"
