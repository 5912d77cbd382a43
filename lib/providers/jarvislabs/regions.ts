/** The hosts at which machines are made and changed, by region; `null` is the API's own root. */
const hosts = {
  "india-noida-01": null,
  "india-chennai-01": "chennai",
  "europe-01": "europe",
} as const;

export type Region = keyof typeof hosts;

/** The list of what is sold names no host, so a region without a known one cannot be rented in. */
export function isHosted(region: string | null): region is Region {
  return region !== null && region in hosts;
}

/** The name under which `meta.hosts` knows the region's host; `null`: the API's own root. */
export const hostOf = (region: Region) => hosts[region];
