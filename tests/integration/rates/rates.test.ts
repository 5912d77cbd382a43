import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, disconnect } from "@/lib/db";
import { displayRates, latestRates } from "@/lib/rates/queries";
import { refreshRates } from "@/lib/rates/refresh-rates";
import { useSandbox } from "../prices/environment";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { request } from "../sandbox/wire";

let sandbox: SandboxProcess;
let now = new Date();

beforeAll(async () => {
  sandbox = await runSandbox();
  useSandbox(sandbox.url);
});
afterAll(async () => {
  await sandbox.stop();
  await disconnect();
});

/** Moves the world to this moment. */
async function goTo(instant: string) {
  now = new Date(instant);
  const offsetMs = now.getTime() - Date.now();
  await request(`${sandbox.url}/control/clock`, "POST", { offsetMs });
}
const control = (path: string, body: unknown) =>
  request(`${sandbox.url}/control/ecb/${path}`, "POST", body);
const breakOnce = (fault: object) => control("faults", { fault });
const setRate = (id: string, usd: string) => control("prices", { id, usd });
const days = () => db().currencyRate.groupBy({ by: ["day"], orderBy: { day: "asc" } });
const calls = async () => (await request(`${sandbox.url}/control/ecb/log`, "GET")).body;

describe("the exchange rates", () => {
  it("are a dated snapshot at first, and dollars alone once that is old", async () => {
    expect(await latestRates()).toMatchObject({ day: "2026-10-06", perEuro: { USD: "1.1269" } });
    expect(await displayRates(new Date("2026-10-10T12:00:00Z"))).toEqual({
      day: "2026-10-06",
      perDollar: { EUR: "0.887390185", CNY: "6.704587807" },
    });
    expect(await displayRates(new Date("2026-10-11T12:00:00Z"))).toBeNull();
  });

  it("are asked for once a day, after they come out", async () => {
    await goTo("2026-10-07T08:00:00Z");
    expect(await refreshRates({ now })).toEqual({ kind: "current" });
    expect(await calls()).toEqual([]);
    await goTo("2026-10-07T15:00:00Z");
    await setRate("USD", "1.13");
    expect(await refreshRates({ now })).toEqual({ kind: "saved", day: "2026-10-07" });
    expect(await refreshRates({ now })).toEqual({ kind: "current" });
    expect(await calls()).toHaveLength(1);
    expect(await latestRates()).toEqual({
      day: "2026-10-07",
      perEuro: { USD: "1.13", CNY: "7.5554", GBP: "0.8488", INR: "108.6615" },
    });
    expect(await days()).toHaveLength(2);
  });

  it("are the same after two at once", async () => {
    await goTo("2026-10-08T15:00:00Z");
    const both = await Promise.all([refreshRates({ now }), refreshRates({ now })]);
    expect(both.map(({ kind }) => kind)).toContain("saved");
    expect(await days()).toHaveLength(3);
    expect((await latestRates()).day).toBe("2026-10-08");
  });

  it("keep Friday's day over the weekend", async () => {
    await goTo("2026-10-09T15:00:00Z");
    await refreshRates({ now });
    await goTo("2026-10-11T18:00:00Z");
    const before = await calls();
    expect(await refreshRates({ now })).toEqual({ kind: "current" });
    expect(await calls()).toEqual(before);
    const file = await fetch(`${sandbox.url}/ecb/stats/eurofxref/eurofxref-daily.xml`);
    expect(await file.text()).toContain("time='2026-10-09'");
  });

  it.each([
    ["unreachable", { kind: "server-error", status: 503 }],
    ["unreachable", { kind: "connection-reset" }],
    ["unreachable", { kind: "redirect" }],
    ["unreadable", { kind: "html" }],
    ["unreadable", { kind: "empty" }],
    ["unreadable", { kind: "half-json" }],
    ["unreachable", { kind: "huge", bytes: 200_000 }],
  ])("stay as they were when the bank is %s: %j", async (reason, fault) => {
    await goTo("2026-10-12T15:00:00Z");
    await breakOnce(fault);
    expect(await refreshRates({ now })).toEqual({ kind: "kept", reason });
    expect((await latestRates()).day).toBe("2026-10-09");
  });

  it("stay as they were when a rate jumped further than any does in a day", async () => {
    await goTo("2026-10-12T15:00:00Z");
    await setRate("CNY", "75.55");
    expect(await refreshRates({ now })).toEqual({ kind: "kept", reason: "absurd" });
    expect(await latestRates()).toMatchObject({ day: "2026-10-09", perEuro: { CNY: "7.5554" } });
    await setRate("CNY", "7.6");
    expect(await refreshRates({ now })).toEqual({ kind: "saved", day: "2026-10-12" });
  });

  it("stay as they were when the file is of an earlier day", async () => {
    await goTo("2026-10-05T15:00:00Z");
    now = new Date("2026-10-13T15:00:00Z");
    expect(await refreshRates({ now })).toEqual({ kind: "kept", reason: "older" });
    expect((await latestRates()).day).toBe("2026-10-12");
  });
});
