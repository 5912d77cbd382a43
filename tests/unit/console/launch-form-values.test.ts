import { describe, expect, test } from "vitest";
import { readLaunch } from "@/components/deployments/launch-form-values";
import type { Capabilities } from "@/lib/providers/contract";
import { findProviderMeta } from "@/lib/providers/meta";

const publicKey = `ssh-ed25519 ${"A".repeat(68)} ada@example`;

function capabilitiesOf(id: string): Capabilities {
  const capabilities = findProviderMeta(id)?.capabilities;
  if (!capabilities) throw new Error(`${id} launches nothing`);
  return capabilities;
}

const runpod = capabilitiesOf("runpod");
const lambda = capabilitiesOf("lambda");
const fine = { providerKeyId: "key_1", diskGb: "40", ports: "" };

describe("the launch form", () => {
  test("reads ports in any punctuation once each", () => {
    const { fields } = readLaunch({ ...fine, ports: "22, 8888，8888、9000" }, runpod);
    expect(fields?.ports).toEqual([22, 8888, 9000]);
  });

  test.each(["0", "65536", "http", "22.5", Array.from({ length: 21 }, (_, i) => i + 1).join()])(
    "refuses the ports %s",
    (ports) => {
      expect(readLaunch({ ...fine, ports }, runpod).problems).toEqual({ ports: "ports" });
    },
  );

  test.each(["", "9", "1001", "40.5", "much"])("refuses the disk %j", (diskGb) => {
    expect(readLaunch({ ...fine, diskGb }, runpod).problems).toEqual({ diskGb: "disk" });
  });

  test("says so when a private key is pasted", () => {
    const sshPublicKeys = "-----BEGIN OPENSSH PRIVATE KEY-----";
    expect(readLaunch({ ...fine, sshPublicKeys }, runpod).problems).toEqual({
      sshPublicKeys: "sshPrivate",
    });
  });

  test("wants a public key where it is the only way in", () => {
    expect(readLaunch(fine, lambda).problems).toEqual({ sshPublicKeys: "sshRequired" });
    expect(readLaunch({ ...fine, sshPublicKeys: publicKey }, lambda).problems).toBeNull();
  });

  test("takes several keys, one a line, and says where one is all there is room for", () => {
    const other = `ssh-ed25519 ${"B".repeat(68)} grace@example`;
    const sshPublicKeys = `${publicKey}\r\n\n  ${other}\n`;
    const { fields } = readLaunch({ ...fine, sshPublicKeys }, runpod);
    expect(fields?.sshPublicKeys).toEqual([publicKey, other]);
    expect(readLaunch({ ...fine, sshPublicKeys }, lambda).problems).toEqual({
      sshPublicKeys: "sshOne",
    });
    const many = Array.from({ length: 11 }, () => publicKey).join("\n");
    expect(readLaunch({ ...fine, sshPublicKeys: many }, runpod).problems).toEqual({
      sshPublicKeys: "sshMany",
    });
  });

  test("leaves out what the provider does not take", () => {
    const texts = { ...fine, image: "ubuntu:24.04", ports: "8888", sshPublicKeys: publicKey };
    expect(readLaunch(texts, lambda).fields).toEqual({
      providerKeyId: "key_1",
      ports: [],
      sshPublicKeys: [publicKey],
      watchInside: false,
    });
  });

  test.each(["8000", "8000/health", "8000/health ready", "443/v1/models?ready=1", " 8000/ "])(
    "takes the HTTP check %j",
    (httpCheck) => {
      const { fields } = readLaunch({ ...fine, ports: "8000, 443", httpCheck }, runpod);
      expect(fields?.httpCheck).toBe(httpCheck.trim());
    },
  );

  test.each(["health", "/health", "0/health", "65536", "22", "8000 /", "http://x"])(
    "refuses the HTTP check %j",
    (httpCheck) => {
      expect(readLaunch({ ...fine, ports: "8000", httpCheck }, runpod).problems).toEqual({
        httpCheck: "httpCheck",
      });
    },
  );

  test("wants the port of the HTTP check among the open ones, where a machine opens some alone", () => {
    const texts = { ...fine, ports: "8888", httpCheck: "8000/health", sshPublicKeys: publicKey };
    expect(readLaunch(texts, runpod).problems).toEqual({ httpCheck: "httpCheckPort" });
    expect(readLaunch(texts, lambda).fields?.httpCheck).toBe("8000/health");
  });

  test("wants a key of the provider", () => {
    expect(readLaunch({ ...fine, providerKeyId: "" }, runpod).problems).toEqual({
      providerKeyId: "key",
    });
  });
});
