import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, type Wire, wireTo } from "./wire";

const body = {
  region_name: "us-west-1",
  instance_type_name: "gpu_1x_a10",
  ssh_key_names: ["laptop"],
  name: "ch-one",
};
const launched = z.object({ data: z.object({ instance_ids: z.array(z.string()).length(1) }) });
const instance = z.object({
  id: z.string(),
  status: z.string(),
  ip: z.string().optional(),
  actions: z.object({ restart: z.object({ available: z.boolean() }) }),
});
const instances = z.object({ data: z.array(instance) });
const errorCode = z.object({ error: z.object({ code: z.string() }) });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

async function newWire(): Promise<Wire> {
  const wire = wireTo(sandbox.url, "lambda", freshKey("lambda"));
  await wire.call("POST", "/ssh-keys", { name: "laptop", public_key: "ssh-ed25519 AAAA me" });
  return wire;
}

async function launch(wire: Wire): Promise<string> {
  const answer = await wire.call("POST", "/instance-operations/launch", body);
  return launched.parse(answer.body).data.instance_ids[0] ?? "";
}

async function refused(wire: Wire, change: Record<string, unknown>) {
  const answer = await wire.call("POST", "/instance-operations/launch", { ...body, ...change });
  return [answer.status, errorCode.parse(answer.body).error.code];
}

async function list(wire: Wire) {
  return instances.parse((await wire.call("GET", "/instances")).body).data;
}

describe("an instance's life", () => {
  test("it boots without an address, is active, restarts and ends for good", async () => {
    const wire = await newWire();
    const id = await launch(wire);
    expect(await list(wire)).toMatchObject([{ id, status: "booting" }]);
    expect((await list(wire))[0]?.ip).toBeUndefined();
    await moveClock(sandbox.url, 60_000);
    const [active] = await list(wire);
    expect(active).toMatchObject({ status: "active", actions: { restart: { available: true } } });
    expect(active?.ip).toMatch(/^198\.18\./);

    const operate = (verb: string) =>
      wire.call("POST", `/instance-operations/${verb}`, { instance_ids: [id] });
    expect((await operate("restart")).status).toBe(200);
    expect(await list(wire)).toMatchObject([{ status: "booting" }]);
    expect((await operate("restart")).status).toBe(409);
    await moveClock(sandbox.url, 60_000);
    expect((await operate("terminate")).status).toBe(200);
    expect(await list(wire)).toMatchObject([{ status: "terminating" }]);
    await moveClock(sandbox.url, 60_000);
    expect(await list(wire)).toEqual([]);
    expect((await wire.call("GET", `/instances/${id}`)).status).toBe(404);
    expect((await operate("terminate")).status).toBe(404);
  });

  test("it can be lost in three ways", async () => {
    const wire = await newWire();
    const ids = [await launch(wire), await launch(wire), await launch(wire)];
    const [gone = "", sick = "", taken = ""] = ids;
    await moveClock(sandbox.url, 60_000);
    await wire.control("POST", `machines/${gone}/kill`, {});
    await wire.control("POST", `machines/${sick}/kill`, { how: "unhealthy" });
    await wire.control("POST", `machines/${taken}/kill`, { how: "preempted" });
    expect(await list(wire)).toMatchObject([
      { id: sick, status: "unhealthy" },
      { id: taken, status: "preempted" },
    ]);
    await moveClock(sandbox.url, 120_000);
    expect(await list(wire)).toMatchObject([{ id: sick }]);
  });
});

describe("a file system", () => {
  const made = z.object({ data: z.object({ id: z.string(), is_in_use: z.boolean() }) });
  const create = (wire: Wire, change: Record<string, unknown> = {}) =>
    wire.call("POST", "/filesystems", { name: "models", region: "us-west-1", ...change });
  const codeOf = async (answer: ReturnType<Wire["call"]>) => {
    const { status, body: refusal } = await answer;
    return [status, errorCode.parse(refusal).error.code];
  };

  test("is refused under a wrong or taken name, and in no region", async () => {
    const wire = await newWire();
    expect((await create(wire)).status).toBe(200);
    expect(await codeOf(create(wire))).toEqual([400, "global/duplicate"]);
    expect(await codeOf(create(wire, { name: "1st" }))).toEqual([400, "global/invalid-parameters"]);
    expect(await codeOf(create(wire, { name: "b", region: "moon" }))).toEqual([
      400,
      "global/invalid-parameters",
    ]);
    expect(await codeOf(wire.call("DELETE", "/filesystems/none"))).toEqual([
      404,
      "global/object-does-not-exist",
    ]);
  });

  test("is mounted by name or id in its own region, and kept while it is", async () => {
    const wire = await newWire();
    const { id } = made.parse((await create(wire)).body).data;
    expect(await refused(wire, { file_system_names: ["other"] })).toEqual([
      404,
      "global/object-does-not-exist",
    ]);
    const mounts = (mount_point: string) => ({
      file_system_mounts: [{ mount_point, file_system_id: id }],
    });
    expect(await refused(wire, mounts("/etc"))).toEqual([400, "global/invalid-parameters"]);
    expect(await refused(wire, { ...mounts("/data"), region_name: "us-south-1" })).toEqual([
      400,
      "instance-operations/launch/file-system-in-wrong-region",
    ]);
    const both = { ...body, ...mounts("/data"), file_system_names: ["models"] };
    await wire.call("POST", "/instance-operations/launch", both);
    expect((await wire.call("GET", "/instances")).body).toMatchObject({
      data: [
        {
          file_system_names: ["models"],
          file_system_mounts: [{ mount_point: "/data", file_system_id: id }],
        },
      ],
    });
    expect(await codeOf(wire.call("DELETE", `/filesystems/${id}`))).toEqual([
      400,
      "filesystems/filesystem-in-use",
    ]);
  });

  test("was made when a provider with a wrong clock says so", async () => {
    const wire = await newWire();
    await wire.control("POST", "settings", { clockSkewMs: -86_400_000 });
    const { data } = z
      .object({ data: z.object({ created: z.string() }) })
      .parse((await create(wire)).body);
    const { now } = z
      .object({ now: z.string() })
      .parse(await (await fetch(`${sandbox.url}/control/clock`)).json());
    const behindMs = Date.parse(now) - Date.parse(data.created);
    expect(Math.abs(behindMs - 86_400_000)).toBeLessThan(60_000);
  });
});

