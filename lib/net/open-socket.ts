import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { env } from "@/lib/env";
import { guardAddress, guardPlace, type Place, type Purpose } from "./guard-address";
import { NetFailure, toNetFailure } from "./net-failure";
import { openPlayedSocket } from "./played-socket";

export interface SocketRequest extends Place {
  /** For all of it: looking the name up and connecting. */
  readonly timeoutMs: number;
  readonly purpose: Purpose;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A connected socket to an address of the public internet, and to no other: names are looked up once
 * and what was checked is connected to. In the sandbox world it leads to the sandbox's network. It is
 * the caller's to end. Throws `NetFailure`.
 */
export async function openSocket(request: SocketRequest): Promise<Socket> {
  const place = guardPlace(request, request.purpose);
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  if (env.WORLD === "sandbox") return openPlayedSocket(place, signal);
  const host = await guardAddress(place.host, signal);
  return connected({ host, port: place.port }, signal);
}

async function connected(place: Place, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ ...place, noDelay: true });
  try {
    await once(socket, "connect", { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? new NetFailure("timeout") : toNetFailure(error);
  }
}
