import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, type Wire, wireTo } from "./wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const body = {
  name: "ch-one",
  region: "tor1",
  size: "gpu-h100x1-80gb",
  image: "gpu-h100x1-base",
};
const droplet = z.object({
  id: z.number().int(),
  name: z.string(),
  status: z.string(),
  locked: z.boolean(),
  created_at: z.string(),
  networks: z.object({ v4: z.array(z.object({ type: z.string() })) }),
});
const links = z.object({ pages: z.object({ next: z.string() }).optional() });
const page = z.object({ droplets: z.array(droplet), links });
const action = z.object({ action: z.object({ id: z.number(), status: z.string() }) });
const refusal = z.object({ id: z.string(), message: z.string() });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (): Wire => wireTo(sandbox.url, "digitalocean", freshKey("digitalocean"));
const create = (wire: Wire, changes: object = {}) =>
  wire.call("POST", "/droplets", { ...body, ...changes });
const made = async (wire: Wire, changes: object = {}) =>
  z.object({ droplet }).parse((await create(wire, changes)).body).droplet;
const list = async (wire: Wire, query = "type=gpus") =>
  page.parse((await wire.call("GET", `/droplets?${query}`)).body).droplets;
const act = (wire: Wire, id: number, type: string) =>
  wire.call("POST", `/droplets/${id}/actions`, { type });

async function refused(wire: Wire, changes: object) {
  const answer = await create(wire, changes);
  const { id, message } = refusal.parse(answer.body);
  return [answer.status, id, message];
}

describe("lists of Droplets", () => {
  test("leave those with a GPU out, unless they are asked for alone", async () => {
    const wire = newWire();
    const { id } = await made(wire);
    const plain = await made(wire, {
      name: "plain",
      region: "ams3",
      size: "s-1vcpu-1gb",
      image: "ubuntu-24-04-x64",
    });
    expect((await list(wire, "")).map((one) => one.id)).toEqual([plain.id]);
    expect((await list(wire)).map((one) => one.id)).toEqual([id]);
    expect((await wire.call("GET", "/droplets?type=gpus&tag_name=a")).status).toBe(400);
  });

  test("come in pages, and show a new machine late where they lag", async () => {
    const wire = newWire();
    await wire.control("POST", "faults", { fault: { kind: "list-lag", ms: MINUTE_MS } });
    const late = await made(wire);
    const { id } = await made(wire, { name: "ch-two" });
    expect((await list(wire)).map((one) => one.id)).toEqual([id]);
    expect((await wire.call("GET", `/droplets/${late.id}`)).status).toBe(200);
    await moveClock(sandbox.url, 2 * MINUTE_MS);
    const first = page.parse((await wire.call("GET", "/droplets?type=gpus&per_page=1")).body);
    expect([first.droplets.length, first.links.pages?.next]).toEqual([
      1,
      "https://api.digitalocean.com/v2/droplets?page=2&per_page=1",
    ]);
    const second = page.parse(
      (await wire.call("GET", "/droplets?type=gpus&per_page=1&page=2")).body,
    );
    expect([second.droplets[0]?.id, second.links]).toEqual([id, {}]);
  });

  test("tell times by a clock that may be wrong", async () => {
    const wire = newWire();
    const right = Date.parse((await made(wire)).created_at);
    await wire.control("POST", "settings", { clockSkewMs: 3 * HOUR_MS });
    const [wrong] = await list(wire);
    expect(Date.parse(wrong?.created_at ?? "")).toBe(right + 3 * HOUR_MS);
  });
});

describe("actions", () => {
  test("are begun by the answer and end later; only one at a time", async () => {
    const wire = newWire();
    const { id } = await made(wire);
    expect((await act(wire, id, "shutdown")).body).toMatchObject({
      id: "unprocessable_entity",
      message: "Droplet already has a pending event.",
    });
    await moveClock(sandbox.url, MINUTE_MS);
    const begun = await act(wire, id, "power_off");
    expect(begun.status).toBe(201);
    const { action: going } = action.parse(begun.body);
    expect(going.status).toBe("in-progress");
    expect(await list(wire)).toMatchObject([{ status: "active", locked: true }]);
    await moveClock(sandbox.url, MINUTE_MS);
    const { action: ended } = action.parse((await wire.call("GET", `/actions/${going.id}`)).body);
    expect(ended.status).toBe("completed");
    expect(await list(wire)).toMatchObject([{ status: "off", locked: false }]);
    expect((await act(wire, id, "reboot")).status).toBe(422);
    expect((await act(wire, id, "explode")).status).toBe(422);
    const known = await wire.call("GET", `/droplets/${id}/actions`);
    expect(known.body).toMatchObject({ actions: [{ type: "power_off" }, { type: "create" }] });
  });

  test("may fail after minutes and change nothing", async () => {
    const wire = newWire();
    const { id } = await made(wire);
    await moveClock(sandbox.url, MINUTE_MS);
    await wire.control("POST", "faults", { fault: { kind: "boot-fails" } });
    const { action: going } = action.parse((await act(wire, id, "shutdown")).body);
    await moveClock(sandbox.url, 5 * MINUTE_MS);
    expect((await wire.call("GET", `/actions/${going.id}`)).body).toMatchObject({
      action: { status: "errored" },
    });
    expect(await list(wire)).toMatchObject([{ status: "active" }]);
  });
});

