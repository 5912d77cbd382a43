import { createHash } from "node:crypto";
import { regions, types } from "./catalog";

const FAMILIES = [
  { family: "lambda-stack-24-04", name: "Lambda Stack 24.04", version: "24.4.4" },
  { family: "lambda-stack-22-04", name: "Lambda Stack 22.04", version: "22.4.10" },
  { family: "ubuntu-24-04", name: "Ubuntu 24.04", version: "24.4.2" },
];
const CREATED = "2026-06-10T08:00:00Z";

/** Every image in every region, with an id that never changes; ARM ones where ARM machines are. */
export const images = regions.flatMap((region) =>
  architecturesIn(region.name).flatMap((architecture) =>
    FAMILIES.map((one) => ({
      id: imageId(`${region.name} ${one.family} ${architecture}`),
      created_time: CREATED,
      updated_time: CREATED,
      name: architecture === "arm64" ? `${one.name} (ARM)` : one.name,
      description: one.name,
      family: one.family,
      version: one.version,
      architecture,
      region,
    })),
  ),
);

/** The image a launch asks for, by id or family, in its region and architecture. */
export function findImage(
  wanted: { id: string } | { family: string } | undefined,
  region: string,
  architecture: string,
) {
  const family = wanted && "family" in wanted ? wanted.family : FAMILIES[0]?.family;
  return images.find(
    (image) =>
      image.region.name === region &&
      image.architecture === architecture &&
      (wanted && "id" in wanted ? image.id === wanted.id : image.family === family),
  );
}

function architecturesIn(region: string): ("x86_64" | "arm64")[] {
  const arm = types.some(
    (type) => type.architecture === "arm64" && type.regions.some((open) => open.name === region),
  );
  return arm ? ["x86_64", "arm64"] : ["x86_64"];
}

function imageId(words: string): string {
  const hex = createHash("sha256").update(words).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}
