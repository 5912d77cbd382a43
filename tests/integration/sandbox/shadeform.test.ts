import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { baseOf, freshKey, moveClock, readBill, request, type Wire, wireTo } from "./wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const withId = z.object({ id: z.string() });
const instances = z.object({ instances: z.array(z.looseObject({ id: z.string() })) });
const a10 = {
  cloud: "lambdalabs",
  region: "us-west-1",
  shade_instance_type: "A10",
  shade_cloud: true,
  name: "ch-one",
};
const v100 = {
  ...a10,
  cloud: "datacrunch",
  region: "helsinki-finland-1",
  shade_instance_type: "V100",
};
const a6000 = { ...a10, cloud: "hyperstack", region: "canada-1", shade_instance_type: "A6000" };

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (key = freshKey("shadeform")) => wireTo(sandbox.url, "shadeform", key);
const pass = (ms: number) => moveClock(sandbox.url, ms);
const create = async (wire: Wire, body: object = a10) =>
  withId.parse((await wire.call("POST", "/instances/create", body)).body).id;
const info = async (wire: Wire, id: string) =>
  (await wire.call("GET", `/instances/${id}/info`)).body;
const act = (wire: Wire, id: string, verb: string) => wire.call("POST", `/instances/${id}/${verb}`);
const list = async (wire: Wire) =>
  instances.parse((await wire.call("GET", "/instances")).body).instances;
const fault = (wire: Wire, kind: object, path: string) =>
  wire.control("POST", "faults", { fault: kind, match: { method: "POST", path } });
const standing = async (wire: Wire, id: string) =>
  (await wire.control("GET", `machines/${id}/condition`)).body;

