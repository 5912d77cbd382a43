import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchSpec, Volume } from "@/lib/providers/contract";
import { createVerda } from "@/lib/providers/verda";
import { chooseImage, requireLaunchable, toInstance } from "@/lib/providers/verda/machines";
import { instance } from "@/lib/providers/verda/wire";
import { known } from "@/tests/contract/cases/verda";
import { spec as anySpec } from "@/tests/contract/launch-spec";
import { fixture, recordedFor } from "@/tests/contract/provider-cases";
import {
  type Asked,
  type Recorded,
  type RecordedServer,
  startRecordedServer,
} from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";

const id = "deadc0de-a5d2-4972-ae4e-d429115d055b";
const { credentials, machines } = known;
const spec: LaunchSpec = machines?.spec ?? anySpec;

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

/** A fresh adapter: its tokens are its own. */
function verda(answer: (asked: Asked) => Recorded | undefined = () => undefined) {
  server.answer((asked) => answer(asked) ?? recordedFor(known.recording, asked));
  const { instances, volumes, keys } = createVerda({ baseUrl: server.baseUrl });
  if (!instances || !volumes || !keys) throw new Error("Verda lost a face");
  return { instances, volumes, keys };
}

const on = (call: string, how: Recorded) => (asked: Asked) =>
  `${asked.method} ${asked.path}` === call ? how : undefined;
const askedFor = (call: string) =>
  server.asked.filter(({ method, path }) => `${method} ${path}` === call);

describe("what Verda is asked to launch", () => {
  it("names the place without its country, the machine as host, and never a script", async () => {
    await verda().instances.launch(credentials, spec, {});
    expect(askedFor("POST /instances")[0]?.body).toEqual({
      instance_type: "1H100.80S.30V",
      image: "ubuntu-24.04",
      hostname: spec.name,
      description: spec.name,
      ssh_key_ids: ["9ac1dc1e-a5d2-4972-ae4e-d429115d055b"],
      location_code: "FIN-01",
      is_spot: false,
    });
  });

  it("says spot, and hangs a volume on it, where that was asked for", async () => {
    const { instances } = verda();
    const volumeId = "77e2bb1d-0000-4a48-ae4e-d429115d055b";
    await instances.launch(credentials, { ...spec, pricingModel: "spot", volumeId }, {});
    expect(askedFor("POST /instances")[0]?.body).toMatchObject({
      is_spot: true,
      existing_volumes: [volumeId],
    });
  });

  it("reuses the account's equal SSH key, whatever its comment", async () => {
    const sshPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOther another-comment";
    await verda().instances.launch(credentials, { ...spec, sshPublicKeys: [sshPublicKey] }, {});
    expect(askedFor("POST /sshkeys")).toEqual([]);
    expect(askedFor("POST /instances")[0]?.body).toMatchObject({
      ssh_key_ids: ["12345dc1-a5d2-4972-ae4e-d429115d055b"],
    });
  });

  it("takes the SSH key that somebody beside us added first", async () => {
    const theirs = {
      id: "aaaadc1e-a5d2-4972-ae4e-d429115d055b",
      name: "ch-1",
      key: spec.sshPublicKeys[0],
    };
    const { instances } = verda((asked) => {
      if (asked.path !== "/sshkeys") return undefined;
      if (asked.method === "POST")
        return { status: 400, json: { code: "invalid_request", message: "exists" } };
      return { json: askedFor("GET /sshkeys").length > 1 ? [theirs] : [] };
    });
    await instances.launch(credentials, spec, {});
    expect(askedFor("POST /instances")[0]?.body).toMatchObject({ ssh_key_ids: [theirs.id] });
  });

  it.each([
    ["without a place", { region: null }],
    ["without an SSH key", { sshPublicKeys: [] }],
    ["under a name that is no host name", { name: "not a host" }],
    ["of a type that is not sold any more", { instanceType: "1K80.4V" }],
  ])("is refused %s before anything is bought", async (_name, changes) => {
    const error = await caught(verda().instances.launch(credentials, { ...spec, ...changes }, {}));
    expect(error.kind).toBe("invalid-request");
    expect(askedFor("POST /instances")).toEqual([]);
  });

  it("was surely never sent when something before it failed", async () => {
    for (const call of ["GET /instance-types?currency=usd", "GET /sshkeys", "POST /sshkeys"]) {
      const { instances } = verda(on(call, { status: 500, json: {} }));
      const error = await caught(instances.launch(credentials, spec, {}));
      expect(error).toMatchObject({ kind: "transient", isUnsent: true });
    }
    const { instances } = verda(on("POST /instances", { status: 500, json: {} }));
    const error = await caught(instances.launch(credentials, spec, {}));
    expect(error).toMatchObject({ kind: "ambiguous", isUnsent: false });
  });

  it("may bear the longest name we give", () => {
    const name = "ch-a1b2c3d4-0123456789ab-create-1";
    expect(requireLaunchable({ ...spec, name }).location).toBe("FIN-01");
  });
});

