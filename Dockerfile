# Any Debian-based image of Node 20.19 or later will do: --build-arg BASE=… The digest is that of an index of amd64 and arm64.
ARG BASE=docker.io/library/node:24-bookworm-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df

FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm sbom --sbom-format cyclonedx >sbom.json && node deploy/driver.cjs pg /driver

FROM ${BASE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="siem-sim" \
  org.opencontainers.image.description="Deterministic simulator and contract-test kit of the mnemonic Argus and USM Anywhere REST APIs" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
WORKDIR /app
# What the simulator uses is bundled (THIRD-PARTY.md, sbom.json), but for the driver of a store that replicas share.
COPY --from=build /app/package.json /app/LICENSE /app/THIRD-PARTY.md /app/sbom.json ./
COPY --from=build /app/dist dist
COPY --from=build /driver/node_modules node_modules
COPY --from=build /app/scenarios scenarios
COPY --from=build /app/schemas schemas
COPY deploy/health.cjs ./
RUN ln -s /app/dist/main.js /usr/local/bin/siem-sim && mkdir -m 700 /var/cache/siem-sim && chown 10001:10001 /var/cache/siem-sim
# It listens beyond itself, so the control plane asks for a token: the one in SIEM_SIM_CONTROL_TOKEN, or one that it makes and prints.
ENV NODE_ENV=production SIEM_SIM_HOST=0.0.0.0 XDG_CACHE_HOME=/var/cache
# A number, so that a cluster sees that it is not root. The root may be read-only.
USER 10001:10001
# What V8 compiles of it is kept in the image, so that each container starts like a later start: one answer, then a signal to leave.
RUN node -e "const { spawn } = require('node:child_process'); \
  const server = spawn(process.execPath, ['dist/main.js', 'serve', '--host', '127.0.0.1'], { stdio: ['ignore', 'pipe', 'inherit'] }); \
  server.on('exit', (code) => process.exit(code ?? 1)); \
  server.stdout.once('data', () => fetch('http://127.0.0.1:8080/events/v1/aggregated?limit=25', \
    { headers: { 'Argus-API-Key': '1/2/mysecretapikey' } }).then((answer) => answer.text()).then(() => setTimeout(() => server.kill(), 1000)))"
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 CMD ["node", "/app/health.cjs"]
ENTRYPOINT ["node", "/app/dist/main.js"]
CMD ["serve"]
