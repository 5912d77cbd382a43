"use client";

import { useMemo, useState } from "react";
import type { LiveDeployment } from "../live-deployment";

export interface Selection {
  readonly views: readonly LiveDeployment[];
  readonly has: (id: string) => boolean;
  readonly toggle: (view: LiveDeployment) => void;
  readonly choose: (views: readonly LiveDeployment[]) => void;
  readonly clear: () => void;
}

/** The machines chosen in a list; they stay chosen when they scroll out of sight. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlyMap<string, LiveDeployment>>(new Map());
  const views = useMemo(() => [...chosen.values()], [chosen]);
  return {
    views,
    has: (id) => chosen.has(id),
    toggle: (view) =>
      setChosen((before) => {
        const after = new Map(before);
        if (!after.delete(view.id)) after.set(view.id, view);
        return after;
      }),
    choose: (all) => setChosen(new Map(all.map((view) => [view.id, view]))),
    clear: () => setChosen(new Map()),
  };
}
