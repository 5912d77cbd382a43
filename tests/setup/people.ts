import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { sealSessionId, sessionCookie } from "@/lib/auth/session-cookie";
import { makeAccount } from "@/tests/factories/people";

/**
 * Makes accounts for journeys that are about something else: who asks with an address and a password
 * has the cookie of an open session of that person. The port is the first argument.
 */
const shape = z.object({ email: z.string(), password: z.string() });

const server = createServer(async (request, response) => {
  try {
    const { sessionId } = await makeAccount({ ...shape.parse(await json(request)), locale: "en" });
    const { name } = sessionCookie();
    response.end(JSON.stringify({ name, value: await sealSessionId(sessionId) }));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(Number(process.argv[2]), "127.0.0.1", () => process.stdout.write("ready people\n"));
