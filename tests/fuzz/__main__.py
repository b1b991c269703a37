"""Looks for files that a reader fails on: nothing but its own refusal may ever come of a file.

python -m tests.fuzz FORMAT [libFuzzer's options, such as -max_total_time=60 and a folder of examples]

Needs atheris, which no other test does: `pip install atheris`. A file that makes a reader fail is kept as
`crash-…` in the current folder.
"""

import sys

import atheris

with atheris.instrument_imports(include=["bot.adapters.bank", "bot.strict_yaml"]):
    from bot.adapters.bank.importing.detection import FORMATS
    from bot.adapters.bank.importing.found import CannotImport
    from bot.adapters.bank.importing.quiz_formats import reader

    READERS = {name: reader(name) for name in FORMATS}


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in READERS:
        raise SystemExit(f"python -m tests.fuzz {'|'.join(READERS)} [options]")
    read = READERS[sys.argv.pop(1)]

    def attempt(data: bytes) -> None:
        read.looks_like(data)
        try:
            read.read(data)
        except CannotImport:
            return

    atheris.Setup(sys.argv, attempt)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
