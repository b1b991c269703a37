"""Options that managers have accepted beside a question's key, for rounds that ask it again."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
from sqlalchemy import select

from bot.adapters.store.ruling_tables import rulings
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import QuestionId, WorkspaceId
from bot.domain.round import PutRight, Round
from bot.ports.rulings import RulingKind

_ACCEPTED = (
    select(rulings.c.accepted)
    .where(
        rulings.c.workspace == given("workspace"),
        rulings.c.question == given("question"),
        rulings.c.kind == RulingKind.ACCEPT.value,
    )
    .order_by(rulings.c.seq)
)


def accepted_texts(tx: Transaction, workspace: WorkspaceId, question: QuestionId) -> Sequence[str]:
    """The texts of options that count as right beside the key in a workspace."""
    rows = tx.all(_ACCEPTED, {"workspace": workspace, "question": question})
    return [text for (accepted,) in rows for text in msgspec.json.decode(accepted)]


def with_accepted(tx: Transaction, round_: Round) -> Round:
    """A round about to be kept, in which such options count as right wherever they stand this time."""
    texts = set(accepted_texts(tx, round_.workspace, round_.question.id))
    options = enumerate(round_.question.options)
    also_right = tuple(n for n, option in options if option.text in texts and not option.right)
    return replace(round_, put_right=PutRight(also_right)) if also_right else round_
