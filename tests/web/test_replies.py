"""What is kept of private replies."""

from bot.adapters.web.replies import KEPT, Replies
from bot.cards import Card, Reply
from bot.domain.ids import Account

ADA, GRACE = Account("web:ada"), Account("web:grace")


def reply(title: str, replaces: bool = False) -> Reply:
    return Reply(Card(title=title), replaces)


def titles(replies: Replies, account: Account) -> list[str]:
    return [reply.card.title for _, reply in replies.of(account)]


def test_replies_belong_to_one_person() -> None:
    replies = Replies()
    replies.add(ADA, reply("for Ada"), None)
    assert titles(replies, ADA) == ["for Ada"]
    assert titles(replies, GRACE) == []


def test_the_oldest_reply_makes_room() -> None:
    replies = Replies()
    for number in range(KEPT + 2):
        replies.add(ADA, reply(str(number)), None)
    assert titles(replies, ADA) == [str(number) for number in range(2, KEPT + 2)]


def test_a_replacement_keeps_the_place_and_gets_a_number_of_its_own() -> None:
    replies = Replies()
    first = replies.add(ADA, reply("first"), None)
    replies.add(ADA, reply("second"), None)
    number = replies.add(ADA, reply("instead", replaces=True), first)
    assert titles(replies, ADA) == ["instead", "second"]
    assert number != first


def test_a_card_in_a_new_state_keeps_its_number_and_with_it_focus_and_folds() -> None:
    replies = Replies()
    first = replies.add(ADA, reply("Compare"), None)
    assert replies.add(ADA, reply("Compare", replaces=True), first) == first
    assert replies.add(ADA, reply("Compare"), None) != first


def test_a_replacement_of_something_dismissed_is_a_new_reply() -> None:
    replies = Replies()
    first = replies.add(ADA, reply("first"), None)
    replies.dismiss(ADA, first)
    replies.add(ADA, reply("instead", replaces=True), first)
    assert titles(replies, ADA) == ["instead"]


def test_nobody_dismisses_the_replies_of_another() -> None:
    replies = Replies()
    number = replies.add(ADA, reply("for Ada"), None)
    replies.dismiss(GRACE, number)
    replies.dismiss_all(GRACE)
    assert titles(replies, ADA) == ["for Ada"]
