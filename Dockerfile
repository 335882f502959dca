# syntax=docker/dockerfile:1
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_COMPILE=1
RUN python -m venv --without-pip /opt/ax-user-bot
WORKDIR /src
# The dependencies change less often than the code, so they are a layer of their own.
COPY requirements.txt .
RUN python -m pip --python /opt/ax-user-bot/bin/python install --require-hashes --only-binary :all: -r requirements.txt
COPY . .
RUN python -m pip --python /opt/ax-user-bot/bin/python install --no-deps . \
 && python -m pip --python /opt/ax-user-bot/bin/python check \
 && python -m compileall -q --invalidation-mode unchecked-hash /opt/ax-user-bot/lib
# What was just installed, as a CycloneDX bill of materials. The tool that writes it stays behind.
RUN python -m venv /opt/sbom \
 && /opt/sbom/bin/pip install --require-hashes --only-binary :all: -r requirements-sbom.txt \
 && /opt/sbom/bin/cyclonedx-py environment --pyproject pyproject.toml --mc-type application --output-reproducible \
    --output-file /opt/ax-user-bot/sbom.cdx.json /opt/ax-user-bot/bin/python

FROM python:${PYTHON}-slim
LABEL org.opencontainers.image.title="ax-user-bot" \
      org.opencontainers.image.description="Manage the users of an Arize AX account from Slack" \
      org.opencontainers.image.licenses="MIT"
# Nothing is written but the database in /data, so the root file system may be read-only.
ENV PATH=/opt/ax-user-bot/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/ax-user-bot.sqlite3
RUN useradd --system --no-create-home --uid 10001 --shell /usr/sbin/nologin ax-user-bot \
 && python -m pip uninstall --yes pip \
 && install --directory --owner 10001 --mode 0700 /data
COPY --from=build /opt/ax-user-bot /opt/ax-user-bot
WORKDIR /opt/ax-user-bot
COPY manifest.yml LICENSE ./
USER 10001
VOLUME /data
# HTTP mode alone; it needs BOT_HOST=0.0.0.0 too.
EXPOSE 3000
# Health and metrics, for whoever sets BOT_MONITOR_HOST=0.0.0.0; the check below asks from inside.
EXPOSE 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["ax-user-bot", "health"]
CMD ["ax-user-bot", "run"]
