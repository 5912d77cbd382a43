import { findProviderMeta } from "@/lib/providers/meta";

/** Which sentence under `deployments.confirm` tells what a stop or sleep takes away at a provider. Pure. */
export function lossOf(act: "stop" | "hibernate", providerId: string) {
  const { dataPath, clearsLocalDisk } = findProviderMeta(providerId)?.capabilities ?? {};
  const isCleared = clearsLocalDisk === act;
  if (act === "hibernate") return isCleared ? "hibernate.lossLocal" : "hibernate.loss";
  if (isCleared) return "stop.lossLocal";
  return dataPath === undefined ? "stop.lossDisk" : "stop.loss";
}
