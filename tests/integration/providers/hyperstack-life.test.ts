import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createHyperstack } from "@/lib/providers/hyperstack";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, readBill, rootOf, type Wire, wireTo } from "../sandbox/wire";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const publicKey = (letter: string) => `ssh-ed25519 ${letter.repeat(68)}`;
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "n3-L40x1",
  gpuCount: 1,
  region: "NORWAY-1",
  tier: null,
  image: null,
  diskGb: null,
  ports: [8888],
  sshPublicKeys: [publicKey("A")],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 1_006_720n,
  volumeId: null,
};
/** The GPU of the machine, what its root disk fills while it sleeps, and its address. */
const FULL = 1_006_720n;
const ASLEEP = 9_677n + 6_720n;

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

function account(apiKey = freshKey("hyperstack")) {
  const adapter = createHyperstack({ baseUrl: `${sandbox.url}${rootOf("hyperstack")}` });
  const { instances, keys, prices } = adapter;
  if (!instances || !keys || !prices) throw new Error("Hyperstack lost a face");
  const { stop, start, restart, hibernate } = instances;
  if (!stop || !start || !restart || !hibernate) throw new Error("Hyperstack lost a power");
  const wire = wireTo(sandbox.url, "hyperstack", apiKey);
  const credentials = { apiKey };
  return {
    instances,
    keys,
    prices,
    credentials,
    wire,
    launch: (changes: Partial<LaunchSpec> = {}) =>
      instances.launch(credentials, { ...spec, ...changes }, {}),
    get: (id: string) => instances.get(credentials, id, {}),
    stop: (id: string) => stop(credentials, id, {}),
    start: (id: string) => start(credentials, id, {}),
    restart: (id: string) => restart(credentials, id, {}),
    hibernate: (id: string) => hibernate(credentials, id, {}),
    terminate: (id: string) => instances.terminate(credentials, id, {}),
  };
}

type Account = ReturnType<typeof account>;

const pass = (ms: number) => moveClock(sandbox.url, ms);
const fault = (wire: Wire, kind: object, match: object) =>
  wire.control("POST", "faults", { fault: kind, match });

/** A machine that runs. */
async function running(one: Account, changes: Partial<LaunchSpec> = {}): Promise<string> {
  const { id } = await one.launch(changes);
  await pass(2 * MINUTE_MS);
  expect((await one.get(id))?.status).toBe("running");
  return id;
}

async function callsTo({ wire }: Account, path: RegExp): Promise<number> {
  const log = z
    .array(z.object({ path: z.string() }))
    .parse((await wire.control("GET", "log")).body);
  return log.filter((call) => path.test(call.path)).length;
}

