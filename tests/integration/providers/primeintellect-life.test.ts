import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createPrimeIntellect } from "@/lib/providers/primeintellect";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, readBill, rootOf, type Wire, wireTo } from "../sandbox/wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "latitude/vm-a100-1",
  gpuCount: 1,
  region: "DAL, US",
  tier: "secure_cloud",
  image: null,
  diskGb: null,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 980_000n,
  volumeId: null,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const pass = (ms: number) => moveClock(sandbox.url, ms);

function account(apiKey = freshKey("primeintellect")) {
  const adapter = createPrimeIntellect({
    baseUrl: `${sandbox.url}${rootOf("primeintellect")}`,
  });
  const { instances, keys, prices, volumes } = adapter;
  if (!instances || !keys || !prices || !volumes) throw new Error("Prime Intellect lost a face");
  const wire = wireTo(sandbox.url, "primeintellect", apiKey);
  return { prices, instances, keys, volumes, credentials: { apiKey }, wire };
}

describe("a machine at Prime Intellect", () => {
  it("lives a whole life under our name, and costs nothing until its cloud has made it", async () => {
    const { prices, instances, keys, credentials, wire } = account();
    expect(await keys.verify(credentials, {})).toMatchObject({ canLaunch: true });
    const { offers } = await prices.list({ credentials });
    const offer = offers.find(({ instanceType }) => instanceType === spec.instanceType);
    const rate = offer?.pricePerHourMicros ?? 0n;
    expect(rate).toBe(980_000n);

    const { id } = await instances.launch(credentials, spec, {});
    const get = () => instances.get(credentials, id, {});
    expect(await get()).toMatchObject({ id, name: spec.name, status: "provisioning", ssh: null });
    await pass(HOUR_MS);
    const running = await get();
    expect(running).toMatchObject({ status: "running", ratePerHourMicros: rate });
    expect(running?.ssh).toMatchObject({ port: 22, user: "root" });
    expect(await instances.list(credentials, {})).toEqual([running]);
    expect(await keys.sshKeys?.(credentials, {})).toMatchObject([
      { publicKey: spec.sshPublicKeys[0] },
    ]);

    await instances.terminate(credentials, id, {});
    expect((await get())?.status).toBe("terminating");
    await instances.terminate(credentials, id, {});
    await pass(HOUR_MS);
    expect(await get()).toBeNull();
    expect(await instances.list(credentials, {})).toEqual([]);

    const { machines, totalMicros } = await readBill(wire);
    const paid = machines[0]?.segments.filter(({ usdPerHour }) => usdPerHour !== "0.00") ?? [];
    const livedMs = Date.parse(paid.at(-1)?.to ?? "") - Date.parse(paid[0]?.from ?? "");
    const minutes = Math.ceil(livedMs / MINUTE_MS);
    expect(BigInt(totalMicros)).toBe(costOfDuration(rate, minutes * MINUTE_MS));
    const machine = { id, fromAt: new Date(0), toAt: new Date() };
    expect(await instances.billed?.(credentials, machine, {})).toBe(BigInt(totalMicros));
  });

  it("launched while the answer got lost is found again by its name", async () => {
    const { instances, credentials, wire } = account();
    const match = { method: "POST", path: "^/pods/$" };
    await wire.control("POST", "faults", { fault: { kind: "answer-lost" }, match });
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("ambiguous");
    expect(await instances.list(credentials, {})).toMatchObject([{ name: spec.name }]);
  });

  it("is told from a failed one while its image is installed, and from one that is gone", async () => {
    const { instances, credentials, wire } = account();
    const { id } = await instances.launch(credentials, spec, {});
    const status = async () => (await instances.get(credentials, id, {}))?.status;
    const seen = [await status()];
    for (let turn = 0; turn < 3; turn += 1) {
      await pass(MINUTE_MS / 2);
      seen.push(await status());
    }
    expect(seen).toEqual(["provisioning", "provisioning", "provisioning", "running"]);
    for (const [how, word] of [
      ["unknown", "unknown"],
      ["exited", "stopped"],
      ["error", "failed"],
    ]) {
      await wire.control("POST", `machines/${id}/kill`, { how });
      expect(await status()).toBe(word);
    }
    await wire.control("POST", `machines/${id}/kill`, { how: "gone" });
    expect(await status()).toBe("terminated");
    await fails(wire, "boot-fails");
    const broken = await instances.launch(credentials, spec, {});
    await pass(HOUR_MS);
    expect((await instances.get(credentials, broken.id, {}))?.status).toBe("failed");
    expect(await instances.get(credentials, id, {})).toBeNull();
  });

  it("is reached as its cloud says, whatever the user and the port", async () => {
    const { instances, credentials } = account();
    const reached = [];
    for (const [instanceType, region, tier, dollars] of [
      ["massedcompute/gpu_1x_a100", "wichita-usa-1, US", "secure_cloud", 9],
      ["lambdalabs/gpu_1x_gh200", "us-east-3, US", "secure_cloud", 9],
      ["runpod/NVIDIA GeForce RTX 4090", "CA-MTL-1, CA", "community_cloud", 0.34],
    ] as const) {
      const pricePerHourMicros = BigInt(dollars * 1e6);
      const other = { ...spec, instanceType, region, tier, pricePerHourMicros };
      const { id } = await instances.launch(credentials, other, {});
      await pass(2 * MINUTE_MS);
      const { ssh } = (await instances.get(credentials, id, {})) ?? {};
      reached.push([ssh?.user, ssh?.port === 22]);
    }
    expect(reached).toEqual([
      ["ubuntu", true],
      ["ubuntu", true],
      ["root", false],
    ]);
  });

  it("is one of more than a page of them, all of which are listed", async () => {
    const { instances, credentials, wire } = account();
    await wire.control("POST", "settings", { quota: 200 });
    await wire.control("POST", "stock", { id: LATITUDE, region: "US", count: 200 });
    const { id } = await instances.launch(credentials, spec, {});
    const [key] = z
      .object({ data: z.array(withId) })
      .parse((await wire.call("GET", "/ssh_keys/")).body).data;
    const { pod, provider } = orderOf(key?.id);
    for (let count = 0; count < 120; count += 1)
      await wire.call("POST", "/pods/", { pod, provider });
    const all = await instances.list(credentials, {});
    expect(new Set(all.map((one) => one.id)).size).toBe(121);
    expect(all.find((one) => one.id === id)).toMatchObject({ name: spec.name });
  });

  it("of which the history has hundreds newer ones is still found in it", async () => {
    const { instances, credentials, wire } = account();
    await wire.control("POST", "stock", { id: LATITUDE, region: "US", count: 200 });
    await wire.control("POST", "settings", { quota: 200 });
    const { id } = await instances.launch(credentials, spec, {});
    const machine = { id, fromAt: new Date(0), toAt: new Date() };
    const unbilled = caught(instances.billed?.(credentials, machine, {}) ?? Promise.resolve());
    expect((await unbilled).kind).toBe("not-found");
    await pass(HOUR_MS);
    await instances.terminate(credentials, id, {});
    await pass(MINUTE_MS);
    const total = BigInt((await readBill(wire)).totalMicros);
    for (let count = 0; count < 101; count += 1) {
      const other = await instances.launch(credentials, spec, {});
      await instances.terminate(credentials, other.id, {});
    }
    await pass(MINUTE_MS);
    expect(await instances.billed?.(credentials, machine, {})).toBe(total);
  });
});

