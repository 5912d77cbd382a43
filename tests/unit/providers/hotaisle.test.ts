import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHotaisle } from "@/lib/providers/hotaisle";
import { fixture } from "@/tests/contract/provider-cases";
import { type RecordedServer, startRecordedServer } from "@/tests/contract/recorded-server";

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

const list = () =>
  createHotaisle({ baseUrl: server.baseUrl }).prices?.list({
    credentials: { apiKey: "prefix.secret", team: "my team" },
  }) ?? Promise.reject(new Error("no prices face"));

describe("Hot Aisle's price list", () => {
  it("is asked for with the word Token, by the team's handle", async () => {
    server.answer(() => ({ json: [] }));
    await list();
    const [first] = server.asked;
    expect(first?.headers.authorization).toBe("Token prefix.secret");
    expect(first?.path).toBe("/teams/my%20team/virtual_machines/available/");
  });

  it("is empty when nothing is left of either kind, which is told by null", async () => {
    server.answer(() => ({ json: null }));
    expect(await list()).toEqual({ offers: [], skipped: [] });
  });

  it("says what is billed at least", async () => {
    server.answer(({ path }) => ({
      json: path.includes("bare_metal") ? fixture("hotaisle/bare-metal") : null,
    }));
    expect((await list()).offers[0]).toMatchObject({
      nativePrice: "2712 US cents/instance-hour, 480 minutes at least",
      leastMinutes: 480,
      ramGb: 2048,
      tier: "bare-metal",
    });
  });
});
