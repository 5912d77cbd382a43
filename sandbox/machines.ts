import { z } from "zod";
import { close, moveOn, type Rate, segmentSchema } from "./ledger";
import type { Collection, Store } from "./store";

const rateText = z.object({ compute: z.string(), storage: z.string() });

/** A change that happens by itself when the clock reaches `atMs`. */
const stepSchema = z.object({
  atMs: z.number(),
  state: z.string(),
  rate: rateText,
  ends: z.boolean(),
});

const factsSchema = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  offer: z.string(),
  region: z.string(),
  units: z.number().int(),
  state: z.string(),
  createdAtMs: z.number(),
  stateAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  listedFromMs: z.number(),
  plan: z.array(stepSchema),
  segments: z.array(segmentSchema),
  /** Public SSH keys that stand on it. */
  authorizedKeys: z.array(z.string()).default([]),
  gone: z.boolean(),
  zombie: z.boolean(),
});

export type MachineFacts = z.infer<typeof factsSchema>;

/** A rented machine: what every twin keeps about it, and in `wire` what only its own wire shows. */
export type Machine<W> = MachineFacts & { wire: W };

export interface Step {
  afterMs: number;
  state: string;
  rate: Rate;
  ends?: boolean;
}

export interface Draft<W> {
  id: string;
  account: string;
  name: string;
  offer: string;
  region: string;
  units: number;
  listLagMs: number;
  authorizedKeys?: string[];
  wire: W;
}

/** All machines of one provider, each brought up to the present whenever it is looked at. */
export interface MachineBook<W> {
  create(draft: Draft<W>, state: string, rate: Rate, plan: Step[]): Machine<W>;
  find(id: string): Machine<W> | undefined;
  all(account?: string): Machine<W>[];
  /** Moves a machine on now; `ends` takes it off the provider's lists and closes its bill. */
  move(machine: Machine<W>, state: string, rate: Rate, plan?: Step[], ends?: boolean): Machine<W>;
  rewrite(machine: Machine<W>, change: Partial<Machine<W>>): Machine<W>;
  /** The same machine, with all it has cost, under another id from now on. */
  rename(machine: Machine<W>, id: string): Machine<W>;
  forget(account?: string): void;
}

export function machineBook<W>(
  store: Store,
  provider: string,
  nowMs: () => number,
  parseWire: (value: unknown) => W,
): MachineBook<W> {
  const rows: Collection<Machine<W>> = store.collection(`${provider}.machines`, (value) => ({
    ...factsSchema.parse(value),
    wire: parseWire(z.object({ wire: z.unknown() }).parse(value).wire),
  }));

  const byAccount = new Map<string, Set<string>>();
  const enlist = ({ account, id }: Machine<W>) => {
    const ids = byAccount.get(account);
    if (ids) ids.add(id);
    else byAccount.set(account, new Set([id]));
  };
  for (const machine of rows.values()) enlist(machine);

  const rowsOf = (account: string | undefined): Machine<W>[] =>
    account === undefined
      ? rows.values()
      : [...(byAccount.get(account) ?? [])].flatMap((id) => rows.get(id) ?? []);

  const save = (machine: Machine<W>) => {
    rows.put(machine.id, machine);
    return machine;
  };

  const settle = (machine: Machine<W>): Machine<W> => {
    if (machine.plan.length === 0) return machine;
    const now = nowMs();
    if (!machine.plan.some((step) => step.atMs <= now)) return machine;
    const due = machine.plan.filter((step) => step.atMs <= now);
    const later = machine.plan.filter((step) => step.atMs > now);
    return save(due.reduce(applyStep, { ...machine, plan: later }));
  };

  return {
    create(draft, state, rate, plan) {
      const now = nowMs();
      const { listLagMs, authorizedKeys = [], ...facts } = draft;
      const machine = save({
        ...facts,
        authorizedKeys,
        state,
        createdAtMs: now,
        stateAtMs: now,
        endedAtMs: null,
        listedFromMs: now + listLagMs,
        plan: planned(plan, now),
        segments: moveOn([], now, state, rate),
        gone: false,
        zombie: false,
      });
      enlist(machine);
      return machine;
    },
    find(id) {
      const machine = rows.get(id);
      return machine && settle(machine);
    },
    all: (account) => rowsOf(account).map(settle),
    move(machine, state, rate, plan = [], ends = false) {
      const now = nowMs();
      const kept = { ...machine, plan: planned(plan, now) };
      return save(enter(kept, now, state, rate, ends));
    },
    rewrite: (machine, change) => save({ ...machine, ...change }),
    rename(machine, id) {
      const renamed = save({ ...machine, id });
      enlist(renamed);
      rows.remove(machine.id);
      byAccount.get(machine.account)?.delete(machine.id);
      return renamed;
    },
    forget(account) {
      for (const machine of rowsOf(account)) {
        rows.remove(machine.id);
        byAccount.get(machine.account)?.delete(machine.id);
      }
    },
  };
}

function planned(plan: Step[], nowMs: number) {
  return plan.map((step) => ({
    atMs: nowMs + step.afterMs,
    state: step.state,
    rate: { compute: step.rate.compute.toString(), storage: step.rate.storage.toString() },
    ends: step.ends ?? false,
  }));
}

function applyStep<W>(machine: Machine<W>, step: z.infer<typeof stepSchema>): Machine<W> {
  const rate = { compute: BigInt(step.rate.compute), storage: BigInt(step.rate.storage) };
  return enter(machine, step.atMs, step.state, rate, step.ends);
}

/** A zombie that ends leaves the lists but its bill stays open at the old rate. */
function enter<W>(
  machine: Machine<W>,
  atMs: number,
  state: string,
  rate: Rate,
  ends: boolean,
): Machine<W> {
  const moved = { ...machine, state, stateAtMs: atMs };
  if (!ends) {
    const billed = machine.zombie && rate.compute === 0n;
    return billed ? moved : { ...moved, segments: moveOn(machine.segments, atMs, state, rate) };
  }
  if (machine.zombie) return { ...moved, gone: true };
  return { ...moved, gone: true, endedAtMs: atMs, segments: close(machine.segments, atMs) };
}
