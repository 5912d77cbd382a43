import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, request, type Wire, wireTo } from "./wire";

const HOUR_MS = 3_600_000;
const ASK = 20_008_357;
const PLACE = "Texas, US";
const body = { image: "my/image:1", label: "ch-one", disk: 73, cancel_unavail: true };
const made = z.object({ new_contract: z.number() });
const one = z.object({
  id: z.number(),
  actual_status: z.string().nullable(),
  intended_status: z.string(),
  cur_state: z.string(),
  next_state: z.string(),
  status_msg: z.string().nullable(),
  is_bid: z.boolean(),
  dph_total: z.number(),
  start_date: z.number(),
  ports: z.record(z.string(), z.unknown()).nullable(),
});
const page = z.object({
  next_token: z.string().nullable(),
  total_instances: z.number(),
  instances: z.array(one),
});
const failure = z.object({ error: z.string() });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (key = freshKey("vastai")): Wire => wireTo(sandbox.url, "vastai", key);

const accept = (wire: Wire, change: object = {}, ask: number = ASK) =>
  wire.call("PUT", `/v0/asks/${ask}/`, { ...body, ...change });

async function rent(wire: Wire, change: object = {}, ask: number = ASK): Promise<number> {
  const answer = await accept(wire, change, ask);
  expect(answer.status).toBe(200);
  return made.parse(answer.body).new_contract;
}

async function show(wire: Wire, id: number) {
  const answer = await wire.call("GET", `/v0/instances/${id}/`);
  return z.object({ instances: one.nullable() }).parse(answer.body).instances;
}

async function words(wire: Wire, id: number) {
  const shown = await show(wire, id);
  return shown && [shown.actual_status, shown.intended_status, shown.cur_state, shown.next_state];
}

const setState = (wire: Wire, id: number, state: string) =>
  wire.call("PUT", `/v0/instances/${id}/`, { state });

async function refusedFor(wire: Wire, change: object, ask?: number) {
  const answer = await accept(wire, change, ask);
  return [answer.status, failure.parse(answer.body).error];
}

const minute = () => moveClock(sandbox.url, 60_000);
const setBid = (wire: Wire, usd: number) =>
  wire.control("POST", "prices", { id: `ask ${ASK} bid`, usd });

describe("an instance's life", () => {
  test("it is not reported, loads, runs, stops, starts, reboots and is gone", async () => {
    const wire = newWire();
    const id = await rent(wire);
    expect(await words(wire, id)).toEqual([null, "running", "running", "running"]);
    await moveClock(sandbox.url, 6_000);
    expect((await words(wire, id))?.[0]).toBe("loading");
    await minute();
    expect((await words(wire, id))?.[0]).toBe("running");

    expect((await setState(wire, id, "stopped")).status).toBe(200);
    expect(await words(wire, id)).toEqual(["running", "stopped", "running", "stopped"]);
    await minute();
    expect(await words(wire, id)).toEqual(["exited", "stopped", "stopped", "stopped"]);
    expect((await wire.call("PUT", `/v0/instances/reboot/${id}/`)).status).toBe(400);
    expect((await setState(wire, id, "running")).body).toEqual({ success: true });
    await minute();
    expect((await wire.call("PUT", `/v0/instances/reboot/${id}/`)).status).toBe(200);
    expect((await words(wire, id))?.[0]).toBe("rebooting");
    await minute();

    expect((await wire.call("DELETE", `/v0/instances/${id}/`)).status).toBe(200);
    expect(await show(wire, id)).toBeNull();
    const again = await wire.call("DELETE", `/v0/instances/${id}/`);
    expect([again.status, failure.parse(again.body).error]).toEqual([404, "no_such_instance"]);
    expect((await wire.call("GET", "/v0/instances/99/")).status).toBe(404);
    expect((await wire.call("DELETE", "/v0/instances/abc/")).status).toBe(400);
  });

  test("a stopped instance keeps its disk but not its GPU, and waits for it without end", async () => {
    const wire = newWire();
    const id = await rent(wire);
    await minute();
    await setState(wire, id, "stopped");
    await minute();
    const other = await rent(wire, { label: "ch-two" });
    const answer = await setState(wire, id, "running");
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("queued")]);
    await moveClock(sandbox.url, 10 * HOUR_MS);
    expect(await words(wire, id)).toEqual(["scheduling", "running", "stopped", "running"]);
    await wire.call("DELETE", `/v0/instances/${other}/`);
    await show(wire, id);
    await minute();
    expect((await words(wire, id))?.[0]).toBe("running");
  });

  test("killed, it is gone, outbid, unreachable, ended by itself or cannot start", async () => {
    const wire = newWire();
    const id = await rent(wire);
    await minute();
    const kill = (how?: string) => wire.control("POST", `machines/${id}/kill`, how ? { how } : {});
    await kill("offline");
    expect((await words(wire, id))?.[0]).toBe("offline");
    await kill("exited");
    expect(await words(wire, id)).toEqual(["exited", "running", "running", "running"]);
    await kill("broken");
    expect((await show(wire, id))?.status_msg).toContain("OCI runtime create failed");
    await kill("outbid");
    expect(await words(wire, id)).toEqual(["exited", "stopped", "stopped", "stopped"]);
    await kill();
    expect(await show(wire, id)).toBeNull();
    expect((await kill("melted")).status).toBe(400);
  });

  test("its dates are of a clock that may be wrong", async () => {
    const wire = newWire();
    const id = await rent(wire);
    const before = (await show(wire, id))?.start_date ?? 0;
    await wire.control("POST", "settings", { clockSkewMs: -HOUR_MS });
    expect((await show(wire, id))?.start_date).toBeCloseTo(before - 3_600, 3);
  });

  test("a contract ends after 90 days, and its disk two days later", async () => {
    const wire = newWire();
    const id = await rent(wire);
    await moveClock(sandbox.url, 90 * 24 * HOUR_MS + 60_000);
    expect((await words(wire, id))?.[0]).toBe("exited");
    await moveClock(sandbox.url, 2 * 24 * HOUR_MS);
    expect(await show(wire, id)).toBeNull();
  });
});

