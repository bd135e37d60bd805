import type { Command } from "commander";
import type { ExitCode } from "../drill/problem-catalogue.js";
import type { Io } from "./io.js";

/** What a command ends with: 0 when all is well. */
export type Exit = 0 | ExitCode;

/** Adds a command to the program; its action hands its exit code to `end`. */
export type AddCommand = (program: Command, context: CommandContext) => void;

export interface CommandContext {
  io: Io;
  /** Turns a command's work into what commander calls, and keeps its exit code. */
  run<Arguments extends unknown[]>(
    work: (...parameters: Arguments) => Exit | Promise<Exit>,
  ): (...parameters: Arguments) => Promise<void>;
}
