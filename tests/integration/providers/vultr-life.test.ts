import { describe, expect, it } from "vitest";
import type { InstancesFace, LaunchSpec, ProviderOffer } from "@/lib/providers/contract";
import { caught } from "../../contract/stage";
import { freshKey, moveClock, readBill, wireTo } from "../sandbox/wire";
import { accountAt, rentSandbox } from "./account-at";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const spec: LaunchSpec = {
  name: "ch-test0001-abcdefgh0123-create-1",
  instanceType: "vcg-l40s-16c-180g-48vram",
  gpuCount: 1,
  region: "ord",
  tier: null,
  image: null,
  diskGb: null,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 1_559_600n,
  volumeId: null,
};

const sandbox = rentSandbox();

const open = (apiKey?: string) => accountAt(sandbox.url, "vultr", apiKey);

/** Where an offer says all that a launch needs. */
const launchOf = (offer: ProviderOffer, name: string): LaunchSpec => ({
  ...spec,
  name,
  instanceType: offer.instanceType,
  gpuCount: offer.gpuCount,
  region: offer.region,
  tier: offer.tier,
  pricePerHourMicros: offer.pricePerHourMicros,
});

describe("a virtual machine at Vultr", () => {
  it("lives from its offer to its bill, which stopping does not lower", async () => {
    const { instances, keys, prices, credentials, wire } = open();
    expect(await keys.verify(credentials, {})).toMatchObject({
      account: "customer@example.com",
      canLaunch: true,
    });
    const { offers } = await prices.list({});
    const offer = offers.find(({ key }) => key === `${spec.instanceType}/on-demand/ord`);
    if (!offer) throw new Error("not on sale");
    const { id } = await instances.launch(credentials, launchOf(offer, spec.name), {});
    const get = () => instances.get(credentials, id, {});
    expect(await get()).toMatchObject({ name: spec.name, status: "provisioning", ssh: null });

    await moveClock(sandbox.url, 30_000);
    expect(await get()).toMatchObject({
      status: "provisioning",
      nativeStatus: "active/running/installingbooting",
    });
    await moveClock(sandbox.url, MINUTE_MS);
    const running = await get();
    expect(running).toMatchObject({
      status: "running",
      region: "ord",
      ssh: { port: 22, user: "root" },
    });
    expect(await instances.list(credentials, {})).toEqual([running]);

    await instances.stop?.(credentials, id, {});
    expect((await get())?.status).toBe("running");
    await moveClock(sandbox.url, HOUR_MS);
    expect((await get())?.status).toBe("stopped");
    expect(await instances.start?.(credentials, id, {})).toEqual({ id });
    await moveClock(sandbox.url, MINUTE_MS);
    await instances.restart?.(credentials, id, {});
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await get())?.status).toBe("running");

    await instances.terminate(credentials, id, {});
    expect(await get()).toBeNull();
    expect(await instances.list(credentials, {})).toEqual([]);
    await instances.terminate(credentials, id, {});
    await moveClock(sandbox.url, 5 * HOUR_MS);
    expect((await readBill(wire)).totalMicros).toBe((2n * offer.pricePerHourMicros).toString());
  });

  it("that was launched while the answer got lost is found by its name", async () => {
    const { instances, credentials, wire } = open();
    await wire.control("POST", "faults", {
      match: { method: "POST", path: "^/instances$" },
      fault: { kind: "answer-lost" },
    });
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("ambiguous");
    const found = await instances.list(credentials, {});
    expect(found.map(({ name }) => name)).toEqual([spec.name]);
    expect((await readBill(wire)).machines).toHaveLength(1);
  });

  it("is refused in words the product knows, and nothing is bought", async () => {
    const refused = async (apiKey: string, changes: Partial<LaunchSpec> = {}) => {
      const { instances, credentials } = open(apiKey);
      return (await caught(instances.launch(credentials, { ...spec, ...changes }, {}))).kind;
    };
    expect(await refused("not-a-key-at-all")).toBe("invalid-key");
    expect(await refused("sandbox-vultr-readonly")).toBe("missing-right");
    expect(await refused("sandbox-vultr-norights")).toBe("missing-right");
    expect(await refused("sandbox-vultr-poor")).toBe("no-balance");
    expect(await refused("sandbox-vultr-quota")).toBe("quota");
    const key = freshKey("vultr");
    expect(await refused(key, { instanceType: "vcg-l40s-128c-1500g-384vram" })).toBe("no-capacity");
    expect(await refused(key, { instanceType: "vcg-unknown" })).toBe("invalid-request");
    expect(await refused(key, { pricingModel: "spot" })).toBe("invalid-request");
    expect(await refused(key, { region: null })).toBe("invalid-request");
    expect((await readBill(wireTo(sandbox.url, "vultr", key))).machines).toEqual([]);
  });
});

