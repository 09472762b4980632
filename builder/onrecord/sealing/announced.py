"""Announced: the keys that `site.yaml` names are the keys of the log; what differs is a new key, a retired one, or a stranger's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from onrecord.log.errors import LogError
from onrecord.log.note import Signer, read_verifier
from onrecord.model import LogSettings, Problem, Site, Where
from onrecord.seal.book import Book
from onrecord.seal.leaves import leaf
from onrecord.seal.plan import Step
from onrecord.sealing.keys import VARIABLE


def announced(site: Site, book: Book) -> list[Problem]:
    """What is wrong with the log that a site announces."""
    where = site.marks.of("log")
    if site.log is None:
        return [Problem(where, "no log is announced", 'run "onrecord keys new", and write the lines it prints into site.yaml')]
    if book.size and site.log.origin != book.ledger.origin:
        message = f"the log is called {book.ledger.origin}, and {site.log.origin} is announced"
        return [Problem(site.marks.of("log.origin"), message, "a log keeps its origin; write it back")]
    return [*_broken(site, site.log), *_keyless(site, site.log)]


def _broken(site: Site, log: LogSettings) -> Iterable[Problem]:
    for number, key in enumerate(log.keys):
        try:
            read_verifier(key)
        except LogError as error:
            yield Problem(site.marks.of(f"log.keys.{number}"), f"no key: {error}", 'copy it as "onrecord keys new" printed it')


def _keyless(site: Site, log: LogSettings) -> Iterable[Problem]:
    if not _by_use(log)["log"]:
        hint = f'announce one: "onrecord keys new" prints it; its name is {log.origin}'
        yield Problem(site.marks.of("log"), "no key that signs the log is announced", hint)


def key_steps(site: Site, book: Book, at: datetime) -> list[Step]:
    """The entries for keys that are announced and not in force yet, and for those in force that are announced no more."""
    assert site.log is not None  # noqa: S101 - what is not announced was refused
    steps = list[Step]()
    for use, keys in _by_use(site.log).items():
        held = [*book.ledger.keys[use]] if book.size else keys
        changes = [*(("add", key) for key in keys if key not in held), *(("retire", key) for key in held if key not in keys)]
        for what, key in changes:
            entry = leaf("key", at, use=use, **{what: key})
            book.ledger.add(entry)
            steps.append(Step(entry, f"a key is {'added' if what == 'add' else 'retired'}: {key}"))
    return steps


def unannounced(signers: Sequence[Signer], before: Iterable[str], after: Iterable[str]) -> list[Problem]:
    """What is wrong with the keys that are to sign: each has to be in force, and one known before has to sign for a new one."""
    named, known, new = [str(signer.verifier) for signer in signers], {*before}, {*after}
    here = Where("content/site.yaml")
    if not named:
        return [Problem(here, "there is no key to sign with", f"name its file with --key, or put it into ${VARIABLE}")]
    problems = [
        Problem(here, f"the key {key} signs, and is announced nowhere", f'write it under "log", "keys": - {key}')
        for key in named
        if key not in known | new
    ]
    if not problems and not known & {*named}:
        problems.append(Problem(here, "a new key cannot vouch for itself", "sign with a key that was in force before, too"))
    if not problems and not new & {*named}:
        problems.append(Problem(here, "the only key that signs is retired", "sign with one that stays, too"))
    return problems


def _by_use(log: LogSettings) -> dict[str, list[str]]:
    mine = [key for key in log.keys if key.partition("+")[0] == log.origin]
    return {"log": mine, "receipts": [key for key in log.keys if key not in mine]}
