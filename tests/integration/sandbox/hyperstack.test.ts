import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, request, rootOf, type Wire, wireTo } from "./wire";

const MINUTE_MS = 60_000;
const vms = "/core/virtual-machines";
const vm = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  vm_state: z.string(),
  floating_ip: z.string().nullable(),
  floating_ip_status: z.string().nullable(),
  port_randomization: z.boolean(),
});
const one = z.object({ instance: vm });
const many = z.object({ instances: z.array(vm), count: z.number().optional() });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (key = freshKey("hyperstack")) => wireTo(sandbox.url, "hyperstack", key);
const pass = (ms: number) => moveClock(sandbox.url, ms);

/** The body of a create, in an environment of the region with a key pair of its own. */
async function order(wire: Wire, region: string, changes: object = {}) {
  const environment = `default-${region}`;
  await wire.call("POST", "/core/environments", { name: environment, region });
  const pair = { name: "k", environment_name: environment, public_key: "ssh-ed25519 AAAA me" };
  await wire.call("POST", "/core/keypairs", pair);
  return {
    name: "one",
    environment_name: environment,
    image_name: "Ubuntu Server 22.04 LTS R535 CUDA 12.2",
    flavor_name: "n3-L40x1",
    key_name: "k",
    count: 1,
    assign_floating_ip: true,
    enable_port_randomization: false,
    ...changes,
  };
}

async function create(wire: Wire, changes: object = {}): Promise<number> {
  const answer = await wire.call("POST", vms, await order(wire, "NORWAY-1", changes));
  expect(answer.status).toBe(200);
  return many.parse(answer.body).instances[0]?.id ?? 0;
}

const read = async (wire: Wire, id: number) =>
  one.parse((await wire.call("GET", `${vms}/${id}`)).body).instance;
const act = (wire: Wire, id: number, what: string) => wire.call("GET", `${vms}/${id}/${what}`);

describe("a key", () => {
  test("is in a header of its own and in no other", async () => {
    const key = freshKey("hyperstack");
    const url = `${sandbox.url}${rootOf("hyperstack")}/auth/me`;
    const under = async (headers: Record<string, string>) => (await fetch(url, { headers })).status;
    expect(await under({ api_key: key })).toBe(200);
    expect(await under({ Authorization: `Bearer ${key}` })).toBe(401);
    const { status, body } = await request(url, "GET", undefined, "wrong");
    expect([status, body]).toEqual([
      401,
      { status: false, message: "Invalid API key", error_reason: "unauthorized" },
    ]);
  });

  test("that may only read is refused every write, and every act although it is a GET", async () => {
    const owner = newWire("sandbox-hyperstack-key");
    const id = await create(owner, { name: `by-owner-${Date.now()}` });
    const reader = newWire("sandbox-hyperstack-readonly");
    expect((await reader.call("GET", `${vms}/${id}`)).status).toBe(200);
    for (const what of ["stop", "start", "hard-reboot", "hibernate", "hibernate-restore"]) {
      expect((await act(reader, id, what)).status).toBe(403);
    }
    expect((await reader.call("DELETE", `${vms}/${id}`)).status).toBe(403);
  });

  test("is one of many that share the limit of an address, which names no time to wait", async () => {
    const wires = [newWire(), newWire()];
    for (const wire of wires) await wire.control("POST", "settings", { rateLimit: true });
    const calls = Array.from({ length: 502 }, (_, index) =>
      wires[index % 2]?.call("GET", "/auth/me"),
    );
    const answers = await Promise.all(calls);
    const refused = answers.filter((answer) => answer?.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get("retry-after")).toBeNull();
    await pass(MINUTE_MS);
    expect((await wires[0]?.call("GET", "/auth/me"))?.status).toBe(200);
  });
});

