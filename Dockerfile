# Footnote in a container: articles in /articles, everything that it writes in /store, nothing else writable.
#   docker build -t footnote .
#   docker run --read-only --tmpfs /tmp -e FOOTNOTE_PASSWORD -p 127.0.0.1:7860:7860 \
#     -v ./articles:/articles:ro -v footnote:/store footnote
FROM python:3.12-slim AS build
WORKDIR /source
RUN python -m venv /opt/footnote
COPY requirements.lock ./
RUN /opt/footnote/bin/python -m pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY rag rag
COPY ui ui
COPY eval eval
COPY seeds seeds
RUN /opt/footnote/bin/python -m pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --uid 10001 --no-create-home --home-dir /store footnote \
    && mkdir /articles /store && chown footnote /articles /store
COPY --from=build /opt/footnote /opt/footnote
ENV PATH=/opt/footnote/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/store \
    FOOTNOTE_CORPUS=/articles \
    FOOTNOTE_STORE=/store/index \
    FOOTNOTE_LOG=json
USER 10001
WORKDIR /store
VOLUME ["/articles", "/store"]
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/ready', timeout=4)"]
ENTRYPOINT ["footnote"]
CMD ["chat", "--host", "0.0.0.0", "--port", "7860", "--no-browser", "--read-only"]
