import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createHyperstack } from "@/lib/providers/hyperstack";
import {
  chooseEnvironment,
  chooseImage,
  toLaunchBody,
} from "@/lib/providers/hyperstack/launch-body";
import { type Image, vm } from "@/lib/providers/hyperstack/machine-wire";
import { toBalance, toInstance, toSshKeys } from "@/lib/providers/hyperstack/machines";
import { kindOfLaunchRefusal, kindOfRefusal } from "@/lib/providers/hyperstack/refusal";
import { known } from "@/tests/contract/cases/hyperstack";
import { spec as anySpec } from "@/tests/contract/launch-spec";
import { fixture, recordedFor } from "@/tests/contract/provider-cases";
import {
  type Asked,
  type Recorded,
  type RecordedServer,
  startRecordedServer,
} from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";

const { credentials, recording } = known;
const spec: LaunchSpec = { ...(known.machines?.spec ?? anySpec), ports: [] };
const made = { environment: "default-CANADA-1", image: "Ubuntu", keyName: "ch-1" };
const body = (changes: object = {}) => toLaunchBody({ ...spec, ...changes }, made);

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

/** The adapter before recorded answers, some of them others. */
function hyperstack(instead: (asked: Asked) => Recorded | undefined = () => undefined) {
  server.answer((asked) => instead(asked) ?? recordedFor(recording, asked));
  const { instances, keys } = createHyperstack({ baseUrl: server.baseUrl });
  if (!instances || !keys) throw new Error("Hyperstack lost a face");
  return { instances, keys };
}

const on = (call: string, how: Recorded) => (asked: Asked) =>
  `${asked.method} ${asked.path}`.startsWith(call) ? how : undefined;
const askedFor = (call: string) =>
  server.asked.filter(({ method, path }) => `${method} ${path}`.startsWith(call));

describe("a machine's status", () => {
  const read = (changes: object) =>
    toInstance(vm.parse({ ...Object(fixture("hyperstack/vm").instance), ...changes }));

  it.each([
    ["provisioning", ["CREATING", "BUILD", "STARTING", "RESTORING", "REBOOTING", "HARD_REBOOT"]],
    ["running", ["ACTIVE", "active", "STOPPING"]],
    ["stopped", ["SHUTOFF", "HIBERNATING", "HIBERNATED"]],
    ["terminating", ["DELETING"]],
    ["failed", ["ERROR"]],
    ["unknown", ["RESCUED", "UNKNOWN"]],
  ])("is %s for %s", (status, words) => {
    expect(words.map((word) => read({ status: word }).status)).toEqual(words.map(() => status));
  });

  it.each([
    ["it is not up", { vm_state: "building" }],
    ["its state is not told", { vm_state: null }],
    ["its address is on the way", { floating_ip_status: "ATTACHING" }],
    ["it has no address", { floating_ip: null, floating_ip_status: null }],
  ])("is not running yet though active while %s", (_name, changes) => {
    expect(read(changes).status).toBe("provisioning");
  });

  it("is billed on its way up as soon as it is active", () => {
    const metered = (changes: object) => read(changes).isMetered === true;
    expect(metered({ floating_ip_status: "ATTACHING" })).toBe(true);
    expect(["CREATING", "BUILD", "RESTORING"].some((status) => metered({ status }))).toBe(false);
  });

  it("keeps the word by which one that sleeps is told from one that is shut off, GPU and all", () => {
    expect(read({ status: "HIBERNATED" }).nativeStatus).toBe("HIBERNATED");
    expect(read({ status: "SHUTOFF" })).toMatchObject({ nativeStatus: "SHUTOFF", keepsGpu: true });
    expect(read({ status: "HIBERNATED" }).keepsGpu).toBeUndefined();
  });

  it("has SSH at its address, and nowhere known where ports are dealt out at random", () => {
    expect(read({}).ssh).toEqual({ host: "203.0.113.7", port: 22, user: "ubuntu" });
    expect(read({ port_randomization: true }).ssh).toBeNull();
    expect(read({ floating_ip: null }).ssh).toBeNull();
  });

  it("has the single ports that its firewall lets in", () => {
    const rule = (changes: object) => ({
      direction: "ingress",
      protocol: "tcp",
      port_range_min: 80,
      port_range_max: 80,
      ...changes,
    });
    const rules = [
      rule({}),
      rule({}),
      rule({ direction: "egress", port_range_min: 81, port_range_max: 81 }),
      rule({ protocol: "udp", port_range_min: 82, port_range_max: 82 }),
      rule({ port_range_min: 8_000, port_range_max: 9_000 }),
      { direction: "ingress", protocol: "icmp" },
    ];
    expect(read({ security_rules: rules }).ports).toEqual([
      { internal: 80, external: "203.0.113.7:80" },
    ]);
    expect(read({ security_rules: null }).ports).toEqual([]);
  });

  it("was made at a time that is UTC where its zone is left out, or unknown", () => {
    expect(read({}).createdAt).toEqual(new Date("2026-06-01T10:00:00Z"));
    expect(read({ created_at: "2026-06-01T12:00:00+02:00" }).createdAt).toEqual(
      new Date("2026-06-01T10:00:00Z"),
    );
    expect(read({ created_at: null }).createdAt).toBeNull();
  });
});

