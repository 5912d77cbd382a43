import { expect, test } from "vitest";
import { sshCommand } from "@/lib/deployments/ssh-command";

test("the command names user, host and a port that is not the usual one", () => {
  expect(sshCommand({ host: "203.0.113.7", port: 22, user: "ubuntu" })).toBe(
    "ssh ubuntu@203.0.113.7",
  );
  expect(sshCommand({ host: "ssh.runpod.io", port: 10_341, user: "7h9-64a" })).toBe(
    "ssh 7h9-64a@ssh.runpod.io -p 10341",
  );
});

test.each([
  ["-oProxyCommand=x", "root"],
  ["host; rm -rf ~", "root"],
  ["host", "-oProxyCommand=x"],
  ["host", "a b"],
  ["$(id)", "root"],
  ["host\nls", "root"],
  ["", "root"],
])("a provider's %j for user %j is never a command to paste", (host, user) => {
  expect(sshCommand({ host, port: 22, user })).toBeNull();
});
