import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createHyperstack } from "@/lib/providers/hyperstack";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, rootOf, wireTo } from "../sandbox/wire";

const MINUTE_MS = 60_000;
const key = (letter: string) => `ssh-ed25519 ${letter.repeat(68)}`;
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "n3-L40x1",
  gpuCount: 1,
  region: "NORWAY-1",
  tier: null,
  image: null,
  diskGb: null,
  ports: [8888],
  sshPublicKeys: [key("A")],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 1_000_000n,
  volumeId: null,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

function account(apiKey = freshKey("hyperstack")) {
  const adapter = createHyperstack({ baseUrl: `${sandbox.url}${rootOf("hyperstack")}` });
  const { instances, keys, prices } = adapter;
  if (!instances || !keys || !prices) throw new Error("Hyperstack lost a face");
  const wire = wireTo(sandbox.url, "hyperstack", apiKey);
  return { instances, keys, prices, credentials: { apiKey }, wire };
}

const pass = (ms: number) => moveClock(sandbox.url, ms);

describe("a machine at Hyperstack", () => {
  it("is launched, found and ended", async () => {
    const { instances, keys, credentials } = account();
    await keys.verify(credentials, {});
    const { id } = await instances.launch(credentials, spec, {});
    const get = () => instances.get(credentials, id, {});
    expect(await get()).toMatchObject({ name: spec.name, status: "provisioning", ssh: null });
    await pass(2 * MINUTE_MS);
    const running = await get();
    expect(running).toMatchObject({
      status: "running",
      region: "NORWAY-1",
      ssh: { port: 22, user: "ubuntu" },
    });
    expect(await instances.list(credentials, {})).toEqual([running]);
    await instances.terminate(credentials, id, {});
    expect((await get())?.status).toBe("terminating");
    await pass(MINUTE_MS);
    expect(await get()).toBeNull();
    expect(await instances.list(credentials, {})).toEqual([]);
    await instances.terminate(credentials, id, {});
  });

  it("is found by its name when the answer to its launch got lost", async () => {
    const { instances, credentials, wire } = account();
    const match = { method: "POST", path: "^/core/virtual-machines$" };
    await wire.control("POST", "faults", { fault: { kind: "answer-lost" }, match });
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("ambiguous");
    const found = await instances.list(credentials, {});
    expect(found.map(({ name }) => name)).toEqual([spec.name]);
  });
});
