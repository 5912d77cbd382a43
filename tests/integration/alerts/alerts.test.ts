import { beforeEach, describe, expect, it } from "vitest";
import { checkAlerts } from "@/lib/alerts/check-alerts";
import { createAlert } from "@/lib/alerts/create-alert";
import { alertOfLink, backTestOf, listAlerts } from "@/lib/alerts/queries";
import { removeAlert } from "@/lib/alerts/remove-alert";
import type { AlertWish } from "@/lib/alerts/schema";
import { switchAlert } from "@/lib/alerts/switch-alert";
import { switchAlertByMail } from "@/lib/alerts/switch-alert-by-mail";
import { mailLink } from "@/lib/auth/mail-link";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker, db } from "@/lib/db";
import { gpuHistory } from "@/lib/history/queries";
import { type NormalizedOffer, normalizeOffers } from "@/lib/prices/normalize";
import { gpuPage } from "@/lib/prices/queries";
import { saveOffers } from "@/lib/prices/save-offers";
import type { ProviderOffer } from "@/lib/providers/contract";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makeMember, makePerson, type Person, visitor } from "@/tests/factories/people";

closeAfterwards();

const wish: AlertWish = {
  modelId: "l40s",
  pricingModel: "on-demand",
  area: null,
  maxPerGpuHour: "1.80",
};
const believed = (offer: NormalizedOffer) => ({ ...offer, heldReason: null });
const rates = { day: "2026-10-06", perEuro: {} };
let now = new Date(clock.now().getTime() + 3_600_000);

interface Seller {
  readonly providerId: string;
  readonly availability: ProviderOffer["availability"];
}

/** Vultr, or who is named, sells an L40S in these regions, and nothing else, from now on. */
async function sells(
  prices: Readonly<Record<string, string>>,
  { providerId = "vultr", availability = "available" }: Partial<Seller> = {},
): Promise<void> {
  now = new Date(now.getTime() + 12 * 3_600_000);
  const offers = Object.entries(prices).map(
    ([region, usd]): ProviderOffer => ({
      key: `l40s/${region}`,
      instanceType: "l40s",
      gpuSpelling: "NVIDIA L40S",
      gpuCount: 1,
      maxGpuCount: 1,
      isPartition: false,
      gpuMemoryGb: 48,
      vcpu: null,
      ramGb: null,
      diskGb: null,
      region,
      pricingModel: "on-demand",
      pricePerHourMicros: BigInt(Math.round(Number(usd) * 1_000_000)),
      currency: "USD",
      nativePrice: usd,
      availability,
      tier: null,
    }),
  );
  const { offers: rows, unknown } = normalizeOffers(offers, rates);
  await asWorker((tx) => saveOffers(tx, { providerId, offers: rows.map(believed), unknown, now }));
}

const told = (person: Person) =>
  asWorker(
    (tx) => tx.$queryRaw<{ price: string; region: string }[]>`
      SELECT data->>'price' AS price, data->>'region' AS region FROM event
      WHERE type = 'price.alert-fired' AND user_id = ${person.userId} ORDER BY at`,
  );

const tokenOf = (id: string) =>
  new URL(mailLink("alert", id, "en")).searchParams.get("token") ?? "";

beforeEach(() => sells({ ewr: "2.50" }));

