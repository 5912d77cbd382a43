import { expect, it } from "vitest";
import { readPublicKey } from "@/lib/ssh-keys/read-public-key";
import { newPublicKey, rsaPublicKey, sshString } from "@/tests/factories/ssh-keys";

// A published test key of RFC 8709's type, with the fingerprint that ssh-keygen prints for it.
const github =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl github.com";

it("reads a key as ssh-keygen does", () => {
  expect(readPublicKey(github)).toEqual({
    kind: "ED25519",
    publicKey: github.replace(" github.com", ""),
    comment: "github.com",
    fingerprint: "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU",
  });
});

it("tells how long an RSA key is, and takes none under 2048 bits", () => {
  expect(readPublicKey(rsaPublicKey(2048))).toMatchObject({ kind: "RSA 2048", comment: null });
  expect(readPublicKey(rsaPublicKey(3072))).toMatchObject({ kind: "RSA 3072" });
  expect(readPublicKey(rsaPublicKey(1024))).toBe("ssh-key-short");
});

it("takes no line whose key says another type, is cut short, or has something after it", () => {
  const [, base64 = ""] = newPublicKey().split(" ");
  const blob = Buffer.from(base64, "base64");
  const line = (bytes: Buffer, type = "ssh-ed25519") => `${type} ${bytes.toString("base64")}`;
  expect(readPublicKey(line(blob))).toMatchObject({ kind: "ED25519" });
  expect(readPublicKey(line(blob, "ssh-rsa"))).toBe("ssh-key-format");
  expect(readPublicKey(line(blob.subarray(0, -1)))).toBe("ssh-key-format");
  expect(readPublicKey(line(Buffer.concat([blob, sshString("more")])))).toBe("ssh-key-format");
  expect(readPublicKey("ssh-ed25519 !!!")).toBe("ssh-key-format");
});