describe("the image of a launch", () => {
  const images = (...supported_os: string[]) => [
    { instance_type: spec.instanceType, supported_os },
  ];

  it("is the newest the type runs that brings CUDA and Docker", () => {
    const types = images(
      "ubuntu-24.04",
      "ubuntu-22.04-cuda-12.4-docker",
      "ubuntu-24.04-cuda-12.8-open-docker",
      "ubuntu-24.04-cuda-12.8",
    );
    expect(chooseImage(types, spec.instanceType)).toBe("ubuntu-24.04-cuda-12.8-open-docker");
  });

  it("is an older one for an older card", () => {
    expect(chooseImage(images("ubuntu-20.04", "ubuntu-22.04"), spec.instanceType)).toBe(
      "ubuntu-22.04",
    );
  });
});

describe("the answer to a launch", () => {
  const launchWith = (how: Recorded) =>
    verda(on("POST /instances", how)).instances.launch(credentials, spec, {});

  it.each([
    ["plain text", { status: 202, raw: id, headers: { "content-type": "text/html" } }],
    ["plain text with a line's end", { status: 202, raw: `${id}\n` }],
    ["a JSON string", { status: 202, json: id }],
  ])("is an id as %s", async (_name, how) => {
    expect(await launchWith(how)).toEqual({ id });
  });

  it.each([
    ["an id that breaks off", { raw: id.slice(0, 20) }],
    ["words", { raw: "deployment accepted" }],
    ["a JSON string that is no id", { json: "" }],
  ])("is in doubt where it is %s", async (_name, how) => {
    expect((await caught(launchWith(how))).kind).toBe("ambiguous");
  });
});

describe("ending a machine", () => {
  const end = (how: Recorded) =>
    verda(on("PUT /instances", how)).instances.terminate(credentials, id, {});
  const coded = (message: string) => ({ status: 400, json: { code: "invalid_request", message } });
  const under207 = (error: string, statusCode?: number) => ({
    status: 207,
    json: [{ action: "delete", instanceId: id, status: "error", error, statusCode }],
  });

  it("names no volumes, so that its own disk goes and the others stay", async () => {
    await end({ status: 202, raw: "" });
    expect(askedFor("PUT /instances")[0]?.body).toEqual({ id: [id], action: "delete" });
  });

  it.each([
    ["a refusal", coded("Can't discontinue a discontinued instance")],
    ["a refusal of the id", coded("Invalid instance id")],
    ["one result of several", under207("Can't discontinue a discontinued instance", 400)],
    ["one result by its status", under207("it is gone", 404)],
  ])("that is gone already is success, told by %s", async (_name, how) => {
    await expect(end(how)).resolves.toBeUndefined();
  });

  it.each([
    ["a refusal", coded("Can't discontinue a provisioning instance")],
    ["one result of several", under207("Can't discontinue a provisioning instance", 400)],
  ])("that is still being made asks to wait, told by %s", async (_name, how) => {
    expect((await caught(end(how))).kind).toBe("conflict");
  });

  it("that failed for a reason nobody named is in doubt", async () => {
    expect((await caught(end(under207("something odd")))).kind).toBe("ambiguous");
    expect((await caught(end(under207("try later", 503)))).kind).toBe("ambiguous");
  });
});

describe("starting a machine", () => {
  const startFrom = async (status: string) => {
    const asleep = { ...fixture("verda/instance"), status };
    await verda(on(`GET /instances/${id}`, { json: asleep })).instances.start?.(
      credentials,
      id,
      {},
    );
    return askedFor("PUT /instances").map(({ body }) => body);
  };

  it("that sleeps restores it, and starts one that is stopped", async () => {
    expect(await startFrom("hibernating")).toEqual([{ id: [id], action: "restore" }]);
    expect(await startFrom("offline")).toEqual([{ id: [id], action: "start" }]);
  });

  it("that is still being put to sleep may be asked for again: nothing was sent", async () => {
    const error = await caught(startFrom("starting_hibernation"));
    expect(error).toMatchObject({ kind: "transient", isUnsent: true });
    expect(askedFor("PUT /instances")).toEqual([]);
  });
});

describe("a machine that sleeps", () => {
  const asleep = { ...fixture("verda/instance"), status: "hibernating" };
  const list = (volumes: Recorded) =>
    verda((asked) => {
      if (asked.path === "/volumes") return volumes;
      return on("GET /instances", { json: [asleep] })(asked);
    }).instances.list(credentials, {});

  it("is listed while the volumes are not told, at a price that nobody knows", async () => {
    const [machine] = await list({ status: 503, json: { code: "server_error", message: "no" } });
    expect(machine).toMatchObject({ id, status: "stopped", ratePerHourMicros: null });
  });
});

