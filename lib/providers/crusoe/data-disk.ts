import type { CallContext, Credentials, Instance, LaunchSpec } from "../contract";
import { ProviderError } from "../errors";
import type { CrusoeClient } from "./client";
import { follow } from "./follow";
import { toDiskBody } from "./machines";
import { failureOf, kindOfWords } from "./refusal";
import type { CrusoeMachine, Disk } from "./wire";

const DISK_LIMIT_MS = 30_000;
/** A disk that nothing was done with for so long waits for no machine any more. */
const LEFT_AFTER_MS = 30 * 60_000;
const PREFIX = "disk:";
const ourDisk = /^(ch-.+)-data$/;

export interface At {
  readonly client: CrusoeClient;
  readonly credentials: Credentials;
  readonly context: CallContext;
  readonly pace: number;
  readonly clock: { now(): Date };
}

/** The id of the disk a machine is to be launched with; one that an earlier try made is taken. */
export async function ensureDataDisk(
  { client, credentials, context, pace }: At,
  spec: LaunchSpec,
  location: string,
): Promise<string> {
  const name = diskName(spec.name);
  const { items } = await client.disksNamed(credentials, name, context);
  const known = items.find((disk) => disk.name === name && isFree(disk));
  if (known) return known.id;
  const body = toDiskBody(spec, name, location);
  const { operation_id: operationId, metadata } = await client.makeDisk(credentials, body, context);
  const read = () => client.operation("disks", credentials, operationId, context);
  const end = await follow(read, { limitMs: DISK_LIMIT_MS, pace, signal: context.signal });
  if (end.state === "SUCCEEDED") return metadata.id;
  if (end.state === "IN_PROGRESS") throw new ProviderError("transient", { detail: "no disk yet" });
  const { code, detail } = failureOf(end);
  throw new ProviderError(kindOfWords(`${code} ${detail}`) ?? "invalid-request", { detail });
}

/** Ends the disk of a machine that was not made; a disk that stays is found by the list later. */
export async function dropDisk({ client, credentials, context }: At, id: string): Promise<void> {
  try {
    await client.end("disks", credentials, id, context);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}

/** The data disks that a machine was launched with and that end with it. */
export function ownDisks({ name, disks }: CrusoeMachine): string[] {
  return disks.filter((disk) => disk.name === diskName(name)).map(({ id }) => id);
}

const diskName = (machineName: string) => `${machineName}-data`;

/** What is left of machines of ours: a disk that costs money and that no machine will come for. */
export function leftovers(
  disks: readonly Disk[],
  machines: readonly CrusoeMachine[],
  now: Date,
): Instance[] {
  const names = new Set(machines.map(({ name }) => name));
  return disks.filter(isFree).flatMap((disk) => {
    const name = ourDisk.exec(disk.name)?.[1];
    const ageMs = now.getTime() - new Date(disk.updated_at).getTime();
    const isLeft = name !== undefined && !names.has(name) && ageMs > LEFT_AFTER_MS;
    return isLeft ? [fromDisk(disk)] : [];
  });
}

/** A machine of which only the disk is left. */
export function fromDisk(disk: Disk): Instance {
  return {
    id: `${PREFIX}${disk.id}`,
    name: ourDisk.exec(disk.name)?.[1] ?? null,
    status: "failed",
    nativeStatus: "DISK_LEFT",
    ratePerHourMicros: null,
    ssh: null,
    hasOwnAddress: false,
    ports: [],
    region: disk.location,
    createdAt: new Date(disk.created_at),
    isLeftover: true,
  };
}

/** The disk's own id where a machine's id stands for a disk that is left of it, else `null`. */
export function leftDiskId(machineId: string): string | null {
  return machineId.startsWith(PREFIX) ? machineId.slice(PREFIX.length) : null;
}

const isFree = ({ attached_to: holders }: Disk) => (holders ?? []).length === 0;