describe("bids", () => {
  test("one that is outbid stops without notice, and is back when it wins again", async () => {
    const wire = newWire();
    const id = await rent(wire, { price: 0.13 });
    await minute();
    expect(await show(wire, id)).toMatchObject({ actual_status: "running", is_bid: true });
    await setBid(wire, 0.14);
    expect(await words(wire, id)).toEqual(["exited", "stopped", "stopped", "stopped"]);
    await setBid(wire, 0.13);
    await show(wire, id);
    await minute();
    expect((await words(wire, id))?.[0]).toBe("running");
  });

  test("one that is too low is refused, and yet an instance is made that waits", async () => {
    const wire = newWire();
    const answer = await accept(wire, { price: 0.119 });
    expect([answer.status, failure.parse(answer.body).error]).toEqual([400, "invalid_price"]);
    const left = made.parse(answer.body).new_contract;
    expect(await words(wire, left)).toEqual([null, "stopped", "stopped", "stopped"]);
    expect((await readBill(wire)).machines).toHaveLength(1);
  });
});

describe("what a launch is refused for", () => {
  test("each in the provider's own way", async () => {
    const wire = newWire();
    expect(await refusedFor(wire, { image: undefined })).toEqual([400, "invalid_args"]);
    expect(await refusedFor(wire, { disk: 5_000 })).toEqual([400, "invalid_args"]);
    expect(await refusedFor(wire, { label: "x".repeat(1_025) })).toEqual([400, "invalid_args"]);
    expect(await refusedFor(wire, { runtype: "vnc" })).toEqual([400, "invalid_args"]);
    expect(await refusedFor(wire, { price: 129 })).toEqual([400, "invalid_args"]);
    expect(await refusedFor(wire, {}, 7)).toEqual([404, "invalid_args"]);
    const elsewhere = { create_new: false, volume_id: 3, mount_path: "/data" };
    expect(await refusedFor(wire, { volume_info: elsewhere })).toEqual([400, "invalid_args"]);
    await wire.control("POST", "stock", { id: `ask ${ASK}`, region: PLACE, count: 0 });
    expect(await refusedFor(wire, {})).toEqual([410, "no_such_ask"]);
    expect((await readBill(wire)).machines).toEqual([]);
    const waiting = await rent(wire, { cancel_unavail: false });
    expect((await words(wire, waiting))?.[0]).toBe("scheduling");
  });

  test("keys that are wrong, limited, want two factors, or are of an empty account", async () => {
    const of = (key: string) => newWire(`sandbox-vastai-${key}`);
    expect(await refusedFor(newWire("wrong"), {})).toEqual([404, "auth_error"]);
    expect(await refusedFor(of("readonly"), {})).toEqual([403, "not_authorized"]);
    expect(await refusedFor(of("twofactor"), {})).toEqual([401, "auth_error"]);
    expect(await refusedFor(of("poor"), {})).toEqual([400, "insufficient_credit"]);
    const status = async (key: string, path: string) => (await of(key).call("GET", path)).status;
    expect(await status("instances", "/v1/instances/")).toBe(200);
    expect(await status("instances", "/v0/users/current/")).toBe(403);
    expect(await status("search", "/v1/instances/")).toBe(403);
    expect(await status("twofactor", "/v1/instances/")).toBe(200);
  });

  test("calls that follow too fast, in plain text without a time to wait", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { rateLimit: true });
    await moveClock(sandbox.url, 10_000);
    const statuses = [await wire.call("GET", "/v0/ssh/"), await wire.call("GET", "/v0/ssh/")];
    const [, second] = statuses;
    expect(second?.status).toBe(429);
    expect(second?.text).toContain("too frequent");
    expect(second?.headers.get("retry-after")).toBeNull();
    expect((await wire.call("GET", "/v0/users/current/")).status).toBe(200);
  });
});