describe("a machine at Hyperstack", () => {
  it("lives a whole life and costs what was said, asleep or awake", async () => {
    const one = account();
    await one.keys.verify(one.credentials, {});
    const { offers } = await one.prices.list({ credentials: one.credentials });
    const offer = offers.find(
      ({ instanceType, region }) => instanceType === spec.instanceType && region === spec.region,
    );
    expect(offer).toMatchObject({ availability: "available", pricePerHourMicros: FULL });

    const { id } = await one.launch();
    expect(await one.get(id)).toMatchObject({ name: spec.name, status: "provisioning", ssh: null });
    await pass(HOUR_MS);
    const up = await one.get(id);
    expect(up).toMatchObject({ status: "running", region: "NORWAY-1", ssh: { user: "ubuntu" } });
    expect(await one.instances.list(one.credentials, {})).toEqual([up]);
    expect(await one.keys.sshKeys?.(one.credentials, {})).toMatchObject([
      { publicKey: spec.sshPublicKeys[0] },
    ]);

    await one.stop(id);
    expect(await one.get(id)).toMatchObject({ status: "running", nativeStatus: "STOPPING" });
    await pass(HOUR_MS);
    expect(await one.get(id)).toMatchObject({ status: "stopped", nativeStatus: "SHUTOFF" });
    expect(await one.start(id)).toEqual({ id });
    await pass(HOUR_MS);
    await one.restart(id);
    expect(await one.get(id)).toMatchObject({ status: "provisioning", nativeStatus: "REBOOTING" });
    await pass(MINUTE_MS);
    expect(await one.get(id)).toEqual(up);

    await one.hibernate(id);
    await pass(3 * MINUTE_MS);
    expect(await one.get(id)).toMatchObject({ status: "stopped", nativeStatus: "HIBERNATED" });
    await pass(HOUR_MS);
    expect(await one.start(id)).toEqual({ id });
    expect((await one.get(id))?.status).toBe("provisioning");
    await pass(HOUR_MS);
    expect(await one.get(id)).toEqual(up);

    await one.terminate(id);
    expect((await one.get(id))?.status).toBe("terminating");
    await pass(MINUTE_MS);
    expect(await one.get(id)).toBeNull();
    expect(await one.instances.list(one.credentials, {})).toEqual([]);
    await one.terminate(id);
    await expectBill(one.wire);
  });

  it("is found by its name when the answer to its launch got lost", async () => {
    const one = account();
    const match = { method: "POST", path: "^/core/virtual-machines$" };
    await fault(one.wire, { kind: "answer-lost" }, match);
    expect((await caught(one.launch())).kind).toBe("ambiguous");
    const found = await one.instances.list(one.credentials, {});
    expect(found.map(({ name }) => name)).toEqual([spec.name]);
  });

  it("is not taken for refused when it is asked for once more under its name", async () => {
    const one = account();
    await one.launch();
    expect(await caught(one.launch())).toMatchObject({ kind: "ambiguous", status: 409 });
    expect(await one.instances.list(one.credentials, {})).toHaveLength(1);
  });

  it("is active before its address is there, and runs only then", async () => {
    const one = account();
    await one.wire.control("POST", "settings", { bootMs: 100 * SECOND_MS });
    const { id } = await one.launch();
    await pass(85 * SECOND_MS);
    expect(await one.get(id)).toMatchObject({ status: "provisioning", nativeStatus: "ACTIVE" });
    await pass(20 * SECOND_MS);
    expect(await one.get(id)).toMatchObject({ status: "running", nativeStatus: "ACTIVE" });
  });

  it("lets in SSH at its usual port and the ports asked for, and nothing else", async () => {
    const one = account();
    const { ssh, ports } = (await one.get(await running(one))) ?? {};
    expect(ssh?.port).toBe(22);
    expect(ports).toEqual([
      { internal: 22, external: `${ssh?.host}:22` },
      { internal: 8888, external: `${ssh?.host}:8888` },
    ]);
  });

  it("takes several SSH keys beside a script, though a key pair holds one", async () => {
    const one = account();
    const sshPublicKeys = ["A", "B", "C"].map(publicKey);
    const id = await running(one, { sshPublicKeys, startupScript: "#!/bin/bash\necho hello\n" });
    const machines = await fetch(`${sandbox.url}/control/machines`);
    const known = z
      .array(z.object({ id: z.string(), authorizedKeys: z.array(z.string()) }))
      .parse(await machines.json());
    expect(known.find((machine) => machine.id === id)?.authorizedKeys).toEqual(sshPublicKeys);
  });

  it("stands in an environment of its region with a key pair of that environment", async () => {
    const one = account();
    await running(one);
    const canada = {
      name: "ch-2",
      instanceType: "n3-A100x1",
      region: "CANADA-1",
      pricePerHourMicros: 1_356_720n,
    };
    const id = await running(one, canada);
    expect((await one.get(id))?.region).toBe("CANADA-1");
    const environments = z
      .object({ environments: z.array(z.object({ name: z.string() })) })
      .parse((await one.wire.call("GET", "/core/environments")).body);
    expect(environments.environments.map(({ name }) => name).sort()).toEqual([
      "default-CANADA-1",
      "default-NORWAY-1",
    ]);
    const again = await running(one, { ...canada, name: "ch-3" });
    expect(again).not.toBe(id);
    const pairs = z
      .object({ keypairs: z.array(z.object({ environment: z.object({ name: z.string() }) })) })
      .parse((await one.wire.call("GET", "/core/keypairs")).body);
    expect(pairs.keypairs).toHaveLength(2);
  });

  it("is told among more machines than a page holds", async () => {
    const one = account();
    await one.launch();
    const order = {
      environment_name: "default-NORWAY-1",
      image_name: "Ubuntu Server 22.04 LTS R535 CUDA 12.2",
      flavor_name: "n3-RTX-A4000x1",
      key_name: (await one.keys.sshKeys?.(one.credentials, {}))?.[0]?.name,
      count: 20,
    };
    for (const batch of [1, 2, 3, 4, 5, 6]) {
      const { status } = await one.wire.call("POST", "/core/virtual-machines", {
        ...order,
        name: `theirs-${batch}`,
      });
      expect(status).toBe(200);
    }
    expect(await one.instances.list(one.credentials, {})).toHaveLength(121);
  });
});

