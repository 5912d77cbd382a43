import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, request, type Wire, wireTo } from "./wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const made = z.object({ machine_id: z.number() });
const fetched = z.object({
  success: z.boolean(),
  instances: z.array(
    z.looseObject({
      machine_id: z.number(),
      status: z.string(),
      cost: z.number(),
      ssh_str: z.string().nullable(),
    }),
  ),
});
const pools = z.object({
  server_meta: z.array(
    z.looseObject({
      gpu_type: z.string(),
      region: z.string(),
      workload_type: z.string().nullable(),
      num_free_devices: z.number(),
      effective_num_free_devices: z.number(),
      price_per_hour: z.number(),
    }),
  ),
});

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (key = freshKey("jarvislabs")) => wireTo(sandbox.url, "jarvislabs", key);
const accountOf = (kind: string) => newWire(freshKey("jarvislabs").replace("-t-", `-t-${kind}`));
const pass = (ms: number) => moveClock(sandbox.url, ms);
const body = {
  gpu_type: "L4",
  num_gpus: 1,
  hdd: 100,
  region: "india-noida-01",
  name: "one",
  is_spot: false,
  duration: "hour",
  disk_type: "ssd",
  http_ports: "",
  script_id: null,
  script_args: "",
  fs_id: null,
  arguments: "",
};
const create = (wire: Wire, changes: object = {}, path = "/templates/pytorch/create") =>
  wire.call("POST", path, { ...body, ...changes });
const list = async (wire: Wire) =>
  fetched.parse((await wire.call("GET", "/users/fetch")).body).instances;
const act = (wire: Wire, what: string, id: number) => wire.call("POST", `${what}?machine_id=${id}`);
const addKey = (wire: Wire) =>
  wire.call("POST", "/ssh/", { ssh_key: "ssh-ed25519 AAAA me", key_name: "mine" });
const resume = (wire: Wire, id: number, changes: object = {}, template = "pytorch") =>
  wire.call("POST", `/templates/${template}/resume`, { ...body, machine_id: id, ...changes });
const poolOf = async (wire: Wire, gpu: string, kind: string) =>
  pools
    .parse((await wire.call("GET", "/misc/server_meta")).body)
    .server_meta.find((one) => one.gpu_type === gpu && one.workload_type === kind);

async function running(wire: Wire, changes: object = {}): Promise<number> {
  const { machine_id: id } = made.parse((await create(wire, changes)).body);
  await pass(MINUTE_MS);
  return id;
}

describe("a container", () => {
  test("is created, paused, resumed under another number, and destroyed", async () => {
    const wire = newWire();
    const { machine_id: id } = made.parse((await create(wire)).body);
    expect(await list(wire)).toMatchObject([
      { machine_id: id, status: "Creating", instance_name: "one", ssh_str: null, hdd: 100 },
    ]);
    expect((await wire.call("GET", `/misc/status?machine_id=${id}`)).status).toBe(404);
    await pass(MINUTE_MS);
    expect((await wire.call("GET", `/misc/status?machine_id=${id}`)).body).toMatchObject({
      status: "Running",
      error: "None",
    });
    const before = (await list(wire))[0]?.ssh_str;
    expect(before).toMatch(/^ssh -o StrictHostKeyChecking=no -p \d+ root@[\d.]+$/);

    expect((await act(wire, "/misc/pause", id)).body).toEqual({ success: true });
    expect((await act(wire, "/misc/pause", id)).body).toMatchObject({ success: false });
    await pass(MINUTE_MS);
    expect(await list(wire)).toMatchObject([{ status: "Paused", ssh_str: before }]);

    const { machine_id: other } = made.parse((await resume(wire, id)).body);
    expect(other).not.toBe(id);
    expect((await wire.call("GET", `/users/fetch/${id}`)).status).toBe(404);
    await pass(MINUTE_MS);
    const [again] = await list(wire);
    expect(again).toMatchObject({ machine_id: other, status: "Running", instance_name: "one" });
    expect(again?.ssh_str).not.toBe(before);

    expect((await act(wire, "/misc/destroy", other)).body).toEqual({ sucess: "True" });
    expect(await list(wire)).toMatchObject([{ status: "Destroying" }]);
    await pass(MINUTE_MS);
    expect(await list(wire)).toEqual([]);
    expect((await readBill(wire)).machines).toMatchObject([{ id: String(other), listed: false }]);
  });

  test("is destroyed while it is being created too, and the answer says that it was not", async () => {
    const wire = newWire();
    const { machine_id: id } = made.parse((await create(wire)).body);
    expect((await act(wire, "/misc/destroy", id)).body).toEqual({
      success: false,
      error: "Unknown error",
    });
    await pass(MINUTE_MS);
    expect(await list(wire)).toEqual([]);
  });

  test("on spot takes no card that on demand alone may take", async () => {
    const wire = newWire();
    const a100 = { gpu_type: "A100" };
    expect((await create(wire, { ...a100, is_spot: true })).body).toEqual({
      success: false,
      message: "No free A100 GPUs available right now",
    });
    expect((await create(wire, a100)).body).toMatchObject({ machine_id: expect.any(Number) });
  });
});

