import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createScaleway } from "@/lib/providers/scaleway";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { credentialsAt, freshKey, moveClock, readBill, request, wireTo } from "../sandbox/wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** 2.8665 euros at 1.1269 dollars, to the micro-dollar. */
const HOURLY = 3_230_259n;
const zone = "fr-par-2";
const servers = `/instance/v1/zones/${zone}/servers`;
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "H100-1-80G",
  gpuCount: 1,
  region: zone,
  tier: null,
  image: null,
  diskGb: 200,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: HOURLY,
  pricePerHourIn: { EUR: 2_866_500n },
  volumeId: null,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const pass = (ms: number) => moveClock(sandbox.url, ms);

function account(secretKey = freshKey("scaleway"), projectId = secretKey) {
  const adapter = createScaleway({ baseUrl: `${sandbox.url}/scaleway` });
  const { instances, keys } = adapter;
  if (!instances || !keys) throw new Error("Scaleway lost a face");
  const credentials = { ...credentialsAt("scaleway", secretKey), projectId };
  const wire = wireTo(sandbox.url, "scaleway", secretKey);
  const fault = (path: string, kind: object, method = "POST") =>
    wire.control("POST", "faults", { fault: kind, match: { method, path } });
  /** Asks until nothing is left to do, as the engine does. */
  const end = async (id: string) => {
    for (let turn = 0; turn < 5; turn += 1) {
      await instances.terminate(credentials, id, {}).catch(() => undefined);
      await pass(MINUTE_MS);
    }
  };
  const disks = async () => {
    const { volumes } = z
      .object({ volumes: z.array(z.object({ name: z.string(), listed: z.boolean() })) })
      .parse((await wire.control("GET", "bill")).body);
    return volumes.filter(({ listed }) => listed);
  };
  return { adapter, instances, keys, credentials, wire, fault, end, disks };
}

type Account = ReturnType<typeof account>;

const logged = z.array(z.object({ method: z.string(), path: z.string() }));

async function callsOf({ wire }: Account) {
  return logged.parse((await wire.control("GET", "log")).body);
}

const changes = async (at: Account) =>
  (await callsOf(at))
    .filter(({ method, path }) => method !== "GET" && path.includes("/servers"))
    .map(({ method, path }) => `${method} ${path.split("/").slice(6).join("/") || "servers"}`);

const native = (id: string) => id.slice(id.indexOf(":") + 1);

