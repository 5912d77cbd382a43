import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { baseOf, freshKey, moveClock, readBill, request, type Wire, wireTo } from "./wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const chubbuck = "5a0d0000-0000-4000-8000-000000000001";
const wilmington = "5a0d0000-0000-4000-8000-000000000002";
const joplin = "5a0d0000-0000-4000-8000-000000000004";
const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest";

const made = z.object({ data: z.object({ id: z.string(), status: z.string() }) });
const seen = z.looseObject({ id: z.string(), status: z.string() });
const one = z.object({ data: seen });
const many = z.object({ data: z.object({ instances: z.array(seen) }) });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (as = freshKey("tensordock")) => wireTo(sandbox.url, "tensordock", as);

function bodyOf(changes: object = {}, resources: object = {}) {
  const attributes = {
    name: "ch-one",
    type: "virtualmachine",
    image: "ubuntu2404_ml_everything",
    resources: {
      vcpu_count: 8,
      ram_gb: 32,
      storage_gb: 100,
      gpus: { "geforcertx4090-pcie-24gb": { count: 1 } },
      ...resources,
    },
    location_id: chubbuck,
    useDedicatedIp: true,
    ssh_key: key,
    ...changes,
  };
  return { data: { type: "virtualmachine", attributes } };
}

const create = (wire: Wire, changes?: object, resources?: object) =>
  wire.call("POST", "/instances", bodyOf(changes, resources));

async function idOf(wire: Wire, changes?: object, resources?: object): Promise<string> {
  return made.parse((await create(wire, changes, resources)).body).data.id;
}

const read = async (wire: Wire, id: string) =>
  one.parse((await wire.call("GET", `/instances/${id}`)).body).data;
const list = async (wire: Wire) =>
  many.parse((await wire.call("GET", "/instances")).body).data.instances;
const act = (wire: Wire, id: string, verb: string) => wire.call("POST", `/instances/${id}/${verb}`);
const end = (wire: Wire, id: string) => wire.call("DELETE", `/instances/${id}`);
const fault = (wire: Wire, kind: object, method = "POST") =>
  wire.control("POST", "faults", { fault: kind, match: { method } });

describe("an instance", () => {
  test("is made under the name it is given, without an address, and boots by steps", async () => {
    const wire = newWire();
    const answer = await create(wire);
    expect(answer.status).toBe(201);
    const { id, status } = made.parse(answer.body).data;
    expect(id).toMatch(uuid);
    expect(status).toBe("queued");
    expect(answer.text).not.toContain("ipAddress");
    expect(await read(wire, id)).not.toHaveProperty("ipAddress");
    await moveClock(sandbox.url, 30_000);
    expect(await read(wire, id)).toMatchObject({ name: "ch-one", status: "creating" });
    await moveClock(sandbox.url, MINUTE_MS);
    const running = await read(wire, id);
    expect(running).toMatchObject({
      status: "running",
      ipAddress: expect.any(String),
      portForwards: [],
      rateHourly: 0.443,
      location_id: chubbuck,
      resources: {
        vcpu_count: 8,
        ram_gb: 32,
        storage_gb: 100,
        gpus: {
          "geforcertx4090-pcie-24gb": { count: 1, v0Name: "geforcertx4090-pcie-24gb" },
        },
      },
    });
    expect(await list(wire)).toEqual([running]);
  });

  test("stops and starts by steps, and is refused under status 200 in between", async () => {
    const wire = newWire();
    const id = await idOf(wire);
    const refused = await act(wire, id, "stop");
    expect([refused.status, refused.body]).toEqual([
      200,
      { error: "The instance must be running to be stopped", status: 400 },
    ]);
    await moveClock(sandbox.url, 5 * MINUTE_MS);
    expect((await act(wire, id, "stop")).body).toMatchObject({
      data: { attributes: { status: "stopping" } },
    });
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await read(wire, id)).status).toBe("stopped");
    expect((await act(wire, id, "start")).body).toMatchObject({
      data: { attributes: { status: "starting" } },
    });
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await read(wire, id)).status).toBe("running");
    expect((await act(wire, id, "start")).body).toMatchObject({ status: 400 });
  });

  test("that is deleted is on its way for a moment, and then not found in two ways", async () => {
    const wire = newWire();
    const id = await idOf(wire);
    expect((await end(wire, id)).body).toMatchObject({ data: { type: "success" } });
    expect((await read(wire, id)).status).toBe("deleting");
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await list(wire)).toEqual([]);
    const again = await end(wire, id);
    expect([again.status, again.body]).toEqual([200, { error: "Instance not found", status: 404 }]);
    const gone = await wire.call("GET", `/instances/${id}`);
    expect([gone.status, gone.body]).toEqual([404, { error: "Instance not found", status: 404 }]);
  });

  test("was made although the answer got lost, comes late to the list, and twice if asked twice", async () => {
    const wire = newWire();
    await fault(wire, { kind: "answer-lost" });
    await expect(create(wire)).rejects.toThrow();
    expect(await list(wire)).toMatchObject([{ name: "ch-one" }]);
    await fault(wire, { kind: "list-lag", ms: MINUTE_MS });
    const late = await idOf(wire);
    expect(await list(wire)).toHaveLength(1);
    expect((await read(wire, late)).status).toBe("queued");
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await list(wire)).map(({ name }) => name)).toEqual(["ch-one", "ch-one"]);
  });

  test("can be lost, fail, be stopped from outside, never start, or lose its card", async () => {
    const wire = newWire();
    const ids = [await idOf(wire), await idOf(wire), await idOf(wire)];
    await fault(wire, { kind: "boot-stuck" });
    const stuck = await idOf(wire);
    await fault(wire, { kind: "boot-fails" });
    const small = { gpus: { "geforcertx3090-pcie-24gb": { count: 1 } } };
    const failed = await idOf(wire, {}, small);
    await moveClock(sandbox.url, 5 * MINUTE_MS);
    const [gone = "", error = "", off = ""] = ids;
    await wire.control("POST", `machines/${gone}/kill`, {});
    await wire.control("POST", `machines/${error}/kill`, { how: "error" });
    await wire.control("POST", `machines/${off}/kill`, { how: "exited" });
    const states = new Map((await list(wire)).map(({ id, status }) => [id, status]));
    expect(states.get(gone)).toBeUndefined();
    expect([error, off, stuck, failed].map((id) => states.get(id))).toEqual([
      "error",
      "stopped",
      "creating",
      "error",
    ]);
  });
});