describe("a virtual machine", () => {
  test("wants an SSH key, its disk and its own calls, and keeps its number", async () => {
    const wire = newWire();
    const vm = (changes: object = {}) => create(wire, changes, "/templates/vm/create");
    expect((await vm()).body).toEqual({ success: false, message: "Add an SSH key first" });
    expect((await addKey(wire)).body).toEqual({ success: true });
    expect((await vm({ hdd: 50 })).status).toBe(400);
    expect((await vm({ is_spot: true })).status).toBe(400);
    const { machine_id: id } = made.parse((await vm()).body);
    await pass(MINUTE_MS);
    expect(await list(wire)).toMatchObject([{ public_ip: expect.any(String), template: "vm" }]);
    expect((await act(wire, "/misc/pause", id)).status).toBe(400);
    await act(wire, "/templates/vm/pause", id);
    await pass(MINUTE_MS);
    expect((await resume(wire, id, {}, "vm")).body).toEqual({ machine_id: id });
  });

  test("is made and changed at its region's host alone", async () => {
    const wire = newWire();
    await addKey(wire);
    const there = { region: "india-chennai-01", gpu_type: "RTX-PRO6000" };
    expect((await create(wire, there, "/templates/vm/create")).status).toBe(400);
    const answer = await create(wire, there, "/chennai/templates/vm/create");
    const { machine_id: id } = made.parse(answer.body);
    expect((await act(wire, "/templates/vm/destroy", id)).status).toBe(400);
    await pass(MINUTE_MS);
    expect((await act(wire, "/chennai/templates/vm/destroy", id)).status).toBe(200);
  });

  test("in Europe has one GPU, and rows that name no kind of machine sell none", async () => {
    const wire = newWire();
    await addKey(wire);
    const h100 = { region: "europe-01", gpu_type: "H100" };
    expect((await create(wire, h100, "/europe/templates/vm/create")).status).toBe(400);
  });
});

describe("a refusal", () => {
  test("is a page of fields where the body is of the wrong shape", async () => {
    const wire = newWire();
    const answer = await create(wire, { name: "x".repeat(41), num_gpus: "1" });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      detail: [{ loc: ["body", "num_gpus"] }, { loc: ["body", "name"] }],
    });
  });

  test("of money is a 403, of too many machines a 200 with a word misspelt", async () => {
    const poor = await create(newWire("sandbox-jarvislabs-poor"));
    expect([poor.status, poor.body]).toEqual([
      403,
      { message: "Insufficient balance. Please add funds" },
    ]);
    const full = await create(newWire("sandbox-jarvislabs-full"));
    expect([full.status, full.body]).toEqual([
      200,
      { sucess: "False", error: "You have reached the limit of 0 instances" },
    ]);
  });

  test("of a card that somebody has comes back once it is given back", async () => {
    const wire = newWire();
    const all = await running(wire, { num_gpus: 3 });
    expect(await poolOf(wire, "L4", "container")).toMatchObject({ effective_num_free_devices: 0 });
    expect((await create(wire)).body).toMatchObject({ success: false });
    await act(wire, "/misc/pause", all);
    const one = await running(wire);
    await pass(MINUTE_MS);
    expect((await resume(wire, all, { num_gpus: 3 })).body).toMatchObject({ success: false });
    await act(wire, "/misc/destroy", one);
    expect((await resume(wire, all, { num_gpus: 3 })).body).toMatchObject({
      machine_id: expect.any(Number),
    });
  });

  test("that says nothing comes after what was asked for was done, in accounts of that kind", async () => {
    const wire = accountOf("mute");
    const mutter = { success: false, error: "Unknown error" };
    expect((await create(wire)).body).toEqual(mutter);
    const [{ machine_id: id } = { machine_id: 0 }] = await list(wire);
    await pass(MINUTE_MS);
    expect((await act(wire, "/misc/destroy", id)).body).toEqual(mutter);
    await pass(MINUTE_MS);
    expect(await list(wire)).toEqual([]);
  });
});

