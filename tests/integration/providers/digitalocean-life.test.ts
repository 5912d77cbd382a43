import { describe, expect, it } from "vitest";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec, ProviderOffer } from "@/lib/providers/contract";
import { caught } from "../../contract/stage";
import { freshKey, moveClock, readBill, type Wire, wireTo } from "../sandbox/wire";
import { accountAt, rentSandbox } from "./account-at";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const spec: LaunchSpec = {
  name: "ch-test0001-abcdefgh0123-create-1",
  instanceType: "gpu-h100x1-80gb",
  gpuCount: 1,
  region: "tor1",
  tier: null,
  image: null,
  diskGb: null,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 4_410_000n,
  volumeId: null,
};

const sandbox = rentSandbox();

const open = (apiKey?: string) => accountAt(sandbox.url, "digitalocean", apiKey);

/** Where an offer says all that a launch needs. */
const launchOf = (offer: ProviderOffer): LaunchSpec => ({
  ...spec,
  instanceType: offer.instanceType,
  gpuCount: offer.gpuCount,
  region: offer.region,
  tier: offer.tier,
  pricePerHourMicros: offer.pricePerHourMicros,
});

/** How long each machine on the bill was paid for, by the bill's own times. */
async function billedMs(wire: Wire): Promise<number> {
  const [machine] = (await readBill(wire)).machines;
  if (!machine?.endedAt) throw new Error("not ended");
  const seconds = (Date.parse(machine.endedAt) - Date.parse(machine.createdAt)) / 1_000;
  return Math.ceil(seconds) * 1_000;
}

describe("a GPU Droplet", () => {
  it("lives from its offer to its bill, which switching off does not lower", async () => {
    const { instances, keys, prices, credentials, wire } = open();
    expect(await keys.verify(credentials, {})).toEqual({
      account: "sammy@example.com",
      canLaunch: null,
    });
    const { offers } = await prices.list({ credentials });
    const offer = offers.find(({ key }) => key === "gpu-h100x1-80gb/tor1");
    if (!offer) throw new Error("not on sale");
    const { id } = await instances.launch(credentials, launchOf(offer), {});
    const get = () => instances.get(credentials, id, {});
    expect(await get()).toMatchObject({
      name: spec.name,
      status: "provisioning",
      ssh: null,
      ratePerHourMicros: offer.pricePerHourMicros,
    });

    await moveClock(sandbox.url, MINUTE_MS);
    const running = await get();
    expect(running).toMatchObject({
      status: "running",
      region: "tor1",
      ssh: { host: expect.stringMatching(/^198\.18\./), port: 22, user: "root" },
    });
    expect(await instances.list(credentials, {})).toEqual([running]);

    await instances.stop?.(credentials, id, {});
    expect((await get())?.status).toBe("running");
    await instances.stop?.(credentials, id, {});
    await moveClock(sandbox.url, HOUR_MS);
    expect(await get()).toMatchObject({
      status: "stopped",
      ssh: null,
      ratePerHourMicros: offer.pricePerHourMicros,
    });
    expect(await instances.start?.(credentials, id, {})).toEqual({ id });
    expect((await get())?.status).toBe("stopped");
    await moveClock(sandbox.url, MINUTE_MS);
    await instances.restart?.(credentials, id, {});
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await get())?.status).toBe("running");

    await instances.terminate(credentials, id, {});
    expect(await get()).toBeNull();
    expect(await instances.list(credentials, {})).toEqual([]);
    await instances.terminate(credentials, id, {});
    await moveClock(sandbox.url, 5 * HOUR_MS);
    const { totalMicros } = await readBill(wire);
    const paidFor = await billedMs(wire);
    expect(paidFor).toBeGreaterThanOrEqual(HOUR_MS + 3 * MINUTE_MS);
    expect(totalMicros).toBe(costOfDuration(offer.pricePerHourMicros, paidFor).toString());
  });

  it("whose system will not shut down is switched off when it is stopped again", async () => {
    const { instances, credentials, wire } = open();
    const { id } = await instances.launch(credentials, spec, {});
    await moveClock(sandbox.url, MINUTE_MS);
    await wire.control("POST", "faults", {
      match: { method: "POST", path: "/actions$" },
      fault: { kind: "boot-stuck" },
    });
    await instances.stop?.(credentials, id, {});
    await moveClock(sandbox.url, 5 * MINUTE_MS);
    expect((await instances.get(credentials, id, {}))?.status).toBe("running");
    await instances.stop?.(credentials, id, {});
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await instances.get(credentials, id, {}))?.status).toBe("stopped");
    const error = await caught(instances.restart?.(credentials, id, {}) ?? Promise.resolve());
    expect(error.kind).toBe("conflict");
  });

  it("that was launched while the answer got lost is found by its name", async () => {
    const { instances, credentials, wire } = open();
    await wire.control("POST", "faults", {
      match: { method: "POST", path: "^/droplets$" },
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
    expect(await refused("sandbox-digitalocean-readonly")).toBe("missing-right");
    expect(await refused("sandbox-digitalocean-norights")).toBe("missing-right");
    expect(await refused("sandbox-digitalocean-poor")).toBe("no-balance");
    expect(await refused("sandbox-digitalocean-quota")).toBe("quota");
    const key = freshKey("digitalocean");
    expect(await refused(key, { region: "nyc1" })).toBe("no-capacity");
    expect(await refused(key, { region: "moon1" })).toBe("invalid-request");
    expect(await refused(key, { name: "under_score" })).toBe("invalid-request");
    expect((await readBill(wireTo(sandbox.url, "digitalocean", key))).machines).toEqual([]);
  });
});