describe("the search", () => {
  const search = async (wire: Wire, change: object) => {
    const wanted = { gpu_name: { in: ["RTX 4090"] }, geolocation: { in: ["US"] }, ...change };
    const answer = await wire.call("POST", "/v0/bundles/", wanted);
    const offers = z.object({ offers: z.array(z.object({ id: z.number() })) }).parse(answer.body);
    return offers.offers.map(({ id }) => id);
  };

  test("finds what is free, by what hosts have, and not what oneself rents", async () => {
    const wire = newWire();
    const cheapest = { order: [["dph_total", "asc"]], storage_cost: { lte: 0.2 } };
    expect(await search(wire, cheapest)).toContain(ASK);
    expect(await search(wire, cheapest)).not.toContain(40_000_012);
    expect(await search(wire, {})).not.toContain(40_000_014);
    expect(await search(wire, { cpu_arch: { eq: "arm64" } })).toEqual([40_000_014]);
    expect(await search(wire, {})).toContain(40_000_015);
    expect(await search(wire, { direct_port_count: { gte: 1 } })).not.toContain(40_000_015);
    expect(await search(wire, { gpu_name: { eq: "RTX_4090" } })).toEqual([]);
    expect(await search(wire, { machine_id: { eq: 30_105 } })).toEqual([40_000_015]);
    await rent(wire);
    expect(await search(wire, cheapest)).not.toContain(ASK);
    expect(await search(newWire(), cheapest)).toContain(ASK);
  });
});

describe("the list", () => {
  test("has 25 on a page, and goes on where the token says", async () => {
    const wire = newWire();
    for (let count = 0; count < 27; count += 1) {
      await rent(wire, { cancel_unavail: false, label: `ch-${count}` });
    }
    const first = page.parse((await wire.call("GET", "/v1/instances/?limit=100")).body);
    expect([first.instances.length, first.total_instances]).toEqual([25, 27]);
    const next = `/v1/instances/?after_token=${encodeURIComponent(first.next_token ?? "")}`;
    const second = page.parse((await wire.call("GET", next)).body);
    expect([second.instances.length, second.next_token]).toEqual([2, null]);
    expect((await wire.call("GET", "/v1/instances/?after_token=odd")).status).toBe(400);
  });

  test("shows a new instance late, and a zombie never again, which is billed on", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { listLagMs: 30_000 });
    const id = await rent(wire);
    const list = async () => page.parse((await wire.call("GET", "/v1/instances/")).body).instances;
    expect(await list()).toEqual([]);
    await minute();
    expect(await list()).toHaveLength(1);
    await wire.control("POST", `machines/${id}/haunt`);
    await wire.call("DELETE", `/v0/instances/${id}/`);
    expect(await list()).toEqual([]);
    const before = Number((await readBill(wire)).totalMicros);
    await moveClock(sandbox.url, HOUR_MS);
    expect(Number((await readBill(wire)).totalMicros) - before).toBeGreaterThan(134_000);
  });
});

