import { describe, expect, it } from "vitest";
import { spotRows, toOnDemandOffers, toSpotOffers } from "@/lib/providers/aws/map";
import { mayHoldGpu, readType } from "@/lib/providers/aws/read-type";

describe("an AWS instance type's name", () => {
  it.each([
    ["g6.12xlarge", 4],
    ["g6.16xlarge", 1],
    ["g7e.12xlarge", 2],
    ["g5g.metal", 2],
    ["p5.4xlarge", 1],
  ])("%s has %i cards", (type, count) => {
    expect(readType(type)).toMatchObject({ count, share: 1 });
  });

  it("makes the smallest L4 machines slices", () => {
    expect(readType("g6f.large")).toMatchObject({ spelling: "L4", count: 1, share: 1 / 8 });
  });

  it("is not guessed for a size nobody has explained", () => {
    for (const type of ["g6.32xlarge", "g9.xlarge", "p7.48xlarge"]) {
      expect(mayHoldGpu(type)).toBe(true);
      expect(readType(type)).toBeNull();
    }
  });

  it("tells machines with GPUs from all others and from former generations", () => {
    const others = ["m6i.xlarge", "trn1.32xlarge", "inf2.xlarge", "dl2q.24xlarge", "hpc7g.4xlarge"];
    expect([...others, "p3.2xlarge", "g3s.xlarge", "p2.xlarge"].filter(mayHoldGpu)).toEqual([]);
  });
});

describe("AWS rows", () => {
  const row = {
    "Instance Type": "p5.48xlarge",
    "Operating System": "Linux",
    price: "55.0400000000",
    vCPU: "192",
    Memory: "2048 GiB",
    Storage: "8 x 3840 GB NVMe SSD",
  };

  it.each([
    ["8 x 3840 GB NVMe SSD", 30_720],
    ["900 GB NVMe SSD", 900],
    ["EBS only", null],
  ])("have a disk of %s", (Storage, diskGb) => {
    const [offer] = toOnDemandOffers({ ...row, Storage }, "us-east-1");
    expect(offer).toMatchObject({ vcpu: 192, ramGb: 2048, diskGb });
  });

  it("have one name for a region that the spot list calls by another", () => {
    const size = {
      size: "p5.48xlarge",
      valueColumns: [
        { name: "mswin", prices: { USD: "36.95" } },
        { name: "linux", prices: { USD: "28.12" } },
      ],
    };
    const regions = ["eu-ireland", "apac-sin", "eu-north-1"].map((region) => ({
      region,
      instanceTypes: [{ sizes: [size] }],
    }));
    const rows = spotRows({ config: { rate: "perhr", regions } });
    const found = rows.map(({ region }) => toSpotOffers({ region, size }, new Map())[0]);
    expect(found).toMatchObject([
      { region: "eu-west-1", pricePerHourMicros: 28_120_000n, vcpu: null },
      { region: "ap-southeast-1" },
      { region: "eu-north-1" },
    ]);
  });
});
