import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, request, type Wire, wireTo } from "./wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const all = "/instance/v1/zones/fr-par-2/servers";
const blocks = "/block/v1/zones/fr-par-2/volumes";
const server = z.object({
  id: z.string(),
  state: z.string(),
  allowed_actions: z.array(z.string()),
  public_ips: z.array(z.object({ address: z.string() })),
  volumes: z.record(z.string(), z.object({ id: z.string(), volume_type: z.string() })),
});
const answer = z.object({ server });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (key = freshKey("scaleway")): Wire => wireTo(sandbox.url, "scaleway", key);
const create = (wire: Wire, changes: object = {}) =>
  wire.call("POST", all, {
    name: "ch-one",
    commercial_type: "H100-1-80G",
    image: "ubuntu_jammy_gpu_os_12",
    project: wire.key,
    volumes: { "0": { size: 200_000_000_000, volume_type: "sbs_volume" } },
    ...changes,
  });
const made = async (wire: Wire) => answer.parse((await create(wire)).body).server;
const read = async (wire: Wire, id: string) =>
  answer.parse((await wire.call("GET", `${all}/${id}`)).body).server;
const act = (wire: Wire, id: string, action: string) =>
  wire.call("POST", `${all}/${id}/action`, { action });
const typeOf = ({ status, body }: { status: number; body: unknown }) => [
  status,
  z.object({ type: z.string() }).parse(body).type,
];

describe("a server", () => {
  test("is made switched off, costs its disk alone, and has an address only while it is on", async () => {
    const wire = newWire();
    const { id, ...off } = await made(wire);
    expect(off).toMatchObject({ state: "stopped", public_ips: [] });
    await moveClock(sandbox.url, HOUR_MS);
    const { machines, totalMicros } = await readBill(wire);
    expect(machines[0]?.totalMicros).toBe("0");
    expect(Number(totalMicros)).toBeGreaterThan(26_000);
    expect((await act(wire, id, "poweron")).status).toBe(200);
    expect((await read(wire, id)).state).toBe("starting");
    expect(typeOf(await act(wire, id, "poweron"))).toEqual([409, "transient_state"]);
    expect(typeOf(await act(wire, id, "poweroff"))).toEqual([409, "transient_state"]);
    await moveClock(sandbox.url, MINUTE_MS);
    const running = await read(wire, id);
    expect(running).toMatchObject({ state: "running", public_ips: [expect.anything()] });
    expect(running.allowed_actions).toContain("poweroff");
    await act(wire, id, "poweroff");
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await read(wire, id)).toMatchObject({ state: "stopped", public_ips: [] });
    await act(wire, id, "poweron");
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await read(wire, id)).public_ips).not.toEqual(running.public_ips);
  });

  test("is switched on without its system too: it is up and costs its price, and is never there", async () => {
    const wire = newWire();
    const { id, volumes } = await made(wire);
    const isUp = async () =>
      z
        .object({ standing: z.object({ isUp: z.boolean() }) })
        .parse((await wire.control("GET", `machines/fr-par-2:${id}/condition`)).body).standing.isUp;
    await act(wire, id, "poweron");
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await isUp()).toBe(true);
    await act(wire, id, "poweroff");
    await moveClock(sandbox.url, MINUTE_MS);
    const disk = { volume_id: volumes["0"]?.id };
    expect((await wire.call("POST", `${all}/${id}/detach-volume`, disk)).status).toBe(200);
    expect((await act(wire, id, "poweron")).status).toBe(200);
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await read(wire, id)).state).toBe("running");
    const before = BigInt((await readBill(wire)).machines[0]?.totalMicros ?? 0);
    await moveClock(sandbox.url, HOUR_MS);
    const after = BigInt((await readBill(wire)).machines[0]?.totalMicros ?? 0);
    expect(after - before).toBeGreaterThan(3_000_000n);
    expect(await isUp()).toBe(false);
  });

  test("takes its script as plain text", async () => {
    const wire = newWire();
    const { id } = await made(wire);
    const url = `${sandbox.url}/scaleway${all}/${id}/user_data/cloud-init`;
    const set = (type: string) =>
      fetch(url, {
        method: "PATCH",
        headers: { "X-Auth-Token": wire.key, "Content-Type": type },
        body: "#!/bin/sh\n",
      });
    expect((await set("application/json")).status).toBe(400);
    expect((await request(url, "GET", undefined, wire.key)).status).toBe(404);
    expect((await set("text/plain")).status).toBe(204);
    expect((await request(url, "GET", undefined, wire.key)).text).toBe("#!/bin/sh\n");
  });

  test("leaves its disk when it is terminated, which a host lets go of only after a while", async () => {
    const wire = newWire();
    const { id, volumes } = await made(wire);
    const disk = `${blocks}/${volumes["0"]?.id}`;
    expect(typeOf(await act(wire, id, "terminate"))).toEqual([400, "invalid_request_error"]);
    await act(wire, id, "poweron");
    await moveClock(sandbox.url, MINUTE_MS);
    expect(typeOf(await wire.call("DELETE", disk))).toEqual([412, "precondition_failed"]);
    expect(typeOf(await wire.call("DELETE", `${all}/${id}`))).toEqual([
      400,
      "invalid_request_error",
    ]);
    await act(wire, id, "terminate");
    await moveClock(sandbox.url, 21_000);
    expect(typeOf(await wire.call("GET", `${all}/${id}`))).toEqual([404, "unknown_resource"]);
    expect(typeOf(await wire.call("DELETE", disk))).toEqual([412, "precondition_failed"]);
    await moveClock(sandbox.url, HOUR_MS);
    expect((await wire.call("GET", disk)).body).toMatchObject({ status: "available" });
    const before = BigInt((await readBill(wire)).totalMicros);
    await moveClock(sandbox.url, HOUR_MS);
    expect(BigInt((await readBill(wire)).totalMicros)).toBeGreaterThan(before);
    expect((await wire.call("DELETE", disk)).status).toBe(204);
    expect(typeOf(await wire.call("DELETE", disk))).toEqual([404, "not_found"]);
  });

  test("comes late to the list, is lost, put on hold, shut down from inside, or never starts", async () => {
    const wire = newWire();
    const ids = async () =>
      z
        .object({ servers: z.array(server) })
        .parse((await wire.call("GET", `${all}?project=${wire.key}`)).body)
        .servers.map(({ id }) => id);
    const fault = (kind: object) =>
      wire.control("POST", "faults", { fault: kind, match: { method: "POST" } });
    await fault({ kind: "list-lag", ms: MINUTE_MS });
    const late = await made(wire);
    expect(await ids()).toEqual([]);
    expect((await read(wire, late.id)).state).toBe("stopped");
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await ids()).toEqual([late.id]);
    await fault({ kind: "boot-stuck" });
    const stuck = await made(wire);
    await fault({ kind: "boot-fails" });
    const failed = await made(wire);
    for (const { id } of [late, stuck, failed]) await act(wire, id, "poweron");
    await moveClock(sandbox.url, HOUR_MS);
    expect((await read(wire, stuck.id)).state).toBe("starting");
    expect((await read(wire, failed.id)).state).toBe("locked");
    expect(typeOf(await act(wire, failed.id, "poweron"))).toEqual([403, "locked"]);
    await wire.control("POST", `machines/fr-par-2:${late.id}/kill`, { how: "exited" });
    expect((await read(wire, late.id)).state).toBe("stopped in place");
    await wire.control("POST", `machines/fr-par-2:${late.id}/kill`, {});
    expect(await ids()).not.toContain(late.id);
  });
});

