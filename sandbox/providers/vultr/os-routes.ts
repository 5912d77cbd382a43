import type { TwinRoute } from "../twin";
import { paged } from "./paged";

export const systems = [
  { id: 1743, name: "Ubuntu 22.04 LTS x64", arch: "x64", family: "ubuntu" },
  { id: 2284, name: "Ubuntu 24.04 LTS x64", arch: "x64", family: "ubuntu" },
  { id: 2136, name: "Debian 12 x64 (bookworm)", arch: "x64", family: "debian" },
];

const applications = [
  {
    id: 37,
    name: "Docker",
    short_name: "docker",
    deploy_name: "Docker on Ubuntu 22.04 x64",
    type: "one-click",
    vendor: "vultr",
    image_id: "docker",
  },
];

/** What a disk can be filled with, told without a key. */
export function osRoutes(): TwinRoute[] {
  return [
    { method: "GET", path: "/os", open: true, run: (call) => paged("os", systems, call) },
    {
      method: "GET",
      path: "/applications",
      open: true,
      run: (call) => paged("applications", applications, call),
    },
  ];
}