describe("a Droplet", () => {
  test("has no address while it is new, and may stay new or come up off", async () => {
    const wire = newWire();
    await wire.control("POST", "faults", { fault: { kind: "boot-stuck" } });
    const stuck = await made(wire);
    expect(stuck).toMatchObject({ status: "new", networks: { v4: [] } });
    await wire.control("POST", "faults", { fault: { kind: "boot-fails" } });
    await made(wire);
    await moveClock(sandbox.url, HOUR_MS);
    expect((await list(wire)).map(({ status }) => status)).toEqual(["new", "off"]);
  });

  test("is gone at once when it is destroyed, and its volume stays", async () => {
    const wire = newWire();
    const volume = { name: "data", size_gigabytes: 10, region: "tor1" };
    const { id: volumeId } = z
      .object({ volume: z.object({ id: z.string() }) })
      .parse((await wire.call("POST", "/volumes", volume)).body).volume;
    const { id } = await made(wire, { volumes: [volumeId] });
    const holders = async () =>
      Object((await wire.call("GET", `/volumes/${volumeId}`)).body).volume.droplet_ids;
    expect(await holders()).toEqual([id]);
    expect((await wire.call("DELETE", `/volumes/${volumeId}`)).status).toBe(422);
    expect((await wire.call("DELETE", `/droplets/${id}`)).status).toBe(204);
    expect((await wire.call("DELETE", `/droplets/${id}`)).status).toBe(404);
    expect(await holders()).toEqual([]);
    await moveClock(sandbox.url, 3 * HOUR_MS);
    const disk = (await readBill(wire)).machines.find((one) => one.id === volumeId);
    expect(disk).toMatchObject({ endedAt: null, totalMicros: (4 * 1_370).toString() });
  });
});

describe("refusals", () => {
  test("come as the one status 422 with a sentence", async () => {
    const wire = newWire();
    const soldOut = [422, "unprocessable_entity", "Size is not available in this region."];
    expect(await refused(wire, { region: "nyc1" })).toEqual(soldOut);
    expect(await refused(wire, { size: "gpu-none" })).toEqual([
      422,
      "unprocessable_entity",
      "You specified an invalid size for Droplet creation.",
    ]);
    for (const changes of [
      { name: "under_score" },
      { image: "windows" },
      { region: "moon1" },
      { ssh_keys: [1] },
      { volumes: ["none"] },
    ]) {
      expect((await refused(wire, changes))[0]).toBe(422);
    }
    await wire.control("POST", "settings", { quota: 0 });
    expect((await refused(wire, {}))[2]).toMatch("exceed your droplet limit");
    expect((await readBill(wire)).machines).toEqual([]);
  });

  test("tell tokens apart: wrong, read only, of narrow scopes", async () => {
    const statuses = async (key: string) => {
      const wire = wireTo(sandbox.url, "digitalocean", key);
      const calls = [
        wire.call("GET", "/sizes"),
        wire.call("GET", "/account"),
        wire.call("GET", "/droplets"),
        create(wire),
      ];
      return (await Promise.all(calls)).map(({ status }) => status);
    };
    expect(await statuses("nonsense")).toEqual([401, 401, 401, 401]);
    expect(await statuses("sandbox-digitalocean-readonly")).toEqual([200, 200, 200, 403]);
    expect(await statuses("sandbox-digitalocean-norights")).toEqual([200, 403, 403, 403]);
  });

  test("of too many calls come with and without the time to wait, and with nothing done", async () => {
    const wire = newWire();
    await wire.control("POST", "faults", { fault: { kind: "rate-limited", retryAfterS: 2 } });
    await wire.control("POST", "faults", { fault: { kind: "rate-limited" } });
    const answers = [await create(wire), await create(wire)];
    expect(answers.map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual([
      [429, "2"],
      [429, null],
    ]);
    await wire.control("POST", "faults", { fault: { kind: "server-error", status: 503 } });
    expect((await create(wire)).status).toBe(503);
    expect((await readBill(wire)).machines).toEqual([]);
  });

  test("each answer tells how many calls are left", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { rateLimit: true });
    await wire.call("GET", "/account");
    const { headers } = await wire.call("GET", "/account");
    expect(headers.get("ratelimit-limit")).toBe("5000");
    expect(headers.get("ratelimit-remaining")).toBe("4998");
  });
});

describe("SSH keys", () => {
  test("have numbers, and the same key is taken once", async () => {
    const wire = newWire();
    const add = (name: string, public_key: string) =>
      wire.call("POST", "/account/keys", { name, public_key });
    const first = await add("laptop", "ssh-ed25519 AAAA me@home");
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ ssh_key: { id: expect.any(Number) } });
    expect((await add("other", "ssh-ed25519 AAAA me@work")).status).toBe(422);
    expect((await add("broken", "nonsense")).status).toBe(422);
  });
});

describe("the bill", () => {
  test("counts seconds at the price of the create, off or not", async () => {
    const wire = newWire();
    const { id } = await made(wire);
    await wire.control("POST", "prices", { id: body.size, usd: 9 });
    await moveClock(sandbox.url, MINUTE_MS);
    await act(wire, id, "power_off");
    await moveClock(sandbox.url, HOUR_MS);
    await wire.call("DELETE", `/droplets/${id}`);
    await moveClock(sandbox.url, 5 * HOUR_MS);
    const total = Number((await readBill(wire)).totalMicros);
    const perSecond = 4_410_000 / 3_600;
    expect(total).toBeGreaterThanOrEqual(3_660 * perSecond);
    expect(total).toBeLessThan(3_690 * perSecond);
  });

  test("goes on for a Droplet that was destroyed and haunts", async () => {
    const wire = newWire();
    const { id } = await made(wire);
    await wire.control("POST", `machines/${id}/haunt`, {});
    expect((await wire.call("DELETE", `/droplets/${id}`)).status).toBe(204);
    expect(await list(wire)).toEqual([]);
    await moveClock(sandbox.url, HOUR_MS);
    expect(Number((await readBill(wire)).totalMicros)).toBeGreaterThanOrEqual(4_410_000);
  });
});
