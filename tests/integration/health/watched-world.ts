import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { beginWatching } from "@/lib/health/claim-rounds";
import { probes } from "@/lib/health/probes/registry";
import { runRounds } from "@/lib/health/run-rounds";
import { microsToDecimal } from "@/lib/money";
import { settleAt } from "../operations/any-provider";
import { asOwner } from "../operations/as-owner";
import {
  askFor,
  isDone,
  isRunning,
  makeTenant,
  type Tenant,
  workUntil,
} from "../operations/rented-world";
import type { SandboxProcess } from "../sandbox/sandbox-process";
import { nativeId } from "../sandbox/wire";

const { signal } = new AbortController();

/** A machine that runs, and what can befall it. */
export interface Watched {
  readonly id: string;
  readonly tenant: Tenant;
  ssh(): Promise<{ readonly host: string; readonly port: number }>;
  ail(condition: Record<string, unknown>): Promise<void>;
  heal(): Promise<void>;
}

/** A place at a provider in which machines are made, all of one team. */
export interface Yard {
  machine(more?: { readonly httpCheck?: string }): Promise<Watched>;
}

export async function yardAt(
  sandbox: SandboxProcess,
  provider: string,
  region?: string,
): Promise<Yard> {
  const { tenant, quotedPerHour } = await tenantAt(sandbox, provider, region);
  const form = { sshPublicKeys: [`ssh-ed25519 ${"A".repeat(68)}`], quotedPerHour };
  return {
    async machine({ httpCheck } = {}) {
      const asked = await askFor(tenant, form);
      const { id, providerInstanceId } = await workUntil(tenant, asked, isAtRest);
      if (httpCheck !== undefined) await setHttpCheck(id, httpCheck);
      const path = `machines/${await nativeId(tenant.wire, providerInstanceId ?? "")}/condition`;
      return {
        id,
        tenant,
        async ssh() {
          const { ssh } = await getDeployment(tenant.scope, id);
          if (!ssh) throw new Error("it has no address");
          return ssh;
        },
        ail: (condition) => told(tenant.wire.control("POST", path, condition)),
        heal: () => told(tenant.wire.control("DELETE", path)),
      };
    },
  };
}

/** RunPod's cheapest machines have no address of their own. */
async function tenantAt(sandbox: SandboxProcess, provider: string, region?: string) {
  if (provider === "runpod") return { tenant: await makeTenant(sandbox), quotedPerHour: "3.29" };
  const { tenant, offer } = await settleAt(sandbox, provider, region);
  return { tenant, quotedPerHour: microsToDecimal(offer.pricePerHourMicros) };
}

async function told(answer: Promise<{ readonly status: number; readonly text: string }>) {
  const { status, text } = await answer;
  if (status !== 200) throw new Error(text);
}

/** While an operation of ours is at work on a machine, nothing of it is probed. */
export const isAtRest = (detail: DeploymentDetail) => isRunning(detail) && isDone(detail);

function setHttpCheck(id: string, httpCheck: string): Promise<unknown> {
  return asOwner((owner) =>
    owner.query("UPDATE deployment SET http_check = $2 WHERE id = $1", [id, httpCheck]),
  );
}

/** One round of all real probes for the named machines alone, past their grace. */
export async function round(ids: readonly string[]): Promise<void> {
  await dueAlone(ids, { graceUntil: null });
  await runRounds(probes, signal);
}

/** The same with their grace as it is. */
export async function roundInGrace(ids: readonly string[]): Promise<void> {
  await dueAlone(ids, {});
  await runRounds(probes, signal);
}

async function dueAlone(ids: readonly string[], more: { readonly graceUntil?: null }) {
  await asWorker((tx) => tx.probeState.updateMany({ data: { dueAt: inMs(3_600_000) } }));
  // Those that are not watched yet are from here on, and not due.
  await beginWatching(new Date());
  await asWorker(async (tx) => {
    await tx.probeState.updateMany({ data: { dueAt: inMs(3_600_000) } });
    const where = { deploymentId: { in: [...ids] } };
    await tx.probeState.updateMany({ where, data: { dueAt: inMs(-1_000), ...more } });
  });
}

function inMs(ms: number): Date {
  return new Date(Date.now() + ms);
}

/** What is written of a machine. */
export function storyOf(deploymentId: string) {
  return asWorker(async (tx) => {
    const where = { deploymentId };
    const [health, conclusions, samples, events] = [
      await tx.healthState.findUnique({ where }),
      await tx.healthConclusion.findMany({ where, orderBy: { at: "asc" } }),
      await tx.healthSample.findMany({ where, orderBy: { at: "asc" } }),
      await tx.event.findMany({ where, orderBy: { at: "asc" } }),
    ];
    return {
      verdict: health?.verdict,
      fault: health?.fault,
      firstAct: health?.firstAct,
      concluded: conclusions.map(({ kind, fault, isTold, untoldReason }) =>
        [kind, fault, isTold ? "told" : untoldReason].join(" "),
      ),
      reasons: conclusions.map(({ reason }) => reason),
      samples: samples.map(({ outcome }) => outcome),
      answerMs: samples.map(({ answerMs }) => answerMs),
      told: events
        .map(({ type }) => type)
        .filter((type) => /unhealthy|recovered|flapping|notice/.test(type)),
    };
  });
}