describe("a machine at Scaleway", () => {
  it("lives a whole life, is billed in dollars while it is on, and leaves nothing behind", async () => {
    const { adapter, instances, keys, credentials, wire, disks } = account();
    expect(await keys.verify(credentials, {})).toEqual({ account: null, canLaunch: null });
    const list = await adapter.prices?.list({});
    const offer = list?.offers.find(
      ({ instanceType, region }) => instanceType === spec.instanceType && region === zone,
    );
    expect(offer).toMatchObject({ pricePerHourMicros: 2_866_500n, currency: "EUR" });

    const { id } = await instances.launch(credentials, spec, {});
    expect(id).toMatch(/^fr-par-2:[0-9a-f-]{36}$/);
    const get = () => instances.get(credentials, id, {});
    const booting = { id, name: spec.name, status: "provisioning", ratePerHourMicros: null };
    expect(await get()).toMatchObject({ ...booting, nativeStatus: "starting", ssh: null });
    await pass(HOUR_MS);
    const running = await get();
    expect(running).toMatchObject({ status: "running", ssh: { port: 22, user: "root" } });
    expect(await instances.list(credentials, {})).toEqual([running]);

    await instances.stop?.(credentials, id, {});
    expect(await get()).toMatchObject({ status: "running", nativeStatus: "stopping" });
    await pass(HOUR_MS);
    expect(await get()).toMatchObject({ status: "stopped", nativeStatus: "stopped", ssh: null });
    expect(await instances.start?.(credentials, id, {})).toEqual({ id });
    await pass(MINUTE_MS);
    const again = await get();
    expect(again?.ssh?.host).not.toBe(running?.ssh?.host);
    await instances.restart?.(credentials, id, {});
    expect((await get())?.status).toBe("provisioning");
    await pass(HOUR_MS);

    await instances.terminate(credentials, id, {});
    expect((await get())?.nativeStatus).toBe("stopping");
    expect((await caught(instances.terminate(credentials, id, {}))).kind).toBe("conflict");
    await pass(MINUTE_MS);
    expect((await caught(instances.terminate(credentials, id, {}))).kind).toBe("conflict");
    expect((await get())?.status).toBe("stopped");
    expect(await disks()).toHaveLength(1);
    await pass(MINUTE_MS);
    await instances.terminate(credentials, id, {});
    expect(await get()).toBeNull();
    await instances.terminate(credentials, id, {});
    expect(await instances.list(credentials, {})).toEqual([]);
    expect(await disks()).toEqual([]);

    const { machines, totalMicros } = await readBill(wire);
    const minutes = 61 + 62;
    const onMicros =
      costOfDuration(HOURLY, 61 * MINUTE_MS) + costOfDuration(HOURLY, 62 * MINUTE_MS);
    expect(minutes).toBe(123);
    expect(BigInt(machines[0]?.totalMicros ?? 0)).toBe(onMicros);
    const diskMicros = BigInt(totalMicros) - onMicros;
    expect(diskMicros).toBeGreaterThan(26_000n * 3n);
    expect(diskMicros).toBeLessThan(27_500n * 4n);
  });

  it("is made switched off, is given its script, and only then is switched on", async () => {
    const at = account();
    const startupScript = "#!/bin/sh\necho 'ready'\n";
    const launch = { ...spec, startupScript };
    const { id } = await at.instances.launch(at.credentials, launch, {});
    expect(await changes(at)).toEqual([
      "POST servers",
      `PATCH ${native(id)}/user_data/cloud-init`,
      `POST ${native(id)}/action`,
    ]);
    const { key } = at.wire;
    const url = `${sandbox.url}/scaleway${servers}/${native(id)}/user_data/cloud-init`;
    expect((await request(url, "GET", undefined, key)).text).toBe(startupScript);
  });

  it("is not made once it became dearer than was agreed to, nor where it is not sold", async () => {
    const at = account();
    const price = (usd: string) =>
      at.wire.control("POST", "prices", { id: spec.instanceType, usd });
    const refused = { kind: "conflict", isUnsent: true };
    const launch = (changes: Partial<LaunchSpec> = {}) =>
      at.instances.launch(at.credentials, { ...spec, ...changes }, {});
    await price("2.866561");
    expect(await caught(launch())).toMatchObject(refused);
    await price("2.8665");
    expect(await caught(launch({ pricePerHourIn: {} }))).toMatchObject(refused);
    expect(await caught(launch({ region: "nl-ams-1" }))).toMatchObject(refused);
    expect(await changes(at)).toEqual([]);
    expect(await launch()).toHaveProperty("id");
  });

  it("is not switched on by the engine either once it became dearer", async () => {
    const at = account();
    await at.fault("servers$", { kind: "answer-lost" });
    await caught(at.instances.launch(at.credentials, spec, {}));
    const [found] = await at.instances.list(at.credentials, {});
    await at.wire.control("POST", "prices", { id: spec.instanceType, usd: "3" });
    const finish = at.instances.finishLaunch?.(at.credentials, found?.id ?? "", spec, {});
    expect(await caught(finish ?? Promise.resolve())).toMatchObject({
      kind: "conflict",
      isUnsent: true,
    });
    expect(await changes(at)).toEqual(["POST servers"]);
  });

  it("whose GPU is gone as it is switched on is ended again with its disk: no capacity", async () => {
    const at = account();
    await at.fault("/action$", { kind: "no-capacity" });
    const error = await caught(at.instances.launch(at.credentials, spec, {}));
    expect(error.kind).toBe("no-capacity");
    expect(await at.instances.list(at.credentials, {})).toEqual([]);
    expect(await at.disks()).toEqual([]);
    expect(BigInt((await readBill(at.wire)).machines[0]?.totalMicros ?? -1)).toBe(0n);
  });

  it("that cannot be ended again after such a refusal stands there for a look to find", async () => {
    const at = account();
    await at.fault("/action$", { kind: "no-capacity" });
    await at.fault("/volumes/", { kind: "server-error" }, "DELETE");
    expect((await caught(at.instances.launch(at.credentials, spec, {}))).kind).toBe("ambiguous");
    const [left] = await at.instances.list(at.credentials, {});
    expect(left).toMatchObject({ name: spec.name, status: "stopped" });
    await at.end(left?.id ?? "");
    expect(await at.instances.list(at.credentials, {})).toEqual([]);
    expect(await at.disks()).toEqual([]);
  });

  it("whose system was taken off is not switched on: it would cost its price and never answer", async () => {
    const at = account();
    const { instances, credentials } = at;
    await at.fault("/action$", { kind: "no-capacity" });
    await at.fault("/volumes/", { kind: "server-error" }, "DELETE");
    await caught(instances.launch(credentials, spec, {}));
    const [left] = await instances.list(credentials, {});
    const id = left?.id ?? "";
    const before = await changes(at);
    const finish = instances.finishLaunch?.(credentials, id, spec, {}) ?? Promise.resolve();
    expect(await caught(finish)).toMatchObject({ kind: "invalid-request", isUnsent: true });
    const start = instances.start?.(credentials, id, {}) ?? Promise.resolve();
    expect(await caught(start)).toMatchObject({ kind: "invalid-request", isUnsent: true });
    expect(await changes(at)).toEqual(before);
    await at.end(id);
    expect(await at.disks()).toEqual([]);
  });

  it.each([
    ["made", "servers$", "stopped"],
    ["switched on", "/action$", "provisioning"],
  ])(
    "is found by its name where the answer to its being %s is lost",
    async (_what, path, status) => {
      const { instances, credentials, fault } = account();
      await fault(path, { kind: "answer-lost" });
      expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("ambiguous");
      expect(await instances.list(credentials, {})).toMatchObject([{ name: spec.name, status }]);
    },
  );

  it("is switched off again, and nothing says why, where switching on comes to nothing", async () => {
    const { instances, credentials, fault } = account();
    await fault("/action$", { kind: "boot-fails" });
    const { id } = await instances.launch(credentials, spec, {});
    await pass(MINUTE_MS);
    expect((await instances.get(credentials, id, {}))?.status).toBe("stopped");
  });

  it("that was stopped may find no GPU any more, and keeps its disk", async () => {
    const { instances, credentials, wire, disks } = account();
    const { id } = await instances.launch(credentials, spec, {});
    await pass(MINUTE_MS);
    await instances.stop?.(credentials, id, {});
    await pass(MINUTE_MS);
    await wire.control("POST", "stock", { id: spec.instanceType, region: zone, count: 0 });
    const start = instances.start?.(credentials, id, {}) ?? Promise.resolve();
    expect((await caught(start)).kind).toBe("no-capacity");
    expect((await instances.get(credentials, id, {}))?.status).toBe("stopped");
    expect(await disks()).toHaveLength(1);
  });

  it("shut down from inside keeps its GPU and its price, and can be ended", async () => {
    const { instances, credentials, wire, end } = account();
    const { id } = await instances.launch(credentials, spec, {});
    await pass(MINUTE_MS);
    await wire.control("POST", `machines/${id}/kill`, { how: "exited" });
    const seen = await instances.get(credentials, id, {});
    expect(seen).toMatchObject({ nativeStatus: "stopped in place" });
    const before = BigInt((await readBill(wire)).machines[0]?.totalMicros ?? 0);
    await pass(HOUR_MS);
    expect(BigInt((await readBill(wire)).machines[0]?.totalMicros ?? 0) - before).toBe(HOURLY);
    await end(id);
    expect(await instances.get(credentials, id, {})).toBeNull();
  });

  it.each(["error", "off"])("that comes to %s can be ended, disk and all", async (how) => {
    const { instances, credentials, wire, end, disks } = account();
    const { id } = await instances.launch(credentials, spec, {});
    await pass(MINUTE_MS);
    await wire.control("POST", `machines/${id}/kill`, { how });
    const status = how === "error" ? "failed" : "stopped";
    expect((await instances.get(credentials, id, {}))?.status).toBe(status);
    await end(id);
    expect(await instances.get(credentials, id, {})).toBeNull();
    expect(await disks()).toEqual([]);
  });

  it("is not ended while it is on its way up, and what a lost answer did is done once", async () => {
    const { instances, credentials, fault, disks } = account();
    const { id } = await instances.launch(credentials, spec, {});
    expect((await caught(instances.terminate(credentials, id, {}))).kind).toBe("conflict");
    await pass(MINUTE_MS);
    await fault("/action$", { kind: "answer-lost" });
    expect((await caught(instances.terminate(credentials, id, {}))).kind).toBe("ambiguous");
    await pass(MINUTE_MS);
    await fault("/detach-volume$", { kind: "answer-lost" });
    expect((await caught(instances.terminate(credentials, id, {}))).kind).toBe("ambiguous");
    await pass(MINUTE_MS);
    await fault("/volumes/", { kind: "answer-lost" }, "DELETE");
    expect((await caught(instances.terminate(credentials, id, {}))).kind).toBe("ambiguous");
    await fault("/servers/", { kind: "answer-lost" }, "DELETE");
    expect((await caught(instances.terminate(credentials, id, {}))).kind).toBe("ambiguous");
    await instances.terminate(credentials, id, {});
    expect(await instances.get(credentials, id, {})).toBeNull();
    expect(await disks()).toEqual([]);
  });
});

