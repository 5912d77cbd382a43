import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { EventData, EventType } from "@/lib/events/catalog";
import { recordEvent } from "@/lib/events/record-event";

interface Telling<T extends EventType> {
  readonly userId: string;
  readonly type: T;
  readonly data: EventData<T>;
  readonly now: Date;
}

/** Records an event about one person's account, told to them alone. Throws where the account is disabled. */
export async function tellPerson<T extends EventType>(
  tx: Tx,
  { userId, type, data, now }: Telling<T>,
): Promise<void> {
  const user = await tx.user.findUnique({
    where: { id: userId, disabledAt: null },
    select: { memberships: { select: { teamId: true }, orderBy: { createdAt: "asc" }, take: 1 } },
  });
  const teamId = user?.memberships[0]?.teamId;
  if (!teamId) throw new AppError("forbidden", "account-disabled");
  await recordEvent(tx, { type, teamId, userId, data, at: now });
}