describe("a price alert", () => {
  it("tells its owner once when the price comes down, and again after it rose", async () => {
    const ada = await makePerson();
    await runVerb(createAlert, ada.scope, wish);
    await checkAlerts(now);
    expect(await told(ada)).toEqual([]);
    await sells({ ewr: "1.75" });
    await Promise.all([checkAlerts(now), checkAlerts(now), checkAlerts(now)]);
    await checkAlerts(now);
    expect(await told(ada)).toEqual([{ price: "1.75", region: "ewr" }]);
    await sells({ ewr: "2.10" });
    await checkAlerts(now);
    await sells({ ewr: "1.60" });
    await checkAlerts(now);
    expect(await told(ada)).toHaveLength(2);
    const { alerts } = await listAlerts(ada.scope);
    expect(alerts[0]).toMatchObject({ lastFiredPrice: "1.6", isOn: true });
  });

  it("tells after its quiet time of a price that came back within it, and again when turned on", async () => {
    const ada = await makePerson();
    const { id } = await runVerb(createAlert, ada.scope, wish);
    await sells({ ewr: "1.75" });
    await checkAlerts(now);
    const soon = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
    await asWorker((tx) => tx.priceAlert.updateMany({ where: { id }, data: { belowSince: null } }));
    await checkAlerts(soon(1));
    expect(await told(ada)).toHaveLength(1);
    await checkAlerts(soon(7));
    expect(await told(ada)).toHaveLength(2);
    await runVerb(switchAlert, ada.scope, { alertId: id, on: false });
    await runVerb(switchAlert, ada.scope, { alertId: id, on: true });
    await checkAlerts(soon(8));
    expect(await told(ada)).toHaveLength(3);
  });

  it("hears of its own area alone", async () => {
    const ada = await makePerson();
    await runVerb(createAlert, ada.scope, { ...wish, area: "europe" });
    await sells({ ewr: "1.20" });
    await checkAlerts(now);
    expect(await told(ada)).toEqual([]);
    await sells({ ewr: "1.20", ams: "1.70" });
    await checkAlerts(now);
    expect(await told(ada)).toEqual([{ price: "1.7", region: "ams" }]);
  });

  it("says before it is saved how often it would have told", async () => {
    await sells({ ewr: "1.70" });
    await sells({ ewr: "2.20" });
    await sells({ ewr: "1.50" });
    const test = await backTestOf(wish, now);
    expect(test.firings.slice(-2).map((one) => one.pricePerGpuHour)).toEqual(["1.7", "1.5"]);
    expect(test.now).toBe("1.5");
    const there = await backTestOf({ ...wish, area: "us" }, now);
    expect(there.firings.slice(-2)).toEqual(test.firings.slice(-2));
    expect((await backTestOf({ ...wish, area: "africa" }, now)).knownSince).toBeNull();
    expect((await backTestOf({ ...wish, modelId: "b300" }, now)).knownSince).toBeNull();
  });

  it("means by the lowest price what the page means, and so does its back-test", async () => {
    const list = { providerId: "aws", availability: "unknown" } as const;
    const same = async (price: string) => {
      const page = await gpuPage("l40s", now);
      const tested = await backTestOf(wish, now);
      const there = await backTestOf({ ...wish, area: "us" }, now);
      const course = await gpuHistory("l40s", { price: null, now });
      expect([
        page?.cheapest?.pricePerGpuHour,
        tested.now,
        there.now,
        course.history.onDemand.recent.at(-1)?.pricePerGpuHour,
      ]).toEqual([price, price, price, price]);
    };
    const ada = await makePerson();
    await runVerb(createAlert, ada.scope, wish);
    await sells({ "us-east-1": "1.70" }, list);
    await checkAlerts(now);
    await same("2.5");
    expect(await told(ada)).toEqual([]);
    await sells({ ewr: "2.50" }, { availability: "unavailable" });
    await checkAlerts(now);
    await same("1.7");
    expect(await told(ada)).toEqual([{ price: "1.7", region: "us-east-1" }]);
    await sells({ ewr: "2.50" }, { availability: "unknown" });
    await sells({ ewr: "2.50" });
    await sells({ "us-east-1": "1.70" }, list);
    await same("2.5");
    await sells({}, list);
  });

  it("appends a point where a price turns into a list price and back", async () => {
    await sells({ ewr: "2.50" }, { availability: "unknown" });
    await sells({ ewr: "2.50" }, { availability: "unknown" });
    await sells({ ewr: "2.50" });
    const latest = { where: { providerId: "vultr" }, orderBy: { at: "desc" }, take: 3 } as const;
    for (const points of [
      await db().pricePoint.findMany(latest),
      await db().areaPricePoint.findMany(latest),
    ]) {
      expect(points.map((point) => point.isListPrice)).toEqual([false, true, false]);
      expect(points.map((point) => point.pricePerGpuHourMicros)).toEqual(
        Array.from({ length: 3 }, () => 2_500_000n),
      );
    }
  });

  it("is one on Basic: a second click on the last place is refused with the limit", async () => {
    const ada = await makePerson();
    const tries = ["1.10", "1.20", "1.30"].map((maxPerGpuHour) =>
      runVerb(createAlert, ada.scope, { ...wish, maxPerGpuHour }),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = settled.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({
      reason: { code: "limit-reached", reason: "limit-price-alerts", values: { limit: 1 } },
    });
    const [first] = (await listAlerts(ada.scope)).alerts;
    await runVerb(switchAlert, ada.scope, { alertId: first?.id ?? "", on: false });
    await runVerb(createAlert, ada.scope, { ...wish, maxPerGpuHour: "1.40" });
    const again = runVerb(switchAlert, ada.scope, { alertId: first?.id ?? "", on: true });
    await expect(again).rejects.toMatchObject({ code: "limit-reached" });
  });

  it("is nobody else's, not even in the same team", async () => {
    const ada = await makePerson();
    const member = await makeMember(ada, "admin");
    const { id } = await runVerb(createAlert, ada.scope, wish);
    for (const other of [member, await makePerson()]) {
      expect((await listAlerts(other.scope)).alerts).toEqual([]);
      await expect(runVerb(removeAlert, other.scope, { alertId: id })).rejects.toMatchObject({
        code: "not-found",
      });
      const off = runVerb(switchAlert, other.scope, { alertId: id, on: false });
      await expect(off).rejects.toMatchObject({ code: "not-found" });
    }
    await runVerb(removeAlert, ada.scope, { alertId: id });
    expect((await listAlerts(ada.scope)).alerts).toEqual([]);
  });

  it("is turned off and on by the link of its mail, and by no other text", async () => {
    const ada = await makePerson();
    const { id } = await runVerb(createAlert, ada.scope, wish);
    const token = tokenOf(id);
    expect(await alertOfLink(token)).toMatchObject({ id, isOn: true });
    await runVerb(switchAlertByMail, visitor(), { token, on: false });
    await runVerb(switchAlertByMail, visitor(), { token, on: false });
    await sells({ ewr: "1.00" });
    await checkAlerts(now);
    expect(await told(ada)).toEqual([]);
    for (const wrong of [
      "",
      id,
      `${id}.x`,
      `${id}.${"A".repeat(43)}`,
      `alr_other.${token.split(".")[1]}`,
    ]) {
      expect(await alertOfLink(wrong)).toBeNull();
      const off = runVerb(switchAlertByMail, visitor(), { token: wrong, on: false });
      await expect(off).rejects.toMatchObject({ reason: "link-unknown" });
    }
    await runVerb(switchAlertByMail, visitor(), { token, on: true });
    await checkAlerts(now);
    expect(await told(ada)).toHaveLength(1);
  });

  it("refuses a limit that is no price and a GPU nobody knows", async () => {
    const ada = await makePerson();
    for (const maxPerGpuHour of ["", "0", "-1", "1,80", "1e3", "99999", "$2"]) {
      const made = runVerb(createAlert, ada.scope, { ...wish, maxPerGpuHour });
      await expect(made).rejects.toMatchObject({ fields: { maxPerGpuHour: "alert-limit" } });
    }
    const unknown = runVerb(createAlert, ada.scope, { ...wish, modelId: "quantum-9000" });
    await expect(unknown).rejects.toMatchObject({ fields: { modelId: "gpu-unknown" } });
    await runVerb(createAlert, ada.scope, wish);
    await expect(runVerb(createAlert, ada.scope, wish)).rejects.toMatchObject({
      reason: "alert-exists",
    });
  });

  it("may not be moved to another person by whoever may turn it off", async () => {
    const ada = await makePerson();
    const { id } = await runVerb(createAlert, ada.scope, wish);
    const move = asAccounts((tx) =>
      tx.priceAlert.updateMany({ where: { id }, data: { userId: "x" } }),
    );
    await expect(move).rejects.toThrow();
    expect(await db().priceAlert.count()).toBe(0);
  });
});
