import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec, ProviderAdapter } from "@/lib/providers/contract";
import { createVerda } from "@/lib/providers/verda";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, readBill, wireTo } from "../sandbox/wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SECOND_MS = 1_000;
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "1H100.80S.30V",
  gpuCount: 1,
  region: "FIN-01, FI",
  tier: null,
  image: null,
  diskGb: null,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 3_250_000n,
  volumeId: null,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const twoHalves = (key: string) => ({ clientId: key, clientSecret: key });

function account(key = freshKey("verda")) {
  const adapter = createVerda({ baseUrl: `${sandbox.url}/verda/v1` });
  const { instances, volumes, keys } = adapter;
  if (!instances || !volumes || !keys) throw new Error("Verda lost a face");
  const credentials = twoHalves(key);
  return {
    adapter,
    instances,
    volumes,
    keys,
    credentials,
    wire: wireTo(sandbox.url, "verda", key),
  };
}

const pass = (ms: number) => moveClock(sandbox.url, ms);
const never = () => Promise.reject(new Error("the adapter has no such power"));

async function offerOf(adapter: ProviderAdapter, credentials: Record<string, string>) {
  const list = await adapter.prices?.list({ credentials });
  return list?.offers.find(
    ({ instanceType, region, pricingModel }) =>
      instanceType === spec.instanceType &&
      region === spec.region &&
      pricingModel === spec.pricingModel,
  );
}

describe("a machine at Verda", () => {
  it("lives a whole life and costs what was said, asleep or awake", async () => {
    const { adapter, instances, keys, volumes, credentials, wire } = account();
    await keys.verify(credentials, {});
    const offer = await offerOf(adapter, credentials);
    const rate = offer?.pricePerHourMicros ?? 0n;
    expect(offer).toMatchObject({ availability: "available", pricePerHourMicros: 3_250_000n });

    const { id } = await instances.launch(credentials, spec, {});
    const get = () => instances.get(credentials, id, {});
    expect(await get()).toMatchObject({ name: spec.name, status: "provisioning", ssh: null });
    await pass(HOUR_MS);
    const running = await get();
    expect(running).toMatchObject({
      status: "running",
      ratePerHourMicros: rate,
      region: "FIN-01",
      ssh: { port: 22, user: "root" },
    });
    expect(await instances.list(credentials, {})).toEqual([running]);
    expect(await keys.sshKeys?.(credentials, {})).toMatchObject([
      { publicKey: spec.sshPublicKeys[0] },
    ]);

    await instances.stop?.(credentials, id, {});
    await pass(HOUR_MS);
    expect(await get()).toMatchObject({ status: "stopped", ratePerHourMicros: rate });
    await instances.start?.(credentials, id, {});
    await pass(HOUR_MS);
    expect((await get())?.status).toBe("running");

    await instances.stop?.(credentials, id, {});
    await pass(MINUTE_MS);
    const [disk] = await volumes.list(credentials, {});
    await instances.hibernate?.(credentials, id, {});
    await pass(20 * SECOND_MS);
    expect(await get()).toMatchObject({
      status: "stopped",
      nativeStatus: "hibernating",
      ratePerHourMicros: disk?.ratePerHourMicros ?? null,
    });
    await pass(HOUR_MS);
    expect(await instances.start?.(credentials, id, {})).toEqual({ id });
    await pass(HOUR_MS);
    expect((await get())?.status).toBe("running");

    await instances.terminate(credentials, id, {});
    expect((await get())?.status).toBe("terminating");
    await pass(MINUTE_MS);
    expect(await get()).toBeNull();
    expect(await instances.list(credentials, {})).toEqual([]);
    await instances.terminate(credentials, id, {});
    expect(await volumes.list(credentials, {})).toEqual([]);

    await expectBill(wire, rate, disk?.ratePerHourMicros ?? 0n);
  });

  it("is found by its name when the answer to its launch got lost", async () => {
    const { instances, credentials, wire } = account();
    const match = { method: "POST", path: "^/instances$" };
    await wire.control("POST", "faults", { fault: { kind: "answer-lost" }, match });
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("ambiguous");
    const found = await instances.list(credentials, {});
    expect(found.map(({ name }) => name)).toEqual([spec.name]);
  });

  it("taken away for somebody else says so, and leaves its disk behind", async () => {
    const { instances, volumes, credentials, wire } = account();
    const spot: LaunchSpec = { ...spec, region: "FIN-02, FI", pricingModel: "spot" };
    const { id } = await instances.launch(credentials, spot, {});
    await pass(2 * MINUTE_MS);
    expect(await instances.get(credentials, id, {})).toMatchObject({
      status: "running",
      ratePerHourMicros: 1_625_000n,
    });
    await wire.control("POST", `machines/${id}/kill`, { how: "preempted" });
    expect(await instances.get(credentials, id, {})).toMatchObject({
      status: "terminated",
      isPreempted: true,
      ratePerHourMicros: null,
    });
    await expect(instances.terminate(credentials, id, {})).resolves.toBeUndefined();
    const [disk] = await volumes.list(credentials, {});
    expect(disk).toMatchObject({ attachedTo: [], sizeGb: 50 });
    await volumes.remove(credentials, disk?.id ?? "", {});
    await volumes.remove(credentials, disk?.id ?? "", {});
    expect(await volumes.list(credentials, {})).toEqual([]);
  });
});

