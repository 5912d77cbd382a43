import { mailLink } from "@/lib/auth/mail-link";
import { acceptInvite } from "@/lib/teams/accept-invite";
import { inviteMember } from "@/lib/teams/invite";
import type { GivenRole } from "@/lib/teams/schema";
import { runVerb } from "@/lib/verbs/run-verb";
import { makePerson, type Person, scopeOf } from "@/tests/factories/people";
import { giveTier } from "@/tests/factories/tiers";

/** The owner of an Enterprise team with so many seats. */
export async function makeTeam(seats = 5): Promise<Person> {
  const owner = await makePerson();
  await giveTier(owner.scope.team.id, "enterprise", { seats });
  return { ...owner, scope: await scopeOf(owner.sessionId) };
}

/** The secret part of an invitation's link. */
export function inviteToken(inviteId: string): string {
  return new URL(mailLink("invite", inviteId, "en")).searchParams.get("token") ?? "";
}

/** Invites an address and answers the link's secret part. */
export async function invite(by: Person, email: string, role: GivenRole = "member") {
  const { inviteId } = await runVerb(inviteMember, by.scope, { email, role });
  return { inviteId, token: inviteToken(inviteId) };
}

/** Somebody with an account of their own who was invited and accepted. */
export async function joinTeam(by: Person, role: GivenRole = "member"): Promise<Person> {
  const person = await makePerson();
  const { token } = await invite(by, person.email, role);
  await runVerb(acceptInvite, person.scope, { token });
  return { ...person, scope: await scopeOf(person.sessionId) };
}

/** The same person as their session stands for now. */
export async function again(person: Person): Promise<Person> {
  return { ...person, scope: await scopeOf(person.sessionId) };
}