describe("a machine's status", () => {
  const read = (changes: object) =>
    toInstance(instance.parse({ ...fixture("verda/instance"), ...changes }));

  it.each([
    ["provisioning", ["new", "ordered", "provisioning", "validating", "pending", "restoring"]],
    ["running", ["running"]],
    ["stopped", ["offline", "starting_hibernation", "hibernating"]],
    ["failed", ["error", "no_capacity"]],
    ["terminating", ["deleting"]],
    ["terminated", ["discontinued", "notfound"]],
    ["unknown", ["unknown", "rescuing"]],
  ])("is %s for %s", (status, words) => {
    expect(words.map((word) => read({ status: word }).status)).toEqual(words.map(() => status));
  });

  it("costs in full while stopped, and nobody knows what while asleep or gone", () => {
    expect(read({ status: "offline" }).ratePerHourMicros).toBe(3_950_000n);
    expect(read({ status: "offline", price_per_hour: "3.95" }).ratePerHourMicros).toBe(3_950_000n);
    expect(read({ status: "hibernating" }).ratePerHourMicros).toBeNull();
    expect(read({ status: "discontinued" }).ratePerHourMicros).toBeNull();
  });

  it("was taken for somebody else only where a spot machine is discontinued", () => {
    expect(read({ status: "discontinued", is_spot: true }).isPreempted).toBe(true);
    expect(read({ status: "discontinued" }).isPreempted).toBeUndefined();
    expect(read({ status: "running", is_spot: true }).isPreempted).toBeUndefined();
  });

  it("has no address while it starts, and a place under either name", () => {
    expect(read({ status: "ordered", ip: null }).ssh).toBeNull();
    expect(read({ location: undefined, location_code: "ICE-01" }).region).toBe("ICE-01");
  });
});

describe("Verda's token", () => {
  const token = (accessToken: string, expiresIn = 3_600) => ({
    json: { access_token: accessToken, expires_in: expiresIn },
  });
  const tokens = () => askedFor("POST /oauth2/token").length;
  const balance = { json: fixture("verda/balance") };
  const refused = { status: 401, json: { code: "unauthorized_request", message: "expired" } };

  it("serves many calls, and every credential has its own", async () => {
    const { keys } = verda();
    await keys.balance?.(credentials, {});
    await keys.balance?.(credentials, {});
    expect(tokens()).toBe(1);
    await keys.balance?.({ ...credentials, clientSecret: "another-secret" }, {});
    expect(tokens()).toBe(2);
  });

  it("is no proof of credentials that were taken back since", async () => {
    let isTakenBack = false;
    const { keys } = verda((asked) => {
      if (asked.path !== "/oauth2/token") return undefined;
      return isTakenBack ? { ...refused } : token("given before");
    });
    await keys.verify(credentials, {});
    isTakenBack = true;
    expect((await caught(keys.verify(credentials, {}))).kind).toBe("invalid-key");
  });

  it("is not used once it is about to end", async () => {
    const { keys } = verda(on("POST /oauth2/token", token("short", 30)));
    await keys.balance?.(credentials, {});
    await keys.balance?.(credentials, {});
    expect(tokens()).toBe(2);
  });

  it("is renewed once when it is refused, and the call made again", async () => {
    const { keys } = verda(({ path, headers }) => {
      if (path === "/oauth2/token") return token(tokens() > 1 ? "second" : "first");
      return headers.authorization === "Bearer second" ? balance : refused;
    });
    await keys.verify(credentials, {});
    expect([tokens(), askedFor("GET /balance").length]).toEqual([2, 2]);
  });

  it("that is refused again means a wrong key", async () => {
    const { keys } = verda(on("GET /balance", refused));
    expect((await caught(keys.verify(credentials, {}))).kind).toBe("invalid-key");
    expect(tokens()).toBe(2);
  });

  it("asks for its turn like every other call", async () => {
    const turns: boolean[] = [];
    const guard = {
      enter: async ({ launches }: { launches: boolean }) => void turns.push(launches),
      leave: async () => undefined,
    };
    await verda().instances.launch(credentials, spec, { guard });
    expect(turns).toEqual([false, false, false, false, true]);
  });
});

describe("Verda's volumes and balance", () => {
  it("are those that stand, with a price only where it is in dollars", async () => {
    const [first, second] = await verda().volumes.list(credentials, {});
    expect(first).toMatchObject({ sizeGb: 50, attachedTo: [id], ratePerHourMicros: 13_699n });
    expect(second).toMatchObject({ name: "data", attachedTo: [], region: "FIN-01" });
    expect(await verda().volumes.list(credentials, {})).toHaveLength(2);
    const inEuro = [{ ...Object(fixture("verda/volumes"))[1], currency: "eur" }];
    const { volumes } = verda(on("GET /volumes", { json: inEuro }));
    const rates = (await volumes.list(credentials, {})).map((one: Volume) => one.ratePerHourMicros);
    expect(rates).toEqual([null]);
  });

  it.each([
    [
      { amount: 42.17, currency: "usd" },
      { micros: 42_170_000n, currency: "USD" },
    ],
    [
      { amount: "-3.5", currency: "EUR" },
      { micros: -3_500_000n, currency: "EUR" },
    ],
  ])("reads %j", async (json, expected) => {
    const { keys } = verda(on("GET /balance", { json }));
    expect(await keys.balance?.(credentials, {})).toEqual(expected);
  });

  it("of another currency is not guessed", async () => {
    const { keys } = verda(on("GET /balance", { json: { amount: 1, currency: "sek" } }));
    const balance = keys.balance?.(credentials, {}) ?? Promise.resolve();
    expect((await caught(balance)).kind).toBe("transient");
  });
});
