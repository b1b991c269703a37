import os

from hypothesis import settings

# CI tries the same examples every time; on a developer's machine each run looks for new ones
settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
