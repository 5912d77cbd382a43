import { env } from "./env";

/**
 * In the sandbox world CRASH_AT (`create.intent:before`) makes the process die as if its power were
 * cut, which is how the crash tests prove that no place is a bad one to die at.
 */
export function dieAt(name: string, moment: "before" | "after"): void {
  if (env.WORLD !== "sandbox") return;
  if (env.CRASH_AT === `${name}:${moment}`) process.kill(process.pid, "SIGKILL");
}
