/**
 * Tasks to be run in this microsecond, in the order in which they became ready.
 *
 * A ring instead of a call: starting a task can free a thread, which starts the next one, and so on through a queue
 * of any length; the stack must not grow with it. There is hardly ever more than one task, which has its own place.
 */
export class ReadyRing {
  /** The oldest, -1 when there is none. */
  private first = -1;
  /** The others. */
  private tasks = new Int32Array(64);
  private head = 0;
  private count = 0;

  push(task: number): void {
    if (this.first < 0) this.first = task;
    else this.append(task);
  }

  /** Takes the oldest; -1 when there is none. */
  take(): number {
    const task = this.first;
    if (task >= 0) this.first = this.count > 0 ? this.shift() : -1;
    return task;
  }

  private append(task: number): void {
    if (this.count === this.tasks.length) this.grow();
    this.tasks[(this.head + this.count++) & (this.tasks.length - 1)] = task;
  }

  private shift(): number {
    const task = this.tasks[this.head];
    this.head = (this.head + 1) & (this.tasks.length - 1);
    this.count--;
    return task;
  }

  private grow(): void {
    const larger = new Int32Array(this.tasks.length * 2);
    for (let i = 0; i < this.count; i++)
      larger[i] = this.tasks[(this.head + i) & (this.tasks.length - 1)];
    this.tasks = larger;
    this.head = 0;
  }
}
