import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchSpec, ProviderStatus } from "@/lib/providers/contract";
import { createCrusoe } from "@/lib/providers/crusoe";
import { toInstance } from "@/lib/providers/crusoe/machines";
import { toOffers } from "@/lib/providers/crusoe/map";
import { onlyOnce } from "@/lib/providers/crusoe/only-once";
import { sign, toUrl } from "@/lib/providers/crusoe/sign";
import { machine, machineType } from "@/lib/providers/crusoe/wire";
import { known } from "@/tests/contract/cases/crusoe";
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
const project = `/projects/${credentials.projectId}`;
const vms = `${project}/compute/vms/instances`;
const disks = `${project}/storage/disks`;

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

function crusoe(answers: Readonly<Record<string, Recorded>> = {}) {
  server.answer((asked) => answers[callOf(asked)] ?? recordedFor(known.recording, asked));
  const { instances, keys, prices } = createCrusoe({ baseUrl: server.baseUrl, pace: 1_000 });
  if (!instances || !keys || !prices) throw new Error("Crusoe lost a face");
  return { instances, keys, prices };
}

const callOf = ({ method, path }: Asked) => `${method} ${path.replace(/\/operations\/.*/, "/op")}`;
const callsSent = () => server.asked.map(callOf);
const sent = (call: string) => server.asked.find((asked) => callOf(asked) === call)?.body;
const operation = (state: string, result?: object, startedAt = new Date()): Recorded => ({
  json: {
    operation_id: "op",
    state,
    started_at: startedAt.toISOString(),
    metadata: { id },
    result,
  },
});

describe("a signature", () => {
  it("is the HMAC of path, sorted and escaped query, method and second", () => {
    const url = toUrl("https://api.example/v1/projects/p-1/storage/disks", {
      exclude_os: "true",
      disk_names: "a/b",
    });
    expect(url.search).toBe("?disk_names=a%2Fb&exclude_os=true");
    const keys = { accessKeyId: "AK", secretKey: "c2VjcmV0LWtleS1vZi1hLXRlc3Q" };
    const at = new Date("2026-06-01T08:00:05.678Z");
    const signature = "7t5Y7UgfSuc3EYbs5MutZInSJNZ367jQdxH0uVX8oyE";
    expect(sign(keys, { method: "GET", url, at })).toEqual({
      signature,
      headers: {
        authorization: `Bearer 1.0:AK:${signature}`,
        "x-crusoe-timestamp": "2026-06-01T08:00:05Z",
      },
    });
  });

  it("writes a space and signs as the provider does, and one of padded secrets is the same", () => {
    const url = toUrl("https://api.example/v1/x", { b: "it's (1) *2*", a: "1" });
    expect(url.search).toBe("?a=1&b=it%27s+%281%29+%2A2%2A");
    const request = { method: "GET", url, at: new Date(0) };
    const bare = sign({ accessKeyId: "AK", secretKey: "c2VjcmV0LWs" }, request);
    expect(sign({ accessKeyId: "AK", secretKey: "c2VjcmV0LWs=" }, request)).toEqual(bare);
  });

  it("is made with the time the adapter is given", async () => {
    server.answer((asked) => recordedFor(known.recording, asked));
    const clock = { now: () => new Date("2031-02-03T04:05:06Z") };
    await createCrusoe({ baseUrl: server.baseUrl, clock }).keys?.verify(credentials, {});
    const times = server.asked.map(({ headers }) => headers["x-crusoe-timestamp"]);
    expect(new Set(times)).toEqual(new Set(["2031-02-03T04:05:06Z"]));
  });
});

