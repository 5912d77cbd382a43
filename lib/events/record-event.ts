import type { Tx } from "@/lib/db";
import { type EventData, type EventType, events } from "@/lib/events/catalog";
import { newId } from "@/lib/ids";

export interface EventFacts<T extends EventType> {
  readonly type: T;
  readonly teamId: string;
  readonly data: EventData<T>;
  readonly at: Date;
  readonly deploymentId?: string;
  /** It is kept, and nobody is told of it: something else tells of it. */
  readonly isQuiet?: boolean;
  /** The trouble it tells of. */
  readonly incidentId?: string | null;
  /** Set when the event concerns one person and goes to them alone. */
  readonly userId?: string;
  /** The same key twice is the same fact; by default every call is a new fact. */
  readonly dedupeKey?: string;
}

/** Writes one event inside the transaction of the change it tells about. */
export async function recordEvent<T extends EventType>(
  tx: Tx,
  facts: EventFacts<T>,
): Promise<void> {
  const id = newId("evt");
  await tx.event.createMany({
    data: [
      {
        id,
        teamId: facts.teamId,
        type: facts.type,
        deploymentId: facts.deploymentId ?? null,
        userId: facts.userId ?? null,
        incidentId: facts.incidentId ?? null,
        ...(facts.isQuiet && { fannedOutAt: facts.at }),
        data: events[facts.type].data.parse(facts.data),
        dedupeKey: facts.dedupeKey ?? id,
        at: facts.at,
      },
    ],
    skipDuplicates: true,
  });
}
