import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { crusoeWire, type Signing, signed } from "./crusoe-wire";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, request, rootOf, type Wire } from "./wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home";
const begun = z.object({
  operation: z.object({ operation_id: z.string(), metadata: z.object({ id: z.string() }) }),
});
const items = z.object({ items: z.array(z.looseObject({ name: z.string() })) });
const vm = z.object({ state: z.string(), disks: z.array(z.object({ name: z.string() })) });
const end = z.object({ state: z.string(), result: z.object({ code: z.string() }).partial() });

let sandbox: SandboxProcess;
let aheadMs = 0;
const nowMs = () => Date.now() + aheadMs;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const newWire = (key?: string) => crusoeWire(sandbox.url, nowMs, key);
const project = ({ key }: Wire) => `/projects/${key}`;
const vms = (wire: Wire) => `${project(wire)}/compute/vms/instances`;
const disks = (wire: Wire) => `${project(wire)}/storage/disks`;

async function pass(ms: number): Promise<void> {
  await moveClock(sandbox.url, ms);
  aheadMs += ms;
}

async function makeDisk(wire: Wire, name = "one-data"): Promise<string> {
  const body = { name, size: "100GiB", location: "us-east1-a", type: "persistent-ssd" };
  const { operation } = begun.parse((await wire.call("POST", disks(wire), body)).body);
  await pass(MINUTE_MS);
  return operation.metadata.id;
}

const launchBody = (diskIds: readonly string[], more: object = {}) => ({
  name: "one",
  type: "l40s-48gb.1x",
  location: "us-east1-a",
  image: "ubuntu22.04-nvidia-pcie-docker:latest",
  ssh_public_key: publicKey,
  disks: diskIds.map((disk_id) => ({ disk_id, mode: "read-write", attachment_type: "data" })),
  ...more,
});

async function launch(wire: Wire, more: object = {}) {
  const answer = await wire.call("POST", vms(wire), launchBody([await makeDisk(wire)], more));
  const { operation } = begun.parse(answer.body);
  return { id: operation.metadata.id, operationId: operation.operation_id };
}

describe("a signature", () => {
  const path = "/organizations/projects?a=x%2Fy&skip_loading_project_resources=true";
  async function statusOf(signing: Signing, sent = path, key = freshKey("crusoe")) {
    const headers = signed(key, "GET", sent, { atMs: nowMs(), ...signing });
    return (await request(`${sandbox.url}${rootOf("crusoe")}${sent}`, "GET", undefined, headers))
      .status;
  }

  it("is taken where it is over path, sorted and escaped query, method and time", async () => {
    expect(await statusOf({})).toBe(200);
  });

  it.each<[string, Signing, string?]>([
    ["made with another secret", { secret: "another-secret" }],
    ["over a query that is not escaped", { signedQuery: path.split("?")[1]?.replace("%2F", "/") }],
    [
      "over a query that is not sorted",
      {},
      "/organizations/projects?skip_loading_project_resources=true&a=x",
    ],
    ["over no query", { signedQuery: "" }],
  ])("is refused where it is %s", async (_name, signing, sent) => {
    expect(await statusOf(signing, sent)).toBe(401);
  });

  it.each([-6 * MINUTE_MS, 6 * MINUTE_MS])("is refused %i ms from now", async (apart) => {
    expect(await statusOf({ atMs: nowMs() + apart })).toBe(401);
    expect(await statusOf({ atMs: nowMs() + apart / 2 })).toBe(200);
  });

  it("is still taken right after the clock was moved, for who reads it late", async () => {
    const beforeMs = nowMs();
    await pass(HOUR_MS);
    expect(await statusOf({ atMs: beforeMs })).toBe(200);
  });

  it("does not let one project into another, nor a reader write", async () => {
    const wire = newWire();
    expect((await wire.call("GET", vms(newWire()))).body).toMatchObject({ code: "unauthorized" });
    const reader = newWire(`${wire.key}-readonly`);
    expect((await reader.call("GET", vms(reader))).status).toBe(200);
    expect((await reader.call("POST", disks(reader), {})).status).toBe(403);
  });
});

