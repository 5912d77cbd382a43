import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, type Wire, wireTo } from "./wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const body = {
  region: "ewr",
  plan: "vcg-a100-12c-120g-80vram",
  os_id: 1743,
  label: "ch-one",
  activation_email: false,
};
const vm = z.object({
  id: z.string(),
  status: z.string(),
  power_status: z.string(),
  server_status: z.string(),
  main_ip: z.string(),
  date_created: z.string(),
});
const page = z.object({
  instances: z.array(vm),
  meta: z.object({ total: z.number(), links: z.object({ next: z.string() }) }),
});
const refusal = z.object({ error: z.string(), status: z.number() });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (): Wire => wireTo(sandbox.url, "vultr", freshKey("vultr"));
const create = (wire: Wire, changes: object = {}) =>
  wire.call("POST", "/instances", { ...body, ...changes });
const made = async (wire: Wire) =>
  z.object({ instance: vm }).parse((await create(wire)).body).instance;
const list = async (wire: Wire) =>
  page.parse((await wire.call("GET", "/instances")).body).instances;

async function refused(wire: Wire, changes: object) {
  const answer = await create(wire, changes);
  const { error, status } = refusal.parse(answer.body);
  expect(status).toBe(answer.status);
  return [status, error];
}

describe("a virtual machine's three words", () => {
  test("say how far it has come, and that a halt or start takes its time", async () => {
    const wire = newWire();
    const { id } = await made(wire);
    const words = async () => {
      const [one] = await list(wire);
      return [one?.status, one?.power_status, one?.server_status, one?.main_ip !== "0.0.0.0"];
    };
    const act = async (verb: string) =>
      (await wire.call("POST", `/instances/${id}/${verb}`)).status;
    expect(await words()).toEqual(["pending", "running", "none", false]);
    expect(await act("halt")).toBe(400);
    await moveClock(sandbox.url, 30_000);
    expect(await words()).toEqual(["active", "running", "installingbooting", true]);
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await words()).toEqual(["active", "running", "ok", true]);
    expect([await act("halt"), await act("halt")]).toEqual([204, 204]);
    expect(await words()).toEqual(["active", "running", "ok", true]);
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await words()).toEqual(["active", "stopped", "ok", true]);
    expect(await act("start")).toBe(204);
    expect(await words()).toEqual(["active", "stopped", "ok", true]);
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await act("reboot")).toBe(204);
    expect(await words()).toEqual(["active", "running", "ok", true]);
  });

  test("end in failed, stay pending, or say that the account is on hold", async () => {
    const wire = newWire();
    const fault = (kind: string) => wire.control("POST", "faults", { fault: { kind } });
    await fault("boot-fails");
    await made(wire);
    await fault("boot-stuck");
    await made(wire);
    const { id } = await made(wire);
    await moveClock(sandbox.url, HOUR_MS);
    await wire.control("POST", `machines/${id}/kill`, { how: "suspended" });
    expect((await list(wire)).map(({ status }) => status)).toEqual([
      "failed",
      "pending",
      "suspended",
    ]);
  });
});

describe("bare metal", () => {
  test("lives under its own paths and tells no power state", async () => {
    const wire = newWire();
    const answer = await wire.call("POST", "/bare-metals", {
      region: "sea",
      plan: "vbm-112c-2048gb-8-h100-gpu",
      image_id: "docker",
    });
    const { id } = z
      .object({ bare_metal: z.object({ id: z.string() }) })
      .parse(answer.body).bare_metal;
    expect((await wire.call("GET", `/instances/${id}`)).status).toBe(404);
    expect((await wire.call("DELETE", `/instances/${id}`)).status).toBe(404);
    expect(await list(wire)).toEqual([]);
    await moveClock(sandbox.url, HOUR_MS);
    expect((await wire.call("POST", `/bare-metals/${id}/halt`)).status).toBe(204);
    await moveClock(sandbox.url, MINUTE_MS);
    const { body: shown } = await wire.call("GET", `/bare-metals/${id}`);
    expect(shown).toMatchObject({ bare_metal: { status: "active", ram: "2097152 MB" } });
    expect(Object.keys(Object(shown).bare_metal)).not.toContain("power_status");
    expect((await wire.call("DELETE", `/bare-metals/${id}`)).status).toBe(204);
    expect((await wire.call("DELETE", `/bare-metals/${id}`)).status).toBe(404);
  });
});