describe("volumes at DigitalOcean", () => {
  it("are attached, outlive their Droplet at their own price, and are ended", async () => {
    const { instances, volumes, credentials, wire } = open();
    await wire.call("POST", "/volumes", { name: "data", size_gigabytes: 100, region: "tor1" });
    const list = () => volumes.list(credentials, {});
    const [volume] = await list();
    if (!volume) throw new Error("no volume");
    expect(volume).toMatchObject({
      name: "data",
      sizeGb: 100,
      region: "tor1",
      attachedTo: [],
      ratePerHourMicros: 13_699n,
    });
    const launch = { ...spec, volumeId: volume.id };
    const { id: instanceId } = await instances.launch(credentials, launch, {});
    expect((await list())[0]?.attachedTo).toEqual([instanceId]);
    const pair = { volumeId: volume.id, instanceId };
    expect((await caught(volumes.remove(credentials, volume.id, {}))).kind).toBe("conflict");
    await volumes.detach?.(credentials, pair, {});
    await volumes.detach?.(credentials, pair, {});
    expect((await list())[0]?.attachedTo).toEqual([]);
    await volumes.attach?.(credentials, pair, {});
    await instances.terminate(credentials, instanceId, {});
    expect((await list())[0]).toMatchObject({ attachedTo: [], nativeStatus: "available" });
    await volumes.remove(credentials, volume.id, {});
    await volumes.remove(credentials, volume.id, {});
    expect(await list()).toEqual([]);
    const disks = (await readBill(wire)).machines.filter(({ name }) => name === "data");
    expect(disks.map(({ totalMicros }) => totalMicros)).toEqual(["13699"]);
  });
});

describe("an account at DigitalOcean", () => {
  it("shows credit and what is owed, and knows a key that another launch added", async () => {
    const { instances, keys, volumes, credentials, wire } = open();
    await wire.control("POST", "settings", { balanceUsd: 20 });
    const credit = async () => (await keys.balance?.(credentials, {}))?.micros ?? 0n;
    expect(await credit()).toBe(20_000_000n);
    await wire.call("POST", "/volumes", { name: "data", size_gigabytes: 100, region: "tor1" });
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await credit()).toBe(20_000_000n - 13_699n);
    expect(await volumes.list(credentials, {})).toHaveLength(1);
    await instances.launch(credentials, spec, {});
    await instances.launch(credentials, { ...spec, name: "ch-two" }, {});
    const known = await keys.sshKeys?.(credentials, {});
    expect(known?.map(({ publicKey }) => publicKey)).toEqual([spec.sshPublicKeys[0]]);
  });

  it("is proved by the sizes where a token may not read it", async () => {
    const verify = (apiKey: string) => open(apiKey).keys.verify({ apiKey }, {});
    expect(await verify("sandbox-digitalocean-norights")).toEqual({
      account: null,
      canLaunch: null,
    });
    expect((await caught(verify("not-a-key-at-all"))).kind).toBe("invalid-key");
  });
});