describe("a machine", () => {
  it("is an operation first, which tells later that nothing is in stock", async () => {
    const wire = newWire();
    const stock = { id: "l40s-48gb.1x", region: "us-east1-a", count: 0 };
    await wire.control("POST", "stock", stock);
    const { id, operationId } = await launch(wire);
    const read = async () =>
      (await wire.call("GET", `${vms(wire)}/operations/${operationId}`)).body;
    expect(await read()).toMatchObject({ state: "IN_PROGRESS", metadata: { id } });
    expect((await wire.call("GET", `${vms(wire)}/${id}`)).body).toMatchObject({
      code: "not_found",
    });
    await pass(MINUTE_MS);
    expect(end.parse(await read())).toMatchObject({
      state: "FAILED",
      result: { code: "out_of_stock" },
    });
    expect((await readBill(wire)).machines).toEqual([]);
  });

  it("is told of by the list of operations until somebody was told how it ended", async () => {
    const wire = newWire();
    const { id } = await launch(wire);
    const list = async () => {
      const answer = await wire.call("GET", `${vms(wire)}/operations?resource_id=${id}`);
      return z.object({ items: z.array(z.object({ state: z.string() })) }).parse(answer.body).items;
    };
    expect(await list()).toMatchObject([{ state: "IN_PROGRESS" }]);
    await pass(HOUR_MS);
    expect(await list()).toMatchObject([{ state: "SUCCEEDED" }]);
    expect(await list()).toEqual([]);
  });

  it("costs money only while it runs, and its data disk as long as it is there", async () => {
    const wire = newWire();
    const { id } = await launch(wire);
    const one = `${vms(wire)}/${id}`;
    const stateOf = async () => vm.parse((await wire.call("GET", one)).body).state;
    expect(await stateOf()).toBe("STATE_CREATING");
    await pass(HOUR_MS);
    expect(await stateOf()).toBe("STATE_RUNNING");
    expect((await wire.call("PATCH", one, { action: "START" })).status).toBe(400);
    await wire.call("PATCH", one, { action: "STOP" });
    await pass(HOUR_MS);
    expect(await stateOf()).toBe("STATE_STOPPED");
    await wire.call("DELETE", one);
    expect(await stateOf()).toBe("STATE_DELETING");
    expect((await wire.call("DELETE", one)).status).toBe(400);
    await pass(HOUR_MS);
    expect((await wire.call("GET", one)).status).toBe(404);

    const left = items.parse((await wire.call("GET", disks(wire))).body).items;
    expect(left).toMatchObject([{ name: "one-data", attached_to: [] }]);
    const [first] = (await readBill(wire)).machines;
    const running = first?.segments.filter(({ usdPerHour }) => usdPerHour !== "0.00") ?? [];
    expect(running.map(({ state }) => state)).toEqual(["STATE_RUNNING"]);
    const before = (await readBill(wire)).totalMicros;
    await pass(HOUR_MS);
    expect(BigInt((await readBill(wire)).totalMicros)).toBeGreaterThan(BigInt(before));
  });

  it("of a type without a disk is refused without one; a disk that hangs on it is not ended", async () => {
    const wire = newWire();
    expect((await wire.call("POST", vms(wire), launchBody([]))).status).toBe(400);
    const own = launchBody([], { type: "a100-80gb.1x" });
    expect((await wire.call("POST", vms(wire), own)).status).toBe(200);
    const { id } = await launch(wire, { name: "two" });
    const read = vm.parse((await wire.call("GET", `${vms(wire)}/${id}`)).body);
    expect(read.disks.map(({ name }) => name)).toEqual(["two-os", "one-data"]);
    const [disk] = items.parse((await wire.call("GET", disks(wire))).body).items;
    expect((await wire.call("DELETE", `${disks(wire)}/${disk?.id}`)).body).toMatchObject({
      message: "disk is attached to a vm",
    });
  });

  it("that stopped may find no GPU when it is to start, and stays as it is", async () => {
    const wire = newWire();
    const { id } = await launch(wire);
    const one = `${vms(wire)}/${id}`;
    await pass(HOUR_MS);
    await wire.call("PATCH", one, { action: "STOP" });
    await pass(HOUR_MS);
    await wire.control("POST", "stock", { id: "l40s-48gb.1x", region: "us-east1-a", count: 0 });
    const { operation } = begun.parse((await wire.call("PATCH", one, { action: "START" })).body);
    await pass(HOUR_MS);
    const read = await wire.call("GET", `${vms(wire)}/operations/${operation.operation_id}`);
    expect(read.body).toMatchObject({ state: "FAILED", result: { code: "out_of_stock" } });
    expect(vm.parse((await wire.call("GET", one)).body).state).toBe("STATE_STOPPED");
  });

  it("is listed by pages, each with the way to the next", async () => {
    const wire = newWire();
    for (const name of ["a", "b", "c"]) {
      const type = "a100-80gb.1x";
      await wire.call("POST", vms(wire), launchBody([], { name, type }));
    }
    const page = z.object({ items: z.array(z.object({ name: z.string() })) }).extend({
      next_page_token: z.string(),
    });
    const first = page.parse((await wire.call("GET", `${vms(wire)}?limit=2`)).body);
    expect(first.items.map(({ name }) => name)).toEqual(["a", "b"]);
    const token = encodeURIComponent(first.next_page_token);
    const last = await wire.call("GET", `${vms(wire)}?limit=2&next_token=${token}`);
    expect(last.body).toMatchObject({ items: [{ name: "c" }], next_page_token: "" });
  });
});

it("tells capacity once for each quota, and a price nowhere", async () => {
  const wire = newWire();
  const { body, text } = await wire.call("GET", "/capacities?product_name=l40s-48gb.1x");
  const rows = z.object({
    items: z.array(z.object({ location: z.string(), quantity: z.number() })),
  });
  const here = rows.parse(body).items.filter(({ location }) => location === "us-east1-a");
  expect(here.map(({ quantity }) => quantity)).toEqual([2, 5]);
  const types = await wire.call("GET", `${project(wire)}/compute/vms/types`);
  expect(`${text}${types.text}`).not.toMatch(/price|usd|cost/i);
});
