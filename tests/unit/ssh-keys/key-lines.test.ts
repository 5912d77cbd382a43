import { expect, it } from "vitest";
import { holdsKey, keyLines, toggleKey } from "@/components/ssh-keys/key-lines";

it("a kept key is put in and taken out whatever its comment, and others stay", () => {
  const typed = "ssh-ed25519 AAAA me@home\n\n";
  expect(holdsKey(typed, "ssh-ed25519 AAAA")).toBe(true);
  expect(holdsKey(typed, "ssh-ed25519 BBBB")).toBe(false);
  const both = toggleKey(typed, "ssh-ed25519 BBBB");
  expect(keyLines(both)).toEqual(["ssh-ed25519 AAAA me@home", "ssh-ed25519 BBBB"]);
  expect(toggleKey(both, "ssh-ed25519 AAAA")).toBe("ssh-ed25519 BBBB");
  expect(toggleKey("", "ssh-ed25519 AAAA")).toBe("ssh-ed25519 AAAA");
});
