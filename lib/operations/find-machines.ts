import { operationPrefix } from "@/lib/operations/call-name";
import type { Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

/** The account's machines that a step of this operation made, by name, ended ones left out. */
export async function findMachines(work: Work, step: string): Promise<Instance[]> {
  const { account, operation } = work;
  const prefix = operationPrefix(account.tag, operation.id, step);
  const all = await account.instances.list(account.credentials, {});
  return all.filter((one) => one.name?.startsWith(prefix) && !isEnding(one));
}

function isEnding({ status }: Instance): boolean {
  return status === "terminated" || status === "terminating";
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
