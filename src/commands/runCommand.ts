import { CheckpointError } from '../traces/safetensors';
import { DivergenceError } from '../training/DivergenceError';
import { CommandError } from './CommandError';

/**
 * Runs a command. What it expects to go wrong ends it with a sentence and an exit code; anything else keeps its stack.
 * @param usage printed after a fault in the arguments
 */
export async function runCommand(command: () => Promise<void>, usage: string): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (isFaultyArgument(error)) {
      console.error(`${error.message}\n\n${usage}`);
      process.exitCode = 2;
    } else if (error instanceof CommandError) {
      console.error(error.message);
      process.exitCode = error.exitCode;
    } else if (error instanceof DivergenceError || error instanceof CheckpointError) {
      console.error(error.message);
      process.exitCode = 1;
    } else throw error;
  }
}

/** What `parseArgs` of Node throws for an option that it does not know, or that lacks its value. */
function isFaultyArgument(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
