import { expect, it } from "vitest";
import type { CallContext, InstancesFace } from "@/lib/providers/contract";
import { type MachineCase, type ProviderCase, recordedFor } from "./provider-cases";
import { type Recorded, startRecordedServer } from "./recorded-server";
import { caught, type Stage } from "./stage";

const unclear: [string, Recorded][] = [
  ["a page of HTML", { raw: "<html>hello</html>" }],
  ["half an answer", { raw: '{"id": "7h9', fate: "half" }],
  ["JSON that breaks off", { raw: '{"data": {"inst' }],
  ["an empty answer", { raw: "" }],
  ["another shape", { json: { surprise: true } }],
  ["an error under status 200", { json: { error: { code: "global/internal-error" } } }],
  ["a redirect", { status: 307, headers: { location: "https://example.com/" } }],
  ["a gateway that gave up", { status: 504, raw: "<html>timeout</html>" }],
  ["a firewall's page", { status: 403, raw: "<html>blocked</html>" }],
  ["a dropped connection", { fate: "drop" }],
];

/** What every adapter with keys and machines does with clear, unclear and hostile answers. */
export function describeMachines(stage: Stage, known: ProviderCase, machines: MachineCase): void {
  const { credentials } = known;
  const { spec, id, nameField = "name", statusField = "status" } = machines;
  const face = (): InstancesFace => {
    const { instances } = stage.adapter();
    if (!instances) throw new Error("no instances face");
    return instances;
  };
  const isNamed = () => stage.adapter().meta.capabilities?.naming === "ours";
  const asRecorded = () => stage.server().answer((asked) => recordedFor(known.recording, asked));
  const launch = (context: CallContext = {}) => face().launch(credentials, spec, context);
  const verify = () => stage.adapter().keys?.verify(credentials, {}) ?? Promise.resolve();

  it("launches under the name we chose, and repeats the very same request", async () => {
    asRecorded();
    expect((await launch()).id).toBe(id);
    const bodies = () =>
      stage
        .server()
        .asked.filter((one) => `${one.method} ${one.path}` === machines.launchCall)
        .map((one) => one.body);
    await launch();
    const [first, second] = bodies();
    if (isNamed()) expect(first).toHaveProperty(nameField, spec.name);
    expect(second).toEqual(first);
  });

  it("sends variables, a startup script and a command exactly where its capabilities say so", async () => {
    asRecorded();
    const environment = { CANARY_NAME: "canary-value" };
    const startupScript = "#!/bin/bash\necho canary-script\n";
    await face().launch(credentials, { ...spec, environment, startupScript }, {});
    const sent = JSON.stringify(stage.server().asked.map(({ body }) => body));
    await face().launch(credentials, { ...spec, command: "canary-command" }, {});
    const told = JSON.stringify(stage.server().asked.map(({ body }) => body));
    const base64 = Buffer.from(startupScript, "utf8").toString("base64");
    const { capabilities } = stage.adapter().meta;
    expect(sent.includes("canary-value")).toBe(capabilities?.environment ?? false);
    expect(sent.includes("canary-script") || sent.includes(base64)).toBe(
      capabilities?.startupScript !== undefined,
    );
    expect(told.includes("canary-command")).toBe(capabilities?.command !== undefined);
  });

  it("sees the machine it launched in get and in list", async () => {
    asRecorded();
    const one = await face().get(credentials, id, {});
    expect(one).toMatchObject({ id, name: isNamed() ? spec.name : null, status: "running" });
    const all = await face().list(credentials, {});
    expect(all.find((machine) => machine.id === id)).toEqual(one);
    expect(all).toHaveLength(2);
  });

  it("tells whether a machine has its address to itself, and of none with its door elsewhere", async () => {
    asRecorded();
    expect((await face().get(credentials, id, {}))?.hasOwnAddress).toBe(machines.hasOwnAddress);
    for (const { hasOwnAddress, ssh } of await face().list(credentials, {})) {
      if (hasOwnAddress) expect(ssh).toMatchObject({ port: 22 });
    }
  });

  it("ends a machine, and one that is gone already", async () => {
    asRecorded();
    await face().terminate(credentials, id, {});
    stage.breakCall(machines.endCall, machines.gone);
    await expect(face().terminate(credentials, id, {})).resolves.toBeUndefined();
  });

  it("answers null for a machine the provider does not know", async () => {
    stage.breakCall(machines.getCall, machines.gone);
    expect(await face().get(credentials, id, {})).toBeNull();
  });

  it.each([
    ["a page of HTML", { status: 404, raw: "<html>not found</html>" }],
    ["nothing", { status: 404, raw: "" }],
    ["somebody else's JSON", { status: 404, json: { message: "no route" } }],
  ] satisfies [string, Recorded][])(
    "does not believe that a machine is gone when a 404 holds %s",
    async (_name, how) => {
      stage.breakCall(machines.getCall, how);
      expect((await caught(face().get(credentials, id, {}))).kind).toBe("transient");
    },
  );

  it("shows a status it has never seen as unknown", async () => {
    stage.breakCall(machines.getCall, { json: machines.unknownStatus });
    const one = await face().get(credentials, id, {});
    expect(one?.status).toBe("unknown");
    expect(one?.nativeStatus.toLowerCase()).toBe(machines.unknownWord ?? "hibernating");
  });

  it("refuses a whole list rather than lose one machine of it", async () => {
    const [method = "", path = ""] = machines.listCall.split(" ");
    const recorded = recordedFor(known.recording, { method, path, headers: {}, body: undefined });
    expect(recorded.status).toBeUndefined();
    const text = JSON.stringify(recorded.json).replace(`"${statusField}":`, '"renamed":');
    stage.server().answer(() => ({ raw: text }));
    expect((await caught(face().list(credentials, {}))).kind).toBe("transient");
  });

  it.each(unclear)("calls a launch answered with %s ambiguous", async (_name, how) => {
    stage.breakCall(machines.launchCall, how);
    expect((await caught(launch())).kind).toBe("ambiguous");
  });

  it.each(unclear)("calls an end answered with %s ambiguous", async (_name, how) => {
    const mayBeEmpty = machines.endMayBeEmpty ?? machines.endCall.startsWith("DELETE");
    if (how.raw === "" && mayBeEmpty) return;
    stage.breakCall(machines.endCall, how);
    expect((await caught(face().terminate(credentials, id, {}))).kind).toBe("ambiguous");
  });

  it("calls a launch that is never answered ambiguous", async () => {
    stage.breakCall(machines.launchCall, { fate: "hang" });
    const error = await caught(launch({ signal: AbortSignal.timeout(300) }));
    expect(error.kind).toBe("ambiguous");
  });

  it("calls a launch that surely was never sent transient", async () => {
    const ended = await startRecordedServer();
    await ended.close();
    const unreachable = stage.at(ended.baseUrl).instances;
    const call = unreachable?.launch(credentials, spec, {}) ?? Promise.resolve();
    expect((await caught(call)).kind).toBe("transient");
  });

  it.each(machines.launchRefusals)(
    "reads a launch refused with $status as $kind",
    async ({ kind, status, json }) => {
      stage.breakCall(machines.launchCall, { status, json });
      expect((await caught(launch())).kind).toBe(kind);
    },
  );

  it("tells a key that works from a wrong one", async () => {
    asRecorded();
    await expect(verify()).resolves.not.toThrow();
    const wrong = known.refusals.find((refusal) => refusal.kind === "invalid-key");
    stage.breakCall("", { status: wrong?.status, json: wrong?.json });
    expect((await caught(verify())).kind).toBe("invalid-key");
  });

  it("never lets the key into an error, even when the provider repeats it", async () => {
    const secret = Object.values(credentials).join("");
    for (const status of [400, 401, 403, 404, 422, 429, 500]) {
      stage.server().answer((asked) => ({
        status,
        json: {
          title: "no",
          status,
          detail: `bad ${asked.headers.authorization}`,
          error: asked.headers,
        },
      }));
      const calls = [verify(), face().list(credentials, {}), launch()];
      for (const error of await Promise.all(calls.map(caught))) {
        const shown = `${error.message} ${error.detail} ${error.stack} ${JSON.stringify(error)} ${error.cause}`;
        expect(shown).not.toContain(secret);
        expect(error.detail.length).toBeLessThanOrEqual(500);
      }
    }
  });
}
