import os

from hypothesis import settings

# NumPy's threads wait by spinning: on a busy machine that takes longer than the work; set before its import
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# CI tries the same examples every time; on a developer's machine each run looks for new ones
settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
