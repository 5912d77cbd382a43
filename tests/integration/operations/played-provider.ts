import type { Capabilities, InstancesFace, ProviderAdapter } from "@/lib/providers/contract";
import { adapterMakers } from "@/lib/providers/registry";
import { createRunpod } from "@/lib/providers/runpod";

interface Played {
  readonly capabilities: Partial<Capabilities>;
  instances(real: InstancesFace): Partial<InstancesFace>;
}

/** For the tests of one file: RunPod's twin, playing a provider that works otherwise in some ways. */
export function playProvider({ capabilities, instances }: Played): void {
  Object.assign(adapterMakers, {
    runpod: (settings: Parameters<typeof createRunpod>[0]): ProviderAdapter => {
      const real = createRunpod(settings);
      if (!real.instances || !real.meta.capabilities) throw new Error("no machines to play with");
      return {
        ...real,
        meta: { ...real.meta, capabilities: { ...real.meta.capabilities, ...capabilities } },
        instances: { ...real.instances, ...instances(real.instances) },
      };
    },
  });
}

/** A provider that names machines itself and never shows the name we would like. */
export function playSelfNaming(): void {
  playProvider({
    capabilities: { naming: "provider" },
    instances: (real) => ({
      launch: (credentials, spec, context) =>
        real.launch(credentials, { ...spec, name: "enc1-gpuvm-7" }, context),
      async list(credentials, context) {
        const all = await real.list(credentials, context);
        return all.map((one) => ({ ...one, name: null }));
      },
      async get(credentials, id, context) {
        const found = await real.get(credentials, id, context);
        return found && { ...found, name: null };
      },
    }),
  });
}
