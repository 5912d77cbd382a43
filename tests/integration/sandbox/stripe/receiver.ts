import { once } from "node:events";
import { createServer } from "node:http";

export interface Received {
  body: string;
  signature: string;
}

/** A server that hears webhooks; it answers with the status it is told to, 200 at first. */
export async function openReceiver() {
  const received: Received[] = [];
  const state = { status: 200 };
  const server = createServer(async (incoming, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(Buffer.from(piece));
    const body = Buffer.concat(pieces).toString("utf8");
    received.push({ body, signature: String(incoming.headers["stripe-signature"] ?? "") });
    response.statusCode = state.status;
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/stripe`,
    received,
    answerWith(status: number) {
      state.status = status;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
