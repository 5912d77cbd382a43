import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { billSchema, moveClock } from "../sandbox/wire";
import { accountAt, must } from "./account-at";

const HOUR_MS = 3_600_000;
const GPU = "NVIDIA H100 80GB HBM3";
const spec: LaunchSpec = {
  name: "ch-abcdefgh-abcdefghijkl-create-1",
  instanceType: GPU,
  gpuCount: 1,
  region: null,
  tier: "secure",
  image: null,
  diskGb: 73,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 3_290_000n,
  volumeId: null,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const account = () => accountAt(sandbox.url, "runpod");
const volumeShape = z.object({ id: z.string(), dataCenter: z.string() });

async function newVolume({ wire }: ReturnType<typeof account>, dataCenter: string) {
  const body = { name: "models", size: 146, dataCenter };
  return volumeShape.parse((await wire.call("POST", "/network-volumes", body)).body);
}

describe("a pod's whole life through the adapter", () => {
  it("is offered, launched, watched, stopped, started, restarted, ended and billed to the micro-dollar", async () => {
    const { adapter, instances, credentials, context, wire } = account();
    await adapter.keys?.verify(credentials, context);
    const { offers } = (await adapter.prices?.list({ credentials })) ?? { offers: [] };
    const offer = must(offers.find((one) => one.instanceType === GPU && one.region !== null));
    const wanted = { ...spec, region: offer.region, pricePerHourMicros: offer.pricePerHourMicros };
    const { id } = await instances.launch(credentials, wanted, context);
    const get = async () => must(await instances.get(credentials, id, context));
    const states: [string, bigint][] = [];
    const pass = async () => {
      await moveClock(sandbox.url, HOUR_MS);
      const { status, ratePerHourMicros } = await get();
      states.push([status, ratePerHourMicros ?? -1n]);
    };
    await pass();
    await instances.restart?.(credentials, id, context);
    await pass();
    await instances.stop?.(credentials, id, context);
    await pass();
    expect(await instances.start?.(credentials, id, context)).toEqual({ id });
    await pass();
    const rate = offer.pricePerHourMicros + 10_000n;
    expect(states).toEqual([
      ["running", rate],
      ["running", rate],
      ["stopped", 20_000n],
      ["running", rate],
    ]);
    await instances.terminate(credentials, id, context);
    await instances.terminate(credentials, id, context);
    await moveClock(sandbox.url, HOUR_MS);
    expect(await instances.list(credentials, context)).toEqual([]);

    const bill = billSchema.parse((await wire.control("GET", "bill")).body);
    const [line] = bill.machines;
    const second = (from: string, to: string | null) =>
      Math.ceil((Date.parse(must(to)) - Date.parse(from)) / 1_000) * 1_000;
    const [ran, slept, ranAgain] = runsOf(must(line).segments);
    const expected = [
      costOfDuration(offer.pricePerHourMicros, second(...must(ran))),
      costOfDuration(10_000n, second(...must(ran))),
      costOfDuration(20_000n, second(...must(slept))),
      costOfDuration(offer.pricePerHourMicros, second(...must(ranAgain))),
      costOfDuration(10_000n, second(...must(ranAgain))),
    ].reduce((sum, part) => sum + part);
    expect(bill.totalMicros).toBe(expected.toString());
    const toAt = new Date(Date.now() + 10 * HOUR_MS);
    const told = await instances.billed?.(
      credentials,
      { id, fromAt: new Date(Date.now() - HOUR_MS), toAt },
      context,
    );
    // RunPod tells costs by the hour, each started second and each hour rounded for itself.
    expect(must(told) - expected).toBeGreaterThan(-100n);
    expect(must(told) - expected).toBeLessThan(10_000n);
  });

  it("keeps within the provider's own limits when the guard does", async () => {
    const { instances, credentials, context, wire } = account();
    await wire.control("POST", "settings", { rateLimit: true });
    const { id } = await instances.launch(credentials, spec, context);
    await expect(instances.get(credentials, id, context)).resolves.toMatchObject({ id });
  });

  it("is told of with the creation time of a provider whose clock is wrong", async () => {
    const { instances, credentials, context, wire } = account();
    await wire.control("POST", "settings", { clockSkewMs: -HOUR_MS });
    const { id } = await instances.launch(credentials, spec, context);
    const { machines } = billSchema.parse((await wire.control("GET", "bill")).body);
    const madeAt = Date.parse(must(machines[0]).createdAt);
    const made = must(await instances.get(credentials, id, context));
    expect(made.createdAt).toEqual(new Date(madeAt - HOUR_MS));
  });
});

/** Stretches of one rate: states that cost the same run on. */
function runsOf(segments: { from: string; to: string | null; usdPerHour: string }[]) {
  const runs: [from: string, to: string | null, rate: string][] = [];
  for (const { from, to, usdPerHour } of segments) {
    const last = runs.at(-1);
    if (last?.[2] === usdPerHour) last[1] = to;
    else runs.push([from, to, usdPerHour]);
  }
  return runs.map(([from, to]): [string, string | null] => [from, to]);
}

describe("what a stopped pod meets when it starts", () => {
  it("is a refusal where its machine is full, and it stays stopped", async () => {
    const { instances, credentials, context, wire } = account();
    const { id } = await instances.launch(credentials, spec, context);
    await moveClock(sandbox.url, HOUR_MS);
    await instances.stop?.(credentials, id, context);
    const stopped = must(await instances.get(credentials, id, context));
    await wire.control("POST", "stock", { id: GPU, region: stopped.region, count: 0 });
    const start = instances.start?.(credentials, id, context);
    expect((await caught(must(start))).kind).toBe("no-capacity");
    expect((await instances.get(credentials, id, context))?.status).toBe("stopped");
  });

  it("is a failed machine where it comes up without its GPUs", async () => {
    const { instances, credentials, context, wire } = account();
    const { id } = await instances.launch(credentials, spec, context);
    await moveClock(sandbox.url, HOUR_MS);
    await instances.stop?.(credentials, id, context);
    await wire.control("POST", "faults", { match: { path: "action$" }, fault: { kind: "no-gpu" } });
    await instances.start?.(credentials, id, context);
    await moveClock(sandbox.url, HOUR_MS);
    expect(await instances.get(credentials, id, context)).toMatchObject({
      status: "failed",
      nativeStatus: "RUNNING without GPU",
    });
  });

  it("is a conflict where the pod's state allows no such act", async () => {
    const { instances, credentials, context } = account();
    const { id } = await instances.launch(credentials, spec, context);
    for (const act of [instances.start, instances.restart]) {
      expect((await caught(must(act?.(credentials, id, context)))).kind).toBe("conflict");
    }
    await instances.stop?.(credentials, id, context);
    expect((await instances.get(credentials, id, context))?.status).toBe("stopped");
  });
});

describe("a pod's log", () => {
  it("is read up to now though the stream goes on", async () => {
    const { instances, credentials, context } = account();
    const { id } = await instances.launch(credentials, spec, context);
    await moveClock(sandbox.url, 3 * 60_000);
    const lines = must(await instances.logs?.(credentials, id, context));
    expect(lines.slice(0, 2)).toEqual([
      expect.stringContaining("create container"),
      expect.stringContaining("pull image"),
    ]);
    expect(lines.at(-1)).toBe("step 2: 1 GPU busy");
    await moveClock(sandbox.url, 24 * HOUR_MS);
    const later = must(await instances.logs?.(credentials, id, context));
    expect(later).toHaveLength(500);
    expect(later.at(-1)).toMatch(/^step 14\d\d:/);
  });

  it("of a pod that is gone is not found", async () => {
    const { instances, credentials, context } = account();
    const call = must(instances.logs?.(credentials, "gone", context));
    expect((await caught(call)).kind).toBe("not-found");
  });
});

describe("a network volume", () => {
  it("goes to a pod of its place, outlives it, costs on and is deleted once", async () => {
    const owner = account();
    const { instances, credentials, context, volumes, wire } = owner;
    const volume = await newVolume(owner, "US-WA-1");
    const withVolume = { ...spec, region: "US-WA-1", volumeId: volume.id };
    const { id } = await instances.launch(credentials, withVolume, context);
    expect(await volumes.list(credentials, context)).toMatchObject([
      { id: volume.id, name: "models", sizeGb: 146, attachedTo: [id], ratePerHourMicros: 14_000n },
    ]);
    const inUse = await caught(volumes.remove(credentials, volume.id, context));
    expect(inUse.kind).toBe("conflict");
    await instances.terminate(credentials, id, context);
    expect((await volumes.list(credentials, context))[0]?.attachedTo).toEqual([]);
    const before = await volumeCost(wire.control);
    await moveClock(sandbox.url, 10 * HOUR_MS);
    expect((await volumeCost(wire.control)) - before).toBeGreaterThanOrEqual(140_000n);
    await volumes.remove(credentials, volume.id, context);
    await volumes.remove(credentials, volume.id, context);
    expect(await volumes.list(credentials, context)).toEqual([]);
    const ended = await volumeCost(wire.control);
    await moveClock(sandbox.url, 10 * HOUR_MS);
    expect(await volumeCost(wire.control)).toBe(ended);
  });

  it("of another place, or unknown, makes no pod", async () => {
    const owner = account();
    const { instances, credentials, context } = owner;
    const volume = await newVolume(owner, "US-WA-1");
    const launch = (changes: Partial<LaunchSpec>) =>
      caught(instances.launch(credentials, { ...spec, ...changes }, context));
    const away = await launch({ volumeId: volume.id, region: "US-IL-1" });
    expect(away.kind).toBe("invalid-request");
    expect((await launch({ volumeId: "none" })).kind).toBe("not-found");
    expect(await instances.list(credentials, context)).toEqual([]);
  });
});

const bill = z.object({ volumes: z.array(z.object({ totalMicros: z.string() })) });

async function volumeCost(control: ReturnType<typeof account>["wire"]["control"]) {
  const { volumes } = bill.parse((await control("GET", "bill")).body);
  return volumes.reduce((sum, one) => sum + BigInt(one.totalMicros), 0n);
}

it("an account's SSH keys are told with their names", async () => {
  const { adapter, credentials, context, wire } = account();
  await wire.call("PUT", "/account/ssh-keys", { keys: ["ssh-ed25519 AAAA me@home"] });
  expect(await adapter.keys?.sshKeys?.(credentials, context)).toEqual([
    { id: "ssh-ed25519 AAAA", name: "me@home", publicKey: "ssh-ed25519 AAAA me@home" },
  ]);
});
