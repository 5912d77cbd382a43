import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { microsFromDecimal } from "@/lib/money";
import { getProvider } from "@/lib/providers/registry";
import { ledgerOf } from "../../operations/rented-world";
import { readBill } from "../../sandbox/wire";
import type { Scenario } from "./scenarios";
import type { Scene } from "./stage";

/** What a scene came to, by our records and by the twin's own bill, in a form to compare. */
export interface Ending {
  readonly status: string;
  readonly reason: string | null;
  readonly desired: string;
  /** `<kind>:<state>`, newest first. */
  readonly operations: readonly string[];
  readonly alive: number;
  readonly made: number;
  readonly most: number;
  /** Times it was told that a machine beside the one asked for was ended. */
  readonly told: number;
}

export async function readEnding({ tenant, deploymentId }: Scene): Promise<Ending> {
  const { status, statusReason, desired, operations, events } = await getDeployment(
    tenant.scope,
    deploymentId,
  );
  const { machines, maxConcurrent } = await readBill(tenant.wire);
  return {
    status,
    reason: statusReason,
    desired,
    operations: operations.map(({ kind, state }) => `${kind}:${state}`),
    alive: machines.filter(({ listed }) => listed).length,
    made: machines.length,
    most: maxConcurrent,
    told: events.filter(({ type }) => type === "deployment.duplicate-removed").length,
  };
}

/** What happened to a scene's machine, oldest first, to find out why it ended so. */
export async function readStory({ deploymentId }: Scene): Promise<string> {
  return asWorker(async (tx) => {
    const where = { deploymentId };
    const calls = await tx.providerCall.findMany({ where: { operation: where } });
    const acts = await tx.repairAct.findMany({ where: { repair: where } });
    const repairs = await tx.repair.findMany({ where });
    const events = await tx.event.findMany({ where });
    const told = [
      ...calls.map(({ createdAt: at, step, verb, status, errorKind, errorDetail }) => ({
        at,
        what: [step, verb, status, errorKind, errorDetail],
      })),
      ...acts.map(({ at, rung, outcome }) => ({ at, what: [rung, outcome] })),
      ...repairs.map(({ openedAt: at, state, fault, reason }) => ({
        at,
        what: ["repair", state, fault, reason],
      })),
      ...events.map(({ at, type, data }) => ({ at, what: [type, JSON.stringify(data)] })),
    ].sort((one, other) => one.at.getTime() - other.at.getTime());
    return told
      .map(({ at, what }) => `\n  ${at.toISOString()} ${what.filter(Boolean).join(" ")}`)
      .join("");
  });
}

/** What the scenario's row says, in the same words. */
export function differsFromRow({ ends }: Scenario, ending: Ending): boolean {
  const { status, reason, alive, made, most } = ending;
  const seen = { status, reason: reason ?? undefined, alive, made, most };
  return !isSame({ reason: undefined, ...ends }, seen);
}

/** The undisturbed ending, but for a death after which nobody can say whether the act was done. */
export function expectedAfter({ unsure }: Scenario, place: string, undisturbed: Ending): Ending {
  if (!unsure?.at.includes(place)) return undisturbed;
  const [last = "", ...earlier] = undisturbed.operations;
  const operations = [last.replace(/:.*/, ":failed"), ...earlier];
  return { ...undisturbed, reason: unsure.reason, operations };
}

export function isSame(a: object, b: object): boolean {
  const inOrder = (value: object) => JSON.stringify(value, Object.keys({ ...a, ...b }).sort());
  return inOrder(a) === inOrder(b);
}

/** The provider's own bill is in the records, where one of it is to be had. */
export function isPaidUp({ provider }: Scene, { cost, segments }: DeploymentDetail): boolean {
  const isTold = getProvider(provider.id).instances?.billed !== undefined;
  return cost.isBilled || !isTold || stretches(segments) !== 1;
}

/**
 * Why the twin's bill is not what the ledger allows, or `null`. To the micro-dollar where the
 * provider's bill is in the records, or to what its word is rounded to. Elsewhere within one started unit and two seconds of answers'
 * ways for each stretch of one rate, since a bill does not say which of several it found longer.
 */
export async function unexplainedMoney(scene: Scene, detail: DeploymentDetail) {
  const { machines } = await readBill(scene.tenant.wire);
  const ids = await madeBy(detail.id);
  const own = machines.filter(({ id }) => id === detail.providerInstanceId || ids.has(id));
  const billed = own.reduce((sum, { totalMicros }) => sum + BigInt(totalMicros), 0n);
  const off = abs(ledgerOf(detail) - billed);
  if (!isPaidUp(scene, detail)) {
    const told = JSON.stringify([detail.cost, detail.segments]);
    return `the provider's bill ${billed} does not fit the ledger: ${told}`;
  }
  if (machines.some(({ listed }) => listed)) return "a machine is left";
  if (detail.segments.some(({ toAt }) => toAt === null)) return "the ledger goes on counting";
  const allowed =
    detail.cost.isBilled && own.length === 1
      ? roundedBy(scene)
      : slack(scene, stretches(detail.segments));
  return off > allowed ? `ledger ${ledgerOf(detail)}, bill ${billed}` : null;
}

/** The machines that its launches are known to have made, one after the other. */
async function madeBy(deploymentId: string): Promise<ReadonlySet<string | null>> {
  const calls = await asWorker((tx) =>
    tx.providerCall.findMany({
      where: { verb: "launch", status: "OK", operation: { deploymentId } },
    }),
  );
  return new Set(calls.map(({ instanceId }) => instanceId));
}

function slack({ provider }: Scene, times: number): bigint {
  const unit = getProvider(provider.id).meta.capabilities?.billingUnitSeconds ?? 1;
  const perHour = microsFromDecimal(provider.offer.perHour) ?? 0n;
  return (perHour * BigInt(unit + 2) * BigInt(times)) / 3_600n;
}

/** What rounding to the nearest may take away or add. */
function roundedBy({ provider: { billToldToMicros = 1n } }: Scene): bigint {
  return billToldToMicros / 2n;
}

function stretches(segments: DeploymentDetail["segments"]): number {
  return segments.filter(({ perHour }) => perHour !== "0").length;
}

function abs(micros: bigint): bigint {
  return micros < 0n ? -micros : micros;
}
