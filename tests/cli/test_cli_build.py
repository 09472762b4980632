"""`onrecord check` and `onrecord build`: what is printed, where, and with which exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calls import DAY, Run
from onrecord.build.renewing import prepare
from onrecord.cli.clock import as_of

ROOT = Path(__file__).resolve().parents[2]
ISSUE = "content/issues/2-the-bell-wakes-the-child.md"


def spoil(project: Path, old: str, new: str, path: str = ISSUE) -> None:
    text = (project / path).read_text()
    assert old in text
    (project / path).write_text(text.replace(old, new, 1))


def test_it_says_how_much_it_built_and_where_to_open_it(run: Run, starter: Path):
    built = run("build", "--root", "starter")
    assert built.exit_code == 0
    first, second = built.stdout.splitlines()
    assert first.startswith("2 issues, ")
    assert first.endswith(", as of 2026-11-19")
    assert second == "Open starter/site/index.html"
    assert built.stderr == ""
    assert (starter / "site" / "index.html").is_file()


def test_a_second_build_writes_nothing(run: Run, starter: Path):
    run("build", "--root", "starter")
    again = run("build", "--root", "starter")
    assert "(0 written, " in again.stdout
    assert ", 0 removed)" in again.stdout


def test_quiet_prints_nothing(run: Run, starter: Path):
    assert run("build", "--root", "starter", "--quiet").output == ""
    assert run("check", "--root", "starter", "-q").output == ""


def test_out_takes_the_site_elsewhere(run: Run, starter: Path, tmp_path: Path):
    built = run("build", "--root", "starter", "--out", "public")
    assert built.stdout.endswith("Open public/index.html\n")
    assert (tmp_path / "public" / "index.html").is_file()
    assert not (starter / "site").exists()


def test_the_report_says_what_was_done(run: Run, starter: Path):
    run("build", "--root", "starter", "--report", "report.json")
    report = json.loads(Path("report.json").read_text())
    assert report["records"] == {"issues": 2, "messages": 6, "releases": 3, "people": 2}
    assert report["as_of"] == "2026-11-19"
    assert report["problems"] == []
    assert report["pages"] == report["rendered"] > 10
    assert (report["kept"], report["removed"]) == (0, 0)
    assert report["seconds"] > 0
    found = [p for p in (starter / "site").rglob("*") if p.is_file()]
    assert len(found) == report["pages"]


def test_what_is_gone_from_the_record_is_gone_from_the_site(run: Run, starter: Path):
    run("build", "--root", "starter")
    (starter / "content" / "pages" / "about.md").unlink()
    run("build", "--root", "starter", "--report", "report.json")
    assert json.loads(Path("report.json").read_text())["removed"] >= 1
    assert not (starter / "site" / "about").exists()


def test_an_error_stops_the_build_and_is_printed_with_its_place(run: Run, starter: Path):
    run("build", "--root", "starter")
    before = {p: p.read_bytes() for p in (starter / "site").rglob("*") if p.is_file()}
    spoil(starter, "product: kettle", "product: ketle")
    stopped = run("build", "--root", "starter", "--report", "report.json")
    assert stopped.exit_code == 1
    assert stopped.stdout == ""
    *problems, count, last = stopped.stderr.splitlines()
    assert problems[0].startswith(f"{ISSUE}:4:")
    assert "ketle" in problems[0]
    assert (count, last) == ("1 error", "nothing was written")
    assert before == {p: p.read_bytes() for p in (starter / "site").rglob("*") if p.is_file()}
    report = json.loads(Path("report.json").read_text())
    assert report["pages"] == 0
    assert report["problems"][0]["path"] == ISSUE
    assert report["problems"][0]["line"] == 4
    assert report["problems"][0]["level"] == "error"


def test_check_says_the_same_and_writes_nothing(run: Run, starter: Path):
    assert run("check", "--root", "starter").stdout == "2 issues, 6 messages: nothing stops the build\n"
    spoil(starter, "product: kettle", "product: ketle")
    stopped = run("check", "--root", "starter")
    assert stopped.exit_code == 1
    assert stopped.stderr.endswith("1 error\n")
    assert not (starter / "site").exists()
    assert not (starter / ".onrecord").exists()


def test_all_problems_are_shown_at_once(run: Run, starter: Path):
    spoil(starter, "product: kettle", "product: ketle")
    spoil(starter, "author: mara", "author: marra")
    spoil(starter, "role: customer", "role: buyer", "content/people/c7.yaml")
    *lines, count = run("check", "--root", "starter").stderr.splitlines()
    places = [(path, int(line)) for path, line, _ in (line.split(":", 2) for line in lines)]
    assert places == [(ISSUE, 4), (ISSUE, 15), ("content/people/c7.yaml", 3)]
    assert count == "3 errors"


def test_a_warning_stops_the_build_under_strict_alone(run: Run, starter: Path):
    spoil(starter, 'fixed_in: "1.1"\n', "", "content/issues/1-it-drips-when-i-pour/3-mara.md")
    spoil(starter, " Closes #1.", "", "content/products/kettle/CHANGELOG.md")
    loose = run("build", "--root", "starter")
    assert loose.exit_code == 0
    assert "warning: " in loose.stderr
    assert loose.stderr.endswith("1 warning\n")
    strict = run("build", "--root", "starter", "--strict", "--out", "strict")
    assert strict.exit_code == 1
    assert not Path("strict").exists()
    assert run("check", "--root", "starter", "--strict").exit_code == 1


def test_what_would_steer_the_terminal_is_printed_as_text(run: Run, starter: Path):
    spoil(starter, "type: idea", 'type: idea\n"\\e[31mred": 1')
    stopped = run("check", "--root", "starter")
    assert stopped.exit_code == 1
    assert "\x1b" not in stopped.stderr
    assert "[31mred" in stopped.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("buidl",), "Did you mean"),
        (("build", "--stric"), "--strict"),
        (("build", "--as-of", "2026-02-30"), "'2026-02-30' is no day; write it as 2026-11-21"),
        (("build", "--as-of", "20261121"), "is no day"),
        (("build", "--workers", "0"), "--workers"),
        (("build", "--root", "nowhere"), "nowhere"),
        (("check", "--root", "nowhere"), "nowhere"),
        (("new", "isue"), "Did you mean"),
        ((), "Usage"),
    ],
)
def test_a_wrong_call_ends_in_2(run: Run, args: tuple[str, ...], told: str):
    wrong = run(*args)
    assert wrong.exit_code == 2
    assert told in wrong.stderr


def test_a_wrong_epoch_ends_in_2(run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    wrong = run("build", "--root", "starter")
    assert wrong.exit_code == 2
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in wrong.stderr


def test_a_theme_that_there_is_not_is_told_with_the_other_mistakes(run: Run, starter: Path):
    spoil(starter, "product: kettle", "product: ketle")
    site = starter / "content" / "site.yaml"
    site.write_text(f"theme: modern\n{site.read_text()}")
    wrong = run("check", "--root", "starter")
    assert wrong.exit_code == 1
    assert 'content/site.yaml:1:8: there is no theme "modern"; it is one of broadsheet, plain, shared\n' in wrong.stderr
    assert 'unknown product "ketle"' in wrong.stderr


def test_an_option_that_the_theme_has_not_is_told_at_its_place(run: Run, starter: Path):
    site = starter / "content" / "site.yaml"
    site.write_text("theme_options: {accent: pink}\n" + site.read_text())
    wrong = run("build", "--root", "starter")
    assert wrong.exit_code == 1
    assert wrong.stderr.startswith('content/site.yaml:1:25: the option "accent" cannot be "pink"; did you mean "ink"?')
    assert not (starter / "site").exists()


@pytest.mark.parametrize(("epoch", "year"), [("253402300799", 9999), ("-62135596800", 1), ("99999999999", 5138)])
def test_an_epoch_in_no_year_of_ours_ends_in_2(run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, year: int):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    wrong = run("check", "--root", "starter")
    assert wrong.exit_code == 2
    assert f"SOURCE_DATE_EPOCH is '{epoch}', in the year {year}; years go from 1900 to 2199" in wrong.stderr


def test_a_day_in_no_year_of_ours_ends_in_2(run: Run, starter: Path):
    wrong = run("check", "--root", "starter", "--as-of", "9999-12-31")
    assert wrong.exit_code == 2
    assert "'9999-12-31' is too far away; years go from 1900 to 2199" in wrong.stderr


def test_the_day_given_goes_before_the_epoch(run: Run, starter: Path):
    assert run("build", "--root", "starter", "--as-of", "2026-11-30").stdout.splitlines()[0].endswith("as of 2026-11-30")


def test_the_epoch_is_a_day_in_the_sites_zone(run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795735800")  # 2026-11-26T23:30:00Z: the 27th in Berlin
    assert prepare(starter, as_of(None)).as_of.isoformat() == "2026-11-27"


def test_a_message_after_the_day_is_an_error(run: Run, starter: Path):
    early = run("build", "--root", "starter", "--as-of", "2026-11-01")
    assert early.exit_code == 1


def test_a_strangers_file_in_a_pages_place_ends_in_2(run: Run, starter: Path):
    (starter / "site").mkdir()
    (starter / "site" / "index.html").write_text("mine")
    refused = run("build", "--root", "starter")
    assert refused.exit_code == 2
    assert refused.stderr.count("\n") == 1
    assert "was not written by Onrecord" in refused.stderr
    assert (starter / "site" / "index.html").read_text() == "mine"


def limited(code: str, *args: str) -> subprocess.CompletedProcess[str]:
    """`onrecord` in a process of its own that first runs some code."""
    start = f"{code}\nimport sys\nfrom onrecord.cli import main\nsys.argv[0] = 'onrecord'\nmain()"
    env = {**os.environ, "SOURCE_DATE_EPOCH": DAY}
    return subprocess.run([sys.executable, "-c", start, *args], capture_output=True, text=True, env=env, check=False)


def test_a_full_disk_is_one_line(starter: Path):
    code = "import resource as r, signal as s; s.signal(s.SIGXFSZ, s.SIG_IGN); r.setrlimit(r.RLIMIT_FSIZE, (99, 99))"
    full = limited(code, "build", "--root", str(starter))
    assert full.returncode == 2, full.stderr
    assert full.stderr.count("\n") == 1
    assert full.stderr.startswith("onrecord: ")
    assert "File too large" in full.stderr


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write everywhere, and there is no setpriv")
def test_a_folder_that_may_not_be_written_is_one_line(starter: Path, tmp_path: Path):
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked").chmod(0o555)
    command = [sys.executable, "-m", "onrecord", "build", "--root", str(starter), "--out", str(tmp_path / "locked" / "site")]
    if os.geteuid() == 0:
        command = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override", *command]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": DAY}, check=False)
    assert done.returncode == 2, done.stderr
    assert done.stderr == f"onrecord: {tmp_path}/locked/site: Permission denied\n"


def test_nobody_watching_means_no_bar_and_no_colours(starter: Path):
    spoil(starter, "product: kettle", "product: ketle")
    done = limited("", "build", "--root", str(starter))
    assert done.returncode == 1
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr


def test_help_is_quick_because_it_imports_little():
    code = "import sys\nfrom onrecord.cli import main\n"
    code += (
        "print([m for m in ('jinja2', 'yaml', 'pydantic', 'rich', 'starlette', 'holidays', 'onrecord.read') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
