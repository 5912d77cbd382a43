import { sizes } from "./catalog";

const names: Readonly<Record<string, string>> = {
  ams3: "Amsterdam 3",
  atl1: "Atlanta 1",
  fra1: "Frankfurt 1",
  nyc1: "New York 1",
  nyc2: "New York 2",
  nyc3: "New York 3",
  sfo2: "San Francisco 2",
  sfo3: "San Francisco 3",
  sgp1: "Singapore 1",
  syd1: "Sydney 1",
  tor1: "Toronto 1",
};

export const regionSlugs = [...new Set(sizes.flatMap((size) => size.regions))].sort();

export function regionView(slug: string) {
  return {
    name: names[slug] ?? slug,
    slug,
    features: ["backups", "ipv6", "metadata", "install_agent", "storage", "image_transfer"],
    available: true,
    sizes: sizes.filter((size) => size.regions.includes(slug)).map((size) => size.slug),
  };
}
