import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createHotaisle } from "@/lib/providers/hotaisle";
import { toInstance } from "@/lib/providers/hotaisle/machines";
import { virtualMachine } from "@/lib/providers/hotaisle/wire";
import { known } from "@/tests/contract/cases/hotaisle";
import { spec as anySpec } from "@/tests/contract/launch-spec";
import { fixture, recordedFor } from "@/tests/contract/provider-cases";
import {
  type Asked,
  type Recorded,
  type RecordedServer,
  startRecordedServer,
} from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";

const { credentials, machines } = known;
const spec: LaunchSpec = machines?.spec ?? anySpec;
const id = "enc1-gpuvm007";
const all = "/teams/ours/virtual_machines/";

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

function hotaisle(answer: (asked: Asked) => Recorded | undefined = () => undefined) {
  server.answer((asked) => answer(asked) ?? recordedFor(known.recording, asked));
  const { instances, keys, prices } = createHotaisle({ baseUrl: server.baseUrl });
  if (!instances || !keys || !prices) throw new Error("Hot Aisle lost a face");
  return { instances, keys, prices };
}

const on = (answers: Readonly<Record<string, Recorded>>) => (asked: Asked) =>
  answers[`${asked.method} ${asked.path}`];
const askedFor = (call: string) =>
  server.asked.filter(({ method, path }) => `${method} ${path}` === call);

describe("what Hot Aisle is asked to launch", () => {
  it("is the very specs it lists, every field of them, and nothing of ours", async () => {
    await hotaisle().instances.launch(credentials, spec, {});
    const [listed] = Object.values(fixture("hotaisle/virtual-machines"));
    expect(askedFor(`POST ${all}`)[0]?.body).toEqual(Object(listed).Specs);
    expect(askedFor("POST /user/ssh_keys/")[0]?.body).toEqual({
      authorized_key: spec.sshPublicKeys[0],
    });
  });

  it("needs no new SSH key where the user has it, or somebody adds it beside us", async () => {
    const { instances } = hotaisle();
    const sshPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOther other comment";
    await instances.launch(credentials, { ...spec, sshPublicKeys: [sshPublicKey] }, {});
    expect(askedFor("POST /user/ssh_keys/")).toEqual([]);
    const conflict = { status: 409, json: "Conflict: key already registered" };
    const ours = { json: [fixture("hotaisle/ssh-key-added")] };
    const beside = hotaisle((asked) => {
      if (asked.path !== "/user/ssh_keys/") return undefined;
      if (asked.method === "POST") return conflict;
      return askedFor("GET /user/ssh_keys/").length > 1 ? ours : { json: null };
    }).instances;
    expect(await beside.launch(credentials, spec, {})).toEqual({ id });
  });

  it("is nothing where the kind is no longer listed, or all of it is taken", async () => {
    const { instances } = hotaisle(on({ [`GET ${all}available/`]: { json: null } }));
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("no-capacity");
    const unknown = { ...spec, instanceType: "vm-3xMI300X-1c-1g-1d" };
    const other = hotaisle().instances.launch(credentials, unknown, {});
    expect((await caught(other)).kind).toBe("no-capacity");
    expect(askedFor(`POST ${all}`)).toEqual([]);
  });

  it("is the cheapest of the rows that are one kind, and none that costs more than was agreed to", async () => {
    const [row] = Object.values(fixture("hotaisle/virtual-machines"));
    const { OnDemandPrice: cents, Specs: specs } = Object(row);
    const cheaper = { ...Object(row), OnDemandPrice: cents - 1, Specs: { ...specs, host: "b" } };
    const rows = { [`GET ${all}available/`]: { json: [row, cheaper] } };
    const { instances, prices } = hotaisle(on(rows));
    const list = await prices.list({ credentials });
    expect(list.offers.filter(({ key }) => key === spec.instanceType)).toMatchObject([
      { pricePerHourMicros: BigInt(cents - 1) * 10_000n },
    ]);
    await instances.launch(credentials, spec, {});
    expect(askedFor(`POST ${all}`)[0]?.body).toMatchObject({ host: "b" });

    const agreed = { ...spec, pricePerHourMicros: BigInt(cents - 2) * 10_000n };
    const error = await caught(hotaisle(on(rows)).instances.launch(credentials, agreed, {}));
    expect(error).toMatchObject({ kind: "conflict", isUnsent: true });
    expect(askedFor(`POST ${all}`)).toEqual([]);
  });

  it("was surely never sent when something before it failed", async () => {
    const broken = { status: 500, json: "Internal Server Error" };
    for (const call of [`GET ${all}available/`, "GET /user/ssh_keys/", "POST /user/ssh_keys/"]) {
      const { instances } = hotaisle(on({ [call]: broken }));
      const error = await caught(instances.launch(credentials, spec, {}));
      expect(error).toMatchObject({ kind: "transient", isUnsent: true });
    }
  });

  it("is refused when the SSH key cannot be added, before anything is bought", async () => {
    const forbidden = { status: 403, json: "Forbidden: not a contact owner" };
    const { instances } = hotaisle(on({ "POST /user/ssh_keys/": forbidden }));
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("missing-right");
    expect(askedFor(`POST ${all}`)).toEqual([]);
  });
});

