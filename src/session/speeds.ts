/** How fast a wall-clock run may go, as its journal writes it; in simulated seconds per second. */
export const speeds = {
  paused: 0,
  "0.5x": 0.5,
  // A run at two thirds of the speed takes one and a half times as long.
  "0.67x": 2 / 3,
  "1x": 1,
  "2x": 2,
  "5x": 5,
  "10x": 10,
} as const;

export type Speed = keyof typeof speeds;

export const speedNames = Object.keys(speeds) as [Speed, ...Speed[]];
