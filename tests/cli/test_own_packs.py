"""`studybot bank export-own`."""

import asyncio
from dataclasses import replace

from bot.adapters.store.opening import open_store
from bot.domain.ids import TopicId, WorkspaceId
from bot.domain.own_questions import OwnQuestion, State, Written
from bot.domain.question import Level
from tests.builders import NOON, actor, question
from tests.cli.process import Folder


async def keep(folder: Folder) -> None:
    """Two approved questions and one that waits."""
    async with open_store(folder.path / "data" / "study.db") as store:
        own = OwnQuestion(
            workspace=WorkspaceId("web:playground"),
            id=question("own-a").id,
            author=await store.people.recognise(actor("grace")),
            written=Written(topic=TopicId("attention"), level=Level.EXPERT),
            question=question("own-a"),
            state=State.APPROVED,
            written_at=NOON,
            decided_at=NOON,
        )
        other, waits = question("own-b", "team-lore"), question("own-c")
        await store.own_questions.add(own)
        await store.own_questions.add(replace(own, id=other.id, question=other))
        await store.own_questions.add(replace(own, id=waits.id, question=waits, state=State.SUGGESTED))


def test_a_pack_becomes_files_that_the_check_takes(folder: Folder) -> None:
    asyncio.run(keep(folder))
    result = folder.studybot("bank", "export-own", "web:playground", "--out", "mine")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "2 questions in 2 files below mine\n"
    assert sorted(path.name for path in (folder.path / "mine").iterdir()) == [
        "attention.yaml",
        "team-lore.yaml",
    ]
    assert "title: Attention mechanisms" in (folder.path / "mine" / "attention.yaml").read_text()
    checked = folder.studybot("bank", "check", "mine")
    assert (checked.returncode, checked.stderr) == (0, "")
    again = folder.studybot("bank", "export-own", "web:playground", "--out", "mine")
    assert again.returncode == 1
    assert "attention.yaml is there already; choose another folder" in again.stderr


def test_a_workspace_without_a_pack_is_told_which_have_one(folder: Folder) -> None:
    nothing = folder.studybot("bank", "export-own", "discord:1")
    assert nothing.returncode == 1
    assert "`studybot db upgrade` makes it" in nothing.stderr
    asyncio.run(keep(folder))
    refused = folder.studybot("bank", "export-own", "discord:1")
    assert refused.returncode == 1
    assert "'discord:1' has no questions of its own; there are packs of web:playground" in refused.stderr
