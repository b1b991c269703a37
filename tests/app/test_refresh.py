"""The number of answers on an open post, kept up to date."""

from dataclasses import replace

from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.refresh import MOST_AT_ONCE, Refresher
from bot.app.studybot import StudyBot
from bot.cards import Card
from bot.domain.announcement import Post
from bot.domain.ids import ChannelId, MessageId
from bot.domain.round import Round
from bot.ports.outside import Unreachable
from bot.presses.questions import Choose
from tests.builders import HALL, actor
from tests.fakes import RecordingChannels, StoppedClock


async def posted(ctx: Context, postman: Postman) -> Round:
    round_ = await ask_now(ctx, HALL)
    assert round_ is not None
    await postman.deliver_due()
    await postman.settle()
    return round_


async def refreshed(ctx: Context) -> None:
    refresher = Refresher()
    refresher.changed(HALL)
    await refresher.refresh(ctx)


async def test_the_post_shows_how_many_have_answered(
    ctx: Context, postman: Postman, study: StudyBot, channels: RecordingChannels
) -> None:
    round_ = await posted(ctx, postman)
    await study.press(Choose(round_.id, 0), actor("ada"))
    await refreshed(ctx)
    [card] = channels.cards(HALL)
    assert "1 answered" in card.note


async def test_nothing_is_edited_where_nothing_has_changed(
    ctx: Context, postman: Postman, channels: RecordingChannels
) -> None:
    await posted(ctx, postman)
    channels.failures = [AssertionError("nobody asked for an edit")]
    await Refresher().refresh(ctx)


async def test_a_platform_that_fails_costs_no_more_than_the_number(
    ctx: Context, postman: Postman, channels: RecordingChannels
) -> None:
    await posted(ctx, postman)
    channels.failures = [Unreachable("down")]
    await refreshed(ctx)
    assert channels.failures == []


class ClosingChannels(RecordingChannels):
    """The first edit takes so long that the question closes before it arrives."""

    def __init__(self, clock: StoppedClock) -> None:
        super().__init__()
        self.ctx: Context | None = None
        self._clock = clock
        self.edits = 0

    async def edit(self, post: Post, message: MessageId, card: Card) -> None:
        self.edits += 1
        if self.edits == 1 and self.ctx is not None:
            self._clock.advance(hours=1)
            await ask_now(self.ctx, HALL)
        await super().edit(post, message, card)


async def test_a_channel_that_cannot_be_shown_does_not_hold_up_the_others(
    ctx: Context, postman: Postman, study: StudyBot, channels: RecordingChannels
) -> None:
    places = (HALL, ChannelId("web:playground/lounge"))
    rounds = [await ask_now(ctx, channel) for channel in places]
    await postman.deliver_due()
    await postman.settle()
    refresher = Refresher()
    for round_ in rounds:
        assert round_ is not None
        await study.press(Choose(round_.id, 0), actor("ada"))
        refresher.changed(round_.channel)
    channels.failures = [KeyError("one card cannot be shown")]
    await refresher.refresh(ctx)
    notes = [card.note for channel in places for card in channels.cards(channel)]
    assert sum("1 answered" in note for note in notes) == 1


async def test_an_edit_that_overtakes_the_closing_one_is_put_right(ctx: Context, clock: StoppedClock) -> None:
    channels = ClosingChannels(clock)
    channels.ctx = ctx = replace(ctx, channels=channels)
    await posted(ctx, Postman(ctx))
    await refreshed(ctx)
    assert [card.title.partition(":")[0] for card in channels.cards(HALL)] == ["Closed"]


async def test_a_crowd_of_channels_is_refreshed_in_turns(
    ctx: Context, postman: Postman, study: StudyBot, channels: RecordingChannels
) -> None:
    places = [ChannelId(f"web:playground/{n}") for n in range(MOST_AT_ONCE + 2)]
    refresher = Refresher()
    for channel in places:
        round_ = await ask_now(ctx, channel)
        assert round_ is not None
        await study.press(Choose(round_.id, 0), actor("ada"))
        refresher.changed(channel)
    await postman.deliver_due()
    await postman.settle()
    turns = []
    for _ in range(2):
        before = channels.edits
        await refresher.refresh(ctx)
        turns.append(channels.edits - before)
    assert turns == [MOST_AT_ONCE, 2]


async def test_who_asks_for_patience_is_left_alone_and_shown_the_rest_later(
    ctx: Context, postman: Postman, study: StudyBot, channels: RecordingChannels, clock: StoppedClock
) -> None:
    round_ = await posted(ctx, postman)
    await study.press(Choose(round_.id, 0), actor("ada"))
    refresher = Refresher()
    refresher.changed(HALL)
    channels.failures = [Unreachable("too fast", wait=30)]
    for seconds, answered in ((0, 0), (29, 0), (1, 1)):
        clock.advance(seconds=seconds)
        await refresher.refresh(ctx)
        assert f"{answered} answered" in channels.cards(HALL)[0].note