describe("what a launch asks for", () => {
  it("is reachable: an address, ports that are not dealt out at random, and SSH let in", () => {
    const { security_rules: rules, ...rest } = body();
    expect(rest).toEqual({
      name: "ch-test-1",
      environment_name: "default-CANADA-1",
      image_name: "Ubuntu",
      flavor_name: "n3-H100x1",
      key_name: "ch-1",
      count: 1,
      assign_floating_ip: true,
      enable_port_randomization: false,
    });
    expect(rules).toMatchObject([{ direction: "ingress", port_range_min: 22, port_range_max: 22 }]);
  });

  it("lets in the ports that are asked for, each once", () => {
    const ports = body({ ports: [8888, 22, 8888] }).security_rules.map(
      (rule) => rule.port_range_min,
    );
    expect(ports).toEqual([22, 8888]);
  });

  it("brings the further keys and the script by cloud-init", () => {
    const startupScript = "#!/bin/bash\necho hello\n";
    const { user_data: text = "" } = body({ sshPublicKeys: ["a", "b", "c"], startupScript });
    const [head, config] = text.split("\n");
    expect(head).toBe("#cloud-config");
    expect(JSON.parse(config ?? "")).toEqual({
      ssh_authorized_keys: ["b", "c"],
      write_files: [
        {
          path: "/var/lib/cloud/scripts/per-instance/startup",
          permissions: "0755",
          encoding: "b64",
          content: Buffer.from(startupScript).toString("base64"),
        },
      ],
    });
  });

  it.each([
    ["no region", { region: null }],
    ["no SSH key", { sshPublicKeys: [] }],
    ["spot", { pricingModel: "spot" }],
    ["a name that is too long", { name: "n".repeat(51) }],
  ] as const)("is refused before anything is sent with %s", async (_name, changes) => {
    const { instances } = hyperstack();
    const error = await caught(instances.launch(credentials, { ...spec, ...changes }, {}));
    expect(error).toMatchObject({ kind: "invalid-request", isUnsent: true });
    expect(server.asked).toEqual([]);
  });
});

describe("the image", () => {
  const image = (name: string, more: Partial<Image> = {}) => ({
    name,
    flavor_restrictions: {},
    ...more,
  });
  const choose = (...images: Image[]) => chooseImage([{ images }]);

  it("is the newest Ubuntu with CUDA and Docker", () => {
    const names = [
      "Windows 11 CUDA 13.0 with Docker",
      "Ubuntu Server 22.04 LTS R570 CUDA 12.8 with Docker",
      "Ubuntu Server 24.04 LTS R570 CUDA 12.8 with Docker",
      "Ubuntu Server 24.04 LTS R580 CUDA 13.0",
      "Ubuntu Server 26.04 LTS",
    ];
    expect(choose(...names.map((name) => image(name)))).toBe(names[2]);
    expect(choose(image("Ubuntu 9.04 CUDA 12.2"), image("Ubuntu 22.04 CUDA 12.2"))).toContain("22");
  });

  it("is one for every flavor, of everybody's, where there is one", () => {
    const some = image("Ubuntu 24.04 CUDA 13 with Docker", {
      flavor_restrictions: { gpu: ["B300"] },
    });
    const own = image("Ubuntu mine CUDA with Docker", { is_public: false });
    expect(choose(some, own, image("Ubuntu 22.04"))).toBe("Ubuntu 22.04");
    expect(choose(some, own)).toBe(some.name);
  });

  it("is never guessed", () => {
    expect(() => choose(image("Windows 10"))).toThrow();
  });
});

