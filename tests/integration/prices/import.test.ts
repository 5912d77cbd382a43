import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { gpuPage } from "@/lib/prices/queries";
import { reread } from "@/lib/prices/review/reread";
import { header, offerLine, openImports } from "./import-files";

const { client, write, bring, bringLines, count } = openImports();
const now = new Date("2026-11-25T12:00:00Z");

beforeEach(async () => {
  await client.query(
    "TRUNCATE price_observation, reference_offer, reference_low, unknown_spelling, spelling_rule",
  );
});

const version = async () =>
  (await client.query<{ version: string }>("SELECT version FROM price_version")).rows[0]?.version;

describe("an imported table of offers", () => {
  it("becomes observations with prices of the whole offer and of one card", async () => {
    const { counts, kind } = await bringLines([
      offerLine({ count: "8", price: "20", spot: "8" }),
      offerLine({ offer: "h100.slice", count: "0.5", price: "1.3" }),
    ]);
    expect(kind).toBe("offers");
    expect(counts).toEqual({ accepted: 2, known: 0, quarantined: 0, rejected: 0 });
    const { rows } = await client.query("SELECT * FROM price_observation ORDER BY offer_name");
    expect(rows).toMatchObject([
      {
        gpu_model: "h100-sxm",
        on_demand_micros: "20000000",
        on_demand_gpu_micros: "2500000",
        spot_gpu_micros: "1000000",
        is_partition: false,
        held_reason: null,
      },
      { is_partition: true, on_demand_gpu_micros: "1300000" },
    ]);
  });

  it("changes nothing when it is imported again", async () => {
    const lines = [offerLine(), offerLine({ offer: "h100.2", count: "2", price: "5" })];
    await bringLines(lines);
    const before = await version();
    const { counts } = await bringLines([...lines, ...lines]);
    expect(counts).toEqual({ accepted: 0, known: 4, quarantined: 0, rejected: 0 });
    expect(await count("price_observation")).toBe(2);
    expect(await version()).toBe(before);
  });

  it("tells the line of every row that is not taken, and why", async () => {
    const { counts, remarks, reasons } = await bringLines([
      offerLine({ provider: "" }),
      offerLine({ price: "cheap" }),
      offerLine({ price: "" }),
      offerLine({ at: "2026-02-30" }),
      offerLine({ count: "many" }),
      "a,b",
      offerLine(),
      offerLine({ price: "0", at: "2026-08-02" }),
      offerLine({ price: "25", at: "2026-08-03" }),
    ]);
    expect(counts).toEqual({ accepted: 1, known: 0, quarantined: 2, rejected: 6 });
    expect(remarks.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      "2 no provider",
      "3 bad price",
      "4 no price",
      "5 bad date",
      "6 bad number",
      "7 columns",
      "9 zero",
      "10 sudden",
    ]);
    expect(reasons.find(({ reason }) => reason === "sudden")?.firstLines).toEqual([10]);
  });

  it("is judged by what was imported before, and a jump that is said again is a price change", async () => {
    await bringLines([offerLine({ price: "2.5" })]);
    const jumped = await bringLines([offerLine({ price: "25", at: "2026-08-02" })]);
    expect(jumped.counts.quarantined).toBe(1);
    const again = await bringLines([
      offerLine({ price: "26", at: "2026-08-03" }),
      offerLine({ price: "26", at: "2026-08-04" }),
    ]);
    expect(again.counts).toMatchObject({ accepted: 1, quarantined: 1 });
  });

  it("feeds the dated prices of the pages: the newest of each offer, and weekly lows", async () => {
    await bringLines([
      offerLine({ price: "3", at: "2026-07-06" }),
      offerLine({ price: "2.8", at: "2026-07-08" }),
      offerLine({ price: "2.5", at: "2026-08-05T10:00:00Z" }),
      offerLine({ offer: "h100.eu", region: "eu", price: "2.9", at: "2026-08-05" }),
      offerLine({ offer: "wrong", price: "0", at: "2026-08-05" }),
    ]);
    const page = await gpuPage("h100-sxm", now);
    expect(page?.referenceOffers.map((one) => [one.pricePerHour, one.observedOn])).toEqual([
      ["2.5", "2026-08-05"],
    ]);
    expect(await count("reference_offer")).toBe(2);
    const { rows } = await client.query(
      `SELECT week_of::text AS week, on_demand_micros::text AS micros FROM reference_low
       WHERE gpu_model = 'h100-sxm' ORDER BY week_of`,
    );
    expect(rows).toEqual([
      { week: "2026-07-06", micros: "2800000" },
      { week: "2026-08-03", micros: "2500000" },
    ]);
  });

  it("puts a spelling nobody knows on the review list and compares its rows with nothing", async () => {
    await bringLines([offerLine({ gpu: "Quantum 9000", memory: "141" })]);
    const { rows } = await client.query("SELECT spelling, memory_gb FROM unknown_spelling");
    expect(rows).toEqual([{ spelling: "Quantum 9000", memory_gb: 141 }]);
    expect((await client.query("SELECT gpu_model FROM price_observation")).rows).toEqual([
      { gpu_model: null },
    ]);
  });
});

