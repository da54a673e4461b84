from __future__ import annotations

import re

import pytest
from click.testing import Result

from procore_mcp import __version__
from tests.cli.conftest import Run, process

COMMANDS = [
    *("serve", "demo", "simulator", "login", "logout", "whoami", "users", "revoke"),
    *("doctor", "tools", "call", "coverage"),
]


def said(result: Result) -> str:
    """Everything, with the line breaks of a narrow terminal taken out."""
    return " ".join(result.output.split())


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_all_commands(option: str, run: Run) -> None:
    result = run(option)
    assert result.exit_code == 0
    assert re.findall(r"^  (\w+)  ", result.output.partition("Commands:")[2], re.MULTILINE) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, run: Run) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Usage: commands {command}" in result.output
    assert len(result.output.splitlines()) >= 6


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").output == f"procore-mcp, version {__version__}\n"


def test_the_program_can_be_run_as_a_module() -> None:
    result = process("--version")
    assert (result.returncode, result.stdout) == (0, f"procore-mcp, version {__version__}\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("servr",), "No such command 'servr'"),
        (("serve", "--transport", "carrier"), "'carrier' is not one of 'stdio', 'http'"),
        (("serve", "--port", "99999"), "99999 is not in the range 0<=x<=65535"),
        (("serve", "--allow", "all"), "'all' is not one of 'read', 'write', 'commit', 'delete'"),
        (("simulator", "--port", "none"), "'none' is not a valid integer range"),
        (("tools", "--toolset", "rfi"), "--toolset: choose one of "),
        (("tools", "--tier", "new"), "'new' is not one of 'curated', 'generated', 'all'"),
        (("call",), "Missing argument 'NAME'"),
        (("call", "list_rfis", "overdue"), "'overdue' is not KEY=VALUE"),
        (("call", "list_rfis", "--json", "{"), "--json: this is not JSON: "),
        (("call", "list_rfis", "--json", "[1]"), '--json: an object is needed, such as {"status": ["open"]}'),
    ],
)
def test_a_wrong_option_is_named_with_what_it_takes(words: tuple[str, ...], says: str, run: Run) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert says in said(result)


def test_a_shell_can_complete_the_commands(run: Run) -> None:
    result = run(_COMMANDS_COMPLETE="bash_complete", COMP_WORDS="commands log", COMP_CWORD="1")
    assert result.stdout.split() == ["plain,login", "plain,logout"]
