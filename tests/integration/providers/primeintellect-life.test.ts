import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createPrimeIntellect } from "@/lib/providers/primeintellect";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, readBill, rootOf, wireTo } from "../sandbox/wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "latitude/vm-a100-1",
  gpuCount: 1,
  region: "DAL, US",
  tier: "secure_cloud",
  image: null,
  diskGb: null,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 980_000n,
  volumeId: null,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const pass = (ms: number) => moveClock(sandbox.url, ms);

function account(apiKey = freshKey("primeintellect")) {
  const adapter = createPrimeIntellect({
    baseUrl: `${sandbox.url}${rootOf("primeintellect")}`,
  });
  const { instances, keys, prices } = adapter;
  if (!instances || !keys || !prices) throw new Error("Prime Intellect lost a face");
  const wire = wireTo(sandbox.url, "primeintellect", apiKey);
  return { prices, instances, keys, credentials: { apiKey }, wire };
}

describe("a machine at Prime Intellect", () => {
  it("lives a whole life under our name, and costs nothing until its cloud has made it", async () => {
    const { prices, instances, keys, credentials, wire } = account();
    expect(await keys.verify(credentials, {})).toMatchObject({ canLaunch: true });
    const { offers } = await prices.list({ credentials });
    const offer = offers.find(({ instanceType }) => instanceType === spec.instanceType);
    const rate = offer?.pricePerHourMicros ?? 0n;
    expect(rate).toBe(980_000n);

    const { id } = await instances.launch(credentials, spec, {});
    const get = () => instances.get(credentials, id, {});
    expect(await get()).toMatchObject({ id, name: spec.name, status: "provisioning", ssh: null });
    await pass(HOUR_MS);
    const running = await get();
    expect(running).toMatchObject({ status: "running", ratePerHourMicros: rate });
    expect(running?.ssh).toMatchObject({ port: 22, user: "root" });
    expect(await instances.list(credentials, {})).toEqual([running]);
    expect(await keys.sshKeys?.(credentials, {})).toMatchObject([
      { publicKey: spec.sshPublicKeys[0] },
    ]);

    await instances.terminate(credentials, id, {});
    expect((await get())?.status).toBe("terminating");
    await instances.terminate(credentials, id, {});
    await pass(HOUR_MS);
    expect(await get()).toBeNull();
    expect(await instances.list(credentials, {})).toEqual([]);

    const { machines, totalMicros } = await readBill(wire);
    const paid = machines[0]?.segments.filter(({ usdPerHour }) => usdPerHour !== "0.00") ?? [];
    const livedMs = Date.parse(paid.at(-1)?.to ?? "") - Date.parse(paid[0]?.from ?? "");
    const minutes = Math.ceil(livedMs / MINUTE_MS);
    expect(BigInt(totalMicros)).toBe(costOfDuration(rate, minutes * MINUTE_MS));
    const machine = { id, fromAt: new Date(0), toAt: new Date() };
    expect(await instances.billed?.(credentials, machine, {})).toBe(BigInt(totalMicros));
  });

  it("launched while the answer got lost is found again by its name", async () => {
    const { instances, credentials, wire } = account();
    const match = { method: "POST", path: "^/pods/$" };
    await wire.control("POST", "faults", { fault: { kind: "answer-lost" }, match });
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("ambiguous");
    expect(await instances.list(credentials, {})).toMatchObject([{ name: spec.name }]);
  });
});