describe("the environment", () => {
  const there = (name: string, region = "CANADA-1") => ({ name, region });

  it("is the usual one of the region, or else any there", () => {
    const usual = there("default-CANADA-1");
    expect(chooseEnvironment([there("mine"), usual], "CANADA-1")).toEqual(usual);
    expect(chooseEnvironment([there("x", "US-1"), there("mine")], "CANADA-1")?.name).toBe("mine");
    expect(chooseEnvironment([there("default-CANADA-1", "US-1")], "CANADA-1")).toBeUndefined();
  });

  const none = { status: true, environments: [], page: 1, page_size: 100, count: 0 };

  it("is made where the region has none, and found where somebody makes it at once", async () => {
    const made = { status: true, environment: { name: "default-CANADA-1", region: "CANADA-1" } };
    const { instances } = hyperstack((asked) => {
      if (asked.path === "/core/environments") return { json: made };
      return on("GET /core/environments", { json: none })(asked);
    });
    await instances.launch(credentials, spec, {});
    expect(askedFor("POST /core/environments").map((one) => one.body)).toEqual([
      { name: "default-CANADA-1", region: "CANADA-1" },
    ]);

    const taken = { status: false, message: "It already exists.", error_reason: "already_exist" };
    let looks = 0;
    const { instances: again } = hyperstack((asked) => {
      if (asked.path === "/core/environments") return { status: 409, json: taken };
      if (!asked.path.startsWith("/core/environments")) return undefined;
      looks += 1;
      return looks === 1 ? { json: none } : undefined;
    });
    await again.launch(credentials, spec, {});
    expect(askedFor("POST /core/virtual-machines")[0]?.body).toMatchObject({
      environment_name: "default-CANADA-1",
    });
  });
});

describe("the SSH key", () => {
  it("of another environment is of no use: it is added to this one", async () => {
    await hyperstack().instances.launch(credentials, spec, {});
    expect(askedFor("POST /core/keypairs").map((one) => one.body)).toEqual([
      {
        name: expect.stringMatching(/^ch-[0-9a-f]{16}$/),
        environment_name: "default-CANADA-1",
        public_key: spec.sshPublicKeys[0],
      },
    ]);
  });

  it("stands in several environments and is one key of the account", () => {
    const pair = (id: number, key: string) => ({ id, name: `k${id}`, public_key: key });
    const all = [pair(1, "ssh-ed25519 A me"), pair(2, "ssh-ed25519 A me\n"), pair(3, "ssh-rsa B")];
    expect(toSshKeys(all)).toHaveLength(2);
  });
});

describe("what stands in the way of a launch", () => {
  it("is too little credit, told before anything is bought", async () => {
    const data = { credit: 0.2, threshold: 10, can_create_instance: false };
    const poor = on("GET /billing/user-credit", { json: { status: true, data } });
    const error = await caught(hyperstack(poor).instances.launch(credentials, spec, {}));
    expect(error).toMatchObject({ kind: "no-balance", isUnsent: true });
    expect(askedFor("POST ")).toEqual([]);
  });

  it("is no want of the right to see the credit", async () => {
    const refused = { status: false, message: "Forbidden", error_reason: "forbidden" };
    const blind = on("GET /billing/user-credit", { status: 403, json: refused });
    expect(await hyperstack(blind).instances.launch(credentials, spec, {})).toEqual({ id: "4711" });
  });

  const kindOf = async (
    changes: Partial<LaunchSpec>,
    instead?: (asked: Asked) => Recorded | undefined,
  ) => {
    const { instances } = hyperstack(instead);
    const error = await caught(instances.launch(credentials, { ...spec, ...changes }, {}));
    expect(error.isUnsent).toBe(true);
    expect(askedFor("POST ")).toEqual([]);
    return error.kind;
  };
  const eight = { instanceType: "n3-H100x8", gpuCount: 8, pricePerHourMicros: 15_206_720n };

  it("is a flavor that is out of stock in the region", async () => {
    const flavors = JSON.stringify(fixture("hyperstack/flavors-canada"));
    const raw = flavors.replace('"stock_available":true', '"stock_available":false');
    const soldOut = on("GET /core/flavors", { raw });
    expect(await kindOf({}, soldOut)).toBe("no-capacity");
    const { instances } = hyperstack(soldOut);
    expect(await instances.launch(credentials, { ...spec, ...eight }, {})).toEqual({ id: "4711" });
  });

  it("is a price above the one agreed to, of all its GPUs and its address together", async () => {
    expect(await kindOf({ pricePerHourMicros: 1_906_719n })).toBe("conflict");
    expect(await kindOf({ ...eight, pricePerHourMicros: 15_206_719n })).toBe("conflict");
    const { instances } = hyperstack();
    expect(await instances.launch(credentials, { ...spec, ...eight }, {})).toEqual({ id: "4711" });
  });

  it("is a price that is not told, or told in two ways", async () => {
    const book = (...rows: object[]) => on("GET /pricebook", { json: rows });
    const row = { name: "H100-80G-PCIe", value: 1.9 };
    expect(await kindOf({}, book())).toBe("conflict");
    expect(await kindOf({}, book(row, { ...row, value: 1 }))).toBe("conflict");
    expect(await kindOf({ instanceType: "n3-none" })).toBe("conflict");
  });
});

