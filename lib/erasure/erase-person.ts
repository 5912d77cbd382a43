import { clock } from "@/lib/clock";
import { asAccounts, asWorker, onceAsAccounts, type Tx } from "@/lib/db";
import { dropOwnThings } from "@/lib/teams/drop-own-things";

/** Takes away what is stored of a person anywhere else, and at last the person. */
export async function erasePerson(userId: string): Promise<void> {
  const user = await onceAsAccounts((db) => db.user.findUnique({ where: { id: userId } }));
  await asWorker((tx) => dropOwnThings(tx, { userId }));
  const emails = user ? await asAccounts((tx) => addressesOf(tx, user)) : [];
  for (const email of emails) await asWorker((tx) => eraseTraces(tx, { userId, email }));
  await asWorker((tx) => eraseFromIncidents(tx, userId));
  await asAccounts(async (tx) => {
    for (const email of emails) await eraseInvites(tx, { userId, email });
    await eraseUser(tx, userId);
    await tx.accountErasure.updateMany({
      where: { userId, state: "open" },
      data: { state: "done", endedAt: clock.now() },
    });
  });
}

interface Person {
  readonly userId: string;
  readonly email: string;
}

/** The person's address and those they had before, unless one is somebody else's by now. */
async function addressesOf(
  tx: Tx,
  user: { readonly id: string; readonly email: string },
): Promise<string[]> {
  const changes = await tx.emailChange.findMany({ where: { userId: user.id } });
  const known = [...new Set([user.email, ...changes.map(({ oldEmail }) => oldEmail)])];
  const others = await tx.user.findMany({ where: { email: { in: known }, id: { not: user.id } } });
  const taken = new Set(others.map(({ email }) => email));
  return known.filter((email) => !taken.has(email));
}

/** What other teams were told about them, mails not sent yet, and where the audit log quotes them. */
async function eraseTraces(tx: Tx, { userId, email }: Person): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM delivery WHERE user_id = ${userId} OR event_id IN (
      SELECT id FROM event WHERE user_id = ${userId} OR data->>'email' = ${email}
        OR data->>'inviterEmail' = ${email})`;
  await tx.$executeRaw`
    DELETE FROM event WHERE user_id = ${userId} OR data->>'email' = ${email}
      OR data->>'inviterEmail' = ${email}`;
  await tx.$executeRaw`
    UPDATE audit_entry SET details = NULL, address = NULL
    WHERE actor_id = ${userId} OR details->>'email' = ${email}`;
}

/** What they wrote and took on in teams that live on; that somebody did stays. */
async function eraseFromIncidents(tx: Tx, userId: string): Promise<void> {
  await tx.incidentEntry.updateMany({
    where: { actorId: userId, kind: "note" },
    data: { data: {} },
  });
  await tx.incidentEntry.updateMany({ where: { actorId: userId }, data: { actorId: null } });
  const by = { where: { acknowledgedBy: userId }, data: { acknowledgedBy: null } };
  await tx.incident.updateMany(by);
  await tx.escalation.updateMany(by);
}

async function eraseInvites(tx: Tx, { userId, email }: Person): Promise<void> {
  await tx.teamInvite.deleteMany({ where: { OR: [{ email }, { invitedBy: userId }] } });
  await tx.waitingEntry.deleteMany({ where: { email } });
}

async function eraseUser(tx: Tx, userId: string): Promise<void> {
  await tx.verbRequest.deleteMany({ where: { owner: userId } });
  await tx.user.deleteMany({ where: { id: userId } });
}
