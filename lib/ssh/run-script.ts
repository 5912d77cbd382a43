import ssh2, { type Client, type ClientChannel } from "ssh2";
import { NetFailure, toNetFailure } from "@/lib/net/net-failure";
import { openSocket } from "@/lib/net/open-socket";
import { hostKeyLine, keyTypesFor } from "./host-key";
import { SshFailure } from "./ssh-failure";

export interface SshTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** OpenSSH format. */
  readonly privateKey: string;
  /** The key it is known by, `ssh-ed25519 AAAA...`; `null`: whichever it shows is trusted this once. */
  readonly hostKey: string | null;
}

export interface ScriptLimits {
  /** For all of it: connecting, shaking hands, running. */
  readonly timeoutMs: number;
  /** Of either output; what comes after is dropped. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ScriptResult {
  /** `null` where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly isCut: boolean;
  /** The key it showed: to be kept at the first meeting. */
  readonly hostKey: string;
  readonly ms: number;
}

/**
 * Runs a script by `/bin/sh` on a machine. Throws `SshFailure`: a changed host key is one, and then
 * nothing was said to the machine, the key that would open it least of all.
 */
export async function runScript(
  target: SshTarget,
  script: string,
  limits: ScriptLimits,
): Promise<ScriptResult> {
  const startedAt = performance.now();
  const timeout = AbortSignal.timeout(limits.timeoutMs);
  const signal = limits.signal ? AbortSignal.any([timeout, limits.signal]) : timeout;
  const client = new ssh2.Client();
  try {
    const hostKey = await shakeHands(client, target, limits.timeoutMs, signal);
    const channel = await openShell(client, signal);
    const output = await outputOf(channel, script, limits.maxBytes, signal);
    return { ...output, hostKey, ms: Math.round(performance.now() - startedAt) };
  } catch (error) {
    if (error instanceof SshFailure) throw error;
    if (signal.aborted) throw new SshFailure("timeout");
    throw new SshFailure(toNetFailure(error).kind);
  } finally {
    client.destroy();
  }
}

/** Answers the host key that was shown. */
async function shakeHands(
  client: Client,
  target: SshTarget,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string> {
  const { host, port, user, privateKey, hostKey } = target;
  const sock = await openSocket({ host, port, timeoutMs, purpose: "machine", signal });
  return new Promise((resolve, reject) => {
    let shown = "";
    const isAsKnown = () => hostKey === null || hostKey === shown;
    const fail = (error: Error & { level?: string }) => {
      if (shown !== "" && !isAsKnown()) reject(new SshFailure("host-key-changed", shown));
      else reject(error.level === "client-authentication" ? new SshFailure("key-refused") : error);
    };
    client
      .on("ready", () => resolve(shown))
      .on("error", fail)
      .on("close", () => fail(new NetFailure("closed")));
    onAbort(signal, reject);
    client.connect({
      sock,
      username: user,
      privateKey,
      readyTimeout: 0,
      algorithms: { serverHostKey: keyTypesFor(hostKey) },
      hostVerifier: (key: Buffer) => {
        shown = hostKeyLine(key);
        return isAsKnown();
      },
    });
  });
}

/** Rejects once the time is up, also where it was up before. */
function onAbort(signal: AbortSignal, reject: (error: Error) => void): void {
  const end = () => reject(new NetFailure("timeout"));
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
}

function openShell(client: Client, signal: AbortSignal): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    onAbort(signal, reject);
    client.on("close", () => reject(new NetFailure("closed")));
    client.exec("/bin/sh -s", (error, channel) => (error ? reject(error) : resolve(channel)));
  });
}

async function outputOf(
  channel: ClientChannel,
  script: string,
  maxBytes: number,
  signal: AbortSignal,
) {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  const stdout = collector(maxBytes);
  const stderr = collector(maxBytes);
  const ended: { code: number | null } = { code: null };
  onAbort(signal, reject);
  channel
    .on("data", stdout.add)
    .on("exit", (code: number | null) => {
      ended.code = code;
    })
    .on("error", reject)
    .on("close", () => resolve(ended.code));
  channel.stderr.on("data", stderr.add);
  channel.end(script.endsWith("\n") ? script : `${script}\n`);
  const exitCode = await promise;
  return {
    exitCode,
    stdout: stdout.text(),
    stderr: stderr.text(),
    isCut: stdout.isFull() || stderr.isFull(),
  };
}

function collector(maxBytes: number) {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add(chunk: Buffer) {
      if (size < maxBytes) chunks.push(chunk);
      size += chunk.length;
    },
    isFull: () => size > maxBytes,
    text: () => Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8"),
  };
}