describe("an instance", () => {
  test("comes to be in steps, has no address before it is active, and ends in two", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { bootMs: 4 * MINUTE_MS });
    const id = await create(wire);
    expect(await info(wire, id)).toMatchObject({
      status: "creating",
      ip: "",
      cost_estimate: "0.00",
    });
    await pass(MINUTE_MS);
    expect(await info(wire, id)).toMatchObject({ status: "pending_provider" });
    await pass(MINUTE_MS);
    expect(await info(wire, id)).toMatchObject({ status: "pending", ip: "" });
    await pass(2 * MINUTE_MS);
    expect(await info(wire, id)).toMatchObject({
      status: "active",
      status_details: "active",
      ip: expect.stringMatching(/^198\.1[89]\./),
      hourly_price: 129,
      boot_time: { min_boot_in_sec: 180 },
    });
    const ended = await act(wire, id, "delete");
    expect([ended.status, ended.text]).toEqual([200, ""]);
    expect(await list(wire)).toMatchObject([{ id, status: "deleting" }]);
    expect((await act(wire, id, "delete")).status).toBe(200);
    await pass(MINUTE_MS);
    expect(await list(wire)).toEqual([]);
    expect((await wire.call("GET", `/instances/${id}/info`)).status).toBe(404);
    expect((await act(wire, id, "delete")).body).toEqual({ message: "Instance not found" });
  });

  test("was made although the answer got lost, and comes late to the list", async () => {
    const wire = newWire();
    await fault(wire, { kind: "answer-lost" }, "/create$");
    await expect(wire.call("POST", "/instances/create", a10)).rejects.toThrow();
    expect(await list(wire)).toMatchObject([{ name: "ch-one" }]);
    await fault(wire, { kind: "list-lag", ms: MINUTE_MS }, "/create$");
    const late = await create(newWire(wire.key), { ...v100, name: "ch-two" });
    expect(await list(wire)).toHaveLength(1);
    expect(await info(wire, late)).toMatchObject({ name: "ch-two" });
    await pass(MINUTE_MS);
    expect(await list(wire)).toHaveLength(2);
  });

  test("that is still being made ends at once, later or not yet: as its cloud has it", async () => {
    const wire = newWire();
    const [now, later, not] = [
      await create(wire),
      await create(wire, a6000),
      await create(wire, v100),
    ];
    expect((await act(wire, now, "delete")).status).toBe(200);
    expect((await act(wire, later, "delete")).status).toBe(200);
    const refused = await act(wire, not, "delete");
    expect([refused.status, refused.body]).toEqual([
      409,
      { message: "The instance cannot be deleted until it is active" },
    ]);
    expect(await info(wire, now)).toMatchObject({ status: "deleting" });
    expect(await info(wire, later)).toMatchObject({ status: "creating" });
    await pass(2 * MINUTE_MS);
    expect(await list(wire)).toMatchObject([{ id: not, status: "active" }]);
  });

  test("stays active through a restart, out of reach for a while or for good", async () => {
    const wire = newWire();
    const id = await create(wire);
    expect((await act(wire, id, "restart")).status).toBe(400);
    await pass(MINUTE_MS);
    expect(await standing(wire, id)).toMatchObject({ standing: { isUp: true } });
    expect((await act(wire, id, "restart")).status).toBe(200);
    expect(await info(wire, id)).toMatchObject({ status: "active" });
    expect(await standing(wire, id)).toMatchObject({ standing: { isUp: false } });
    await pass(MINUTE_MS);
    expect(await standing(wire, id)).toMatchObject({ standing: { isUp: true } });
    await fault(wire, { kind: "boot-stuck" }, "/restart$");
    expect((await act(wire, id, "restart")).status).toBe(200);
    await pass(HOUR_MS);
    expect(await info(wire, id)).toMatchObject({ status: "active" });
    expect(await standing(wire, id)).toMatchObject({ standing: { isUp: false } });
  });

  test("is active while its Docker image is still being loaded", async () => {
    const wire = newWire();
    const launch_configuration = {
      type: "docker",
      docker_configuration: { image: "vllm/vllm-openai:latest" },
    };
    const id = await create(wire, { ...a10, launch_configuration });
    await wire.control("POST", "settings", { bootMs: MINUTE_MS });
    await pass(41_000);
    expect(await info(wire, id)).toMatchObject({ status: "active", status_details: "downloading" });
    await pass(2 * MINUTE_MS);
    expect(await info(wire, id)).toMatchObject({ status: "active", status_details: "active" });
  });

  test("stands at the address of one that has ended, as another machine", async () => {
    const wire = newWire();
    const old = await create(wire);
    await pass(MINUTE_MS);
    const at = z.object({ ip: z.string() });
    const { ip } = at.parse(await info(wire, old));
    await act(wire, old, "delete");
    await pass(MINUTE_MS);
    const [first, second] = [await create(wire), await create(wire, v100)];
    await pass(MINUTE_MS);
    expect(at.parse(await info(wire, first)).ip).toBe(ip);
    expect(at.parse(await info(wire, second)).ip).not.toBe(ip);
  });

  test("can be lost, fail, or never start", async () => {
    const wire = newWire();
    const [gone, failed] = [await create(wire, a6000), await create(wire, v100)];
    await fault(wire, { kind: "boot-stuck" }, "/create$");
    const stuck = await create(wire);
    await pass(2 * MINUTE_MS);
    await wire.control("POST", `machines/${gone}/kill`, {});
    await wire.control("POST", `machines/${failed}/kill`, { how: "error" });
    expect((await wire.call("GET", `/instances/${gone}/info`)).status).toBe(404);
    expect(await info(wire, failed)).toMatchObject({
      status: "error",
      status_details: expect.any(String),
    });
    expect(await info(wire, stuck)).toMatchObject({ status: "pending" });
    expect((await act(wire, stuck, "delete")).status).toBe(200);
  });

  test("takes another name and tags", async () => {
    const wire = newWire();
    const id = await create(wire);
    const body = { name: "renamed", tags: ["a"] };
    expect((await wire.call("POST", `/instances/${id}/update`, body)).text).toBe("");
    expect(await list(wire)).toMatchObject([body]);
  });
});

