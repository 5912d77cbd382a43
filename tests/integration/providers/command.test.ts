import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ProviderMeta } from "@/lib/providers/contract";
import { providerMetas } from "@/lib/providers/meta";
import { type RecordedServer, startRecordedServer } from "../../contract/recorded-server";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { moveClock } from "../sandbox/wire";
import { credentialsFile, documentOf, runProvider } from "./provider-command";

const LONG_MS = 120_000;
const MOST_ENDS = 6;
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home";
const withMachines = providerMetas.filter((meta) => meta.capabilities !== null);

const offers = z.object({
  offers: z.array(
    z.object({
      instanceType: z.string(),
      gpuCount: z.number(),
      region: z.string().nullable(),
      tier: z.string().nullable(),
      pricingModel: z.string(),
      currency: z.string(),
      pricePerHourMicros: z.string(),
      availability: z.string(),
      isPartition: z.boolean(),
    }),
  ),
});
const withId = z.object({ id: z.string() });

let sandbox: SandboxProcess;
let stub: RecordedServer;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "provider-command-"));
  [sandbox, stub] = await Promise.all([runSandbox(), startRecordedServer()]);
});
afterAll(async () => {
  await Promise.all([sandbox.stop(), stub.close()]);
  rmSync(dir, { recursive: true, force: true });
});

/** The command for one account at the twin of a provider; all its credentials are one key. */
function operator(meta: ProviderMeta) {
  const key = `sandbox-${meta.id}-t-command`;
  const fields = Object.fromEntries(meta.credentialFields.map(({ name }) => [name, key]));
  const file = credentialsFile(dir, meta.id, fields);
  const path = new URL(meta.apiUrl).pathname.replace(/\/$/, "");
  const baseUrl = `${sandbox.url}/${meta.id}${path}`;
  return async (call: string, args: object = {}) => {
    const options = ["--base-url", baseUrl, "--credentials", file];
    const run = await runProvider(meta.id, call, ...options, "--json", JSON.stringify(args));
    expect(run.stderr).toBe("");
    expect(run.stdout).not.toContain(key);
    const document = documentOf(run);
    expect([call, run.code]).toEqual([call, document.error ? 1 : 0]);
    return document;
  };
}

async function cheapestOffer(made: unknown) {
  const [best] = offers
    .parse(made)
    .offers.filter((one) => one.availability !== "unavailable" && !one.isPartition)
    .filter((one) => one.pricingModel === "on-demand")
    .sort((a, b) => Number(BigInt(a.pricePerHourMicros) - BigInt(b.pricePerHourMicros)));
  if (!best) throw new Error("nothing can be had");
  const { instanceType, gpuCount, region, tier, currency, pricePerHourMicros: price } = best;
  const agreed =
    currency === "USD" ? { pricePerHourMicros: price } : { pricePerHourIn: { [currency]: price } };
  return { instanceType, gpuCount, region, tier, ...agreed };
}

/** One of one call each, one whose calls are signed with the time, one that takes several for an end. */
const led = withMachines.filter(({ id }) => ["lambda", "crusoe", "scaleway"].includes(id));

describe.each(led)("the operator's command at $id", (meta) => {
  it(
    "leads one machine through its life, and shows what went over the wire",
    async () => {
      const call = operator(meta);
      expect((await call("verify")).exchanges.map(({ status }) => status)).toContain(200);
      const offer = await cheapestOffer((await call("offers")).answer);
      const diskGb = meta.capabilities?.diskGb?.default ?? null;
      const launched = await call("launch", { ...offer, diskGb, sshPublicKeys: [publicKey] });
      const { id } = withId.parse(launched.answer);
      let lastId = id;
      expect(launched.exchanges.some(({ method }) => method === "POST" || method === "PUT")).toBe(
        true,
      );
      await moveClock(sandbox.url, 3_600_000);
      expect((await call("get", { id })).answer).toMatchObject({ id, status: "running" });
      expect((await call("list")).answer).toMatchObject([{ id }]);
      if (meta.capabilities?.restart) await call("restart", { id });
      await moveClock(sandbox.url, 3_600_000);
      if (meta.capabilities?.stop) {
        expect((await call("stop", { id })).error).toBeUndefined();
        await moveClock(sandbox.url, 3_600_000);
        lastId = withId.parse((await call("start", { id })).answer).id;
        await moveClock(sandbox.url, 3_600_000);
      }
      // Where an end takes several calls, those that are left are made by asking again.
      let left: unknown;
      for (let asked = 0; asked < MOST_ENDS && !isDeepStrictEqual(left, []); asked += 1) {
        const { error } = await call("terminate", { id: lastId });
        expect([undefined, "conflict"]).toContain(error?.kind);
        await moveClock(sandbox.url, 3_600_000);
        left = (await call("list")).answer;
      }
      expect(left).toEqual([]);
    },
    LONG_MS,
  );
});

