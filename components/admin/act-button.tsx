"use client";

import { toast } from "sonner";
import { useSubmit } from "@/components/console/use-submit";
import { Button, type ButtonProps } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";

export interface ActButtonProps extends Pick<ButtonProps, "variant" | "children"> {
  /** What it does to which thing, for those who hear it. */
  readonly label: string;
  readonly act: () => Promise<ActionResult<unknown>>;
  /** Said once it is done. */
  readonly done: string;
  readonly onDone: () => void;
}

/** A button of a list's row: one press, and the list is read again. A refusal is said beside it. */
export function ActButton({ label, act, done, onDone, ...look }: ActButtonProps) {
  const { pending, refusal, send } = useSubmit(act, () => {
    toast.success(done);
    onDone();
  });
  return (
    <span className="inline-grid justify-items-end gap-1">
      <Button
        size="sm"
        {...look}
        pending={pending}
        aria-label={label}
        onClick={() => void send(undefined)}
      />
      {refusal && (
        <span role="alert" className="max-w-60 text-sm text-bad">
          {refusal.message}
        </span>
      )}
    </span>
  );
}
