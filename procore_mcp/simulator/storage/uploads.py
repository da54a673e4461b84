"""Files on their way in: announced to the API, brought to the storage origin, and then used by whoever began."""

from __future__ import annotations

import base64
import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field

from procore_mcp.simulator.kept_bytes import Bytes
from procore_mcp.simulator.storage.blob import Blob, StoredBlob

START_WITHIN = 3_600  # seconds
USE_WITHIN = 7 * 86_400  # seconds
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of ULIDs


@dataclass(slots=True)
class Segment:
    """A part as it was announced, and what came."""

    size: int
    sha256: str
    md5: str | None
    data: Bytes | None = None

    @property
    def etag(self) -> str:
        return hashlib.md5(self.data or b"", usedforsecurity=False).hexdigest()

    def fits(self, data: bytes) -> bool:
        return len(data) == self.size and hashlib.sha256(data).hexdigest() == self.sha256


@dataclass(slots=True)
class Upload:
    """One file that somebody announced; `person` is the only one who may finish and use it."""

    uuid: str
    person: int | None
    name: str
    content_type: str
    begun: float
    size: int | None = None
    segments: list[Segment] = field(default_factory=list[Segment])
    complete: bool = False

    @property
    def key(self) -> str:
        """Where its content lies once it is complete."""
        return f"upload-{self.uuid}"


class Uploads:
    """All uploads of one simulator. Finished content joins the blobs, from where links lead to it."""

    def __init__(
        self, blobs: MutableMapping[str, Blob], clock: Callable[[], float], seed: int, begun: Iterable[Upload] = ()
    ) -> None:
        """`begun` are those of an earlier run: their names are never handed out again."""
        self._blobs = blobs
        self._clock = clock
        self._all = {upload.uuid: upload for upload in begun}
        self._dice = random.Random(f"{seed}/uploads")  # noqa: S311  identifiers, not secrets
        self._secret = hashlib.sha256(f"uploads of {seed}".encode()).hexdigest()

    def __iter__(self) -> Iterator[Upload]:
        return iter(self._all.values())

    def begin(self, person: int | None, name: str, content_type: str, segments: Sequence[Segment]) -> Upload:
        uuid = next(uuid for uuid in iter(self._new_uuid, "") if uuid not in self._all)
        upload = Upload(uuid, person, name, content_type, self._clock(), segments=list(segments))
        self._all[uuid] = upload
        return upload

    def _new_uuid(self) -> str:
        return "01" + "".join(self._dice.choice(_ALPHABET) for _ in range(24))

    def of(self, uuid: str, person: int | None) -> Upload | None:
        """The upload, if this person began it."""
        found = self._all.get(uuid)
        return found if found is not None and found.person == person else None

    def finished(self, uuid: str, person: int | None) -> Upload | None:
        """The upload, if it can be used: by who began it, within a week."""
        found = self.of(uuid, person)
        return found if found is not None and found.complete and not self.is_expired(found) else None

    def size(self, upload: Upload) -> int:
        """Bytes of a finished upload."""
        return len(self._blobs[upload.key].data)

    def is_expired(self, upload: Upload) -> bool:
        return self._clock() - upload.begun > USE_WITHIN

    def signature(self, upload: Upload) -> str:
        return hashlib.sha256(f"{self._secret}{upload.uuid}".encode()).hexdigest()

    def awaited(self, uuid: str, signature: str) -> Upload | None:
        """The upload that content may be sent for now, by whoever has its signature."""
        found = self._all.get(uuid)
        if found is None or signature != self.signature(found) or self._clock() - found.begun > START_WITHIN:
            return None
        return found

    def store(self, upload: Upload, data: bytes) -> None:
        upload.complete = True
        self._blobs[upload.key] = StoredBlob(upload.name, upload.content_type, data)

    def join(self, upload: Upload) -> None:
        """Puts the segments together, all of which have come."""
        self.store(upload, b"".join(segment.data or b"" for segment in upload.segments))


def base64_md5(digest: str) -> str:
    return base64.b64encode(bytes.fromhex(digest)).decode()
