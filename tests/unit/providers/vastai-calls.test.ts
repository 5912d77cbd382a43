import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createVastai } from "@/lib/providers/vastai";
import { known } from "@/tests/contract/cases/vastai";
import { secretKey } from "@/tests/contract/launch-spec";
import { recordedFor } from "@/tests/contract/provider-cases";
import {
  type Asked,
  type Recorded,
  type RecordedServer,
  startRecordedServer,
} from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";
import machineFixture from "../../fixtures/providers/vastai/machine.json";
import askFixture from "../../fixtures/providers/vastai/one-gpu.json";

const credentials = { apiKey: secretKey };
const id = "30412345";
const refused = (error: string, msg: string) => ({ success: false, error, msg });

let server: RecordedServer;
let files: RecordedServer;
beforeAll(async () => {
  [server, files] = [await startRecordedServer(), await startRecordedServer()];
});
afterAll(async () => {
  await Promise.all([server.close(), files.close()]);
});

const adapter = () =>
  createVastai({ baseUrl: server.baseUrl, hosts: { logs: `${files.baseUrl}/logs` }, pace: 1_000 });
function machines() {
  const { instances } = adapter();
  if (!instances) throw new Error("no machines");
  return instances;
}
const called = () => server.asked.map(({ method, path }) => `${method} ${path}`);

/** Answers as recorded, but for calls that begin so. */
function answer(changes: Readonly<Record<string, Recorded>>) {
  server.answer((asked: Asked) => {
    const call = `${asked.method} ${asked.path}`;
    const [, changed] = Object.entries(changes).find(([start]) => call.startsWith(start)) ?? [];
    return changed ?? recordedFor(known.recording, asked);
  });
}

function launch(changes: Partial<LaunchSpec> = {}) {
  const spec = known.machines?.spec;
  if (!spec) throw new Error("no spec");
  return machines().launch(credentials, { ...spec, ...changes }, {});
}

describe("a refused launch that has made an instance", () => {
  const json = { ...refused("invalid_price", "bid is too low"), new_contract: 777 };
  const gone = { json: { success: true } };

  it.each([200, 400, 410])("with status %s is destroyed, and refused", async (status) => {
    answer({ "PUT /v0/asks/": { status, json }, "DELETE /v0/instances/777/": gone });
    expect((await caught(launch())).kind).toBe("no-capacity");
    expect(called().slice(-2)).toEqual(["PUT /v0/asks/20008357/", "DELETE /v0/instances/777/"]);
  });

  it("is refused too where the instance went by itself", async () => {
    const missing = { status: 404, json: refused("no_such_instance", "Instance not found") };
    answer({ "PUT /v0/asks/": { status: 400, json }, "DELETE /v0/instances/777/": missing });
    expect((await caught(launch())).kind).toBe("no-capacity");
  });

  it("is in doubt where the instance could not be destroyed", async () => {
    const broken = { status: 500, json: {} };
    answer({ "PUT /v0/asks/": { status: 400, json }, "DELETE /v0/instances/777/": broken });
    const error = await caught(launch());
    expect(error.kind).toBe("ambiguous");
    expect(error.detail).toContain("777");
  });

  it("is left alone where the answer itself is in doubt", async () => {
    answer({ "PUT /v0/asks/": { status: 502, json } });
    expect((await caught(launch())).kind).toBe("ambiguous");
    expect(called().filter((call) => call.startsWith("DELETE"))).toEqual([]);
  });
});

