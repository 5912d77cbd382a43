import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** What becomes of a wish to connect. */
export type Verdict =
  | { kind: "silence" }
  | { kind: "refused" }
  | { kind: "unreachable" }
  | { kind: "open"; serve(socket: Socket): void };

export type Decide = (host: string, port: number) => Promise<Verdict>;

const REFUSALS = { refused: 5, unreachable: 4 } as const;
const IPV4 = 1;
const NAME = 3;
const IPV6 = 4;

/** A SOCKS5 server (RFC 1928; connecting alone, nobody signs in) whose network is `decide`. */
export function socksServer(decide: Decide): Server {
  return createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => socket.destroy());
    serve(socket, decide).catch(() => socket.destroy());
  });
}

async function serve(socket: Socket, decide: Decide): Promise<void> {
  const [version, methods = 0] = await take(socket, 2);
  if (version !== 5) return void socket.destroy();
  await take(socket, methods);
  socket.write(Buffer.from([5, 0]));
  const [, command, , kind = 0] = await take(socket, 4);
  const host = await hostOf(socket, kind);
  const port = (await take(socket, 2)).readUInt16BE();
  if (command !== 1) return void socket.end(reply(7));
  const verdict = await decide(host, port);
  // Silent until the other side has had enough.
  if (verdict.kind === "silence") return void socket.resume();
  if (verdict.kind !== "open") return void socket.end(reply(REFUSALS[verdict.kind]));
  socket.write(reply(0));
  verdict.serve(socket);
}

async function hostOf(socket: Socket, kind: number): Promise<string> {
  if (kind === NAME) {
    const [length = 0] = await take(socket, 1);
    return (await take(socket, length)).toString("utf8").toLowerCase();
  }
  if (kind === IPV4) return [...(await take(socket, 4))].join(".");
  if (kind !== IPV6) throw new Error("no such kind of address");
  const bytes = await take(socket, 16);
  return (bytes.toString("hex").match(/..../g) ?? []).join(":");
}

function reply(code: number): Buffer {
  return Buffer.from([5, code, 0, IPV4, 0, 0, 0, 0, 0, 0]);
}

async function take(socket: Socket, length: number): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0);
  for (;;) {
    const bytes: unknown = socket.read(length);
    if (bytes instanceof Buffer && bytes.length === length) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error("it said too little");
    await moreOrEnd(socket);
  }
}

async function moreOrEnd(socket: Socket): Promise<void> {
  const over = new AbortController();
  const until = { signal: over.signal };
  try {
    await Promise.race([once(socket, "readable", until), once(socket, "close", until)]);
  } finally {
    over.abort();
  }
}
