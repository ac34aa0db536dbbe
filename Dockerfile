# docker build -t member-directory .
# docker run -d -p 8080:8080 -v member-directory:/data member-directory
# Scripts/image builds this with docker, podman or buildah and tests the result.

# The base images. Another Swift or Debian is tried with `--build-arg BUILD_BASE=…` and `--build-arg
# RUNTIME_BASE=…`.
ARG BUILD_BASE=swift:6.3.1-bookworm
ARG RUNTIME_BASE=debian:bookworm-20260824-slim@sha256:88200866dfff7ea7f5cbcb6ec7c8a701889efe6fe859fe64d6990e4b07ea4171

FROM ${BUILD_BASE} AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends libdeflate-dev libsqlite3-dev zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The dependencies have their own layer, so that they are fetched again only when the manifest changes.
COPY Package.swift ./
RUN swift package resolve
COPY . .
RUN swift build -c release --static-swift-stdlib --product member-directory \
 && install -D -m 755 "$(swift build -c release --static-swift-stdlib --show-bin-path)/member-directory" \
      /out/member-directory \
 && strip /out/member-directory \
 && /out/member-directory --version
# The licences of the packages that the binary contains (docs/third-party.md).
RUN cd .build/checkouts && find . -maxdepth 2 '(' -name LICENSE.txt -o -name NOTICE.txt ')' \
      -exec install -D -m 644 '{}' '/out/licences/{}' ';'

FROM ${RUNTIME_BASE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends libdeflate0 libsqlite3-0 libstdc++6 tzdata zlib1g \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 member-directory \
 && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin \
      member-directory \
 && install -d -o 10001 -g 10001 -m 750 /data /backups
COPY --from=build /out/member-directory /usr/local/bin/member-directory
COPY --from=build /out/licences /usr/share/doc/member-directory

LABEL org.opencontainers.image.title="member-directory" \
      org.opencontainers.image.description="The member directory of the Oslo Region European Office, as an HTTP JSON API" \
      org.opencontainers.image.version="0.1.0"

# A variable rather than a flag, so that `docker exec … member-directory check-health`, `migrate` and
# `export` see the same settings as the server.
ENV MEMBER_DIRECTORY_PROFILE=production
WORKDIR /data
VOLUME /data
EXPOSE 8080
# A number, because Kubernetes' runAsNonRoot cannot check a name.
USER 10001:10001
STOPSIGNAL SIGTERM
# Without --start-interval, which Podman and Buildah of Debian 12 do not know.
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 \
  CMD ["member-directory", "check-health"]
ENTRYPOINT ["member-directory"]
CMD ["serve"]
