/** Some of the images: names of the usual ones are known from public code, the rest is invented. */
const names = [
  "Windows 10 R535",
  "Ubuntu Server 22.04 LTS R535 CUDA 12.2",
  "Ubuntu Server 22.04 LTS R535 CUDA 12.2 with Docker",
  "Ubuntu Server 24.04 LTS R570 CUDA 12.8 with Docker",
  "Ubuntu Server 24.04 LTS (Noble Numbat)",
] as const;
const ODD = "Ubuntu Server 24.04 LTS R580 CUDA 13.0 with Docker for B300";

export const isImage = (name: string) => name === ODD || names.some((one) => one === name);

/** The images of a region, in groups of one system; one of them is for some flavors only. */
export function imageGroups(region: string, firstId: number) {
  const view = (name: string, index: number) => ({
    id: firstId + index,
    name,
    description: name,
    region_name: region,
    type: systemOf(name),
    version: name.replace(/^\D+/, ""),
    size: 20_000_000_000,
    display_size: "20.0 GB",
    is_public: true,
    labels: [],
    flavor_restrictions: name === ODD ? { gpu: ["B300"] } : {},
  });
  const all = [...names, ODD].map(view);
  return [...new Set(all.map(({ type }) => type))].map((type) => ({
    region_name: region,
    type,
    logo: "",
    images: all.filter((one) => one.type === type),
  }));
}

const systemOf = (name: string) => (name.startsWith("Windows") ? "Windows" : "Ubuntu");
