from bot.richtext.parse import parse
from bot.richtext.plain import plain

MARKDOWN = r"""
# A title

Some **bold** words with `code`, $d_k$ and $\begin{x}$ in [a paper](https://example.org) at
<https://example.org>.

- one
- two
  - inside

1. first\
   goes on
2. second

```python
if x:
    y()

```

$$
x^2
$$
"""

PLAIN = r"""
A title

Some bold words with code, dₖ and \begin{x} in a paper (https://example.org) at https://example.org.

- one
- two
  – inside

1. first
   goes on
2. second

    if x:
        y()

    x²
"""


def test_rich_text_as_plain_text() -> None:
    assert plain(parse(MARKDOWN)) == PLAIN.strip()


def test_nothing_is_an_empty_text() -> None:
    assert plain(()) == ""
