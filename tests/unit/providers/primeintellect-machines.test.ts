import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createPrimeIntellect } from "@/lib/providers/primeintellect";
import { toInstance, toKeyFacts } from "@/lib/providers/primeintellect/machines";
import { kindOfLaunchRefusal, kindOfRefusal } from "@/lib/providers/primeintellect/refusal";
import { pod } from "@/lib/providers/primeintellect/wire";
import { known } from "@/tests/contract/cases/primeintellect";
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

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

function primeIntellect(answer: (asked: Asked) => Recorded | undefined = () => undefined) {
  server.answer((asked) => answer(asked) ?? recordedFor(known.recording, asked));
  const { instances, volumes } = createPrimeIntellect({ baseUrl: server.baseUrl });
  if (!instances || !volumes) throw new Error("Prime Intellect lost a face");
  return { instances, volumes };
}

const askedFor = (call: string) =>
  server.asked.filter(({ method, path }) => `${method} ${path}`.startsWith(call));

/** The recorded list, each row of it changed. */
function listed(change: (row: Record<string, unknown>) => Record<string, unknown>) {
  const { items } = fixture("primeintellect/gpus-1");
  const rows = Array.isArray(items) ? items.map(change) : [];
  return ({ path }: Asked): Recorded | undefined =>
    path.startsWith("/availability/gpus")
      ? { json: { items: rows, totalCount: rows.length } }
      : undefined;
}

