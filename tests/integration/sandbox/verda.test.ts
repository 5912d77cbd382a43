import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { baseOf, freshKey, moveClock, readBill, request, type Wire, wireTo } from "./wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const instances = z.array(
  z.object({
    id: z.string(),
    status: z.string(),
    created_at: z.string(),
    os_volume_id: z.string(),
    price_per_hour: z.number(),
  }),
);
const volumes = z.array(z.object({ id: z.string(), name: z.string(), status: z.string() }));

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const root = () => `${sandbox.url}${baseOf("verda")}`;

/** Calls with a token of the moment; control calls with the key itself. */
async function newWire(key = freshKey("verda")): Promise<Wire> {
  const control = wireTo(sandbox.url, "verda", key);
  const body = { grant_type: "client_credentials", client_id: key, client_secret: key };
  return {
    ...control,
    async call(method, path, sent) {
      const answer = await request(`${root()}/oauth2/token`, "POST", body);
      const { access_token: token } = z.object({ access_token: z.string() }).parse(answer.body);
      return request(`${root()}${path}`, method, sent, token);
    },
  };
}

async function bodyFor(wire: Wire, changes: object = {}) {
  const key = { name: `k-${Math.random()}`, key: "ssh-ed25519 AAAA me" };
  const { text } = await wire.call("POST", "/sshkeys", key);
  const image = "ubuntu-24.04-cuda-12.8-open-docker";
  const named = { hostname: "one", description: "one", ssh_key_ids: [text] };
  const where = { instance_type: "1H100.80S.30V", location_code: "FIN-01" };
  return { ...where, image, ...named, ...changes };
}

async function deploy(wire: Wire, changes: object = {}): Promise<string> {
  const answer = await wire.call("POST", "/instances", await bodyFor(wire, changes));
  expect(answer.status).toBe(202);
  return answer.text;
}

const list = async (wire: Wire) => instances.parse((await wire.call("GET", "/instances")).body);
const disks = async (wire: Wire, path = "/volumes") =>
  volumes.parse((await wire.call("GET", path)).body);
const act = (wire: Wire, id: string | string[], action: string, more: object = {}) =>
  wire.call("PUT", "/instances", { id, action, ...more });
const fault = (wire: Wire, kind: object, path = "^/instances$") =>
  wire.control("POST", "faults", { fault: kind, match: { path } });

describe("the token", () => {
  test("is asked for with both halves; the key alone opens nothing; it ends after an hour", async () => {
    const key = freshKey("verda");
    const ask = (id: string, secret: string) =>
      request(`${root()}/oauth2/token`, "POST", {
        grant_type: "client_credentials",
        client_id: id,
        client_secret: secret,
      });
    expect((await ask(key, "other")).status).toBe(401);
    expect((await request(`${root()}/balance`, "GET", undefined, key)).status).toBe(401);
    const { access_token: token } = z
      .object({ access_token: z.string() })
      .parse((await ask(key, key)).body);
    const read = async () => (await request(`${root()}/balance`, "GET", undefined, token)).status;
    expect(await read()).toBe(200);
    await moveClock(sandbox.url, HOUR_MS);
    expect(await read()).toBe(401);
  });
});

describe("a launch", () => {
  test("is answered with the id as plain text, and goes through its stations", async () => {
    const wire = await newWire();
    const id = await deploy(wire);
    expect(id).toMatch(uuid);
    const stations: (string | undefined)[] = [];
    for (let step = 0; step < 4; step += 1) {
      stations.push((await list(wire))[0]?.status);
      await moveClock(sandbox.url, 25_000);
    }
    expect(stations).toEqual(["ordered", "provisioning", "validating", "running"]);
  });

  test.each([
    ["an image the type does not run", { instance_type: "2A6000.20V" }, 400],
    ["a type nobody knows", { instance_type: "1K80.4V" }, 400],
    ["a place nobody knows", { location_code: "FIN-99" }, 400],
    ["a place where it is sold out", { location_code: "ICE-01" }, 400],
    ["an SSH key nobody knows", { ssh_key_ids: ["none"] }, 400],
    ["no SSH key", { ssh_key_ids: [] }, 400],
    ["no host name", { hostname: undefined }, 400],
    ["a volume nobody knows", { existing_volumes: ["none"] }, 400],
  ])("is refused for %s", async (_name, changes, status) => {
    const wire = await newWire();
    const answer = await wire.call("POST", "/instances", await bodyFor(wire, changes));
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code: "invalid_request", message: expect.any(String) });
    expect(await list(wire)).toEqual([]);
  });

  test("keeps its price when the market moves, and takes the last one free", async () => {
    const wire = await newWire();
    await wire.control("POST", "stock", { id: "1H100.80S.30V", region: "FIN-01", count: 1 });
    await deploy(wire);
    await wire.control("POST", "prices", { id: "1H100.80S.30V", usd: 9.99 });
    expect((await list(wire))[0]?.price_per_hour).toBe(3.25);
    const second = await wire.call("POST", "/instances", await bodyFor(wire));
    expect(second.text).toContain("Not enough resources");
  });

  test("may be applied although it failed, come late to the list, or never start", async () => {
    const wire = await newWire();
    await fault(wire, { kind: "list-lag", ms: 60_000 });
    await deploy(wire);
    expect(await list(wire)).toEqual([]);
    await moveClock(sandbox.url, 60_000);
    expect(await list(wire)).toHaveLength(1);
    const body = await bodyFor(wire);
    await fault(wire, { kind: "server-error", status: 502, applied: true });
    expect((await wire.call("POST", "/instances", body)).status).toBe(502);
    await fault(wire, { kind: "boot-fails" });
    await wire.call("POST", "/instances", body);
    await moveClock(sandbox.url, HOUR_MS);
    expect((await list(wire)).map(({ status }) => status)).toEqual(["running", "running", "error"]);
  });

  test("is dated by a clock that may be off", async () => {
    const wire = await newWire();
    await deploy(wire);
    const at = async () => Date.parse((await list(wire))[0]?.created_at ?? "");
    const right = await at();
    await wire.control("POST", "settings", { clockSkewMs: -HOUR_MS });
    expect(await at()).toBe(right - HOUR_MS);
  });

  test.each([[7], [null]])("is slowed down, told to wait %s seconds", async (retryAfterS) => {
    const wire = await newWire();
    await fault(wire, { kind: "rate-limited", retryAfterS });
    const answer = await wire.call("GET", "/instances");
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe(retryAfterS === null ? null : "7");
  });
});