describe("the row that is bought", () => {
  it("is read again, also when a replica that knows nothing answers first", async () => {
    const { instances, credentials, wire } = account();
    await instances.launch(credentials, spec, {});
    const reads = await readsOf(wire);
    expect(reads).toHaveLength(2);
    expect(new URLSearchParams(reads[0]).get("cloud_id")).toBe("vm-a100-1");
  });

  it("is not bought where it is sold out, costs more, or is none of what is listed", async () => {
    const { instances, credentials, wire } = account();
    const launch = (changes: Partial<LaunchSpec> = {}) =>
      caught(instances.launch(credentials, { ...spec, ...changes }, {}));
    for (const changes of [
      { instanceType: "latitude/vm-a100-2" },
      { region: "NYC, US" },
      { tier: "community_cloud" },
      { gpuCount: 2 },
      { instanceType: "primeintellect/h200-prime", gpuCount: 8, region: "US" },
    ]) {
      expect(await launch(changes)).toMatchObject({ kind: "no-capacity", isUnsent: true });
    }
    await wire.control("POST", "stock", { id: LATITUDE, region: "US", count: 0 });
    expect(await launch()).toMatchObject({ kind: "no-capacity", isUnsent: true });
    await wire.control("POST", "stock", { id: LATITUDE, region: "US", count: 1 });
    await wire.control("POST", "prices", { id: LATITUDE, usd: "1.05" });
    expect(await launch()).toMatchObject({ kind: "conflict", isUnsent: true });
    expect(await instances.list(credentials, {})).toEqual([]);
  });

  it("bears its price as a limit, for a rise between the look and the order", async () => {
    const { instances, credentials, wire } = account();
    const cheap = { ...spec, pricePerHourMicros: 2_000_000n };
    await instances.launch(credentials, cheap, {});
    const [order] = await ordersOf(wire);
    expect(order?.body).toMatchObject({ pod: { maxPrice: 0.98, diskSize: 500, vcpus: 16 } });
  });

  it("in another currency is bought too, and what it costs is told in dollars", async () => {
    const { instances, credentials, prices } = account();
    const { offers } = await prices.list({ credentials });
    const paris = offers.find(({ currency }) => currency === "EUR");
    const { instanceType = "", region = null, tier = null } = paris ?? {};
    const pricePerHourIn = { EUR: 2_520_000n };
    const euros = { ...spec, instanceType, region, tier, pricePerHourIn };
    const { id } = await instances.launch(credentials, euros, {});
    expect(await instances.get(credentials, id, {})).toMatchObject({
      ratePerHourMicros: 2_839_788n,
    });
  });
});

