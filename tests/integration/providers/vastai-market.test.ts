import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { caught } from "../../contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { moveClock, readBill, type Wire } from "../sandbox/wire";
import { spec, vastaiAccount } from "./vastai-account";

const MINUTE_MS = 60_000;
const CHEAPEST = 20_008_357;
const PLACE = "Texas, US";
const spot = { pricingModel: "spot", pricePerHourMicros: 130_000n } as const;

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const account = (apiKey?: string) => vastaiAccount(sandbox.url, apiKey);
const minute = () => moveClock(sandbox.url, MINUTE_MS);
const price = (wire: Wire, id: string, usd: number) => wire.control("POST", "prices", { id, usd });
const sellOut = (wire: Wire, ask: number, region: string) =>
  wire.control("POST", "stock", { id: `ask ${ask}`, region, count: 0 });
const fault = (wire: Wire, kind: object, path: string, method = "PUT") =>
  wire.control("POST", "faults", { fault: kind, match: { method, path } });

async function offersTaken(wire: Wire): Promise<string[]> {
  const { body } = await wire.control("GET", "bill");
  const bill = z.object({ machines: z.array(z.object({ offer: z.string() })) }).parse(body);
  return bill.machines.map((machine) => machine.offer);
}

describe("a launch in a market that moves", () => {
  it("takes the cheapest ask of the kind, never one on a worse host", async () => {
    const { wire, launch } = account();
    await launch({ pricePerHourMicros: 500_000n });
    await launch({ pricePerHourMicros: 500_000n });
    await launch({ pricePerHourMicros: 500_000n });
    expect(await offersTaken(wire)).toEqual(["ask 20008357", "ask 20003836", "ask 40000001"]);
  });

  it("takes a host without ports of its own only where none are asked for", async () => {
    const { wire, launch } = account();
    await sellOut(wire, CHEAPEST, PLACE);
    const { id } = await launch({ ports: [], pricePerHourMicros: 200_000n });
    expect(await offersTaken(wire)).toEqual(["ask 40000015"]);
    const more = await caught(launch({ pricePerHourMicros: 200_000n }));
    expect(more.kind).toBe("no-capacity");
    expect(id).not.toBe("");
  });

  it("is refused, without a trace, when the price has risen by a hair since it was agreed", async () => {
    const { wire, launch } = account();
    await price(wire, `ask ${CHEAPEST}`, 0.134801);
    expect((await caught(launch())).kind).toBe("no-capacity");
    await price(wire, `ask ${CHEAPEST}`, 0.1348);
    await launch();
    expect(await offersTaken(wire)).toEqual([`ask ${CHEAPEST}`]);
  });

  it("goes to the next ask when the first has gone meanwhile", async () => {
    const { wire, launch } = account();
    await fault(wire, { kind: "no-capacity" }, `/asks/${CHEAPEST}/`);
    await launch({ pricePerHourMicros: 400_000n });
    expect(await offersTaken(wire)).toEqual(["ask 20003836"]);
  });

  it("is in doubt after a broken answer, and found by its name after a late list", async () => {
    const { instances, credentials, wire, launch } = account();
    await wire.control("POST", "settings", { listLagMs: 45_000 });
    await fault(wire, { kind: "server-error", status: 502, applied: true }, "/asks/");
    expect((await caught(launch())).kind).toBe("ambiguous");
    expect(await instances.list(credentials, {})).toEqual([]);
    await minute();
    expect(await instances.list(credentials, {})).toMatchObject([{ name: spec.name }]);
  });

  it("costs nothing when the container cannot start", async () => {
    const { wire, launch, get } = account();
    await fault(wire, { kind: "boot-fails" }, "/asks/");
    const { id } = await launch();
    await minute();
    expect((await get(id))?.status).toBe("failed");
    expect(await readBill(wire)).toMatchObject({ totalMicros: "0" });
  });
});

describe("a bid", () => {
  it("is lost to a higher one, costs the disk until it wins again, and ends", async () => {
    const { wire, launch, get, instances, credentials } = account();
    const { id } = await launch(spot);
    await minute();
    const running = await get(id);
    expect(running).toMatchObject({ status: "running" });
    expect(running?.isPreempted).toBeUndefined();
    await price(wire, `ask ${CHEAPEST} bid`, 0.2);
    const lost = await get(id);
    expect(lost).toMatchObject({ status: "stopped", isPreempted: true });
    expect((running?.ratePerHourMicros ?? 0n) - (lost?.ratePerHourMicros ?? 0n)).toBe(130_000n);
    await price(wire, `ask ${CHEAPEST} bid`, 0.12);
    await get(id);
    await minute();
    expect((await get(id))?.status).toBe("running");
    await wire.control("POST", `machines/${id}/kill`, { how: "outbid" });
    expect(await get(id)).toMatchObject({ status: "stopped", isPreempted: true });
    await instances.terminate(credentials, id, {});
    expect(await get(id)).toBeNull();
  });

  it("is not made below the least one", async () => {
    const { wire, launch } = account();
    const low = { ...spot, pricePerHourMicros: 119_999n };
    expect((await caught(launch(low))).kind).toBe("no-capacity");
    expect(await offersTaken(wire)).toEqual([]);
  });

  it("that came too late, and yet made an instance, leaves none", async () => {
    const { instances, credentials, wire, launch } = account();
    const body = { image: "my/image:1", price: 0.1, label: spec.name };
    const refused = await wire.call("PUT", `/v0/asks/${CHEAPEST}/`, body);
    expect(refused.body).toMatchObject({ success: false, new_contract: expect.any(Number) });
    expect(await instances.list(credentials, {})).toMatchObject([{ isPreempted: true }]);
    await fault(wire, { kind: "answer", status: 200, body: refused.body }, "/asks/");
    expect((await caught(launch(spot))).kind).toBe("no-capacity");
    expect(await instances.list(credentials, {})).toEqual([]);
  });
});

