const IMAGES = "https://storage.example.com/cloudrift-vm-disks";

const machine = (name: string, tags: string[], file: string) => ({
  name,
  description: name,
  tags,
  logo_url: null,
  instructions_url: null,
  details: {
    VirtualMachine: {
      image_url: `${IMAGES}/disks/${file}.img`,
      cloudinit_url: `${IMAGES}/cloudinit/ubuntu-base.cloudinit`,
    },
  },
});

const container = (name: string, image: string) => ({
  name,
  description: name,
  tags: ["nvidia-driver"],
  logo_url: null,
  instructions_url: null,
  details: { Docker: { image, command: [], env: [], ports: [] } },
});

/** What can be put on a machine; the newest image is neither the first nor the last of its kind. */
export const recipes = {
  groups: [
    {
      name: "PyTorch",
      description: "Containers with PyTorch",
      tags: ["docker"],
      logo_url: null,
      metadata: null,
      recipes: [container("Ubuntu 26.04 PyTorch", "pytorch/pytorch:latest")],
    },
    {
      name: "Linux",
      description: "Linux servers",
      tags: ["vm"],
      logo_url: null,
      metadata: null,
      recipes: [
        machine("Ubuntu 22.04 Server (NVIDIA)", ["nvidia-driver"], "ubuntu-jammy-server-gpu"),
        machine("Ubuntu 24.04 Server (NVIDIA)", ["nvidia-driver"], "ubuntu-noble-server-gpu"),
        machine("Ubuntu 24.04 Server (AMD)", ["amd-driver"], "ubuntu-noble-server-rocm"),
        machine("Ubuntu 24.04 Server", [], "ubuntu-noble-server"),
        machine("Debian 13 Server (NVIDIA)", ["nvidia-driver"], "debian-trixie-server-gpu"),
      ],
    },
  ],
  other_recipes: [],
};

const images = new Set(
  recipes.groups
    .flatMap((group) => group.recipes.map(({ details }) => details))
    .flatMap((details) => ("VirtualMachine" in details ? [details.VirtualMachine.image_url] : [])),
);

export const isImage = (url: string): boolean => images.has(url);
