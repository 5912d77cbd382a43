import { connect, createServer, type Server, type Socket } from "node:net";

/** A line to the test's database that can be cut and joined again. */
export interface DatabaseLine {
  readonly url: string;
  connectAfter(ms: number): Promise<void>;
  cut(): void;
}

export async function openLine(): Promise<DatabaseLine> {
  const far = new URL(process.env.DATABASE_URL ?? "");
  const near = new URL(far);
  near.hostname = "127.0.0.1";
  near.port = String(await freePort());
  const sockets = new Set<Socket>();
  const held: { server?: Server } = {};
  return {
    url: near.href,
    async connectAfter(ms) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      const server = createServer((client) => {
        sockets.add(client);
        const database = connect(Number(far.port || 5432), far.hostname);
        client.pipe(database).pipe(client);
        client.on("error", () => database.destroy());
        database.on("error", () => client.destroy());
        client.on("close", () => database.destroy());
        database.on("close", () => client.destroy());
      });
      held.server = server;
      await new Promise<void>((ready) => server.listen(Number(near.port), "127.0.0.1", ready));
    },
    cut() {
      held.server?.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address ? address.port : 0;
}
