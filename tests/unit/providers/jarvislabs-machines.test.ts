import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallContext, LaunchSpec } from "@/lib/providers/contract";
import type { ProviderErrorKind } from "@/lib/providers/errors";
import { createJarvislabs } from "@/lib/providers/jarvislabs";
import { toInstance } from "@/lib/providers/jarvislabs/machines";
import { readSshCommand } from "@/lib/providers/jarvislabs/ssh-command";
import { machine } from "@/lib/providers/jarvislabs/wire";
import { badAnswers, endOf } from "@/tests/contract/bad-answers";
import { known } from "@/tests/contract/cases/jarvislabs";
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
const id = "460920";
const row = Object(fixture("jarvislabs/instance").instance);
const never = () => Promise.reject(new Error("the adapter has no such power"));

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

type At = ReturnType<typeof jarvislabs>;

function jarvislabs(answers: Readonly<Record<string, Recorded>> = {}, context: CallContext = {}) {
  server.answer((asked) => answers[nameOf(asked)] ?? recordedFor(known.recording, asked));
  const hosts = { chennai: `${server.baseUrl}/chennai`, europe: `${server.baseUrl}/europe` };
  const { instances } = createJarvislabs({ baseUrl: server.baseUrl, hosts });
  if (!instances) throw new Error("JarvisLabs lost a face");
  return {
    launch: (changes: Partial<LaunchSpec> = {}) =>
      instances.launch(credentials, { ...spec, ...changes }, context),
    list: () => instances.list(credentials, context),
    start: () => instances.start?.(credentials, id, context) ?? never(),
    stop: () => instances.stop?.(credentials, id, context) ?? never(),
    end: () => instances.terminate(credentials, id, context),
  };
}

const nameOf = ({ method, path }: Asked) => `${method} ${path}`;
const posted = () => server.asked.filter(({ method }) => method === "POST");
const look = (changes: object): Readonly<Record<string, Recorded>> => ({
  [`GET /users/fetch/${id}`]: { json: { success: true, instance: { ...row, ...changes } } },
});

describe("what JarvisLabs is asked for", () => {
  it("is a container of one template, or a virtual machine, at the host of its region", async () => {
    const made = { json: { machine_id: 7 } };
    const { server_meta: rows } = fixture("jarvislabs/server-meta");
    const [pool] = Array.isArray(rows) ? rows : [];
    const there = { ...pool, region: "europe-01", workload_type: "vm" };
    const at = jarvislabs({
      "GET /misc/server_meta": { json: { server_meta: [there] } },
      "POST /europe/templates/vm/create": made,
    });
    expect(await at.launch({ region: "europe-01", tier: "vm", diskGb: null })).toEqual({ id: "7" });
    expect(posted().map(nameOf)).toEqual(["POST /ssh/", "POST /europe/templates/vm/create"]);
    expect(posted()[1]?.body).toEqual({
      gpu_type: "L4",
      num_gpus: 2,
      hdd: 100,
      region: "europe-01",
      name: spec.name,
      is_spot: false,
      duration: "hour",
      disk_type: "ssd",
      http_ports: "",
      script_id: null,
      script_args: "",
      fs_id: null,
      arguments: "",
    });
  });

  it("to resume is the same machine again, on spot if it was", async () => {
    const at = jarvislabs({
      ...look({ status: "Paused", is_spot: true, hdd: "250GB", fs_id: 21 }),
      "POST /templates/pytorch/resume": { json: { machine_id: 99 } },
    });
    expect(await at.start()).toEqual({ id: "99" });
    expect(posted()[0]?.body).toMatchObject({
      machine_id: 460920,
      gpu_type: "L4",
      num_gpus: 2,
      hdd: 250,
      name: "ch-test-1",
      is_spot: true,
      fs_id: 21,
    });
  });

  it.each([
    ["a container", {}, "/misc"],
    ["a virtual machine", { template: "vm" }, "/templates/vm"],
    ["one that names its template otherwise", { template: null, framework: "VM" }, "/templates/vm"],
    ["one without a GPU", { template: "vm", gpu_type: "CPU" }, "/templates/vm/cpu"],
    ["one elsewhere", { region: "india-chennai-01" }, "/chennai/misc"],
  ])("to stop and to end %s is a call of its own kind", async (_name, changes, path) => {
    const done = { json: { success: true } };
    const query = `machine_id=${id}`;
    const at = jarvislabs({
      ...look(changes),
      [`POST ${path}/pause?${query}`]: done,
      [`POST ${path}/destroy?${query}`]: done,
    });
    await at.stop();
    await at.end();
    expect(posted().map(nameOf)).toEqual([
      `POST ${path}/pause?${query}`,
      `POST ${path}/destroy?${query}`,
    ]);
  });

  it("is nothing where nobody knows the host of the machine's region", async () => {
    const at = jarvislabs(look({ region: "india-01" }));
    expect((await caught(at.end())).kind).toBe("invalid-request");
    expect(posted()).toEqual([]);
  });

  it("is nothing above the price agreed to, of all its GPUs together", async () => {
    const at = jarvislabs();
    const dearer = await caught(at.launch({ pricePerHourMicros: 879_999n }));
    expect(dearer).toMatchObject({ kind: "conflict", isUnsent: true });
    const spot = { pricingModel: "spot", gpuCount: 3 } as const;
    const dearerSpot = await caught(at.launch({ ...spot, pricePerHourMicros: 869_999n }));
    expect(dearerSpot).toMatchObject({ kind: "conflict", isUnsent: true });
    expect(posted()).toEqual([]);
    expect(await at.launch({ ...spot, pricePerHourMicros: 870_000n })).toEqual({ id });
  });

  it("is nothing whose price is in rupees and above the one agreed to, or that nobody can compare", async () => {
    const at = jarvislabs({ "GET /misc/": { json: { success: true } } });
    for (const agreed of [undefined, { EUR: 1_000_000n }, { INR: 879_999n }]) {
      const error = await caught(at.launch({ pricePerHourIn: agreed }));
      expect(error).toMatchObject({ kind: "conflict", isUnsent: true });
    }
    const unlisted = { pricePerHourIn: { INR: 880_000n }, instanceType: "A100-80GB" };
    expect(await caught(at.launch(unlisted))).toMatchObject({ kind: "conflict", isUnsent: true });
    expect(posted()).toEqual([]);
    expect(await at.launch({ pricePerHourIn: { INR: 880_000n } })).toEqual({ id });
  });

  it("was surely never sent when the SSH key could not be added", async () => {
    const at = jarvislabs({ "POST /ssh/": { json: { success: false, message: "Unknown" } } });
    expect(await caught(at.launch())).toMatchObject({ kind: "transient", isUnsent: true });
    expect(posted().map(nameOf)).toEqual(["POST /ssh/"]);
  });
});