describe("asks that vanish between search and launch", () => {
  const [first] = askFixture.offers;
  const offers = [7, 8, 9, 10, 11].map((ask) => ({ ...first, id: ask }));
  const search = { "POST /v0/bundles/": { json: { offers } } };
  const vanished = { status: 410, json: refused("no_such_ask", "no longer available") };

  it("are passed over for the next one", async () => {
    const made = { json: { success: true, new_contract: 5 } };
    answer({ ...search, "PUT /v0/asks/7/": vanished, "PUT /v0/asks/8/": made });
    expect(await launch()).toEqual({ id: "5" });
  });

  it("are an empty shelf after three", async () => {
    answer({ ...search, "PUT /v0/asks/": vanished });
    expect((await caught(launch())).kind).toBe("no-capacity");
    expect(called().filter((call) => call.startsWith("PUT"))).toEqual([
      "PUT /v0/asks/7/",
      "PUT /v0/asks/8/",
      "PUT /v0/asks/9/",
    ]);
  });

  it("do not lead on from any other refusal, nor from an unclear answer", async () => {
    const poor = { status: 400, json: refused("insufficient_credit", "account lacks credit") };
    for (const [how, kind] of [
      [poor, "no-balance"],
      [{ fate: "drop" }, "ambiguous"],
    ] as const) {
      answer({ ...search, "PUT /v0/asks/": how });
      expect((await caught(launch())).kind).toBe(kind);
      expect(called().filter((call) => call.startsWith("PUT"))).toHaveLength(1);
    }
  });

  it("are refused without a paid call where none is left at the price", async () => {
    answer({});
    expect((await caught(launch({ pricePerHourMicros: 134_799n }))).kind).toBe("no-capacity");
    expect(called().filter((call) => call.startsWith("PUT"))).toEqual([]);
  });
});

describe("an SSH key", () => {
  it("is added before the launch where the account has no equal one, or none at all", async () => {
    const added = { "POST /v0/ssh/": { json: { success: true } } };
    answer({ ...added, "GET /v0/ssh/": { status: 404, raw: "" } });
    await launch();
    expect(called()).toEqual([
      "GET /v0/ssh/",
      "POST /v0/ssh/",
      "POST /v0/bundles/",
      "PUT /v0/asks/20008357/",
    ]);
    answer(added);
    await launch({ sshPublicKeys: ["ssh-ed25519 BBBB other"] });
    expect(server.asked[1]?.body).toEqual({ ssh_key: "ssh-ed25519 BBBB other" });
  });

  it("is not among those of an account whose list is another's page", async () => {
    const list = () => adapter().keys?.sshKeys?.(credentials, {}) ?? Promise.resolve([]);
    answer({ "GET /v0/ssh/": { status: 404, raw: "<html>not found</html>" } });
    expect((await caught(list())).kind).toBe("transient");
    answer({ "GET /v0/ssh/": { status: 404, json: refused("not_found", "No SSH keys found") } });
    expect(await list()).toEqual([]);
  });

  it("that cannot be added leaves nothing in doubt", async () => {
    answer({ "GET /v0/ssh/": { status: 403, json: refused("not_authorized", "no right") } });
    expect(await caught(launch())).toMatchObject({ kind: "missing-right", isUnsent: true });
    for (const call of ["GET /v0/ssh/", "POST /v0/bundles/"]) {
      answer({ [call]: { status: 500, json: {} } });
      expect(await caught(launch())).toMatchObject({ kind: "transient", isUnsent: true });
    }
    answer({ "PUT /v0/asks/": { status: 500, json: {} } });
    expect(await caught(launch())).toMatchObject({ kind: "ambiguous", isUnsent: false });
    answer({ "GET /v0/ssh/": { status: 404, json: refused("auth_error", "Invalid user key") } });
    expect((await caught(launch())).kind).toBe("invalid-key");
  });
});

describe("the list of machines", () => {
  const page = (rows: number[], next_token: string | null): Recorded => ({
    json: { next_token, instances: rows.map((one) => ({ ...machineFixture.instances, id: one })) },
  });

  it("is read to its last page", async () => {
    answer({
      "GET /v1/instances/?limit=25&after_token=two": page([3], null),
      "GET /v1/instances/?limit=25": page([1, 2], "two"),
    });
    const found = await machines().list(credentials, {});
    expect(found.map((one) => one.id)).toEqual(["1", "2", "3"]);
  });

  it("fails whole when a page fails, or when it has no end", async () => {
    answer({
      "GET /v1/instances/?limit=25&after_token=two": { status: 500, json: {} },
      "GET /v1/instances/?limit=25": page([1], "two"),
    });
    expect((await caught(machines().list(credentials, {}))).kind).toBe("transient");
    answer({ "GET /v1/instances/": page([1], "again") });
    expect((await caught(machines().list(credentials, {}))).detail).toContain("no end");
  });
});