describe("an action", () => {
  test("on many has a result for each, under 207 if one failed; on one it is refused", async () => {
    const wire = await newWire();
    const id = await deploy(wire);
    await moveClock(sandbox.url, HOUR_MS);
    const both = await act(wire, [id, "none"], "shutdown");
    expect(both.status).toBe(207);
    expect(both.body).toMatchObject([
      { instanceId: id, status: "success" },
      { instanceId: "none", error: "Invalid instance id", statusCode: 400 },
    ]);
    expect((await act(wire, "none", "delete")).status).toBe(400);
    expect((await act(wire, id, "restart")).status).toBe(400);
  });

  test.each(["hibernate", "start", "restore"])("%s needs another state", async (action) => {
    const wire = await newWire();
    const id = await deploy(wire);
    await moveClock(sandbox.url, HOUR_MS);
    expect((await act(wire, id, action)).text).toContain(`Can't ${action} a running instance`);
  });

  test("shutdown asked for twice stops no later", async () => {
    const wire = await newWire();
    const id = await deploy(wire);
    await moveClock(sandbox.url, HOUR_MS);
    await act(wire, id, "shutdown");
    await moveClock(sandbox.url, 6_000);
    expect((await act(wire, id, "shutdown")).status).toBe(202);
    await moveClock(sandbox.url, 6_000);
    expect((await list(wire))[0]?.status).toBe("offline");
  });

  test("delete waits for the making, takes the own disk or those named, and can leave a zombie", async () => {
    const wire = await newWire();
    const id = await deploy(wire);
    expect((await act(wire, id, "delete")).text).toContain("discontinue a provisioning instance");
    await moveClock(sandbox.url, HOUR_MS);
    await act(wire, id, "delete", { volume_ids: [] });
    expect(await disks(wire)).toMatchObject([{ name: "os-one", status: "detached" }]);

    const second = await deploy(wire, { hostname: "two" });
    await moveClock(sandbox.url, HOUR_MS);
    await fault(wire, { kind: "zombie" });
    await act(wire, second, "delete");
    expect(await disks(wire)).toHaveLength(1);
    expect(await disks(wire, "/volumes/trash")).toMatchObject([{ status: "deleted" }]);
    await moveClock(sandbox.url, 97 * HOUR_MS);
    expect(await disks(wire, "/volumes/trash")).toEqual([]);
    expect(await list(wire)).toEqual([]);
    const bill = await readBill(wire);
    expect(bill.machines.map(({ endedAt }) => endedAt === null)).toEqual([false, true]);
  });
});

describe("an account", () => {
  test("that ran dry loses its machines, which are shown for a while", async () => {
    const wire = await newWire();
    await wire.control("POST", "settings", { balanceUsd: 4 });
    await deploy(wire);
    await moveClock(sandbox.url, HOUR_MS);
    expect((await wire.call("GET", "/balance")).body).toMatchObject({ currency: "usd" });
    expect((await list(wire))[0]?.status).toBe("running");
    await moveClock(sandbox.url, HOUR_MS);
    expect((await list(wire))[0]?.status).toBe("discontinued");
    await moveClock(sandbox.url, HOUR_MS);
    expect(await list(wire)).toEqual([]);
  });

  test("may read with a read-only key, and nothing with a key of no rights", async () => {
    const readonly = await newWire("sandbox-verda-readonly");
    expect((await readonly.call("GET", "/instances")).status).toBe(200);
    expect((await readonly.call("PUT", "/instances", {})).status).toBe(403);
    const none = await newWire("sandbox-verda-norights");
    expect((await none.call("GET", "/balance")).body).toMatchObject({ code: "forbidden_action" });
  });
});