describe("a machine that sleeps", () => {
  const address = { name: "PublicIP", value: 0.00672043 };
  const disk = { name: "Cloud-SSD", value: 0.000096774 };
  const machine = Object(fixture("hyperstack/vm").instance);
  const asleep = { ...machine, status: "HIBERNATED" };
  const withBook = (book: Recorded, instance: object = asleep) =>
    hyperstack(({ path }) => {
      if (path === "/pricebook") return book;
      if (path.startsWith("/core/virtual-machines/")) return { json: { status: true, instance } };
      return { json: { status: true, instances: [instance], count: 1 } };
    }).instances;
  const rateOf = async (book: Recorded, changes: object = {}) => {
    const instances = withBook(book, { ...asleep, ...changes });
    const one = await instances.get(credentials, "4711", {});
    expect(await instances.list(credentials, {})).toEqual([one]);
    return one?.ratePerHourMicros;
  };

  it("costs what its root disk fills, and its address where that was kept", async () => {
    expect(await rateOf({ json: [address, disk] })).toBe(16_397n);
    expect(await rateOf({ json: [address, disk] }, { floating_ip: null })).toBe(9_677n);
    expect(await rateOf({ json: [disk] }, { floating_ip: null })).toBe(9_677n);
  });

  it("costs what nobody knows where the price of either is not told, and is shown all the same", async () => {
    expect(await rateOf({ json: [disk] })).toBeNull();
    expect(await rateOf({ json: [address] })).toBeNull();
    expect(await rateOf({ json: [address, disk] }, { flavor: null })).toBeNull();
    expect(await rateOf({ status: 500, json: {} })).toBeNull();
  });

  it("is the only one whose price is asked for: any other tells none", async () => {
    for (const status of ["ACTIVE", "SHUTOFF", "HIBERNATING"]) {
      expect(await rateOf({ json: [address, disk] }, { status })).toBeNull();
      expect(askedFor("GET /pricebook")).toEqual([]);
    }
  });
});

describe("acts", () => {
  it.each([
    ["restart", "/hard-reboot"],
    ["hibernate", "/hibernate?retain_ip=true"],
  ] as const)("%s is one GET, and in doubt where its answer is unclear", async (verb, path) => {
    const { instances } = hyperstack();
    await instances[verb]?.(credentials, "4711", {});
    expect(server.asked.map((one) => `${one.method} ${one.path}`)).toEqual([
      `GET /core/virtual-machines/4711${path}`,
    ]);
    const drop = on(`GET /core/virtual-machines/4711${path}`, { fate: "drop" });
    const unclear = hyperstack(drop).instances[verb];
    const error = await caught(unclear?.(credentials, "4711", {}) ?? Promise.resolve());
    expect(error.kind).toBe("ambiguous");
    expect(server.asked).toHaveLength(1);
  });

  const actFrom = async (verb: "start" | "stop", status: string) => {
    const instance = { ...Object(fixture("hyperstack/vm").instance), status };
    const look: Recorded = { json: { status: true, instance } };
    const { instances } = hyperstack((asked) =>
      asked.path === "/core/virtual-machines/4711" ? look : undefined,
    );
    await instances[verb]?.(credentials, "4711", {});
    return server.asked.map(({ path }) => path.replace("/core/virtual-machines/4711", ""));
  };

  it("start wakes one that sleeps, and starts one that is shut off", async () => {
    expect(await actFrom("start", "HIBERNATED")).toEqual(["", "/hibernate-restore"]);
    expect(await actFrom("start", "SHUTOFF")).toEqual(["", "/start"]);
  });

  it("stop is asked for once: one on its way, or off, is not told again", async () => {
    expect(await actFrom("stop", "ACTIVE")).toEqual(["", "/stop"]);
    expect(await actFrom("stop", "STOPPING")).toEqual([""]);
    expect(await actFrom("stop", "SHUTOFF")).toEqual([""]);
  });

  it("start of one still on its way to sleep was not sent, and may be asked for again", async () => {
    const error = await caught(actFrom("start", "HIBERNATING"));
    expect(error).toMatchObject({ kind: "transient", isUnsent: true });
    expect(server.asked).toHaveLength(1);
  });
});

