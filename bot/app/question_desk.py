"""Leads what people do with questions, asked ones and those of the bank, to its use case."""

from bot.app import answer, ask, audit, importing, items, live, own_pack, questions, reports, suggestions
from bot.app.context import Context
from bot.app.postman import POST_WITHIN, Postman
from bot.cards import Reply
from bot.commands import (
    Ask,
    ExportPack,
    HardQuestions,
    HideQuestion,
    ImportQuestions,
    ListSuggestions,
    QuestionCommand,
    QuestionStats,
    ReloadBank,
    ReportQuestion,
    ShowQuestion,
    SuggestQuestion,
    UnhideQuestion,
)
from bot.domain.audit import Deed
from bot.domain.ids import QuestionId
from bot.domain.people import Actor
from bot.domain.round import RoundKind
from bot.presses.questions import (
    Choose,
    QuestionPress,
    Rate,
    ReadAnswer,
    ReadPrompt,
    ReadQuestion,
    ShowAnswer,
)
from bot.wording import replies
from bot.wording.answers import prompt_page


class QuestionDesk:
    def __init__(self, ctx: Context, postman: Postman) -> None:
        self._ctx = ctx
        self._postman = postman

    async def command(self, command: QuestionCommand, actor: Actor) -> Reply:
        ctx = self._ctx
        match command:
            case Ask(id_):
                return await self._ask(id_, actor)
            case ReportQuestion():
                return await reports.command(ctx, command, actor)
            case ShowQuestion() | ReloadBank():
                return await questions.command(ctx, command, actor)
            case QuestionStats() | HardQuestions():
                return await items.command(ctx, command, actor)
            case SuggestQuestion():
                return await suggestions.suggest(ctx, command, actor)
            case ImportQuestions():
                return importing.begin(command)
            case ListSuggestions() | HideQuestion() | UnhideQuestion() | ExportPack():
                return await own_pack.command(ctx, command, actor)

    async def _ask(self, id_: QuestionId | None, actor: Actor) -> Reply:
        ctx = self._ctx
        bank = ctx.bank_of(actor.workspace)
        question = None if id_ is None else bank.find(id_)
        if id_ is not None and id_ in bank.kept and question is None:
            return Reply(replies.not_asked_card(id_))
        if id_ is not None and question is None:
            return Reply(replies.unknown_question_card(id_, questions.near(bank, id_)))
        round_ = await ask.ask_now(ctx, actor.channel, question)
        if round_ is None:
            return Reply(replies.nothing_to_ask_card("this channel"))
        await audit.note(ctx, actor, Deed.QUESTION_ASKED, round_.question.id)
        await self._postman.deliver_due()
        await self._postman.settle_in(round_.channel, within=POST_WITHIN)
        return Reply(replies.asked_card(round_, await ctx.store.outbox.trouble_of(round_.id)))

    async def press(self, press: QuestionPress, actor: Actor) -> Reply:
        if isinstance(press, ReadQuestion):
            return await questions.show(self._ctx, press.question, actor.workspace, press.page)
        return await self._in_round(press, actor)

    async def _in_round(
        self, press: Choose | ShowAnswer | Rate | ReadAnswer | ReadPrompt, actor: Actor
    ) -> Reply:
        ctx = self._ctx
        round_ = await ctx.store.rounds.find(press.round)
        if round_ is None or round_.workspace != actor.workspace:
            return Reply(replies.gone_card())
        match press:
            case Choose(_, choice) if round_.kind is RoundKind.LIVE:
                return await live.choose(ctx, round_, choice, actor)
            case Choose(_, choice):
                return await answer.choose(ctx, round_, choice, actor)
            case ShowAnswer(_, sure):
                return await answer.show_answer(ctx, round_, sure, actor)
            case Rate(_, rating):
                return await answer.rate(ctx, round_, rating, actor)
            case ReadAnswer(_, page):
                return await answer.read_answer(ctx, round_, page, actor)
            case ReadPrompt(_, page):
                return Reply(prompt_page(round_, page), replaces=page > 0)