describe("refusals", () => {
  test("each carries its code", async () => {
    const wire = await newWire();
    expect(await refused(wire, { ssh_key_names: [] })).toEqual([400, "global/invalid-parameters"]);
    expect(await refused(wire, { ssh_key_names: ["other"] })).toEqual([
      404,
      "global/object-does-not-exist",
    ]);
    expect(await refused(wire, { name: "x".repeat(65) })).toEqual([
      400,
      "global/invalid-parameters",
    ]);
    expect(await refused(wire, { region_name: "us-east-1" })).toEqual([
      400,
      "instance-operations/launch/insufficient-capacity",
    ]);
    await wire.control("POST", "settings", { quota: 0 });
    expect(await refused(wire, {})).toEqual([400, "global/quota-exceeded"]);
  });

  test("a wrong key, and the key as basic authentication", async () => {
    const get = async (authorization: string) =>
      (await fetch(`${sandbox.url}/lambda/api/v1/instances`, { headers: { authorization } }))
        .status;
    expect(await get("Bearer nonsense")).toBe(401);
    expect(await get(`Basic ${btoa("sandbox-lambda-key:")}`)).toBe(200);
    expect(await get("Basic sandbox-lambda-key")).toBe(200);
  });

  test("a key name is taken once; a made key shows its private half", async () => {
    const wire = await newWire();
    expect((await wire.call("POST", "/ssh-keys", { name: "laptop" })).status).toBe(400);
    const made = await wire.call("POST", "/ssh-keys", { name: "made" });
    expect(made.text).toContain("PRIVATE KEY");
    expect((await wire.call("GET", "/ssh-keys")).text).not.toContain("PRIVATE KEY");
  });
});

describe("the bill", () => {
  test("booting is free, then whole minutes until terminate", async () => {
    const wire = await newWire();
    const id = await launch(wire);
    expect((await readBill(wire)).totalMicros).toBe("0");
    await moveClock(sandbox.url, 20_000 + 90_000);
    await wire.call("POST", "/instance-operations/terminate", { instance_ids: [id] });
    await moveClock(sandbox.url, 3_600_000);
    // 129 cents an hour; two started minutes.
    expect((await readBill(wire)).totalMicros).toBe("43000");
  });
});

describe("the price lists that need no key", () => {
  test("Vultr pages its plans and moves a price", async () => {
    const wire = wireTo(sandbox.url, "vultr", "none");
    const first = z
      .object({
        plans: z.array(z.unknown()).length(4),
        meta: z.object({ links: z.object({ next: z.string() }) }),
      })
      .parse((await wire.call("GET", "/plans?type=all&per_page=4")).body);
    const second = await wire.call("GET", `/plans?per_page=4&cursor=${first.meta.links.next}`);
    expect(second.status).toBe(200);
    expect(second.text).not.toEqual(JSON.stringify(first));
    expect((await wire.call("GET", "/plans?cursor=zzz")).status).toBe(400);
    expect((await wire.call("GET", "/account")).status).toBe(401);
    const elsewhere = wireTo(sandbox.url, "vultr", "sandbox-vultr-elsewhere");
    expect((await elsewhere.call("GET", "/account")).status).toBe(401);
  });

  test("CloudRift answers in its envelope and refuses a broken one", async () => {
    const wire = wireTo(sandbox.url, "cloudrift", "none");
    const ask = (data: unknown, version = "2025-05-29") =>
      wire.call("POST", "/instance-types/list", { version, data });
    const selector = { ByServiceAndLocation: { services: ["vm"] } };
    expect((await ask({ selector })).body).toMatchObject({ version: "2025-05-29" });
    expect((await ask({ selector }, "latest")).status).toBe(400);
    expect((await wire.call("POST", "/auth/me", { version: "2025-05-29" })).status).toBe(401);
    const known = wireTo(sandbox.url, "cloudrift", "sandbox-cloudrift-key");
    expect((await known.call("POST", "/auth/me", { version: "2025-05-29" })).status).toBe(200);
  });
});
