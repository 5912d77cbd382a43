import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, type Wire, wireTo } from "./wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home";
const row = z.object({ cloudId: z.string(), stockStatus: z.string() });
const page = z.object({ items: z.array(row), totalCount: z.number() });
const withId = z.object({ id: z.string() });
const podList = z.object({
  total_count: z.number(),
  data: z.array(withId.extend({ status: z.string() })),
});

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (key = freshKey("primeintellect")) => wireTo(sandbox.url, "primeintellect", key);

const gpus = async (wire: Wire, query = "page=1") =>
  page.parse((await wire.call("GET", `/availability/gpus?${query}`)).body);

/** What a launch of the one A100 of Latitude sends, or of another cloud's machine. */
const order = (changes: object = {}, type = "latitude") => ({
  pod: {
    name: "ch-one",
    cloudId: "vm-a100-1",
    gpuType: "A100_80GB",
    socket: "PCIe",
    gpuCount: 1,
    ...changes,
  },
  provider: { type },
});

const prepaid = order(
  { cloudId: "h200-prime", gpuType: "H200_141GB", socket: "SXM5", gpuCount: 8 },
  "primeintellect",
);
const massed = order({ cloudId: "gpu_1x_a100", gpuType: "A100_80GB" }, "massedcompute");

async function withKey(key?: string): Promise<Wire> {
  const wire = newWire(key);
  await wire.call("POST", "/ssh_keys/", { name: "laptop", publicKey });
  return wire;
}

const post = (wire: Wire, body: object = order()) => wire.call("POST", "/pods/", body);
const launch = async (wire: Wire, body?: object) => withId.parse((await post(wire, body)).body).id;
const read = async (wire: Wire, id: string) => (await wire.call("GET", `/pods/${id}`)).body;
const list = async (wire: Wire) => podList.parse((await wire.call("GET", "/pods/")).body);
const end = (wire: Wire, id: string) => wire.call("DELETE", `/pods/${id}`);
const fault = (wire: Wire, kind: object, method = "POST") =>
  wire.control("POST", "faults", { fault: kind, match: { method } });

describe("what is available", () => {
  test("is nothing at all on every fourth first page, though the summary names prices", async () => {
    const wire = newWire();
    const counts = [];
    for (let turn = 0; turn < 5; turn += 1) counts.push((await gpus(wire)).totalCount);
    expect(counts).toEqual([0, 139, 139, 139, 0]);
    expect((await gpus(wire, "page=2&page_size=100")).items).toHaveLength(39);
    const summary = await wire.call("GET", "/availability/gpu-summary");
    expect(summary.body).toMatchObject({ H100_80GB: { 1: { cheapest: {} } } });
  });

  test("can be asked for by cloud, kind, count, place and safety", async () => {
    const wire = newWire();
    await gpus(wire);
    expect(await gpus(wire, "cloud_id=vm-a100-1&gpu_count=1")).toMatchObject({ totalCount: 1 });
    const query = "gpu_type=H100_80GB&socket=SXM5&security=secure_cloud&data_center_id=FIN-02";
    const { items, totalCount } = await gpus(wire, query);
    expect(items).toHaveLength(totalCount);
    expect(totalCount).toBeGreaterThan(0);
  });

  test("is less by what the account has taken", async () => {
    const wire = await withKey();
    const query = "cloud_id=NVIDIA%20A100%2080GB%20PCIe&data_center_id=US-KS-2";
    const left = async () => (await gpus(wire, query)).items[0]?.stockStatus;
    await gpus(wire);
    expect(await left()).toBe("Low");
    const runpod = order({ cloudId: "NVIDIA A100 80GB PCIe", dataCenterId: "US-KS-2" }, "runpod");
    await launch(wire, runpod);
    expect(await left()).toBe("Unavailable");
    const again = await post(wire, runpod);
    expect([again.status, again.body]).toEqual([
      400,
      { detail: "The requested configuration is no longer available" },
    ]);
  });
});

