import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costOfDuration } from "@/lib/money";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { moveClock, readBill } from "../sandbox/wire";
import { publicKey, spec, vastaiAccount } from "./vastai-account";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const account = () => vastaiAccount(sandbox.url);
const minute = () => moveClock(sandbox.url, MINUTE_MS);

/** Sum over the bill's stretches of what the adapter said they cost, in started seconds. */
function expectedCost(
  segments: readonly { from: string; to: string | null; state: string }[],
  rates: Readonly<Record<string, bigint>>,
) {
  return segments.reduce((sum, { from, to, state }) => {
    const ms = Date.parse(to ?? from) - Date.parse(from);
    return sum + costOfDuration(rates[state] ?? 0n, Math.ceil(ms / 1000) * 1000);
  }, 0n);
}

describe("a machine at Vast.ai", () => {
  it("lives from the price list to the bill", async () => {
    const { keys, prices, instances, stop, start, restart, credentials, wire, launch, get } =
      account();
    expect((await keys.verify(credentials, {})).account).toMatch(/@example\.com$/);
    const { offers } = await prices.list({});
    const offer = offers.find(({ key }) => key === "RTX 4090/24gb/x1/US/on-demand");
    if (!offer) throw new Error("no offer");
    const { instanceType, gpuCount, region, tier, pricePerHourMicros } = offer;
    const { id } = await launch({ instanceType, gpuCount, region, tier, pricePerHourMicros });
    expect(await get(id)).toMatchObject({ name: spec.name, status: "provisioning", ssh: null });

    await minute();
    const running = await get(id);
    const full = running?.ratePerHourMicros ?? 0n;
    expect(running).toMatchObject({
      status: "running",
      region: "US",
      ssh: { user: "root", host: expect.stringMatching(/^198\.18\.\d+\.\d+$/) },
      ports: [{ internal: 8888, external: expect.stringMatching(/^198\.18\.\d+\.\d+:\d+$/) }],
    });
    expect(await instances.list(credentials, {})).toEqual([running]);
    await moveClock(sandbox.url, HOUR_MS);

    await stop(credentials, id, {});
    expect(await get(id)).toMatchObject({ status: "running", nativeStatus: "running, stop asked" });
    await minute();
    const stopped = await get(id);
    const disk = stopped?.ratePerHourMicros ?? 0n;
    expect(stopped).toMatchObject({ status: "stopped", ssh: null });
    expect(stopped?.isPreempted).toBeUndefined();
    expect(full - disk).toBe(134_800n - 1_644n);
    await moveClock(sandbox.url, HOUR_MS);

    expect(await start(credentials, id, {})).toEqual({ id });
    await minute();
    expect((await get(id))?.status).toBe("running");
    await restart(credentials, id, {});
    expect((await get(id))?.status).toBe("provisioning");
    await minute();
    await instances.terminate(credentials, id, {});
    expect(await get(id)).toBeNull();
    expect(await instances.list(credentials, {})).toEqual([]);
    await instances.terminate(credentials, id, {});

    const bill = await readBill(wire);
    const rates = { running: full, rebooting: full, stopping: full, stopped: disk };
    const [line] = bill.machines;
    const stretches = line?.segments ?? [];
    expect(stretches.map(({ state }) => state).filter((state) => state in rates)).toEqual([
      "running",
      "stopping",
      "stopped",
      "running",
      "rebooting",
      "running",
    ]);
    const cost = expectedCost(joined(stretches, rates), rates);
    expect(Math.abs(Number(BigInt(bill.totalMicros) - cost))).toBeLessThanOrEqual(stretches.length);
    expect(cost).toBeGreaterThan(costOfDuration(full, HOUR_MS));
    expect(bill.maxConcurrent).toBe(1);
  });

  it("is launched with an SSH key that the account then knows, and only once", async () => {
    const { keys, credentials, launch } = account();
    expect(await keys.sshKeys?.(credentials, {})).toEqual([]);
    await launch();
    await launch({
      sshPublicKeys: [publicKey.replace("me@home", "another comment")],
      pricePerHourMicros: 400_000n,
    });
    expect(await keys.sshKeys?.(credentials, {})).toEqual([{ id: "1", name: null, publicKey }]);
  });

  it("tells its balance, its logs and what it was billed so far", async () => {
    const { keys, wire, credentials, launch, logs, billed } = account();
    await wire.control("POST", "settings", { balanceUsd: 12.5 });
    expect(await keys.balance?.(credentials, {})).toEqual({ micros: 12_500_000n, currency: "USD" });
    const fromAt = new Date();
    const { id } = await launch();
    await moveClock(sandbox.url, 10 * HOUR_MS);
    const lines = await logs?.(credentials, id, {});
    expect(lines?.at(0)).toContain("line 1 of");
    expect(lines).toHaveLength(40);
    const toAt = new Date(fromAt.getTime() + 30 * 24 * HOUR_MS);
    const told = await billed?.(credentials, { id, fromAt, toAt }, {});
    const { totalMicros } = await readBill(wire);
    expect(Math.abs(Number((told ?? 0n) - BigInt(totalMicros)))).toBeLessThan(600);
    const balance = await keys.balance?.(credentials, {});
    expect(Number(balance?.micros)).toBeLessThan(12_500_000);
  });

  it("that was launched while the answer got lost is found by its name", async () => {
    const { instances, credentials, wire, launch } = account();
    const match = { method: "PUT", path: "/asks/" };
    await wire.control("POST", "faults", { fault: { kind: "answer-lost" }, match });
    expect((await caught(launch())).kind).toBe("ambiguous");
    const found = await instances.list(credentials, {});
    expect(found.map((machine) => machine.name)).toEqual([spec.name]);
  });
});

/** Neighbouring stretches of one rate are billed as one. */
function joined(
  segments: readonly { from: string; to: string | null; state: string }[],
  rates: Readonly<Record<string, bigint>>,
) {
  const runs: { from: string; to: string | null; state: string }[] = [];
  for (const segment of segments) {
    const last = runs.at(-1);
    if (last && rates[last.state] === rates[segment.state]) last.to = segment.to;
    else runs.push({ ...segment });
  }
  return runs;
}
