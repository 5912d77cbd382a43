import { regionSlugs } from "./regions";

const rows = [
  { id: 166_407_044, slug: "gpu-h100x1-base", name: "AI/ML Ready H100x1" },
  { id: 166_407_045, slug: "gpu-h100x8-base", name: "AI/ML Ready H100x8" },
  { id: 188_571_990, slug: "gpu-amd-base", name: "AMD AI/ML Ready" },
  { id: 155_133_621, slug: "ubuntu-24-04-x64", name: "24.04 (LTS) x64" },
];

/** The image a create asks for, by slug or by number. */
export function findImage(wanted: string | number) {
  return rows.find((one) => one.slug === wanted || one.id === wanted);
}

export function imageView({ id, slug, name }: (typeof rows)[number]) {
  return {
    id,
    name,
    distribution: "Ubuntu",
    slug,
    public: true,
    regions: regionSlugs,
    created_at: "2024-09-27T15:35:19Z",
    min_disk_size: 25,
    type: "base",
    size_gigabytes: 18.47,
    description: name,
    tags: [],
    status: "available",
  };
}

export const images = rows.map(imageView);
