"""Secrets at rest: who can open them, and who cannot."""

from __future__ import annotations

import base64
import os
import secrets
import shlex
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procore_mcp.auth.encryption_keys import NEW_KEY, encryption_keys
from procore_mcp.auth.sealing import NONCE_LENGTH, Sealing
from procore_mcp.config.settings import load_settings
from procore_mcp.errors import BadSetting, Unsealable

OLD, NEW, OTHER = (bytes([number]) * 32 for number in (1, 2, 3))
SECRET = b"eyJ0eXAi-a-token-that-nobody-may-read"


@given(value=st.binary(max_size=5_000), context=st.text(max_size=40))
def test_what_was_sealed_comes_out_again_and_shows_nothing_on_the_way(value: bytes, context: str):
    sealed = Sealing([NEW]).seal(value, context=context)
    assert Sealing([NEW]).unseal(sealed, context=context) == value
    assert len(value) < 8 or value not in sealed


def test_the_same_secret_never_looks_the_same():
    sealing = Sealing([NEW])
    assert len({sealing.seal(SECRET) for _ in range(100)}) == 100


def test_the_first_key_seals_and_all_open():
    before, between, after = Sealing([OLD]), Sealing([NEW, OLD]), Sealing([NEW])
    sealed = before.seal(SECRET)
    assert between.unseal(sealed) == SECRET
    assert not between.is_current(sealed)
    resealed = between.seal(SECRET)
    assert between.is_current(resealed)
    assert after.unseal(resealed) == SECRET


def test_a_wrong_key_names_the_setting_and_what_to_do():
    with pytest.raises(Unsealable) as caught:
        Sealing([OTHER]).unseal(Sealing([OLD]).seal(SECRET))
    assert caught.value.is_key_unknown
    assert "PROCORE_ENCRYPTION_KEY" in caught.value.message
    assert "revoke --all" in str(caught.value.hint)


def test_a_sealed_secret_opens_only_where_it_belongs():
    sealing = Sealing([NEW])
    with pytest.raises(Unsealable) as caught:
        sealing.unseal(sealing.seal(SECRET, context="ada"), context="ben")
    assert not caught.value.is_key_unknown


def test_no_changed_byte_goes_unnoticed():
    sealing = Sealing([NEW])
    sealed = sealing.seal(SECRET)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Unsealable):
            sealing.unseal(bytes(changed))


@pytest.mark.parametrize("length", [0, 1, 9, 9 + NONCE_LENGTH, 30])
def test_a_text_that_was_cut_off_is_refused(length: int):
    sealing = Sealing([NEW])
    with pytest.raises(Unsealable):
        sealing.unseal(sealing.seal(SECRET)[:length])


def keys_of(text: str | None) -> tuple[bytes, ...]:
    return encryption_keys(load_settings(encryption_key=text))


def test_keys_are_read_as_the_usual_tools_print_them():
    key = bytes([251, 239] * 16)  # has both letters in which the alphabets differ
    plain, for_urls = base64.b64encode(key).decode(), base64.urlsafe_b64encode(key).decode()
    assert plain != for_urls
    assert keys_of(f"{plain}, {for_urls},{for_urls.rstrip('=')},") == (key, key, key)


def test_keys_come_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PROCORE_ENCRYPTION_KEY", secrets.token_urlsafe(32))
    settings = load_settings()
    assert len(encryption_keys(settings)) == 1
    assert os.environ["PROCORE_ENCRYPTION_KEY"] not in repr(settings)


def test_without_a_key_the_start_stops_and_says_how_to_make_one():
    with pytest.raises(BadSetting, match="PROCORE_ENCRYPTION_KEY is not set") as caught:
        keys_of(None)
    assert NEW_KEY in str(caught.value.hint)


@pytest.mark.parametrize("wrong", ["hunter2", "ä" * 43, "3f" * 32, "Zm9vYmFyYmF6cXV4cXV1eA", "a" * 41])
def test_what_is_no_key_stops_the_start_without_being_repeated(wrong: str):
    with pytest.raises(BadSetting, match="key 2 of the list") as caught:
        keys_of(f"{secrets.token_urlsafe(32)},{wrong}")
    assert wrong not in f"{caught.value.message} {caught.value.hint}"


def test_the_command_that_makes_a_key_makes_one():
    _, *arguments = shlex.split(NEW_KEY)
    made = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own command
    assert [len(key) for key in keys_of(made)] == [32]
