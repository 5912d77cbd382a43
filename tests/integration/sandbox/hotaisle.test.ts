import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { baseOf, freshKey, moveClock, readBill, request, type Wire, wireTo } from "./wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const named = z.object({ name: z.string() });
const rows = z.array(z.object({ Quantity: z.number(), Specs: z.looseObject({}) }));

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

/** `path` follows the team; a team's handle is its key. */
function newWire(key = freshKey("hotaisle"), team = key): Wire {
  const call = (method: string, path: string, body?: unknown) =>
    request(
      `${sandbox.url}${baseOf("hotaisle")}/teams/${team}${path}`,
      method,
      body,
      `Token ${key}`,
    );
  return { ...wireTo(sandbox.url, "hotaisle", key), call };
}

async function specs(wire: Wire, place = 0) {
  const answer = await wire.call("GET", "/virtual_machines/available/");
  return rows.parse(answer.body)[place]?.Specs ?? {};
}

async function provision(wire: Wire, place = 0): Promise<string> {
  const answer = await wire.call("POST", "/virtual_machines/", await specs(wire, place));
  return named.parse(answer.body).name;
}

const names = async (wire: Wire) =>
  z.array(named).parse((await wire.call("GET", "/virtual_machines/")).body);
const stateOf = async (wire: Wire, name: string) =>
  (await wire.call("GET", `/virtual_machines/${name}/state/`)).body;
const act = (wire: Wire, name: string, verb: string) =>
  wire.call("POST", `/virtual_machines/${name}/${verb}/`);
const end = (wire: Wire, name: string, query = "?force=true") =>
  wire.call("DELETE", `/virtual_machines/${name}/${query}`);
const fault = (wire: Wire, kind: object, method = "POST") =>
  wire.control("POST", "faults", { fault: kind, match: { method } });

describe("a virtual machine", () => {
  test("is named by the provider, is in the list without a state, and lives by its host's words", async () => {
    const wire = newWire();
    const name = await provision(wire);
    expect(name).toMatch(/^enc1-gpuvm-[0-9a-f]{8}$/);
    const [listed] = await names(wire);
    expect(listed).toEqual({ name });
    expect((await wire.call("GET", "/virtual_machines/")).text).not.toContain("state");
    expect(await stateOf(wire, name)).toMatchObject({ state: "no state" });
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await stateOf(wire, name)).toMatchObject({ state: "running" });
    expect((await act(wire, name, "shutdown")).status).toBe(204);
    expect(await stateOf(wire, name)).toMatchObject({ state: "in shutdown" });
    expect((await act(wire, name, "shutdown")).status).toBe(204);
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await stateOf(wire, name)).toMatchObject({ state: "shut off" });
    expect((await act(wire, name, "reboot")).body).toBe("Bad Request: domain is not running");
    expect((await act(wire, name, "start")).status).toBe(204);
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await stateOf(wire, name)).toMatchObject({ state: "running" });
  });

  test("was made although the answer got lost, and comes late to the list", async () => {
    const wire = newWire();
    const body = await specs(wire);
    await fault(wire, { kind: "answer-lost" });
    await expect(wire.call("POST", "/virtual_machines/", body)).rejects.toThrow();
    expect(await names(wire)).toHaveLength(1);
    await fault(wire, { kind: "list-lag", ms: MINUTE_MS });
    const late = named.parse((await wire.call("POST", "/virtual_machines/", body)).body);
    expect(await names(wire)).not.toContainEqual({ name: late.name });
    expect((await wire.call("GET", `/virtual_machines/${late.name}/`)).status).toBe(200);
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await names(wire)).toContainEqual({ name: late.name });
  });

  test("can be lost, crash, be shut off from inside, or never start", async () => {
    const wire = newWire();
    const [gone, crashed, off] = [
      await provision(wire),
      await provision(wire),
      await provision(wire),
    ];
    await fault(wire, { kind: "boot-stuck" });
    const stuck = await provision(wire);
    await moveClock(sandbox.url, MINUTE_MS);
    await wire.control("POST", `machines/${gone}/kill`, {});
    await wire.control("POST", `machines/${crashed}/kill`, { how: "error" });
    await wire.control("POST", `machines/${off}/kill`, { how: "exited" });
    expect((await wire.call("GET", `/virtual_machines/${gone}/`)).status).toBe(404);
    expect(await stateOf(wire, crashed)).toMatchObject({ state: "crashed" });
    expect(await stateOf(wire, off)).toMatchObject({ state: "shut off" });
    expect(await stateOf(wire, stuck)).toMatchObject({ state: "no state" });
  });
});

