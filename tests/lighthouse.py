"""Lighthouse on the example site: the scores of front page, issue list and an issue page in each theme, and what costs them.

Run it with `python tests/lighthouse.py` on a machine that does nothing else: one of the scores is of speed. It needs Chromium,
Node.js and `npm install lighthouse@12` (in `node_modules/`, or where ONRECORD_NODE_MODULES says).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.telling import say
from conftest import ROOT
from node_tools import MODULES
from onrecord.read import read_project
from quality_sites import AS_OF, THEMES, served, written

PAGES = ("index.html", "issues/index.html", "issues/42/index.html")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def main() -> None:
    """Print the scores."""
    corpus = read_project(ROOT, AS_OF).corpus
    corpus = replace(corpus, site=replace(corpus.site, url=None))  # no canonical address: the pages stand on this machine
    for theme in THEMES:
        with tempfile.TemporaryDirectory() as folder, served(written(corpus, theme, Path(folder))) as host:
            for page in PAGES:
                _tell(f"{theme} {page}", _looked_at(f"{host}/{page.removesuffix('index.html')}"))


def _looked_at(address: str) -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    call = ["node", str(MODULES / "lighthouse" / "cli" / "index.js"), address, "--output=json", "--quiet"]
    flags = "--chrome-flags=--headless=new --no-sandbox"
    ran = subprocess.run([*call, flags], capture_output=True, text=True, check=True, env={**os.environ, "CHROME_PATH": chromium})
    return dict(json.loads(ran.stdout))


def _tell(name: str, report: dict[str, Any]) -> None:
    scores = {category: report["categories"][category] for category in CATEGORIES}
    say(" ".join([name, *(f"{category} {round(found['score'] * 100)}" for category, found in scores.items())]))
    for category, found in scores.items():
        for ref in found["auditRefs"]:
            audit = report["audits"][ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
                say(f"  {category}: {audit['title']} ({audit.get('displayValue', audit['score'])})")
    size = report["audits"]["total-byte-weight"]["displayValue"]
    say(f"  {size}; layout shift {report['audits']['cumulative-layout-shift']['displayValue']}")


if __name__ == "__main__":
    main()
