import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { exportAccount } from "@/lib/account-export/export-account";
import { askEmailChange } from "@/lib/accounts/ask-email-change";
import { changeEmail } from "@/lib/accounts/change-email";
import { changeName } from "@/lib/accounts/change-name";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker } from "@/lib/db";
import { deleteAccount } from "@/lib/erasure/delete-account";
import { eraseAccounts } from "@/lib/erasure/erase-accounts";
import { deletionView } from "@/lib/erasure/queries";
import { erasedTables, keptTables } from "@/lib/erasure/team-tables";
import { newId } from "@/lib/ids";
import { acknowledgeIncident } from "@/lib/incidents/acknowledge";
import { addNote } from "@/lib/incidents/add-note";
import { getIncident } from "@/lib/incidents/queries";
import { syncCustomer } from "@/lib/payments/sync-customer";
import { setUpBilling } from "@/lib/subscriptions/set-up";
import { renameTeam } from "@/lib/teams/rename";
import { createTemplate } from "@/lib/templates/create";
import { defineVerb } from "@/lib/verbs/define-verb";
import { runVerb } from "@/lib/verbs/run-verb";
import { linkOfChange } from "@/tests/factories/email-change";
import { giveTotp } from "@/tests/factories/factors";
import { makePerson, newEmail, type Person, signInAgain, visitor } from "@/tests/factories/people";
import { freshSecretKey, openStripe } from "@/tests/factories/stripe";
import { again, invite, joinTeam, makeTeam } from "@/tests/factories/teams";
import { readAll, tablesOf } from "@/tests/integration/migrations/plain-rows";
import { asOwner } from "@/tests/integration/operations/as-owner";
import {
  addOffer,
  keyOf,
  rentTwins,
  runpodOffer,
} from "@/tests/integration/operations/rented-world";
import { payAtStripe } from "@/tests/integration/tenancy/matrix/paying";
import {
  makeAlert,
  makeIncident,
  makeMachine,
  makeSshKey,
  makeStray,
  makeTemplate,
  makeView,
  makeVolume,
} from "@/tests/integration/tenancy/matrix/things";

const twins = rentTwins();
const held = { offerId: "" };

beforeAll(async () => {
  process.env.STRIPE_API_URL = twins.sandbox.url;
  process.env.STRIPE_SECRET_KEY = freshSecretKey();
  await setUpBilling();
  held.offerId = await addOffer(runpodOffer);
});

const world = () => ({ sandboxUrl: twins.sandbox.url, offerId: held.offerId });
const exportOf = async ({ scope }: Person) => new Response(await exportAccount(scope)).text();
const remove = ({ scope, email }: Person) => runVerb(deleteAccount, scope, { email });

async function endMachines({ scope }: Person): Promise<void> {
  await asWorker((tx) =>
    tx.deployment.updateMany({
      where: { teamId: scope.team.id },
      data: { endedAt: clock.now(), desired: "deleted" },
    }),
  );
}

/** Every row of every table that holds one of the words. */
function rowsWith(words: readonly string[]): Promise<string[]> {
  return asOwner(async (owner) => {
    const found: string[] = [];
    for (const [table, columns] of await tablesOf(owner)) {
      const rows = (await readAll(owner, table, columns)).map((row) => JSON.stringify(row));
      const telling = rows.filter((row) => words.some((word) => row.includes(word)));
      found.push(...telling.map((row) => `${table} ${row}`));
    }
    return found;
  });
}

