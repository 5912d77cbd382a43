import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "../integration/sandbox/sandbox-process";
import { bases, freshKey, moveClock, request } from "../integration/sandbox/wire";
import { allowedDeviations } from "./twins-spec/allowed-deviations";
import { lifeCycles } from "./twins-spec/life-cycles";
import { type Exchange, openSpec } from "./twins-spec/open-spec";
import { readDocument } from "./twins-spec/read-document";

const shared = process.env.SHARED_DIR ?? "../shared";
const files = {
  runpod: { file: "runpod-v2.json", closed: "top" as const, prefix: "/v2" },
  lambda: { file: "lambda.json", closed: "deep" as const, prefix: "/api/v1" },
  vultr: { file: "vultr.json", closed: "deep" as const, prefix: "" },
  cloudrift: { file: "cloudrift.json", closed: "deep" as const, prefix: "/api/v1" },
  vastai: { file: "vast.yaml", closed: "top" as const, prefix: "/api" },
  hotaisle: { file: "hotaisle.json", closed: "top" as const, prefix: "" },
  verda: { file: "verda.unofficial.yaml", closed: "top" as const, prefix: "" },
  digitalocean: { file: "digitalocean.json", closed: "top" as const, prefix: "/v2" },
};

function readSpec(provider: keyof typeof files): unknown {
  return readDocument(join(shared, "providers", "specs", files[provider].file));
}

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

describe.each([
  "runpod",
  "lambda",
  "vultr",
  "cloudrift",
  "vastai",
  "hotaisle",
  "verda",
  "digitalocean",
] as const)("the twin of %s", (provider) => {
  test("speaks as its specification says, but for the deviations listed", async () => {
    const { prefix, closed } = files[provider];
    const spec = openSpec(readSpec(provider), prefix, closed);
    const key = freshKey(provider);
    const exchanges: Exchange[] = [];
    const call = async (method: string, path: string, body?: unknown, as: string = key) => {
      const answer = await request(`${sandbox.url}${bases[provider]}${path}`, method, body, as);
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
    await lifeCycles[provider](
      call,
      (ms) => moveClock(sandbox.url, ms),
      (path, body) =>
        request(`${sandbox.url}/control/${provider}/${path}?key=${key}`, "POST", body),
    );

    const found = exchanges.flatMap((exchange) => spec.check(exchange));
    const allowed = allowedDeviations[provider];
    const isAllowed = (violation: string) => allowed.some(({ pattern }) => pattern.test(violation));
    expect(found.filter((violation) => !isAllowed(violation))).toEqual([]);
    const unused = allowed.filter(
      ({ pattern }) => !found.some((violation) => pattern.test(violation)),
    );
    expect(unused.map(({ reason }) => reason)).toEqual([]);
  });
});

test("the check notices a wrong, a missing and an undocumented field", () => {
  const spec = openSpec(readSpec("runpod"), "/v2", "top");
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
