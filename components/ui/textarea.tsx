"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClass } from "./control";
import { useFieldControl } from "./field";

export function Textarea(props: ComponentProps<"textarea">) {
  const link = useFieldControl();
  return (
    <textarea
      rows={3}
      {...link}
      {...props}
      className={cn(controlClass, "min-h-20 py-2", props.className)}
    />
  );
}
