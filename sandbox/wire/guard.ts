import type { IncomingHttpHeaders } from "node:http";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whether a request names this machine's loopback as its host (no rebound public name). */
export function isLoopbackHost(headers: IncomingHttpHeaders): boolean {
  return LOOPBACK.has(hostName(headers.host ?? ""));
}

/** Whether a web page of another origin sent this request. */
export function isForeignPage(headers: IncomingHttpHeaders): boolean {
  const { origin, host } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return true;
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, "").toLowerCase();
}