describe("the bill", () => {
  test("counts started minutes in dollars at the rate of the day, and goes on for a zombie", async () => {
    const wire = newWire();
    await request(`${sandbox.url}/control/ecb/prices`, "POST", { id: "USD", usd: "1.25" });
    const { id } = await made(wire);
    await request(`${sandbox.url}/control/ecb/prices`, "POST", { id: "USD", usd: "1.1269" });
    await act(wire, id, "poweron");
    await moveClock(sandbox.url, HOUR_MS - MINUTE_MS / 2);
    const costs = async () => BigInt((await readBill(wire)).machines[0]?.totalMicros ?? 0);
    expect(await costs()).toBe(3_583_125n);
    await wire.control("POST", `machines/fr-par-2:${id}/haunt`, {});
    await act(wire, id, "terminate");
    await moveClock(sandbox.url, HOUR_MS);
    expect((await wire.call("GET", `${all}/${id}`)).status).toBe(404);
    expect(await costs()).toBeGreaterThan(2n * 3_583_125n - 60_000n);
  });
});

describe("a refusal", () => {
  test("has a type of its own for each thing that is wrong", async () => {
    const wire = newWire();
    const refused = async (changes: object) => typeOf(await create(wire, changes));
    expect(await refused({ commercial_type: "H100-9-80G" })).toEqual([400, "invalid_arguments"]);
    expect(await refused({ image: "ubuntu_jammy" })).toEqual([400, "invalid_arguments"]);
    const local = { "0": { size: 1, volume_type: "l_ssd" } };
    expect(await refused({ volumes: local })).toEqual([400, "invalid_arguments"]);
    expect(await refused({ name: 7 })).toEqual([400, "invalid_request_error"]);
    expect(await refused({ project: "another" })).toEqual([403, "permissions_denied"]);
    const stock = { id: "H100-1-80G", region: "fr-par-2", count: 1 };
    await wire.control("POST", "stock", stock);
    const [first, second] = [await made(wire), await made(wire)];
    expect((await act(wire, first.id, "poweron")).status).toBe(200);
    expect(typeOf(await act(wire, second.id, "poweron"))).toEqual([412, "out_of_stock"]);
    expect(await refused({})).toEqual([412, "out_of_stock"]);
    const full = newWire("sandbox-scaleway-full");
    expect(typeOf(await create(full))).toEqual([403, "quotas_exceeded"]);
    const blockless = newWire("sandbox-scaleway-blockless");
    expect(typeOf(await create(blockless))).toEqual([403, "permissions_denied"]);
    const reader = newWire("sandbox-scaleway-readonly");
    expect(typeOf(await create(reader))).toEqual([403, "permissions_denied"]);
    expect(typeOf(await newWire("nobody").call("GET", all))).toEqual([
      401,
      "denied_authentication",
    ]);
    const elsewhere = all.replace("fr-par-2", "us-east-1");
    expect(typeOf(await wire.call("GET", elsewhere))).toEqual([400, "invalid_arguments"]);
  });
});

test("a page has up to a hundred rows, and says in a header how many there are", async () => {
  const wire = newWire();
  for (let made = 0; made < 3; made += 1) await create(wire);
  const page = await wire.call("GET", `${all}?per_page=2&page=2`);
  expect(page.headers.get("x-total-count")).toBe("3");
  expect(z.object({ servers: z.array(server) }).parse(page.body).servers).toHaveLength(1);
  expect((await wire.call("GET", `${all}?per_page=101`)).status).toBe(400);
});
