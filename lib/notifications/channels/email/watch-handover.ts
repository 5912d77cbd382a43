/**
 * Watches one SMTP exchange for the moment the whole message has left. The mail library tells its
 * logger: an entry about the message that counts the bytes sent is written once the last has gone.
 */
export function watchHandover() {
  let done = false;
  const listen = (entry: unknown): void => {
    if (typeof entry !== "object" || entry === null || !("tnx" in entry)) return;
    if (entry.tnx === "message" && "outByteCount" in entry) done = true;
  };
  const quiet = (): void => undefined;
  const logger = {
    level: quiet,
    trace: listen,
    debug: listen,
    info: listen,
    warn: quiet,
    error: quiet,
    fatal: quiet,
  };
  return { logger, isDone: () => done };
}
