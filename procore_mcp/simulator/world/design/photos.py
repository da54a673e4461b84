"""Photo albums, filled on every visit to the same places."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.pointers import link_to, size_of
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.document_contents import ContentFacts
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.painted import Painted
from procore_mcp.simulator.world.paper.photo import Color, Grid, Line, PhotoFacts, Rect
from procore_mcp.simulator.world.workdays import Workdays

_SIZE = (240, 180)


class SceneFacts(Facts):
    top: Color
    bottom: Color
    shapes: list[Rect | Line | Grid]


class Shot(NamedTuple):
    """The same picture `times` times, first `age` working days ago and a working day or more apart."""

    album: str
    text: str
    where: str
    trade: str | None
    scene: str
    age: int
    times: int


class PhotosFacts(Facts):
    """`albums` are names with who takes the pictures, and whether others may see them."""

    albums: list[tuple[str, str, bool]]
    shots: list[Shot]
    scenes: dict[str, SceneFacts]


def build_photos(job: Job) -> None:
    facts = load("design/photos.json", PhotosFacts)
    albums = {name: _album(job, place, name, private=private) for place, (name, _, private) in enumerate(facts.albums)}
    takers = {name: who for name, who, _ in facts.albums}
    for shot in facts.shots:
        step = max(shot.age // shot.times, 1)
        for count in range(shot.times):
            age = shot.age - count * step
            _photo(job, shot, albums[shot.album], (takers[shot.album], age, count), facts.scenes[shot.scene])
    _count(job, albums)


def _album(job: Job, place: int, name: str, *, private: bool) -> Record:
    moment = job.moment(job.scaffold.days.ago(240 - place), "morning", "photos")
    number = job.mint("image_categories")
    path = f"/rest/v1.0/image_categories/{number}?project_id={job.project.id}"
    return job.scaffold.add(
        "image_categories",
        {
            "id": number,
            "name": name,
            "position": place + 1,
            "private": private,
            "count": 0,
            "cover_photo": None,
            "album_cover_id": None,
            "links": dict.fromkeys(("show", "delete", "update"), path),
            "created_at": moment,
            "updated_at": moment,
            **job.owner,
        },
    )


def _photo(job: Job, shot: Shot, album: Record, taken: tuple[str, int, int], scene: SceneFacts) -> None:
    who, age, count = taken
    number, day = job.mint("images"), job.scaffold.days.ago(age)
    moment = job.moment(day, "afternoon", "photos")
    key, name = f"photo-{number}", f"{shot.text} {count + 1}.png"
    red, green, blue = (min(channel + 6 * count, 255) for channel in scene.top)
    picture = PhotoFacts(size=_SIZE, top=(red, green, blue), bottom=scene.bottom, shapes=scene.shapes)
    job.scaffold.blobs[key] = Painted(name, ContentFacts(photo=picture), Workdays(day))
    here = f"/rest/v1.0/images/{number}?image_category_id={album['id']}&project_id={job.project.id}"
    trade = job.company.lists["trades"][shot.trade] if shot.trade else None
    job.scaffold.add(
        "images",
        {
            "id": number,
            "url": link_to(key),
            "thumbnail_url": link_to(key),
            "size": size_of(key),
            "filename": name,
            "description": shot.text,
            "taken_at": moment,
            "created_at": moment,
            "updated_at": moment,
            "location": job.place(shot.where),
            "image_category_name": album["name"],
            "image_category_id": album["id"],
            "image_category_private": album["private"],
            **_plain(),
            "private": album["private"],
            "starred": count == 0 and shot.times > 3,
            "gps_lat": str(job.project.latitude),
            "gps_long": str(job.project.longitude),
            "uploader": job.person(who),
            "trades": [] if trade is None else [{name: trade[name] for name in ("id", "name", "active", "updated_at")}],
            "links": dict.fromkeys(("self", "update", "delete", "permanentlyDelete", "retrieve"), here),
            "_log_date": day.isoformat(),
            "_age": f"{9_999 - age:04}",
            **job.owner,
        },
    )


def _plain() -> Record:
    """What every photo of this world has alike."""
    nothing = ("origin_id", "daily_log_header_id", "daily_log_segment_id", "daily_log_segment")
    size: Record = {"width": _SIZE[0], "height": _SIZE[1], "projection": "regular", "comments_count": 0}
    return {**size, "permanently_deleted": False, **dict.fromkeys(nothing)}


def _count(job: Job, albums: dict[str, Record]) -> None:
    inside = Counter(photo["image_category_id"] for photo in job.scaffold.records["images"])
    covers = {photo["image_category_id"]: photo for photo in job.scaffold.records["images"]}
    for album in albums.values():
        cover = covers[album["id"]]
        album |= {"count": inside[album["id"]], "cover_photo": cover["thumbnail_url"], "album_cover_id": cover["id"]}
