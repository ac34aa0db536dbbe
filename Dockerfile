# syntax=docker/dockerfile:1
# docker build -t member-directory .
# docker run -d -p 8080:8080 -v member-directory:/data member-directory

FROM swift:6.3.1-bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends libsqlite3-dev zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The dependencies are a layer of their own: fetched again only when the manifest changes.
COPY Package.swift ./
RUN swift package resolve
COPY . .
RUN swift build -c release --static-swift-stdlib --product member-directory \
 && install -D -m 755 "$(swift build -c release --static-swift-stdlib --show-bin-path)/member-directory" \
      /out/member-directory \
 && strip /out/member-directory \
 && /out/member-directory --version

FROM debian:bookworm-20260824-slim@sha256:88200866dfff7ea7f5cbcb6ec7c8a701889efe6fe859fe64d6990e4b07ea4171
RUN apt-get update \
 && apt-get install -y --no-install-recommends libsqlite3-0 libstdc++6 zlib1g \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 member-directory \
 && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin \
      member-directory \
 && install -d -o 10001 -g 10001 -m 750 /data
COPY --from=build /out/member-directory /usr/local/bin/member-directory

LABEL org.opencontainers.image.title="member-directory" \
      org.opencontainers.image.description="The member directory of the Oslo Region European Office, as an HTTP JSON API" \
      org.opencontainers.image.version="0.1.0"

# A variable rather than a flag, so that `docker exec … member-directory check-health`, `migrate` and
# `export` see the same settings as the server.
ENV MEMBER_DIRECTORY_PROFILE=production
WORKDIR /data
VOLUME /data
EXPOSE 8080
# By number: Kubernetes' runAsNonRoot can check no name.
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --start-interval=1s --retries=3 \
  CMD ["member-directory", "check-health"]
ENTRYPOINT ["member-directory"]
CMD ["serve"]
