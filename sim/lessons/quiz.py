"""Questions of a quiz, as data: each answer with feedback of its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AnswerOption:
    """One of the answers to choose from, and what is said to whoever chooses it."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class Question:
    """A question with its answers."""

    text: str
    answers: tuple[AnswerOption, ...]
