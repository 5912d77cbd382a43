import type { LaunchSpec } from "@/lib/providers/contract";

/** A key that no error may ever show. */
export const secretKey = "test-key-0123456789-never-shown";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home";

/** What is launched in the contract suite, unless a provider's case says otherwise. */
export const spec: LaunchSpec = {
  name: "ch-test-1",
  instanceType: "NVIDIA GeForce RTX 4090",
  gpuCount: 2,
  region: "US-KS-2",
  tier: "secure",
  image: null,
  diskGb: 50,
  ports: [22, 8888],
  sshPublicKeys: [publicKey],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 440_000n,
  volumeId: null,
};