describe("401", () => {
  const unauthorized = { status: 401, json: "Unauthorized" };

  it("is a wrong key everywhere but on a launch, where the team is full", async () => {
    const full = hotaisle(on({ [`POST ${all}`]: unauthorized })).instances;
    expect((await caught(full.launch(credentials, spec, {}))).kind).toBe("quota");
    const wrong = hotaisle(on({ [`GET ${all}available/`]: unauthorized })).instances;
    expect((await caught(wrong.launch(credentials, spec, {}))).kind).toBe("invalid-key");
    const end = hotaisle(on({ [`DELETE ${all}${id}/?force=true`]: unauthorized })).instances;
    expect((await caught(end.terminate(credentials, id, {}))).kind).toBe("invalid-key");
  });
});

describe("a machine that may be gone", () => {
  const odd404 = { status: 404, raw: "404 page not found" };
  const listed = (vms: unknown[]) => ({ [`GET ${all}`]: { json: vms } });

  it("is gone where a list of the team does not have it either", async () => {
    const { instances } = hotaisle(
      on({
        ...listed([]),
        [`GET ${all}${id}/`]: odd404,
        [`DELETE ${all}${id}/?force=true`]: odd404,
      }),
    );
    expect(await instances.get(credentials, id, {})).toBeNull();
    await expect(instances.terminate(credentials, id, {})).resolves.toBeUndefined();
  });

  it("is not believed to be gone while a list has it", async () => {
    const { instances } = hotaisle(on({ [`DELETE ${all}${id}/?force=true`]: odd404 }));
    expect((await caught(instances.terminate(credentials, id, {}))).kind).toBe("ambiguous");
  });

  it("between two calls is gone in get, and ended in the list", async () => {
    const gone = { status: 404, json: "Not Found: Resource not found" };
    const { instances } = hotaisle((asked) => {
      const call = `${asked.method} ${asked.path}`;
      if (call === `GET ${all}${id}/state/`) return gone;
      const isOver = askedFor(`GET ${all}${id}/state/`).length > 0;
      return call === `GET ${all}${id}/` && isOver ? gone : undefined;
    });
    expect(await instances.get(credentials, id, {})).toBeNull();
    const statuses = (await instances.list(credentials, {})).map(({ status }) => status);
    expect(statuses).toEqual(["terminated", "stopped"]);
  });

  it("is there, doing nobody knows what, where only its state is not found", async () => {
    const gone = { status: 404, json: "Not Found: Resource not found" };
    const { instances } = hotaisle(on({ [`GET ${all}${id}/state/`]: gone }));
    expect(await instances.get(credentials, id, {})).toMatchObject({ id, status: "unknown" });
    const statuses = (await instances.list(credentials, {})).map(({ status }) => status);
    expect(statuses).toEqual(["unknown", "stopped"]);
  });

  it("is ended also before its least time is over", async () => {
    await hotaisle().instances.terminate(credentials, id, {});
    expect(askedFor(`DELETE ${all}${id}/?force=true`)).toHaveLength(1);
  });
});