describe("a pod", () => {
  test("is made, then installed, then there; its address comes with the machine", async () => {
    const wire = await withKey();
    const id = await launch(wire);
    const states = [];
    for (let turn = 0; turn < 4; turn += 1) {
      states.push(await read(wire, id));
      await moveClock(sandbox.url, MINUTE_MS / 2);
    }
    expect(states).toMatchObject([
      { status: "PROVISIONING", installationStatus: "PENDING", sshConnection: [null] },
      { status: "PENDING", installationStatus: "PENDING", ip: [null] },
      { status: "ACTIVE", installationStatus: "ACTIVE", installationProgress: 50 },
      { status: "ACTIVE", installationStatus: "FINISHED", installationProgress: 100 },
    ]);
    expect(states[3]).toMatchObject({ sshConnection: expect.stringMatching(/^root@\S+ -p 22$/) });
    const status = await wire.call("GET", `/pods/status?pod_ids=${id}&pod_ids=none`);
    expect(status.body).toMatchObject({ data: [{ podId: id, status: "ACTIVE" }] });
  });

  test("is answered as ended for a while, then not known, and stands in the history", async () => {
    const wire = await withKey();
    const id = await launch(wire);
    await moveClock(sandbox.url, HOUR_MS);
    expect((await end(wire, id)).body).toEqual({ status: "DELETING" });
    expect(await read(wire, id)).toMatchObject({ status: "DELETING" });
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await list(wire)).data).toMatchObject([{ id, status: "TERMINATED" }]);
    expect((await end(wire, id)).status).toBe(404);
    await moveClock(sandbox.url, 10 * MINUTE_MS);
    expect(await read(wire, id)).toEqual({ detail: "Pod not found" });
    expect((await list(wire)).total_count).toBe(0);
    const { totalMicros } = await readBill(wire);
    const history = await wire.call("GET", "/pods/history");
    const total = Number(totalMicros) / 1e6;
    expect(history.body).toMatchObject({ data: [{ id, totalBilledPrice: total }] });
  });

  test("was made although the answer got lost, and comes late to the list", async () => {
    const wire = await withKey();
    await fault(wire, { kind: "answer-lost" });
    await expect(post(wire)).rejects.toThrow();
    expect((await list(wire)).total_count).toBe(1);
    await fault(wire, { kind: "list-lag", ms: MINUTE_MS });
    const late = await launch(wire);
    expect((await list(wire)).total_count).toBe(1);
    expect(await read(wire, late)).toMatchObject({ id: late });
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await list(wire)).data[0]).toMatchObject({ id: late });
  });

  test("can be lost, fail, be stopped by its cloud, be unknown, or never come", async () => {
    const wire = await withKey();
    const words = { gone: "TERMINATED", error: "ERROR", exited: "STOPPED", unknown: "UNKNOWN" };
    for (const [how, word] of Object.entries(words)) {
      const id = await launch(wire);
      await moveClock(sandbox.url, 2 * MINUTE_MS);
      await wire.control("POST", `machines/${id}/kill`, { how });
      expect(await read(wire, id)).toMatchObject({ status: word });
    }
    await fault(wire, { kind: "boot-fails" });
    const broken = await launch(wire);
    await fault(wire, { kind: "boot-stuck" });
    const stuck = await launch(wire);
    await moveClock(sandbox.url, HOUR_MS);
    expect(await read(wire, broken)).toMatchObject({
      status: "ACTIVE",
      installationStatus: "ERROR",
      installationFailure: "Image could not be installed",
    });
    expect(await read(wire, stuck)).toMatchObject({ status: "PENDING" });
  });

  test("says how it is reached in the words of its cloud", async () => {
    const wire = await withKey();
    const lambda = order({ cloudId: "gpu_1x_gh200", gpuType: "GH200_96GB" }, "lambdalabs");
    const runpod = order({ cloudId: "NVIDIA GeForce RTX 4090", gpuType: "RTX4090_24GB" }, "runpod");
    const ids = [
      await launch(wire, massed),
      await launch(wire, lambda),
      await launch(wire, runpod),
    ];
    await moveClock(sandbox.url, 2 * MINUTE_MS);
    const told = await Promise.all(ids.map((id) => read(wire, id)));
    expect(told).toMatchObject([
      { sshConnection: expect.stringMatching(/^ssh ubuntu@\S+ -p 22$/) },
      { sshConnection: expect.stringMatching(/^ubuntu@\S+ -p 22$/) },
      {
        sshConnection: expect.stringMatching(/^root@\S+ -p \d{5}$/),
        primePortMapping: [{ internal: "22", external: expect.any(String), usedBy: "SSH" }],
      },
    ]);
  });
});

describe("a launch", () => {
  test("wants the very row, a known image, an SSH key and no field of another name", async () => {
    const wire = newWire();
    const refused = async (body: object) => {
      const { status, body: words } = await post(wire, body);
      return [status, words];
    };
    expect(await refused(order())).toEqual([400, { detail: "SSH key not found" }]);
    await wire.call("POST", "/ssh_keys/", { name: "laptop", publicKey });
    const none = [400, { detail: "No configuration matches the request" }];
    expect(await refused(order({ socket: "SXM4" }))).toEqual(none);
    expect(await refused(order({ dataCenterId: "NYC" }))).toEqual(none);
    expect(await refused(order({}, "runpod"))).toEqual(none);
    expect(await refused(order({ image: "windows" }))).toMatchObject([
      422,
      { errors: [{ param: "pod.image" }] },
    ]);
    expect(await refused(order({ isSpot: true }))).toMatchObject([422, { errors: [{}] }]);
    expect(await refused(order({ diskSize: 1 }))).toMatchObject([
      422,
      { errors: [{ param: "pod.diskSize" }] },
    ]);
    expect((await list(wire)).total_count).toBe(0);
  });

  test("is not made above its price limit, over the limit of pods, or on an empty wallet", async () => {
    const wire = await withKey();
    const dear = await post(wire, order({ maxPrice: 0.97 }));
    expect([dear.status, dear.body]).toEqual([
      400,
      { detail: "The price is higher than the maximum price" },
    ]);
    expect((await post(wire, order({ maxPrice: 0.98 }))).status).toBe(200);
    await wire.control("POST", "settings", { quota: 1 });
    expect((await post(wire)).body).toEqual({ detail: "Maximum number of pods reached" });
    const poor = await withKey("sandbox-primeintellect-poor");
    const unpaid = await post(poor);
    expect([unpaid.status, unpaid.body]).toEqual([
      402,
      { errors: [{ param: "wallet", details: "Insufficient funds" }] },
    ]);
  });

  test("of a price in euros is billed in dollars", async () => {
    const wire = await withKey();
    const paris = order(
      { cloudId: "GP1-H100", gpuType: "H100_80GB", dataCenterId: "fr-par-2" },
      "scaleway",
    );
    const id = await launch(wire, paris);
    expect(await read(wire, id)).toMatchObject({ priceHr: 2.839788 });
  });
});

