"""An async fixture keeps one event loop for every test until it ends, also for those that ask for another kind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
SHORT_ENOUGH = {"function", "class", "module"}


def lasting(source: str) -> Iterator[str]:
    """Names of the async fixtures that outlive their module."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.AsyncFunctionDef):
            for decorator in function.decorator_list:
                for keyword in decorator.keywords if isinstance(decorator, ast.Call) else ():
                    if keyword.arg == "scope" and ast.literal_eval(keyword.value) not in SHORT_ENOUGH:
                        yield function.name


def test_async_fixtures_end_with_their_module():
    files = sorted(TESTS.rglob("*.py"))
    found = [f"{path.name}: {name}" for path in files for name in lasting(path.read_text("utf-8"))]
    assert not found, f"run these with anyio.run in a fixture that is not async: {found}"


def test_a_fixture_of_the_session_is_found():
    far = '@pytest.fixture(params=[1], scope="session")\nasync def far(): ...'
    near = "@pytest.fixture\nasync def near(): ..."
    assert list(lasting(f"{far}\n{near}")) == ["far"]
