"use client";

import { useCallback, useMemo, useState } from "react";
import type { LiveDeployment } from "../live-deployment";

export interface Selection {
  readonly views: readonly LiveDeployment[];
  /** All that the filters showed were chosen, or are about to be. */
  readonly isAll: boolean;
  readonly has: (id: string) => boolean;
  readonly toggle: (view: LiveDeployment) => void;
  /** Chooses what is being read; where that fails, nothing more than before. */
  readonly chooseAll: (read: Promise<readonly LiveDeployment[]>) => Promise<void>;
  readonly clear: () => void;
}

const none: ReadonlyMap<string, LiveDeployment> = new Map();

/** The machines chosen in a list; they stay chosen when they scroll out of sight. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState(none);
  const [isAll, setAll] = useState(false);
  const toggle = useCallback((view: LiveDeployment) => {
    setAll(false);
    setChosen((before) => {
      const after = new Map(before);
      if (!after.delete(view.id)) after.set(view.id, view);
      return after;
    });
  }, []);
  const chooseAll = useCallback(async (read: Promise<readonly LiveDeployment[]>) => {
    setAll(true);
    const all = await read.catch(() => null);
    if (all) setChosen(new Map(all.map((view) => [view.id, view])));
    else setAll(false);
  }, []);
  const clear = useCallback(() => {
    setAll(false);
    setChosen(none);
  }, []);
  return useMemo(
    () => ({
      views: [...chosen.values()],
      isAll,
      has: (id) => chosen.has(id),
      toggle,
      chooseAll,
      clear,
    }),
    [chosen, isAll, toggle, chooseAll, clear],
  );
}