/** Minutes of one rate are counted together; what is on its way costs nothing. */
async function expectBill(wire: Wire): Promise<void> {
  const { totalMicros, machines } = await readBill(wire);
  const lasted = new Map<string, number>();
  for (const { from, to, usdPerHour } of machines[0]?.segments ?? []) {
    const ms = Date.parse(to ?? "") - Date.parse(from);
    lasted.set(usdPerHour, ms + (lasted.get(usdPerHour) ?? 0));
  }
  const minutes = (usd: string) => Math.ceil((lasted.get(usd) ?? 0) / MINUTE_MS) * MINUTE_MS;
  expect([...lasted.keys()].sort()).toEqual(["0.00", "0.016397", "1.00672"]);
  const awake = costOfDuration(1_000_000n, minutes("1.00672"));
  const address = costOfDuration(6_720n, minutes("1.00672"));
  const asleep = costOfDuration(ASLEEP, minutes("0.016397"));
  expect(BigInt(totalMicros)).toBe(awake + address + asleep);
  expect(minutes("1.00672") / HOUR_MS).toBeCloseTo(4, 0);
  expect(minutes("0.016397") / HOUR_MS).toBeCloseTo(1, 1);
}

describe("an act at Hyperstack", () => {
  it("whose answer got lost was done once: it is a GET that nobody makes again", async () => {
    const one = account();
    const id = await running(one);
    await fault(one.wire, { kind: "answer-lost" }, { path: "/stop$" });
    expect((await caught(one.stop(id))).kind).toBe("ambiguous");
    expect(await callsTo(one, /\/stop$/)).toBe(1);
    await pass(MINUTE_MS);
    expect(await one.get(id)).toMatchObject({ nativeStatus: "SHUTOFF" });
  });

  it("of ending comes too early while the machine is being made, and it stays", async () => {
    const one = account();
    const { id } = await one.launch();
    const error = await caught(one.terminate(id));
    expect(error).toMatchObject({ kind: "conflict" });
    expect(error.detail).toContain("currently being created");
    await pass(2 * MINUTE_MS);
    await one.terminate(id);
    await pass(MINUTE_MS);
    expect(await one.get(id)).toBeNull();
  });

  it("of stopping or sleeping is refused in the wrong state, and by a flavor that stays awake", async () => {
    const one = account();
    const { id } = await one.launch();
    expect((await caught(one.stop(id))).kind).toBe("conflict");
    expect((await caught(one.hibernate(id))).kind).toBe("conflict");
    const h200 = {
      name: "ch-2",
      instanceType: "n3-H200-SXM5x8",
      region: "CANADA-1",
      gpuCount: 8,
      pricePerHourMicros: 31_926_720n,
    };
    const awake = await running(one, h200);
    expect((await caught(one.hibernate(awake))).kind).toBe("invalid-request");
    expect((await one.get(awake))?.status).toBe("running");
  });

  it("of sleeping gives the GPU back and keeps the address", async () => {
    const one = account();
    const id = await running(one);
    const before = (await one.get(id))?.ssh;
    await one.hibernate(id);
    expect((await caught(one.start(id))).isUnsent).toBe(true);
    await pass(3 * MINUTE_MS);
    await one.start(id);
    await pass(3 * MINUTE_MS);
    expect(await one.get(id)).toMatchObject({ status: "running", ssh: before });
  });

  it("of waking needs stock again, and leaves the machine asleep where there is none", async () => {
    const one = account();
    const id = await running(one);
    await one.hibernate(id);
    await pass(3 * MINUTE_MS);
    const none = { id: "L40", region: "NORWAY-1", count: 0 };
    await one.wire.control("POST", "stock", none);
    expect((await caught(one.start(id))).kind).toBe("no-capacity");
    expect(await one.get(id)).toMatchObject({ nativeStatus: "HIBERNATED" });
  });
});