describe("logs", () => {
  test("lie at another place, a little later, which refuses a key", async () => {
    const wire = newWire();
    const id = await rent(wire);
    const answer = await wire.call("PUT", `/v0/instances/request_logs/${id}/`, { tail: "500" });
    const { result_url } = z.object({ result_url: z.string() }).parse(answer.body);
    expect((await request(result_url, "GET")).status).toBe(403);
    expect((await request(result_url, "GET")).text).toContain("line 1");
    expect((await request(result_url, "GET", undefined, wire.key)).status).toBe(400);
    const stranger = newWire();
    const theirs = await stranger.call("PUT", `/v0/instances/request_logs/${id}/`);
    expect(theirs.status).toBe(403);
  });
});

describe("the bill", () => {
  test("seconds of running; loading and an unreachable host are free; a stop costs the disk", async () => {
    const wire = newWire();
    const id = await rent(wire);
    await minute();
    await show(wire, id);
    await moveClock(sandbox.url, HOUR_MS - 45_000);
    await wire.control("POST", `machines/${id}/kill`, { how: "offline" });
    await moveClock(sandbox.url, 5 * HOUR_MS);
    await wire.call("PUT", `/v0/instances/${id}/`, { state: "stopped" });
    await moveClock(sandbox.url, 2 * HOUR_MS);
    await wire.call("DELETE", `/v0/instances/${id}/`);
    await moveClock(sandbox.url, HOUR_MS);
    // An hour of the GPU without the 8 GB its price holds, and three hours of 73 GB at $0.015.
    const agreed = 133_156 + 3 * 15_000;
    const total = Number((await readBill(wire)).totalMicros);
    expect(total - agreed).toBeGreaterThanOrEqual(0);
    expect(total - agreed).toBeLessThan(800);
  });

  test("an account that runs out of credit has its instances stopped, not ended", async () => {
    const wire = newWire();
    await wire.control("POST", "settings", { balanceUsd: 0.5 });
    const id = await rent(wire);
    await moveClock(sandbox.url, 4 * HOUR_MS);
    expect((await words(wire, id))?.[0]).toBe("exited");
    expect(await refusedFor(wire, {})).toEqual([400, "insufficient_credit"]);
  });

  test("a moved price is the next instance's, not the running one's", async () => {
    const wire = newWire();
    const before = await rent(wire);
    await wire.control("POST", "prices", { id: "ask 20003836", usd: "0.5" });
    const after = await rent(wire, {}, 20_003_836);
    expect((await show(wire, after))?.dph_total).toBeCloseTo(0.5 + (65 * 0.15) / 730, 5);
    expect((await show(wire, before))?.dph_total).toBeCloseTo(0.1348 + (65 * 0.15) / 730, 5);
  });
});

describe("volumes", () => {
  test("are on one machine, and are removed when nothing uses them", async () => {
    const wire = newWire();
    expect((await wire.call("PUT", "/v0/volumes/", { id: 30_061, size: 20 })).status).toBe(200);
    const list = async () =>
      z
        .object({
          volumes: z.array(z.object({ id: z.number(), instances: z.array(z.object({})) })),
        })
        .parse((await wire.call("GET", "/v0/volumes/")).body).volumes;
    const [volume] = await list();
    const volume_info = { create_new: false, volume_id: volume?.id, mount_path: "/data" };
    expect(await refusedFor(wire, { volume_info }, 20_003_836)).toEqual([400, "invalid_args"]);
    const ask = await machineAsk(wire, 30_061);
    const id = await rent(wire, { volume_info }, ask);
    expect((await list())[0]?.instances).toEqual([{}]);
    const remove = () => wire.call("DELETE", "/v0/volumes/", { id: volume?.id });
    expect((await remove()).status).toBe(400);
    await wire.call("DELETE", `/v0/instances/${id}/`);
    expect((await remove()).status).toBe(200);
    expect((await remove()).status).toBe(404);
    expect(await list()).toEqual([]);
  });
});

async function machineAsk(wire: Wire, machineId: number): Promise<number> {
  const answer = await wire.call("POST", "/v0/bundles/", { machine_id: { eq: machineId } });
  const found = z.object({ offers: z.array(z.object({ id: z.number() })) }).parse(answer.body);
  return found.offers[0]?.id ?? 0;
}