describe("a create", () => {
  test("names an environment that stands and a key pair in it", async () => {
    const wire = newWire();
    const body = await order(wire, "NORWAY-1");
    const status = async (changes: object) =>
      (await wire.call("POST", vms, { ...body, ...changes })).status;
    expect(await status({ environment_name: "default-US-1" })).toBe(404);
    expect(await status({ environment_name: "default-CANADA-1" })).toBe(404);
    expect(await status({ key_name: "another" })).toBe(404);
    expect(await status({ image_name: "Windows 3.1" })).toBe(404);
    expect(await status({ flavor_name: "n3-H100-SXM5x8" })).toBe(200);
    expect(await status({ name: "two", flavor_name: "n3-A100x8-NVLink" })).toBe(404);
    expect(await status({ name: "n".repeat(51) })).toBe(400);
  });

  test("of a name that the environment has is refused, and taken in another one", async () => {
    const wire = newWire();
    await create(wire);
    const again = await wire.call("POST", vms, await order(wire, "NORWAY-1"));
    expect([again.status, Object(again.body).error_reason]).toEqual([409, "already_exist"]);
    const elsewhere = await order(wire, "CANADA-1", { flavor_name: "n3-A100x1" });
    expect((await wire.call("POST", vms, elsewhere)).status).toBe(200);
  });

  test("makes as many as are counted, takes their GPUs out of the stock, and no more than there are", async () => {
    const wire = newWire();
    const body = await order(wire, "NORWAY-1", { flavor_name: "n3-RTX-A6000x8", count: 5 });
    const { instances } = many.parse((await wire.call("POST", vms, body)).body);
    expect(instances.map(({ name }) => name)).toEqual([
      "one-1",
      "one-2",
      "one-3",
      "one-4",
      "one-5",
    ]);
    const next = await wire.call("POST", vms, { ...body, name: "next", count: 1 });
    expect([next.status, Object(next.body).error_reason]).toEqual([400, "bad_request"]);
    const stocks = JSON.stringify((await wire.call("GET", "/core/stocks")).body);
    expect(stocks).toContain('"model":"RTX-A6000","available":"0"');
  });

  test("deals ports out at random unless told not to, and gives no address unless asked", async () => {
    const wire = newWire();
    const id = await create(wire, { enable_port_randomization: undefined });
    expect((await read(wire, id)).port_randomization).toBe(true);
    const inside = await create(wire, { name: "inside", assign_floating_ip: undefined });
    await pass(2 * MINUTE_MS);
    expect(await read(wire, inside)).toMatchObject({ status: "ACTIVE", floating_ip: null });
  });

  test("is refused without credit and beyond the quota", async () => {
    const words = async (key: string) => {
      const wire = newWire(key);
      const { status, text } = await wire.call("POST", vms, await order(wire, "NORWAY-1"));
      return `${status} ${text}`;
    };
    expect(await words("sandbox-hyperstack-poor")).toMatch(/^400 .*Insufficient balance/);
    expect(await words("sandbox-hyperstack-full")).toMatch(/^400 .*quota/);
  });
});

describe("a machine", () => {
  test("is built, active without its address, and reachable last", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { bootMs: 100_000 });
    const id = await create(wire);
    const seen = async () => {
      const { status, vm_state: state, floating_ip_status: ip } = await read(wire, id);
      return `${status}/${state}/${ip}`;
    };
    expect(await seen()).toBe("CREATING/building/ATTACHING");
    await pass(30_000);
    expect(await seen()).toBe("BUILD/building/ATTACHING");
    await pass(50_000);
    expect(await seen()).toBe("ACTIVE/active/ATTACHING");
    await pass(25_000);
    expect(await seen()).toBe("ACTIVE/active/ATTACHED");
  });

  test("lets its address go when it sleeps unless told to keep it, and wakes under another", async () => {
    const wire = newWire();
    const id = await create(wire);
    await pass(2 * MINUTE_MS);
    const { floating_ip: first } = await read(wire, id);
    await act(wire, id, "hibernate?retain_ip=true");
    await pass(3 * MINUTE_MS);
    expect(await read(wire, id)).toMatchObject({ status: "HIBERNATED", floating_ip: first });
    await act(wire, id, "hibernate-restore");
    await pass(3 * MINUTE_MS);
    await act(wire, id, "hibernate");
    await pass(3 * MINUTE_MS);
    expect(await read(wire, id)).toMatchObject({ status: "HIBERNATED", floating_ip: null });
    await act(wire, id, "hibernate-restore");
    await pass(3 * MINUTE_MS);
    const { floating_ip: second } = await read(wire, id);
    expect(second).not.toBeNull();
    expect(second).not.toBe(first);
  });

  test("is billed while active or shut off, a little asleep, and not at all on its way or in error", async () => {
    const wire = newWire();
    const id = await create(wire);
    await pass(2 * MINUTE_MS);
    await act(wire, id, "stop");
    await pass(MINUTE_MS);
    await act(wire, id, "start");
    await pass(MINUTE_MS);
    await act(wire, id, "hibernate");
    await pass(3 * MINUTE_MS);
    await act(wire, id, "hibernate-restore");
    await pass(3 * MINUTE_MS);
    await wire.control("POST", `machines/${id}/kill`, { how: "error" });
    const { machines } = await readBill(wire);
    const rates = machines[0]?.segments.map(({ state, usdPerHour }) => `${state} ${usdPerHour}`);
    expect(rates).toEqual([
      "CREATING 0.00",
      "BUILD 0.00",
      "ADDRESSLESS 1.00672",
      "ACTIVE 1.00672",
      "STOPPING 0.00",
      "SHUTOFF 1.00672",
      "STARTING 0.00",
      "ACTIVE 1.00672",
      "HIBERNATING 0.00",
      "HIBERNATED 0.009677",
      "RESTORING 0.00",
      "ACTIVE 1.00672",
      "ERROR 0.00",
    ]);
  });

  test("is listed by pages, oldest first, with the number of all", async () => {
    const wire = newWire();
    await create(wire, { name: "first", count: 3, flavor_name: "n3-RTX-A4000x1" });
    const page = many.parse((await wire.call("GET", `${vms}?page=2&pageSize=2`)).body);
    expect(page.instances.map(({ name }) => name)).toEqual(["first-3"]);
    expect(page.count).toBe(3);
  });

  test("that is none of the account's is not found, in the API's own words", async () => {
    const id = await create(newWire());
    const { status, body } = await newWire().call("GET", `${vms}/${id}`);
    expect([status, Object(body).status, Object(body).error_reason]).toEqual([
      404,
      false,
      "not_found",
    ]);
  });
});
