"use client";

import { Moon, Play, Power, RotateCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useOffered } from "@/components/console/palette/page-commands";
import { Button } from "@/components/ui/button";
import type { Act } from "@/lib/deployments/states";
import { ActDialog, type Acts } from "./act-dialog";
import type { LiveDeployment } from "./live-deployment";

export interface ActButtonsProps {
  readonly view: LiveDeployment;
  readonly at: string;
  readonly acts: Acts;
}

const icons = {
  stop: Power,
  hibernate: Moon,
  start: Play,
  restart: RotateCw,
  terminate: Trash2,
} as const;

const order = ["start", "stop", "hibernate", "restart", "terminate"] as const;

/** Buttons for what this provider can do and this machine can take now; nothing else. */
export function ActButtons({ view, at, acts }: ActButtonsProps) {
  const t = useTranslations("deployments.actions");
  const [asking, setAsking] = useState<Act | null>(null);
  const offered = order.filter((act) => view.can[act]);
  useOffered(
    offered.map((act) => ({
      id: `${act} ${view.id}`,
      text: `${t(act)} ${view.name}`,
      run: () => setAsking(act),
    })),
  );
  return (
    <>
      {offered.map((act) => {
        const Icon = icons[act];
        return (
          <Button
            key={act}
            variant={act === "terminate" ? "danger-quiet" : "secondary"}
            onClick={() => setAsking(act)}
          >
            <Icon aria-hidden className="size-4" />
            {t(act)}
          </Button>
        );
      })}
      {asking && (
        <ActDialog act={asking} view={view} at={at} acts={acts} onClose={() => setAsking(null)} />
      )}
    </>
  );
}