/** Until a transaction waits for an advisory lock of another. */
async function someoneWaits(): Promise<void> {
  await asOwner(async (owner) => {
    await expect
      .poll(async () => {
        const { rows } = await owner.query(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        return rows.length;
      })
      .toBeGreaterThan(0);
  });
}

/** As if a machine had been asked for before the team was marked as being taken away. */
async function withStandingTeam({ scope }: Person): Promise<Person["scope"]> {
  await asAccounts((tx) =>
    tx.team.update({ where: { id: scope.team.id }, data: { erasingSince: null } }),
  );
  return scope;
}

async function stateOf({ userId }: Person): Promise<string> {
  const row = await asAccounts((tx) => tx.accountErasure.findUniqueOrThrow({ where: { userId } }));
  return row.state;
}

describe("deleting an account", () => {
  it("is refused while a machine exists, or one that nobody has decided on; nothing is ended", async () => {
    const person = await makePerson();
    await makeMachine(world(), person.scope);
    expect(await deletionView(person.scope)).toMatchObject({ isBlocked: true });
    await expect(remove(person)).rejects.toMatchObject({ reason: "machines-first" });
    await endMachines(person);
    await makeStray(world(), person.scope);
    await expect(remove(person)).rejects.toMatchObject({ reason: "machines-first" });
    expect(await signInAgain(person.email)).toMatch(/^ses_/);
  });

  it("names volumes that stay and cost money, and waits for one that is to be deleted", async () => {
    const person = await makePerson();
    const volumeId = await makeVolume(person.scope);
    expect(await deletionView(person.scope)).toMatchObject({
      isBlocked: false,
      teams: [{ volumes: [{ count: 1, names: ["disk"], unpriced: 1 }] }],
    });
    await asWorker((tx) =>
      tx.volume.update({
        where: { id: volumeId },
        data: { wish: "delete", wishedAt: clock.now() },
      }),
    );
    await expect(remove(person)).rejects.toMatchObject({ reason: "machines-first" });
  });

  it("is refused while others are in a team of one's own, and for another address", async () => {
    const owner = await makeTeam();
    await joinTeam(owner);
    await expect(remove(owner)).rejects.toMatchObject({ reason: "hand-over-first" });
    const person = await makePerson();
    await expect(runVerb(deleteAccount, person.scope, { email: newEmail() })).rejects.toMatchObject(
      { reason: "email-differs" },
    );
  });

  it("lets nobody in from that moment on, and leaves the teams of others as they are", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner, "admin");
    await makeAlert(owner.scope.team.id, member.userId);
    await remove(member);
    await expect(signInAgain(member.email)).rejects.toMatchObject({ reason: "account-disabled" });
    await eraseAccounts();
    const members = await asAccounts((tx) =>
      tx.membership.findMany({ where: { teamId: owner.scope.team.id } }),
    );
    expect(members.map(({ userId }) => userId)).toEqual([owner.userId]);
    await expect(signInAgain(member.email)).rejects.toMatchObject({ reason: "wrong-password" });
  });

  it("leaves no word of the person in any table", async () => {
    const owner = await makeTeam();
    const host = await makeTeam();
    const { token } = await invite(host, owner.email);
    expect(token).not.toBe("");
    const secret = await giveTotp(owner.userId);
    const name = `machine ${randomBytes(6).toString("hex")}`;
    await keyOf(owner.scope);
    await makeMachine(world(), owner.scope);
    await asWorker((tx) =>
      tx.deployment.updateMany({ where: { teamId: owner.scope.team.id }, data: { name } }),
    );
    await endMachines(owner);
    await remove(await again(owner));
    await eraseAccounts();
    const left = await rowsWith([owner.email, secret, name]);
    expect(left).toEqual([]);
    const wiped = await asWorker((tx) =>
      tx.providerKey.count({ where: { teamId: owner.scope.team.id } }),
    );
    expect(wiped).toBe(0);
  });

  it("leaves what others wrote of an incident, and that somebody was on it, but not who or their words", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    const incidentId = await makeIncident(owner.scope.team.id);
    const [theirs, other] = [randomBytes(6).toString("hex"), randomBytes(6).toString("hex")];
    await runVerb(addNote, member.scope, { incidentId, text: `I think ${theirs}` });
    await runVerb(addNote, owner.scope, { incidentId, text: `I think ${other}` });
    await runVerb(acknowledgeIncident, member.scope, { incidentId });
    await remove(member);
    await eraseAccounts();
    expect(await rowsWith([theirs])).toEqual([]);
    expect(await exportOf(owner)).not.toContain(theirs);
    const left = await rowsWith([member.userId]);
    expect(left.filter((row) => /^(incident|escalation)/.test(row))).toEqual([]);
    const { acknowledgedAt, acknowledgedBy, lines } = await getIncident(owner.scope, incidentId);
    expect({ isTaken: acknowledgedAt !== null, acknowledgedBy }).toEqual({
      isTaken: true,
      acknowledgedBy: null,
    });
    const notes = lines.filter(({ kind }) => kind === "note");
    expect(notes.map(({ data }) => data).toReversed()).toEqual([{}, { text: `I think ${other}` }]);
  });

  it("leaves no word of an address they had before", async () => {
    const [person, host] = [await makePerson(), await makeTeam()];
    await invite(host, person.email);
    const email = newEmail();
    await runVerb(askEmailChange, person.scope, { email });
    const { id } = await asAccounts((tx) =>
      tx.emailChange.findFirstOrThrow({ where: { userId: person.userId } }),
    );
    await runVerb(changeEmail, visitor(), { token: linkOfChange(id) });
    await runVerb(deleteAccount, person.scope, { email });
    await eraseAccounts();
    expect(await rowsWith([person.email, email])).toEqual([]);
  });

  it("is refused when a team is handed to them meanwhile", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner, "admin");
    const teams = await deleteAccount.prepare?.(member.scope, { email: member.email });
    await asAccounts(async (tx) => {
      await tx.membership.updateMany({ where: { userId: owner.userId }, data: { role: "admin" } });
      await tx.membership.updateMany({ where: { userId: member.userId }, data: { role: "owner" } });
    });
    const ended = asAccounts((tx) =>
      deleteAccount.run(
        {
          tx,
          scope: member.scope,
          now: clock.now(),
          prepared: teams ?? [],
          wake: () => {},
          forgetTries: () => {},
        },
        { email: member.email },
      ),
    );
    await expect(ended).rejects.toMatchObject({ reason: "hand-over-first" });
  });

  it("takes away what they kept for themselves in the teams of others, sealed values too", async () => {
    const owner = await makeTeam();
    const teamId = owner.scope.team.id;
    const member = await joinTeam(owner);
    await makeSshKey(teamId, member.userId);
    await makeView({ teamId, userId: member.userId });
    const environment = [{ name: "HF_TOKEN", value: "a secret of one's own", secret: true }];
    const kept = { name: "Mine", visibility: "private", gpuCount: 1, environment };
    await runVerb(createTemplate, member.scope, kept);
    const shared = await makeTemplate(teamId, member.userId);
    await remove(member);
    await eraseAccounts();
    const where = { teamId };
    await asWorker(async (tx) => {
      expect(await tx.sshKey.count({ where })).toBe(0);
      expect(await tx.savedView.count({ where })).toBe(0);
      expect(await tx.sealedValue.count({ where })).toBe(0);
      const templates = await tx.template.findMany({ where, select: { id: true } });
      expect(templates).toEqual([{ id: shared }]);
    });
  });

  it("ends the subscription at Stripe, keeps the bills, and later words from there find their place", async () => {
    const owner = await makeTeam();
    const { id: teamId } = owner.scope.team;
    await payAtStripe(world(), { teamId });
    const { customerId } = await asWorker((tx) =>
      tx.billingCustomer.findUniqueOrThrow({ where: { teamId } }),
    );
    await syncCustomer(customerId);
    const bills = await asWorker((tx) => tx.billingInvoice.count({ where: { teamId } }));
    expect(bills).toBeGreaterThan(0);
    await remove(await again(owner));
    await eraseAccounts();
    const sdk = openStripe(twins.sandbox.url, process.env.STRIPE_SECRET_KEY).sdk();
    expect(await sdk.customers.retrieve(customerId)).toMatchObject({ deleted: true });
    expect(await asWorker((tx) => tx.billingInvoice.count({ where: { teamId } }))).toBe(bills);
    expect(await syncCustomer(customerId)).toMatchObject({ isKnown: true });
  });

  it("waits while Stripe is away, goes on where it was, and a further time changes nothing", async () => {
    const owner = await makeTeam();
    const { id: teamId } = owner.scope.team;
    await payAtStripe(world(), { teamId });
    await remove(await again(owner));
    const account = openStripe(twins.sandbox.url, process.env.STRIPE_SECRET_KEY);
    const match = { method: "DELETE", path: "^/customers/" };
    await account.breakApi({ match, times: 2, fault: { kind: "connection-reset" } });
    await eraseAccounts();
    expect(await stateOf(owner)).toBe("open");
    expect((await rowsWith([owner.email])).length).toBeGreaterThan(0);
    await account.mendApi();
    await eraseAccounts();
    expect(await stateOf(owner)).toBe("done");
    expect(await rowsWith([owner.email])).toEqual([]);
    await eraseAccounts();
    expect(await stateOf(owner)).toBe("done");
  });

  it("waits for work in flight, and begins nothing in a team that is being taken away", async () => {
    const person = await makePerson();
    const { team } = person.scope;
    const keyId = await keyOf(person.scope);
    const gates = { isIn: () => {}, goOn: () => {} };
    const isIn = new Promise<void>((resolve) => {
      gates.isIn = resolve;
    });
    const mayGoOn = new Promise<void>((resolve) => {
      gates.goOn = resolve;
    });
    const slowLaunch = defineVerb({
      name: "tests.slow-launch",
      input: z.object({}),
      output: z.object({}),
      permission: "deployments.write",
      feature: null,
      audit: () => ({}),
      async run({ tx, now }) {
        gates.isIn();
        await mayGoOn;
        await tx.$executeRaw`INSERT INTO deployment (id, team_id, project_id, provider_key_id, name,
          provider_id, desired, status, status_since, offer_id, gpu_spelling, gpu_count,
          instance_type, quoted_per_hour_micros, quoted_at, rate_per_hour_micros, created_at)
          VALUES (${newId("dep")}, ${team.id}, ${team.defaultProjectId}, ${keyId}, 'slow', 'runpod',
            'running', 'requested', ${now}, 'off_any', 'GPU', 1, 'any', 1, ${now}, 1, ${now})`;
        return {};
      },
    });
    const launched = runVerb(slowLaunch, person.scope, {});
    await isIn;
    await remove(person);
    const renamed = runVerb(renameTeam, person.scope, { name: "Anew" });
    await expect(renamed).rejects.toMatchObject({ reason: "team-erasing" });
    const erased = eraseAccounts();
    await Promise.race([erased, someoneWaits()]);
    gates.goOn();
    await launched;
    await erased;
    expect(await stateOf(person)).toBe("given-up");
    const machines = await asWorker((tx) =>
      tx.deployment.findMany({ where: { teamId: team.id }, select: { name: true } }),
    );
    expect(machines).toEqual([{ name: "slow" }]);
    await runVerb(renameTeam, person.scope, { name: "Anew" });
  });

  it("is taken back whole: the teams of others too, and no other reason to be disabled", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    await makeAlert(owner.scope.team.id, member.userId);
    await remove(member);
    await asAccounts((tx) =>
      tx.accountErasure.update({
        where: { userId: member.userId },
        data: { teamIds: [owner.scope.team.id] },
      }),
    );
    await makeMachine(world(), owner.scope);
    await eraseAccounts();
    expect(await stateOf(member)).toBe("given-up");
    expect(await signInAgain(member.email)).toMatch(/^ses_/);
    const kept = await asAccounts((tx) =>
      tx.membership.count({ where: { teamId: owner.scope.team.id, userId: member.userId } }),
    );
    expect(kept).toBe(1);
    const other = await makePerson();
    await remove(other);
    await asAccounts((tx) =>
      tx.user.update({ where: { id: other.userId }, data: { disabledAt: new Date(0) } }),
    );
    await makeMachine(world(), await withStandingTeam(other));
    await eraseAccounts();
    await expect(signInAgain(other.email)).rejects.toMatchObject({ reason: "account-disabled" });
  });

  it("is taken back where a launch was quicker, so that somebody can end the machine", async () => {
    const person = await makePerson();
    await remove(person);
    await makeMachine(world(), await withStandingTeam(person));
    await eraseAccounts();
    expect(await signInAgain(person.email)).toMatch(/^ses_/);
    const told = await asWorker((tx) =>
      tx.event.count({ where: { userId: person.userId, type: "account.deletion-stopped" } }),
    );
    expect(told).toBe(1);
  });
});

describe("the audit log", () => {
  it("can be emptied of what it says of a person, and not changed by anybody", async () => {
    const { userId, scope } = await makePerson();
    await runVerb(changeName, scope, { name: "Grace" });
    const change = (set: { readonly address: string | null }) =>
      asWorker((tx) => tx.auditEntry.updateMany({ where: { actorId: userId }, data: set }));
    await expect(change({ address: "somewhere else" })).rejects.toThrow("emptied, not changed");
    await change({ address: null });
    const verb = asWorker(
      (tx) => tx.$executeRaw`UPDATE audit_entry SET verb = 'nothing' WHERE actor_id = ${userId}`,
    );
    await expect(verb).rejects.toThrow("permission denied");
  });
});

describe("the tables of a team", () => {
  it("are each emptied or kept by choice when its last person is gone", async () => {
    const rows = await asWorker(
      (tx) => tx.$queryRaw<{ name: string }[]>`
        SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'team_id'
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')`,
    );
    const known = [...erasedTables, ...keptTables];
    expect(rows.map(({ name }) => name).toSorted()).toEqual(known.toSorted());
  });
});
