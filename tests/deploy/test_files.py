"""What the image and the compose file are made of agrees with the rest."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from procore_mcp.config.settings import Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SETTINGS = {f"PROCORE_{name.upper()}" for name in Settings.model_fields}
OF_THE_PROXY = {"PROCORE_MCP_REPLICAS"}


def test_the_image_is_built_with_the_tools_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (version,) = re.findall(r"UV_VERSION := (\S+)", makefile)
    assert f"uv=={version}" in DOCKERFILE


def test_the_image_has_every_extra_and_no_development_package() -> None:
    installs = [line for line in DOCKERFILE.splitlines() if line.startswith("RUN uv sync")]
    for line in installs:
        assert set(re.findall(r"--extra (\S+)", line)) == PROJECT["project"]["optional-dependencies"].keys()
        assert "--frozen --no-dev" in line


def test_whatever_is_copied_into_the_image_passes_the_ignore_file() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert {name for line in lines for name in line.split()} == kept


@pytest.mark.parametrize(
    "name", ["Dockerfile", "compose.yaml", "deploy/Caddyfile", "deploy/company.env.example", "docs/self-hosting.md"]
)
def test_every_setting_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"\bPROCORE_[A-Z_]+\b", (ROOT / name).read_text("utf-8")))
    assert named - OF_THE_PROXY <= SETTINGS
    assert named


def test_the_readme_names_every_setting() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert {setting for setting in SETTINGS if f"`{setting}`" not in readme} == set()
