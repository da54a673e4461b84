"""Photos and their albums."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from tests.simulator.visitor import Visitor

IMAGES = "/rest/v1.0/images"
ALBUMS = "/rest/v1.0/image_categories"
HERE = "?project_id={project}"


async def album(procore: Visitor, name: str = "Facade") -> dict[str, Any]:
    found = await procore.get(f"{ALBUMS}{HERE}")
    return next(item for item in found if item["name"] == name)


async def photos(procore: Visitor, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await procore.get(f"{IMAGES}{HERE}&per_page=500{query}")
    return found


@pytest.mark.anyio
async def test_a_photo_is_a_picture_of_the_size_that_it_says(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    facade = await album(procore)
    found = await photos(procore, f"&image_category_id={facade['id']}")
    assert len(found) == facade["count"]
    link = await procore.ask("GET", found[0]["url"])
    picture = await storage.get(link.headers["Location"])
    assert (picture.content[:4], len(picture.content)) == (b"\x89PNG", found[0]["size"])


@pytest.mark.anyio
async def test_photos_are_found_by_day_place_trade_and_age(procore: Visitor) -> None:
    every = await photos(procore, "&sort=-most_recent")
    day = every[0]["taken_at"][:10]
    assert {item["taken_at"][:10] for item in await photos(procore, f"&filters[log_date]={day}")} == {day}
    place = every[0]["location"]["id"]
    assert {item["location"]["id"] for item in await photos(procore, f"&filters[location_id]={place}")} == {place}
    trade = next(item["trades"][0]["id"] for item in every if item["trades"])
    assert all(item["trades"][0]["id"] == trade for item in await photos(procore, f"&filters[trade_ids]={trade}"))
    ids = await photos(procore, "&serializer_view=ids_only&filters[include_sublocations]=true")
    assert sorted(ids) == sorted(item["id"] for item in every)  # type: ignore[type-var]


@pytest.mark.anyio
async def test_a_new_photo_comes_from_an_upload_or_from_another_photo(
    procore: Visitor, storage: httpx2.AsyncClient
) -> None:
    facade = await album(procore)
    path = "/rest/v1.1/projects/{project}/uploads"
    upload = (await procore.ask("POST", path, {"response_filename": "a.png"})).json()
    await storage.post(upload["url"], data=upload["fields"], files={"file": ("a.png", b"\x89PNG")})
    image = {"image_category_id": facade["id"], "description": "Corner", "log_date": "2026-09-20"}
    made = await procore.ask(
        "POST", f"{IMAGES}{HERE}", {"upload_uuid": upload["uuid"], "image_name": "a.png", "image": image}
    )
    assert made.status_code == 201, made.text
    first = made.json()
    assert (first["filename"], first["size"], first["uploader"]["id"]) == ("a.png", 4, procore.facts.user_id)
    assert (first["image_category_name"], str(first["id"]) in first["links"]["self"]) == ("Facade", True)
    copy = await procore.ask("POST", f"{IMAGES}{HERE}", {"source_image_id": first["id"], "image": image})
    assert (copy.json()["size"], (await album(procore))["count"]) == (4, facade["count"] + 2)
    for wrong in (
        {"upload_uuid": "01X", "image_name": "a", "image": image},
        {"image": image},
        {"source_image_id": 1, "image": image},
        {"source_image_id": first["id"], "image": {"image_category_id": 1}},
    ):
        assert (await procore.ask("POST", f"{IMAGES}{HERE}", wrong)).status_code == 400


@pytest.mark.anyio
async def test_a_photo_moves_between_albums(procore: Visitor) -> None:
    facade, concrete = await album(procore), await album(procore, "Concrete")
    photo = (await photos(procore, f"&image_category_id={facade['id']}"))[0]
    body = {"image": {"image_category_id": concrete["id"], "starred": True}}
    moved = await procore.ask("PATCH", f"{IMAGES}/{photo['id']}{HERE}", body)
    assert (moved.json()["image_category_name"], moved.json()["starred"]) == ("Concrete", True)
    counts = ((await album(procore))["count"], (await album(procore, "Concrete"))["count"])
    assert counts == (facade["count"] - 1, concrete["count"] + 1)
    described = await procore.ask("PATCH", f"{IMAGES}/{photo['id']}{HERE}", {"image": {"description": "x"}})
    assert described.json()["description"] == "x"


@pytest.mark.anyio
async def test_a_photo_is_hidden_or_removed_for_good(procore: Visitor) -> None:
    first, second = (await photos(procore))[:2]
    assert (await procore.ask("DELETE", f"{IMAGES}/{first['id']}{HERE}")).status_code == 200
    assert (await procore.ask("DELETE", f"{IMAGES}/{second['id']}{HERE}&permanent=true")).status_code == 200
    for photo in (first, second):
        assert (await procore.ask("GET", f"{IMAGES}/{photo['id']}{HERE}")).status_code == 404


@pytest.mark.anyio
async def test_albums_are_made_covered_and_thrown_away_when_empty(procore: Visitor) -> None:
    made = await procore.ask("POST", f"{ALBUMS}{HERE}", {"image_category": {"name": "Closeout"}})
    assert (made.status_code, made.json()["count"], "links" in made.json()) == (201, 0, False)
    path = f"{ALBUMS}/{made.json()['id']}{HERE}"
    photo = (await photos(procore))[0]
    covered = await procore.ask("PATCH", path, {"image_category": {"album_cover_id": photo["id"]}})
    assert covered.json()["album_cover_id"] == photo["id"]
    assert (await procore.ask("PATCH", path, {"image_category": {"album_cover_id": 1}})).status_code == 400
    filled = await procore.get(f"{ALBUMS}/ids_with_images{HERE}")
    assert (made.json()["id"] in filled, (await album(procore))["id"] in filled) == (False, True)
    assert (await procore.ask("DELETE", path)).status_code == 200
    full = await procore.ask("DELETE", f"{ALBUMS}/{(await album(procore))['id']}{HERE}")
    assert (full.status_code, "still holds" in full.text) == (400, True)


@pytest.mark.anyio
async def test_a_photo_may_lie_in_no_album(procore: Visitor) -> None:
    photo = (await photos(procore))[0]
    body = {"source_image_id": photo["id"], "image": {"description": "Loose"}}
    made = await procore.ask("POST", f"{IMAGES}{HERE}", body)
    assert (made.status_code, made.json()["image_category_name"]) == (201, None)
