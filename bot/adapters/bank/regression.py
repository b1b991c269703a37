"""A guesser that learns: which words and lengths of options went with the key in other questions."""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from statistics import fmean
from typing import Any

import numpy as np

from bot.bank_lint.words import ABSOLUTE, content_words, details, hedges
from bot.domain.question import CHOICES, Option, Question

FOLDS = 5
DEALS = 5  # ways to deal questions into folds; one alone moves the share by several points
STEPS = 60
PACE = 0.5
RIDGE = 1e-3
FEWEST_USES = 3  # a rarer word cannot be learned from

Features = np.ndarray[Any, np.dtype[np.float32]]
"""Questions × options × features."""


def share_learned(questions: Sequence[Question]) -> float:
    """How often logistic regression over options alone picks the keys of unseen questions, from 0 to 1.

    The mean over five ways to deal the questions into five folds; they hang on ids, so that a new question
    moves no other. The model is a choice among four (McFadden's conditional logit), fitted by gradient
    descent with a ridge. 0 without choice questions.
    """
    choices = [question for question in questions if question.options]
    if not choices:
        return 0.0
    features = _features(choices)
    keys = np.array([question.key for question in choices])
    deals = np.array([_folds(question) for question in choices])
    right = sum(_count_right(features, keys, folds, fold) for folds in deals.T for fold in range(FOLDS))
    return right / DEALS / len(choices)


def _count_right(features: Features, keys: Any, folds: Any, fold: int) -> int:
    held = folds == fold
    weights = _fit(features[~held], keys[~held])
    return int(((features[held] @ weights).argmax(axis=1) == keys[held]).sum())


def _fit(features: Features, keys: Any) -> Any:
    weights = np.zeros(features.shape[2], dtype=np.float32)
    wanted = np.eye(CHOICES, dtype=np.float32)[keys]
    flat = features.reshape(-1, features.shape[2])
    for _ in range(STEPS if len(keys) else 0):
        scores = (flat @ weights).reshape(-1, CHOICES)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        surplus = odds / odds.sum(axis=1, keepdims=True) - wanted
        weights -= PACE * (surplus.ravel() @ flat / len(keys) + RIDGE * weights)
    return weights


def _features(questions: Sequence[Question]) -> Features:
    uses = Counter(word for q in questions for option in q.options for word in content_words(option.text))
    column = {word: at for at, word in enumerate(w for w in sorted(uses) if uses[w] >= FEWEST_USES)}
    rows = np.zeros((len(questions), CHOICES, len(column) + 5), dtype=np.float32)
    for row, question in zip(rows, questions, strict=True):
        usual = fmean(len(option.text) for option in question.options)
        for cells, option in zip(row, question.options, strict=True):
            cells[[column[word] for word in content_words(option.text) if word in column]] = 1
            cells[-5:] = _form(option, usual)
    return rows


def _form(option: Option, usual: float) -> list[float]:
    length = len(option.text)
    return [
        length / usual - 1,
        abs(length / usual - 1),
        details(option.text),
        hedges(option.text),
        len(ABSOLUTE.findall(option.text)),
    ]


def _folds(question: Question) -> list[int]:
    return [byte % FOLDS for byte in blake2b(question.id.encode(), digest_size=DEALS).digest()]
