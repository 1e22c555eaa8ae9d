# The bot in an image: built with a compiler, run without one.

FROM node:20-bookworm-slim AS build
# hnswlib-node has no compiled form on npm.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
# CPU inference does not need the CUDA files that onnxruntime-node would download.
RUN ONNXRUNTIME_NODE_INSTALL=skip npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY commands commands
COPY embeddings embeddings
RUN npx tsc -p tsconfig.build.json \
  && ONNXRUNTIME_NODE_INSTALL=skip npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
  ON_RECORD_STATE_DIR=/state \
  ON_RECORD_CORPUS_DIR=/corpus \
  ON_RECORD_HEALTH_PORT=0.0.0.0:9464
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY embeddings/tagger embeddings/tagger
COPY embeddings/reader embeddings/reader
COPY corpus /corpus
# Database, vector index and encoder, written at the first start.
RUN mkdir /state && chown node:node /state
VOLUME /state
USER node
EXPOSE 9464
HEALTHCHECK --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/bot.js"]
