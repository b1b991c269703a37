"""Every flaw of every question of a bank."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from bot.bank_lint.option_rules import OPTION_RULES
from bot.bank_lint.rule import Rule, distractor_texts, key_text
from bot.bank_lint.tell_rules import TELL_RULES
from bot.bank_lint.text_rules import TEXT_RULES
from bot.bank_lint.words import content_words
from bot.domain.ids import QuestionId
from bot.domain.question import Question

RARE = 0.05
ENOUGH_PROMPTS = 20  # among fewer no word can be called rare


def flaws(questions: Iterable[Question]) -> Mapping[QuestionId, tuple[str, ...]]:
    """What is wrong with each question, and what to do about it; those without a flaw are left out."""
    questions = tuple(questions)
    echoes = _PromptEchoes(questions)
    found = {question.id: (*item_flaws(question), *echoes(question)) for question in questions}
    return {id_: sentences for id_, sentences in found.items() if sentences}


def item_flaws(question: Question) -> Iterator[str]:
    """The flaws that show in a question by itself."""
    rules: tuple[Rule, ...] = TEXT_RULES
    if question.options:
        rules += OPTION_RULES + TELL_RULES
    for rule in rules:
        yield from rule(question)


class _PromptEchoes:
    """A rule that has to know what words are rare in prompts: one of them in the key alone leads to it."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self._uses = Counter(word for question in questions for word in content_words(question.prompt))
        self._most = RARE * len(questions) if len(questions) >= ENOUGH_PROMPTS else 0

    def __call__(self, question: Question) -> Iterator[str]:
        rare = {word for word in content_words(question.prompt) if self._uses[word] < self._most}
        if not question.options or not (echoed := rare & content_words(key_text(question))):
            return
        if not any(rare & content_words(text) for text in distractor_texts(question)):
            words = ", ".join(sorted(echoed))
            yield f"only the key repeats words of the prompt ({words}); let a wrong option repeat them too"
