"""A good topic file in parts, so that a test changes only what it is about."""

from pathlib import Path

HEAD = "title: Attention\nquestions:\n"
QUESTION = """\
  - id: scaling
    topic: attention
    level: intermediate
    kind: math
    prompt: Why does attention divide its scores by $\\sqrt{d_k}$?
    options:
      - text: It brings the variance of scores back to one.
        why: The sum of independent products has the variance d_k.
        right: true
      - text: It brings the sum of weights back to one.
        why: That is the work of the softmax, whatever the scale.
      - text: It brings the length of keys back to one.
        why: That would be true if keys were divided by their norms.
      - text: It brings the largest of scores to zero.
        why: That is what subtracting the maximum does in a stable softmax.
    answer: |
      The dot product has variance $d_k$, so dividing by its root keeps the softmax out of its flat regions.
    key_points:
      - The variance grows with the width.
    follow_ups:
      - What happens without it?
    red_flags:
      - Calls it a convention.
    tags: [softmax]
    references:
      - title: Attention Is All You Need
        authors: Vaswani et al.
        year: 2017
"""
OPTIONS = QUESTION[QUESTION.index("    options:") : QUESTION.index("    answer:")]


def write(folder: Path, content: str | bytes = HEAD + QUESTION, topic: str = "attention") -> Path:
    """Put a topic's file into a folder; the folder."""
    folder.mkdir(exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    (folder / f"{topic}.yaml").write_bytes(data)
    return folder