describe("what Prime Intellect is asked to launch", () => {
  it("is the row as it is listed, with the parts that its price holds and the one key", async () => {
    await primeIntellect().instances.launch(credentials, spec, {});
    const [order] = askedFor("POST /pods/");
    expect(order?.body).toEqual({
      pod: {
        name: "ch-test-1",
        cloudId: "NVIDIA A100 80GB PCIe",
        gpuType: "A100_80GB",
        socket: "PCIe",
        gpuCount: 1,
        diskSize: 120,
        vcpus: 14,
        memory: 125,
        maxPrice: 1.6567999999999998,
        image: "ubuntu_22_cuda_12",
        dataCenterId: "US-KS-2",
        country: "US",
        security: "secure_cloud",
        sshKeyId: "9e2a1d4b-2222-4c2d-9e8f-1a2b3c4d5e6f",
        autoRestart: false,
      },
      provider: { type: "runpod" },
    });
  });

  it.each([
    [["cuda_12_1_pytorch_2_2", "cuda_12_6_pytorch_2_7", "axolotl"], "cuda_12_6_pytorch_2_7"],
    [["vllm_llama_8b", "ubuntu_22_cuda_12", "cuda_12_6_pytorch_2_7"], "ubuntu_22_cuda_12"],
    [[], undefined],
  ])("runs a plain system out of %j", async (images, image) => {
    const { instances } = primeIntellect(listed((row) => ({ ...row, images })));
    await instances.launch(credentials, spec, {});
    expect(askedFor("POST /pods/")[0]?.body).toHaveProperty("pod");
    expect(Object(askedFor("POST /pods/")[0]?.body).pod.image).toBe(image);
  });

  it("is nothing where no image is a plain system, or the row has two kinds of GPU", async () => {
    const served = primeIntellect(listed((row) => ({ ...row, images: ["axolotl"] })));
    const noImage = await caught(served.instances.launch(credentials, spec, {}));
    expect(noImage).toMatchObject({ kind: "invalid-request", isUnsent: true });
    const { items } = fixture("primeintellect/gpus-1");
    const [row] = Array.isArray(items) ? items : [];
    for (const stockStatus of ["Low", "Unavailable"]) {
      const rows = [
        { ...row, stockStatus },
        { ...row, socket: "SXM4" },
      ];
      const { instances } = primeIntellect(({ path }) =>
        path.startsWith("/availability/gpus")
          ? { json: { items: rows, totalCount: 2 } }
          : undefined,
      );
      const twoKinds = await caught(instances.launch(credentials, spec, {}));
      expect(twoKinds).toMatchObject({ kind: "invalid-request", isUnsent: true });
      expect(askedFor("POST /pods/")).toEqual([]);
    }
  });

  it("is no row in euros that became dearer, or whose rate is not known", async () => {
    const prices = { onDemand: 1.5, communityPrice: null, currency: "EUR" };
    const { instances } = primeIntellect(listed((row) => ({ ...row, prices })));
    const launch = (pricePerHourIn: LaunchSpec["pricePerHourIn"]) =>
      instances.launch(credentials, { ...spec, pricePerHourIn }, {});
    for (const agreed of [undefined, { INR: 160_000_000n }, { EUR: 1_499_999n }]) {
      expect(await caught(launch(agreed))).toMatchObject({ kind: "conflict", isUnsent: true });
    }
    expect(askedFor("POST /pods/")).toEqual([]);
    await launch({ EUR: 1_500_000n });
    expect(askedFor("POST /pods/")[0]?.body).toMatchObject({ pod: { maxPrice: 1.5 } });
  });

  it.each([
    ["no SSH key", { sshPublicKeys: [] }],
    ["more SSH keys than one", { sshPublicKeys: ["ssh-ed25519 A", "ssh-ed25519 B"] }],
    ["spot, for which a launch has no word", { pricingModel: "spot" as const }],
  ])("is nothing with %s", async (_name, changes) => {
    const { instances } = primeIntellect();
    const error = await caught(instances.launch(credentials, { ...spec, ...changes }, {}));
    expect(error).toMatchObject({ kind: "invalid-request", isUnsent: true });
    expect(server.asked).toEqual([]);
  });

  it("needs no new SSH key where the account has it", async () => {
    const { instances } = primeIntellect();
    const theirs = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOther another comment";
    await instances.launch(credentials, { ...spec, sshPublicKeys: [theirs] }, {});
    expect(askedFor("POST /ssh_keys/")).toEqual([]);
    expect(askedFor("POST /pods/")[0]?.body).toHaveProperty(
      "pod.sshKeyId",
      "7d1f0c3a-1111-4c2d-9e8f-1a2b3c4d5e6f",
    );
  });

  it("was surely never sent when something before it failed", async () => {
    for (const call of ["GET /availability/gpus", "GET /ssh_keys/", "POST /ssh_keys/"]) {
      const { instances } = primeIntellect(({ method, path }) =>
        `${method} ${path}`.startsWith(call) ? { status: 500, json: { detail: "no" } } : undefined,
      );
      const error = await caught(instances.launch(credentials, spec, {}));
      expect(error).toMatchObject({ kind: "transient", isUnsent: true });
    }
  });
});

