import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { fileClock } from "./clock";
import { providerRoutes } from "./control/provider-routes";
import { missing } from "./control/route";
import { worldRoutes } from "./control/world-routes";
import type { SandboxSettings } from "./env";
import { startSmtp } from "./mail/smtp";
import { openNetwork } from "./network/network";
import { type Outside, openOutside } from "./outside";
import { pageRoutes } from "./page/routes";
import { openStore } from "./store";
import { stripeControlRoutes } from "./stripe/control/routes";
import { stripePageRoutes } from "./stripe/pages/routes";
import { botRoutes } from "./telegram/bot-routes";
import { telegramControlRoutes } from "./telegram/control-routes";
import { phoneRoutes } from "./telegram/phone-page";
import { json, send } from "./wire/answer";
import { isForeignPage, isLoopbackHost } from "./wire/guard";
import { readRequest } from "./wire/read-request";
import { findRoute } from "./wire/router";
import { serveTwin } from "./wire/serve-twin";

/** A running sandbox: its ports, and how to end it after the calls in flight. */
export interface Sandbox {
  port: number;
  smtpPort: number;
  networkPort: number;
  close(): Promise<void>;
}

/** Where programs of teams take what is posted to them; only the network of the machines knows it. */
const RECEIVERS = "receivers.sandbox.test";

/** Starts the outside world; takes the port first, so a second copy never touches the data. */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const world: { outside?: Outside } = {};
  const server = createServer((incoming, response) => {
    const { outside } = world;
    if (!outside) return send(response, json(503, { error: "starting" }));
    answer(outside, incoming, response).catch((error: unknown) => fail(response, error));
  });
  server.listen(settings.port, "127.0.0.1");
  await once(server, "listening");

  mkdirSync(settings.dataDir, { recursive: true });
  const store = openStore(settings.dataDir);
  const clock = fileClock(settings.clockFile);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.port;
  const outside = openOutside(settings, port, clock, store);
  const receivers = createServer((incoming, response) => {
    receive(outside, incoming, response).catch((error: unknown) => fail(response, error));
  });
  const smtp = await startSmtp(settings.smtpPort, outside.mailbox, outside.smtpFaults, clock);
  outside.smtpPort = smtp.port;
  const network = await openNetwork({
    port: settings.networkPort,
    dir: join(settings.dataDir, "machines"),
    authorityFile: join(settings.dataDir, "network-authority.pem"),
    seed: settings.seed,
    twins: outside.served.map(({ twin }) => twin),
    conditions: outside.conditions,
    store,
    sites: { [RECEIVERS]: (socket) => receivers.emit("connection", socket) },
  });
  outside.networkPort = network.port;
  const stopStripe = outside.stripe.start();
  world.outside = outside;

  return {
    port,
    smtpPort: smtp.port,
    networkPort: network.port,
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), 2_000);
      await closed;
      clearTimeout(late);
      stopStripe();
      receivers.closeAllConnections();
      await smtp.close();
      await network.close();
      store.close();
    },
  };
}

async function answer(
  outside: Outside,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLoopbackHost(incoming.headers)) {
    return send(response, json(403, { error: "this server answers to loopback names only" }));
  }
  const request = await readRequest(incoming);
  const served = outside.served.find(({ twin }) => isUnder(request.path, twin.mount));
  if (served) {
    const path = request.path.slice(served.twin.mount.length);
    return serveTwin(served, { ...request, path }, incoming, response);
  }
  const changes = request.method !== "GET" && request.method !== "HEAD";
  if ((changes || isUnder(request.path, "/control")) && isForeignPage(incoming.headers)) {
    return send(response, json(403, { error: "requests from web pages are refused" }));
  }
  const routes = [
    ...worldRoutes(outside),
    ...stripeControlRoutes(outside.stripe),
    ...botRoutes(outside.telegram),
    ...telegramControlRoutes(outside.telegram),
    ...phoneRoutes(outside.telegram),
    ...outside.receivers,
    ...outside.mailServices,
    ...providerRoutes(outside),
    ...pageRoutes(outside),
    ...stripePageRoutes(outside.stripe),
  ];
  const found = findRoute(routes, request.method, request.path);
  if (found.kind === "none") return send(response, missing("no such path"));
  if (found.kind === "wrong-method") {
    return send(response, json(405, { error: `use ${found.allowed.join(" or ")}` }));
  }
  if (request.malformed) return send(response, json(400, { error: "the body is no JSON" }));
  send(response, await found.route.run({ ...request, params: found.params }));
}

async function receive(
  outside: Outside,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  const found = findRoute(outside.receivers, request.method, request.path);
  if (found.kind !== "route") return send(response, missing("no such path"));
  send(response, await found.route.run({ ...request, params: found.params }));
}

function isUnder(path: string, mount: string): boolean {
  return path === mount || path.startsWith(`${mount}/`);
}

function fail(response: ServerResponse, error: unknown): void {
  console.error(error);
  if (response.headersSent) response.destroy();
  else send(response, json(500, { error: "the sandbox itself failed" }));
}
