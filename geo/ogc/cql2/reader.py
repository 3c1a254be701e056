"""The words of a filter, taken one after the other."""

from geo.errors import BadInput
from geo.ogc.cql2.refusal import refused
from geo.ogc.cql2.tokens import Token, tokens


class Reader:
    """`now` is the word that comes next. `depth` is for the parser to count how deep it is."""

    def __init__(self, text: str) -> None:
        self._tokens = list(tokens(text))
        self._next = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        """The next word; at the end that of kind `end`, again and again."""
        return self._tokens[self._next]

    def take(self) -> Token:
        """The next word, which is then behind us."""
        token = self.now
        if token.kind != "end":
            self._next += 1
        return token

    def take_sign(self, sign: str) -> bool:
        """Whether the next word was this sign; taken if so."""
        return self.now.is_sign(sign) and bool(self.take())

    def take_word(self, word: str) -> bool:
        """Whether the next word was this keyword; taken if so."""
        return self.now.word == word and bool(self.take())

    def expect_sign(self, sign: str) -> None:
        """Raises `BadInput` unless the next word is this sign."""
        if not self.take_sign(sign):
            raise self.surprise(f"{sign}")

    def expect_word(self, word: str) -> None:
        """Raises `BadInput` unless the next word is this keyword."""
        if not self.take_word(word):
            raise self.surprise(word.upper())

    def surprise(self, wanted: str, token: Token | None = None) -> BadInput:
        """What to raise where something else must stand."""
        token = token or self.now
        if token.kind == "end":
            return refused(f"The filter ends where {wanted} must follow", token.text)
        return refused(f"At character {token.at + 1} {wanted} must stand", token.text)
