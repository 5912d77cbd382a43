import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createTensordock } from "@/lib/providers/tensordock";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, readBill, rootOf, wireTo } from "../sandbox/wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home";
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "geforcertx4090-pcie-24gb",
  gpuCount: 1,
  region: "Chubbuck, United States",
  tier: "tier 1",
  image: null,
  diskGb: null,
  ports: [],
  sshPublicKeys: [publicKey],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 443_000n,
  volumeId: null,
};
/** Where ports are forwarded in place of an address of one's own, and the create's key is lost. */
const forwarded: LaunchSpec = {
  ...spec,
  instanceType: "rtxa4000-pcie-16gb",
  region: "Joplin, United States",
  pricePerHourMicros: 193_000n,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const pass = (ms: number) => moveClock(sandbox.url, ms);

function account(apiKey = freshKey("tensordock")) {
  const adapter = createTensordock({ baseUrl: `${sandbox.url}${rootOf("tensordock")}` });
  const { instances, keys } = adapter;
  if (!instances || !keys) throw new Error("TensorDock lost a face");
  const wire = wireTo(sandbox.url, "tensordock", apiKey);
  const credentials = { apiKey };
  const launch = (changes: Partial<LaunchSpec> = {}) =>
    instances.launch(credentials, { ...spec, ...changes }, {});
  const get = (id: string) => instances.get(credentials, id, {});
  const list = () => instances.list(credentials, {});
  return { adapter, instances, keys, credentials, wire, launch, get, list };
}

describe("a machine at TensorDock", () => {
  it("lives a whole life under our name, and is billed throughout at what was quoted", async () => {
    const { adapter, instances, keys, credentials, wire, launch, get, list } = account();
    expect(await keys.verify(credentials, {})).toEqual({ account: null, canLaunch: null });
    const offers = (await adapter.prices?.list({ credentials }))?.offers ?? [];
    const offer = offers.find(
      ({ instanceType, region }) => instanceType === spec.instanceType && region === spec.region,
    );
    const rate = offer?.pricePerHourMicros ?? 0n;
    expect(rate).toBe(spec.pricePerHourMicros);

    const { id } = await launch();
    expect(await get(id)).toMatchObject({ id, name: spec.name, status: "provisioning", ssh: null });
    await pass(HOUR_MS);
    const running = await get(id);
    expect(running).toMatchObject({
      status: "running",
      ratePerHourMicros: rate,
      ssh: { port: 22, user: "user" },
    });
    expect(await list()).toEqual([running]);

    await instances.stop?.(credentials, id, {});
    expect(await get(id)).toMatchObject({ status: "running", nativeStatus: "stopping" });
    await pass(HOUR_MS);
    expect(await get(id)).toMatchObject({ status: "stopped", ratePerHourMicros: rate, ssh: null });
    expect(await instances.start?.(credentials, id, {})).toEqual({ id });
    expect((await get(id))?.status).toBe("provisioning");
    await pass(HOUR_MS);
    expect((await get(id))?.status).toBe("running");

    await instances.terminate(credentials, id, {});
    expect((await get(id))?.status).toBe("terminating");
    await pass(MINUTE_MS);
    expect(await get(id)).toBeNull();
    await instances.terminate(credentials, id, {});
    expect(await list()).toEqual([]);

    const { machines, totalMicros } = await readBill(wire);
    const { segments = [] } = machines[0] ?? {};
    const last = segments.find(({ state }) => state === "deleting");
    const livedMs = Date.parse(last?.from ?? "") - Date.parse(machines[0]?.createdAt ?? "");
    const cost = costOfDuration(rate, Math.ceil(livedMs / 1_000) * 1_000);
    expect(livedMs).toBeGreaterThan(3 * HOUR_MS - 1);
    expect(Number(BigInt(totalMicros) - cost)).toBeLessThanOrEqual(1);
    expect(Number(BigInt(totalMicros) - cost)).toBeGreaterThanOrEqual(-1);
  });
});

describe("TensorDock's traps", () => {
  it("in forms of an answer are all read alike", async () => {
    for (const key of ["sandbox-tensordock-flat", "sandbox-tensordock-nested"]) {
      const { instances, credentials, wire, launch, get, list } = account(key);
      const { id } = await launch();
      await pass(HOUR_MS);
      const running = await get(id);
      expect(running).toMatchObject({ id, name: spec.name, status: "running" });
      expect(await list()).toEqual([running]);
      await wire.control("POST", `machines/${id}/kill`, { how: "released" });
      expect(await get(id)).toMatchObject({ status: "stopped", ratePerHourMicros: 5_000n });
      await instances.terminate(credentials, id, {});
      await pass(MINUTE_MS);
      expect(await get(id)).toBeNull();
    }
  });

  it("of ports: another than was asked for is forwarded, and the one told is taken", async () => {
    const { instances, credentials, wire } = account();
    const { id } = await instances.launch(credentials, forwarded, {});
    await pass(HOUR_MS);
    const { ssh } = (await instances.get(credentials, id, {})) ?? {};
    expect(ssh).toMatchObject({ user: "user" });
    const log = await wire.control("GET", "log");
    const asked = /"external_port":(\d+)/.exec(log.text)?.[1];
    expect(Number(asked)).toBeGreaterThan(1_023);
    expect(ssh?.port).not.toBe(Number(asked));
  });

  it("of a create that times out: its machine comes late, is found by its name, and is one", async () => {
    const { instances, credentials, wire, list } = account();
    await wire.control("POST", "settings", { listLagMs: 2 * MINUTE_MS });
    const match = { method: "POST", path: "^/instances$" };
    await wire.control("POST", "faults", { fault: { kind: "hang", applied: true }, match });
    const signal = AbortSignal.timeout(500);
    const error = await caught(instances.launch(credentials, spec, { signal }));
    expect(error.kind).toBe("ambiguous");
    expect(await list()).toEqual([]);
    await pass(2 * MINUTE_MS);
    expect((await list()).map(({ name }) => name)).toEqual([spec.name]);
  });

  it("of a create that came twice: both machines stand in the list under the one name", async () => {
    const { launch, list } = account();
    const [one, other] = [await launch(), await launch()];
    expect(one.id).not.toBe(other.id);
    expect((await list()).map(({ name }) => name)).toEqual([spec.name, spec.name]);
  });

  it("of stale stock: the list shows cards that are gone, and the create is surely refused", async () => {
    const { adapter, credentials, launch, list } = account();
    const last = { instanceType: "geforcertx3090-pcie-24gb", pricePerHourMicros: 293_000n };
    await launch(last);
    const offers = (await adapter.prices?.list({ credentials }))?.offers ?? [];
    const offer = offers.find(({ instanceType }) => instanceType === last.instanceType);
    expect(offer?.availability).toBe("limited");
    expect((await caught(launch(last))).kind).toBe("no-capacity");
    expect(await list()).toHaveLength(1);
  });

  it("of a machine whose card was given away: it costs its disk, and a start may find none", async () => {
    const { instances, credentials, wire, launch, get } = account();
    const last = { instanceType: "geforcertx3090-pcie-24gb", pricePerHourMicros: 293_000n };
    const { id } = await launch(last);
    await pass(HOUR_MS);
    await wire.control("POST", `machines/${id}/kill`, { how: "released" });
    expect(await get(id)).toMatchObject({ status: "stopped", ratePerHourMicros: 5_000n });
    const other = await launch(last);
    const start = () => instances.start?.(credentials, id, {}) ?? Promise.resolve();
    expect((await caught(start())).kind).toBe("no-capacity");
    await instances.terminate(credentials, other.id, {});
    await pass(MINUTE_MS);
    expect(await start()).toEqual({ id });
  });

  it("of errors under status 200: what may have been done is in doubt, what was refused is not", async () => {
    const { instances, credentials, wire, launch, get } = account();
    const { id } = await launch();
    const fail = (method: string) =>
      wire.control("POST", "faults", { fault: { kind: "server-error" }, match: { method } });
    await fail("POST");
    expect((await caught(launch())).kind).toBe("ambiguous");
    await fail("DELETE");
    expect((await caught(instances.terminate(credentials, id, {}))).kind).toBe("ambiguous");
    await fail("GET");
    expect((await caught(get(id))).kind).toBe("transient");
    const stop = instances.stop?.(credentials, id, {}) ?? Promise.resolve();
    expect((await caught(stop)).kind).toBe("conflict");
  });

  it("of pages of HTML: they are nobody's answer", async () => {
    const { instances, credentials, wire, launch, get, list } = account();
    const { id } = await launch();
    await wire.control("POST", "faults", { fault: { kind: "html" }, times: 3 });
    expect((await caught(list())).kind).toBe("transient");
    expect((await caught(get(id))).kind).toBe("transient");
    expect((await caught(instances.terminate(credentials, id, {}))).kind).toBe("ambiguous");
  });
});

describe("TensorDock's keys and scripts", () => {
  it("let in every key even where that of the create is lost", async () => {
    const { instances, credentials, wire } = account();
    const other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOther";
    const sshPublicKeys = [publicKey, `${other} watch`];
    await instances.launch(credentials, { ...forwarded, sshPublicKeys }, {});
    const machines = z
      .array(z.object({ authorizedKeys: z.array(z.string()) }))
      .parse((await wire.control("GET", "machines")).body);
    expect(machines).toEqual([{ authorizedKeys: [publicKey.replace(" me@home", ""), other] }]);
  });
});

describe("TensorDock's refusals", () => {
  it("of a key that is wrong are told although the list of places comes empty", async () => {
    const { keys, credentials, launch } = account("sandbox-tensordock-nobody");
    expect((await caught(keys.verify(credentials, {}))).kind).toBe("invalid-key");
    const error = await caught(launch());
    expect(error).toMatchObject({ kind: "invalid-key", isUnsent: true });
  });

  it("of a key that may only read, and of an account without money, buy nothing", async () => {
    expect((await caught(account("sandbox-tensordock-readonly").launch())).kind).toBe(
      "missing-right",
    );
    const poor = account("sandbox-tensordock-poor");
    expect((await caught(poor.launch())).kind).toBe("no-balance");
    expect(await poor.list()).toEqual([]);
  });

  it("of our own come before anything is sent: no place, a dearer price, no key", async () => {
    const { launch, wire, list } = account();
    const refused = async (changes: Partial<LaunchSpec>) => {
      const { kind, isUnsent } = await caught(launch(changes));
      return isUnsent ? kind : "sent";
    };
    expect(await refused({ region: "Atlantis, Greece" })).toBe("no-capacity");
    expect(await refused({ gpuCount: 5, pricePerHourMicros: 5_000_000n })).toBe("no-capacity");
    expect(await refused({ sshPublicKeys: [] })).toBe("invalid-request");
    expect(await refused({ sshPublicKeys: ["no'key; reboot"] })).toBe("invalid-request");
    const id = "geforcertx4090-pcie-24gb in Chubbuck";
    await wire.control("POST", "prices", { id, usd: "0.36" });
    expect(await refused({})).toBe("no-capacity");
    expect(await list()).toEqual([]);
  });
});
