import type { ComponentProps, ReactNode } from "react";
import "./button.css";

type Kind = "primary" | "plain" | "quiet" | "danger";

interface Look {
  kind?: Kind;
  size?: "small" | "normal" | "large";
}

export function buttonClass({ kind = "plain", size = "normal" }: Look = {}): string {
  return `button button-${kind} button-${size}`;
}

export function Button({
  kind = "plain",
  size = "normal",
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & Look) {
  const names = [buttonClass({ kind, size }), className].filter(Boolean).join(" ");
  return <button type={type} className={names} {...rest} />;
}

/** A button that shows a drawing; its label is its accessible name and its tooltip. */
export function IconButton({
  label,
  children,
  ...rest
}: Omit<ComponentProps<typeof Button>, "children"> & { label: string; children: ReactNode }) {
  return (
    <Button kind="quiet" aria-label={label} title={label} {...rest}>
      {children}
    </Button>
  );
}