describe("refusals", () => {
  test("each say a sentence and their status", async () => {
    const wire = newWire();
    expect(await refused(wire, { plan: "vbm-72c-480gb-gh200-gpu" })).toEqual([
      400,
      "Invalid plan chosen.",
    ]);
    expect(await refused(wire, { region: "moon" })).toEqual([400, "Invalid location."]);
    expect(await refused(wire, { region: undefined })).toEqual([400, "Bad request."]);
    expect(await refused(wire, { os_id: undefined })).toEqual([400, "Invalid OS."]);
    expect(await refused(wire, { app_id: 37 })).toEqual([400, "Invalid OS."]);
    expect(await refused(wire, { sshkey_id: ["none"] })).toEqual([400, "Invalid SSH key."]);
    const soldOut = [400, "This plan is not available in the selected region."];
    expect(await refused(wire, { region: "sea" })).toEqual(soldOut);
    await wire.control("POST", "stock", { id: body.plan, region: "ewr", count: 0 });
    expect(await refused(wire, {})).toEqual(soldOut);
    expect((await readBill(wire)).machines).toEqual([]);
  });

  test("tell keys apart: wrong, read only, without rights, from another address", async () => {
    const statuses = async (key: string) => {
      const wire = wireTo(sandbox.url, "vultr", key);
      const calls = [wire.call("GET", "/account"), bareMetals(wire), create(wire)];
      return (await Promise.all(calls)).map(({ status }) => status);
    };
    const bareMetals = (wire: Wire) => wire.call("GET", "/bare-metals");
    expect(await statuses("nonsense")).toEqual([401, 401, 401]);
    expect(await statuses("sandbox-vultr-readonly")).toEqual([200, 200, 403]);
    expect(await statuses("sandbox-vultr-norights")).toEqual([200, 403, 403]);
    expect(await statuses("sandbox-vultr-elsewhere")).toEqual([401, 401, 401]);
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

  test("of more than 30 calls a second are counted by address, all keys together", async () => {
    const wire = newWire();
    const other = newWire();
    for (const one of [wire, other]) await one.control("POST", "settings", { rateLimit: true });
    const beganMs = performance.now();
    const calls = Array.from({ length: 120 }, (_, i) =>
      (i % 2 ? wire : other).call("GET", "/account"),
    );
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    const seconds = 2 + Math.floor((performance.now() - beganMs) / 1_000);
    expect(statuses).toContain(429);
    expect(statuses).toContain(200);
    // Seconds are counted whole by the clock, and the calls may begin and end within two of them.
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(30 * seconds);
  });
});

describe("lists", () => {
  test("come in pages, and show a new machine late where they lag", async () => {
    const wire = newWire();
    await wire.control("POST", "faults", { fault: { kind: "list-lag", ms: MINUTE_MS } });
    const late = await made(wire);
    const { id } = await made(wire);
    expect((await list(wire)).map((one) => one.id)).toEqual([id]);
    expect((await wire.call("GET", `/instances/${late.id}`)).status).toBe(200);
    await moveClock(sandbox.url, 2 * MINUTE_MS);
    const first = page.parse((await wire.call("GET", "/instances?per_page=1")).body);
    expect([first.instances.length, first.meta.total]).toEqual([1, 2]);
    const { next } = first.meta.links;
    const second = page.parse(
      (await wire.call("GET", `/instances?per_page=1&cursor=${next}`)).body,
    );
    expect([second.instances[0]?.id, second.meta.links.next]).toEqual([id, ""]);
  });

  test("tell times by a clock that may be wrong", async () => {
    const wire = newWire();
    const right = Date.parse((await made(wire)).date_created);
    await wire.control("POST", "settings", { clockSkewMs: -2 * HOUR_MS });
    const [wrong] = await list(wire);
    expect(Date.parse(wrong?.date_created ?? "")).toBe(right - 2 * HOUR_MS);
  });
});

describe("the bill", () => {
  test("counts started hours from the create to the delete, stopped or not", async () => {
    const wire = newWire();
    const { id } = await made(wire);
    await wire.control("POST", "prices", { id: body.plan, usd: 9 });
    await moveClock(sandbox.url, 2 * MINUTE_MS);
    await wire.call("POST", `/instances/${id}/halt`);
    await moveClock(sandbox.url, HOUR_MS);
    await wire.call("DELETE", `/instances/${id}`);
    await moveClock(sandbox.url, 10 * HOUR_MS);
    expect((await readBill(wire)).totalMicros).toBe("4794000");
  });

  test("goes on for a machine that was deleted and haunts", async () => {
    const wire = newWire();
    const { id } = await made(wire);
    await wire.control("POST", `machines/${id}/haunt`, {});
    expect((await wire.call("DELETE", `/instances/${id}`)).status).toBe(204);
    expect(await list(wire)).toEqual([]);
    await moveClock(sandbox.url, 2 * HOUR_MS);
    expect(Number((await readBill(wire)).totalMicros)).toBeGreaterThan(2_397_000);
  });
});
