import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, request, type Wire, wireTo } from "./wire";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const VERSION = "2026-09-08";
const HERE = "us-east-nc-nr-1";
const SHARED = "ap-east-tw-kn-1";
const TYPE = "rtx59-16c-nr.1";
const IMAGE = "https://storage.example.com/cloudrift-vm-disks/disks/ubuntu-noble-server-gpu.img";

const instanceSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  instance_name: z.string(),
  host_address: z.string().nullable(),
  port_mappings: z.array(z.tuple([z.number(), z.number()])).nullable(),
  virtual_machines: z.array(z.looseObject({ ready: z.boolean(), state: z.string() })),
});
const listed = z.object({ data: z.object({ instances: z.array(instanceSchema) }) });
const rented = z.object({ data: z.object({ instance_ids: z.array(z.string()) }) });
const rightsOf = z.object({ data: z.object({ instance_types: z.array(z.unknown()) }) });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (key = freshKey("cloudrift")): Wire => wireTo(sandbox.url, "cloudrift", key);
const pass = (ms: number) => moveClock(sandbox.url, ms);

const post = (wire: Wire, path: string, data?: unknown, version = VERSION) =>
  wire.call("POST", path, { version, data });

function wish(changes: Record<string, unknown> = {}, type = TYPE, datacenter = HERE) {
  return {
    selector: { ByInstanceTypeAndLocation: { instance_type: type, datacenters: [datacenter] } },
    config: { VirtualMachine: { image_url: IMAGE, ssh_key: { PublicKeys: ["ssh-ed25519 AAAA"] } } },
    with_public_ip: true,
    name: "mine",
    ...changes,
  };
}

async function rent(wire: Wire, ...as: Parameters<typeof wish>): Promise<string> {
  const [id = ""] = rented.parse((await post(wire, "/instances/rent", wish(...as))).body).data
    .instance_ids;
  return id;
}

const mask = { with_connection_info: true };

async function read(wire: Wire, id: string, more: object = { mask }) {
  const data = { selector: { ById: [id] }, ...more };
  return listed.parse((await post(wire, "/instances/list", data)).body).data.instances[0];
}

const act = (wire: Wire, id: string, verb: string) =>
  post(wire, `/instances/${verb}`, { selector: { ById: [id] } });
const fault = (wire: Wire, path: string, kind: object) =>
  wire.control("POST", "faults", { fault: kind, match: { method: "POST", path } });

/** A machine that has booted. */
async function ready(wire: Wire, ...as: Parameters<typeof wish>): Promise<string> {
  const id = await rent(wire, ...as);
  await pass(5 * MINUTE_MS);
  return id;
}

