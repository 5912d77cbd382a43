import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { datedSources } from "@/lib/prices/dated-sources";
import { loadReference } from "@/lib/prices/load-reference";
import { gpuPage } from "@/lib/prices/queries";
import { offerLine, openImports } from "./import-files";

const { client, bringLines } = openImports();
const now = new Date("2026-11-25T12:00:00Z");
const dir = join(import.meta.dirname, "../../../prisma/reference");
const tables = datedSources();
const fewer = tables.map((one) => ({
  ...one,
  table: { ...one.table, offers: one.table.offers.slice(0, 1) },
}));

beforeEach(async () => {
  await client.query(
    "TRUNCATE price_observation, reference_offer, reference_low, unknown_spelling, seed_mark",
  );
  await loadReference(client, { dir, tables, now });
});

const count = async (rows: string) =>
  (await client.query(`SELECT count(*)::int AS count FROM ${rows}`)).rows[0]?.count;
const nebius = "reference_offer WHERE provider_id = 'nebius'";

/** A row of the seed without a region, and the same offer as a line of an import. */
async function seededOffer() {
  const { rows } = await client.query(
    `SELECT instance_type, region, price_per_hour_micros FROM ${nebius}
     AND gpu_model = 'h200-sxm' AND pricing_model = 'on-demand' AND gpu_count = 1`,
  );
  const told = { provider: "nebius", gpu: "NVIDIA H200 SXM", memory: "141" };
  return { ...told, offer: rows[0]?.instance_type, region: rows[0]?.region ?? "" };
}

const shown = async () =>
  (await gpuPage("h200-sxm", now))?.referenceOffers
    .filter((one) => one.providerId === "nebius" && one.pricingModel === "on-demand")
    .map((one) => one.pricePerHour);

describe("dated prices of two origins", () => {
  it("stay when a table of the same provider is imported", async () => {
    const seeded = await count(nebius);
    await bringLines([offerLine({ provider: "nebius", offer: "other", price: "3" })]);
    expect(await count(nebius)).toBe(seeded + 1);
    await bringLines([offerLine({ provider: "nebius", offer: "another", price: "3" })]);
    expect(await count(nebius)).toBe(seeded + 2);
  });

  it("stay, imported, when the seed is loaded anew", async () => {
    await bringLines([offerLine({ at: "2026-07-06" })]);
    const weeks = await count("reference_low");
    await loadReference(client, { dir, tables: fewer, now });
    await loadReference(client, { dir, tables, now });
    expect(await count("reference_offer WHERE provider_id = 'somecloud'")).toBe(1);
    expect(await count("reference_low")).toBe(weeks);
  });

  it("are shown once where both tell the same offer: that of the newer day", async () => {
    const told = await seededOffer();
    const [before] = (await shown()) ?? [];
    await bringLines([offerLine({ ...told, price: "4.1", at: "2026-08-01" })]);
    expect(await shown()).toEqual([before]);
    await bringLines([offerLine({ ...told, price: "4.4", at: "2026-09-01" })]);
    expect(await shown()).toEqual(["4.4"]);
    await loadReference(client, { dir, tables: fewer, now });
    await loadReference(client, { dir, tables, now });
    expect(await shown()).toEqual(["4.4"]);
  });
});
