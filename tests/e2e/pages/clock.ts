import { z } from "zod";
import { here } from "@/tests/setup/here";

const time = z.object({ now: z.coerce.date() });
const address = () => `${here().settings.SANDBOX_URL}/control/clock`;

/** What the clock of the whole world shows. */
export async function readClock(): Promise<Date> {
  return time.parse(await (await fetch(address())).json()).now;
}

/** Moves the clock of the whole world on. */
export async function moveClockOn(ms: number): Promise<void> {
  await fetch(address(), { method: "POST", body: JSON.stringify({ advanceMs: ms }) });
}