describe("a pod", () => {
  const shown = (changes: object) =>
    toInstance(pod.parse({ ...fixture("primeintellect/pod"), ...changes }));

  it.each([
    ["provisioning", "PROVISIONING", "PENDING"],
    ["provisioning", "PENDING", "PENDING"],
    ["provisioning", "ACTIVE", "PENDING"],
    ["provisioning", "ACTIVE", "ACTIVE"],
    ["running", "ACTIVE", "FINISHED"],
    ["running", "ACTIVE", null],
    ["failed", "ACTIVE", "ERROR"],
    ["unknown", "ACTIVE", "REBUILDING"],
    ["stopped", "STOPPED", "FINISHED"],
    ["failed", "ERROR", "FINISHED"],
    ["terminating", "DELETING", "FINISHED"],
    ["terminated", "TERMINATED", "TERMINATED"],
    ["unknown", "UNKNOWN", "FINISHED"],
  ])("is %s when told as %s, installation %s", (status, word, installationStatus) => {
    expect(shown({ status: word, installationStatus })).toMatchObject({
      status,
      nativeStatus: word,
    });
  });

  it.each([
    ["root@1.2.3.4 -p 2222", "root", 2222],
    ["ssh ubuntu@1.2.3.4 -p 22", "ubuntu", 22],
    [["root@1.2.3.4 -p 2222", "root@5.6.7.8 -p 22"], "root", 2222],
    ["root@1.2.3.4", "root", 21744],
  ])("is reached by %j", (sshConnection, user, port) => {
    expect(shown({ sshConnection }).ssh).toEqual({ host: "1.2.3.4", user, port });
  });

  it.each([null, [null], [], "", "soon"])("has no door while told %j", (sshConnection) => {
    expect(shown({ sshConnection }).ssh).toBeNull();
  });

  it("is reached at the usual port where no mapping names one", () => {
    const { ssh } = shown({ sshConnection: "root@1.2.3.4", primePortMapping: null });
    expect(ssh?.port).toBe(22);
  });

  it("shows what else stands open, at its own address", () => {
    expect(shown({}).ports).toEqual([{ internal: 8888, external: "203.0.113.7:21745" }]);
    expect(shown({ ip: [null] }).ports).toEqual([]);
  });

  it("has its address to itself where SSH is at 22 of a whole machine", () => {
    const whole = {
      providerType: "lambdalabs",
      sshConnection: "ubuntu@1.2.3.4 -p 22",
      primePortMapping: [{ internal: "22", external: "22", protocol: "TCP", usedBy: "SSH" }],
    };
    const isOwn = (changes: object) => shown({ ...whole, ...changes }).hasOwnAddress;
    const jupyter = { internal: "8888", external: "31000", protocol: "TCP", usedBy: null };
    expect(isOwn({})).toBe(true);
    expect(isOwn({ primePortMapping: null })).toBe(true);
    expect(isOwn({ primePortMapping: [...whole.primePortMapping, jupyter] })).toBe(false);
    expect(isOwn({ sshConnection: "ubuntu@1.2.3.4 -p 2222" })).toBe(false);
    expect(isOwn({ providerType: "runpod" })).toBe(false);
    expect(isOwn({ providerType: undefined })).toBe(false);
    expect(isOwn({ sshConnection: [null] })).toBe(false);
  });

  it("costs what it tells for what it does: made, running, stopped, ended", () => {
    const starting = (changes: object) => shown(changes).startingPerHourMicros;
    expect(starting({ status: "PENDING" })).toBe(0n);
    expect(starting({ status: "PENDING", provisioningPriceHr: null })).toBe(1_656_800n);
    expect(starting({ installationStatus: "ACTIVE" })).toBe(1_656_800n);
    expect(shown({ status: "PENDING" }).ratePerHourMicros).toBe(1_656_800n);
    const stopped = { status: "STOPPED", stoppedPriceHr: 0.005 };
    expect(shown(stopped).ratePerHourMicros).toBe(5_000n);
    expect(shown({ ...stopped, stoppedPriceHr: null }).ratePerHourMicros).toBe(1_656_800n);
    expect(shown({ status: "TERMINATED" }).ratePerHourMicros).toBeNull();
  });

  it("was made when it says, in UTC where it names no offset", () => {
    const at = (createdAt: string) => shown({ createdAt }).createdAt?.toISOString();
    expect(at("2026-06-01T10:00:00.123456")).toBe("2026-06-01T10:00:00.123Z");
    expect(at("2026-06-01T12:00:00+02:00")).toBe("2026-06-01T10:00:00.000Z");
  });
});