describe("an instance of CloudRift", () => {
  test("is active before it is ready, and has its address only then", async () => {
    const wire = newWire();
    const id = await rent(wire);
    await pass(10 * SECOND_MS);
    expect(await read(wire, id)).toMatchObject({ status: "Initializing", node_mode: "Container" });
    await pass(30 * SECOND_MS);
    expect(await read(wire, id)).toMatchObject({
      status: "Active",
      host_address: null,
      port_mappings: null,
      virtual_machines: [{ ready: false }],
    });
    await pass(MINUTE_MS);
    expect(await read(wire, id)).toMatchObject({
      status: "Active",
      node_mode: "VirtualMachine",
      instance_name: "mine",
      host_address: expect.stringMatching(/^198\.1[89]\./),
      port_mappings: null,
      virtual_machines: [{ ready: true, state: "Running" }],
    });
  });

  test("tells its address only to who asks, and its password only where there is no key", async () => {
    const wire = newWire();
    const id = await ready(wire);
    expect(await read(wire, id, {})).toMatchObject({ host_address: null, port_mappings: null });
    const asked = { mask: { with_connection_info: true, with_credentials: true } };
    expect(JSON.stringify(await read(wire, id, asked))).not.toContain("sandbox-password");
    const config = { VirtualMachine: { image_url: IMAGE } };
    const open = await ready(wire, { config });
    expect(JSON.stringify(await read(wire, open, asked))).toContain("sandbox-password");
    expect(JSON.stringify(await read(wire, open))).not.toContain("sandbox-password");
  });

  test("shares its address where a data centre has no others, and is reached by a given port", async () => {
    const wire = newWire();
    const config = { VirtualMachine: { image_url: IMAGE, ports: ["8080"] } };
    const id = await ready(wire, { config }, "rtx49-10c-kn.1", SHARED);
    const [ssh, web] = (await read(wire, id))?.port_mappings ?? [];
    expect([ssh?.[0], web?.[0]]).toEqual([22, 8080]);
    expect(ssh?.[1]).toBeGreaterThan(57_000);
    const own = await ready(wire, { with_public_ip: false });
    expect((await read(wire, own))?.port_mappings).toHaveLength(1);
  });

  test("is switched off and on, frozen and woken, each only from where it may be", async () => {
    const wire = newWire();
    const id = await ready(wire);
    const state = async () => (await read(wire, id))?.virtual_machines[0]?.state;
    expect((await act(wire, id, "start")).text).toBe("domain is already running");
    expect((await act(wire, id, "stop")).status).toBe(200);
    expect(await state()).toBe("Shutdown");
    await pass(MINUTE_MS);
    expect(await state()).toBe("Shutoff");
    expect((await act(wire, id, "reset")).text).toBe("domain is not running");
    expect((await act(wire, id, "start")).status).toBe(200);
    await pass(MINUTE_MS);
    expect((await act(wire, id, "pause")).status).toBe(200);
    expect(await state()).toBe("Paused");
    expect((await act(wire, id, "start")).status).toBe(400);
    expect((await act(wire, id, "resume")).status).toBe(200);
    expect((await act(wire, id, "resume")).text).toBe("domain is not paused");
    expect(await state()).toBe("Running");
  });

  test("was made although the answer got lost, and comes late to the list", async () => {
    const wire = newWire();
    await fault(wire, "rent$", { kind: "answer-lost" });
    await expect(post(wire, "/instances/rent", wish())).rejects.toThrow();
    await fault(wire, "rent$", { kind: "list-lag", ms: HOUR_MS });
    const late = await rent(wire);
    await pass(MINUTE_MS);
    const selector = { ByStatus: { statuses: ["Initializing", "Active"] } };
    const { data } = listed.parse((await post(wire, "/instances/list", { selector })).body);
    expect(data.instances).toHaveLength(1);
    expect(await read(wire, late)).toBeUndefined();
    await pass(HOUR_MS);
    expect(await read(wire, late)).toBeDefined();
  });

  test("is Inactive by its id once it is over, and in no list of others", async () => {
    const wire = newWire();
    const id = await ready(wire);
    const { text } = await act(wire, id, "terminate");
    expect(text).toContain(`"id":"${id}","status":"Deactivating"`);
    await pass(MINUTE_MS);
    expect(await read(wire, id)).toMatchObject({ status: "Inactive" });
    expect((await act(wire, id, "terminate")).body).toMatchObject({ data: { terminated: [] } });
    expect((await act(wire, id, "stop")).text).toBe("Instance not found");
  });

  test("can be lost, crash, be switched off or paused from outside, fail or never start", async () => {
    const wire = newWire();
    const kill = (id: string, how: string) => wire.control("POST", `machines/${id}/kill`, { how });
    const [gone, crashed, off] = [await rent(wire), await rent(wire), await rent(wire)];
    await fault(wire, "rent$", { kind: "boot-fails" });
    const failed = await rent(wire, {}, TYPE, "eu-west-uk-lo-1");
    await fault(wire, "rent$", { kind: "boot-stuck" });
    const stuck = await rent(wire);
    await pass(5 * MINUTE_MS);
    await kill(gone, "gone");
    await kill(crashed, "error");
    await kill(off, "exited");
    expect(await read(wire, gone)).toMatchObject({ status: "Inactive" });
    expect(await read(wire, crashed)).toMatchObject({ virtual_machines: [{ state: "Crashed" }] });
    expect(await read(wire, off)).toMatchObject({ virtual_machines: [{ state: "Shutoff" }] });
    expect(await read(wire, failed)).toMatchObject({
      status: "Failed",
      failure: { cause: "VmBootFailed" },
    });
    expect(await read(wire, stuck)).toMatchObject({ status: "Initializing" });
  });
});

