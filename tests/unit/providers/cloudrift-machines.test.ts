import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countAbsence } from "@/lib/operations/absence";
import { createCloudrift } from "@/lib/providers/cloudrift";
import { isPaused, shapeOf, toInstance } from "@/lib/providers/cloudrift/machines";
import { toOffers } from "@/lib/providers/cloudrift/map";
import { kindOfLaunchRefusal, kindOfRefusal } from "@/lib/providers/cloudrift/refusal";
import { instance, instanceType, instanceTypeList, variant } from "@/lib/providers/cloudrift/wire";
import type { LaunchSpec } from "@/lib/providers/contract";
import { known } from "@/tests/contract/cases/cloudrift";
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
const id = machines?.id ?? "";
const version = "2026-09-08";
const data = (json: object): Recorded => ({ json: { version, data: json } });

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

function cloudrift(answers: Readonly<Record<string, Recorded>> = {}) {
  server.answer((asked: Asked) => answers[asked.path] ?? recordedFor(known.recording, asked));
  const { instances, keys } = createCloudrift({ baseUrl: server.baseUrl });
  if (!instances || !keys) throw new Error("CloudRift lost a face");
  return { instances, keys };
}

const askedFor = (path: string) => server.asked.filter((one) => one.path === path);

const base = {
  id,
  status: "Active",
  host_address: "211.21.50.85",
  port_mappings: [],
  virtual_machines: [{ ready: true, state: "Running" }],
};
const made = (changes: object) => toInstance(instance.parse({ ...base, ...changes }));
const vm = (changes: object) => ({
  virtual_machines: [{ ready: true, state: "Running", ...changes }],
});

describe("an offer of CloudRift", () => {
  it("says where a machine would share its address", () => {
    const [type] = instanceTypeList.parse(fixture("cloudrift/instance-types")).data.instance_types;
    const { variants } = instanceType.parse(type);
    const shares = (public_ips: unknown) => {
      const ip_availability_per_dc = { "us-east-nc-nr-1": { public_ips } };
      const listed = variant.parse({ ...Object(variants[0]), ip_availability_per_dc });
      const offers = toOffers(listed, "RTX 4090");
      if (typeof offers === "string") throw new Error(offers);
      return offers.map(({ region, sharesAddress }) => [region, sharesAddress]);
    };
    expect(shares(true)).toEqual([
      ["us-east-nc-nr-1", false],
      ["ap-east-tw-kn-1", true],
    ]);
    expect(shares(false)[0]).toEqual(["us-east-nc-nr-1", true]);
  });
});

