import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, request, type Wire, wireTo } from "./wire";

const GPU = "NVIDIA H100 80GB HBM3";
const body = {
  name: "ch-one",
  image: "runpod/base",
  gpu: { id: GPU, count: 2 },
  ports: ["22/tcp"],
};
const podSchema = z.object({
  id: z.string(),
  status: z.string(),
  cost: z.number(),
  actions: z.array(z.string()),
  dataCenterId: z.string(),
  ssh: z.object({ direct: z.object({ host: z.string(), port: z.number() }).nullable() }),
});
const listSchema = z.object({ pods: z.array(podSchema) });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

function newWire(): Wire {
  return wireTo(sandbox.url, "runpod", freshKey("runpod"));
}

async function createPod(wire: Wire, change: Record<string, unknown> = {}) {
  const answer = await wire.call("POST", "/pods", { ...body, ...change });
  expect(answer.status).toBe(201);
  return podSchema.parse(answer.body);
}

async function getPod(wire: Wire, id: string) {
  return podSchema.parse((await wire.call("GET", `/pods/${id}`)).body);
}

async function listPods(wire: Wire) {
  return listSchema.parse((await wire.call("GET", "/pods")).body).pods;
}

describe("a pod's life", () => {
  test("it boots by the clock, stops, starts, restarts and is gone", async () => {
    const wire = newWire();
    const pod = await createPod(wire);
    expect(pod).toMatchObject({
      status: "PROVISIONING",
      cost: 6.58,
      actions: ["stop", "terminate"],
    });
    await moveClock(sandbox.url, 60_000);
    const running = await getPod(wire, pod.id);
    expect(running.status).toBe("RUNNING");
    expect(running.ssh.direct?.port).toBeGreaterThan(0);

    const act = (action: string) => wire.call("POST", `/pods/${pod.id}/action`, { action });
    expect(podSchema.parse((await act("stop")).body)).toMatchObject({ status: "EXITED", cost: 0 });
    expect((await act("restart")).status).toBe(409);
    expect((await act("start")).status).toBe(200);
    await moveClock(sandbox.url, 60_000);
    expect((await getPod(wire, pod.id)).status).toBe("RUNNING");
    expect((await act("restart")).status).toBe(200);
    expect((await act("terminate")).status).toBe(204);
    expect((await wire.call("GET", `/pods/${pod.id}`)).status).toBe(404);
    expect((await act("terminate")).status).toBe(404);
    expect(await listPods(wire)).toEqual([]);
  });

  test("a stopped pod cannot start when its machine has no GPU left", async () => {
    const wire = newWire();
    const pod = await createPod(wire);
    await moveClock(sandbox.url, 60_000);
    await wire.call("POST", `/pods/${pod.id}/action`, { action: "stop" });
    await wire.control("POST", "stock", { id: GPU, region: pod.dataCenterId, count: 1 });
    const answer = await wire.call("POST", `/pods/${pod.id}/action`, { action: "start" });
    expect(answer.status).toBe(400);
    expect((await getPod(wire, pod.id)).status).toBe("EXITED");
  });

  test("a killed pod is gone, broken or stopped as asked", async () => {
    const wire = newWire();
    const pod = await createPod(wire);
    const kill = (id: string, how?: string) =>
      wire.control("POST", `machines/${id}/kill`, how ? { how } : {});
    expect((await kill(pod.id)).status).toBe(200);
    expect((await wire.call("GET", `/pods/${pod.id}`)).status).toBe(404);
    const other = await createPod(wire);
    await kill(other.id, "error");
    expect(await getPod(wire, other.id)).toMatchObject({ status: "ERROR" });
    await kill(other.id, "exited");
    expect(await getPod(wire, other.id)).toMatchObject({ status: "EXITED", cost: 0 });
    expect((await kill(other.id, "melted")).status).toBe(400);
  });
});

describe("what a create is refused for", () => {
  test("each in the provider's own way", async () => {
    const wire = newWire();
    const create = (change: Record<string, unknown>) =>
      wire.call("POST", "/pods", { ...body, ...change });
    expect((await create({ surprise: 1 })).status).toBe(422);
    expect((await create({ image: undefined })).status).toBe(422);
    expect((await create({ gpu: { id: "no such gpu" } })).status).toBe(400);
    expect((await create({ gpu: { id: GPU, count: 99 } })).status).toBe(400);
    expect((await create({ cpu: { id: "cpu5c", vcpuCount: 2 } })).status).toBe(400);
    expect((await create({ dataCenterIds: ["EU-RO-1"] })).text).toContain(
      "no longer any instances",
    );
    expect((await readBill(wire)).machines).toEqual([]);
  });

  test("a wrong key, a reading key, an account without credit", async () => {
    const create = (key: string) => wireTo(sandbox.url, "runpod", key).call("POST", "/pods", body);
    expect((await create("rpa_wrong")).status).toBe(401);
    expect((await create("sandbox-runpod-readonly")).status).toBe(403);
    expect((await create("sandbox-runpod-poor")).status).toBe(402);
    expect((await request(`${sandbox.url}/runpod/v2/pods`, "GET")).text).toContain(
      "missing bearer",
    );
  });

  test("a sold out GPU, and stock that runs out while it is used", async () => {
    const wire = newWire();
    const place = (await createPod(wire)).dataCenterId;
    await wire.control("POST", "stock", { id: GPU, region: place, count: 3 });
    const answer = await wire.call("POST", "/pods", { ...body, dataCenterIds: [place] });
    expect(answer.status).toBe(400);
    expect((await readBill(wire)).machines).toHaveLength(1);
  });
});

