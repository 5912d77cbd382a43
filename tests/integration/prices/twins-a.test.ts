import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, disconnect } from "@/lib/db";
import { microsToDecimal } from "@/lib/money";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { useSandbox } from "./environment";

const ids = ["scaleway", "ovhcloud", "azure", "aws", "oci"];

let sandbox: SandboxProcess;
let now = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  sandbox = await runSandbox();
  useSandbox(sandbox.url);
});
afterAll(async () => {
  await sandbox.stop();
  await disconnect();
});

async function refreshAll() {
  now = new Date(now.getTime() + 3_600_000);
  return Promise.all(ids.map((id) => refreshProvider(id, { now })));
}

async function control(path: string, body: unknown) {
  const answer = await fetch(`${sandbox.url}/control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}

/** One offer in a line: what it is, what it costs at the provider and in dollars. */
async function offer(providerId: string, offerKey: string) {
  const row = await db().offer.findUnique({
    where: { providerId_offerKey: { providerId, offerKey } },
  });
  if (!row || row.vanishedAt) return null;
  const slice = row.isPartition ? " slice" : "";
  return `${row.gpuCount} ${row.gpuModel}${slice} ${row.region} ${row.nativePrice} $${microsToDecimal(row.pricePerHourMicros)}`;
}

const keysLike = async (providerId: string, part: string) =>
  (await db().offer.findMany({ where: { providerId, offerKey: { contains: part } } })).map(
    (row) => row.offerKey,
  );

describe("the price lists of large clouds", () => {
  it("are read whole, with every GPU understood", async () => {
    const results = await refreshAll();
    expect(results.map((result) => result.kind)).toEqual(ids.map(() => "saved"));
    expect(await db().unknownSpelling.findMany({ where: { providerId: { in: ids } } })).toEqual([]);
    const sources = await db().priceSource.findMany({ where: { providerId: { in: ids } } });
    const counts = sources.map((one) => [one.providerId, one.rowCount, one.skippedCount]);
    expect(counts.sort()).toEqual([
      ["aws", 252, 4],
      ["azure", 156, 3],
      ["oci", 24, 3],
      ["ovhcloud", 26, 1],
      ["scaleway", 25, 1],
    ]);
  });

  it("cost by the minute at Scaleway, in euros", async () => {
    expect(await offer("scaleway", "/compute/b300_sxm_8_288g/run_fr-par-2")).toBe(
      "8 b300 fr-par-2 1 EUR/instance-minute $67.614",
    );
    expect(await offer("scaleway", "/compute/render_s/run_fr-par-1")).toBe(
      "1 p100 fr-par-1 1.221 EUR/instance-hour $1.375945",
    );
    expect(await keysLike("scaleway", "gpu3_s")).toEqual([]);
    expect(await keysLike("scaleway", "gp1_gpu_s")).toEqual([]);
  });

  it("are in hundred-millionths of a euro at OVHcloud, without months, Windows and old plans", async () => {
    expect(await offer("ovhcloud", "a100-180.consumption")).toBe(
      "1 a100-80gb null 275000000 x 1e-8 EUR/instance-hour $3.098975",
    );
    for (const part of ["monthly", ".LZ.", "win-", "t1-45", "metal."]) {
      expect(await keysLike("ovhcloud", part)).toEqual([]);
    }
  });

  it("are those of Linux by the hour at Azure, slices apart", async () => {
    const h100 = "Standard_ND96isr_H100_v5";
    expect(await offer("azure", `${h100}/on-demand/eastus`)).toBe(
      "8 h100-sxm eastus 98.32 USD/instance-hour $98.32",
    );
    expect(await offer("azure", "Standard_NC24ads_A100_v4/on-demand/eastus")).toBe(
      "1 a100-pcie-80gb eastus 3.673 USD/instance-hour $3.673",
    );
    expect(await offer("azure", "Standard_ND96asr_v4/spot/eastus")).toBe(
      "8 a100-sxm-40gb eastus 5.98334 USD/instance-hour $5.98334",
    );
    expect(await offer("azure", "Standard_NV6ads_A10_v5/on-demand/westeurope")).toContain(
      "1 a10 slice",
    );
    const { _max: dearest } = await db().offer.aggregate({
      where: { providerId: "azure" },
      _max: { pricePerHourMicros: true },
    });
    expect(dearest.pricePerHourMicros).toBeLessThan(200_000_000n);
    for (const part of ["_NP10s", "_NC6/", "_NC6s", "_Promo", "ND40rs_v2/spot", "RTXPRO"]) {
      expect(await keysLike("azure", part)).toEqual([]);
    }
  });

  it("join two lists at AWS, under one name for each region", async () => {
    expect(await offer("aws", "p5.48xlarge/on-demand/us-east-1")).toBe(
      "8 h100-sxm us-east-1 55.04 USD/instance-hour $55.04",
    );
    expect(await offer("aws", "g6.xlarge/spot/ap-northeast-1")).toBe(
      "1 l4 ap-northeast-1 0.22 USD/instance-hour $0.22",
    );
    expect(await offer("aws", "g6f.large/on-demand/us-east-1")).toContain("1 l4 slice");
    for (const part of ["chi-1", "trn", "p3.", "g9.", "m6i.", "p5e."]) {
      expect(await keysLike("aws", part)).toEqual([]);
    }
  });

  it("are put together from parts at Oracle, preemptible at half", async () => {
    expect(await offer("oci", "BM.GPU4.8")).toBe("8 a100-40gb null 3.05 USD/GPU-hour $24.4");
    expect(await offer("oci", "VM.GPU3.4/spot")).toBe(
      "4 v100-16gb null half of 2.95 USD/GPU-hour $5.9",
    );
    for (const part of ["X900", "BM.GPU.B4", "BM.GPU2.2", "DenseIO"]) {
      expect(await keysLike("oci", part)).toEqual([]);
    }
  });

  it("follow prices that move", async () => {
    await control("scaleway/prices", { id: "L4-1-24G", usd: "0.6" });
    await control("ovhcloud/prices", { id: "l4-90", usd: "0.5" });
    await control("azure/prices", { id: "Standard_ND96asr_v4 eastus spot", usd: "4.5" });
    await control("aws/prices", { id: "p5.48xlarge us-east-1", usd: "50" });
    await control("oci/prices", { id: "B98415", usd: "9" });
    await refreshAll();
    expect(await offer("scaleway", "/compute/l4_1_24g/run_fr-par-2")).toContain(" 0.01 EUR/");
    expect(await offer("ovhcloud", "l4-90.consumption")).toContain(" 50000000 x 1e-8 EUR/");
    expect(await offer("azure", "Standard_ND96asr_v4/spot/eastus")).toContain("$4.5");
    expect(await offer("aws", "p5.48xlarge/on-demand/us-east-1")).toContain("$50");
    expect(await offer("oci", "BM.GPU.H100.8")).toContain("$72");
  });

  it("stay as they were when one region of many does not answer", async () => {
    await control("azure/faults", {
      match: { method: "GET", path: "^/prices$" },
      times: 1,
      skip: 20,
      fault: { kind: "connection-reset" },
    });
    const before = await db().offer.count({ where: { providerId: "azure", vanishedAt: null } });
    now = new Date(now.getTime() + 3_600_000);
    expect(await refreshProvider("azure", { now })).toMatchObject({ kind: "failed" });
    expect(await db().offer.count({ where: { providerId: "azure", vanishedAt: null } })).toBe(
      before,
    );
  });

  it("are asked for again where Azure has been asked too often", async () => {
    await control("azure/faults", {
      match: { method: "GET", path: "^/prices$" },
      times: 3,
      fault: { kind: "rate-limited", retryAfterS: 1 },
    });
    now = new Date(now.getTime() + 3_600_000);
    expect(await refreshProvider("azure", { now })).toMatchObject({ kind: "saved", offers: 156 });
  });
});
