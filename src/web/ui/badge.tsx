import type { ReactNode } from "react";
import "./badge.css";

export function Badge({
  tone = "plain",
  children,
}: {
  tone?: "plain" | "accent" | "info" | "ok" | "degraded" | "failing";
  children: ReactNode;
}) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
