package org.conferenceid.examples.commandline;

import java.util.Optional;
import org.conferenceid.RequestContext;
import picocli.CommandLine.Option;

/** Who wishes a change and why (B10). */
final class CauseOptions {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who wishes it, for the audit (default: who runs this).")
  private Optional<String> actor = Optional.empty();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit.")
  private Optional<String> reason = Optional.empty();

  RequestContext cause() {
    RequestContext cause = RequestContext.NONE;
    if (actor.isPresent()) {
      cause = cause.by(actor.get());
    }
    return reason.isPresent() ? cause.reason(reason.get()) : cause;
  }
}
