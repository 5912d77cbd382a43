import { listVolumes } from "@/lib/volumes/queries";
import type { VolumeList } from "@/lib/volumes/types";
import { liveAnswer } from "../live-answer";

/** The team's volumes in all its accounts. */
export function GET(): Promise<Response> {
  return liveAnswer<VolumeList>(listVolumes);
}
