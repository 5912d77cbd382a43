import { beforeBuying } from "../before-buying";
import type { CallContext, Credentials, Instance, InstancesFace, LaunchSpec } from "../contract";
import { ProviderError, paidCallVerdict } from "../errors";
import { goneIs } from "../gone";
import type { CrusoeClient } from "./client";
import {
  type At,
  dropDisk,
  ensureDataDisk,
  fromDisk,
  leftDiskId,
  leftovers,
  ownDisks,
} from "./data-disk";
import { follow } from "./follow";
import { requireLaunchable, toInstance, toLaunchBody, toUnseen } from "./machines";
import { failureOf, kindOfWords } from "./refusal";
import type { Operation } from "./wire";

/** How long a launch waits for the word that nothing is in stock. */
const LAUNCH_LIMIT_MS = 30_000;
const END_LIMIT_MS = 60_000;
const LONGEST_OPERATION_MS = 20 * 60_000;

interface Times {
  /** Divides the waits between two looks at an operation. */
  readonly pace: number;
  readonly clock: { now(): Date };
}

/** Machines under a key: each is made with a data disk, which is ended with it. */
export function instancesFace(client: CrusoeClient, { pace, clock }: Times): InstancesFace {
  const at = (credentials: Credentials, context: CallContext): At => {
    return { client, credentials, context, pace, clock };
  };
  return {
    async launch(credentials, spec, context) {
      return launch(at(credentials, context), spec);
    },
    async get(credentials, id, context) {
      return find(at(credentials, context), id);
    },
    async list(credentials, context) {
      const [machines, { items: disks }] = await Promise.all([
        client.machines(credentials, context),
        client.disks(credentials, context),
      ]);
      return [...machines.map(toInstance), ...leftovers(disks, machines, clock.now())];
    },
    async terminate(credentials, id, context) {
      await terminate(at(credentials, context), id);
    },
    async stop(credentials, id, context) {
      await client.act(credentials, id, "STOP", context);
    },
    async start(credentials, id, context) {
      await client.act(credentials, id, "START", context);
      return { id };
    },
    async restart(credentials, id, context) {
      await client.act(credentials, id, "RESET", context);
    },
  };
}

/**
 * Empty shelves are told by the operation alone, a moment later. What becomes of a machine whose
 * operation takes longer is for `get` to tell.
 */
async function launch(at: At, spec: LaunchSpec): Promise<{ id: string }> {
  const { client, credentials, context, pace } = at;
  const { publicKey, location } = requireLaunchable(spec);
  const diskId = await beforeBuying(ensureDataDisk(at, spec, location));
  const body = toLaunchBody(spec, { publicKey, location, diskId });
  const begun = await orDropDisk(at, diskId, client.launch(credentials, body, context));
  const read = () => client.operation("machines", credentials, begun.operation_id, context);
  const end = await follow(read, { limitMs: LAUNCH_LIMIT_MS, pace, signal: context.signal });
  const { code, detail } = failureOf(end);
  if (end.state === "FAILED" && kindOfWords(code ?? "") === "no-capacity") {
    await dropDisk(at, diskId);
    throw new ProviderError("no-capacity", { detail, isUnmade: true });
  }
  return { id: begun.metadata.id };
}

/** A machine that was surely refused needs no disk. */
async function orDropDisk<T>(at: At, diskId: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const verdict = error instanceof ProviderError ? paidCallVerdict(error) : null;
    if (verdict === "refused" || verdict === "auth") await dropDisk(at, diskId);
    throw error;
  }
}

/** A machine that is not there may still be one that an operation is to make. */
async function find(at: At, id: string): Promise<Instance | null> {
  const { client, credentials, context } = at;
  const diskId = leftDiskId(id);
  if (diskId !== null) {
    const disk = await goneIs(null, client.disk(credentials, diskId, context));
    return disk && fromDisk(disk);
  }
  const machine = await goneIs(null, client.machine(credentials, id, context));
  if (machine) return toInstance(machine);
  return (await runningOn(at, id)) ? toUnseen(id) : null;
}

/** The disk cannot go before the machine has: it is asked for again until both are gone. */
async function terminate(at: At, id: string): Promise<void> {
  const { client, credentials, context, pace } = at;
  const diskId = leftDiskId(id);
  if (diskId !== null) {
    await goneIs(undefined, client.end("disks", credentials, diskId, context));
    return;
  }
  const machine = await goneIs(null, client.machine(credentials, id, context));
  if (!machine) return;
  const isEnding = toInstance(machine).status === "terminating";
  const ending = isEnding
    ? await runningOn(at, id)
    : await goneIs(null, client.end("machines", credentials, id, context));
  if (ending) {
    const read = () => client.operation("machines", credentials, ending.operation_id, context);
    const end = await follow(read, { limitMs: END_LIMIT_MS, pace, signal: context.signal });
    if (end.state !== "SUCCEEDED") throw new ProviderError("ambiguous", notGone(end.state));
  }
  for (const disk of ownDisks(machine)) {
    await goneIs(undefined, client.end("disks", credentials, disk, context));
  }
}

/**
 * The operation on a machine that an earlier call began. How those before it ended tells nothing,
 * and neither does one that has been under way for longer than any takes.
 */
async function runningOn(
  { client, credentials, context, clock }: At,
  id: string,
): Promise<Operation | null> {
  const { items } = await client.operationsOn(credentials, id, context);
  const sinceMs = clock.now().getTime() - LONGEST_OPERATION_MS;
  const isRunning = ({ state, started_at: startedAt }: Operation) =>
    state === "IN_PROGRESS" && new Date(startedAt).getTime() > sinceMs;
  return items.find(isRunning) ?? null;
}

const notGone = (state: string) => ({ detail: `the machine is not gone: ${state}` });
