import { describe, expect, it } from "vitest";
import { regionArea } from "@/lib/prices/area";

describe("the area of a region word", () => {
  it.each([
    ["US-KS-2", "us"],
    ["us-gov-west-1", "us"],
    ["eastus2", "us"],
    ["Texas, US", "us"],
    ["Chubbuck, United States", "us"],
    ["united_states", "us"],
    ["FIN-02, FI", "europe"],
    ["middle_east", "middle-east"],
    ["SA-BR-01 (São Paulo)", "south-america"],
    ["AS-AE-01 (Dubai)", "middle-east"],
    ["ewr", "us"],
    ["atl1", "us"],
    ["MX", "south-america"],
    ["LT", "europe"],
    ["KE", "africa"],
    ["PH", "asia"],
    ["us-east-nc-nr-1", "us"],
    ["CA-MTL-1", "canada"],
    ["northamerica-northeast1", "canada"],
    ["sa-east-1", "south-america"],
    ["EUR-IS-1", "europe"],
    ["EU-RO-1", "europe"],
    ["westeurope", "europe"],
    ["europe-central-1", "europe"],
    ["eu-west-uk-lo-1", "europe"],
    ["ch-gva", "europe"],
    ["fra", "europe"],
    ["me-west-1", "middle-east"],
    ["SA", "middle-east"],
    ["southafricanorth", "africa"],
    ["AP-JP-1", "asia"],
    ["ap-east-tw-kn-1", "asia"],
    ["ap-southeast-1", "asia"],
    ["ap-southeast-2", "oceania"],
    ["OC-AU-1", "oceania"],
    ["asia-northeast-1", "asia"],
    ["australia-east-1", "oceania"],
  ])("%s is %s", (region, area) => {
    expect(regionArea(region)).toBe(area);
  });

  it.each([null, "EU / US", "global", "", "zone-7"])("%s tells nothing", (region) => {
    expect(regionArea(region)).toBeNull();
  });
});
