# Two stages: packages are installed in the first, so that pip's leavings stay out of the second.
FROM python:3.11-slim AS packages
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation -e .

FROM python:3.11-slim
# Pictures name people in any script: DejaVu Sans comes with matplotlib, these 50 MB add most other scripts (noto-core),
# Chinese, Japanese and Korean in 5 MB instead of 91 (wqy-microhei), and emoji in outline (symbola).
RUN apt-get update && apt-get install --no-install-recommends --yes \
  fonts-noto-core fonts-symbola fonts-wqy-microhei && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /app studybot && mkdir /data && chown studybot /data
WORKDIR /app
COPY --from=packages /venv /venv
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY question_bank question_bank
COPY config config
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 STUDYBOT_DATA=/data STUDYBOT_HOST=0.0.0.0
USER studybot
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ.get(\"PORT\", 8080)}/healthz', timeout=4)"]
ENTRYPOINT ["studybot"]
CMD ["run"]