describe("a machine at Hot Aisle", () => {
  const vm = virtualMachine.parse(fixture("hotaisle/vm"));

  it.each([
    ["provisioning", "no state"],
    ["running", "running"],
    ["running", "in shutdown"],
    ["stopped", "shut off"],
    ["stopped", "paused"],
    ["failed", "crashed"],
    ["unknown", "pmsuspended"],
  ])("is %s when its host says %s", (status, state) => {
    expect(toInstance(vm, state)).toMatchObject({ status, nativeStatus: state, name: null });
  });

  it("is reached where its access says, else at its address", () => {
    const reached = (changes: object) => toInstance({ ...vm, ...changes }, "running").ssh;
    expect(reached({})).toEqual({ host: "203.0.113.7", port: 2207, user: "hotaisle" });
    const bare = { ssh_access: undefined, ip_address: "203.0.113.9" };
    expect(reached(bare)).toEqual({ host: "203.0.113.9", port: 22, user: "hotaisle" });
    expect(reached({ ssh_access: null, ip_address: null })).toBeNull();
  });

  it("has its address to itself where no gateway lets people in", () => {
    const isOwn = (changes: object) => toInstance({ ...vm, ...changes }, "running").hasOwnAddress;
    const bare = { ssh_access: undefined, ip_address: "203.0.113.9" };
    expect(isOwn({})).toBe(false);
    expect(isOwn(bare)).toBe(true);
    expect(isOwn({ ...bare, ssh_access: { ip_address: "203.0.113.9", port: 22 } })).toBe(true);
    expect(isOwn({ ...bare, ssh_access: { ip_address: "203.0.113.9", port: 2207 } })).toBe(false);
    expect(isOwn({ ...bare, ssh_access: { ip_address: "203.0.113.7", port: 22 } })).toBe(false);
    expect(isOwn({ ssh_access: null, ip_address: null })).toBe(false);
  });

  it("that is stopped is shut down, not cut off; restarting is no reset", async () => {
    const { instances } = hotaisle();
    await instances.stop?.(credentials, id, {});
    await instances.restart?.(credentials, id, {});
    const posted = server.asked.filter(({ method }) => method === "POST").map(({ path }) => path);
    expect(posted).toEqual([`${all}${id}/shutdown/`, `${all}${id}/reboot/`]);
  });

  it("in the wrong state for what is asked is a conflict", async () => {
    const off = { status: 400, json: "Bad Request: domain is not running" };
    const { instances } = hotaisle(on({ [`POST ${all}${id}/reboot/`]: off }));
    const restart = instances.restart?.(credentials, id, {}) ?? Promise.resolve();
    expect((await caught(restart)).kind).toBe("conflict");
  });

  it("has no others beside it where the list is null", async () => {
    const { instances } = hotaisle(on({ [`GET ${all}`]: { json: null } }));
    expect(await instances.list(credentials, {})).toEqual([]);
  });
});

describe("a key of Hot Aisle", () => {
  it("must be of the team, by more than an invitation", async () => {
    const { keys } = hotaisle();
    expect(await keys.verify(credentials, {})).toEqual({
      account: "jo@example.com",
      canLaunch: true,
      scopes: ["operator", "user"],
    });
    for (const team of ["theirs", "asked"]) {
      const error = await caught(keys.verify({ ...credentials, team }, {}));
      expect(error.kind).toBe("missing-right");
    }
  });

  it("knows what the team has left, told in cents", async () => {
    const { keys } = hotaisle();
    expect(await keys.balance?.(credentials, {})).toEqual({
      micros: 500_000_000n,
      currency: "USD",
    });
  });
});
