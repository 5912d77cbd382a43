import { describe, expect, it } from "vitest";
import { costOfDuration } from "@/lib/money";
import type { InstancesFace, LaunchSpec, ProviderAdapter } from "@/lib/providers/contract";
import { caught } from "../../contract/stage";
import { freshKey, moveClock, readBill } from "../sandbox/wire";
import { accountAt, rentSandbox } from "./account-at";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const spec: LaunchSpec = {
  name: "ch-test-0001-create-1",
  instanceType: "NVIDIA GeForce RTX 4090",
  gpuCount: 1,
  region: null,
  tier: "secure",
  image: null,
  diskGb: 50,
  ports: [8888],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 440_000n,
  volumeId: null,
};

const sandbox = rentSandbox();

const account = (id: "runpod" | "lambda", apiKey?: string) => accountAt(sandbox.url, id, apiKey);

async function verify(adapter: ProviderAdapter, apiKey: string) {
  await adapter.keys?.verify({ apiKey }, {});
}

describe("a machine at RunPod", () => {
  it("is launched, stopped, started and ended, and costs what the adapter says", async () => {
    const { instances, credentials, wire } = account("runpod");
    const { id } = await instances.launch(credentials, spec, {});
    const get = () => instances.get(credentials, id, {});
    expect(await get()).toMatchObject({ name: spec.name, status: "provisioning" });
    const rate = (await get())?.ratePerHourMicros ?? 0n;

    await moveClock(sandbox.url, HOUR_MS);
    const running = await get();
    expect(running).toMatchObject({ status: "running", ratePerHourMicros: rate });
    expect(running?.ssh).not.toBeNull();
    expect(running?.ports.map((port) => port.internal)).toContain(8888);
    expect(await instances.list(credentials, {})).toEqual([running]);

    await instances.stop?.(credentials, id, {});
    expect(await get()).toMatchObject({ status: "stopped", ssh: null });
    const stoppedRate = (await get())?.ratePerHourMicros ?? 0n;
    expect(stoppedRate).toBeGreaterThan(0n);
    await moveClock(sandbox.url, HOUR_MS);
    expect((await caught(instances.stop?.(credentials, id, {}) ?? never())).kind).toBe("conflict");
    await instances.start?.(credentials, id, {});
    await moveClock(sandbox.url, MINUTE_MS);
    expect((await get())?.status).toBe("running");

    await instances.terminate(credentials, id, {});
    expect(await get()).toBeNull();
    expect(await instances.list(credentials, {})).toEqual([]);
    await instances.terminate(credentials, id, {});
    const { totalMicros } = await readBill(wire);
    const expected =
      costOfDuration(rate, HOUR_MS + MINUTE_MS) + costOfDuration(stoppedRate, HOUR_MS);
    const secondsOfSlack = costOfDuration(rate, 10_000);
    expect(Number(BigInt(totalMicros) - expected)).toBeGreaterThanOrEqual(0);
    expect(BigInt(totalMicros) - expected).toBeLessThan(secondsOfSlack);
  });

  it("is refused in words the product knows", async () => {
    const { instances, adapter } = account("runpod");
    const launch = (apiKey: string, changes: Partial<LaunchSpec> = {}) =>
      caught(instances.launch({ apiKey }, { ...spec, ...changes }, {}));
    expect((await launch("sandbox-runpod-readonly")).kind).toBe("missing-right");
    expect((await launch("sandbox-runpod-poor")).kind).toBe("no-balance");
    expect((await caught(verify(adapter, "not-a-key-at-all"))).kind).toBe("invalid-key");
    await expect(verify(adapter, "sandbox-runpod-key")).resolves.toBeUndefined();
    const key = freshKey("runpod");
    const tooMany = await launch(key, { gpuCount: 99 });
    expect(tooMany.kind).toBe("invalid-request");
    const nowhere = await launch(key, { instanceType: "NVIDIA H200 NVL", tier: "community" });
    expect(nowhere.kind).toBe("no-capacity");
  });

  it("that was launched while the answer got lost is found by its name", async () => {
    const { instances, credentials, wire } = account("runpod");
    await wire.control("POST", "faults", {
      fault: { kind: "answer-lost" },
      match: { method: "POST" },
    });
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("ambiguous");
    await moveClock(sandbox.url, MINUTE_MS);
    const found = await instances.list(credentials, {});
    expect(found.map((machine) => machine.name)).toEqual([spec.name]);
  });
});

describe("a machine at Lambda", () => {
  const lambdaSpec = { ...spec, instanceType: "gpu_1x_a10", region: "us-west-1", tier: null };

  it("is launched with a key the account then knows, restarted and ended", async () => {
    const { instances, credentials } = account("lambda");
    const { id } = await launchSlowly(instances, credentials, lambdaSpec);
    const get = () => afterASecond(() => instances.get(credentials, id, {}));
    expect(await get()).toMatchObject({ status: "provisioning", ssh: null });
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await get()).toMatchObject({
      status: "running",
      name: spec.name,
      ratePerHourMicros: 1_290_000n,
      ssh: { port: 22, user: "ubuntu" },
    });
    await afterASecond(() => instances.restart?.(credentials, id, {}) ?? never());
    expect((await get())?.status).toBe("provisioning");
    await afterASecond(() => instances.terminate(credentials, id, {}));
    await moveClock(sandbox.url, MINUTE_MS);
    expect(await get()).toBeNull();
    await afterASecond(() => instances.terminate(credentials, id, {}));
  });

  it("is refused in words the product knows", async () => {
    const { instances, adapter, credentials } = account("lambda");
    expect((await caught(verify(adapter, "not-a-key-at-all"))).kind).toBe("invalid-key");
    const soldOut = { ...lambdaSpec, instanceType: "gpu_8x_v100" };
    const error = await caught(launchSlowly(instances, credentials, soldOut));
    expect(error.kind).toBe("no-capacity");
  });
});

const never = () => Promise.reject(new Error("the adapter has no such power"));

/** Lambda takes about one call a second; the sandbox's clock is moved instead of waiting. */
async function afterASecond<T>(call: () => Promise<T>): Promise<T> {
  await moveClock(sandbox.url, 13_000);
  return call();
}

function launchSlowly(
  instances: InstancesFace,
  credentials: Record<string, string>,
  wanted: LaunchSpec,
) {
  return afterASecond(() => instances.launch(credentials, wanted, {}));
}
