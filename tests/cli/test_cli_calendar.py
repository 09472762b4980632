"""`onrecord calendar`."""

from __future__ import annotations

from pathlib import Path

from calls import Run


def test_it_writes_the_years_asked_for(run: Run, starter: Path):
    made = run("calendar", "--root", "starter", "--country", "DE", "--from", "2026", "--to", "2027")
    assert made.exit_code == 0, made.output
    assert made.stdout == "starter/content/calendar.yaml: DE, added 2026, 2027\n"
    text = (starter / "content" / "calendar.yaml").read_text()
    assert "\ncountry: DE\nholidays:\n  2026:\n" in text
    assert "\n    2026-01-01: " in text
    assert "\n    2027-12-25: " in text
    assert run("check", "--root", "starter", "--strict").exit_code == 0


def test_years_that_stand_there_are_kept_as_they_are(run: Run, starter: Path):
    path = starter / "content" / "calendar.yaml"
    path.write_text("country: DE\nholidays:\n  2026:\n    2026-05-05: 'The founder''s birthday: \"55\"'\n")
    assert run("calendar", "--root", "starter", "--from", "2025", "--to", "2026").stdout.endswith(": DE, added 2025\n")
    text = path.read_text()
    assert text.index("  2025:") < text.index('  2026:\n    2026-05-05: "The founder\'s birthday: \\"55\\""\n')
    assert "2026-01-01" not in text
    again = run("calendar", "--root", "starter", "--from", "2025", "--to", "2026")
    assert again.stdout.endswith("nothing to add\n")
    assert path.read_text() == text


def test_by_default_from_the_first_issue_to_next_year(run: Run, starter: Path):
    assert run("calendar", "--root", "starter", "--country", "NO").stdout.endswith(": NO, added 2026, 2027\n")
    assert run("check", "--root", "starter").exit_code == 0


def test_a_subdivision_has_days_of_its_own(run: Run, starter: Path):
    run("calendar", "--root", "starter", "--country", "DE-BY", "--from", "2026", "--to", "2026")
    assert "2026-01-06" in (starter / "content" / "calendar.yaml").read_text()
    assert run("check", "--root", "starter", "--strict").exit_code == 0


def test_mistakes_end_in_2_and_write_nothing(run: Run, starter: Path):
    for args, told in [
        ((), "no country is known"),
        (("--country", "XX"), "no public holidays are known for 'XX'"),
        (("--country", "DE-XX"), "no public holidays are known for 'DE-XX'"),
        (("--country", "DE", "--from", "2027", "--to", "2026"), "the last year comes before the first"),
    ]:
        wrong = run("calendar", "--root", "starter", *args)
        assert wrong.exit_code == 2, args
        assert told in wrong.stderr
    assert not (starter / "content" / "calendar.yaml").exists()


def test_countries_are_not_mixed(run: Run, starter: Path):
    run("calendar", "--root", "starter", "--country", "DE")
    wrong = run("calendar", "--root", "starter", "--country", "FR")
    assert wrong.exit_code == 2
    assert "holds the holidays of DE" in wrong.stderr


def test_a_calendar_that_cannot_be_read_is_not_written_over(run: Run, starter: Path):
    path = starter / "content" / "calendar.yaml"
    path.write_text("country: DE\nholidays:\n  2026:\n    2026-05-32: The founder's birthday\n")
    wrong = run("calendar", "--root", "starter")
    assert wrong.exit_code == 1
    assert 'content/calendar.yaml:4:5: "2026-05-32" is no date' in wrong.stderr
    assert "The founder's birthday" in path.read_text()
