FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 SPENDSCOPE_DATA=/tmp/spendscope SHUTDOWN_DELAY_SECONDS=5
WORKDIR /app
COPY --from=build /app/dist ./dist
COPY --from=build /app/migrations ./migrations
USER node
EXPOSE 4600
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4600/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# A post of 500 events is a few MB of short-lived objects: with room for them, collecting garbage costs a third.
ENTRYPOINT ["node", "--max-semi-space-size=64", "dist/spendscope.mjs"]
CMD ["start"]