/** Stretches of one rate, each in started seconds: awake, asleep, awake. */
async function expectBill(wire: ReturnType<typeof wireTo>, rate: bigint, diskRate: bigint) {
  const { totalMicros, machines } = await readBill(wire);
  const runs = (machines[0]?.segments ?? []).reduce<{ usd: string; ms: number }[]>(
    (found, { from, to, usdPerHour }) => {
      const ms = Date.parse(to ?? "") - Date.parse(from);
      const last = found.at(-1);
      if (last?.usd !== usdPerHour) found.push({ usd: usdPerHour, ms });
      else last.ms += ms;
      return found;
    },
    [],
  );
  const [awake, asleep, again] = runs.map(({ ms }) => Math.ceil(ms / SECOND_MS) * SECOND_MS);
  const cost =
    costOfDuration(rate, awake ?? 0) +
    costOfDuration(diskRate, asleep ?? 0) +
    costOfDuration(rate, again ?? 0);
  expect(BigInt(totalMicros) - cost).toBe(0n);
  const hoursAwake = ((awake ?? 0) + (again ?? 0)) / HOUR_MS;
  expect(hoursAwake).toBeGreaterThan(4);
  expect(hoursAwake).toBeLessThan(4.1);
  expect((asleep ?? 0) / HOUR_MS).toBeCloseTo(1, 1);
}

describe("Verda's refusals", () => {
  it("are said in words the product knows", async () => {
    const { instances, keys, wire, credentials } = account();
    const verify = (key: string) => caught(keys.verify(twoHalves(key), {}));
    const launch = (key: string, changes: Partial<LaunchSpec> = {}) =>
      caught(instances.launch(twoHalves(key), { ...spec, ...changes }, {}));
    expect((await verify("sandbox-verda-nobody")).kind).toBe("invalid-key");
    expect((await verify("sandbox-verda-norights")).kind).toBe("missing-right");
    expect((await launch("sandbox-verda-readonly")).kind).toBe("missing-right");
    expect((await launch("sandbox-verda-poor")).kind).toBe("no-balance");
    expect((await launch(wire.key, { region: "ICE-01, IS" })).kind).toBe("no-capacity");
    expect((await launch(wire.key, { region: "MOON-01" })).kind).toBe("invalid-request");
    expect(await keys.balance?.(credentials, {})).toEqual({
      micros: 1_000_000_000n,
      currency: "USD",
    });
  });

  it("of an end that comes too early ask to wait, and the machine stays", async () => {
    const { instances, credentials } = account();
    const { id } = await instances.launch(credentials, spec, {});
    const error = await caught(instances.terminate(credentials, id, {}));
    expect(error).toMatchObject({ kind: "conflict" });
    expect(error.detail).toContain("provisioning");
    await pass(2 * MINUTE_MS);
    await instances.terminate(credentials, id, {});
    await pass(MINUTE_MS);
    expect(await instances.get(credentials, id, {})).toBeNull();
  });

  it("of a machine that is not stopped keep it from being put to sleep", async () => {
    const { instances, credentials } = account();
    const { id } = await instances.launch(credentials, spec, {});
    await pass(2 * MINUTE_MS);
    const error = await caught(instances.hibernate?.(credentials, id, {}) ?? never());
    expect(error.kind).toBe("conflict");
  });
});

describe("Verda's token", () => {
  it("that ended is renewed once, in the middle of work", async () => {
    const { instances, credentials } = account();
    expect(await instances.list(credentials, {})).toEqual([]);
    await pass(2 * HOUR_MS);
    expect(await instances.list(credentials, {})).toEqual([]);
  });
});

describe("Verda's volumes", () => {
  it("hang on a stopped machine or on none", async () => {
    const { instances, volumes, credentials } = account();
    const { id } = await instances.launch(credentials, spec, {});
    await pass(2 * MINUTE_MS);
    const [disk] = await volumes.list(credentials, {});
    const pair = { volumeId: disk?.id ?? "", instanceId: id };
    expect((await caught(volumes.detach?.(credentials, pair, {}) ?? never())).kind).toBe(
      "conflict",
    );
    expect((await caught(volumes.remove(credentials, pair.volumeId, {}))).kind).toBe("conflict");
    await instances.stop?.(credentials, id, {});
    await pass(MINUTE_MS);
    await volumes.detach?.(credentials, pair, {});
    expect(await volumes.list(credentials, {})).toMatchObject([{ attachedTo: [] }]);
    await volumes.attach?.(credentials, pair, {});
    expect(await volumes.list(credentials, {})).toMatchObject([{ attachedTo: [id] }]);
  });
});
