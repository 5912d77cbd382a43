import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { costOfDuration } from "@/lib/money";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createShadeform } from "@/lib/providers/shadeform";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, moveClock, readBill, rootOf, type Wire, wireTo } from "../sandbox/wire";

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

const info = async (wire: Wire, id: string) =>
  z.looseObject({}).parse((await wire.call("GET", `/instances/${id}/info`)).body);

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
    const active = machines[0]?.segments.filter(({ state }) => state === "active") ?? [];
    const activeMs = Date.parse(active.at(-1)?.to ?? "") - Date.parse(active[0]?.from ?? "");
    expect(activeMs).toBeGreaterThanOrEqual(2 * HOUR_MS);
    const minutes = Math.ceil(activeMs / MINUTE_MS);
    expect(BigInt(totalMicros)).toBe(costOfDuration(1_290_000n, minutes * MINUTE_MS));
  });

  it("has the newest system with drivers that its very offer lists", async () => {
    const { wire, launch } = account();
    const { id } = await launch(refusing);
    expect(await info(wire, id)).toMatchObject({
      cloud: "datacrunch",
      shade_cloud: true,
      configuration: { os: "ubuntu22.04_cuda12.10_shade_os" },
    });
    const other = await launch();
    expect(await info(wire, other.id)).toMatchObject({
      configuration: { os: "ubuntu22.04_cuda12.2_shade_os" },
    });
  });

  it("begins with the variables and the script it was given", async () => {
    const { wire, launch } = account();
    const startupScript = "#!/bin/bash\necho hello\n";
    const { id } = await launch({ environment: { MODEL: "one" }, startupScript });
    expect(await info(wire, id)).toMatchObject({
      envs: [{ name: "MODEL", value: "one" }],
      launch_configuration: {
        type: "script",
        script_configuration: { base64_script: Buffer.from(startupScript).toString("base64") },
      },
    });
  });

  it("is reached where its cloud says: at another port than 22, by ports that it maps", async () => {
    const { launch, get } = account();
    const latitude = { instanceType: "latitude/H100", region: "dallas-usa-1" };
    const { id } = await launch({ ...latitude, pricePerHourMicros: 3_370_000n });
    await pass(MINUTE_MS);
    const running = await get(id);
    expect(running?.ssh).toMatchObject({ port: 10_022, user: "shadeform" });
    expect(running?.ports).toEqual([{ internal: 8000, external: `${running?.ssh?.host}:18000` }]);
  });

  it("costs what cents say, while the same answer counts dollars in a string", async () => {
    const { wire, launch, get } = account();
    const { id } = await launch();
    await pass(MINUTE_MS);
    await pass(HOUR_MS);
    expect(await get(id)).toMatchObject({ ratePerHourMicros: 1_290_000n });
    const { cost_estimate: cost, hourly_price: cents } = await info(wire, id);
    expect(cents).toBe(129);
    expect(Number(cost)).toBeGreaterThanOrEqual(1.29);
    expect(Number(cost)).toBeLessThan(1.4);
  });

  it("whose answer got lost is found by its name", async () => {
    const { instances, credentials, wire, launch } = account();
    const match = { method: "POST", path: "/create$" };
    await wire.control("POST", "faults", { fault: { kind: "answer-lost" }, match });
    expect((await caught(launch())).kind).toBe("ambiguous");
    const found = await instances.list(credentials, {});
    expect(found.map(({ name }) => name)).toEqual([spec.name]);
  });

  it("cannot be ended on some clouds before it is active, and then can", async () => {
    const { launch, get, end } = account();
    const { id } = await launch(refusing);
    expect((await caught(end(id))).kind).toBe("conflict");
    expect((await get(id))?.status).toBe("provisioning");
    await pass(MINUTE_MS);
    await end(id);
    expect((await get(id))?.status).toBe("terminating");
    await pass(MINUTE_MS);
    expect(await get(id)).toBeNull();
  });

  it("is ended on other clouds as soon as it is active, by the end asked for before", async () => {
    const { wire, launch, get, end } = account();
    const { id } = await launch(queueing);
    await end(id);
    expect((await get(id))?.status).toBe("provisioning");
    await end(id);
    await pass(2 * MINUTE_MS);
    expect(await get(id)).toBeNull();
    expect((await readBill(wire)).totalMicros).toBe("0");
  });

  it("that the cloud could not make says so, and can be ended", async () => {
    const { wire, launch, get, end } = account();
    const match = { method: "POST", path: "/create$" };
    await wire.control("POST", "faults", { fault: { kind: "boot-fails" }, match });
    const { id } = await launch();
    await pass(MINUTE_MS);
    expect(await get(id)).toMatchObject({
      status: "failed",
      nativeStatus: "error: the cloud could not make the instance",
    });
    await end(id);
    expect((await get(id))?.status).toBe("terminating");
  });

  it("is gone by a 404 of anybody's only where no list has it either", async () => {
    const { wire, launch, get, end } = account();
    const { id } = await launch();
    const lose = (method: string) =>
      wire.control("POST", "faults", {
        fault: { kind: "answer", status: 404, body: { message: "no route" } },
        match: { method, path: `${id}/` },
      });
    await lose("GET");
    expect((await caught(get(id))).kind).toBe("transient");
    await lose("POST");
    expect((await caught(end(id))).kind).toBe("ambiguous");
    await end(id);
    await pass(MINUTE_MS);
    await lose("GET");
    expect(await get(id)).toBeNull();
    await lose("POST");
    await expect(end(id)).resolves.toBeUndefined();
  });
});

describe("a launch at Shadeform", () => {
  it("is refused unsent where the offer is gone or dearer than was agreed to", async () => {
    const { instances, credentials, wire, launch } = account();
    const taken = await caught(launch({ region: "us-east-1" }));
    expect(taken).toMatchObject({ kind: "no-capacity", isUnsent: true });
    await wire.control("POST", "prices", { id: "lambdalabs/A10", usd: 1.3 });
    const dearer = await caught(launch());
    expect(dearer).toMatchObject({ kind: "invalid-request", isUnsent: true });
    expect(dearer.detail).toContain("130 US cents");
    await wire.control("POST", "prices", { id: "lambdalabs/A10", usd: 1.2 });
    await launch();
    expect(await instances.list(credentials, {})).toHaveLength(1);
  });

  it.each([
    ["sandbox-shadeform-nobody", "invalid-key"],
    ["sandbox-shadeform-poor", "no-balance"],
    ["sandbox-shadeform-full", "quota"],
  ])("of %s is refused as %s", async (key, kind) => {
    expect((await caught(account(key).launch())).kind).toBe(kind);
  });

  it("that comes too late by a moment is one without capacity, and makes nothing", async () => {
    const { instances, credentials, wire, launch } = account();
    const match = { method: "POST", path: "/create$" };
    await wire.control("POST", "faults", { fault: { kind: "no-capacity" }, match });
    expect((await caught(launch())).kind).toBe("no-capacity");
    expect(await instances.list(credentials, {})).toEqual([]);
  });

  it("adds an SSH key once, also where two add it at the same time", async () => {
    const { keys, credentials, launch } = account();
    await Promise.all([launch(), launch(), launch()]);
    const all = await keys.sshKeys?.(credentials, {});
    const own = all?.filter(({ publicKey }) => publicKey === spec.sshPublicKeys[0]);
    expect(own).toMatchObject([{ name: expect.stringMatching(/^ch-[0-9a-f]{16}$/) }]);
  });
});
