from dataclasses import replace

import pytest

from bot.domain.ids import Account, ChannelId, PersonId, WorkspaceId
from bot.ports.store import Store
from tests.builders import HALL, actor

OFFICE = ChannelId("slack:T1/C1")


async def test_an_account_is_the_same_person_everywhere(store: Store) -> None:
    ada = await store.people.recognise(actor("ada"))
    assert await store.people.recognise(actor("ada")) == ada
    assert await store.people.recognise(actor("ada", OFFICE)) == ada
    assert await store.people.recognise(actor("bob")) != ada
    assert await store.people.find(Account("web:ada")) == ada
    assert await store.people.find(Account("web:nobody")) is None


async def test_a_member_s_latest_name_is_kept_for_each_workspace(store: Store) -> None:
    ada = await store.people.recognise(replace(actor("ada"), name="Ada"))
    await store.people.recognise(replace(actor("ada", OFFICE), name="Countess"))
    await store.people.recognise(replace(actor("ada"), name="Ada L."))
    assert await store.people.name_of(ada, WorkspaceId("web:playground")) == "Ada L."
    assert await store.people.name_of(ada, WorkspaceId("slack:T1")) == "Countess"


async def test_a_name_that_comes_back_is_the_latest_again(store: Store) -> None:
    ada = await store.people.recognise(replace(actor("ada"), name="Ada"))
    for name in ("Countess", "Ada"):
        await store.people.recognise(replace(actor("ada"), name=name))
    assert await store.people.name_of(ada, WorkspaceId("web:playground")) == "Ada"


async def test_a_name_from_elsewhere_is_better_than_none(store: Store) -> None:
    ada = await store.people.recognise(actor("ada", HALL))
    assert await store.people.name_of(ada, WorkspaceId("slack:T9")) == "Ada"
    with pytest.raises(LookupError):
        await store.people.name_of(PersonId(99), WorkspaceId("slack:T9"))
