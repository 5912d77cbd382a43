import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costOfDuration } from "@/lib/money";
import { createCloudrift } from "@/lib/providers/cloudrift";
import type { LaunchSpec } from "@/lib/providers/contract";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, readBill, wireTo } from "../sandbox/wire";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SHARED = "ap-east-tw-kn-1";
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "rtx59-16c-nr.1",
  gpuCount: 1,
  region: "us-east-nc-nr-1",
  tier: null,
  image: null,
  diskGb: null,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 600_000n,
  volumeId: null,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const pass = (ms: number) => moveClock(sandbox.url, ms);

function account(apiKey = freshKey("cloudrift")) {
  const adapter = createCloudrift({ baseUrl: `${sandbox.url}/cloudrift/api/v1` });
  const { instances, keys } = adapter;
  if (!instances || !keys) throw new Error("CloudRift lost a face");
  const credentials = { apiKey };
  const wire = wireTo(sandbox.url, "cloudrift", apiKey);
  const launch = (changes: Partial<LaunchSpec> = {}) =>
    instances.launch(credentials, { ...spec, ...changes }, {});
  const get = (id: string) => instances.get(credentials, id, {});
  const list = () => instances.list(credentials, {});
  const fault = (path: string, kind: object) =>
    wire.control("POST", "faults", { fault: kind, match: { method: "POST", path } });
  return { adapter, instances, keys, credentials, wire, launch, get, list, fault };
}

type Account = ReturnType<typeof account>;

/** A machine that runs, of one shape or another. */
async function running(at: Account, changes: Partial<LaunchSpec> = {}): Promise<string> {
  const { id } = await at.launch(changes);
  await pass(5 * MINUTE_MS);
  expect((await at.get(id))?.status).toBe("running");
  return id;
}