describe("what CloudRift is asked to rent", () => {
  it("is one machine of the type in the data centre, under our name, with the newest image of its driver", async () => {
    const startupScript = "#!/bin/bash\necho > ready\n";
    await cloudrift().instances.launch(credentials, { ...spec, startupScript }, {});
    const storage = "https://storage.googleapis.com/cloudrift-vm-disks";
    expect(askedFor("/instances/rent").map(({ body }) => body)).toEqual([
      {
        version,
        data: {
          selector: {
            ByInstanceTypeAndLocation: {
              instance_type: "rtx49-10c-nr.1",
              datacenters: ["us-east-nc-nr-1"],
            },
          },
          config: {
            VirtualMachine: {
              image_url: `${storage}/disks/ubuntu-noble-server-gpu.img`,
              cloudinit_url: `${storage}/cloudinit/ubuntu-base.cloudinit`,
              ssh_key: { PublicKeys: spec.sshPublicKeys },
              cloudinit_commands: startupScript,
            },
          },
          with_public_ip: true,
          name: spec.name,
        },
      },
    ]);
  });

  it("says the version before all else, and asks neither for passwords nor for a part of the list", async () => {
    const { instances } = cloudrift();
    await instances.launch(credentials, spec, {});
    await instances.list(credentials, {});
    for (const { body } of server.asked) {
      expect(Object.keys(Object(body))).toEqual(["version", "data"]);
      expect(JSON.stringify(body)).not.toContain("with_credentials");
    }
    expect(askedFor("/instances/list")[0]?.body).toMatchObject({
      data: { selector: { ByStatus: { limit: 10_000 } }, mask: { with_connection_info: true } },
    });
  });

  it("sends the key to nobody who need not know it", async () => {
    await cloudrift().instances.launch(credentials, spec, {});
    const withKey = server.asked.filter(({ headers }) => headers["x-api-key"] !== undefined);
    expect(withKey.map(({ path }) => path)).toEqual(["/instances/rent"]);
  });

  it("is nothing where no image has the driver", async () => {
    const { instances } = cloudrift({ "/recipes/list": data({ groups: [] }) });
    const error = await caught(instances.launch(credentials, spec, {}));
    expect(error).toMatchObject({ kind: "invalid-request", isUnsent: true });
    expect(askedFor("/instances/rent")).toEqual([]);
  });

  it("is nothing where it became dearer since it was agreed to", async () => {
    const { instances } = cloudrift();
    const launch = (pricePerHourMicros: bigint) =>
      caught(instances.launch(credentials, { ...spec, pricePerHourMicros }, {}));
    expect(await launch(349_999n)).toMatchObject({ kind: "conflict", isUnsent: true });
    expect(askedFor("/instances/rent")).toEqual([]);
    await instances.launch(credentials, { ...spec, pricePerHourMicros: 350_000n }, {});
    expect(askedFor("/instances/rent")).toHaveLength(1);
  });

  it("is not taken for absent before the answer to it would have been given up", () => {
    const settleMs = createCloudrift({ baseUrl: "" }).meta.capabilities?.settleMs ?? 0;
    const sentAt = new Date(0);
    const proofAt = (ms: number) =>
      countAbsence({ absences: 2, lookedAt: sentAt, sentAt }, settleMs, new Date(ms)).proved;
    expect([proofAt(120_000), proofAt(settleMs)]).toEqual([false, true]);
  });

  it.each([[[]], [[id, "89a57132-5072-11f0-8f1e-db636327bfe3"]]])(
    "is in doubt where the answer names the machines %j",
    async (instance_ids) => {
      const { instances } = cloudrift({ "/instances/rent": data({ instance_ids }) });
      const error = await caught(instances.launch(credentials, spec, {}));
      expect(error).toMatchObject({ kind: "ambiguous", isUnsent: false });
    },
  );
});

describe("the shape of a variant", () => {
  const types = instanceTypeList.parse(fixture("cloudrift/instance-types")).data.instance_types;
  const of = (changes: object, within: object = {}) => {
    const [type] = types;
    const { variants = [] } = Object(type);
    const variant = { ...variants[0], ...changes };
    return shapeOf([{ ...Object(type), ...within, variants: [variant] }], "rtx49-10c-nr.1", "here");
  };
  const free = { nodes_per_dc: { here: 2 }, available_nodes_per_dc: { here: 1 } };

  it("says which driver it needs, by its maker or else by its name", () => {
    expect(of(free).driver).toBe("nvidia-driver");
    expect(of(free, { manufacturer: "AMD" }).driver).toBe("amd-driver");
    expect(of(free, { manufacturer: null, brand_short: "MI350X" }).driver).toBe("amd-driver");
  });

  it("promises no address of its own where none is told", () => {
    const told = (public_ips: boolean) => ({ ip_availability_per_dc: { here: { public_ips } } });
    expect(of({ ...free, ...told(true) }).hasPublicAddress).toBe(true);
    expect(of({ ...free, ...told(false) }).hasPublicAddress).toBe(false);
    expect(of({ ...free, ip_availability_per_dc: null }).hasPublicAddress).toBe(false);
  });

  it("is not there where no node of it is free", () => {
    expect(() => of({ ...free, available_nodes_per_dc: { here: 0 } })).toThrow("no-capacity");
    expect(() => of({ ...free, available_nodes_per_dc: { elsewhere: 5 } })).toThrow("no-capacity");
  });
});

