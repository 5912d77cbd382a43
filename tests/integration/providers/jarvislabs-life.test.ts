import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { diskPerHourMicros } from "@/lib/providers/disk-rate";
import { createJarvislabs } from "@/lib/providers/jarvislabs";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, readBill, wireTo } from "../sandbox/wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const L4 = 440_000n;
const container: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "L4",
  gpuCount: 1,
  region: "india-noida-01",
  tier: "container",
  image: null,
  diskGb: 200,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: L4,
  volumeId: null,
};
const vm: LaunchSpec = {
  ...container,
  tier: "vm",
  instanceType: "A100-80GB",
  pricePerHourMicros: 1_490_000n,
};
const pro6000: LaunchSpec = {
  ...vm,
  instanceType: "RTX PRO 6000",
  pricePerHourMicros: 1_890_000n,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const pass = (ms: number) => moveClock(sandbox.url, ms);
const never = () => Promise.reject(new Error("the adapter has no such power"));

function account(apiKey = freshKey("jarvislabs")) {
  const root = `${sandbox.url}/jarvislabs`;
  const hosts = { chennai: `${root}/chennai`, europe: `${root}/europe` };
  const { instances, keys, prices } = createJarvislabs({ baseUrl: root, hosts });
  if (!instances || !keys || !prices) throw new Error("JarvisLabs lost a face");
  const wire = wireTo(sandbox.url, "jarvislabs", apiKey);
  const credentials = { apiKey };
  return {
    instances,
    keys,
    prices,
    credentials,
    wire,
    launch: (spec: LaunchSpec) => instances.launch(credentials, spec, {}),
    get: (id: string) => instances.get(credentials, id, {}),
    start: (id: string) => instances.start?.(credentials, id, {}) ?? never(),
    stop: (id: string) => instances.stop?.(credentials, id, {}) ?? never(),
    end: (id: string) => instances.terminate(credentials, id, {}),
    names: async () => (await instances.list(credentials, {})).map(({ name }) => name),
    fault: (path: string, fault: object, method = "POST") =>
      wire.control("POST", "faults", { fault, match: { method, path } }),
  };
}

/** A fresh account of a kind that the twin knows by the beginning of its name. */
const accountOf = (kind: "india" | "mute") =>
  account(freshKey("jarvislabs").replace("-t-", `-t-${kind}`));

/** A machine that was launched and has run for a minute. */
async function running(at: ReturnType<typeof account>, spec: LaunchSpec): Promise<string> {
  const { id } = await at.launch(spec);
  await pass(MINUTE_MS);
  expect((await at.get(id))?.status).toBe("running");
  return id;
}

async function paused(at: ReturnType<typeof account>, spec: LaunchSpec): Promise<string> {
  const id = await running(at, spec);
  await at.stop(id);
  await pass(MINUTE_MS);
  expect((await at.get(id))?.status).toBe("stopped");
  return id;
}

describe("a container at JarvisLabs", () => {
  it("lives a whole life under the ids it has one after the other, on one bill", async () => {
    const at = account();
    const { instances, keys, prices, credentials } = at;
    expect(await keys.verify(credentials, {})).toMatchObject({ canLaunch: null });
    const { offers } = await prices.list({ credentials });
    const key = "L4/india-noida-01/container/on-demand";
    expect(offers.find((one) => one.key === key)?.pricePerHourMicros).toBe(L4);

    const { id } = await at.launch(container);
    const made = { id, name: container.name, status: "provisioning", ssh: null };
    expect(await at.get(id)).toMatchObject({ ...made, ratePerHourMicros: null });
    await pass(HOUR_MS);
    const first = await at.get(id);
    expect(first).toMatchObject({
      status: "running",
      ssh: { user: "root" },
      region: "india-noida-01",
    });
    expect(await instances.list(credentials, {})).toEqual([first]);
    expect(await keys.sshKeys?.(credentials, {})).toMatchObject([
      { publicKey: container.sshPublicKeys[0] },
    ]);

    await at.stop(id);
    expect(await at.get(id)).toMatchObject({ nativeStatus: "Pausing", ssh: null });
    await at.stop(id);
    await pass(HOUR_MS);
    expect(await at.get(id)).toMatchObject({ status: "stopped", ssh: null });

    const { id: other } = await at.start(id);
    expect(other).not.toBe(id);
    expect(await at.get(id)).toBeNull();
    expect(await at.get(other)).toMatchObject({ name: container.name, status: "provisioning" });
    expect(await at.start(other)).toEqual({ id: other });
    await pass(HOUR_MS);
    const again = await at.get(other);
    expect(again?.ssh?.port).not.toBe(first?.ssh?.port);

    await at.end(other);
    expect((await at.get(other))?.status).toBe("terminating");
    await pass(MINUTE_MS);
    expect(await at.get(other)).toBeNull();
    await at.end(other);
    await at.end(id);
    expect(await instances.list(credentials, {})).toEqual([]);

    const bill = await readBill(at.wire);
    expect(bill.machines).toMatchObject([{ id: other, name: container.name }]);
    const whole = costOfDuration(L4, 122 * MINUTE_MS);
    const disk = costOfDuration(diskPerHourMicros(100_000n, 200), 182 * MINUTE_MS);
    expect(BigInt(bill.totalMicros) - whole - disk).toBeLessThanOrEqual(L4 / 60n);
    expect(whole + disk - BigInt(bill.totalMicros)).toBeLessThanOrEqual(L4 / 60n);
  });

  it("on spot is resumed on spot", async () => {
    const at = account();
    const spot: LaunchSpec = { ...container, pricingModel: "spot" };
    const id = await paused(at, spot);
    const { id: other } = await at.start(id);
    const answer = await at.wire.call("GET", `/users/fetch/${other}`);
    expect(answer.body).toMatchObject({ instance: { is_spot: true } });
    const { segments = [] } = (await readBill(at.wire)).machines[0] ?? {};
    const disk = diskPerHourMicros(100_000n, 200);
    expect(segments.at(-1)?.usdPerHour).toBe(String(Number(290_000n + disk) / 1_000_000));
  });

  it("that is still being paused is not started yet, and nothing was sent", async () => {
    const at = account();
    const id = await running(at, container);
    await at.stop(id);
    expect(await caught(at.start(id))).toMatchObject({ kind: "transient", isUnsent: true });
  });
});

describe("a virtual machine at JarvisLabs", () => {
  it("is made, stopped and ended at calls of its own, and keeps its id", async () => {
    const at = account();
    const id = await paused(at, vm);
    expect(await at.start(id)).toEqual({ id });
    await pass(MINUTE_MS);
    expect((await at.get(id))?.ssh).toMatchObject({ port: 22, user: "ubuntu" });
    await at.end(id);
    await pass(MINUTE_MS);
    expect(await at.names()).toEqual([]);
  });

  it("is made, stopped and ended at its region's host, under the spelling it was listed by", async () => {
    const at = account();
    const there = { ...pro6000, region: "india-chennai-01", instanceType: "RTX-PRO6000" };
    const id = await paused(at, there);
    await at.start(id);
    await at.end(id);
    const wrong = { ...pro6000, instanceType: "RTX-PRO6000" };
    expect(await caught(at.launch(wrong))).toMatchObject({ kind: "conflict", isUnsent: true });
    await expect(at.launch(pro6000)).resolves.toMatchObject({ id: expect.any(String) });
  });

  it("is not asked for where nobody knows the host, on spot, or of a kind that nobody names", async () => {
    const at = account();
    const kinds = [
      { ...vm, region: "unknown-region", instanceType: "H100" },
      { ...vm, pricingModel: "spot" },
      { ...vm, region: "europe-01", instanceType: "H100", tier: null },
      { ...vm, name: "a name that is far too long for any machine there" },
    ] as const;
    for (const spec of kinds) {
      expect((await caught(at.launch(spec))).kind).toBe("invalid-request");
    }
    const log = await at.wire.control("GET", "log");
    expect(JSON.stringify(log.body)).not.toContain("POST");
  });
});

describe("a launch at JarvisLabs", () => {
  it("of anything on sale is at the price it is listed at", async () => {
    const at = account();
    const { offers } = await at.prices.list({ credentials: at.credentials });
    const onSale = offers.filter(
      ({ availability, tier }) => availability !== "unavailable" && tier !== null,
    );
    expect(onSale.length).toBeGreaterThan(8);
    for (const { key, instanceType, region, tier, pricePerHourMicros, ...offer } of onSale) {
      const pricingModel = offer.pricingModel === "spot" ? "spot" : "on-demand";
      const one: LaunchSpec = {
        ...container,
        instanceType,
        region,
        tier,
        pricingModel,
        pricePerHourMicros,
      };
      const gpuCount = offer.maxGpuCount;
      const dearer = pricePerHourMicros * BigInt(gpuCount) - 1n;
      const error = await caught(at.launch({ ...one, gpuCount, pricePerHourMicros: dearer }));
      expect([key, error.kind]).toEqual([key, "conflict"]);
      const { id } = await at.launch(one);
      await pass(MINUTE_MS);
      await at.end(id);
      await pass(MINUTE_MS);
    }
  });

  it("buys nothing once it became dearer than was agreed to", async () => {
    const at = account();
    const two = { ...container, gpuCount: 2, pricePerHourMicros: 2n * L4 };
    const listing = "L4 india-noida-01 container";
    await at.wire.control("POST", "prices", { id: listing, usd: "0.440001" });
    expect(await caught(at.launch(two))).toMatchObject({ kind: "conflict", isUnsent: true });
    expect((await readBill(at.wire)).machines).toEqual([]);
    await at.wire.control("POST", "prices", { id: listing, usd: "0.4" });
    expect(await at.launch(two)).toHaveProperty("id");
  });
});

describe("an answer under status 200 that says no", () => {
  it.each([
    ["sandbox-jarvislabs-full", container, "quota"],
    ["sandbox-jarvislabs-poor", container, "no-balance"],
    [
      freshKey("jarvislabs"),
      { ...container, instanceType: "A6000", pricePerHourMicros: 990_000n },
      "no-capacity",
    ],
  ])("or refuses otherwise is believed where its words are sure: %s", async (key, spec, kind) => {
    const at = account(key);
    expect((await caught(at.launch(spec))).kind).toBe(kind);
    expect(await at.names()).toEqual([]);
  });

  it("is not believed where its words are not: the machine is there, and is found by its name", async () => {
    const at = accountOf("mute");
    expect((await caught(at.launch(container))).kind).toBe("ambiguous");
    expect(await at.names()).toEqual([container.name]);
    await pass(MINUTE_MS);
    const [{ id } = { id: "" }] = await at.instances.list(at.credentials, {});
    await at.stop(id);
    await pass(MINUTE_MS);
    expect((await caught(at.start(id))).kind).toBe("ambiguous");
    const [resumed = { id: "" }] = await at.instances.list(at.credentials, {});
    expect(resumed).toMatchObject({ name: container.name, status: "provisioning" });
    expect(resumed.id).not.toBe(id);
    expect((await caught(at.end(resumed.id))).kind).toBe("ambiguous");
    expect((await at.get(resumed.id))?.status).toBe("terminating");
  });

  it("to an end is no proof: one that is still being created goes all the same", async () => {
    const at = account();
    const { id } = await at.launch(container);
    expect((await caught(at.end(id))).kind).toBe("ambiguous");
    await pass(MINUTE_MS);
    expect(await at.get(id)).toBeNull();
  });

  it("to a list is no empty list", async () => {
    const at = account();
    await at.launch(container);
    const said = { kind: "answer", status: 200, body: { success: false, message: "no" } };
    await at.fault("^/users/fetch", said, "GET");
    expect((await caught(at.instances.list(at.credentials, {}))).kind).toBe("transient");
  });
});

describe("a machine that one answer does not show", () => {
  it("is looked for in the list before it is called gone", async () => {
    const at = account();
    const { id } = await at.launch(container);
    const said = { kind: "answer", status: 200, body: { success: false, message: "no" } };
    await at.fault("^/users/fetch/", said, "GET");
    expect(await at.get(id)).toMatchObject({ id });
    const foreign = { message: "Machine does not belong to this user" };
    await at.fault("^/users/fetch/", { kind: "answer", status: 403, body: foreign }, "GET");
    expect(await at.get(id)).toBeNull();
  });

  it("is found by its name when the answer to its launch got lost", async () => {
    const at = account();
    await at.fault("/create$", { kind: "answer-lost" });
    expect((await caught(at.launch(container))).kind).toBe("ambiguous");
    expect(await at.names()).toEqual([container.name]);
  });

  it("is ended also while lists lack it", async () => {
    const at = account();
    await at.wire.control("POST", "settings", { listLagMs: HOUR_MS });
    const id = await running(at, container);
    expect(await at.names()).toEqual([]);
    await at.end(id);
    await pass(MINUTE_MS);
    expect((await readBill(at.wire)).machines).toMatchObject([{ listed: false }]);
  });
});

describe("the keys of an account", () => {
  it("are refused, or may only read", async () => {
    const nobody = account("sandbox-jarvislabs-nobody");
    expect((await caught(nobody.keys.verify(nobody.credentials, {}))).kind).toBe("invalid-key");
    const reader = account("sandbox-jarvislabs-readonly");
    await reader.keys.verify(reader.credentials, {});
    expect((await caught(reader.launch(container))).kind).toBe("missing-right");
  });

  it("for SSH are ten at most: a launch that would need one more buys nothing", async () => {
    const at = account();
    for (const letter of "ABCDEFGHIJ") {
      const body = { ssh_key: `ssh-ed25519 ${letter.repeat(68)}`, key_name: letter };
      expect((await at.wire.call("POST", "/ssh/", body)).body).toEqual({ success: true });
    }
    const error = await caught(at.launch(container));
    expect(error).toMatchObject({ kind: "quota", isUnsent: true });
    expect(await at.names()).toEqual([]);
  });

  it("of one that pays in India tell rupees, which are never taken for dollars", async () => {
    const at = accountOf("india");
    await at.wire.control("POST", "settings", { balanceUsd: 10 });
    expect(await at.keys.balance?.(at.credentials, {})).toEqual({
      micros: 880_000_000n,
      currency: "INR",
    });
    const { offers } = await at.prices.list({ credentials: at.credentials });
    expect(offers.find(({ instanceType }) => instanceType === "L4")).toMatchObject({
      currency: "INR",
      pricePerHourMicros: 38_720_000n,
    });
    expect((await caught(at.launch(container))).kind).toBe("conflict");
    const id = await running(at, { ...container, pricePerHourIn: { INR: 38_720_000n } });
    await pass(HOUR_MS);
    expect((await at.wire.call("GET", `/users/fetch/${id}`)).body).toMatchObject({
      instance: { cost: expect.any(Number) },
    });
    expect((await at.get(id))?.ratePerHourMicros).toBeNull();
    const dollars = account();
    await dollars.wire.control("POST", "settings", { balanceUsd: 10 });
    expect(await dollars.keys.balance?.(dollars.credentials, {})).toEqual({
      micros: 10_000_000n,
      currency: "USD",
    });
  });
});
