"use client";

import type { ReactNode } from "react";
import { toast } from "sonner";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";

export interface ActNowProps {
  readonly act: (input: Record<string, never>) => Promise<ActionResult<unknown>>;
  readonly onDone: () => Promise<void>;
  /** What is said once it is done. */
  readonly done: string;
  readonly children: ReactNode;
}

/** A button for what needs no more than a press and can be undone. */
export function ActNow({ act, onDone, done, children }: ActNowProps) {
  const { pending, refusal, send } = useSubmit(act, async () => {
    await onDone();
    toast.success(done);
  });
  return (
    <>
      <Button size="sm" pending={pending} onClick={() => void send({})}>
        {children}
      </Button>
      {refusal && (
        <p role="alert" className="basis-full text-sm text-bad">
          {refusal.message}
        </p>
      )}
    </>
  );
}
