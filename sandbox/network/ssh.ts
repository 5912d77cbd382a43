import type { Socket } from "node:net";
import ssh2, { type AuthContext, type ParsedKey, type ServerChannel } from "ssh2";

/** Somebody who may come in: a machine, as the SSH server sees it. */
export interface Resident {
  user: string;
  authorizedKeys: string[];
  /** Runs a command over the channel; answers how to end it. */
  run(command: string, channel: ServerChannel): () => void;
}

/**
 * Speaks SSH on a socket with a host key: whoever holds one of the residents' keys runs commands as
 * that resident; there are no passwords, terminals or files.
 */
export function serveSsh(socket: Socket, hostKey: string, residents: Resident[]): void {
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    let inside: Resident | undefined;
    const ends = new Set<() => void>();
    client.on("error", () => socket.destroy());
    client.on("authentication", (context) => {
      inside = residents.find((one) => one.user === context.username && isLetIn(context, one));
      if (inside) context.accept();
      else context.reject(["publickey"]);
    });
    client.on("session", (accept) => {
      const session = accept();
      session.on("exec", (take, _refuse, { command }) => {
        const channel = take();
        const end = inside?.run(command, channel);
        if (end) ends.add(end);
        channel.on("close", () => end?.());
      });
    });
    client.on("close", () => {
      for (const end of ends) end();
    });
  });
  server.on("error", () => socket.destroy());
  server.injectSocket(socket);
}

function isLetIn(context: AuthContext, { authorizedKeys }: Resident): boolean {
  if (context.method !== "publickey") return false;
  const key = authorizedKeys
    .flatMap((line) => parsed(line) ?? [])
    .find((one) => one.getPublicSSH().equals(context.key.data));
  if (!key) return false;
  // Without a signature it only asks whether the key would do.
  if (!context.signature || !context.blob) return true;
  return key.verify(context.blob, context.signature, context.hashAlgo) === true;
}

function parsed(line: string): ParsedKey | undefined {
  const key = ssh2.utils.parseKey(line);
  return key instanceof Error ? undefined : key;
}