describe("a stopped machine", () => {
  async function stoppedOne() {
    const one = account();
    const { id } = await one.launch();
    await minute();
    await one.stop(one.credentials, id, {});
    await minute();
    return { ...one, id };
  }

  it("whose GPU somebody else has is refused to start, and does not start later", async () => {
    const { id, wire, start, get, credentials } = await stoppedOne();
    await sellOut(wire, CHEAPEST, PLACE);
    expect((await caught(start(credentials, id, {}))).kind).toBe("no-capacity");
    await wire.control("POST", "stock", { id: `ask ${CHEAPEST}`, region: PLACE, count: 1 });
    await minute();
    expect((await get(id))?.status).toBe("stopped");
  });

  it("may schedule without end, which costs its disk alone, and can be ended", async () => {
    const { id, wire, start, get, instances, credentials } = await stoppedOne();
    await fault(wire, { kind: "boot-stuck" }, "/instances/");
    await start(credentials, id, {});
    await moveClock(sandbox.url, 24 * 60 * MINUTE_MS);
    const waiting = await get(id);
    expect(waiting).toMatchObject({ status: "provisioning", nativeStatus: "scheduling" });
    expect(waiting?.ratePerHourMicros).toBe(10_274n);
    await instances.terminate(credentials, id, {});
    expect(await get(id)).toBeNull();
  });
});

describe("an account at Vast.ai", () => {
  it("is listed over all its pages", async () => {
    const { instances, credentials, wire } = account();
    for (let count = 0; count < 26; count += 1) {
      const body = { image: "my/image:1", label: `ch-${count}`, cancel_unavail: false };
      await wire.call("PUT", `/v0/asks/${CHEAPEST}/`, body);
    }
    expect(await instances.list(credentials, {})).toHaveLength(26);
  });

  it("is refused in words the product knows", async () => {
    const of = (key: string) => account(`sandbox-vastai-${key}`);
    const verify = ({ keys, credentials }: ReturnType<typeof of>) => keys.verify(credentials, {});
    expect((await caught(verify(account("not-a-key-at-all")))).kind).toBe("invalid-key");
    expect((await caught(verify(of("search")))).kind).toBe("missing-right");
    expect((await verify(of("instances"))).account).toBeNull();
    expect((await verify(of("key"))).account).toBe("main@example.com");
    expect((await caught(of("instances").launch())).kind).toBe("missing-right");
    expect((await caught(of("readonly").launch())).kind).toBe("missing-right");
    expect((await caught(of("twofactor").launch())).kind).toBe("missing-right");
    expect((await caught(of("poor").launch())).kind).toBe("no-balance");
  });

  it("that asks too often is told so", async () => {
    const { instances, credentials, wire } = account();
    await wire.control("POST", "settings", { rateLimit: true });
    await moveClock(sandbox.url, 10_000);
    const burst = Array.from({ length: 8 }, () => instances.list(credentials, {}));
    const ends = await Promise.allSettled(burst);
    const refused = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
    expect(refused).not.toEqual([]);
    for (const error of refused) {
      expect(error).toMatchObject({ kind: "rate-limited", retryAfterMs: null });
    }
  });

  it("has volumes, each used where it is, and none left after", async () => {
    const { volumes, credentials, wire, launch } = account();
    await wire.call("PUT", "/v0/volumes/", { id: 30_061, size: 73 });
    const list = () => volumes.list(credentials, {});
    const [volume] = await list();
    expect(volume).toMatchObject({ sizeGb: 73, attachedTo: [], ratePerHourMicros: 15_000n });
    const { id } = await launch({ volumeId: volume?.id ?? "", pricePerHourMicros: 900_000n });
    expect((await list())[0]?.attachedTo).toEqual([id]);
    expect((await caught(volumes.remove(credentials, volume?.id ?? "", {}))).kind).toBe(
      "invalid-request",
    );
    await wire.call("DELETE", `/v0/instances/${id}/`);
    await volumes.remove(credentials, volume?.id ?? "", {});
    expect(await list()).toEqual([]);
    await expect(volumes.remove(credentials, volume?.id ?? "", {})).resolves.toBeUndefined();
  });

  it("shows a zombie no longer, though it is billed on", async () => {
    const { instances, credentials, wire, launch } = account();
    const { id } = await launch();
    await minute();
    await wire.control("POST", `machines/${id}/haunt`);
    await instances.terminate(credentials, id, {});
    expect(await instances.list(credentials, {})).toEqual([]);
    await moveClock(sandbox.url, 60 * MINUTE_MS);
    expect(Number((await readBill(wire)).totalMicros)).toBeGreaterThan(143_000);
  });
});