describe("the catalogue", () => {
  test("availability needs a product, and filters need availability", async () => {
    const wire = newWire();
    const get = async (query: string) => (await wire.call("GET", `/catalog/gpus${query}`)).status;
    expect(await get("")).toBe(200);
    expect(await get("?include=AVAILABILITY")).toBe(400);
    expect(await get("?product=POD")).toBe(400);
    expect(await get("?include=AVAILABILITY&product=POD&countryCodes=us")).toBe(422);
    expect(await get("?include=AVAILABILITY&product=POD&cloud=COMMUNITY&countryCodes=US")).toBe(
      200,
    );
  });

  test("a moved price shows in the list and in the next pod, not in the running one", async () => {
    const wire = newWire();
    const before = await createPod(wire);
    await wire.control("POST", "prices", { id: GPU, usd: "4.01" });
    expect((await createPod(wire)).cost).toBe(8.02);
    expect((await getPod(wire, before.id)).cost).toBe(before.cost);
    const elsewhere = await createPod(newWire());
    expect(elsewhere.cost).toBe(before.cost);
  });
});

describe("a network volume", () => {
  const volumeBody = { name: "models", size: 1_500, dataCenter: "US-WA-1" };
  const made = z.object({ id: z.string(), size: z.number() });
  const create = async (wire: Wire, change: Record<string, unknown> = {}) =>
    wire.call("POST", "/network-volumes", { ...volumeBody, ...change });

  test("is refused where the rules are broken", async () => {
    const wire = newWire();
    expect((await create(wire, { size: 9 })).status).toBe(422);
    expect((await create(wire, { colour: "red" })).status).toBe(422);
    expect((await create(wire, { dataCenter: "XX-1" })).status).toBe(400);
    expect((await create(wire, { type: "HIGH_PERFORMANCE" })).status).toBe(400);
    expect((await wire.call("DELETE", "/network-volumes/none")).status).toBe(404);
    const reader = wireTo(sandbox.url, "runpod", `${wire.key}-readonly`);
    expect((await create(reader)).status).toBe(403);
    expect((await reader.call("GET", "/network-volumes")).body).toEqual({ networkVolumes: [] });
  });

  test("only grows, and is another account's secret", async () => {
    const wire = newWire();
    const { id } = made.parse((await create(wire)).body);
    const patch = (body: unknown) => wire.call("PATCH", `/network-volumes/${id}`, body);
    expect((await patch({})).status).toBe(422);
    expect((await patch({ size: 100 })).status).toBe(400);
    expect(made.parse((await patch({ size: 1_600 })).body).size).toBe(1_600);
    expect((await newWire().call("GET", `/network-volumes/${id}`)).status).toBe(404);
  });

  test("is billed by the gigabyte, cheaper beyond the first terabyte, until it is deleted", async () => {
    const wire = newWire();
    const { id } = made.parse((await create(wire)).body);
    await moveClock(sandbox.url, 730 * 3_600_000);
    await wire.call("DELETE", `/network-volumes/${id}`);
    await moveClock(sandbox.url, 3_600_000);
    const agreed = 70_000_000 + 25_000_000;
    const total = Number((await readBill(wire)).totalMicros);
    expect(Math.abs(total - agreed)).toBeLessThan(2_000);
    const answer = await wire.call("GET", "/billing/network-volumes?bucketSize=year&lastN=2");
    const told = z
      .object({ metadata: z.object({ totals: z.object({ totalAmount: z.number() }) }) })
      .parse(answer.body);
    expect(told.metadata.totals.totalAmount).toBeCloseTo(total / 1e6, 2);
  });

  test("lets its pod stop rather than end when the credit is out", async () => {
    const wire = newWire();
    const { id } = made.parse((await create(wire, { size: 10 })).body);
    await wire.control("POST", "settings", { balanceUsd: 10 });
    const mounts = { network: [{ volumeId: id, path: "/workspace" }] };
    const pod = await createPod(wire, { mounts, dataCenterIds: ["US-WA-1"] });
    expect(pod.dataCenterId).toBe("US-WA-1");
    await moveClock(sandbox.url, 7_200_000);
    expect((await getPod(wire, pod.id)).status).toBe("EXITED");
  });
});