describe("a create", () => {
  test("is told what is wrong field by field, in an array", async () => {
    const wire = newWire();
    const answer = await create(wire, { name: undefined }, { storage_gb: 10 });
    expect(answer.status).toBe(400);
    const issues = z
      .array(z.object({ code: z.string(), message: z.string(), path: z.array(z.string()) }))
      .parse(answer.body);
    expect(issues.map(({ path }) => path.at(-1)).sort()).toEqual(["name", "storage_gb"]);
    const file = { path: "/root/a", encoding: "b64", content: "aGk=" };
    const encoded = await create(wire, { cloud_init: { write_files: [file] } });
    expect([encoded.status, encoded.text]).toEqual([400, expect.stringContaining("encoding")]);
  });

  test.each([
    [{ useDedicatedIp: false }, "SSH port (22) must be forwarded for Ubuntu VMs"],
    [{ ssh_key: undefined }, "An SSH key is required for Linux VMs"],
    [{ image: "windows95" }, "Invalid image"],
    [{ location_id: "nowhere" }, "Location not found"],
    [{ location_id: wilmington }, "No available nodes found"],
  ])("with %o is refused under status 200: %s", async (changes, error) => {
    const wire = newWire();
    const answer = await create(wire, changes);
    expect([answer.status, answer.body]).toEqual([
      200,
      { error, status: error.startsWith("Location") ? 404 : 400 },
    ]);
    expect(await list(wire)).toEqual([]);
  });

  test("wants a dollar on the account", async () => {
    const error = "You need at least $1 of balance to deploy an instance";
    const poor = newWire("sandbox-tensordock-poor");
    expect((await create(poor)).body).toMatchObject({ error });
    const wire = newWire();
    await wire.control("POST", "settings", { balanceUsd: 1.5 });
    const id = await idOf(wire);
    await moveClock(sandbox.url, 2 * HOUR_MS);
    expect((await create(wire)).body).toMatchObject({ error });
    expect((await read(wire, id)).status).toBe("running");
  });

  test("finds nothing where the list of places still shows cards", async () => {
    const wire = newWire();
    const last = { gpus: { "geforcertx3090-pcie-24gb": { count: 1 } } };
    await idOf(wire, {}, last);
    const places = await wire.call("GET", "/locations");
    const shown = /"v0Name":"geforcertx3090-pcie-24gb"[^}]*?"max_count":(\d+)/.exec(places.text);
    expect(shown?.[1]).toBe("1");
    expect((await create(wire, {}, last)).body).toEqual({
      error: "No available nodes found",
      status: 400,
    });
  });

  test("gets other ports than it asked for in one place, none in another", async () => {
    const wire = newWire();
    const port_forwards = [{ internal_port: 22, external_port: 22_022 }];
    const small = { gpus: { "rtxa4000-pcie-16gb": { count: 1 } } };
    const forwards = { useDedicatedIp: false, port_forwards };
    const moved = await idOf(wire, { ...forwards, location_id: joplin }, small);
    const a100 = { gpus: { "rtxa100-pcie-80gb": { count: 1 } } };
    const ignored = await idOf(wire, { ...forwards, location_id: wilmington }, a100);
    const kept = await idOf(wire, forwards);
    const portsOf = async (id: string) => (await read(wire, id)).portForwards;
    expect(await portsOf(moved)).toEqual([{ internal_port: 22, external_port: 24_157 }]);
    expect(await portsOf(ignored)).toEqual([]);
    expect(await portsOf(kept)).toEqual(port_forwards);
  });

  test("loses its key in one place, where only those of cloud-init come in", async () => {
    const wire = newWire();
    const small = { gpus: { "rtxa4000-pcie-16gb": { count: 1 } } };
    const forwards = { port_forwards: [{ internal_port: 22, external_port: 22_022 }] };
    const there = { ...forwards, useDedicatedIp: false, location_id: joplin };
    await idOf(wire, there, small);
    const other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOther";
    const cloud_init = { runcmd: [`echo '${other}' >> /home/user/.ssh/authorized_keys`] };
    await idOf(wire, { ...there, cloud_init }, small);
    await idOf(wire);
    const machines = z
      .array(z.object({ authorizedKeys: z.array(z.string()) }))
      .parse((await wire.control("GET", "machines")).body);
    expect(machines.map(({ authorizedKeys }) => authorizedKeys)).toEqual([[], [other], [key]]);
  });
});