describe("a machine of CloudRift in our words", () => {
  it.each([
    [{ status: "Initializing", virtual_machines: [] }, "provisioning"],
    [{ virtual_machines: [] }, "provisioning"],
    [vm({ ready: false }), "provisioning"],
    [vm({ state: "NoState", ready: false }), "provisioning"],
    [{ host_address: null }, "provisioning"],
    [{ port_mappings: null }, "running"],
    [{}, "running"],
    [vm({ state: undefined }), "running"],
    [vm({ state: "Blocked" }), "running"],
    [{ virtual_machines: [], containers: [{}] }, "running"],
    [{ virtual_machines: [], bare_metal: { ready: true } }, "running"],
    [vm({ state: "Shutdown", ready: false }), "running"],
    [vm({ state: "Shutoff", ready: false }), "stopped"],
    [vm({ state: "Paused" }), "stopped"],
    [vm({ state: "Crashed" }), "failed"],
    [{ status: "Failed", virtual_machines: [] }, "failed"],
    [{ status: "Deactivating" }, "terminating"],
    [{ status: "Inactive" }, "terminated"],
    [vm({ state: "PMSuspended" }), "unknown"],
    [{ status: "Hibernating" }, "unknown"],
  ])("%j is %s", (changes, status) => {
    expect(made(changes).status).toBe(status);
  });

  it("is paid for once it is ready, though nobody can reach it yet", () => {
    const metered = (changes: object) => made(changes).isMetered === true;
    expect(metered({ host_address: null })).toBe(true);
    expect(metered({ host_address: null, ...vm({ ready: false }) })).toBe(false);
    expect(metered({ status: "Initializing" })).toBe(false);
    expect(metered({})).toBe(false);
  });

  it("is told in its own words, and why it failed", () => {
    expect(made({}).nativeStatus).toBe("Active");
    expect(made(vm({ state: "Paused" })).nativeStatus).toBe("Paused");
    const failure = { user_message: "Docker image not found" };
    expect(made({ status: "Failed", failure }).nativeStatus).toBe("Failed: Docker image not found");
  });

  it("is reached at its own address, by a port given out, or by the one the instructions name", () => {
    expect(made({}).ssh).toEqual({ host: "211.21.50.85", port: 22, user: "riftuser" });
    const port_mappings = [
      [22, 57_001],
      [80, 57_002],
    ];
    expect(made({ port_mappings })).toMatchObject({
      ssh: { port: 57_001 },
      ports: [{ internal: 80, external: "211.21.50.85:57002" }],
    });
    const instructions = { placeholder_values: [["SSH_PORT", "-p 57003"]] };
    expect(made({ instructions }).ssh?.port).toBe(57_003);
    expect(made({ host_address: null }).ssh).toBeNull();
    expect(made({ port_mappings: null }).ssh?.port).toBe(22);
  });

  it.each<[boolean, string, object]>([
    [true, "an address and no ports given out", {}],
    [true, "ports that are null", { port_mappings: null }],
    [false, "ports given out", { port_mappings: [[22, 57_001]] }],
    [
      false,
      "a port in the instructions",
      {
        instructions: { placeholder_values: [["SSH_PORT", "-p 57003"]] },
      },
    ],
    [false, "a container in it", { virtual_machines: [], containers: [{}] }],
    [false, "no address", { host_address: null }],
  ])("has its address to itself: %s, with %s", (isOwn, _name, changes) => {
    expect(made(changes).hasOwnAddress).toBe(isOwn);
  });

  it.each([
    [{ Username: { username: "ubuntu" } }, "ubuntu"],
    [{ UsernameAndPassword: { username: "admin", password: "secret" } }, "admin"],
    [{ HiddenPassword: { username: "ubuntu" } }, "ubuntu"],
    [{ Somehow: "else" }, "riftuser"],
    [null, "riftuser"],
  ])("is logged in to as %j says, and no password is kept", (login_info, user) => {
    const one = made(vm({ login_info }));
    expect(one.ssh?.user).toBe(user);
    expect(JSON.stringify(one)).not.toContain("secret");
  });

  it("as clients of others recorded it is read, though parts are left out", () => {
    const recorded = {
      id: "1",
      node_mode: "Virtual Machine",
      host_address: "127.0.0.1",
      virtual_machines: [{ vmid: 100, name: "vm-1", ready: true }],
      status: "Active",
    };
    expect(toInstance(instance.parse(recorded))).toMatchObject({
      status: "running",
      name: null,
      createdAt: null,
      ratePerHourMicros: null,
      region: null,
    });
  });
});

