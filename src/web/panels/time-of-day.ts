/** Clocks of the drill, as `14:07:10`. */

export function secondsOfDay(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

export function clockOf(secondsOfDay: number): string {
  const whole = ((Math.floor(secondsOfDay) % 86_400) + 86_400) % 86_400;
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
