import { beforeAll, expect, it } from "vitest";
import { findTeam } from "@/lib/admin/find-team";
import { readTeam } from "@/lib/admin/read-team";
import { asWorker } from "@/lib/db";
import { runVerb } from "@/lib/verbs/run-verb";
import { at, invoice } from "@/tests/factories/books";
import { closeAfterwards } from "@/tests/factories/close";
import { makeMember, makeOperator, makePerson, type Person } from "@/tests/factories/people";
import { giveTier } from "@/tests/factories/tiers";
import { asOwner } from "../operations/as-owner";

closeAfterwards();

const people: { operator?: Person; owner?: Person; member?: Person } = {};
const who = (name: keyof typeof people): Person => {
  const person = people[name];
  if (!person) throw new Error(`no ${name}`);
  return person;
};
const team = () => who("owner").scope.team.id;
const bill = { id: "" };

beforeAll(async () => {
  people.operator = await makeOperator();
  people.owner = await makePerson();
  await makePerson();
  people.member = await makeMember(who("owner"), "member");
  await giveTier(team(), "enterprise");
  const row = { teamId: team(), customerId: "cus_found", email: "pay@example.com" };
  await asWorker((tx) =>
    tx.billingCustomer.createMany({ data: [{ ...row, createdAt: at("2027-01-01") }] }),
  );
  bill.id = (await invoice(team(), at("2027-01-01"), { number: "INV-7" })).id;
  await asOwner((owner) =>
    owner.query("UPDATE team SET name = 'Straße 100% _Labs' WHERE id = $1", [team()]),
  );
});

const find = async (words: string) =>
  (await runVerb(findTeam, who("operator").scope, { words })).teams.map(({ id }) => id);

it("finds a team by name, a member's address, its id, customer, subscription and invoice", async () => {
  const [subscription] = await asWorker((tx) =>
    tx.subscription.findMany({ where: { teamId: team() } }),
  );
  const words = [
    "straße 100%",
    "_labs",
    who("member").email.toUpperCase(),
    who("owner").email.slice(0, 8),
    team(),
    "cus_found",
    subscription?.id ?? "",
    bill.id,
    "INV-7",
  ];
  for (const one of words)
    expect({ one, found: await find(one) }).toEqual({ one, found: [team()] });
});

it("takes no sign of a search for a wild card", async () => {
  expect(await find("%%")).toEqual([]);
  expect(await find("__")).toEqual([]);
  expect(await find("100%_")).toEqual([]);
});

it("shows what a team has paid for and who is in it", async () => {
  const details = await runVerb(readTeam, who("operator").scope, { teamId: team() });
  expect(details).toMatchObject({
    tier: "enterprise",
    settledTier: "enterprise",
    seats: 5,
    customer: { id: "cus_found", email: "pay@example.com" },
    invoices: [{ number: "INV-7", paid: { minor: "1900", currency: "usd" } }],
    keys: 0,
    deployments: 0,
  });
  const running = details.subscriptions.filter(({ endedAt }) => endedAt === null);
  expect(running).toMatchObject([{ status: "active", tier: "enterprise" }]);
  expect(details.members.map(({ role }) => role).sort()).toEqual(["member", "owner"]);
});

it("never shows a secret of a team, whatever it holds", async () => {
  await asOwner((owner) =>
    owner.query(
      `INSERT INTO provider_key (id, team_id, provider_id, name, last_four, fingerprint, kek_id,
         wrapped_key, ciphertext, state, verified_at, created_at, next_sweep_at, next_reap_at)
       VALUES ('key_x', $1, 'runpod', 'canary-name', 'c4n4', 'canary-print', 'canary-kek',
         'canary-wrapped', 'canary-sealed', 'active', $2, $2, $2, $2)`,
      [team(), at("2027-01-01")],
    ),
  );
  const details = await runVerb(readTeam, who("operator").scope, { teamId: team() });
  expect(details.keys).toBe(1);
  expect(JSON.stringify(details)).not.toMatch(/canary|c4n4|password|hash/i);
});

it("writes down who was looked for and which team was read", async () => {
  await find("somebody");
  const { operator } = people;
  const rows = await asWorker((tx) =>
    tx.auditEntry.findMany({ where: { verb: { startsWith: "admin." } }, orderBy: { at: "desc" } }),
  );
  expect(rows.every(({ actorId }) => actorId === operator?.userId)).toBe(true);
  expect(rows.find(({ verb }) => verb === "admin.find-team")?.details).toEqual({
    words: "somebody",
    found: 0,
  });
  expect(rows.some(({ verb, target }) => verb === "admin.read-team" && target === team())).toBe(
    true,
  );
});

it("is closed to everybody else, and says nothing of a team that is not there", async () => {
  const { scope } = who("owner");
  await expect(runVerb(findTeam, scope, { words: "labs" })).rejects.toMatchObject({
    reason: "operators-only",
  });
  await expect(runVerb(readTeam, scope, { teamId: team() })).rejects.toMatchObject({
    reason: "operators-only",
  });
  await expect(
    runVerb(readTeam, who("operator").scope, { teamId: "tea_none" }),
  ).rejects.toMatchObject({ code: "not-found" });
});