describe("an unclear answer", () => {
  const resume = "POST /templates/pytorch/resume";

  it.each(badAnswers(() => "http://127.0.0.1:9/").filter(({ how }) => how.fate !== "hang"))(
    "to a resume is ambiguous: $name",
    async ({ how }) => {
      const at = jarvislabs({ ...look({ status: "Paused" }), [resume]: how });
      expect((await endOf(at.start())).error?.kind).toBe("ambiguous");
    },
  );

  it.each([
    ["no-capacity", { success: false, message: "No free L4 GPUs in IN2 right now" }],
    ["no-balance", { success: "False", error: "Insufficient balance" }],
    ["conflict", { success: false, message: "Instance is resuming" }],
    ["ambiguous", { sucess: false, error: "Unknown error" }],
    ["ambiguous", { success: false, machine_id: 99 }],
  ])("to a resume is %s where its words say so", async (kind, json) => {
    const at = jarvislabs({ ...look({ status: "Paused" }), [resume]: { json } });
    expect((await caught(at.start())).kind).toBe(kind);
  });

  it.each([
    ["an error", 200, { error: "Unknown error" }],
    ["a refusal", 400, { detail: "Unknown error" }],
    ["a word about GPUs", 200, { success: false, message: "No GPUs available" }],
    ["another's machine", 403, { message: "Machine does not belong to this user" }],
  ])("to an end is no refusal: %s", async (_name, status, json) => {
    const at = jarvislabs({ [`POST /misc/destroy?machine_id=${id}`]: { status, json } });
    expect((await caught(at.end())).kind).toBe("ambiguous");
  });

  it("to an end that says that the machine is gone is a yes", async () => {
    const json = { success: "false", message: "Instance not found" };
    const at = jarvislabs({ [`POST /misc/destroy?machine_id=${id}`]: { json } });
    await expect(at.end()).resolves.toBeUndefined();
  });

  const outage = { json: { success: false, error: "Unknown error" } };
  it.each([
    ["a launch", "ambiguous", "POST /templates/pytorch/create", (at: At) => at.launch()],
    ["a resume", "ambiguous", resume, (at: At) => at.start()],
    ["a pause", "ambiguous", `POST /misc/pause?machine_id=${id}`, (at: At) => at.stop()],
    ["an end", "ambiguous", `POST /misc/destroy?machine_id=${id}`, (at: At) => at.end()],
    ["a list", "transient", "GET /users/fetch", (at: At) => at.list()],
    ["an SSH key", "transient", "POST /ssh/", (at: At) => at.launch()],
  ] as const)(
    "to %s is told as %s to whoever watches over the provider",
    async (what, kind, call, run) => {
      const state = what === "a resume" ? "Paused" : "Running";
      const told: (ProviderErrorKind | null)[] = [];
      const guard = {
        async enter() {},
        async leave(failure: ProviderErrorKind | null) {
          told.push(failure);
        },
      };
      const at = jarvislabs({ ...look({ status: state }), [call]: outage }, { guard });
      await caught(run(at));
      expect(told.at(-1)).toBe(kind);
    },
  );

  it("to a list says nothing of any machine, whatever its words", async () => {
    const json = { success: false, message: "Instance not found" };
    const at = jarvislabs({ "GET /users/fetch": { json } });
    expect((await caught(at.list())).kind).toBe("transient");
  });

  it("to a resume under status 200 does not prove that the machine is gone", async () => {
    const json = { success: false, message: "Instance not found" };
    const at = jarvislabs({ ...look({ status: "Paused" }), [resume]: { json } });
    expect((await caught(at.start())).kind).toBe("ambiguous");
  });

  it("never shows the key, whatever it repeats", async () => {
    const json = { success: false, message: `No free GPUs right now for ${credentials.apiKey}` };
    const at = jarvislabs({ "POST /templates/pytorch/create": { json } });
    const { detail } = await caught(at.launch());
    expect(detail).toContain("No free GPUs right now for [removed]");
    expect(detail).not.toContain(credentials.apiKey);
  });
});

