import { requireFresh } from "@/lib/auth/fresh";
import { parseRole, roleMay } from "@/lib/auth/permissions";
import { countTry } from "@/lib/auth/rate-limits";
import { personOfScope, type Scope } from "@/lib/auth/scope";
import { asAccounts, inTeam, type Tx } from "@/lib/db";
import { factorsView } from "@/lib/factors/queries";
import { readOwnThings } from "./own-things";
import { PAGE, teamSections } from "./sections";

/**
 * Everything stored about the signed-in person, and for teams they own everything of the team, as
 * pieces of one JSON document. A page of rows is in memory at a time; no secret is in it. Throws
 * `confirm-needed` before the first piece where the session is not fresh, `rate-limited` for too many.
 */
export async function exportAccount(scope: Scope): Promise<ReadableStream<Uint8Array>> {
  requireFresh(scope);
  const { userId } = personOfScope(scope);
  await countTry("export", userId);
  const pieces = write(await asAccounts((tx) => readPerson(tx, scope)), userId);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

type Person = Awaited<ReturnType<typeof readPerson>>;

async function readPerson(tx: Tx, scope: Scope) {
  const { userId } = personOfScope(scope);
  const account = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      id: true,
      email: true,
      name: true,
      locale: true,
      entryPage: true,
      emailVerifiedAt: true,
      mailEndedAt: true,
      mailEndedWhy: true,
      mailResumedAt: true,
      createdAt: true,
      logins: { select: { provider: true, providerAccountId: true, createdAt: true } },
      emailChanges: { select: { oldEmail: true, newEmail: true, createdAt: true, usedAt: true } },
      sessions: {
        select: { createdAt: true, lastSeenAt: true, address: true, userAgent: true },
      },
      memberships: {
        select: {
          role: true,
          createdAt: true,
          team: { select: { id: true, name: true, secondStepSince: true } },
        },
      },
    },
  });
  return { ...account, secondFactors: await factorsView(tx, scope) };
}

async function* write(person: Person, userId: string): AsyncGenerator<string> {
  yield `{"account":${toJson(person)},"teams":[`;
  let comma = "";
  for (const { role, team } of person.memberships) {
    if (!roleMay(parseRole(role), "team.own")) continue;
    if (isHeldBack(person, team)) {
      const held = { id: team.id, name: team.name, heldBack: "second-step-missing" };
      yield `${comma}${toJson(held)}`;
      comma = ",";
      continue;
    }
    yield `${comma}{"id":${toJson(team.id)},"name":${toJson(team.name)}`;
    for (const section of Object.keys(teamSections)) {
      yield* writeSection(section, { teamId: team.id, readerId: userId });
    }
    yield "}";
    comma = ",";
  }
  yield `],"own":[`;
  comma = "";
  for (const { team } of person.memberships) {
    if (isHeldBack(person, team)) continue;
    yield `${comma}\n${toJson(await readOwnThings(team.id, userId))}`;
    comma = ",";
  }
  yield `],"exportOf":${toJson(userId)}}\n`;
}

/** A team that asks everybody for a second step gives nothing to whoever has none. */
function isHeldBack(
  { secondFactors }: Person,
  { secondStepSince }: Person["memberships"][number]["team"],
): boolean {
  const { totpSince, passkeys } = secondFactors;
  return secondStepSince !== null && totpSince === null && passkeys.length === 0;
}

async function* writeSection(
  section: string,
  { teamId, readerId }: { readonly teamId: string; readonly readerId: string },
): AsyncGenerator<string> {
  const read = teamSections[section];
  if (!read) return;
  yield `,${toJson(section)}:[`;
  let after = "";
  let comma = "";
  for (;;) {
    const rows = await inTeam(teamId, (tx) => read(tx, teamId, after, readerId));
    for (const row of rows) {
      yield `${comma}\n${toJson(row)}`;
      comma = ",";
    }
    after = rows.at(-1)?.id ?? "";
    if (rows.length < PAGE) break;
  }
  yield "]";
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, one) => (typeof one === "bigint" ? one.toString() : one));
}
