import { randomBytes } from "node:crypto";
import { signIn } from "@/lib/accounts/sign-in";
import { signUp } from "@/lib/accounts/sign-up";
import { verifyEmail } from "@/lib/accounts/verify-email";
import { type LinkPurpose, mailLink } from "@/lib/auth/mail-link";
import type { Role } from "@/lib/auth/permissions";
import { readSession } from "@/lib/auth/read-session";
import { type Scope, type TeamScope, teamScope, visitorScope } from "@/lib/auth/scope";
import { MOST_SEATS } from "@/lib/billing/plans";
import type { Tier } from "@/lib/billing/tiers";
import { asAccounts } from "@/lib/db";
import { newId } from "@/lib/ids";
import { runVerb } from "@/lib/verbs/run-verb";
import { giveTier } from "@/tests/factories/tiers";

export const PASSWORD = "correct horse battery";

/** Somebody nobody has seen before, from an address of their own. */
export function visitor(): Scope {
  return visitorScope({ locale: "en", address: randomBytes(6).toString("hex") });
}

export function newEmail(): string {
  return `p${randomBytes(6).toString("hex")}@example.com`;
}

/** The secret part of the newest link mailed to an address. */
export async function newestLink(email: string, purpose: LinkPurpose): Promise<string> {
  const token = await asAccounts((tx) =>
    tx.mailToken.findFirstOrThrow({
      where: { purpose, user: { email } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    }),
  );
  return new URL(mailLink(purpose, token.id, "en")).searchParams.get("token") ?? "";
}

export interface Person {
  readonly email: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly scope: TeamScope;
}

/** A person who signed up and opened the mailed link: owner of a team of one. */
export async function makePerson(locale: "en" | "zh" = "en", email = newEmail()): Promise<Person> {
  const { sessionId, userId } = await makeAccount({
    email,
    password: PASSWORD,
    locale,
    name: "Ada",
  });
  return { email, userId, sessionId, scope: await scopeOf(sessionId) };
}

/** An account of that address with an open session. */
export async function makeAccount(of: {
  readonly email: string;
  readonly password: string;
  readonly locale: "en" | "zh";
  readonly name?: string;
}): Promise<{ readonly sessionId: string; readonly userId: string }> {
  const who = visitor();
  await runVerb(signUp, who, of);
  return runVerb(verifyEmail, who, { token: await newestLink(of.email, "verify") });
}

/** The same on a paid tier, to whom machines are told about. */
export async function makePayer(locale: "en" | "zh" = "en", tier: Tier = "pro"): Promise<Person> {
  const person = await makePerson(locale);
  await giveTier(person.scope.team.id, tier);
  return { ...person, scope: await scopeOf(person.sessionId) };
}

/** One of the people who run the installation; at most one in a test file. */
export function makeOperator(): Promise<Person> {
  return makePerson("en", "operator@example.com");
}

/** Signs in again, as from another browser. */
export async function signInAgain(email: string, password = PASSWORD): Promise<string> {
  const admitted = await runVerb(signIn, visitor(), { email, password });
  if (!("sessionId" in admitted)) throw new Error("the sign-in waits for its second step");
  return admitted.sessionId;
}

export async function scopeOf(sessionId: string): Promise<TeamScope> {
  return teamScope(await readSession(sessionId, "198.51.100.7"));
}

/**
 * A second person in somebody's team alone, in a role; the team gets Enterprise, without which only
 * its owner has a seat.
 */
export async function makeMember(owner: Person, role: Role): Promise<Person> {
  const person = await makePerson();
  const teamId = owner.scope.team.id;
  await giveTier(teamId, "enterprise", { seats: MOST_SEATS });
  await asAccounts(async (tx) => {
    await tx.membership.deleteMany({ where: { userId: person.userId } });
    const id = newId("mem");
    const createdAt = new Date();
    await tx.membership.createMany({
      data: [{ id, teamId, userId: person.userId, role, createdAt }],
    });
  });
  return { ...person, scope: await scopeOf(person.sessionId) };
}