describe("an account at Scaleway", () => {
  it("shows the machines of every zone and every page", async () => {
    const { instances, credentials, wire } = account();
    await wire.control("POST", "stock", { id: "L4-1-24G", region: "nl-ams-1", count: 200 });
    const body = (place: number) => ({
      name: `other-${place}`,
      commercial_type: "L4-1-24G",
      image: "ubuntu_jammy_gpu_os_12",
      project: wire.key,
      volumes: { "0": { size: 125_000_000_000, volume_type: "sbs_volume" } },
    });
    for (let place = 0; place < 101; place += 1) {
      await wire.call("POST", "/instance/v1/zones/nl-ams-1/servers", body(place));
    }
    await instances.launch(credentials, spec, {});
    const all = await instances.list(credentials, {});
    expect(all).toHaveLength(102);
    expect(new Set(all.map(({ region }) => region))).toEqual(new Set([zone, "nl-ams-1"]));
  });

  it("puts every SSH key of the project on a machine, and adds one only where it is missing", async () => {
    const { instances, keys, credentials, wire } = account();
    const other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOther them@home";
    const key = { name: "theirs", public_key: other, project_id: wire.key };
    await wire.call("POST", "/iam/v1alpha1/ssh-keys", key);
    await instances.launch(credentials, spec, {});
    await instances.launch(credentials, { ...spec, name: "ch-two" }, {});
    const known = (await keys.sshKeys?.(credentials, {}))?.map(({ publicKey }) => publicKey);
    expect(known).toEqual([other, spec.sshPublicKeys[0]]);
    const machines = z
      .array(z.object({ authorizedKeys: z.array(z.string()) }))
      .parse((await wire.control("GET", "machines")).body);
    expect(machines.map(({ authorizedKeys }) => authorizedKeys)).toEqual([known, known]);
  });
});

