"""A web server with a certificate of its own, under names that no name server knows."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import anyio
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from starlette.types import Receive, Scope, Send

from procore_mcp.api.published import Reader
from procore_mcp.simulator.sockets import bind
from tests.quiet_server import served

NAME = "client.example"


@dataclass
class Publisher:
    """Answers every path with `status`, `headers` and `content`, after `pause` seconds; `asked` holds the paths."""

    port: int
    trust: ssl.SSLContext
    content: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    pause: float = 0.0
    asked: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def address(self, path: str = "/client.json") -> str:
        return f"https://{NAME}:{self.port}{path}"

    def reader(
        self, numbers: Sequence[str] = ("127.0.0.1",), is_allowed: Callable[[str], bool] | None = None
    ) -> Reader:
        """The guard with this server as the only name that resolves; loopback is let through unless told otherwise."""

        async def resolve(name: str) -> Sequence[str]:
            if name != NAME:
                raise OSError("unknown name")
            return numbers

        return Reader(resolve, is_allowed or (lambda _: True), frozenset({self.port}), self.trust)

    def impatient(self) -> Reader:
        return replace(self.reader(), deadline=0.2)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = dict(scope["headers"])[b"host"].decode()
        self.asked.append((host, scope["path"]))
        await anyio.sleep(self.pause)
        headers = [(name.encode(), value.encode()) for name, value in self.headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.content})


@asynccontextmanager
async def publishing(folder: Path, *, name: str = NAME) -> AsyncGenerator[Publisher]:
    """`name` is what its certificate says."""
    certificate = _certificate(folder, name)
    listener = bind("127.0.0.1", 0)
    publisher = Publisher(listener.getsockname()[1], ssl.create_default_context(cafile=str(certificate)))
    async with served(publisher, listener, certificate=certificate):
        yield publisher


def _certificate(folder: Path, name: str) -> Path:
    """Key and self-signed certificate in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("192.0.2.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
