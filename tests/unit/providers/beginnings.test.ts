import { expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { toLaunchBody as toDroplet } from "@/lib/providers/digitalocean/machines";
import { toLaunchBody as toLambda } from "@/lib/providers/lambda/map";
import { toCreateBody as toPod } from "@/lib/providers/runpod/map";
import { toLaunchBody as toVast } from "@/lib/providers/vastai/launch";
import { toLaunchBody as toVultr } from "@/lib/providers/vultr/machines";
import { spec } from "@/tests/contract/launch-spec";

const startupScript = "#!/bin/bash\necho ready\n";
const begun: LaunchSpec = { ...spec, environment: { MODE: "fast", HF_TOKEN: "t" }, startupScript };
const sshKey = { id: "7", name: null, publicKey: "ssh-ed25519 AAAA" };

it("gives a RunPod container its variables, the person's own key above one of that name", () => {
  expect(toPod(begun)).toMatchObject({
    env: { MODE: "fast", HF_TOKEN: "t", PUBLIC_KEY: spec.sshPublicKeys[0] },
  });
  const sly = { ...begun, environment: { PUBLIC_KEY: "somebody else's" } };
  expect(toPod(sly)).toMatchObject({ env: { PUBLIC_KEY: spec.sshPublicKeys[0] } });
  expect(toPod({ ...spec, sshPublicKeys: [] })).not.toHaveProperty("env");
});

it("gives a Vast.ai container its variables beside its ports, and the script", () => {
  expect(toVast(begun)).toMatchObject({
    env: { MODE: "fast", HF_TOKEN: "t", "-p 8888:8888": "1" },
    onstart: startupScript,
  });
  expect(toVast(spec)).not.toHaveProperty("onstart");
});

it("gives a virtual machine the script as user data, in base64 at Vultr", () => {
  expect(toLambda(begun, "key")).toMatchObject({ user_data: startupScript });
  expect(toDroplet(begun, [sshKey])).toMatchObject({ user_data: startupScript });
  const { user_data: sent = "" } = toVultr({ ...begun, instanceType: "vcg-a16-2c" }, [sshKey]);
  expect(Buffer.from(sent, "base64").toString("utf8")).toBe(startupScript);
  expect(toLambda(spec, "key")).not.toHaveProperty("user_data");
  expect(toDroplet(spec, [sshKey])).not.toHaveProperty("user_data");
  expect(toVultr(spec, [sshKey])).not.toHaveProperty("user_data");
});

it("gives a container its start command, in place of SSH and script at Vast.ai", () => {
  const command = "--model Qwen/Qwen3-0.6B";
  expect(toPod({ ...spec, command })).toMatchObject({ args: command, startSsh: true });
  expect(toPod(spec)).not.toHaveProperty("args");
  const sent = toVast({ ...spec, command });
  expect(sent).toMatchObject({ runtype: "args", args_str: command });
  expect(sent).not.toHaveProperty("onstart");
  expect(toVast(spec)).toMatchObject({ runtype: "ssh" });
});