describe("the bill", () => {
  test("counts started minutes, and of a paused machine its disk alone", async () => {
    const wire = newWire();
    const id = await running(wire, { hdd: 730 });
    await act(wire, "/misc/pause", id);
    const paused = BigInt((await readBill(wire)).totalMicros);
    await pass(HOUR_MS);
    expect(BigInt((await readBill(wire)).totalMicros) - paused).toBe(100_000n);
  });

  test("is told so far, in the currency of the account", async () => {
    const [dollars, rupees] = [newWire(), accountOf("india")];
    await create(dollars);
    await create(rupees);
    await pass(HOUR_MS);
    const costs = [(await list(dollars))[0]?.cost ?? 0, (await list(rupees))[0]?.cost ?? 0];
    expect(costs[0]).toBeGreaterThan(0.45);
    expect((costs[1] ?? 0) / (costs[0] ?? 1)).toBeCloseTo(88, 0);
    expect((await rupees.call("GET", "/misc/")).body).toEqual({ success: true });
    expect((await poolOf(rupees, "L4", "vm"))?.price_per_hour).toBe(38.72);
    expect((await rupees.call("GET", "/users/balance")).body).toEqual({
      balance: 88_000,
      grants: 0,
    });
  });

  test("goes on for a zombie", async () => {
    const wire = newWire();
    const id = await running(wire);
    await wire.control("POST", "faults", {
      fault: { kind: "zombie" },
      match: { path: "/destroy$" },
    });
    await act(wire, "/misc/destroy", id);
    await pass(MINUTE_MS);
    expect(await list(wire)).toEqual([]);
    const before = BigInt((await readBill(wire)).totalMicros);
    await pass(HOUR_MS);
    expect(BigInt((await readBill(wire)).totalMicros) - before).toBe(453_699n);
  });

  test("that money no longer covers pauses what runs", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { balanceUsd: 1 });
    await running(wire);
    await pass(3 * HOUR_MS);
    expect(await list(wire)).toMatchObject([{ status: "Paused" }]);
  });
});

describe("an account", () => {
  test("keeps ten SSH keys, and lets go of one", async () => {
    const wire = newWire();
    for (let count = 0; count < 10; count += 1) await addKey(wire);
    expect((await addKey(wire)).body).toEqual({
      success: false,
      message: "You have reached the limit of 10 SSH keys",
    });
    const keys = z
      .array(z.object({ key_id: z.string() }))
      .parse((await wire.call("GET", "/ssh/")).body);
    const path = `/ssh/${keys[0]?.key_id}`;
    expect((await wire.call("DELETE", path)).body).toEqual({ success: true });
    expect((await wire.call("DELETE", path)).status).toBe(404);
    expect((await addKey(wire)).body).toEqual({ success: true });
  });

  test("sees its own machines, by a key of its own", async () => {
    const id = await running(newWire());
    const other = newWire();
    expect((await other.call("GET", `/users/fetch/${id}`)).status).toBe(404);
    expect((await act(other, "/misc/destroy", id)).status).toBe(404);
    const url = `${sandbox.url}/jarvislabs/users/user_info`;
    expect((await request(url, "GET")).status).toBe(401);
    expect((await create(newWire("sandbox-jarvislabs-readonly"))).status).toBe(403);
  });

  test("knows the templates that containers are made of", async () => {
    const wire = newWire();
    expect((await wire.call("GET", "/misc/frameworks")).body).toMatchObject({
      frameworks: [{ id: "pytorch" }, { id: "tensorflow" }, { id: "fastai" }],
    });
    expect((await create(wire, {}, "/templates/none/create")).status).toBe(404);
  });
});
