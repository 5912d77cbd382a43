import { describe, expect, it } from "vitest";
import { readBeginning, variableLines } from "@/components/templates/beginning-values";
import { notTaken } from "@/components/templates/cannot-take";
import { launchInput } from "@/lib/deployments/schema";
import { findProviderMeta } from "@/lib/providers/meta";
import type { Beginning } from "@/lib/templates/schema";
import { starters } from "@/lib/templates/starters";

describe("what is typed into the form", () => {
  it("is variables, secrets that are new or kept, and a script", () => {
    const { typed } = readBeginning({
      variables: "MODEL=a=b\n\nEMPTY=",
      secretVariables: "HF_TOKEN=new",
      "keep:HF_TOKEN": "on",
      "keep:WANDB": "on",
      command: " --model a/b ",
      startupScript: "#!/bin/bash\r\necho hello\r\n",
    });
    expect(typed).toEqual({
      environment: [
        { name: "MODEL", value: "a=b", secret: false },
        { name: "EMPTY", value: "", secret: false },
        { name: "HF_TOKEN", value: "new", secret: true },
        { name: "WANDB", secret: true },
      ],
      command: "--model a/b",
      startupScript: "#!/bin/bash\necho hello\n",
    });
  });

  it("is refused field by field", () => {
    expect(readBeginning({ variables: "no value" }).problems).toEqual({ variables: "variables" });
    expect(readBeginning({ secretVariables: "1A=x" }).problems).toEqual({
      secretVariables: "variables",
    });
    expect(readBeginning({ variables: "A=1\nA=2" }).problems).toEqual({
      variables: "variableTwice",
    });
    expect(readBeginning({ command: "two\nlines" }).problems).toEqual({ command: "command" });
    expect(readBeginning({ startupScript: "echo" }).problems).toEqual({ startupScript: "script" });
  });

  it("comes back as it was typed", () => {
    const environment = [{ name: "A", value: "b=c" }];
    const { typed } = readBeginning({ variables: variableLines(environment) });
    expect(typed?.environment).toEqual([{ name: "A", value: "b=c", secret: false }]);
  });
});

it("names what of a template a provider cannot take", () => {
  const template = {
    id: "t",
    secretNames: ["HF_TOKEN"],
    startupScript: "#!/bin/bash\n",
    command: null,
    httpCheck: null,
    watchInside: false,
    repairUpTo: null,
    image: "a/b:1",
    diskGb: 60,
    ports: [22],
    environment: [],
    sshPublicKeys: [],
    gpuModels: [],
    gpuCount: 1,
    maxPerHour: null,
  };
  const at = (id: string) => {
    const capabilities = findProviderMeta(id)?.capabilities;
    return capabilities ? notTaken(template, capabilities) : null;
  };
  expect(at("runpod")).toEqual(["startupScript"]);
  expect(at("vastai")).toEqual([]);
  expect(at("lambda")).toEqual(["image", "environment"]);
  expect(at("hotaisle")).toEqual(["image", "environment", "startupScript"]);
});

it("says before the launch that a starter does not start by itself, or brings keys too many", () => {
  const vllm = starters.find(({ word }) => word === "vllm");
  if (!vllm) throw new Error("no vLLM");
  const at = (id: string, more: Partial<Beginning> = {}) => {
    const capabilities = findProviderMeta(id)?.capabilities;
    return capabilities ? notTaken({ ...vllm, ...more }, capabilities) : null;
  };
  expect(at("runpod")).toEqual([]);
  expect(at("vastai")).toEqual([]);
  expect(at("vastai", { startupScript: "#!/bin/bash\n" })).toEqual(["startupScript"]);
  expect(at("vultr")).toEqual(["image", "command"]);
  const plain = { image: null, command: null, diskGb: null };
  const sshPublicKeys = ["ssh-ed25519 AAAA", "ssh-ed25519 BBBB"];
  expect(at("lambda", { ...plain, sshPublicKeys })).toEqual(["sshPublicKeys"]);
  expect(at("vultr", { ...plain, sshPublicKeys })).toEqual([]);
});

it("every starter can be sent as a launch, and says where its tag was read", () => {
  for (const { image, command, ports, environment, diskGb, sourceUrl, tagSeenOn } of starters) {
    const input = {
      image,
      ...(command !== null && { command }),
      ports,
      diskGb,
      environment,
      offerId: "o",
      providerKeyId: "k",
      quotedPerHour: "1",
    };
    expect(launchInput.safeParse(input).success).toBe(true);
    expect(sourceUrl).toMatch(/^https:/);
    if (tagSeenOn !== null) expect(tagSeenOn).toMatch(/^2026-\d\d-\d\d$/);
  }
});
