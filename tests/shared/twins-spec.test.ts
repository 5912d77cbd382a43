import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "../integration/sandbox/sandbox-process";
import { baseOf, freshKey, moveClock, request } from "../integration/sandbox/wire";
import { type Exchange, openSpec } from "./twins-spec/open-spec";
import { readDocument } from "./twins-spec/read-document";
import type { Call, SpokenLife } from "./twins-spec/spoken";

const shared = process.env.SHARED_DIR ?? "../shared";
const folder = new URL("./twins-spec/", import.meta.url);
const providers = readdirSync(folder)
  .filter((file) => file.endsWith("-life.ts"))
  .map((file) => file.replace("-life.ts", ""));
const spoken = await Promise.all(
  providers.map(async (provider): Promise<[provider: string, SpokenLife]> => {
    const file: { spoken: SpokenLife } = await import(`./twins-spec/${provider}-life.ts`);
    return [provider, file.spoken];
  }),
);

function readSpec({ file }: SpokenLife["document"]): unknown {
  return readDocument(join(shared, "providers", "specs", file));
}

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

describe.each(spoken)("the twin of %s", (provider, { document, life, deviations }) => {
  test("speaks as its specification says, but for the deviations listed", async () => {
    const spec = openSpec(readSpec(document), document.prefix, document.closed);
    const key = freshKey(provider);
    const exchanges: Exchange[] = [];
    const call: Call = async (method, path, body, as = key) => {
      const answer = await request(`${sandbox.url}${baseOf(provider)}${path}`, method, body, as);
      const type = answer.headers.get("content-type") ?? "";
      exchanges.push({
        method,
        path,
        request: body,
        status: answer.status,
        answer: answer.body,
        type,
      });
      return answer.body ?? answer.text;
    };
    await life(
      call,
      async (ms) => {
        await moveClock(sandbox.url, ms);
        const told = await request(`${sandbox.url}/control/clock`, "GET");
        return Date.parse(z.object({ now: z.string() }).parse(told.body).now);
      },
      (path, body) =>
        request(`${sandbox.url}/control/${provider}/${path}?key=${key}`, "POST", body),
    );

    const found = exchanges.flatMap((exchange) => spec.check(exchange));
    const isAllowed = (violation: string) =>
      deviations.some(({ pattern }) => pattern.test(violation));
    expect(found.filter((violation) => !isAllowed(violation))).toEqual([]);
    const unused = deviations.filter(
      ({ pattern }) => !found.some((violation) => pattern.test(violation)),
    );
    expect(unused.map(({ reason }) => reason)).toEqual([]);
  });
});

test("the check notices a wrong, a missing and an undocumented field", () => {
  const spec = openSpec(
    readSpec({ file: "runpod-v2.json", closed: "top", prefix: "/v2" }),
    "/v2",
    "top",
  );
  const check = (answer: unknown) =>
    spec.check({
      method: "GET",
      path: "/account/ssh-keys",
      request: undefined,
      status: 200,
      answer,
      type: "application/json",
    });
  expect(check({ keys: ["ssh-ed25519 AAAA"] })).toEqual([]);
  expect(check({ keys: [1] })).toHaveLength(1);
  expect(check({})).toHaveLength(1);
  expect(check({ keys: [], extra: true })).toHaveLength(1);
});

describe("where the document is old, the recorded answers decide", () => {
  const sample = (file: string): unknown =>
    JSON.parse(readFileSync(join(shared, "providers", "samples", file), "utf8"));
  const get = async (path: string) => (await request(`${sandbox.url}${path}`, "GET")).body;
  const rows = (name: string, body: unknown) =>
    z.object({ [name]: z.array(z.record(z.string(), z.unknown())) }).parse(body)[name] ?? [];
  const shape = (row: Record<string, unknown>) =>
    Object.entries(row).map(
      ([name, value]) => `${name}: ${Array.isArray(value) ? "list" : typeof value}`,
    );

  test.each([
    ["plans", "vultr/plans.json", "/vultr/v2/plans?type=vcg"],
    ["plans_metal", "vultr/plans-metal.json", "/vultr/v2/plans-metal"],
  ])("Vultr's %s have the recorded fields", async (name, file, path) => {
    const [recorded = {}] = rows(name, sample(file));
    const [answered = {}] = rows(name, await get(path));
    expect(shape(answered).sort()).toEqual(shape(recorded).sort());
  });
});
