import { machinePrefix } from "@/lib/operations/call-name";
import { isUnsettled, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

/** The account's machines that calls of this step made, by name; ended ones and leftovers are none. */
export async function findMachines(work: Work, step: string): Promise<Instance[]> {
  const { account } = work;
  const names = namesOf(work, step);
  const all = await account.instances.list(account.credentials, account.context);
  return all
    .filter((one) => isStanding(one) && !one.isLeftover)
    .filter(({ name }) => name !== null && names.has(name));
}

/**
 * The names under which the offer being tried was asked for; those of offers before it are not its.
 * A call that is not settled is always its own, whatever two workers' clocks make of it.
 */
function namesOf({ calls, candidates, account, operation }: Work, step: string): Set<string> {
  const trying = candidates.find(({ state }) => state === "trying");
  const sinceMs = (trying?.startedAt ?? operation.createdAt).getTime();
  const own = calls.filter(
    (call) =>
      call.step === step &&
      call.providerKeyId === account.providerKeyId &&
      (isUnsettled(call) || call.createdAt.getTime() >= sinceMs),
  );
  return new Set(own.map(({ key }) => key));
}

/** Whether a machine is neither gone nor on its way out. */
export function isStanding({ status }: Instance): boolean {
  return status !== "terminated" && status !== "terminating";
}

/** Whether a machine carries this installation's mark in its name. */
export function isOurs({ name }: Instance, tag: string): boolean {
  return name?.startsWith(machinePrefix(tag)) ?? false;
}

/** Of several machines made for one, the oldest healthy one is kept; the rest must go. */
export function chooseKept(machines: readonly [Instance, ...Instance[]]): {
  readonly kept: Instance;
  readonly extra: Instance[];
} {
  const [kept, ...extra] = machines.toSorted(byKeeping);
  return { kept: kept ?? machines[0], extra };
}

function byKeeping(a: Instance, b: Instance): number {
  const health = Number(a.status === "failed") - Number(b.status === "failed");
  const age = (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0);
  return health || age || (a.name ?? "").localeCompare(b.name ?? "");
}
