# Any Debian-based Node image of version 20.19 or later will do.
ARG BASE=node:24-slim

FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM ${BASE}
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force
COPY --from=build /app/dist dist
COPY scenarios scenarios
COPY schemas schemas
USER node
# What V8 compiles of it is kept in the image, so that each container starts like a later start: one answer, then a signal to leave.
RUN node -e "const { spawn } = require('node:child_process'); \
  const server = spawn(process.execPath, ['dist/main.js', 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] }); \
  server.on('exit', (code) => process.exit(code ?? 1)); \
  server.stdout.once('data', () => fetch('http://127.0.0.1:8080/events/v1/aggregated?limit=25', \
    { headers: { 'Argus-API-Key': '1/2/mysecretapikey' } }).then((answer) => answer.text()).then(() => setTimeout(() => server.kill(), 1000)))"
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
# It listens beyond itself, so the control plane asks for a token: the one in SIEM_SIM_CONTROL_TOKEN, or one that it makes and prints.
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
