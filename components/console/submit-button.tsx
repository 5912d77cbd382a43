"use client";

import { useSyncExternalStore } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";

const never = () => () => {};

/**
 * Sends the form around it. It can be pressed once the page's script is there: before, the browser
 * would post the form by itself and lose what was typed.
 */
export function SubmitButton({ disabled, ...props }: Omit<ButtonProps, "type" | "asChild">) {
  const isReady = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return <Button variant="primary" {...props} type="submit" disabled={disabled || !isReady} />;
}
