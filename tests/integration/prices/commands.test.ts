import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { header, offerLine, openImports } from "./import-files";
import { runCommand, startCommand } from "./run-command";

const { client, write, count } = openImports();
const linesOf = (text: string) => text.trimEnd().split("\n");

describe("prices:normalise", () => {
  it("prints one line per distinct spelling and memory, with nulls where no GPU is known", async () => {
    const rows = [
      "spelling,memory_hint_gib",
      "NVIDIA H100 SXM5,80",
      "nvidia-a100,10",
      "Quantum,",
      "nvidia-a100,10",
    ];
    const { code, stdout } = await runCommand("normalise", write(rows.join("\n"), "names.csv"));
    expect(code).toBe(0);
    expect(linesOf(stdout).map((line) => z.unknown().parse(JSON.parse(line)))).toEqual([
      {
        spelling: "NVIDIA H100 SXM5",
        memoryGib: 80,
        canonical: "H100 SXM",
        family: "H100",
        vendor: "NVIDIA",
        partition: false,
      },
      {
        spelling: "nvidia-a100",
        memoryGib: 10,
        canonical: "A100",
        family: "A100",
        vendor: "NVIDIA",
        partition: true,
      },
      {
        spelling: "Quantum",
        memoryGib: null,
        canonical: null,
        family: null,
        vendor: null,
        partition: null,
      },
    ]);
  });

  it("reads the columns of a table of offers too", async () => {
    const { stdout } = await runCommand("normalise", write([header, offerLine()].join("\n")));
    expect(stdout).toContain('"canonical":"H100 SXM"');
  });

  it("refuses a file without spellings in one sentence on stderr", async () => {
    const { code, stdout, stderr } = await runCommand("normalise", write("a,b\n1,2", "other.csv"));
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("It has no column spelling or gpu_model.");
  });
});

describe("prices:import and prices:cheapest", () => {
  it("take a table and print the cheapest whole card of every family, data alone on stdout", async () => {
    const file = write(
      [
        header,
        offerLine({ count: "8", price: "20", at: "2026-09-02" }),
        offerLine({ offer: "a", provider: "other", price: "2.4", at: "2026-08-28" }),
        offerLine({ offer: "half", count: "0.5", price: "1", at: "2026-09-02" }),
        offerLine({ offer: "wrong", price: "0", at: "2026-09-02" }),
        offerLine({
          offer: "l4.1",
          gpu: "NVIDIA L4",
          memory: "24",
          price: "0.6",
          at: "2026-09-03",
        }),
      ].join("\n"),
    );
    const report = path.join(path.dirname(file), "report.csv");
    const imported = await runCommand("import", file, "--report", report);
    expect(imported.stdout).toBe(
      "offers: 4 accepted, 0 known already, 1 quarantined, 0 rejected\n  quarantined, zero: 1 (line 5)\n",
    );
    expect(imported.stderr).toContain("100 %");
    expect(readFileSync(report, "utf8")).toBe('line,outcome,reason\n5,quarantined,"zero"\n');
    const { stdout } = await runCommand("cheapest", "--since", "2026-09-01", "--json");
    expect(JSON.parse(stdout)).toEqual([
      {
        family: "H100",
        provider: "somecloud",
        offer: "h100.1",
        model: "H100 SXM",
        pricePerGpuHour: "2.5",
        region: "us-east",
        date: "2026-09-02",
      },
      {
        family: "L4",
        provider: "somecloud",
        offer: "l4.1",
        model: "L4",
        pricePerGpuHour: "0.6",
        region: "us-east",
        date: "2026-09-03",
      },
    ]);
    const table = await runCommand("cheapest", "--since", "2026-08-25");
    expect(linesOf(table.stdout)[1]).toMatch(/^H100 +2\.4 +other/);
  });

  it("leave the old state when the import is killed half-way", async () => {
    const before = await count("price_observation");
    const lines = Array.from({ length: 60_000 }, (_, at) => offerLine({ offer: `kill-${at}` }));
    const child = startCommand("import", [write([header, ...lines].join("\n"), "large.csv")]);
    const isWriting = async () => {
      const { rows } = await client.query(
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'COPY price_observation%' AND datname = current_database()",
      );
      return rows.length > 0;
    };
    await expect.poll(isWriting, { interval: 5 }).toBe(true);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await count("price_observation")).toBe(before);
  });

  it("say in one sentence what is wrong with a call or a file", async () => {
    const call = await runCommand("cheapest", "--since", "June");
    expect([call.code, call.stdout]).toEqual([1, ""]);
    expect(call.stderr).toContain("The command is: npm run -s prices:cheapest");
    const file = await runCommand("import", write("name\nx", "odd.csv"));
    expect(file.code).toBe(1);
    expect(file.stderr).toContain("Its first line is the header of no table");
  });
});

describe("prices:refresh", () => {
  it("runs one source now and prints its result", async () => {
    const { code, stdout } = await runCommand("refresh", "cloudrift");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ providerId: "cloudrift", kind: "saved" });
    expect(await count("offer")).toBeGreaterThan(0);
  });

  it("refuses a provider nobody knows", async () => {
    const { code, stdout, stderr } = await runCommand("refresh", "nobody");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("No provider nobody has a price list.");
  });
});
