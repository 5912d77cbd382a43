import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { env } from "@/lib/env";
import type { Place } from "./guard-address";
import { NetFailure, type NetFailureKind, toNetFailure } from "./net-failure";
import { isLiteral, isPlayedAddress, isPublicAddress } from "./public-address";

/** What a SOCKS5 proxy (RFC 1928) answers where it does not connect. */
const kindOfReply: Readonly<Record<number, NetFailureKind>> = {
  2: "blocked",
  3: "unreachable",
  4: "unreachable",
  5: "refused",
  6: "timeout",
};

const GREETING = Buffer.from([5, 1, 0]);

/**
 * A socket in the sandbox's network, which alone knows the played machines: nothing of the sandbox
 * world goes to the real internet by it. Addresses that the live world blocks are blocked here too.
 */
export async function openPlayedSocket(place: Place, signal: AbortSignal): Promise<Socket> {
  if (isLiteral(place.host) && !isPublicAddress(place.host) && !isPlayedAddress(place.host)) {
    throw new NetFailure("blocked");
  }
  if (!env.SANDBOX_NETWORK_URL) throw new NetFailure("unreachable");
  const network = new URL(env.SANDBOX_NETWORK_URL);
  const socket = connect({ host: network.hostname, port: Number(network.port), noDelay: true });
  try {
    await once(socket, "connect", { signal });
    await askFor(socket, place, signal);
    return socket;
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? new NetFailure("timeout") : toNetFailure(error);
  }
}

/** Reads the answers to the byte: what follows them is already the machine speaking. */
async function askFor(socket: Socket, { host, port }: Place, signal: AbortSignal): Promise<void> {
  socket.write(GREETING);
  const [version, method] = await take(socket, 2, signal);
  if (version !== 5 || method !== 0) throw new NetFailure("protocol");
  const name = Buffer.from(host, "utf8");
  const head = Buffer.from([5, 1, 0, 3, name.length]);
  socket.write(Buffer.concat([head, name, Buffer.from([port >> 8, port & 0xff])]));
  const [, reply] = await take(socket, 10, signal);
  if (reply !== 0) throw new NetFailure(kindOfReply[reply ?? 1] ?? "unreachable");
}

async function take(socket: Socket, length: number, signal: AbortSignal): Promise<Buffer> {
  for (;;) {
    const bytes: unknown = socket.read(length);
    if (bytes instanceof Buffer && bytes.length === length) return bytes;
    if (socket.readableEnded) throw new NetFailure("closed");
    await moreOrEnd(socket, signal);
  }
}

async function moreOrEnd(socket: Socket, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const until = { signal: AbortSignal.any([signal, over.signal]) };
  try {
    await Promise.race([once(socket, "readable", until), once(socket, "end", until)]);
  } finally {
    over.abort();
  }
}
