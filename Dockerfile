# How to run it: docs/hosting.md. Both stages begin with the same pinned base.
FROM python:3.13.7-slim-trixie AS build
# requirements-all.txt has every optional part, such as what suggested ticks need.
ARG LOCK=requirements.txt
WORKDIR /src
COPY requirements.txt requirements-all.txt ./
RUN python -m venv /opt/warmup \
    && /opt/warmup/bin/pip install --no-cache-dir --no-deps --require-hashes -r "$LOCK" \
    && touch /opt/warmup/built_as_image
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY content ./content
COPY storage ./storage
RUN /opt/warmup/bin/pip install --no-cache-dir --no-deps . \
    && /opt/warmup/bin/pip check \
    && /opt/warmup/bin/pip uninstall --yes pip

FROM python:3.13.7-slim-trixie
RUN useradd --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin warmup \
    && install --directory --owner warmup --mode 700 /data
COPY --from=build /opt/warmup /opt/warmup
ENV PATH=/opt/warmup/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/warmup.db \
    XDG_CACHE_HOME=/data/cache \
    WARMUP_HEALTH_PORT=8080
USER 10001
WORKDIR /data
VOLUME /data
# /readyz is 503 when a restart may help.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['WARMUP_HEALTH_PORT'] + '/readyz', timeout=8)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["warmup"]
CMD ["run"]