describe.each(withMachines)("the operator's command at $id", (meta) => {
  it(
    "never prints a secret, also when the provider repeats all it was sent",
    async () => {
      const fields = Object.fromEntries(
        meta.credentialFields.map(({ name }, at) => [name, `private-value-${at}-0123456789`]),
      );
      const file = credentialsFile(dir, `${meta.id}-echo`, fields);
      const token = "token-had-on-the-way-42";
      stub.answer(({ headers, body, path }) => ({
        status: 400,
        headers: { "x-auth-token": token, "set-cookie": `session=${token}` },
        json: {
          said: headers,
          body,
          path,
          detail: `${headers.authorization}`,
          access_token: token,
        },
      }));
      const run = await runProvider(
        ...[meta.id, "list", "--base-url", stub.baseUrl, "--credentials", file],
      );
      expect(run.code).toBe(1);
      expect(documentOf(run).exchanges.length).toBeGreaterThan(0);
      for (const secret of [...Object.values(fields), token]) {
        expect(run.stdout + run.stderr).not.toContain(secret);
      }
    },
    LONG_MS,
  );
});

describe("the operator's command", () => {
  const file = () => credentialsFile(dir, "lambda-own", { apiKey: "sandbox-lambda-t-command" });

  it.each([
    ["nothing", [], "The command is:"],
    ["a provider nobody knows", ["nobody", "list"], "There is no provider nobody"],
    ["a call nobody knows", ["lambda", "dance"], "There is no call dance"],
    ["no credentials", ["lambda", "list"], "needs --credentials FILE"],
    ["no address", ["lambda", "list", "--base-url", "ftp://x"], "no http or https address"],
    ["no JSON", ["lambda", "list", "--json", "{id"], "is no JSON"],
    ["an option nobody knows", ["lambda", "list", "--fast"], "The command is:"],
  ])("refuses %s with one sentence", async (_name, words, sentence) => {
    const withFile = words.includes("--base-url") ? [...words, "--credentials", file()] : words;
    const run = await runProvider(...withFile);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(sentence);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
  });

  it("refuses a call the provider has not, arguments it has not and keys of another shape", async () => {
    const at = ["--base-url", "http://127.0.0.1:9", "--credentials", file()];
    const stop = await runProvider("lambda", "stop", ...at, "--json", '{"id":"x"}');
    expect(stop).toMatchObject({ code: 2, stderr: expect.stringContaining("has no call stop") });
    const odd = await runProvider("lambda", "get", ...at, "--json", '{"id":"x","force":true}');
    expect(odd).toMatchObject({ code: 2, stderr: expect.stringContaining("force") });
    const short = credentialsFile(dir, "short", { apiKey: "tiny" });
    const shape = await runProvider("lambda", "list", "--credentials", short);
    expect(shape).toMatchObject({ code: 2, stderr: expect.stringContaining("apiKey") });
    expect(shape.stderr).not.toContain("tiny");
  });

  it("says that nothing was reached, with what was tried", async () => {
    const at = ["--base-url", "http://127.0.0.1:9", "--credentials", file()];
    const run = await runProvider("lambda", "list", ...at);
    expect(run.code).toBe(1);
    expect(documentOf(run)).toMatchObject({
      error: { kind: "transient", status: null },
      exchanges: [{ method: "GET", url: "http://127.0.0.1:9/instances", status: null }],
    });
  });

  it("reads an open price list without any key", async () => {
    const path = new URL("https://api.vultr.com/v2").pathname;
    const run = await runProvider("vultr", "offers", "--base-url", `${sandbox.url}/vultr${path}`);
    expect(run.code).toBe(0);
    expect(offers.parse(documentOf(run).answer).offers.length).toBeGreaterThan(0);
  });
});