describe("prices", () => {
  const type = machineType.parse(Object(fixture("crusoe/types").items)[0]);

  it("are those of the dated table for all the GPUs of a type, in each of its locations", () => {
    const told = [
      { type: "l40s-48gb.1x", location: "us-east1-a", quantity: 1 },
      { type: "l40s-48gb.1x", location: "us-east1-a", quantity: 7 },
      { type: "l40s-48gb.2x", location: "eu-iceland1-a", quantity: 7 },
    ];
    expect(toOffers({ ...type, num_gpu: 8 }, told)).toMatchObject([
      {
        region: "us-east1-a",
        availability: "available",
        pricingModel: "on-demand",
        pricePerHourMicros: 12_000_000n,
        nativePrice: "1.50 USD/GPU-hour",
      },
    ]);
  });

  it("are never guessed where the table has none, and machines without GPUs are no offers", () => {
    expect(toOffers({ ...type, gpu_type: "GB200-NVL-186GB" }, [])).toMatch(/no price .* GB200/);
    expect(toOffers({ ...type, num_gpu: 0, gpu_type: "" }, [])).toEqual([]);
  });

  it("are told without a key as the table alone", async () => {
    const { prices } = crusoe();
    expect(await prices.list({})).toEqual({ offers: [], skipped: [] });
    expect(server.asked).toEqual([]);
    expect(prices.table?.offers.length).toBeGreaterThan(0);
  });
});