describe("a machine at CloudRift", () => {
  it("lives a whole life under our name, paid for from when it is ready until its end is asked for", async () => {
    const at = account();
    expect(await at.keys.verify(at.credentials, {})).toMatchObject({ canLaunch: null });
    const rate = spec.pricePerHourMicros;
    const { id } = await at.launch();
    await pass(10 * SECOND_MS);
    expect(await at.get(id)).toMatchObject({ id, name: spec.name, status: "provisioning" });
    await pass(HOUR_MS);
    const runs = await at.get(id);
    expect(runs).toMatchObject({ status: "running", ssh: { port: 22, user: "riftuser" } });
    expect(await at.list()).toEqual([runs]);

    await at.instances.stop?.(at.credentials, id, {});
    expect(await at.get(id)).toMatchObject({ status: "running", nativeStatus: "Shutdown" });
    await pass(HOUR_MS);
    expect(await at.get(id)).toMatchObject({ status: "stopped", nativeStatus: "Shutoff" });
    expect(await at.instances.start?.(at.credentials, id, {})).toEqual({ id });
    expect((await at.get(id))?.status).toBe("provisioning");
    await pass(MINUTE_MS);
    await at.instances.restart?.(at.credentials, id, {});
    expect((await at.get(id))?.status).toBe("running");

    await at.instances.terminate(at.credentials, id, {});
    expect((await at.get(id))?.status).toBe("terminating");
    await pass(MINUTE_MS);
    expect((await at.get(id))?.status).toBe("terminated");
    expect(await at.list()).toEqual([]);
    await at.instances.terminate(at.credentials, id, {});

    const { machines, totalMicros } = await readBill(at.wire);
    const paid = machines[0]?.segments.filter(({ usdPerHour }) => Number(usdPerHour) > 0) ?? [];
    expect(paid.map(({ state }) => state)).toEqual([
      "Running",
      "Shutdown",
      "Shutoff",
      "Booting",
      "Running",
      "Running",
    ]);
    const livedMs = Date.parse(paid.at(-1)?.to ?? "") - Date.parse(paid[0]?.from ?? "");
    const minutes = Math.ceil(livedMs / MINUTE_MS);
    expect(BigInt(totalMicros)).toBe(costOfDuration(rate, minutes * MINUTE_MS));
  });

  it("is not called gone for good while a new one seems to have ended, or is not shown", async () => {
    const at = account();
    const seen = new Set<string>();
    for (let count = 1; count <= 40 && seen.size < 2; count += 1) {
      const { id } = await at.launch({
        instanceType: "rtxpro6000-16c-nr.1",
        region: place(count),
        pricePerHourMicros: 100_000_000n,
      });
      seen.add((await at.get(id))?.status ?? "null");
      await pass(5 * SECOND_MS);
      expect((await at.get(id))?.status).toBe("provisioning");
      await at.instances.terminate(at.credentials, id, {});
      await pass(MINUTE_MS);
    }
    expect([...seen].toSorted()).toEqual(["null", "terminated"]);
  });

  it("is not running before it can be reached, though its API calls it active", async () => {
    const at = account();
    const { id } = await at.launch();
    await pass(40 * SECOND_MS);
    expect(await at.get(id)).toMatchObject({
      status: "provisioning",
      nativeStatus: "Active",
      ssh: null,
    });
  });

  it("where addresses are shared is reached by the port that was given out", async () => {
    const at = account();
    const id = await running(at, { instanceType: "rtx49-10c-kn.1", region: SHARED });
    const port = (await at.get(id))?.ssh?.port ?? 0;
    expect(port).toBeGreaterThan(57_000);
    expect((await at.get(id))?.ports).toEqual([]);
  });

  it("that was paused in the console is woken by a start", async () => {
    const at = account();
    const id = await running(at);
    await at.wire.control("POST", `machines/${id}/kill`, { how: "paused" });
    expect(await at.get(id)).toMatchObject({ status: "stopped", nativeStatus: "Paused" });
    await at.instances.start?.(at.credentials, id, {});
    expect((await at.get(id))?.status).toBe("running");
  });

  it("that never boots is told as failed, with why, costs nothing, and is dismissed by its end", async () => {
    const at = account();
    await at.fault("rent$", { kind: "boot-fails" });
    const { id } = await at.launch();
    await pass(HOUR_MS);
    expect(await at.get(id)).toMatchObject({
      status: "failed",
      nativeStatus: "Failed: The virtual machine did not boot",
    });
    expect(await at.list()).toHaveLength(1);
    await at.instances.terminate(at.credentials, id, {});
    await pass(SECOND_MS);
    expect(await at.list()).toEqual([]);
    expect((await readBill(at.wire)).totalMicros).toBe("0");
  });

  it("that crashed inside is told as failed and is paid for until its end", async () => {
    const at = account();
    const id = await running(at);
    await at.wire.control("POST", `machines/${id}/kill`, { how: "error" });
    expect(await at.get(id)).toMatchObject({ status: "failed", nativeStatus: "Crashed" });
    await pass(HOUR_MS);
    expect(BigInt((await readBill(at.wire)).totalMicros)).toBeGreaterThan(600_000n);
  });

  it("is one of all that are listed, also where a list without a limit would be cut", async () => {
    const at = account();
    await at.wire.control("POST", "settings", { quota: 100 });
    const stock = { id: spec.instanceType, region: spec.region, count: 100 };
    await at.wire.control("POST", "stock", stock);
    for (let count = 1; count <= 51; count += 1) await at.launch({ name: `ch-${count}` });
    await pass(MINUTE_MS);
    expect(await at.list()).toHaveLength(51);
    const selector = { ByStatus: { statuses: ["Active"] } };
    const version = "2026-09-08";
    const cut = await at.wire.call("POST", "/instances/list", { version, data: { selector } });
    expect(cut.text.match(/"instance_name"/g)).toHaveLength(50);
  });
});

const place = (count: number) => (count % 2 === 0 ? "us-east-nc-nr-1" : "eu-west-uk-lo-1");

describe("a launch at CloudRift whose answer says nothing", () => {
  it("made a machine that is found again by its name", async () => {
    const at = account();
    await at.fault("rent$", { kind: "answer-lost" });
    expect((await caught(at.launch())).kind).toBe("ambiguous");
    await pass(MINUTE_MS);
    expect(await at.list()).toMatchObject([{ name: spec.name }]);
  });

  it("of one machine but of two makes both to be found by the one name", async () => {
    const at = account("sandbox-cloudrift-twice");
    const error = await caught(at.launch());
    expect(error).toMatchObject({ kind: "ambiguous", isUnsent: false });
    await pass(MINUTE_MS);
    expect((await at.list()).map(({ name }) => name)).toEqual([spec.name, spec.name]);
  });

  it("for a long time is waited for", async () => {
    const at = account();
    await at.fault("rent$", { kind: "delay", ms: 1_500 });
    const { id } = await at.launch();
    await pass(MINUTE_MS);
    expect((await at.get(id))?.status).toBe("running");
  });
});

