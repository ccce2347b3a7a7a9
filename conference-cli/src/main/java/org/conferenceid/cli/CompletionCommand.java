package org.conferenceid.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a shell needs to complete this program's commands; it needs no database. */
@Command(
    name = "completion",
    description = {
      "Write what bash and zsh need to complete commands and options.",
      "Usage: source <(conference-ids completion)"
    },
    sortOptions = false)
final class CompletionCommand implements Runnable {
  private final CommandLine program;
  private final PrintWriter out;

  CompletionCommand(CommandLine program, PrintWriter out) {
    this.program = program;
    this.out = out;
  }

  @Override
  public void run() {
    out.print(AutoComplete.bash(program.getCommandName(), program));
    out.flush();
  }
}
