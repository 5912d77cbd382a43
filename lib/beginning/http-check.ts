import type { Capabilities } from "@/lib/providers/contract";

/** What a machine's service is asked over HTTP. */
export interface HttpCheck {
  /** The port as the machine itself has it. */
  readonly port: number;
  /** Begins with one slash; a second one, or one turned over, would name another host. */
  readonly path: string;
  /** A text that its answer must hold; `null`: any will do. */
  readonly match: string | null;
}

const form = /^(\d{1,5})(\/(?!\/)[^\s\\]*)(?: (\S.*))?$/;
const MOST_PORT = 65_535;

/**
 * Reads a check as it is written and kept: `8000/health`, and after a space a text that the answer
 * must hold, `8000/health ready`. `null` for what is none.
 */
export function parseHttpCheck(text: string): HttpCheck | null {
  const [, port = "", path = "", match = null] = form.exec(text.trim()) ?? [];
  const number = Number(port);
  return number >= 1 && number <= MOST_PORT ? { port: number, path, match } : null;
}

/** What decides which ports of a machine can be asked. */
export interface Reach extends Pick<Capabilities, "runtime" | "ports"> {
  /** Known to have no address of its own. */
  readonly sharesAddress: boolean;
  /** The ports that its launch names or its provider opened. */
  readonly opened: readonly number[];
}

/** Why nothing can be asked at a port of a machine, a key under `errors`; `null`: it can. Pure. */
export function portTrouble(
  port: number,
  { opened, sharesAddress, ...capabilities }: Reach,
): "http-check-port" | "http-check-address" | null {
  if (opened.includes(port)) return null;
  if (opensOnlyNamed(capabilities)) return "http-check-port";
  return sharesAddress ? "http-check-address" : null;
}

/** Whether a machine opens only the ports that its launch names; a VM without a firewall opens all. Pure. */
function opensOnlyNamed({ runtime, ports }: Pick<Capabilities, "runtime" | "ports">): boolean {
  return runtime === "container" || ports;
}