describe("a create", () => {
  const refused = async (wire: Wire, body: object) => {
    const answer = await wire.call("POST", "/instances/create", body);
    return [answer.status, z.object({ message: z.string() }).parse(answer.body).message];
  };

  test("wants a system that the very offer lists", async () => {
    const wire = newWire();
    const os = "ubuntu22.04_cuda12.2_shade_os";
    expect(await refused(wire, { ...v100, os })).toEqual([
      400,
      "Invalid os for this instance type",
    ]);
    await create(wire, { ...a10, os });
  });

  test.each([
    [{ shade_instance_type: "H900" }, "Invalid shade_instance_type for this cloud"],
    [{ region: "mars-1" }, "Invalid region for this cloud"],
    [{ ssh_key_id: "unknown" }, "Invalid ssh_key_id"],
    [{ shade_cloud: false }, "No cloud account is linked"],
    [{ name: undefined }, "Invalid name"],
    [{ region: "us-east-1" }, "The instance type is currently not available in this region"],
  ])("with %o is refused", async (changes, message) => {
    expect(await refused(newWire(), { ...a10, ...changes })).toEqual([400, message]);
  });

  test("needs room in the workspace and money in the wallet", async () => {
    expect(await refused(newWire("sandbox-shadeform-full"), a10)).toEqual([
      403,
      "The workspace has the maximum number of instances",
    ]);
    expect(await refused(newWire("sandbox-shadeform-poor"), a10)).toEqual([
      403,
      "Insufficient funds in the wallet",
    ]);
    const wire = newWire();
    await wire.control("POST", "stock", { id: "lambdalabs/A10", region: "us-west-1", count: 1 });
    await create(wire);
    expect((await refused(wire, a10))[1]).toContain("not available");
  });
});

describe("the bill", () => {
  test("begins with active, counts started minutes in cents an hour, and ends with deleting", async () => {
    const wire = newWire();
    const id = await create(wire);
    await pass(39_000);
    expect((await readBill(wire)).totalMicros).toBe("0");
    await pass(HOUR_MS);
    await act(wire, id, "delete");
    await pass(HOUR_MS);
    expect((await readBill(wire)).totalMicros).toBe("1290000");
  });

  test("goes on for a zombie, and is nothing for what was never made", async () => {
    const wire = newWire();
    const never = await create(wire, a6000);
    await act(wire, never, "delete");
    const id = await create(wire);
    await pass(2 * MINUTE_MS);
    await fault(wire, { kind: "zombie" }, "/delete$");
    await act(wire, id, "delete");
    await pass(MINUTE_MS);
    expect(await list(wire)).toEqual([]);
    const before = BigInt((await readBill(wire)).totalMicros);
    await pass(HOUR_MS);
    expect(BigInt((await readBill(wire)).totalMicros) - before).toBe(1_290_000n);
  });
});

describe("keys", () => {
  test("of the API follow a header of their own", async () => {
    const key = freshKey("shadeform");
    const url = `${sandbox.url}${baseOf("shadeform")}/instances`;
    expect((await fetch(url, { headers: { "X-API-KEY": key } })).status).toBe(200);
    const bearer = await fetch(url, { headers: { Authorization: `Bearer ${key}` } });
    expect([bearer.status, await bearer.json()]).toEqual([401, { message: "Invalid API key" }]);
    expect((await request(url, "GET", undefined, "wrong")).status).toBe(401);
  });

  test("of SSH are added, chosen and taken away; the managed one stays", async () => {
    const wire = newWire();
    const added = { name: "laptop", public_key: "ssh-ed25519 AAAA me" };
    const keys = z.object({ ssh_keys: z.array(z.looseObject({ id: z.string() })) });
    const all = async () => keys.parse((await wire.call("GET", "/sshkeys")).body).ssh_keys;
    const [managed] = await all();
    expect(managed).toMatchObject({ is_default: true });
    const { id } = withId.parse((await wire.call("POST", "/sshkeys/add", added)).body);
    expect((await wire.call("POST", "/sshkeys/add", added)).status).toBe(409);
    expect((await wire.call("POST", "/sshkeys/add", { ...added, public_key: "x" })).status).toBe(
      400,
    );
    expect((await wire.call("GET", `/sshkeys/${id}/info`)).body).toMatchObject(added);
    const machine = await create(wire, { ...a10, ssh_key_id: id });
    expect(await info(wire, machine)).toMatchObject({ ssh_key_id: id });
    expect((await wire.call("POST", `/sshkeys/${id}/delete`)).status).toBe(400);
    await act(wire, machine, "delete");
    await pass(MINUTE_MS);
    await wire.call("POST", `/sshkeys/${id}/setdefault`);
    expect((await wire.call("POST", `/sshkeys/${id}/delete`)).status).toBe(400);
    await wire.call("POST", `/sshkeys/${managed?.id}/setdefault`);
    expect((await wire.call("POST", `/sshkeys/${managed?.id}/delete`)).status).toBe(400);
    expect((await wire.call("POST", `/sshkeys/${id}/delete`)).status).toBe(200);
    expect(await all()).toHaveLength(1);
  });
});
