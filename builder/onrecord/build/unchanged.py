"""What has not changed: the whole site, where every file that it is made from and every file that was made is as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import repeat
from pathlib import Path

from onrecord.build.report import Asked, Records, Report
from onrecord.build.sources import Seen
from onrecord.build.version import shipped, version, zone_rules
from onrecord.engine.digest import joined
from onrecord.engine.plan import Action, Lies, Step
from onrecord.model import Level, Problem, Where
from onrecord.write import Folder, lying, note_states


def whole_key(files: Mapping[str, Seen], as_of: date, asked: str = "") -> str:
    """A digest of all that a site is made from, as of a day, and of what is asked for; empty where a file could not be read."""
    if any(not seen.digest for seen in files.values()):
        return ""
    sources = "\0".join([f"{seen.digest}{path}" for path, seen in files.items()])
    return joined((version(), as_of.isoformat(), *shipped(), sources, asked))


def summary_of(report: Report, zone: str) -> str:
    """What a build says when it is done, as JSON, with the zone in which its day is one."""
    problems = [(p.where.path, p.where.line, p.where.column, p.message, p.hint, p.level.value) for p in report.problems]
    records = report.records
    counts = (records.issues, records.messages, records.releases, records.people)
    told = {"zone": zone, "rules": zone_rules(zone), "pages": report.pages, "records": counts, "problems": problems}
    told |= {"languages": report.languages} if report.languages else {}
    return json.dumps(told, ensure_ascii=False)


def unchanged(
    out: Path, opened: Callable[[], Folder], as_of: date | datetime, files: Mapping[str, Seen], asked: Asked
) -> Report | None:
    """What a build would say that has nothing to do; None where it may have something to do. The folder is opened where it is."""
    if not out.is_dir():
        return None
    folder = opened()
    previous = folder.previous
    if not previous.whole or previous.begun or not previous.told:
        return None
    told = json.loads(previous.told)
    day = _day(as_of, told["zone"])
    if told["rules"] != zone_rules(told["zone"]) or previous.whole != whole_key(files, day, asked.told):
        return None
    problems = tuple(Problem(Where(*place), message, hint, Level(level)) for *place, message, hint, level in told["problems"])
    paths = previous.paths
    lies = lying(folder, paths)
    if (asked.strict and problems) or any(lies.get(path) is not Lies.OURS for path in paths):
        return None
    note_states(folder)
    actions = map(Action, repeat(Step.KEEP), paths, repeat("nothing that the site is made from has changed"))
    languages, pages = tuple(told.get("languages", ())), told["pages"]
    return Report(Records(*told["records"]), day, problems, pages=pages, kept=pages, actions=tuple(actions), languages=languages)


def _day(as_of: date | datetime, zone: str) -> date:
    if not isinstance(as_of, datetime):
        return as_of
    from zoneinfo import ZoneInfo

    return as_of.astimezone(ZoneInfo(zone)).date()