describe("the bill", () => {
  test("runs from the create on, stopped too, and is that of a disk without its card", async () => {
    const wire = newWire();
    const id = await idOf(wire);
    await moveClock(sandbox.url, HOUR_MS);
    await act(wire, id, "stop");
    await moveClock(sandbox.url, HOUR_MS);
    const full = BigInt((await readBill(wire)).totalMicros);
    expect(full).toBeGreaterThanOrEqual(886_000n);
    expect(full).toBeLessThan(887_000n);
    await wire.control("POST", `machines/${id}/kill`, { how: "released" });
    expect(await read(wire, id)).toMatchObject({
      status: "stopped_disassociated",
      rateHourly: 0.005,
    });
    const before = BigInt((await readBill(wire)).totalMicros);
    await moveClock(sandbox.url, HOUR_MS);
    const disk = BigInt((await readBill(wire)).totalMicros) - before;
    expect(disk).toBeGreaterThanOrEqual(4_998n);
    expect(disk).toBeLessThanOrEqual(5_002n);
  });

  test("goes on for a zombie", async () => {
    const wire = newWire();
    const id = await idOf(wire);
    await fault(wire, { kind: "zombie" }, "DELETE");
    await end(wire, id);
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await list(wire)).toEqual([]);
    const before = BigInt((await readBill(wire)).totalMicros);
    await moveClock(sandbox.url, HOUR_MS);
    expect(BigInt((await readBill(wire)).totalMicros) - before).toBe(443_000n);
  });
});

describe("a key", () => {
  test("that is wrong opens nothing, and sees an empty list of places", async () => {
    const url = `${sandbox.url}${baseOf("tensordock")}`;
    expect((await request(`${url}/instances`, "GET", undefined, "wrong")).status).toBe(401);
    const places = await request(`${url}/locations`, "GET", undefined, "wrong");
    expect(places.body).toEqual({ data: { locations: [] } });
    const reader = newWire("sandbox-tensordock-readonly");
    expect((await reader.call("GET", "/instances")).status).toBe(200);
    expect((await create(reader)).status).toBe(403);
  });

  test("of another account sees none of the machines", async () => {
    const id = await idOf(newWire());
    const other = newWire();
    expect((await other.call("GET", `/instances/${id}`)).status).toBe(404);
    expect(await list(other)).toEqual([]);
  });

  test("makes a hundred calls a minute and no more, where limits are kept", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { rateLimit: true });
    await moveClock(sandbox.url, MINUTE_MS);
    const statuses: number[] = [];
    for (let made = 0; made < 101; made += 1) {
      statuses.push((await wire.call("GET", "/instances")).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.at(-1)).toBe(429);
  });
});
