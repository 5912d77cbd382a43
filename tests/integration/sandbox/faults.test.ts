import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, type Wire, wireTo } from "./wire";

const body = { name: "ch-one", image: "i", gpu: { id: "NVIDIA H100 80GB HBM3" } };
const pods = z.object({ pods: z.array(z.object({ id: z.string(), status: z.string() })) });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

function newWire(): Wire {
  return wireTo(sandbox.url, "runpod", freshKey("runpod"));
}

async function faulty(fault: Record<string, unknown>, rule: Record<string, unknown> = {}) {
  const wire = newWire();
  const answer = await wire.control("POST", "faults", {
    match: { method: "POST", path: "^/pods$" },
    fault,
    ...rule,
  });
  expect(answer.status).toBe(200);
  return wire;
}

const create = (wire: Wire) => wire.call("POST", "/pods", body);
const made = async (wire: Wire) => (await readBill(wire)).machines.length;

describe("faults of a call", () => {
  test("429 with and without Retry-After makes nothing", async () => {
    const wire = await faulty({ kind: "rate-limited", retryAfterS: 7 });
    await wire.control("POST", "faults", { fault: { kind: "rate-limited" } });
    const first = await create(wire);
    expect([first.status, first.headers.get("retry-after")]).toEqual([429, "7"]);
    const second = await create(wire);
    expect([second.status, second.headers.get("retry-after")]).toEqual([429, null]);
    expect(await made(wire)).toBe(0);
    expect((await create(wire)).status).toBe(201);
  });

  test("a server error comes before the act, or after it", async () => {
    const before = await faulty({ kind: "server-error", status: 502 });
    expect((await create(before)).status).toBe(502);
    expect(await made(before)).toBe(0);
    const after = await faulty({ kind: "server-error", applied: true });
    expect((await create(after)).status).toBe(500);
    expect(await made(after)).toBe(1);
  });

  test("a lost answer leaves the machine; a reset connection does not", async () => {
    const lost = await faulty({ kind: "answer-lost" });
    await expect(create(lost)).rejects.toThrow();
    expect(await made(lost)).toBe(1);
    const reset = await faulty({ kind: "connection-reset" });
    await expect(create(reset)).rejects.toThrow();
    expect(await made(reset)).toBe(0);
  });

  test("garbage instead of an answer", async () => {
    const half = await faulty({ kind: "half-json" });
    const answer = await create(half);
    expect([answer.status, answer.body]).toEqual([201, undefined]);
    expect((await create(await faulty({ kind: "html" }))).text).toContain("<html>");
    expect((await create(await faulty({ kind: "empty" }))).text).toBe("");
    expect((await create(await faulty({ kind: "redirect" }))).status).toBe(302);
    const huge = await create(await faulty({ kind: "huge", bytes: 2_000_000 }));
    expect(huge.text.length).toBeGreaterThan(2_000_000);
    const said = await faulty({ kind: "answer", status: 200, body: { error: "no" } });
    expect((await create(said)).body).toEqual({ error: "no" });
  });

  test("no capacity, a skewed clock, a late answer", async () => {
    expect((await create(await faulty({ kind: "no-capacity" }))).text).toContain("no longer any");
    const skewed = await create(await faulty({ kind: "clock-skew", ms: -86_400_000 }));
    const told = Date.parse(skewed.headers.get("date") ?? "");
    expect(Date.now() - told).toBeGreaterThan(80_000_000);
    const from = performance.now();
    await create(await faulty({ kind: "delay", ms: 150 }));
    expect(performance.now() - from).toBeGreaterThanOrEqual(140);
  });

  test("a rule skips, repeats, and can be taken back", async () => {
    const wire = await faulty({ kind: "server-error" }, { skip: 1, times: 2 });
    const statuses = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await create(wire)).status);
    expect(statuses).toEqual([201, 500, 500, 201]);
    const lasting = await faulty({ kind: "server-error" }, { times: null });
    expect((await create(lasting)).status).toBe(500);
    expect((await create(lasting)).status).toBe(500);
    await lasting.control("DELETE", "faults");
    expect((await create(lasting)).status).toBe(201);
  });
});

describe("faults of a machine", () => {
  test("a new machine is missing from the list for a while", async () => {
    const wire = await faulty({ kind: "list-lag", ms: 30_000 });
    await create(wire);
    expect((await wire.call("GET", "/pods")).body).toEqual({ pods: [] });
    await moveClock(sandbox.url, 31_000);
    expect(pods.parse((await wire.call("GET", "/pods")).body).pods).toHaveLength(1);
  });

  test("a machine never boots, or ends in an error", async () => {
    const stuck = await faulty({ kind: "boot-stuck" });
    const failing = await faulty({ kind: "boot-fails" });
    await create(stuck);
    await create(failing);
    await moveClock(sandbox.url, 3_600_000);
    expect((await wire1(stuck))?.status).toBe("STARTING");
    expect((await wire1(failing))?.status).toBe("ERROR");
  });

  test("a delete that only looks like one", async () => {
    const wire = newWire();
    await create(wire);
    const id = (await wire1(wire))?.id ?? "";
    await wire.control("POST", "faults", {
      match: { method: "DELETE" },
      fault: { kind: "zombie" },
    });
    expect((await wire.call("DELETE", `/pods/${id}`)).status).toBe(204);
    const [machine] = (await readBill(wire)).machines;
    expect(machine).toMatchObject({ listed: false, endedAt: null });
  });
});

describe("a provider that is down", () => {
  test("breaks for one account or in another way, and is mended", async () => {
    const wire = newWire();
    await wire.control("POST", "outage", { on: true });
    expect((await create(wire)).status).toBe(503);
    expect((await create(newWire())).status).toBe(201);
    await wire.control("POST", "outage", { on: true, kind: "reset" });
    await expect(create(wire)).rejects.toThrow();
    await wire.control("POST", "outage", { on: false });
    expect((await create(wire)).status).toBe(201);
  });

  test("keeps its real rate limit when told to", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { rateLimit: true });
    const statuses = [];
    for (let call = 0; call < 61; call += 1)
      statuses.push((await wire.call("GET", "/pods")).status);
    expect(statuses).toContain(429);
  });
});

test("the log holds what was asked, and no key", async () => {
  const wire = newWire();
  await create(wire);
  const answer = await wire.control("GET", "log");
  expect(answer.body).toMatchObject([{ method: "POST", path: "/pods", body, status: 201 }]);
  expect(answer.text).not.toContain("sandbox-runpod-t-");
});

async function wire1(wire: Wire) {
  return pods.parse((await wire.call("GET", "/pods")).body).pods[0];
}
