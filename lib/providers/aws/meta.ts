import type { ProviderMeta } from "../contract";

/**
 * Prices come from the small files behind Amazon's own price pages: one of some 60 kB for each region
 * and one with all spot prices. The official bulk file says the same in hundreds of megabytes a
 * region, too much to read every hour. Local and Wavelength zones and previous generations, which have
 * files of their own, are left out.
 */
export const meta: ProviderMeta = {
  id: "aws",
  name: "Amazon Web Services",
  homepage: "https://aws.amazon.com/ec2/",
  rentUrl: "https://aws.amazon.com/ec2/instance-types/",
  apiUrl: "https://b0.p.awsstatic.com",
  hosts: { spot: "https://website.spot.ec2.aws.a2z.com" },
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "keyless",
    refreshEveryMs: 60 * 60_000,
    sourceUrl: "https://aws.amazon.com/ec2/pricing/on-demand/",
    evidence: "none",
    unverified: "aws",
  },
  capabilities: null,
};
