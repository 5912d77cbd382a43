import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createHotaisle } from "@/lib/providers/hotaisle";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, readBill, wireTo } from "../sandbox/wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "vm-1xMI300X-13c-224g-12288d",
  gpuCount: 1,
  region: "us-michigan-1",
  tier: "vm",
  image: null,
  diskGb: null,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 2_990_000n,
  volumeId: null,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const pass = (ms: number) => moveClock(sandbox.url, ms);

function account(apiKey = freshKey("hotaisle"), team = apiKey) {
  const adapter = createHotaisle({ baseUrl: `${sandbox.url}/hotaisle/api` });
  const { instances, keys } = adapter;
  if (!instances || !keys) throw new Error("Hot Aisle lost a face");
  const wire = wireTo(sandbox.url, "hotaisle", apiKey);
  return { adapter, instances, keys, credentials: { apiKey, team }, wire };
}

describe("a machine at Hot Aisle", () => {
  it("lives a whole life under a name that is not ours, and is billed throughout", async () => {
    const { adapter, instances, keys, credentials, wire } = account();
    expect(await keys.verify(credentials, {})).toMatchObject({ canLaunch: true });
    const list = await adapter.prices?.list({ credentials });
    const offer = list?.offers.find(({ key }) => key === spec.instanceType);
    const rate = offer?.pricePerHourMicros ?? 0n;
    expect(rate).toBe(2_990_000n);

    const { id } = await instances.launch(credentials, spec, {});
    const get = () => instances.get(credentials, id, {});
    expect(await get()).toMatchObject({ id, name: null, status: "provisioning" });
    await pass(HOUR_MS);
    const running = await get();
    expect(running).toMatchObject({ status: "running", ssh: { user: "hotaisle" } });
    expect(await instances.list(credentials, {})).toEqual([running]);
    expect(await keys.sshKeys?.(credentials, {})).toMatchObject([
      { publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest", name: "me@home" },
    ]);

    await instances.stop?.(credentials, id, {});
    expect((await get())?.nativeStatus).toBe("in shutdown");
    await pass(HOUR_MS);
    expect((await get())?.status).toBe("stopped");
    expect(await instances.start?.(credentials, id, {})).toEqual({ id });
    await pass(MINUTE_MS);
    await instances.restart?.(credentials, id, {});
    expect((await get())?.status).toBe("running");
    await pass(HOUR_MS);

    await instances.terminate(credentials, id, {});
    expect(await get()).toBeNull();
    await instances.terminate(credentials, id, {});
    expect(await instances.list(credentials, {})).toEqual([]);

    const { machines, totalMicros } = await readBill(wire);
    const livedMs =
      Date.parse(machines[0]?.endedAt ?? "") - Date.parse(machines[0]?.createdAt ?? "");
    const minutes = Math.ceil(livedMs / MINUTE_MS);
    expect(minutes).toBe(182);
    expect(BigInt(totalMicros)).toBe(costOfDuration(rate, minutes * MINUTE_MS));
  });

  it("launched while the answer got lost is what a list has more than the one before", async () => {
    const { instances, credentials, wire } = account();
    await instances.launch(credentials, spec, {});
    const ids = async () => (await instances.list(credentials, {})).map((one) => one.id);
    const before = await ids();
    const match = { method: "POST", path: "virtual_machines/$" };
    await wire.control("POST", "faults", { fault: { kind: "answer-lost" }, match });
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("ambiguous");
    const added = (await ids()).filter((id) => !before.includes(id));
    expect(added).toHaveLength(1);
    const [adopted = ""] = added;
    expect(await instances.get(credentials, adopted, {})).toMatchObject({ name: null });
  });

  it("ended at once costs its least time all the same", async () => {
    const { instances, credentials, wire } = account();
    const instanceType = "vm-2xMI300X-26c-448g-12288d";
    const two = { ...spec, instanceType, gpuCount: 2, pricePerHourMicros: 5_980_000n };
    const { id } = await instances.launch(credentials, two, {});
    await instances.terminate(credentials, id, {});
    expect((await readBill(wire)).totalMicros).toBe("5980000");
  });
});

describe("Hot Aisle's refusals", () => {
  const verify = (apiKey: string, team = apiKey) => {
    const { keys, credentials } = account(apiKey, team);
    return keys.verify(credentials, {});
  };
  const launch = (apiKey: string, changes: Partial<LaunchSpec> = {}, team = apiKey) => {
    const { instances, credentials } = account(apiKey, team);
    return caught(instances.launch(credentials, { ...spec, ...changes }, {}));
  };

  it("of a key are told from those of a team that is full", async () => {
    expect((await caught(verify("sandbox-hotaisle-nobody"))).kind).toBe("invalid-key");
    expect((await launch("sandbox-hotaisle-nobody")).kind).toBe("invalid-key");
    expect((await launch("sandbox-hotaisle-full")).kind).toBe("quota");
  });

  it("of a team are told from those of a key", async () => {
    const key = freshKey("hotaisle");
    expect((await caught(verify("sandbox-hotaisle-teamless"))).kind).toBe("missing-right");
    expect((await caught(verify(key, "another-team"))).kind).toBe("missing-right");
    expect((await launch("sandbox-hotaisle-readonly", {}, "sandbox-hotaisle-key")).kind).toBe(
      "missing-right",
    );
    expect(await verify("sandbox-hotaisle-readonly", "sandbox-hotaisle-key")).toMatchObject({
      canLaunch: false,
    });
  });

  it("of what is sold out, unpaid or no virtual machine buy nothing", async () => {
    const key = freshKey("hotaisle");
    expect((await launch(key, { instanceType: "vm-4xMI300X-52c-896g-12288d" })).kind).toBe(
      "no-capacity",
    );
    expect((await launch("sandbox-hotaisle-poor")).kind).toBe("no-balance");
    const metal = { instanceType: "bare-metal-8xMI300X-104c-2048g-115335d", tier: "bare-metal" };
    expect((await launch(key, metal)).kind).toBe("invalid-request");
    const { keys, credentials, instances } = account(key);
    expect(await instances.list(credentials, {})).toEqual([]);
    expect(await keys.balance?.(credentials, {})).toEqual({
      micros: 10_000_000_000n,
      currency: "USD",
    });
  });
});
