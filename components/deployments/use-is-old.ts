import { useServerNow } from "@/components/console/server-clock";

/** Providers are asked about every minute: an answer older than this says nothing of now. */
const OLD_MS = 10 * 60_000;

/** Whether a provider's answer is too old to be taken for how things are; `at` an ISO instant. */
export function useIsOld(at: string | undefined): boolean {
  return useServerNow() - Date.parse(at ?? "") > OLD_MS;
}