describe("a refusal", () => {
  const says = (message: string) => ({ status: false, message, error_reason: "bad_request" });

  it.each([
    ["Insufficient balance to create the resource", "no-balance"],
    ["Not enough stock of this flavor", "no-capacity"],
    ["There are no GPU resources left", "no-capacity"],
    ["The flavor is unavailable", "no-capacity"],
    ["VM quota reached", "quota"],
    ["The virtual machine is currently being created. Please wait", "conflict"],
    ["It must be in ACTIVE state", "conflict"],
    ["Invalid flavor_name", null],
  ])("that says '%s' is %s", (message, kind) => {
    expect(kindOfRefusal({ status: 400, body: says(message) })).toBe(kind);
  });

  it("is read from its words only where it is the API's own, and no server's trouble", () => {
    expect(kindOfRefusal({ status: 500, body: says("quota") })).toBeNull();
    expect(kindOfRefusal({ status: 403, body: says("quota") })).toBeNull();
    expect(kindOfRefusal({ status: 404, body: { message: "no route" } })).toBe("transient");
    expect(kindOfRefusal({ status: 404, body: says("not here") })).toBeNull();
  });

  it("of a name that is taken leaves a launch in doubt, and nothing else", () => {
    const taken = { status: 409, body: says("The name already exists.") };
    expect(kindOfLaunchRefusal(taken)).toBe("transient");
    expect(kindOfLaunchRefusal({ ...taken, body: {} })).toBe("transient");
    expect(kindOfRefusal(taken)).toBe("conflict");
    expect(kindOfLaunchRefusal({ status: 400, body: says("Not enough stock") })).toBe(
      "no-capacity",
    );
  });
});

describe("a list of several pages", () => {
  const row = (id: number) => ({ ...Object(fixture("hyperstack/vm").instance), id });
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => row(from + index));
  interface Page {
    readonly rows: unknown[];
    readonly count?: number | null;
    readonly page_size?: number;
  }
  const list = async (...pages: Page[]) => {
    const { instances } = hyperstack(({ path }) => {
      const page = pages[Number(/page=(\d+)/.exec(path)?.[1]) - 1];
      const { rows: instances = [], ...facts } = page ?? {};
      return { json: { status: true, instances, ...facts } };
    });
    return (await instances.list(credentials, {})).length;
  };

  it("is read to its end, also where pages are smaller than asked for", async () => {
    expect(
      await list({ rows: rows(1, 100), count: 130 }, { rows: rows(101, 130), count: 130 }),
    ).toBe(130);
    expect(await list({ rows: rows(1, 20), count: 30 }, { rows: rows(21, 30), count: 30 })).toBe(
      30,
    );
    expect(await list({ rows: rows(1, 100) }, { rows: rows(101, 103) })).toBe(103);
    const small = { page_size: 20 };
    expect(await list({ rows: rows(1, 20), ...small }, { rows: rows(21, 30), ...small })).toBe(30);
  });

  it("is read past what its count says: nobody says that all rows are counted", async () => {
    expect(
      await list({ rows: rows(1, 100), count: 100 }, { rows: rows(101, 130), count: 30 }),
    ).toBe(130);
    expect(await list({ rows: rows(1, 100), count: 100 }, { rows: [], count: 100 })).toBe(100);
  });

  it.each([
    ["its length changes meanwhile", [rows(1, 100), rows(101, 119)], [120, 119]],
    ["rows are missing at its end", [rows(1, 100), []], [120, 120]],
  ])("is not believed where %s: one may have slipped through", async (_name, pages, counts) => {
    const all = pages.map((page, index) => ({ rows: page, count: counts[index] ?? null }));
    expect((await caught(list(...all))).kind).toBe("transient");
  });
});

describe("the credit", () => {
  it("is told in dollars, and no amount is guessed", () => {
    const credit = (amount: number) => ({ credit: amount, can_create_instance: true });
    expect(toBalance(credit(41.5))).toEqual({ micros: 41_500_000n, currency: "USD" });
    expect(toBalance(credit(-3.25)).micros).toBe(-3_250_000n);
    expect(() => toBalance(credit(Number.NaN))).toThrow();
  });
});
