import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/actions/perform";
import { asWorker } from "@/lib/db";
import { env } from "@/lib/env";
import { joinWaitingList } from "@/lib/pricing/join-waiting-list";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson, newEmail, visitor } from "@/tests/factories/people";
import { asOwner } from "@/tests/integration/operations/as-owner";

beforeAll(() => {
  // Without a key of Stripe nothing is sold.
  process.env.STRIPE_SECRET_KEY = "";
  process.env.TRUSTED_PROXY_HOPS = "1";
});
closeAfterwards();

const wish = { tier: "pro", locale: "en" } as const;

/** Every entry of an address, as the people who run the installation read it. */
function entriesOf(email: string) {
  return asWorker((tx) => tx.waitingEntry.findMany({ where: { email }, orderBy: { tier: "asc" } }));
}

describe("the waiting list of a tier that is not sold here", () => {
  it("takes an address once, in small letters, with the language to write in", async () => {
    const email = newEmail();
    await runVerb(joinWaitingList, visitor(), { email: ` ${email.toUpperCase()} `, ...wish });
    expect(await entriesOf(email)).toMatchObject([{ email, tier: "pro", locale: "en" }]);
  });

  it("answers the same to an address that is on it already, and leaves its entry as it is", async () => {
    const email = newEmail();
    const first = await runVerb(joinWaitingList, visitor(), { email, ...wish });
    const [entry] = await entriesOf(email);
    const second = await runVerb(joinWaitingList, visitor(), { email, ...wish, locale: "zh" });
    expect(second).toEqual(first);
    expect(await entriesOf(email)).toEqual([entry]);
  });

  it("keeps one entry when the same address comes many times at once", async () => {
    const email = newEmail();
    const joins = Array.from({ length: 8 }, () =>
      runVerb(joinWaitingList, visitor(), { email, ...wish }),
    );
    expect(new Set((await Promise.all(joins)).map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await entriesOf(email)).toHaveLength(1);
  });

  it("is one list for each tier, open to people who are signed in as well", async () => {
    const { email, scope } = await makePerson();
    for (const tier of ["pro", "enterprise"] as const) {
      await runVerb(joinWaitingList, scope, { email, tier, locale: "en" });
    }
    expect((await entriesOf(email)).map(({ tier }) => tier)).toEqual(["enterprise", "pro"]);
  });

  it("answers a repeated request id with the first answer", async () => {
    const email = newEmail();
    const requestId = `wait-${email}`.replaceAll(/[^a-z0-9-]/g, "");
    const join = () => runVerb(joinWaitingList, visitor(), { email, ...wish }, { requestId });
    expect(await join()).toEqual(await join());
  });

  it("says which field it does not understand", async () => {
    for (const email of ["", "ada", "ada@", "a b@example.com", `${"a".repeat(250)}@example.com`]) {
      const joined = runVerb(joinWaitingList, visitor(), { email, ...wish });
      await expect(joined).rejects.toMatchObject({
        code: "invalid",
        fields: { email: "email-invalid" },
      });
    }
    const free = { email: newEmail(), tier: "basic", locale: "en" };
    await expect(runVerb(joinWaitingList, visitor(), free)).rejects.toMatchObject({
      fields: { tier: "not-understood" },
    });
  });

  it("writes into the audit log which tier was wanted, and not by whom", async () => {
    const who = visitor();
    await runVerb(joinWaitingList, who, { email: newEmail(), ...wish });
    const { rows } = await asOwner((owner) =>
      owner.query("SELECT actor_kind, target, details FROM audit_entry WHERE address = $1", [
        who.address,
      ]),
    );
    expect(rows).toEqual([{ actor_kind: "visitor", target: null, details: { tier: "pro" } }]);
  });

  it("turns an address away that asks too often, like everything visitors may send", async () => {
    const headers = new Headers({ origin: env.APP_URL, "x-forwarded-for": newEmail() });
    const ask = () =>
      perform(joinWaitingList, { headers, scope: null }, { input: { email: "nobody", ...wish } });
    const answers = new Set<string>();
    for (let tries = 0; tries < 121; tries += 1) {
      const answer = await ask();
      answers.add(answer.ok ? "ok" : answer.error.reason);
    }
    expect([...answers]).toEqual(["invalid", "rate-limited"]);
  });
});