describe("imported rows of a spelling somebody decides", () => {
  const quantum = { spelling: "Quantum 9000", memoryGb: 24 };
  const decide = async (gpuModel: string) => {
    await client.query(
      `INSERT INTO spelling_rule VALUES ($1, $2, $3, 'someone', $4)
       ON CONFLICT (spelling, memory_gb) DO UPDATE SET gpu_model = excluded.gpu_model`,
      [quantum.spelling, quantum.memoryGb, gpuModel, now],
    );
    await asWorker((tx) => reread(tx, quantum, now));
  };
  const slices = async (table: string, name: string) =>
    (await client.query(`SELECT is_partition FROM ${table} ORDER BY ${name}`)).rows.map(
      (row) => row.is_partition,
    );

  it("are slices by a wrong decision no longer than it stands, and shares stay slices", async () => {
    const strange = { gpu: "Quantum 9000", memory: "24" };
    await bringLines([
      offerLine({ ...strange, offer: "a", price: "0.5" }),
      offerLine({ ...strange, offer: "b", count: "0.5", price: "0.3" }),
    ]);
    await decide("h100-sxm");
    expect(await slices("price_observation", "offer_name")).toEqual([true, true]);
    await decide("rtx-4090");
    expect(await slices("price_observation", "offer_name")).toEqual([false, true]);
    expect(await slices("reference_offer", "instance_type")).toEqual([false, true]);
  });
});

describe("a history of price changes", () => {
  it("holds each price until the next change, week by week", async () => {
    const columns =
      "date,provider,offer_name,gpu_model,gpu_canonical,gpu_count,gpu_memory_gib,region,on_demand_usd_per_gpu_hr,spot_usd_per_gpu_hr,n_offers,kind,source";
    const row = (date: string, price: string) =>
      `${date},aws,p5.48xlarge,NVIDIA H100,H100,8,80,us-east-1,${price},,1,change,some/table`;
    const file = write([columns, row("2026-07-06", "4"), row("2026-07-28", "3.5")].join("\n"));
    const { kind, counts } = await bring(file);
    expect([kind, counts.accepted]).toEqual(["history", 2]);
    const { rows } = await client.query(
      "SELECT to_char(week_of, 'MM-DD') AS week, on_demand_micros AS price FROM reference_low ORDER BY 1",
    );
    expect(rows).toEqual([
      { week: "07-06", price: "4000000" },
      { week: "07-13", price: "4000000" },
      { week: "07-20", price: "4000000" },
      { week: "07-27", price: "3500000" },
    ]);
    const stored = await client.query("SELECT on_demand_micros AS price FROM price_observation");
    expect(stored.rows[0]).toEqual({ price: "32000000" });
  });
});

describe("a table of spellings", () => {
  it("is compared with our rules, and teaches those they do not have", async () => {
    const file = write(
      [
        "kind,spelling,memory_hint_gib,canonical,family,vendor,partition,rows_seen,sources",
        "gpu_name,NVIDIA A100,80,A100 80GB,A100,NVIDIA,,1,x",
        "gpu_name,NVIDIA A100,40,A100 80GB,A100,NVIDIA,,1,x",
        "gpu_name,Hyper Thing 3,80,A100 80GB,A100,NVIDIA,,1,x",
        "gpu_name,Hyper Thing 4,80,Hyper 4,Hyper,NVIDIA,,1,x",
      ].join("\n"),
      "aliases.csv",
    );
    const { counts, remarks } = await bring(file);
    expect(counts).toEqual({ accepted: 1, known: 1, quarantined: 0, rejected: 2 });
    expect(remarks.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      "3 A100 80GB here, A100 40GB by our rules",
      "5 no model is called Hyper 4",
    ]);
    expect((await bring(file)).counts.accepted).toBe(0);
    await bringLines([offerLine({ gpu: "Hyper Thing 3" })]);
    const { rows } = await client.query("SELECT gpu_model FROM price_observation");
    expect(rows).toEqual([{ gpu_model: "a100-80gb" }]);
  });
});

describe("a broken file", () => {
  const whole = [
    header,
    ...Array.from({ length: 12_000 }, (_, at) => offerLine({ offer: `o${at}` })),
  ];

  it.each([
    ["a gzip that ends too early", gzipSync(whole.join("\n")).subarray(0, 30_000)],
    ["bytes that are no gzip", Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5])],
    ["a quote that never closes", [...whole, 'somecloud,"Some'].join("\n")],
    ["a quote that never closes in a short file", [header, offerLine(), 'some,"'].join("\n")],
    ["a quote that swallows a megabyte", [...whole, `some,"${"x".repeat(1_100_000)}"`].join("\n")],
    ["a megabyte at its very end", [header, `some,"${"x".repeat(1_048_600)}`].join("\n")],
    ["the header of another table", "name,price\nh100,2"],
    ["nothing at all", ""],
  ])("with %s leaves everything as it was", async (_what, content) => {
    await bringLines([offerLine()]);
    const before = await version();
    await expect(bring(write(content, "broken"))).rejects.toThrow(/^(It|Its|The file) /);
    expect(await count("price_observation")).toBe(1);
    expect(await count("reference_offer")).toBe(1);
    expect(await version()).toBe(before);
  });

  it("that is not there is said so", async () => {
    await expect(bring("/nowhere/offers.csv")).rejects.toThrow("There is no file");
  });
});