describe("provisioning", () => {
  test("wants the very specs of a list, while some are left", async () => {
    const wire = newWire();
    const two = await specs(wire, 1);
    const post = (body: unknown) => wire.call("POST", "/virtual_machines/", body);
    expect((await post({ ...two, cpu_cores: 27 })).status).toBe(404);
    expect((await post({ ...two, gpus: undefined })).status).toBe(404);
    expect((await post({ cpu_cores: 26 })).status).toBe(422);
    expect((await post(two)).status).toBe(200);
    expect((await post(two)).status).toBe(404);
    expect(await specs(wire, 1)).not.toEqual(two);
  });

  test("says 401 to a team that is full and 402 to one without money", async () => {
    const wire = newWire();
    const body = await specs(wire);
    await wire.control("POST", "settings", { quota: 1 });
    await provision(wire);
    const refused = await wire.call("POST", "/virtual_machines/", body);
    expect([refused.status, refused.body]).toEqual([
      401,
      "Maximum VMs already provisioned for this team",
    ]);
    const poor = await newWire("sandbox-hotaisle-poor").call("POST", "/virtual_machines/", body);
    expect(poor.status).toBe(402);
  });

  test("with a script of the user's own takes far longer", async () => {
    const wire = newWire();
    const body = { ...(await specs(wire)), user_data_url: "https://example.com/init.yaml" };
    const { name } = named.parse((await wire.call("POST", "/virtual_machines/", body)).body);
    await moveClock(sandbox.url, 5 * MINUTE_MS);
    expect(await stateOf(wire, name)).toMatchObject({ state: "no state" });
    await moveClock(sandbox.url, 5 * MINUTE_MS);
    expect(await stateOf(wire, name)).toMatchObject({ state: "running" });
  });
});

describe("the bill", () => {
  test("counts the least time in full, and an end before it wants force", async () => {
    const wire = newWire();
    const name = await provision(wire, 1);
    const early = await end(wire, name, "");
    expect([early.status, early.body]).toEqual([
      400,
      "Bad Request: minimum reservation time not met",
    ]);
    expect((await end(wire, name)).status).toBe(204);
    expect((await end(wire, name)).status).toBe(404);
    expect((await readBill(wire)).totalMicros).toBe("5980000");
  });

  test("goes on while a machine is shut off, and for a zombie", async () => {
    const wire = newWire();
    const name = await provision(wire);
    await act(wire, name, "stop");
    await moveClock(sandbox.url, HOUR_MS);
    await fault(wire, { kind: "zombie" }, "DELETE");
    await end(wire, name);
    expect(await names(wire)).toEqual([]);
    const before = BigInt((await readBill(wire)).totalMicros);
    expect(before).toBeGreaterThanOrEqual(2_990_000n);
    await moveClock(sandbox.url, HOUR_MS);
    expect(BigInt((await readBill(wire)).totalMicros) - before).toBe(2_990_000n);
  });

  test("is paid from money put in before; when that is gone, so are the machines", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { balanceUsd: 5 });
    await provision(wire);
    const balance = async () => (await wire.call("GET", "/balance/")).body;
    expect(await balance()).toMatchObject({
      hourly_rate: 299,
      virtual_machine_count: 1,
      estimated_runout_time: expect.any(String),
    });
    await moveClock(sandbox.url, 2 * HOUR_MS);
    expect(await names(wire)).toEqual([]);
  });
});

describe("a key", () => {
  test("follows the word Token, and opens its own team alone", async () => {
    const key = freshKey("hotaisle");
    const url = `${sandbox.url}${baseOf("hotaisle")}/teams/${key}/virtual_machines/`;
    expect((await request(url, "GET", undefined, key)).status).toBe(401);
    expect((await request(url, "GET", undefined, `Token ${key}`)).status).toBe(200);
    expect((await newWire(key, "another").call("GET", "/virtual_machines/")).status).toBe(403);
    const reader = newWire("sandbox-hotaisle-readonly", "sandbox-hotaisle-key");
    expect((await reader.call("GET", "/virtual_machines/")).status).toBe(200);
    expect((await reader.call("POST", "/virtual_machines/", {})).status).toBe(403);
  });

  test.each([[9], [null]])("is slowed down, told to wait %s seconds", async (retryAfterS) => {
    const wire = newWire();
    await fault(wire, { kind: "rate-limited", retryAfterS }, "GET");
    const answer = await wire.call("GET", "/virtual_machines/");
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe(retryAfterS === null ? null : "9");
  });
});
