const USUAL_S = 60;
/** Nobody is silenced for longer by what somebody else's program answers. */
const MOST_S = 3_600;

/**
 * How long to leave a place in peace that says it has had too much, in milliseconds: the seconds it
 * asks for, an hour at most; a minute where it does not say. Pure.
 */
export function askedWaitMs(seconds: unknown): number {
  const asked = typeof seconds === "string" && seconds.trim() !== "" ? Number(seconds) : seconds;
  const isWait = typeof asked === "number" && Number.isFinite(asked) && asked >= 0;
  return Math.ceil((isWait ? Math.min(asked, MOST_S) : USUAL_S) * 1_000);
}
