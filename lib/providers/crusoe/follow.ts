import { rest } from "../rest";
import type { Operation } from "./wire";

const EVERY_MS = 2_000;

/**
 * Reads an operation until it is over, or until `limitMs` have passed; `pace` divides the waits.
 * Answers it as it was read last.
 */
export async function follow(
  read: () => Promise<Operation>,
  { limitMs, pace, signal }: Following,
): Promise<Operation> {
  const untilMs = performance.now() + limitMs / pace;
  for (;;) {
    const operation = await read();
    if (operation.state !== "IN_PROGRESS" || performance.now() >= untilMs) return operation;
    await rest(EVERY_MS / pace, signal);
  }
}

export interface Following {
  readonly limitMs: number;
  readonly pace: number;
  readonly signal: AbortSignal | undefined;
}
