"""Every page of the example site, in each theme, before the checkers of markup: not one error and not one warning."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT
from node_tools import node_module, program
from onrecord.read import read_project
from quality_sites import THEMES, served, written

pytestmark = pytest.mark.slow
RULES = {
    "extends": ["html-validate:recommended", "html-validate:document"],
    "root": True,
    "rules": {
        "require-sri": ["error", {"target": "crossorigin"}],  # what comes from the site itself is as trusted as the page
        "long-title": "off",  # a customer's title is as long as it is
    },
}


@pytest.fixture(scope="module", params=THEMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site in a theme, in a folder."""
    folder = tmp_path_factory.mktemp(request.param)
    return written(read_project(ROOT, date(2026, 11, 21)).corpus, request.param, folder)


def test_the_nu_checker_finds_nothing(site: Path):
    """Over HTTP, since the pages' policy speaks of the site that they come from."""
    jar, paths = (
        node_module("vnu-jar/build/dist/vnu.jar"),
        [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))],
    )
    call = [
        program("java"),
        "-Dnu.validator.servlet.allow-forbidden-hosts=true",
        "-jar",
        str(jar),
        "--stdout",
        "--format",
        "json",
        "--exit-zero-always",
    ]
    with served(site) as host:
        ran = subprocess.run([*call, *(f"{host}/{path}" for path in paths)], capture_output=True, text=True, check=True)
    told = json.loads(ran.stdout)["messages"]
    assert [(m.get("url", "").removeprefix(host), m.get("lastLine"), m["message"]) for m in told] == []


def test_html_validate_finds_nothing(site: Path, tmp_path: Path):
    script = node_module("html-validate/bin/html-validate.mjs")
    rules = tmp_path / "htmlvalidate.json"
    rules.write_text(json.dumps(RULES), "utf-8")
    call = [program("node"), str(script), "--config", str(rules), "--formatter", "json", "--max-warnings", "0", str(site)]
    told = json.loads(subprocess.run(call, capture_output=True, text=True, check=False).stdout)
    assert [(page["filePath"], problem["ruleId"], problem["message"]) for page in told for problem in page["messages"]] == []