describe("a machine at JarvisLabs", () => {
  const shown = (changes: object) => toInstance(machine.parse({ ...row, ...changes }));

  it.each([
    ["provisioning", "Creating"],
    ["provisioning", "RESUMING"],
    ["running", "running"],
    ["running", "Pausing"],
    ["stopped", "Paused"],
    ["failed", "Failed"],
    ["terminating", "Destroying"],
    ["unknown", "Migrating"],
  ])("is %s when it is said to be %s", (status, word) => {
    expect(shown({ status: word })).toMatchObject({ status, nativeStatus: word });
  });

  it("is reached where its command says, and nowhere unless it runs", () => {
    expect(shown({}).ssh).toEqual({ host: "203.0.113.14", port: 11014, user: "root" });
    for (const status of ["Paused", "Pausing", "Resuming"])
      expect(shown({ status }).ssh).toBeNull();
    const vm = { template: "vm", public_ip: "203.0.113.9", ssh_str: null };
    expect(shown(vm).ssh).toEqual({ host: "203.0.113.9", port: 22, user: "ubuntu" });
    expect(shown({ ...vm, ssh_command: "ssh dev@203.0.113.9" }).ssh?.user).toBe("dev");
    expect(shown({ ssh_str: null }).ssh).toBeNull();
  });

  it("has its address to itself as a VM, and never as a container", () => {
    const vm = { template: "vm", public_ip: "203.0.113.9", ssh_str: null };
    expect(shown({}).hasOwnAddress).toBe(false);
    expect(shown(vm).hasOwnAddress).toBe(true);
    expect(shown({ ...vm, status: "Paused" }).hasOwnAddress).toBe(false);
    expect(shown({ ...vm, public_ip: null }).hasOwnAddress).toBe(false);
  });

  it.each([
    ["ssh -p 2201 -l me box.example.com", { host: "box.example.com", port: 2201, user: "me" }],
    ["ssh -i ~/.ssh/key -C box.example.com", { host: "box.example.com", port: 22, user: "root" }],
    ["scp a@b c", null],
    ["ssh -p 70000 root@box", null],
    ["ssh root@box;reboot", null],
    ["ssh", null],
  ])("whose command is %s", (command, address) => {
    expect(readSshCommand(command)).toEqual(address);
  });

  it("costs a rate that nobody tells: its cost is what it has cost so far, in any currency", () => {
    expect(shown({ cost: 38.72 }).ratePerHourMicros).toBeNull();
  });
});
