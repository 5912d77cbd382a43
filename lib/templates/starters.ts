import type { Beginning } from "@/lib/templates/schema";

/** A starting point for everybody, with where its image's name was read. */
export interface Starter extends Beginning {
  readonly name: string;
  /** Page of the image's publisher. */
  readonly sourceUrl: string;
  /** Day on which the publisher's own words named this tag, YYYY-MM-DD; null: nobody could verify it. */
  readonly tagSeenOn: string | null;
}

const SEEN_ON = "2026-11-26";

type Facts = Pick<Starter, "name" | "sourceUrl" | "tagSeenOn" | "ports"> & {
  readonly image: string;
  readonly diskGb: number;
  /** In the form that the publisher's page shows, with a model that asks for no token. */
  readonly command?: string;
};

const facts = {
  pytorch: {
    name: "PyTorch",
    image: "runpod/pytorch:1.0.2-cu1281-torch280-ubuntu2404",
    ports: [22, 8888],
    diskGb: 60,
    sourceUrl: "https://github.com/runpod/containers",
    tagSeenOn: null,
  },
  vllm: {
    name: "vLLM",
    image: "vllm/vllm-openai:latest",
    ports: [22, 8000],
    command: "--model Qwen/Qwen3-0.6B",
    diskGb: 120,
    sourceUrl: "https://docs.vllm.ai/en/latest/serving/deploying_with_docker.html",
    tagSeenOn: SEEN_ON,
  },
  tgi: {
    name: "Text Generation Inference",
    image: "ghcr.io/huggingface/text-generation-inference:3.3.5",
    ports: [22, 80],
    diskGb: 120,
    command: "--model-id teknium/OpenHermes-2.5-Mistral-7B",
    sourceUrl: "https://huggingface.co/docs/text-generation-inference/quicktour",
    tagSeenOn: SEEN_ON,
  },
  comfyui: {
    name: "ComfyUI",
    image: "vastai/comfy:v0.27.0-cuda-13.2-py312",
    ports: [22, 8188],
    diskGb: 100,
    sourceUrl:
      "https://github.com/vast-ai/base-image/tree/main/derivatives/pytorch/derivatives/comfyui",
    tagSeenOn: null,
  },
  jupyter: {
    name: "Jupyter",
    image: "quay.io/jupyter/pytorch-notebook:cuda12-python-3.11.8",
    command: "start-notebook.py",
    ports: [22, 8888],
    diskGb: 60,
    sourceUrl: "https://jupyter-docker-stacks.readthedocs.io/en/latest/using/selecting.html",
    tagSeenOn: SEEN_ON,
  },
  axolotl: {
    name: "Axolotl",
    image: "axolotlai/axolotl-cloud:main-py3.11-cu128-2.9.1",
    ports: [22, 8888],
    diskGb: 150,
    sourceUrl: "https://github.com/axolotl-ai-cloud/axolotl/blob/main/docs/docker.qmd",
    tagSeenOn: SEEN_ON,
  },
  ollama: {
    name: "Ollama",
    image: "ollama/ollama",
    command: "serve",
    ports: [22, 11434],
    diskGb: 80,
    sourceUrl: "https://github.com/ollama/ollama/blob/main/docs/docker.mdx",
    tagSeenOn: SEEN_ON,
  },
} as const satisfies Record<string, Facts>;

/** The word by which a starter's sentence stands under `templates.starters`. */
export type StarterWord = keyof typeof facts;

const PREFIX = "starter-";

function toStarter(word: StarterWord, given: Facts): Starter & { readonly word: StarterWord } {
  return {
    ...given,
    command: given.command ?? null,
    word,
    id: `${PREFIX}${word}`,
    ports: [...given.ports],
    environment: [],
    secretNames: [],
    startupScript: null,
    sshPublicKeys: [],
    httpCheck: null,
    watchInside: false,
    repairUpTo: null,
    gpuModels: [],
    gpuCount: 1,
    maxPerHour: null,
  };
}

/** Starting points for everybody, in the order they are shown. */
export const starters = [
  toStarter("pytorch", facts.pytorch),
  toStarter("vllm", facts.vllm),
  toStarter("comfyui", facts.comfyui),
  toStarter("jupyter", facts.jupyter),
  toStarter("axolotl", facts.axolotl),
  toStarter("tgi", facts.tgi),
  toStarter("ollama", facts.ollama),
];

/** Whether an id is that of a starter, which no team owns. */
export function isStarter(id: string): boolean {
  return starters.some((one) => one.id === id);
}
