import type { HttpCheck } from "@/lib/beginning/http-check";
import type { Target } from "@/lib/health/probes/contract";

/**
 * Where a machine's service is asked. A machine with an address of its own is asked there; another at
 * the place its provider opened for the port. `null`: there is none, or the path leads to another.
 */
export function serviceUrl(
  { ssh, publicPorts, hasOwnAddress }: Pick<Target, "ssh" | "publicPorts" | "hasOwnAddress">,
  { port, path }: HttpCheck,
): URL | null {
  const opened = publicPorts.find(({ internal }) => internal === port)?.external;
  const own = hasOwnAddress && ssh ? `${bracketed(ssh.host)}:${port}` : undefined;
  const place = opened ?? own;
  if (place === undefined) return null;
  const base = URL.parse(place.includes("://") ? place : `http://${place}`);
  const url = base && URL.parse(path, base);
  return url?.origin === base?.origin ? url : null;
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
