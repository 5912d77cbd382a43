"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClass } from "./control";
import { useFieldControl } from "./field";

export function Input(props: ComponentProps<"input">) {
  const link = useFieldControl();
  return <input {...link} {...props} className={cn(controlClass, "h-9", props.className)} />;
}
