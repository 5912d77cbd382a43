"use client";

import { useCallback, useRef } from "react";
import { useRouter } from "@/lib/i18n/navigation";
import { useOtherTeam } from "./use-live";

/** Has the frame follow the session when another window took it to another team. */
export function FollowTeam({ teamId }: { readonly teamId: string }) {
  const router = useRouter();
  const followed = useRef<string | null>(null);
  const follow = useCallback(
    (team: string) => {
      if (followed.current === team) return;
      followed.current = team;
      router.refresh();
    },
    [router],
  );
  useOtherTeam(teamId, follow);
  return null;
}