describe("a launch at Crusoe", () => {
  it("makes the data disk first, waits for it, and then asks for the machine on demand", async () => {
    await crusoe().instances.launch(credentials, spec, {});
    expect(callsSent()).toEqual([
      `GET ${disks}?disk_names=ch-test-1-data`,
      `POST ${disks}`,
      `GET ${disks}/op`,
      `POST ${vms}`,
      `GET ${vms}/op`,
    ]);
    expect(sent(`POST ${disks}`)).toEqual({
      name: "ch-test-1-data",
      size: "50GiB",
      location: "us-east1-a",
      type: "persistent-ssd",
      block_size: 4096,
    });
    expect(sent(`POST ${vms}`)).toEqual({
      name: "ch-test-1",
      type: "l40s-48gb.1x",
      location: "us-east1-a",
      image: "ubuntu22.04-nvidia-pcie-docker:latest",
      ssh_public_key: spec.sshPublicKeys[0],
      disks: [
        {
          disk_id: "123e4567-e89b-12d3-a456-426614174000",
          mode: "read-write",
          attachment_type: "data",
        },
      ],
      reservation_specification: { selection_strategy: "on_demand" },
    });
  });

  it.each([
    ["h100-80gb-sxm-ib.8x", "ubuntu22.04-nvidia-sxm-docker:latest"],
    ["mi300x-192gb-ib.8x", "ubuntu-rocm:latest"],
    ["a100-80gb.1x", "ubuntu22.04-nvidia-pcie-docker:latest"],
  ])("takes for %s the image %s", async (instanceType, image) => {
    await crusoe().instances.launch(credentials, { ...spec, instanceType }, {});
    expect(sent(`POST ${vms}`)).toMatchObject({ image });
  });

  it("takes the disk that an earlier try made, unless it hangs on a machine", async () => {
    const disk = Object(fixture("crusoe/disks").items)[0];
    const named = (attached_to: unknown) => ({
      [`GET ${disks}?disk_names=ch-test-1-data`]: { json: { items: [{ ...disk, attached_to }] } },
    });
    await crusoe(named([])).instances.launch(credentials, spec, {});
    expect(callsSent()).not.toContain(`POST ${disks}`);
    await crusoe(named(disk.attached_to)).instances.launch(credentials, spec, {});
    expect(callsSent()).toContain(`POST ${disks}`);
  });

  it("that finds empty shelves is surely refused, and its disk is ended", async () => {
    const result = { code: "out_of_stock", message: "nothing left" };
    const { instances } = crusoe({ [`GET ${vms}/op`]: operation("FAILED", result) });
    const error = await caught(instances.launch(credentials, spec, {}));
    expect(error).toMatchObject({ kind: "no-capacity", detail: "nothing left", isUnmade: true });
    expect(callsSent().at(-1)).toMatch(/^DELETE .*\/storage\/disks\//);
  });

  it.each([
    ["fails for another reason", "FAILED"],
    ["takes long", "IN_PROGRESS"],
  ])("whose operation %s may have made a machine, and keeps its disk", async (_name, state) => {
    const { instances } = crusoe({ [`GET ${vms}/op`]: operation(state, { code: "internal" }) });
    expect(await instances.launch(credentials, spec, {})).toEqual({ id });
    expect(callsSent().join()).not.toContain("DELETE");
  });

  it("of a disk that cannot be made was never sent", async () => {
    const result = { code: "quota_exceeded", message: "no" };
    const { instances } = crusoe({ [`GET ${disks}/op`]: operation("FAILED", result) });
    const error = await caught(instances.launch(credentials, spec, {}));
    expect(error).toMatchObject({ kind: "quota", isUnsent: true });
    expect(callsSent()).not.toContain(`POST ${vms}`);
  });

  it.each<[string, Partial<LaunchSpec>]>([
    ["at the spot price", { pricingModel: "spot" }],
    ["without a location", { region: null }],
    ["without an SSH key", { sshPublicKeys: [] }],
    ["with two SSH keys", { sshPublicKeys: ["ssh-ed25519 A", "ssh-ed25519 B"] }],
    ["with a volume", { volumeId: "v" }],
  ])("%s is refused before anything is sent", async (_name, change) => {
    const call = crusoe().instances.launch(credentials, { ...spec, ...change }, {});
    expect((await caught(call)).kind).toBe("invalid-request");
    expect(server.asked).toEqual([]);
  });

  it("gives the script as one that runs at the first start alone", () => {
    const script = "#!/bin/bash\necho 'one'\n";
    const lines = onlyOnce(script).split("\n");
    expect(lines[1]).toMatch(/^\[ -e \S+ \] && exit 0$/);
    const inBase64 = /^echo (\S+) \| base64 -d/.exec(lines[4] ?? "")?.[1] ?? "";
    expect(Buffer.from(inBase64, "base64").toString()).toBe(script);
  });
});

describe("a machine at Crusoe", () => {
  const one = machine.parse(fixture("crusoe/vm"));

  it.each<[string, ProviderStatus]>([
    ["STATE_INITIALIZING", "provisioning"],
    ["STATE_CREATING", "provisioning"],
    ["STATE_STARTING", "provisioning"],
    ["RUNNING", "running"],
    ["STATE_RUNNING", "running"],
    ["STATE_STOPPING", "running"],
    ["STATE_STOPPED", "stopped"],
    ["STATE_SHUTOFF", "stopped"],
    ["STATE_POWER_SUSPENDED", "stopped"],
    ["STATE_ERROR", "failed"],
    ["STATE_CRASHED", "failed"],
    ["STATE_BLOCKED", "failed"],
    ["STATE_DELETING", "terminating"],
    ["STATE_DELETED", "terminated"],
    ["STATE_UNDEFINED", "unknown"],
  ])("that is %s counts as %s", (state, status) => {
    const seen = toInstance({ ...one, state });
    expect(seen.status).toBe(status);
    expect(seen.keepsGpu).toBe(status === "stopped" ? false : undefined);
  });

  it("tells since when it runs, and of one that stops nothing, as that changed it since", () => {
    const at = (state: string) => toInstance({ ...one, state, updated_at: "2030-01-01T00:00:00Z" });
    expect(at("STATE_RUNNING").runningSince).toEqual(new Date("2030-01-01T00:00:00Z"));
    expect(at("STATE_STOPPING").runningSince).toBeUndefined();
    const odd = { ...one, state: "STATE_RUNNING", updated_at: "soon" };
    expect(toInstance(odd).runningSince).toBeUndefined();
  });

  it.each([
    ["IN_PROGRESS", 60_000, { id, status: "provisioning", nativeStatus: "IN_PROGRESS" }],
    ["IN_PROGRESS", 21 * 60_000, null],
    ["FAILED", 60_000, null],
    ["SUCCEEDED", 60_000, null],
  ])("that is not there, with an operation %s since %i ms", async (state, sinceMs, told) => {
    const startedAt = new Date(Date.now() - sinceMs);
    const { json } = operation(state, { code: "out_of_stock" }, startedAt);
    const { instances } = crusoe({
      [`GET ${vms}/${id}`]: { status: 404, json: { code: "not_found", message: "vm not found" } },
      [`GET ${vms}/operations?resource_id=${id}`]: { json: { items: [json] } },
    });
    const found = await instances.get(credentials, id, {});
    expect(found && { id, status: found.status, nativeStatus: found.nativeStatus }).toEqual(told);
  });

  it("is ended before its disk, and a disk that somebody else hung on it stays", async () => {
    const [os, own] = one.disks;
    const theirs = { ...own, id: "theirs", name: "datasets" };
    const { instances } = crusoe({
      [`GET ${vms}/${id}`]: { json: { ...fixture("crusoe/vm"), disks: [os, own, theirs] } },
    });
    await instances.terminate(credentials, id, {});
    expect(callsSent()).toEqual([
      `GET ${vms}/${id}`,
      `DELETE ${vms}/${id}`,
      `GET ${vms}/op`,
      `DELETE ${disks}/${own?.id}`,
    ]);
  });

  it.each(["IN_PROGRESS", "FAILED"])(
    "whose end is %s is not taken for gone, and its disk stays",
    async (state) => {
      const { instances } = crusoe({ [`GET ${vms}/op`]: operation(state) });
      const error = await caught(instances.terminate(credentials, id, {}));
      expect(error.kind).toBe("ambiguous");
      expect(callsSent().join()).not.toContain(`DELETE ${disks}`);
    },
  );

  it("that is being ended is not asked to end again: its disk waits for that end", async () => {
    const { json } = operation("IN_PROGRESS");
    const { instances } = crusoe({
      [`GET ${vms}/${id}`]: { json: { ...fixture("crusoe/vm"), state: "STATE_DELETING" } },
      [`GET ${vms}/operations?resource_id=${id}`]: { json: { items: [json] } },
    });
    await instances.terminate(credentials, id, {});
    expect(callsSent()).not.toContain(`DELETE ${vms}/${id}`);
    expect(callsSent().at(-1)).toMatch(/^DELETE .*\/storage\/disks\//);
  });

  it("of which only the disk is left is found and ended by that", async () => {
    const disk = { ...Object(fixture("crusoe/disks").items)[0], attached_to: [] };
    const own = { ...disk, id: "left", name: "ch-gone-1-data" };
    const others = [
      { ...own, id: "theirs", name: "datasets" },
      { ...own, id: "waits", name: "ch-test-1-data" },
      { ...own, id: "young", name: "ch-new-1-data", updated_at: "2030-01-01T00:00:00Z" },
    ];
    const { instances } = crusoe({
      [`GET ${disks}?exclude_os=true`]: { json: { items: [own, ...others] } },
      [`GET ${disks}/left`]: { json: own },
      [`DELETE ${disks}/left`]: { json: fixture("crusoe/disk-operation") },
    });
    const left = (await instances.list(credentials, {})).slice(2);
    expect(left).toMatchObject([{ id: "disk:left", name: "ch-gone-1", isLeftover: true }]);
    expect(await instances.get(credentials, "disk:left", {})).toEqual(left[0]);
    await instances.terminate(credentials, "disk:left", {});
    expect(callsSent().at(-1)).toBe(`DELETE ${disks}/left`);
  });

  it("is listed by a list that ends", async () => {
    const endless = { json: { ...fixture("crusoe/vms-1"), next_page_token: "again" } };
    const answers = { [`GET ${vms}?limit=100`]: endless };
    const { instances } = crusoe({
      ...answers,
      [`GET ${vms}?limit=100&next_token=again`]: endless,
    });
    expect((await caught(instances.list(credentials, {}))).kind).toBe("transient");
  });
});

it("tells a key that works nowhere near the project from one that does", async () => {
  const { keys } = crusoe();
  expect(await keys.verify(credentials, {})).toEqual({
    account: "jo@example.com",
    canLaunch: null,
  });
  const call = keys.verify({ ...credentials, projectId: "another" }, {});
  expect((await caught(call)).kind).toBe("missing-right");
});