describe("ending and starting at CloudRift", () => {
  const nothing = data({ terminated: [] });
  const list = (one: object | null) => data({ instances: one ? [{ ...base, ...one }] : [] });

  it("an end of nothing is believed only of a machine that is over", async () => {
    const end = (one: object | null) =>
      cloudrift({
        "/instances/terminate": nothing,
        "/instances/list": list(one),
      }).instances.terminate(credentials, id, {});
    for (const gone of [null, { status: "Inactive" }, { status: "Deactivating" }]) {
      await expect(end(gone)).resolves.toBeUndefined();
    }
    expect((await caught(end({}))).kind).toBe("ambiguous");
  });

  it("a machine left out by its id is looked for among all before it is called gone", async () => {
    let asks = 0;
    server.answer(() => {
      asks += 1;
      return asks === 1 ? list(null) : list({});
    });
    const { instances } = createCloudrift({ baseUrl: server.baseUrl });
    expect(await instances?.get(credentials, id, {})).toMatchObject({ id, status: "running" });
    expect(asks).toBe(2);
  });

  it("a paused machine is woken, any other switched on", async () => {
    const verbs = async (state: string) => {
      const { instances } = cloudrift({
        "/instances/list": list(vm({ state })),
        "/instances/resume": data({}),
      });
      await instances.start?.(credentials, id, {});
      return server.asked.map(({ path }) => path);
    };
    expect(await verbs("Paused")).toEqual(["/instances/list", "/instances/resume"]);
    expect(await verbs("Shutoff")).toEqual(["/instances/list", "/instances/start"]);
    expect(isPaused(undefined)).toBe(false);
  });

  it.each([
    ["nothing", { raw: "" }],
    ["an envelope of nothing", { json: { version, data: null } }],
    ["an envelope alone", { json: { version } }],
  ] satisfies [string, Recorded][])(
    "a restart and a stop answered with %s were taken: no document says what the answer is",
    async (_name, answer) => {
      const { instances } = cloudrift({ "/instances/reset": answer, "/instances/stop": answer });
      await expect(instances.restart?.(credentials, id, {})).resolves.toBeUndefined();
      await expect(instances.stop?.(credentials, id, {})).resolves.toBeUndefined();
    },
  );

  it("a start that could not look first was surely not sent", async () => {
    const { instances } = cloudrift({ "/instances/list": { status: 500, json: {} } });
    const call = instances.start?.(credentials, id, {}) ?? Promise.resolve();
    expect(await caught(call)).toMatchObject({ kind: "transient", isUnsent: true });
  });
});

describe("CloudRift's refusals", () => {
  const html = "<html>no</html>";
  it.each([
    [400, "No node is available", "no-capacity"],
    [400, "Instance h200-8-generic.1 not found", "no-capacity"],
    [400, "Insufficient balance", "no-balance"],
    [400, "Instance limit reached", "quota"],
    [400, "unsupported version", "invalid-request"],
    [401, "Not authorized", "invalid-key"],
    [403, "Forbidden", "missing-right"],
    [404, "Instance not found", "transient"],
    [400, html, null],
    [401, html, null],
    [403, html, null],
    [400, "", null],
    [429, "Too many requests", null],
    [500, "Internal server error", null],
  ])("%i %s of a rental is %s", (status, text, kind) => {
    expect(kindOfLaunchRefusal({ status, body: undefined, text })).toBe(kind);
  });

  it.each([
    [400, "domain is already running", "conflict"],
    [400, "domain is not running", "conflict"],
    [400, "Instance not found", "invalid-request"],
  ])("%i %s of a machine is %s", (status, text, kind) => {
    expect(kindOfRefusal({ status, body: undefined, text })).toBe(kind);
  });

  it("are shown to people in CloudRift's own words, without the key", async () => {
    const text = `No node is available for ${credentials.apiKey}`;
    const { instances } = cloudrift({ "/instances/rent": { status: 400, raw: text } });
    const error = await caught(instances.launch(credentials, spec, {}));
    expect(error).toMatchObject({
      kind: "no-capacity",
      detail: "No node is available for [removed]",
    });
  });
});
