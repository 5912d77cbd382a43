import { env } from "@/lib/env";

/**
 * Named places around every commit of an operation, `<kind>.<what>`. In the sandbox world CRASH_AT
 * (`create.intent:before`) makes the process die there as if its power were cut, which is how the
 * crash tests prove that no instruction is a bad one to die at.
 */
export function commitPoint(name: string, moment: "before" | "after"): void {
  if (env.WORLD !== "sandbox" || env.CRASH_AT !== `${name}:${moment}`) return;
  process.kill(process.pid, "SIGKILL");
}

/** Runs one commit (or one outside call) with its two places to die at. */
export async function atCommitPoint<T>(name: string, commit: () => Promise<T>): Promise<T> {
  commitPoint(name, "before");
  const answer = await commit();
  commitPoint(name, "after");
  return answer;
}