describe("a refusal under status 200", () => {
  it("is no success", async () => {
    const json = refused("invalid_args", `no, ${secretKey}`);
    answer({ "PUT /v0/instances/": { json }, "GET /v1/instances/": { json } });
    const stopping = machines().stop?.(credentials, id, {}) ?? Promise.resolve();
    const error = await caught(stopping);
    expect(error.kind).toBe("invalid-request");
    expect(error.detail).not.toContain(secretKey);
    expect((await caught(machines().list(credentials, {}))).kind).toBe("transient");
  });

  it("ends a machine that is gone already, and finds none under null", async () => {
    answer({
      [`DELETE /v0/instances/${id}/`]: { json: refused("no_such_instance", "gone") },
      [`GET /v0/instances/${id}/`]: { json: { instances: null } },
    });
    await expect(machines().terminate(credentials, id, {})).resolves.toBeUndefined();
    expect(await machines().get(credentials, id, {})).toBeNull();
  });

  it("to a start is taken back, so that the machine does not start unseen later", async () => {
    const msg = "Required resources are currently unavailable, state change queued.";
    const states: unknown[] = [];
    server.answer(({ body }) => {
      states.push(body);
      return states.length === 1 ? { json: { success: false, msg } } : { json: { success: true } };
    });
    const starting = () => machines().start?.(credentials, id, {}) ?? Promise.resolve();
    expect((await caught(starting())).kind).toBe("no-capacity");
    expect(states).toEqual([{ state: "running" }, { state: "stopped" }]);
    answer({ "PUT /v0/instances/": { json: { success: false, msg } } });
    expect((await caught(starting())).kind).toBe("ambiguous");
  });
});

describe("a key", () => {
  const verify = () => adapter().keys?.verify(credentials, {}) ?? Promise.resolve(null);

  it("is proved by listing machines; whose it is comes along where it may tell", async () => {
    answer({});
    expect(await verify()).toEqual({ account: "me@example.com", canLaunch: null });
    answer({ "GET /v0/users/": { status: 401, json: refused("auth_error", "no") } });
    expect(await verify()).toEqual({ account: null, canLaunch: null });
  });

  it("that may not list machines lacks a right, one that wants two factors too", async () => {
    answer({ "GET /v1/instances/": { status: 403, json: refused("not_authorized", "no") } });
    expect((await caught(verify())).kind).toBe("missing-right");
    const text = "This action requires Two Factor Authentication";
    answer({ "PUT /v0/asks/": { status: 401, json: refused("auth_error", text) } });
    expect((await caught(launch())).kind).toBe("missing-right");
  });

  it("is told its balance, owed money as less than nothing", async () => {
    answer({ "GET /v0/users/": { json: { email: null, balance: -1.5 } } });
    expect(await adapter().keys?.balance?.(credentials, {})).toEqual({
      micros: -1_500_000n,
      currency: "USD",
    });
  });

  it("that asks too often is told so in plain text, without a time to wait", async () => {
    const raw = "API requests too frequent: endpoint threshold=2.0";
    answer({ "GET /v1/instances/": { status: 429, raw } });
    const error = await caught(machines().list(credentials, {}));
    expect(error).toMatchObject({ kind: "rate-limited", retryAfterMs: null });
  });
});

