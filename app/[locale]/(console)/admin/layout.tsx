import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { AdminTabs } from "@/components/admin/admin-tabs";
import { currentScopeIsOperator } from "@/lib/auth/session";

/** The frame of the pages for those who run the installation; for anybody else there are none. */
export default async function AdminLayout({ children }: { readonly children: ReactNode }) {
  if (!(await currentScopeIsOperator())) notFound();
  return (
    <>
      <AdminTabs />
      {children}
    </>
  );
}
