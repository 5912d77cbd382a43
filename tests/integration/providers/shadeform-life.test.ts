import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createShadeform } from "@/lib/providers/shadeform";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, readBill, rootOf, wireTo } from "../sandbox/wire";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const spec: LaunchSpec = {
  name: "ch-a1b2c3d4-0123456789ab-create-1",
  instanceType: "lambdalabs/A10",
  gpuCount: 1,
  region: "us-west-1",
  tier: "vm",
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
/** A cloud that ends no machine that is still being made, and one that does so later. */
const refusing = {
  instanceType: "datacrunch/V100",
  region: "helsinki-finland-1",
  pricePerHourMicros: 170_000n,
};
const queueing = {
  instanceType: "hyperstack/A6000",
  region: "canada-1",
  pricePerHourMicros: 500_000n,
};

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const pass = (ms: number) => moveClock(sandbox.url, ms);

function account(apiKey = freshKey("shadeform")) {
  const adapter = createShadeform({ baseUrl: `${sandbox.url}${rootOf("shadeform")}` });
  const { instances, keys, prices } = adapter;
  if (!instances || !keys || !prices) throw new Error("Shadeform lost a face");
  const credentials = { apiKey };
  const wire = wireTo(sandbox.url, "shadeform", apiKey);
  const launch = (changes: Partial<LaunchSpec> = {}) =>
    instances.launch(credentials, { ...spec, ...changes }, {});
  const get = (id: string) => instances.get(credentials, id, {});
  const end = (id: string) => instances.terminate(credentials, id, {});
  return { instances, keys, prices, credentials, wire, launch, get, end };
}

describe("a machine at Shadeform", () => {
  it("lives a whole life, and is billed from active until it is being deleted", async () => {
    const { instances, keys, prices, credentials, wire, launch, get, end } = account();
    expect(await keys.verify(credentials, {})).toEqual({ account: null, canLaunch: true });
    const { offers } = await prices.list({ credentials });
    const offer = offers.find(({ key }) => key === "lambdalabs/A10/us-west-1");
    expect(offer).toMatchObject({ pricePerHourMicros: 1_290_000n, brokeredFrom: "lambda" });

    const { id } = await launch();
    const made = await get(id);
    expect(made).toMatchObject({ id, name: spec.name, status: "provisioning", ssh: null });
    await pass(MINUTE_MS);
    const running = await get(id);
    expect(running).toMatchObject({
      status: "running",
      region: "us-west-1",
      ratePerHourMicros: 1_290_000n,
      ssh: { port: 22, user: "shadeform" },
    });
    expect(await instances.list(credentials, {})).toEqual([running]);
    await pass(HOUR_MS);
    await instances.restart?.(credentials, id, {});
    expect((await get(id))?.status).toBe("running");
    await pass(HOUR_MS);

    await end(id);
    expect(await get(id)).toMatchObject({ status: "terminating", ratePerHourMicros: null });
    await pass(MINUTE_MS);
    expect(await get(id)).toBeNull();
    await end(id);
    expect(await instances.list(credentials, {})).toEqual([]);

    const { machines, totalMicros } = await readBill(wire);
    const active = machines[0]?.segments.find(({ state }) => state === "active");
    const activeMs = Date.parse(active?.to ?? "") - Date.parse(active?.from ?? "");
    expect(activeMs).toBeGreaterThanOrEqual(2 * HOUR_MS);
    const minutes = Math.ceil(activeMs / MINUTE_MS);
    expect(BigInt(totalMicros)).toBe(costOfDuration(1_290_000n, minutes * MINUTE_MS));
  });
});