describe("a disk", () => {
  const listed = (changes: object) => {
    const { data } = fixture("primeintellect/disks");
    const [disk] = Array.isArray(data) ? data : [];
    const page = { total_count: 1, data: [{ ...disk, ...changes }] };
    return primeIntellect(() => ({ json: page })).volumes.list(credentials, {});
  };

  it("is one of the account's that has not ended, at the place and price it tells", async () => {
    expect(await primeIntellect().volumes.list(credentials, {})).toEqual([
      {
        id: "3f8e2c1d-7777-4b6a-9c5d-0e1f2a3b4c5d",
        name: "datasets",
        sizeGb: 500,
        region: "US-KS-2, US",
        attachedTo: ["0b3f6a52-8c1d-4a7e-9f2b-5d6c7e8f9a01"],
        ratePerHourMicros: 55_500n,
        createdAt: new Date("2026-05-01T08:00:00Z"),
        nativeStatus: "ACTIVE",
      },
    ]);
  });

  it("that is stopped has another price, where one is told; what is not told is not known", async () => {
    const stopped = { status: "STOPPED", stoppedPriceHr: 0.02 };
    expect(await listed(stopped)).toMatchObject([{ ratePerHourMicros: 20_000n }]);
    const nothing = { priceHr: null, info: null };
    expect(await listed(nothing)).toMatchObject([{ ratePerHourMicros: null, region: null }]);
  });

  it("goes to the pod it is asked for with, from rows where it is", async () => {
    const volumeId = "3f8e2c1d-7777-4b6a-9c5d-0e1f2a3b4c5d";
    await primeIntellect().instances.launch(credentials, { ...spec, volumeId }, {});
    expect(askedFor("POST /pods/")[0]?.body).toMatchObject({ disks: [volumeId] });
    const [{ path } = { path: "" }] = askedFor("GET /availability/gpus");
    expect(new URL(path, "http://any").searchParams.get("disks")).toBe(volumeId);
  });
});

describe("the list of pods", () => {
  const rows = (count: number, from = 0) =>
    Array.from({ length: count }, (_, at) => ({
      ...fixture("primeintellect/pod"),
      id: `pod-${from + at}`,
    }));
  const list = (page: (offset: number) => object) =>
    primeIntellect(({ path }) => {
      const offset = new URL(path, "http://any").searchParams.get("offset");
      return { json: page(Number(offset)) };
    }).instances.list(credentials, {});

  it("goes on behind a full page, whatever the count says", async () => {
    const all = await list((offset) => ({
      total_count: 0,
      data: offset === 0 ? rows(100) : rows(3, 100),
    }));
    expect(all).toHaveLength(103);
  });

  it("is not believed when it ends early or another one begins between two pages", async () => {
    const early = list((offset) => ({ total_count: 150, data: offset === 0 ? rows(100) : [] }));
    expect((await caught(early)).kind).toBe("transient");
    const moved = list((offset) => ({
      total_count: offset === 0 ? 150 : 149,
      data: rows(offset === 0 ? 100 : 49, offset),
    }));
    expect((await caught(moved)).kind).toBe("transient");
  });
});

describe("a refusal", () => {
  it.each([
    ["not-found", { detail: "Pod not found" }],
    ["not-found", { errors: [{ param: "pod_id", details: "Unknown" }] }],
    ["transient", { message: "no route" }],
    ["transient", "not found"],
    ["transient", undefined],
  ])("with 404 is %s when it says %j", (kind, body) => {
    expect(kindOfRefusal({ status: 404, body })).toBe(kind);
  });

  it("is about the shelves only where the status is about the launch", () => {
    const body = { detail: "This GPU is not available" };
    expect(kindOfLaunchRefusal({ status: 400, body })).toBe("no-capacity");
    for (const status of [401, 403, 429, 500, 503]) {
      expect(kindOfLaunchRefusal({ status, body })).toBeNull();
    }
  });
});

describe("a key of Prime Intellect", () => {
  it("may launch where its scope says so; a scope that is not told says nothing", () => {
    const email = "jo@example.com";
    const scope = { instances: { read: true, write: false }, availability: null };
    expect(toKeyFacts({ email, scope })).toEqual({
      account: email,
      canLaunch: false,
      scopes: ["instances:read"],
    });
    expect(toKeyFacts({ email, scope: {} })).toEqual({ account: email, canLaunch: null });
    expect(toKeyFacts({ email, scope: { instances: null } }).canLaunch).toBe(false);
  });
});