describe("the bill", () => {
  test("begins with the machine where making it is free, and with the order where it is not", async () => {
    const wire = await withKey();
    const free = await launch(wire);
    const runpod = order({ cloudId: "NVIDIA GeForce RTX 4090", gpuType: "RTX4090_24GB" }, "runpod");
    const full = await launch(wire, runpod);
    expect(await read(wire, free)).toMatchObject({ priceHr: 0.98, provisioningPriceHr: 0 });
    expect(await read(wire, full)).toMatchObject({ priceHr: 0.34, provisioningPriceHr: null });
    await moveClock(sandbox.url, HOUR_MS);
    const { machines } = await readBill(wire);
    const rates = machines.map(({ segments }) => segments.map(({ usdPerHour }) => usdPerHour));
    expect(rates).toEqual([
      ["0.00", "0.00", "0.98", "0.98"],
      ["0.34", "0.34", "0.34", "0.34"],
    ]);
  });

  test("holds all hours that were paid in advance, however early the end", async () => {
    const wire = await withKey();
    const id = await launch(wire, prepaid);
    await moveClock(sandbox.url, HOUR_MS);
    await end(wire, id);
    const day = 24 * 25.12;
    const billed = Number((await readBill(wire)).totalMicros) / 1e6;
    expect(billed).toBeGreaterThan(day - 1);
    expect(billed).toBeLessThanOrEqual(day);
  });

  test("goes on for a zombie, which no list shows any more", async () => {
    const wire = await withKey();
    const id = await launch(wire);
    await moveClock(sandbox.url, HOUR_MS);
    await fault(wire, { kind: "zombie" }, "DELETE");
    await end(wire, id);
    await moveClock(sandbox.url, HOUR_MS);
    expect((await list(wire)).data).toEqual([]);
    const before = BigInt((await readBill(wire)).totalMicros);
    await moveClock(sandbox.url, HOUR_MS);
    expect(BigInt((await readBill(wire)).totalMicros) - before).toBe(980_000n);
  });

  test("is paid from the wallet; when that is empty, so is the list", async () => {
    const wire = await withKey();
    await wire.control("POST", "settings", { balanceUsd: 2 });
    await launch(wire);
    await moveClock(sandbox.url, HOUR_MS);
    const wallet = await wire.call("GET", "/billing/wallet");
    const left = z.object({ balance_usd: z.number() }).parse(wallet.body).balance_usd;
    expect(left).toBeLessThan(1.1);
    await moveClock(sandbox.url, 2 * HOUR_MS);
    expect((await list(wire)).data).toMatchObject([{ status: "TERMINATED" }]);
  });
});

describe("a key", () => {
  test("opens what its scope says", async () => {
    expect((await newWire("wrong").call("GET", "/pods/")).status).toBe(401);
    const reader = newWire("sandbox-primeintellect-readonly");
    expect((await reader.call("GET", "/pods/")).status).toBe(200);
    expect((await post(reader)).status).toBe(403);
    const whoami = await reader.call("GET", "/user/whoami");
    expect(whoami.body).toMatchObject({ data: { scope: { instances: { write: false } } } });
    const prices = newWire("sandbox-primeintellect-prices");
    expect((await prices.call("GET", "/availability/gpus")).status).toBe(200);
    expect((await prices.call("GET", "/pods/")).status).toBe(403);
    const nameless = newWire("sandbox-primeintellect-nameless");
    expect((await nameless.call("GET", "/user/whoami")).status).toBe(403);
    expect((await nameless.call("GET", "/pods/")).status).toBe(200);
  });

  test("is sent on from the list without a slash, and slowed down", async () => {
    const wire = newWire();
    const moved = await wire.call("GET", "/pods?limit=1");
    expect(moved.status).toBe(307);
    expect(moved.headers.get("location")).toBe("/primeintellect/api/v1/pods/?limit=1");
    await fault(wire, { kind: "rate-limited", retryAfterS: 9 }, "GET");
    const slowed = await wire.call("GET", "/pods/");
    expect([slowed.status, slowed.headers.get("retry-after")]).toEqual([429, "9"]);
  });
});
