import fc from "fast-check";
import { expect, it } from "vitest";
import { launchInput } from "@/lib/deployments/schema";

const form = { offerId: "off_1", providerKeyId: "key_1", quotedPerHour: "2.39" };
const accepts = (more: object) => launchInput.safeParse({ ...form, ...more }).success;

it("takes one machine with one GPU where nothing else is said", () => {
  expect(launchInput.parse(form)).toMatchObject({ count: 1, machines: 1, ports: [] });
});

it.each([
  "ubuntu",
  "ubuntu:24.04",
  "runpod/pytorch:1.0.2-cu1281-torch280-ubuntu2404",
  `ghcr.io/acme/train_job@sha256:${"a".repeat(64)}`,
  "registry.example.com:5000/team/image:v1",
])("takes the image %s", (image) => {
  expect(accepts({ image })).toBe(true);
});

it.each(["", "UPPER/case", "a b", "a;b", "-x", "http://x/y", "x:", "$(id)", "x@sha256:12"])(
  "refuses the image '%s'",
  (image) => {
    expect(accepts({ image })).toBe(false);
  },
);

it.each(["1e3", "-1", "", "1.", ".5", "NaN", "1,5", "9".repeat(20)])(
  "refuses the price '%s'",
  (quotedPerHour) => {
    expect(accepts({ quotedPerHour })).toBe(false);
  },
);

it.each([0, 65_536, 1.5, -22])("refuses the port %d", (port) => {
  expect(accepts({ ports: [port] })).toBe(false);
});

it("never lets a line break into an SSH key", () => {
  const key = `ssh-ed25519 ${"A".repeat(68)}`;
  expect(accepts({ sshPublicKeys: [`${key} me@home`] })).toBe(true);
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(accepts({ sshPublicKeys: [`${key} a\n${text}b`] })).toBe(false);
    }),
  );
});

it("answers in time to hostile image names", () => {
  const startMs = performance.now();
  accepts({ image: `${"a-".repeat(149)}!` });
  accepts({ image: `${"a_".repeat(149)}!` });
  expect(performance.now() - startMs).toBeLessThan(200);
});

it("takes a machine of as many GPUs as are on sale in one", () => {
  expect(launchInput.parse({ ...form, count: 10 }).count).toBe(10);
});
