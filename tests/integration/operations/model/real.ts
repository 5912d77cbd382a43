import { setTimeout as pause } from "node:timers/promises";
import { clock } from "@/lib/clock";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
import { AppError } from "@/lib/errors";
import { runVerb } from "@/lib/verbs/run-verb";
import type { SandboxProcess } from "../../sandbox/sandbox-process";
import { moveClock } from "../../sandbox/wire";
import { makeTenant, type Tenant } from "../rented-world";

const verbs = { stop, start, restart, terminate };
export type Verb = keyof typeof verbs;
export const verbNames = ["stop", "start", "restart", "terminate"] as const satisfies Verb[];

/** The product and its twin, one account's worth. */
export interface Real {
  readonly sandbox: SandboxProcess;
  readonly tenant: Tenant;
  readonly deploymentIds: string[];
  /** Workers that have not come to rest. */
  readonly working: Set<Promise<unknown>>;
  /** Machines the provider ended by itself. */
  readonly killed: Set<string>;
}

export async function makeReal(sandbox: SandboxProcess): Promise<Real> {
  const tenant = await makeTenant(sandbox);
  return { sandbox, tenant, deploymentIds: [], working: new Set(), killed: new Set() };
}

/** Wishes for something; answers why it was refused, or `null`. */
export async function ask({ tenant }: Real, verb: Verb, deploymentId: string) {
  try {
    await runVerb(verbs[verb], tenant.scope, { deploymentId });
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return error.message;
    throw error;
  }
}

/** Wakes workers for every deployment and does not wait for them. */
export function wake(real: Real, workers: number): void {
  for (const id of real.deploymentIds) {
    for (let one = 0; one < workers; one += 1) {
      const work = bringForward(id).finally(() => real.working.delete(work));
      real.working.add(work);
      work.catch(() => undefined);
    }
  }
}

/** Waits until no worker is in the middle of anything. */
export async function rest({ working }: Real): Promise<void> {
  await Promise.all(working);
}

/** Moves the clock of both sides on; a call that is under way would be torn apart by it. */
export async function letPass(real: Real, ms: number): Promise<void> {
  await rest(real);
  const readMs = () => clock.now().getTime() - Date.now();
  const wantedMs = readMs() + ms / 2;
  await moveClock(real.sandbox.url, ms);
  while (readMs() < wantedMs) await pause(10);
}
