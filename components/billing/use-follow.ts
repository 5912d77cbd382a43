"use client";

import { useEffect, useRef, useState } from "react";
import { type Live, useLive, useRefreshLive } from "@/components/console/use-live";
import type { LiveSubscription } from "@/lib/billing/types";
import { useRouter } from "@/lib/i18n/navigation";
import { type Awaited, isAwaited, markOf } from "./awaited";

/** How long the page looks every two seconds; it goes on every ten. */
const SOON_MS = 2 * 60_000;

export interface Waiting {
  readonly what: Awaited["what"];
  /** `slow`: for longer than usual. */
  readonly since: "soon" | "slow";
}

export interface Follow {
  readonly live: Live<LiveSubscription>;
  /** What was asked for and our rows do not show yet. */
  readonly waiting: Waiting | null;
  /** Looks often until the rows show what was just asked for. */
  readonly follow: () => Promise<void>;
}

/**
 * The team's subscription, read again and again. What was bought or changed at Stripe comes to our rows
 * by the worker: the page waits for them and changes nothing by itself.
 */
export function useFollow({ hasPaid }: { readonly hasPaid: boolean }): Follow {
  const router = useRouter();
  const refresh = useRefreshLive();
  const [asked, setAsked] = useState<Asked | null>(() =>
    hasPaid ? ask({ what: "checkout" }) : null,
  );
  const live = useLive<LiveSubscription>("subscription", {
    isMoving: (data) => asked !== null && isAwaited(data, asked) && Date.now() < asked.untilMs,
  });
  const mark = live.data && markOf(live.data.subscription);
  const seen = useRef(mark);
  // The frame around the page says the tier as well.
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== mark) router.refresh();
    seen.current = mark;
  }, [mark, router]);
  const waits = asked !== null && live.data !== undefined && isAwaited(live.data, asked);
  const isBack = hasPaid && live.data !== undefined && !waits;
  // Opened again from a bookmark or the history, the page has nothing to wait for.
  useEffect(() => {
    if (isBack) window.history.replaceState(null, "", window.location.pathname);
  }, [isBack]);
  return {
    live,
    waiting: waits
      ? { what: asked.what, since: live.receivedMs > asked.untilMs ? "slow" : "soon" }
      : null,
    async follow() {
      if (mark !== undefined) setAsked(ask({ what: "change", mark }));
      await refresh();
    },
  };
}

type Asked = Awaited & { readonly untilMs: number };

function ask(what: Awaited): Asked {
  return { ...what, untilMs: Date.now() + SOON_MS };
}
