import { findGpu } from "@/lib/gpus/catalog";

/** Adds the GPU's name; a model nobody knows goes by the provider's spelling. */
export function withModelName<
  T extends { readonly gpuModel: string | null; readonly gpuSpelling: string },
>(view: T): T & { readonly modelName: string } {
  const model = view.gpuModel === null ? null : findGpu(view.gpuModel);
  return { ...view, modelName: model?.name ?? view.gpuSpelling };
}