describe("a launch at Hyperstack", () => {
  it("of anything on sale is at the price it is listed at", async () => {
    const one = account();
    const { offers } = await one.prices.list({ credentials: one.credentials });
    const onSale = offers.filter(({ availability }) => availability !== "unavailable");
    expect(onSale.length).toBeGreaterThan(10);
    for (const { key, instanceType, region, gpuCount, pricePerHourMicros } of onSale) {
      const offer = { name: "ch-dear", instanceType, region, gpuCount, pricePerHourMicros };
      const dearer = { ...offer, pricePerHourMicros: pricePerHourMicros - 1n };
      expect([key, (await caught(one.launch(dearer))).kind]).toEqual([key, "conflict"]);
      const { id } = await one.launch({ ...offer, name: key.replaceAll("/", "-") });
      await pass(2 * MINUTE_MS);
      await one.terminate(id);
    }
  });

  it("buys nothing once it became dearer than was agreed to", async () => {
    const one = account();
    await one.wire.control("POST", "prices", { id: "L40", usd: "1.000001" });
    expect(await caught(one.launch())).toMatchObject({ kind: "conflict", isUnsent: true });
    expect((await readBill(one.wire)).machines).toEqual([]);
    await one.wire.control("POST", "prices", { id: "L40", usd: "0.9" });
    expect(await one.launch()).toHaveProperty("id");
  });
});

describe("Hyperstack's refusals", () => {
  it("are said in words the product knows, before anything is bought where that can be known", async () => {
    const one = account();
    const verify = (key: string) => caught(one.keys.verify({ apiKey: key }, {}));
    expect((await verify("sandbox-hyperstack-nobody")).kind).toBe("invalid-key");
    expect((await caught(account("sandbox-hyperstack-readonly").launch())).kind).toBe(
      "missing-right",
    );
    const poor = account("sandbox-hyperstack-poor");
    expect(await caught(poor.launch())).toMatchObject({ kind: "no-balance", isUnsent: true });
    expect((await caught(account("sandbox-hyperstack-full").launch())).kind).toBe("quota");
    const gone = { instanceType: "n3-H100x1", region: "NORWAY-1" };
    expect(await caught(one.launch(gone))).toMatchObject({ kind: "no-capacity", isUnsent: true });
    expect((await caught(one.launch({ region: "MOON-1" }))).kind).toBe("not-found");
    expect(await one.keys.balance?.(one.credentials, {})).toEqual({
      micros: 1_000_000_000n,
      currency: "USD",
    });
    expect(await one.instances.list(one.credentials, {})).toEqual([]);
  });

  it("of too many calls name no time to wait", async () => {
    const one = account();
    await fault(one.wire, { kind: "rate-limited", retryAfterS: 30 }, { path: "^/auth/me$" });
    const error = await caught(one.keys.verify(one.credentials, {}));
    expect(error).toMatchObject({ kind: "rate-limited", retryAfterMs: null });
  });

  it("of an act with a key that may only read say so, though the act is a GET", async () => {
    const owner = account("sandbox-hyperstack-key");
    const id = await running(owner, { name: `ch-${Date.now()}` });
    const reader = account("sandbox-hyperstack-readonly");
    expect((await caught(reader.stop(id))).kind).toBe("missing-right");
    expect((await reader.get(id))?.status).toBe("running");
    await owner.terminate(id);
  });
});
