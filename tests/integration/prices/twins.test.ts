import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, disconnect } from "@/lib/db";
import { gpuMatrix, homeView, sourceStates } from "@/lib/prices/queries";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import { providerMetas } from "@/lib/providers/meta";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { useSandbox } from "./environment";

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

const asked = providerMetas.filter(({ prices }) => prices && prices.refreshEveryMs > 0);

async function refreshAll() {
  now = new Date(now.getTime() + 600_000);
  return Promise.all(asked.map(({ id }) => refreshProvider(id, { now })));
}

describe("the price lists of the sandbox's providers", () => {
  it("fill the pages with live prices of known GPUs", async () => {
    const results = await refreshAll();
    expect(results.filter((result) => result.kind !== "saved")).toEqual([]);
    expect(await db().unknownSpelling.count()).toBe(0);
    const { live } = await sourceStates(now);
    expect(live.filter((one) => one.access !== "dated" && one.state !== "ok")).toEqual([]);
    const { cards } = await homeView(now);
    expect(cards.every((card) => card.cheapest?.kind === "live")).toBe(true);
    const { rows, providers } = await gpuMatrix(now);
    expect(rows.length).toBeGreaterThan(30);
    expect(providers.map((one) => one.id).sort()).toEqual(
      providerMetas.map((one) => one.id).sort(),
    );
  });

  it("follow a price that moves, with one point in the line", async () => {
    await refreshAll();
    const before = await card("rtx-4090");
    const answer = await fetch(`${sandbox.url}/control/runpod/prices`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ id: "NVIDIA GeForce RTX 4090 (community)", usd: "0.11" }),
    });
    expect(answer.status).toBe(200);
    await refreshAll();
    const after = await card("rtx-4090");
    expect(after?.cheapest?.pricePerGpuHour).toBe("0.11");
    expect(after?.line).toHaveLength((before?.line.length ?? 0) + 1);
  });
});

async function card(modelId: string) {
  return (await homeView(now)).cards.find((one) => one.modelId === modelId);
}
