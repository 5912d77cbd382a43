import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { CallContext, LaunchSpec } from "@/lib/providers/contract";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { billSchema, moveClock } from "../sandbox/wire";
import { accountAt, must } from "./account-at";

const MINUTE_MS = 60_000;
const spec: LaunchSpec = {
  name: "ch-abcdefgh-abcdefghijkl-create-1",
  instanceType: "gpu_1x_a10",
  gpuCount: 1,
  region: "us-west-1",
  tier: null,
  image: null,
  diskGb: null,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 1_290_000n,
  volumeId: null,
};
const fileSystem = z.object({ data: z.object({ id: z.string() }) });

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

/** Most tests are not about the provider's limits, so they do not wait for them. */
function account() {
  const known = accountAt(sandbox.url, "lambda");
  const hurried: CallContext = {};
  return { ...known, hurried };
}

async function newFileSystem({ wire }: ReturnType<typeof account>, region = "us-west-1") {
  const made = await wire.call("POST", "/filesystems", { name: "models", region });
  return fileSystem.parse(made.body).data.id;
}

describe("an instance's whole life through the adapter", () => {
  it("is offered, launched, watched, restarted, ended and billed to the micro-dollar", async () => {
    const { adapter, instances, credentials, hurried, wire } = account();
    await adapter.keys?.verify(credentials, hurried);
    const { offers } = must(await adapter.prices?.list({ credentials }));
    const offer = must(offers.find((one) => one.instanceType === spec.instanceType));
    const { id } = await instances.launch(credentials, { ...spec, region: offer.region }, hurried);
    const status = async () => (await instances.get(credentials, id, hurried))?.status;
    expect(await status()).toBe("provisioning");
    await moveClock(sandbox.url, 10 * MINUTE_MS);
    expect(await status()).toBe("running");
    expect(await instances.list(credentials, hurried)).toMatchObject([
      { id, name: spec.name, ratePerHourMicros: offer.pricePerHourMicros, isPreempted: false },
    ]);
    await instances.restart?.(credentials, id, hurried);
    expect(await status()).toBe("provisioning");
    await moveClock(sandbox.url, 10 * MINUTE_MS);
    expect(await status()).toBe("running");
    await instances.terminate(credentials, id, hurried);
    expect(await status()).toBe("terminating");
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await status()).toBeUndefined();
    await instances.terminate(credentials, id, hurried);
    expect(await instances.list(credentials, hurried)).toEqual([]);

    const bill = billSchema.parse((await wire.control("GET", "bill")).body);
    const segments = must(bill.machines[0]).segments.filter((one) => one.usdPerHour === "1.29");
    const billedMs = Date.parse(must(segments.at(-1)?.to)) - Date.parse(must(segments[0]).from);
    const minutes = BigInt(Math.ceil(billedMs / MINUTE_MS));
    expect(minutes).toBe(20n);
    expect(bill.totalMicros).toBe((21_500n * minutes).toString());
  });

  it("keeps within one call a second when the guard does, and is refused without one", async () => {
    const { instances, credentials, context, hurried, wire } = account();
    await wire.control("POST", "settings", { rateLimit: true });
    const { id } = await instances.launch(credentials, spec, context);
    await expect(instances.get(credentials, id, context)).resolves.toMatchObject({ id });
    const calls = Array.from({ length: 4 }, () => instances.get(credentials, id, hurried));
    const ends = await Promise.allSettled(calls);
    const refusals = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
    expect(refusals.length).toBeGreaterThan(1);
    expect(refusals[0]).toMatchObject({ kind: "rate-limited" });
  });

  it("leaves nothing in doubt when the key for it cannot be had", async () => {
    const { instances, credentials, hurried, wire } = account();
    await wire.control("POST", "faults", {
      match: { method: "POST", path: "^/ssh-keys$" },
      fault: { kind: "rate-limited" },
    });
    const error = await caught(instances.launch(credentials, spec, hurried));
    expect(error.kind).toBe("rate-limited");
    const bill = billSchema.parse((await wire.control("GET", "bill")).body);
    expect(bill.machines).toEqual([]);
  });

  it("is in doubt when Lambda says 429 to the launch itself, and is found by its name", async () => {
    const { instances, credentials, hurried, wire } = account();
    await wire.control("POST", "faults", {
      match: { path: "launch$" },
      fault: { kind: "answer-lost" },
    });
    expect((await caught(instances.launch(credentials, spec, hurried))).kind).toBe("ambiguous");
    await wire.control("POST", "faults", {
      match: { path: "launch$" },
      fault: { kind: "rate-limited", retryAfterS: 12 },
    });
    const refused = await caught(instances.launch(credentials, spec, hurried));
    expect(refused).toMatchObject({ kind: "ambiguous", retryAfterMs: 12_000 });
    const found = await instances.list(credentials, hurried);
    expect(found.map(({ name }) => name)).toEqual([spec.name]);
  });
});

