import { connect, createServer } from "node:net";

/** The preferred port of this machine's loopback if nothing listens there, else a free one. */
export async function pickPort(preferred?: number): Promise<number> {
  if (preferred !== undefined && !(await isPortTaken(preferred))) return preferred;
  return listenOnce(0);
}

/** Whether a program answers or listens on this port of the loopback, on IPv4 or IPv6. */
export async function isPortTaken(port: number): Promise<boolean> {
  const answers = await Promise.all([isAnswering(port, "127.0.0.1"), isAnswering(port, "::1")]);
  if (answers.includes(true)) return true;
  return listenOnce(port).then(
    () => false,
    () => true,
  );
}

/** Whether browsers refuse to open pages on this port; Node.js refuses the same ones. */
export async function isBlockedInBrowsers(port: number): Promise<boolean> {
  const signal = AbortSignal.timeout(500);
  const failure: unknown = await fetch(`http://127.0.0.1:${port}/`, { signal }).catch(
    (error: unknown) => error,
  );
  const cause = failure instanceof Error ? failure.cause : undefined;
  return cause instanceof Error && cause.message === "bad port";
}

function isAnswering(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 });
    const answer = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", () => answer(false));
    socket.once("timeout", () => answer(false));
  });
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const given = typeof address === "object" && address !== null ? address.port : port;
      server.close(() => resolve(given));
    });
  });
}
