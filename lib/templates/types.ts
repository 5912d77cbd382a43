import type { TemplateView } from "@/lib/templates/schema";

/** The templates a person sees, and whether the team's tier lets them be used. */
export interface TemplateList {
  readonly templates: readonly TemplateView[];
  readonly isLocked: boolean;
}
