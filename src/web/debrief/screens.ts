/** The four screens of a debrief, in their order. */
export const screens = [
  { id: "how", title: "How did it go?" },
  { id: "what", title: "What happened" },
  { id: "why", title: "Why" },
  { id: "next", title: "What next" },
] as const;

export type Screen = (typeof screens)[number]["id"];

export function screenOf(name: string | null, standard: Screen): Screen {
  return screens.find(({ id }) => id === name)?.id ?? standard;
}
