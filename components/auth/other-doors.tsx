"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** A sign-in kept by somebody else, here only when its variables are set. */
export type OtherDoor = "github" | "google";

export interface OtherDoorsProps {
  readonly doors: readonly OtherDoor[];
  readonly returnTo: string;
}

/** Buttons to sign in at GitHub or Google. */
export function OtherDoors({ doors, returnTo }: OtherDoorsProps) {
  const t = useTranslations("auth.with");
  if (doors.length === 0) return null;
  const open = async (door: OtherDoor) => {
    const { signIn } = await import("next-auth/react");
    await signIn(door, { callbackUrl: returnTo });
  };
  return (
    <>
      <div className="grid gap-2">
        {doors.map((door) => (
          <Button key={door} onClick={() => void open(door)}>
            {t(door)}
          </Button>
        ))}
      </div>
      <p className="flex items-center gap-3 text-xs text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("or")}
      </p>
    </>
  );
}
