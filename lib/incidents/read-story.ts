import { z } from "zod";
import { roleMay } from "@/lib/auth/permissions";
import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { gatherLines, type Happening } from "@/lib/incidents/gather-lines";
import { readNames } from "@/lib/incidents/read-names";
import {
  entryKinds,
  type IncidentDetail,
  type NamedMachine,
  type ToldView,
} from "@/lib/incidents/types";

const MOST_ENTRIES = 2_000;
const MOST_EVENTS = 200;

const facts = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .catch({});

/** What happened in an incident and what was told of it, the newest first, and as much as fits. */
export async function readStory(
  tx: Tx,
  scope: TeamScope,
  { incidentId, machines }: { incidentId: string; machines: readonly NamedMachine[] },
): Promise<Pick<IncidentDetail, "lines" | "hasEarlier">> {
  const machineOf = new Map(machines.map((machine) => [machine.id, machine]));
  const newest = await tx.incidentEntry.findMany({
    where: { incidentId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: MOST_ENTRIES + 1,
  });
  const entries = newest.slice(0, MOST_ENTRIES).reverse();
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
  const told = await readTold(tx, scope, { incidentId, machineOf });
  return {
    lines: gatherLines([...happened, ...told.happened]),
    hasEarlier: newest.length > MOST_ENTRIES || told.hasEarlier,
  };
}

interface ToldAsked {
  readonly incidentId: string;
  readonly machineOf: ReadonlyMap<string, NamedMachine>;
}

async function readTold(
  tx: Tx,
  scope: TeamScope,
  { incidentId, machineOf }: ToldAsked,
): Promise<{ readonly happened: readonly Happening[]; readonly hasEarlier: boolean }> {
  const newest = await tx.event.findMany({
    where: { teamId: scope.team.id, incidentId },
    select: { id: true, type: true, at: true, deploymentId: true, deliveries },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: MOST_EVENTS + 1,
  });
  const events = newest.slice(0, MOST_EVENTS).reverse();
  const placeOf = await readPlaces(
    tx,
    scope,
    events.flatMap(({ deliveries }) => deliveries),
  );
  const happened = events.map(
    ({ id, type, at, deploymentId, deliveries }): Happening => ({
      id,
      kind: "told",
      at,
      machine: machineOf.get(deploymentId ?? "") ?? null,
      actor: null,
      data: { type },
      told: deliveries.map((one) => ({ ...placeOf(one), state: stateOf(one) })),
    }),
  );
  return { happened, hasEarlier: newest.length > MOST_EVENTS };
}

const deliveries = {
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