describe("what CloudRift is asked to rent", () => {
  const sent = async (changes: Partial<LaunchSpec>) => {
    const at = account();
    await at.launch({ pricePerHourMicros: 100_000_000n, ...changes });
    const [rental] = (await readBill(at.wire)).machines;
    return rental;
  };

  it("is a slice of a card as well as eight whole ones", async () => {
    expect(
      await sent({ instanceType: "rtxpro6000-4c-lo.mig1", region: "eu-west-uk-lo-1" }),
    ).toBeDefined();
    expect(await sent({ instanceType: "rtxpro6000-128c-nr.8", gpuCount: 8 })).toBeDefined();
    expect(
      await sent({ instanceType: "mi350x-32c-lo.1", region: "eu-west-uk-lo-1" }),
    ).toBeDefined();
  });

  it("is everything that its price list has on sale", async () => {
    const at = account();
    const { offers } = (await at.adapter.prices?.list({})) ?? { offers: [] };
    const onSale = offers.filter(({ availability }) => availability !== "unavailable");
    expect(onSale.length).toBeGreaterThan(5);
    for (const { instanceType, region, gpuCount, pricePerHourMicros } of onSale) {
      const offer = { instanceType, region, gpuCount, pricePerHourMicros };
      expect(await at.launch(offer)).toHaveProperty("id");
    }
  });

  it("is nothing once it became dearer than was agreed to", async () => {
    const at = account();
    const two = { instanceType: "rtx59-16c-nr.2", gpuCount: 2, pricePerHourMicros: 1_200_000n };
    // The list is read without a key, so it is for everybody that the price rises.
    const dearer = JSON.stringify({ id: two.instanceType, usd: 1.21 });
    await fetch(`${sandbox.url}/control/cloudrift/prices`, { method: "POST", body: dearer });
    expect(await caught(at.launch(two))).toMatchObject({ kind: "conflict", isUnsent: true });
    expect((await readBill(at.wire)).machines).toEqual([]);
  });
});

describe("CloudRift's refusals", () => {
  const refusal = (key: string | undefined, changes: Partial<LaunchSpec> = {}) =>
    caught(account(key).launch(changes));

  it("of a key are told from those of an account", async () => {
    const { keys } = account();
    const wrong = { apiKey: "sandbox-cloudrift-nobody" };
    expect((await caught(keys.verify(wrong, {}))).kind).toBe("invalid-key");
    expect((await refusal("sandbox-cloudrift-nobody")).kind).toBe("invalid-key");
    expect((await refusal("sandbox-cloudrift-readonly")).kind).toBe("missing-right");
    expect(await refusal("sandbox-cloudrift-poor")).toMatchObject({
      kind: "no-balance",
      detail: "Insufficient balance",
    });
    expect((await refusal("sandbox-cloudrift-full")).kind).toBe("quota");
  });

  it("of what is sold out or not sold there buy nothing, and nothing is asked for", async () => {
    const at = account();
    const soldOut = await caught(at.launch({ instanceType: "rtx49-10c-nr.2", gpuCount: 2 }));
    expect(soldOut).toMatchObject({ kind: "no-capacity", isUnsent: true });
    expect((await caught(at.launch({ region: SHARED }))).kind).toBe("no-capacity");
    expect((await caught(at.launch({ region: null }))).kind).toBe("invalid-request");
    expect((await caught(at.launch({ sshPublicKeys: [] }))).kind).toBe("invalid-request");
    expect((await readBill(at.wire)).machines).toEqual([]);
    expect(await at.keys.balance?.(at.credentials, {})).toEqual({
      micros: 1_000_000_000n,
      currency: "USD",
    });
  });

  it("of a node that somebody took a moment ago move on to the next offer", async () => {
    const at = account();
    await at.fault("rent$", { kind: "no-capacity" });
    expect(await caught(at.launch())).toMatchObject({ kind: "no-capacity", isUnsent: false });
  });

  it("of a machine in the wrong state are conflicts", async () => {
    const at = account();
    const id = await running(at);
    const start = at.instances.start?.(at.credentials, id, {}) ?? Promise.resolve();
    expect((await caught(start)).kind).toBe("conflict");
  });
});