describe("Scaleway's refusals", () => {
  const launch = (secretKey: string, more: Partial<LaunchSpec> = {}, projectId = secretKey) => {
    const { instances, credentials } = account(secretKey, projectId);
    return caught(instances.launch(credentials, { ...spec, ...more }, {}));
  };

  it("are told apart by their type, not by their status", async () => {
    const at = account();
    const { wire } = at;
    expect((await launch("sandbox-scaleway-full")).kind).toBe("quota");
    expect((await launch("sandbox-scaleway-blockless")).kind).toBe("missing-right");
    expect((await launch("sandbox-scaleway-nobody")).kind).toBe("invalid-key");
    expect((await launch(wire.key, {}, freshKey("scaleway"))).kind).toBe("missing-right");
    await wire.control("POST", "stock", { id: spec.instanceType, region: zone, count: 0 });
    expect((await launch(wire.key)).kind).toBe("no-capacity");
    expect(await at.instances.list(at.credentials, {})).toEqual([]);
    expect((await launch(wire.key, { instanceType: "H100-9-80G" })).kind).toBe("conflict");
  });

  it("of what a launch lacks come before anything is sent", async () => {
    const at = account();
    for (const lack of [
      { region: "us-east-1" },
      { sshPublicKeys: [] },
      { pricingModel: "spot" as const },
      { volumeId: "some-volume" },
      { name: "under_score" },
    ]) {
      const error = await launch(at.wire.key, lack);
      expect(error).toMatchObject({ kind: "invalid-request", isUnsent: true });
    }
    expect(await callsOf(at)).toEqual([]);
    const withoutZone = at.instances.get(at.credentials, "f3c1b8e2", {});
    expect((await caught(withoutZone)).kind).toBe("invalid-request");
  });

  it("of a key that may only read come with the first thing it changes", async () => {
    const { keys, credentials } = account("sandbox-scaleway-readonly");
    expect(await keys.verify(credentials, {})).toEqual({ account: null, canLaunch: null });
    expect((await launch("sandbox-scaleway-readonly")).kind).toBe("missing-right");
    const foreign = account(freshKey("scaleway"), "sandbox-scaleway-key");
    const verified = foreign.keys.verify(foreign.credentials, {});
    expect((await caught(verified)).kind).toBe("missing-right");
  });
});