describe("renting at CloudRift", () => {
  test("refuses old protocols, and a body whose version does not come first", async () => {
    const wire = newWire();
    const old = await post(wire, "/instances/rent", wish(), "2026-09-07");
    expect([old.status, old.text]).toEqual([400, "unsupported version"]);
    const selector = { ById: ["x"] };
    expect((await post(wire, "/instances/list", { selector }, "2025-05-29")).status).toBe(400);
    expect((await post(wire, "/instances/list", { selector }, "2026-08-05")).status).toBe(200);
    const last = { data: wish(), version: VERSION };
    expect((await wire.call("POST", "/instances/rent", last)).text).toBe("Bad request");
    expect((await post(wire, "/instances/rent", wish(), "~upcoming")).status).toBe(200);
  });

  test("refuses what is not sold there, sold out, unpaid or too much", async () => {
    const wire = newWire();
    const refused = async (by: Wire, ...as: Parameters<typeof wish>) =>
      (await post(by, "/instances/rent", wish(...as))).text;
    expect(await refused(wire, {}, "h200-8-generic.1")).toBe("Instance h200-8-generic.1 not found");
    expect(await refused(wire, {}, TYPE, SHARED)).toBe(`Instance ${TYPE} not found`);
    expect(await refused(wire, {}, "rtx49-10c-nr.2")).toBe("No node is available");
    await wire.control("POST", "settings", { quota: 0 });
    expect(await refused(wire)).toBe("Instance limit reached");
    expect(await refused(newWire("sandbox-cloudrift-poor"))).toBe("Insufficient balance");
  });

  test("takes a node from what the list has free", async () => {
    const wire = newWire();
    const free = async () => {
      const { body } = await post(wire, "/instance-types/list", { selector: { ByName: [TYPE] } });
      const [type] = rightsOf.parse(body).data.instance_types;
      return /"available_nodes_per_dc":\{"us-east-nc-nr-1":(\d+)/.exec(JSON.stringify(type))?.[1];
    };
    expect(await free()).toBe("4");
    await rent(wire);
    expect(await free()).toBe("3");
  });

  test("by one key always makes two and answers both", async () => {
    const wire = newWire("sandbox-cloudrift-twice");
    const { body } = await post(wire, "/instances/rent", wish());
    expect(rented.parse(body).data.instance_ids).toHaveLength(2);
    expect((await readBill(wire)).maxConcurrentByName).toEqual({ mine: 2 });
  });
});

describe("the bill of CloudRift", () => {
  test("begins when a machine is ready and ends when its end is asked for, whatever it does between", async () => {
    const wire = newWire();
    const id = await rent(wire);
    await pass(50 * SECOND_MS);
    expect((await readBill(wire)).totalMicros).toBe("0");
    await pass(MINUTE_MS);
    const before = BigInt((await readBill(wire)).totalMicros);
    expect(before).toBeGreaterThan(0n);
    await act(wire, id, "stop");
    await pass(HOUR_MS);
    expect(BigInt((await readBill(wire)).totalMicros) - before).toBeGreaterThanOrEqual(600_000n);
    await act(wire, id, "terminate");
    const ended = (await readBill(wire)).totalMicros;
    await pass(HOUR_MS);
    expect((await readBill(wire)).totalMicros).toBe(ended);
  });

  test("goes on for a zombie", async () => {
    const wire = newWire();
    const id = await ready(wire);
    await fault(wire, "terminate$", { kind: "zombie" });
    await act(wire, id, "terminate");
    await pass(MINUTE_MS);
    const before = BigInt((await readBill(wire)).totalMicros);
    await pass(HOUR_MS);
    expect(BigInt((await readBill(wire)).totalMicros) - before).toBe(600_000n);
    expect(await read(wire, id)).toMatchObject({ status: "Inactive" });
  });

  test("is paid from money put in before; when that is gone, so are the machines", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { balanceUsd: 1 });
    const id = await ready(wire);
    const { body } = await post(wire, "/account/info");
    expect(
      z.object({ data: z.object({ balance: z.number() }) }).parse(body).data.balance,
    ).toBeLessThan(1);
    await pass(2 * HOUR_MS);
    expect(await read(wire, id)).toMatchObject({ status: "Inactive" });
  });
});

describe("a key of CloudRift", () => {
  test("is read from its own header, and may be one that only looks", async () => {
    const key = freshKey("cloudrift");
    const url = `${sandbox.url}/cloudrift/api/v1/auth/me`;
    expect((await request(url, "POST", { version: VERSION })).text).toBe("Not authorized");
    expect((await post(newWire(key), "/auth/me")).status).toBe(200);
    const reader = newWire("sandbox-cloudrift-readonly");
    const selector = { ById: ["x"] };
    expect((await post(reader, "/instances/list", { selector })).status).toBe(200);
    expect((await post(reader, "/instances/rent", wish())).status).toBe(403);
    const asked = { selector, mask: { with_credentials: true } };
    expect((await post(reader, "/instances/list", asked)).status).toBe(403);
  });

  test("opens nothing of another account", async () => {
    const [mine, theirs] = [newWire(), newWire()];
    const id = await ready(mine);
    expect(await read(theirs, id)).toBeUndefined();
    expect((await act(theirs, id, "terminate")).body).toMatchObject({ data: { terminated: [] } });
    expect((await read(mine, id))?.status).toBe("Active");
  });
});
