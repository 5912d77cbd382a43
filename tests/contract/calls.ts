import type { CallContext, ProviderAdapter } from "@/lib/providers/contract";
import type { ProviderCase } from "./provider-cases";

/** Every call of the contract, in the order of the table. */
export const callNames = [
  "verify",
  "offers",
  "launch",
  "finish launch",
  "get",
  "list",
  "terminate",
  "stop",
  "start",
  "restart",
  "hibernate",
  "ssh keys",
  "balance",
  "costs",
  "logs",
  "volumes",
  "end volume",
  "attach",
  "detach",
] as const;

export type CallName = (typeof callNames)[number];

/** Calls that change something which costs money: an unclear answer may have done it. */
export const changingCalls: ReadonlySet<CallName> = new Set([
  "launch",
  "finish launch",
  "terminate",
  "stop",
  "start",
  "restart",
  "hibernate",
  "end volume",
  "attach",
  "detach",
]);

/** What a call is made with: the case's machine, and the first volume of its recorded list. */
interface Subjects {
  readonly known: ProviderCase;
  readonly volumeId: string;
}

type Call = (context: CallContext) => Promise<unknown>;

/** The named call of an adapter, ready to be made; `null` where the adapter has none. */
export function callOf(name: CallName, adapter: ProviderAdapter, subjects: Subjects): Call | null {
  const { known, volumeId } = subjects;
  const { credentials: c, machines } = known;
  const { prices, keys, instances, volumes } = adapter;
  const id = machines?.id ?? "";
  const pair = { volumeId, instanceId: id };
  const bound = <A extends unknown[]>(
    call: ((...all: [typeof c, ...A, CallContext]) => Promise<unknown>) | undefined,
    ...own: A
  ): Call | null => (call ? (context) => call(c, ...own, context) : null);
  const time = { fromAt: new Date("2026-06-01T00:00:00Z"), toAt: new Date("2026-06-02T00:00:00Z") };
  const calls: Record<CallName, () => Call | null> = {
    verify: () => bound(keys?.verify),
    offers: () => {
      if (!prices || prices.table) return null;
      return (context) => prices.list({ ...context, credentials: c });
    },
    launch: () => (machines ? bound(instances?.launch, machines.spec) : null),
    "finish launch": () => (machines ? bound(instances?.finishLaunch, id, machines.spec) : null),
    get: () => bound(instances?.get, id),
    list: () => bound(instances?.list),
    terminate: () => bound(instances?.terminate, id),
    stop: () => bound(instances?.stop, id),
    start: () => bound(instances?.start, id),
    restart: () => bound(instances?.restart, id),
    hibernate: () => bound(instances?.hibernate, id),
    "ssh keys": () => bound(keys?.sshKeys),
    balance: () => bound(keys?.balance),
    costs: () => bound(instances?.billed, { id, ...time }),
    logs: () => bound(instances?.logs, id),
    volumes: () => bound(volumes?.list),
    "end volume": () => bound(volumes?.remove, volumeId),
    attach: () => bound(volumes?.attach, pair),
    detach: () => bound(volumes?.detach, pair),
  };
  return calls[name]();
}