describe("bare metal at Vultr", () => {
  it("is made, acted on and ended under its own paths, beside virtual machines", async () => {
    const { instances, credentials, wire } = open();
    const metal = { ...spec, name: "ch-metal", instanceType: "vbm-112c-2048gb-8-h100-gpu" };
    const vm = await instances.launch(credentials, spec, {});
    const { id } = await instances.launch(credentials, { ...metal, region: "sea" }, {});
    await moveClock(sandbox.url, 10 * MINUTE_MS);
    const all = await instances.list(credentials, {});
    expect(all.map((one) => [one.id, one.name, one.status])).toEqual([
      [vm.id, spec.name, "running"],
      [id, "ch-metal", "running"],
    ]);
    expect(await instances.get(credentials, id, {})).toEqual(all[1]);
    await act(instances, credentials, id);
    await instances.terminate(credentials, id, {});
    await instances.terminate(credentials, id, {});
    expect(await instances.get(credentials, id, {})).toBeNull();
    expect((await instances.list(credentials, {})).map((one) => one.id)).toEqual([vm.id]);
    expect((await readBill(wire)).machines.find(({ name }) => name === "ch-metal")).toMatchObject({
      totalMicros: "23920000",
    });
  });
});

async function act(face: InstancesFace, credentials: Record<string, string>, id: string) {
  await face.stop?.(credentials, id, {});
  await face.start?.(credentials, id, {});
  await face.restart?.(credentials, id, {});
}

describe("block storage at Vultr", () => {
  it("is put to a machine, outlives it at its own price, and is ended", async () => {
    const { instances, volumes, credentials, wire } = open();
    const { id: instanceId } = await instances.launch(credentials, spec, {});
    await wire.call("POST", "/blocks", { region: "ord", size_gb: 50, label: "data" });
    await moveClock(sandbox.url, 2 * MINUTE_MS);
    const [volume] = await volumes.list(credentials, {});
    if (!volume) throw new Error("no volume");
    expect(volume).toMatchObject({
      name: "data",
      sizeGb: 50,
      region: "ord",
      attachedTo: [],
      ratePerHourMicros: 6_849n,
      nativeStatus: "active",
    });
    const pair = { volumeId: volume.id, instanceId };
    const holders = async () => (await volumes.list(credentials, {})).map((one) => one.attachedTo);
    await volumes.attach?.(credentials, pair, {});
    expect(await holders()).toEqual([[instanceId]]);
    const other = { ...pair, instanceId: "another-machine" };
    const refused = volumes.detach?.(credentials, other, {}) ?? Promise.resolve();
    expect((await caught(refused)).kind).toBe("conflict");
    expect(await holders()).toEqual([[instanceId]]);
    await volumes.detach?.(credentials, pair, {});
    await volumes.detach?.(credentials, pair, {});
    await volumes.attach?.(credentials, pair, {});
    await instances.terminate(credentials, instanceId, {});
    expect(await holders()).toEqual([[]]);
    await volumes.remove(credentials, volume.id, {});
    await volumes.remove(credentials, volume.id, {});
    expect(await volumes.list(credentials, {})).toEqual([]);
    const { totalMicros } = await readBill(wire);
    expect(totalMicros).toBe((1_559_600n + 6_849n).toString());
  });
});

describe("an account at Vultr", () => {
  it("shows its credit less what this month has cost, and the keys it knows", async () => {
    const { instances, keys, credentials, wire } = open();
    await wire.control("POST", "settings", { balanceUsd: 20 });
    expect(await keys.balance?.(credentials, {})).toEqual({
      micros: 20_000_000n,
      currency: "USD",
    });
    await instances.launch(credentials, spec, {});
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await keys.balance?.(credentials, {})).toEqual({
      micros: 20_000_000n - 1_559_600n,
      currency: "USD",
    });
    expect(await keys.sshKeys?.(credentials, {})).toEqual([
      expect.objectContaining({ publicKey: spec.sshPublicKeys[0] }),
    ]);
  });

  it("says that a key may not launch, or is used from an address that is not on its list", async () => {
    const verify = (apiKey: string) => open(apiKey).keys.verify({ apiKey }, {});
    expect(await verify("sandbox-vultr-readonly")).toMatchObject({ canLaunch: false });
    const elsewhere = await caught(verify("sandbox-vultr-elsewhere"));
    expect(elsewhere.kind).toBe("missing-right");
    expect(elsewhere.detail).toMatch(/access list.*Unauthorized IP address: 192\.0\.2\.9/);
    const wrong = await caught(verify("not-a-key-at-all"));
    expect([wrong.kind, wrong.detail]).toEqual([
      "invalid-key",
      expect.stringMatching("access list"),
    ]);
  });
});
