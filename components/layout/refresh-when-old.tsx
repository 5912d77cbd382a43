"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { nowMs } from "@/components/ui/now";

const OLD_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 30_000;

export interface RefreshWhenOldProps {
  /** When the page's numbers were read. */
  readonly at: string;
}

/**
 * Fetches the page again while the reader looks at it and its numbers are more than a minute old.
 * A hidden page asks for nothing.
 */
export function RefreshWhenOld({ at }: RefreshWhenOldProps) {
  const router = useRouter();
  useEffect(() => {
    const look = () => {
      const isOld = nowMs() - Date.parse(at) > OLD_AFTER_MS;
      if (isOld && document.visibilityState === "visible" && navigator.onLine) router.refresh();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [at, router]);
  return null;
}