describe("a pod's log", () => {
  const read = async (wire: Wire, path: string, headers: Record<string, string> = {}) => {
    const given = new AbortController();
    const answer = await fetch(`${sandbox.url}/runpod/v2${path}`, {
      headers: { authorization: `Bearer ${wire.key}`, ...headers },
      signal: given.signal,
    });
    const first = await answer.body?.getReader().read();
    given.abort();
    return {
      type: answer.headers.get("content-type"),
      text: Buffer.from(first?.value ?? []).toString(),
    };
  };

  test("is a stream that is left open, by source and from a moment on", async () => {
    const wire = newWire();
    const { id } = await createPod(wire);
    await moveClock(sandbox.url, 180_000);
    const all = await read(wire, `/pods/${id}/logs`);
    expect(all.type).toBe("text/event-stream");
    expect(all.text).toContain('"source":"system","line":"create container runpod/base"');
    const own = await read(wire, `/pods/${id}/logs?source=container&tail=1`);
    expect(own.text.match(/^data: /gm)).toHaveLength(1);
    const [mark = ""] = /(?<=id: )\S+/.exec(all.text) ?? [];
    const rest = await read(wire, `/pods/${id}/logs`, { "last-event-id": mark });
    expect(rest.text).not.toContain("create container");
    expect(rest.text).toContain("pull image");
  });

  test("is refused for a wrong question and a pod that is gone", async () => {
    const wire = newWire();
    const { id } = await createPod(wire);
    expect((await wire.call("GET", `/pods/${id}/logs?tail=5001`)).status).toBe(422);
    expect((await wire.call("GET", `/pods/${id}/logs?source=kernel`)).status).toBe(422);
    expect((await wire.call("GET", "/pods/none/logs")).status).toBe(404);
  });
});

describe("the bill", () => {
  test("seconds from creation at the agreed rate; a stopped pod costs its volume", async () => {
    const wire = newWire();
    const pod = await createPod(wire, { mounts: { persistent: { size: 73, path: "/workspace" } } });
    await moveClock(sandbox.url, 3_600_000);
    await wire.call("POST", `/pods/${pod.id}/action`, { action: "stop" });
    await moveClock(sandbox.url, 7_200_000);
    await wire.call("DELETE", `/pods/${pod.id}`);
    await moveClock(sandbox.url, 3_600_000);
    const total = Number((await readBill(wire)).totalMicros);
    // One hour of two GPUs and 73 GB at $0.01, two hours of 73 GB at $0.02, and a few seconds.
    const agreed = 6_580_000 + 10_000 + 40_000;
    expect(total - agreed).toBeGreaterThanOrEqual(0);
    expect(total - agreed).toBeLessThan(30_000);
    expect((await readBill(wire)).machines[0]?.segments.map((part) => part.state)).toEqual([
      "PROVISIONING",
      "STARTING",
      "RUNNING",
      "EXITED",
    ]);
  });

  test("what the provider's own billing call says is what the bill says", async () => {
    const wire = newWire();
    const pod = await createPod(wire);
    await moveClock(sandbox.url, 5_400_000);
    await wire.call("DELETE", `/pods/${pod.id}`);
    const answer = await wire.call("GET", `/billing/pods?bucketSize=year&lastN=1&podId=${pod.id}`);
    const billing = z
      .object({ metadata: z.object({ totals: z.object({ totalAmount: z.number() }) }) })
      .parse(answer.body);
    const { totalMicros } = await readBill(wire);
    expect(Math.round(billing.metadata.totals.totalAmount * 1e6)).toBe(Number(totalMicros));
  });

  test("a zombie leaves the list and is billed on; twins of one name are counted", async () => {
    const wire = newWire();
    const pod = await createPod(wire);
    await createPod(wire);
    await wire.control("POST", `machines/${pod.id}/haunt`);
    expect((await wire.call("DELETE", `/pods/${pod.id}`)).status).toBe(204);
    expect((await listPods(wire)).map((one) => one.id)).not.toContain(pod.id);
    await moveClock(sandbox.url, 3_600_000);
    const bill = await readBill(wire);
    const ghost = bill.machines.find((machine) => machine.id === pod.id);
    expect(ghost).toMatchObject({ listed: false, endedAt: null });
    expect(Number(ghost?.totalMicros)).toBeGreaterThanOrEqual(6_580_000);
    expect(bill.maxConcurrentByName["ch-one"]).toBe(2);
    expect(bill.duplicates).toEqual(["ch-one"]);
  });

  test("an account that runs out of credit loses its pods", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { balanceUsd: 10 });
    await createPod(wire);
    await moveClock(sandbox.url, 7_200_000);
    expect(await listPods(wire)).toEqual([]);
  });
});
