import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { disconnect } from "@/lib/db";
import { importFile } from "@/lib/prices/import/import-file";
import type { Remark } from "@/lib/prices/import/report";

export const header =
  "provider,provider_spelling,offer_name,gpu_model,gpu_count,gpu_memory_gib,vcpu,ram_gib,disk_gib,region,price_on_demand_usd_hr,price_spot_usd_hr,published_per,published_currency,tier,observed_at,source_repo,source_commit";

interface Told {
  readonly provider?: string;
  readonly offer?: string;
  readonly gpu?: string;
  readonly count?: string;
  readonly memory?: string;
  readonly region?: string;
  readonly price?: string;
  readonly spot?: string;
  readonly at?: string;
}

/** A line of a table of offers; what is left out is a plain H100. */
export function offerLine(told: Told = {}): string {
  const { provider = "somecloud", offer = "h100.1", gpu = "NVIDIA H100 80GB HBM3" } = told;
  const { count = "1", memory = "80", region = "us-east", price = "2.5", spot = "" } = told;
  const { at = "2026-08-01" } = told;
  const machine = `16,128,,${region}`;
  return `${provider},Some Cloud,${offer},${gpu},${count},${memory},${machine},${price},${spot},instance,USD,,${at},some/table,1`;
}

/** A folder for files, and the owner's connection to the database of this test file. */
export function openImports() {
  const folder = mkdtempSync(path.join(tmpdir(), "import-"));
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  beforeAll(() => client.connect());
  afterAll(async () => {
    await Promise.all([client.end(), disconnect()]);
    rmSync(folder, { recursive: true });
  });
  const write = (content: string | Buffer, name = "offers.csv") => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const bring = async (file: string) => {
    const remarks: Remark[] = [];
    const onRemark = (remark: Remark) => remarks.push(remark);
    const now = new Date("2026-11-25T12:00:00Z");
    const result = await importFile(client, { path: file, now, onProgress: () => {}, onRemark });
    return { ...result, remarks };
  };
  return {
    client,
    write,
    bring,
    bringLines: (lines: readonly string[]) => bring(write([header, ...lines].join("\n"))),
    count: async (table: string) =>
      (await client.query(`SELECT count(*)::int AS count FROM ${table}`)).rows[0]?.count,
  };
}
