import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createCrusoe } from "@/lib/providers/crusoe";
import { diskPerHourMicros } from "@/lib/providers/disk-rate";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { credentialsAt, freshKey, moveClock, readBill, rootOf, wireTo } from "../sandbox/wire";
import { must } from "./account-at";

const HOUR_MS = 3_600_000;
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "l40s-48gb.1x",
  gpuCount: 1,
  region: "us-east1-a",
  tier: null,
  image: null,
  diskGb: 200,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 1_500_000n,
  volumeId: null,
};

/** Twins and adapter hurry alike, so that operations are waited for as long as outside. */
const PACE = 100;
let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox({ SANDBOX_PACE: String(PACE) });
});
afterAll(() => sandbox.stop());
/** How far the twins' clock is ahead of this machine's. */
let aheadMs = 0;

async function pass(ms: number): Promise<void> {
  aheadMs += ms;
  await moveClock(sandbox.url, ms);
}

function account(apiKey = freshKey("crusoe")) {
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const adapter = createCrusoe({ baseUrl: `${sandbox.url}${rootOf("crusoe")}`, pace: PACE, clock });
  return {
    instances: must(adapter.instances),
    keys: must(adapter.keys),
    prices: must(adapter.prices),
    credentials: credentialsAt("crusoe", apiKey),
    wire: wireTo(sandbox.url, "crusoe", apiKey),
  };
}

describe("a machine at Crusoe", () => {
  it("lives a whole life, costs money only while it runs, and leaves no disk behind", async () => {
    const { instances, keys, prices, credentials, wire } = account();
    expect(await keys.verify(credentials, {})).toMatchObject({ canLaunch: null });
    const { offers } = await prices.list({ credentials });
    const offer = offers.find(({ key }) => key === "l40s-48gb.1x/us-east1-a");
    expect(offer).toMatchObject({ pricePerHourMicros: 1_500_000n, availability: "available" });

    const { id } = await instances.launch(credentials, spec, {});
    const get = () => instances.get(credentials, id, {});
    expect(await get()).toMatchObject({ id, name: spec.name, status: "provisioning" });
    await pass(HOUR_MS);
    const running = await get();
    expect(running).toMatchObject({ status: "running", ssh: { port: 22, user: "ubuntu" } });
    expect(await instances.list(credentials, {})).toEqual([running]);

    await instances.stop?.(credentials, id, {});
    await pass(HOUR_MS);
    expect((await get())?.status).toBe("stopped");
    expect(await instances.start?.(credentials, id, {})).toEqual({ id });
    await pass(HOUR_MS);
    await instances.restart?.(credentials, id, {});
    expect((await get())?.status).toBe("running");

    await instances.terminate(credentials, id, {});
    expect(await get()).toBeNull();
    expect(await instances.list(credentials, {})).toEqual([]);
    await instances.terminate(credentials, id, {});
    await pass(HOUR_MS);

    const bill = await readBill(wire);
    expect(bill.machines).toMatchObject([{ id, name: spec.name, listed: false }]);
    const machineMicros = BigInt(bill.machines[0]?.totalMicros ?? 0);
    expectAbout(machineMicros, costOfDuration(1_500_000n, 2 * HOUR_MS), 2n * minuteOf(1_500_000n));
    const diskMicros = BigInt(bill.totalMicros) - machineMicros;
    const diskHour = diskPerHourMicros(80_000n, 200);
    expectAbout(diskMicros, costOfDuration(diskHour, 3 * HOUR_MS), minuteOf(diskHour));
  });
});

const minuteOf = (perHour: bigint) => perHour / 60n + 1n;

/** Time is billed in started minutes. */
function expectAbout(micros: bigint, least: bigint, more: bigint): void {
  expect(micros).toBeGreaterThanOrEqual(least);
  expect(micros).toBeLessThanOrEqual(least + more);
}
