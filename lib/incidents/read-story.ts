import { z } from "zod";
import { roleMay } from "@/lib/auth/permissions";
import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { gatherLines, type Happening } from "@/lib/incidents/gather-lines";
import { readNames } from "@/lib/incidents/read-names";
import { entryKinds, type LineView, type NamedMachine, type ToldView } from "@/lib/incidents/types";

const MOST_ENTRIES = 2_000;
const MOST_EVENTS = 200;

const facts = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .catch({});

/** What happened in an incident and what was told of it, the newest first. */
export async function readStory(
  tx: Tx,
  scope: TeamScope,
  { incidentId, machines }: { incidentId: string; machines: readonly NamedMachine[] },
): Promise<LineView[]> {
  const machineOf = new Map(machines.map((machine) => [machine.id, machine]));
  const entries = await tx.incidentEntry.findMany({
    where: { incidentId },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take: MOST_ENTRIES,
  });
  const nameOf = await readNames(
    tx,
    entries.flatMap(({ actorId }) => actorId ?? []),
  );
  const happened = entries.flatMap((entry): Happening[] => {
    const kind = entryKinds.find((one) => one === entry.kind);
    if (!kind) return [];
    return [
      {
        id: String(entry.id),
        kind,
        at: entry.at,
        machine: machineOf.get(entry.deploymentId ?? "") ?? null,
        actor: entry.actorId && nameOf(entry.actorId),
        data: facts.parse(entry.data),
        told: [],
      },
    ];
  });
  return gatherLines([...happened, ...(await readTold(tx, scope, { incidentId, machineOf }))]);
}

interface ToldAsked {
  readonly incidentId: string;
  readonly machineOf: ReadonlyMap<string, NamedMachine>;
}

async function readTold(
  tx: Tx,
  scope: TeamScope,
  { incidentId, machineOf }: ToldAsked,
): Promise<Happening[]> {
  const events = await tx.event.findMany({
    where: { teamId: scope.team.id, incidentId },
    select: { id: true, type: true, at: true, deploymentId: true, deliveries: told },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take: MOST_EVENTS,
  });
  const placeOf = await readPlaces(
    tx,
    scope,
    events.flatMap(({ deliveries }) => deliveries),
  );
  return events.map(({ id, type, at, deploymentId, deliveries }) => ({
    id,
    kind: "told",
    at,
    machine: machineOf.get(deploymentId ?? "") ?? null,
    actor: null,
    data: { type },
    told: deliveries.map((one) => ({ ...placeOf(one), state: stateOf(one) })),
  }));
}

const told = {
  select: { userId: true, channel: true, state: true, held: true, digestId: true },
  orderBy: { createdAt: "asc" },
} as const;

interface Delivered {
  readonly userId: string;
  readonly channel: string;
  readonly state: string;
  readonly held: string | null;
  readonly digestId: string | null;
}

/** What waits, and what went inside another, are told apart from the rest. */
function stateOf({ state, held, digestId }: Delivered): string {
  if (held !== null) return "held";
  return digestId === null ? state : "digested";
}

/** Whoever manages the team sees whom it reached; the others see themselves and the team's channels. */
async function readPlaces(
  tx: Tx,
  scope: TeamScope,
  deliveries: readonly Delivered[],
): Promise<(delivery: Delivered) => Pick<ToldView, "to" | "kind">> {
  const { userId: reader } = personOfScope(scope);
  const seesAll = roleMay(scope.team.role, "keys.write");
  const nameOf = await readNames(
    tx,
    deliveries.map(({ userId }) => userId),
  );
  const channels = await tx.notificationChannel.findMany({
    where: { id: { in: deliveries.map(({ channel }) => channel) } },
    select: { id: true, kind: true, name: true, userId: true },
  });
  const channelOf = new Map(channels.map((channel) => [channel.id, channel]));
  return ({ userId, channel: id }) => {
    const channel = channelOf.get(id);
    const kind = channel?.kind ?? (id === OWN_MAIL ? OWN_MAIL : null);
    if (channel?.userId === null) return { to: channel.name, kind };
    return { to: seesAll || userId === reader ? nameOf(userId) : null, kind };
  };
}

/** A person's own mail is no channel that somebody made. */
const OWN_MAIL = "email";