describe("logs", () => {
  const headers = { "content-type": "text/plain" };
  const read = () => machines().logs?.(credentials, id, {}) ?? Promise.reject(new Error("none"));
  const at = (result_url: string) =>
    answer({ "PUT /v0/instances/request_logs/": { json: { success: true, result_url, msg: "" } } });

  it("are read from the storage host, without the key, once they are there", async () => {
    at(`${files.baseUrl}/logs/vast.ai/instance_logs/abc.log`);
    let tries = 0;
    files.answer(() => {
      tries += 1;
      return tries < 3 ? { status: 403, raw: "<Error/>" } : { raw: "one\r\ntwo\nthree\n", headers };
    });
    expect(await read()).toEqual(["one", "two", "three"]);
    expect(files.asked.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("are the last 500 lines at most", async () => {
    at(`${files.baseUrl}/logs/long.log`);
    const raw = Array.from({ length: 900 }, (_, line) => `l${line}`).join("\n");
    files.answer(() => ({ raw, headers }));
    const lines = await read();
    expect(lines).toHaveLength(500);
    expect(lines.at(-1)).toBe("l899");
  });

  it.each([
    "http://127.0.0.2:9/logs/vast.ai/abc.log",
    "https://s3.amazonaws.com.example.com/vast.ai/abc.log",
    "file:///etc/passwd",
    "//127.0.0.2:9/logs/vast.ai/abc.log",
    "/elsewhere/abc.log",
  ])("are not fetched from %s", async (url) => {
    at(url);
    files.answer(() => ({ raw: "secret" }));
    const error = await caught(read());
    expect(error).toMatchObject({
      kind: "transient",
      detail: expect.stringContaining("not known"),
    });
    expect(files.asked).toEqual([]);
  });

  it("that never come, or come as a redirect, are a passing failure", async () => {
    at(`${files.baseUrl}/logs/abc.log`);
    files.answer(() => ({ status: 404, raw: "" }));
    expect((await caught(read())).detail).toContain("not uploaded in time");
    for (const type of ["text/html", "application/xml", "application/json"]) {
      files.answer(() => ({ raw: "<Error/>", headers: { "content-type": type } }));
      expect((await caught(read())).kind).toBe("transient");
    }
    files.answer(() => ({ status: 302, headers: { location: "http://127.0.0.2:9/" } }));
    expect((await caught(read())).kind).toBe("transient");
  });
});

describe("what a machine was billed", () => {
  const fromAt = new Date("2026-01-02T13:00:00Z");
  const toAt = new Date("2026-01-03T13:00:00Z");
  const bill = () => machines().billed?.(credentials, { id, fromAt, toAt }, {});

  it("is the sum over all pages, of whole days, and of nobody else's", async () => {
    const row = (source: string, amount: number) => ({ source, amount });
    const mine = `instance-${id}`;
    const rows = (results: unknown[], next_token: string | null) => ({ results, next_token });
    const pages = [
      rows([row(mine, 38.421), row(`${mine}0`, 9)], "x"),
      rows([row(mine, 0.079)], null),
    ];
    server.answer(() => ({ json: pages.shift() }));
    expect(await bill()).toBe(38_500_000n);
    const asked = new URL(server.asked[0]?.path ?? "", "http://vast").searchParams;
    expect(JSON.parse(asked.get("select_filters") ?? "")).toEqual({
      day: { gte: 1_767_312_000, lte: 1_767_445_200 },
      type: { in: ["instance"] },
    });
  });
});

describe("volumes", () => {
  const row = { id: 9, machine_id: 30_061, disk_space: 15 };
  const face = () => {
    const { volumes } = adapter();
    if (!volumes) throw new Error("no volumes");
    return volumes;
  };

  it("are used on the machine that has them, and nowhere else", async () => {
    answer({ "GET /v0/volumes/": { json: { volumes: [row] } } });
    await launch({ volumeId: "9" });
    const search = server.asked.find(({ path }) => path === "/v0/bundles/");
    expect(search?.body).toMatchObject({ machine_id: { eq: 30_061 } });
    const error = await caught(launch({ volumeId: "10" }));
    expect(error.kind).toBe("invalid-request");
    expect(called().filter((call) => call.startsWith("PUT"))).toHaveLength(1);
  });

  it("are removed, also when they are gone already", async () => {
    answer({ "DELETE /v0/volumes/": { json: { success: true } } });
    await face().remove(credentials, "9", {});
    expect(server.asked[0]?.body).toEqual({ id: 9 });
    answer({ "DELETE /v0/volumes/": { status: 404, json: refused("no_such_volume", "no") } });
    await expect(face().remove(credentials, "9", {})).resolves.toBeUndefined();
    answer({ "DELETE /v0/volumes/": { status: 404, raw: "<html>" } });
    expect((await caught(face().remove(credentials, "9", {}))).kind).toBe("ambiguous");
  });
});
