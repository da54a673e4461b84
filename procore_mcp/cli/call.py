"""`procore-mcp call`: run one tool, for scripts and for trying things out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import anyio
import click

from procore_mcp.cli import options
from procore_mcp.engine.answer import Answer
from procore_mcp.errors import BadSetting, BadToolFile, ProcoreMcpError
from procore_mcp.wiring import wired


@click.command(name="call")
@click.argument("name")
@click.argument("pairs", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--json", "as_json", metavar="JSON", help="Arguments as one JSON object; pairs are added to it.")
@click.option(
    "--save-images", type=click.Path(file_okay=False, path_type=Path), help="Folder for pictures in the answer."
)
@options.surface
@options.demo
def command(name: str, pairs: tuple[str, ...], as_json: str | None, save_images: Path | None, **choices: Any) -> None:
    """Run one tool and print its result as JSON.

    Exit code 0, or 1 with the error as JSON. Values are read as JSON where they are JSON, else as text:
    `procore-mcp call list_rfis status=open overdue=true`.
    """
    arguments = {**_object(as_json), **dict(_pair(pair) for pair in pairs)}
    try:
        answer = anyio.run(_called, name, arguments, choices)
    except (BadSetting, BadToolFile):
        raise
    except ProcoreMcpError as error:
        click.echo(json.dumps({"error": error.describe()}, indent=2, ensure_ascii=False))
        sys.exit(1)
    click.echo(json.dumps(answer.data, indent=2, ensure_ascii=False))
    if save_images is not None:
        _save(answer, save_images)


async def _called(name: str, arguments: dict[str, Any], choices: dict[str, Any]) -> Answer:
    async with options.chosen(**choices) as settings, wired(settings) as parts:
        return await parts.engine.call(name, arguments, parts.session)


def _object(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        value = json.loads(text)
    except ValueError as error:
        raise click.BadParameter(f"this is not JSON: {error}", param_hint="--json") from None
    if not isinstance(value, dict):
        raise click.BadParameter('an object is needed, such as {"status": ["open"]}', param_hint="--json")
    return value  # pyright: ignore[reportUnknownVariableType] - any JSON object


def _pair(text: str) -> tuple[str, object]:
    name, separator, value = text.partition("=")
    if not separator:
        raise click.BadParameter(f"{text!r} is not KEY=VALUE", param_hint="KEY=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _save(answer: Answer, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, image in enumerate(answer.images, 1):
        target = folder / f"{number}.{image.content_type.partition('/')[2]}"
        target.write_bytes(image.content)
        click.echo(f"Saved {target}", err=True)
