"""Our own YAML: a topic's file where there is one topic and nothing is missing, else a pack.

Both can be put into a bank's folder.
"""

from bot.adapters.bank.exporting.entries import topics_of
from bot.adapters.bank.exporting.exported import Exported, Selection
from bot.adapters.bank.writing import pack_file, topic_files

FORMAT = "yaml"
TITLE = "Exported questions"


def export(selection: Selection) -> Exported:
    questions, topics = selection.questions, topics_of(selection)
    files = topic_files(questions, selection.title_of) if len(topics) == 1 else {}
    if files.keys() == topics.keys():
        [content] = files.values()
    else:
        content = pack_file(TITLE, questions, selection.title_of)
    return Exported(content, len(questions), {})