describe("a disk", () => {
  it("goes to a pod where it is, costs money beside it, and outlives it", async () => {
    const { instances, volumes, credentials, wire } = account();
    const disk = { size: 500, name: "data", country: "US", dataCenterId: "DAL" };
    const body = { disk, provider: { type: "latitude" } };
    const { id: volumeId } = withId.parse((await wire.call("POST", "/disks/", body)).body);
    const [listed] = await volumes.list(credentials, {});
    expect(listed).toMatchObject({ region: spec.region, ratePerHourMicros: 50_000n });

    const elsewhere = { ...spec, instanceType: "dc_gnu/A100x1", region: "US", volumeId };
    const far = caught(instances.launch(credentials, elsewhere, {}));
    expect(await far).toMatchObject({ kind: "no-capacity", isUnsent: true });
    const { id } = await instances.launch(credentials, { ...spec, volumeId }, {});
    expect(await volumes.list(credentials, {})).toMatchObject([{ attachedTo: [id] }]);
    expect((await caught(volumes.remove(credentials, volumeId, {}))).kind).toBe("conflict");

    await instances.terminate(credentials, id, {});
    await pass(MINUTE_MS);
    expect(await volumes.list(credentials, {})).toMatchObject([{ attachedTo: [] }]);
    await volumes.remove(credentials, volumeId, {});
    await volumes.remove(credentials, volumeId, {});
    expect(await volumes.list(credentials, {})).toEqual([]);
  });
});

describe("Prime Intellect's refusals", () => {
  const launch = (apiKey: string) => {
    const { instances, credentials } = account(apiKey);
    return caught(instances.launch(credentials, spec, {}));
  };

  it("are told apart: keys, rights, money, limits, shelves", async () => {
    expect((await launch("sandbox-primeintellect-nobody")).kind).toBe("invalid-key");
    expect((await launch("sandbox-primeintellect-readonly")).kind).toBe("missing-right");
    expect((await launch("sandbox-primeintellect-poor")).kind).toBe("no-balance");
    expect((await launch("sandbox-primeintellect-full")).kind).toBe("quota");
    const { instances, credentials, wire } = account();
    const match = { method: "POST", path: "^/pods/$" };
    await wire.control("POST", "faults", { fault: { kind: "no-capacity" }, match });
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("no-capacity");
  });

  it("of a key's own account are no refusal of the key", async () => {
    const verify = (suffix: string) => {
      const { keys, credentials } = account(`sandbox-primeintellect-${suffix}`);
      return keys.verify(credentials, {});
    };
    expect(await verify("key")).toMatchObject({ account: "main@example.com", canLaunch: true });
    expect(await verify("readonly")).toMatchObject({ canLaunch: false });
    expect(await verify("nameless")).toEqual({ account: null, canLaunch: null });
    expect((await caught(verify("prices"))).kind).toBe("missing-right");
    expect((await caught(verify("nobody"))).kind).toBe("invalid-key");
  });

  it("do not hide what is left in the wallet", async () => {
    const { keys, credentials, wire } = account();
    await wire.control("POST", "settings", { balanceUsd: 12.5 });
    expect(await keys.balance?.(credentials, {})).toEqual({
      micros: 12_500_000n,
      currency: "USD",
    });
  });
});

const withId = z.object({ id: z.string() });
const LATITUDE = "latitude/vm-a100-1 in DAL";
const log = z.array(
  z.object({
    method: z.string(),
    path: z.string(),
    query: z.string(),
    body: z.unknown().optional(),
  }),
);

const readLog = async (wire: Wire) => log.parse((await wire.control("GET", "log")).body);

/** What the list of GPUs was asked, the first time first. */
async function readsOf(wire: Wire): Promise<string[]> {
  const calls = await readLog(wire);
  return calls.filter(({ path }) => path === "/availability/gpus").map(({ query }) => query);
}

async function ordersOf(wire: Wire) {
  const calls = await readLog(wire);
  return calls.filter(({ method, path }) => method === "POST" && path === "/pods/");
}

function fails(wire: Wire, kind: string) {
  const match = { method: "POST", path: "^/pods/$" };
  return wire.control("POST", "faults", { fault: { kind }, match });
}

function orderOf(sshKeyId: string | undefined) {
  const gpu = { gpuType: "A100_80GB", socket: "PCIe", gpuCount: 1 };
  return {
    pod: { name: "theirs", cloudId: "vm-a100-1", ...gpu, sshKeyId },
    provider: { type: "latitude" },
  };
}