it("an offer seen is no reservation: taken meanwhile, it is refused and nothing is made", async () => {
  const { adapter, instances, credentials, hurried, wire } = account();
  const seen = (await adapter.prices?.list({ credentials, ...hurried }))?.offers ?? [];
  const { instanceType, region } = spec;
  const offer = must(
    seen.find((one) => one.instanceType === instanceType && one.region === region),
  );
  expect(offer.availability).toBe("available");
  await wire.control("POST", "stock", { id: instanceType, region, count: 0 });
  const refused = await caught(instances.launch(credentials, spec, hurried));
  expect(refused.kind).toBe("no-capacity");
  expect(await instances.list(credentials, hurried)).toEqual([]);
});

describe("an instance that is lost", () => {
  const lose = async (how: string) => {
    const { instances, credentials, hurried, wire } = account();
    const { id } = await instances.launch(credentials, spec, hurried);
    await moveClock(sandbox.url, MINUTE_MS);
    await wire.control("POST", `machines/${id}/kill`, { how });
    return { get: () => instances.get(credentials, id, hurried) };
  };

  it("to somebody else is ended and says so, then is gone", async () => {
    const { get } = await lose("preempted");
    expect(await get()).toMatchObject({ status: "terminated", isPreempted: true });
    await moveClock(sandbox.url, 5 * MINUTE_MS);
    expect(await get()).toBeNull();
  });

  it("to a sick host has failed and goes on costing", async () => {
    const { get } = await lose("unhealthy");
    expect(await get()).toMatchObject({ status: "failed", ratePerHourMicros: 1_290_000n });
  });
});

describe("a file system", () => {
  it("goes to an instance of its region, outlives it and is deleted once", async () => {
    const owner = account();
    const { instances, credentials, hurried, volumes, wire } = owner;
    const volumeId = await newFileSystem(owner);
    expect(await volumes.list(credentials, hurried)).toMatchObject([
      { id: volumeId, name: "models", sizeGb: 0, attachedTo: [], nativeStatus: "not in use" },
    ]);
    const { id } = await instances.launch(credentials, { ...spec, volumeId }, hurried);
    expect(await volumes.list(credentials, hurried)).toMatchObject([
      { id: volumeId, sizeGb: 40, attachedTo: [id], nativeStatus: "in use" },
    ]);
    const inUse = await caught(volumes.remove(credentials, volumeId, hurried));
    expect(inUse.kind).toBe("conflict");
    await instances.terminate(credentials, id, hurried);
    await moveClock(sandbox.url, 730 * 60 * MINUTE_MS);
    await volumes.remove(credentials, volumeId, hurried);
    await volumes.remove(credentials, volumeId, hurried);
    expect(await volumes.list(credentials, hurried)).toEqual([]);
    const { totalMicros } = billSchema.parse((await wire.control("GET", "bill")).body);
    const month = 40n * 200_000n;
    expect(BigInt(totalMicros) - month).toBeGreaterThanOrEqual(0n);
    expect(BigInt(totalMicros) - month).toBeLessThan(2n * 21_500n);
  });

  it("of another region, or unknown, makes no instance", async () => {
    const owner = account();
    const { instances, credentials, hurried } = owner;
    const volumeId = await newFileSystem(owner, "us-east-1");
    const launch = (changes: Partial<LaunchSpec>) =>
      caught(instances.launch(credentials, { ...spec, ...changes }, hurried));
    expect(await launch({ volumeId })).toMatchObject({ kind: "invalid-request", status: 400 });
    expect((await launch({ volumeId: "none" })).kind).toBe("not-found");
    expect(await instances.list(credentials, hurried)).toEqual([]);
  });
});

it("a launch adds its SSH key once, and the account then tells it", async () => {
  const { adapter, instances, credentials, hurried } = account();
  await instances.launch(credentials, spec, hurried);
  await instances.launch(credentials, { ...spec, name: "ch-two" }, hurried);
  expect(await adapter.keys?.sshKeys?.(credentials, hurried)).toEqual([
    {
      id: expect.any(String),
      name: expect.stringMatching(/^ch-[0-9a-f]{16}$/),
      publicKey: spec.sshPublicKeys[0],
    },
  ]);
});
